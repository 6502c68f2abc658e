"""Frameworks as columns: what each run's software launches, fuses, hides and keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.performance.columns import Practice
from wattwright.training.frameworks import defaults
from wattwright.training.machines import Constants, Lookup, age_years, family_of_chip, lookup, width
from wattwright.training.runs import Run

__all__ = ["practice"]

_LATE, _EARLY = 26.06, 26.02
"""Releases of the Bridge from which expert layers are captured whole, and before which they are young."""


_OF_FAMILY: Final = (
    "traffic_factor",
    "tp_overlap_share",
    "dp_overlap_share",
    "software_factor",
)


def _of_family(runs: Sequence[Run], quantity: str) -> Lookup:
    return lookup(runs, lambda run: f"training_{run.family.replace('-', '_')}.{quantity}")


def practice(runs: Sequence[Run]) -> Callable[[Constants], Practice]:
    """Frameworks of `runs` as a function of the constants."""
    usual = [defaults(run.family) for run in runs]
    count = len(runs)
    whole, unhidden, hidden_exchange, fused_dispatch = (
        _flagged(runs, flag) for flag in ("graph_full", "no_tp_overlap", "exchange_overlap", "fused_dispatch")
    )
    launches, first = _launches(runs), whole | _flagged(runs, "graph_attention")
    fused = np.array([float(one["attention"] != "none") for one in usual])
    blocking = np.array([bool(one["blocking_sends"]) for one in usual])
    sharded = np.array([float(one["sharded_sends"]) for one in usual])
    kept = np.array([float(one["kept_gradient_bytes"]) for one in usual])
    sent = np.array([4.0 if "gradients_32" in run.notes else 2.0 for run in runs])
    narrow = np.array([width(run) != "wide" for run in runs])
    traffic, tensor, data, software = (_of_family(runs, quantity) for quantity in _OF_FAMILY)
    ages = np.array([age_years(run) for run in runs])
    expert_stage = _expert_stage(runs)
    grouped = lookup(runs, lambda run: f"training_{family_of_chip(run)}.expert_rate_share")

    def fill(constants: Constants) -> Practice:
        def kernels(name: str) -> NDArray[np.float64]:
            return np.full(count, constants[f"training_kernels.{name}"])

        def network(name: str) -> NDArray[np.float64]:
            return np.full(count, constants[f"training_network.{name}"])

        hidden = 1 - np.minimum(network("exchange_overlap_share"), 0.98)
        young = kernels("immature_share") * np.exp(-ages / kernels("maturing_years"))
        return Practice(
            **launches(constants),
            backward_launches=kernels("backward_launch_factor"),
            traffic=traffic.values(constants),
            fused_attention=fused,
            score_bytes=kernels("score_traffic_bytes"),
            score_rate=kernels("score_rate_share"),
            tp_overlap=np.where(unhidden, 0.0, np.minimum(tensor.values(constants), 0.95)),
            cp_overlap=np.minimum(network("cp_overlap_share"), 0.98),
            dp_overlap=np.minimum(data.values(constants), 0.98),
            pp_exposed=np.where(blocking, network("blocking_send_share"), network("overlapped_send_share")),
            ep_exposed=np.where(hidden_exchange, hidden, network("exchange_exposed_share")),
            deduplicated=fused_dispatch.astype(float),
            sharded_sends=sharded,
            gradient_bytes=sent,
            kept_gradient_bytes=kept,
            contention=network("contention_share"),
            expert_rate=grouped.values(constants),
            permutation=kernels("permutation_factor"),
            expert_software=expert_stage.values(constants),
            routing_sync_s=np.where(whole | fused_dispatch, 0.0, kernels("routing_sync_s")),
            mixer_bytes=kernels("mixer_traffic_bytes"),
            exchange_bytes=np.where(narrow, 1.5, 2.0),
            optimiser_bytes=kernels("optimiser_traffic_bytes"),
            step_s=np.where(first, kernels("captured_launch_share"), 1.0) * kernels("step_overhead_s"),
            software=software.values(constants) * (1 + young),
        )

    return fill


def _launches(runs: Sequence[Run]) -> Callable[[Constants], dict[str, NDArray[np.float64]]]:
    """Launch times of the forward pass of each kind of block, less where a graph captures it."""
    launch, whole, router = (
        _of_family(runs, "launch_s"),
        _flagged(runs, "graph_full"),
        _flagged(runs, "graph_router"),
    )
    captured = {part: whole | _flagged(runs, f"graph_{part}") for part in ("attention", "mixer", "dense")}

    def fill(constants: Constants) -> dict[str, NDArray[np.float64]]:
        left, around, factor = (
            constants[f"training_kernels.{name}"]
            for name in ("captured_launch_share", "router_captured_launch_share", "expert_launch_factor")
        )
        layer_s = launch.values(constants)
        made = {
            f"{part}_launch_s": 0.5 * layer_s * np.where(here, left, 1.0) for part, here in captured.items()
        }
        experts = np.where(whole, left, np.where(router, around, 1.0))
        return made | {"expert_launch_s": layer_s * factor * experts}

    return fill


def _flagged(runs: Sequence[Run], flag: str) -> NDArray[np.bool_]:
    return np.array([flag in run.notes for run in runs])


def _expert_stage(runs: Sequence[Run]) -> Lookup:
    """How grown-up the expert layers of a release are."""

    def stage(run: Run) -> str:
        if run.family != "bridge" or not run.release:
            return ""
        if run.release >= _LATE:
            return "training_kernels.late_expert_factor"
        return "training_kernels.early_expert_factor" if run.release < _EARLY else ""

    return lookup(runs, stage)
