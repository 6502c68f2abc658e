"""A cluster's goodput from a few words: how large, how long, which checkpoints; and what each improvement is
worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray

from wattwright.assumptions import load as load_assumptions
from wattwright.errors import DataError
from wattwright.evaluate.improvements import improvements
from wattwright.reliability.checkpoints import (
    Level,
    daly_interval_h,
    exact_interval_h,
    level_intervals_h,
    young_interval_h,
)
from wattwright.reliability.events import Timeline, timeline
from wattwright.reliability.model import (
    Category,
    Cluster,
    Extras,
    Recovery,
    base_rate_per_h,
    chosen_interval_h,
)
from wattwright.reliability.renewal import expected_goodput, simulated
from wattwright.reliability.spares import nodes_in_repair, spares_for
from wattwright.study.draws import column, quantiles

__all__ = [
    "SYNCHRONOUS",
    "GoodputAsked",
    "cluster_of",
    "drawn_cluster",
    "goodput_of",
    "interruption_table",
    "job_goodput",
    "simulate",
    "useful_job_size",
    "usual_replicas",
]

Array = NDArray[np.float64]
_S_PER_H: Final = 3600.0
_DRAWS: Final = 256
_UNCERTAIN: Final = (
    "failures_per_node_day",
    "growth_exponent",
    "detect_factor",
    "restart_h",
    "swap_h",
    "start_s",
    "maintenance_h",
)
"""What the interval of goodput adds up."""
_SERVICE: Final = 0.999
_LEMON: Final = 5.0
_MENDED: Final = 0.8
"""How much more often a lemon fails, and the part of its repairs that mend it (AIReSim's settings)."""
_SETS: Final = 25
"""Draws of what is uncertain, each with its share of the runs by chance."""
_QUANTILES: Final = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class GoodputAsked:
    """What was asked: accelerators (and how many share a node), days of training or of wall time, and what of
    the rest is known; None takes the assumption. `parameters` with `storage_bytes_per_s` give the stall of a
    synchronous write; `flush_h` marks an asynchronous one.
    """

    accelerators: int
    days: float
    per_node: int = 8
    failures_per_node_day: float | None = None
    interval_h: float = 0.0
    write_stall_h: float | None = None
    flush_h: float = 0.0
    parameters: float | None = None
    storage_bytes_per_s: float | None = None
    spare_nodes: int | None = None
    replicas: int = 1
    research: bool = False
    stragglers: bool = False
    lemon_share: float = 0.0
    test_every_h: float | None = None
    racks_per_day: float = 0.0
    defect: tuple[float, float, float] = (0.0, 0.0, 1.0)
    accelerator_kw: float = 1.81
    given: Mapping[str, float] | None = None


@cache
def interruption_table() -> dict[str, Any]:
    """Categories of interruptions with their counts, as published; not to be changed."""
    text = (files("wattwright") / "data" / "interruptions.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return table


@cache
def _values() -> dict[str, float]:
    return {
        name.partition(".")[2]: one.value
        for name, one in load_assumptions().items()
        if name.startswith("reliability.")
    }


def cluster_of(asked: GoodputAsked) -> Cluster:
    """The cluster with everything filled in; DataError lists what is out of range."""
    values = _values() | dict(asked.given or {})
    rate = asked.failures_per_node_day
    cluster = Cluster(
        asked.accelerators,
        asked.per_node,
        values["failures_per_node_day"] if rate is None else rate,
        _categories(values["detect_factor"], asked.test_every_h),
        _recovery(asked, values),
        values["research_hazard_per_h" if asked.research else "job_hazard_per_h"],
        values["growth_from_count"],
        values["growth_exponent"],
        asked.spare_nodes or 0,
        values["repair_mean_h"],
        values["repair_median_h"],
        _extras(asked, values),
    )
    if not asked.days > 0:
        raise DataError("this cluster cannot be computed", [f"{asked.days:g} days; more than 0 are needed"])
    cluster.check()
    return cluster


def _categories(detect_factor: float, test_every_h: float | None) -> list[Category]:
    """Categories of interruptions with their shares from the printed counts; silent corruption is found half
    a test interval after it begins.
    """
    known = interruption_table()["categories"]
    total = sum(one["count"] for one in known.values())
    return [
        Category(
            name,
            one["count"] / total,
            one["detect_s"] / _S_PER_H * detect_factor,
            one["swap"],
            one["silent_h"],
        )
        for name, one in known.items()
    ]


def _silent(known_h: float, test_every_h: float | None) -> float:
    return known_h if test_every_h is None or not known_h else test_every_h / 2


def _recovery(asked: GoodputAsked, values: Mapping[str, float]) -> Recovery:
    """Checkpoints and restarts; the stall of a write from model and storage where both are known."""
    stall = values["write_stall_s"] / _S_PER_H if asked.write_stall_h is None else asked.write_stall_h
    if asked.parameters is not None and asked.storage_bytes_per_s is not None:
        if asked.storage_bytes_per_s <= 0:
            raise DataError(
                "this cluster cannot be computed", ["storage bandwidth is 0; more than 0 is needed"]
            )
        stall = asked.parameters * values["parameter_state_bytes"] / asked.storage_bytes_per_s / _S_PER_H
    start = (values["start_s"] + values["start_each_s"] * asked.accelerators) / _S_PER_H
    return Recovery(
        stall,
        asked.interval_h,
        asked.flush_h,
        values["reload_s"] / _S_PER_H,
        values["restart_h"] + start,
        values["swap_h"] + start,
        asked.replicas,
    )


def _extras(asked: GoodputAsked, values: Mapping[str, float]) -> Extras:
    """Planned stops always; slow nodes and lemons where they were asked for."""
    slow = 1.0 if asked.stragglers else 0.0
    return Extras(
        lemon_share=asked.lemon_share,
        lemon_factor=_LEMON if asked.lemon_share else 1.0,
        repair_mends_share=_MENDED if asked.lemon_share else 0.0,
        defect_day=asked.defect[0],
        defect_days=asked.defect[1],
        defect_factor=asked.defect[2],
        rack_events_per_day=asked.racks_per_day,
        maintenance_per_day=values["maintenance_per_d"],
        maintenance_h=values["maintenance_h"],
        straggler_share=slow * values["straggler_node_share"],
        straggler_slowdown=slow * values["straggler_slowdown_share"],
    )


def simulate(
    asked: GoodputAsked, training_h: float, draws: int, seed: int
) -> tuple[dict[str, Any], Timeline]:
    """Runs of so much training by chance, with all that is uncertain, as plain values, and one run event by
    event."""
    each = -(-draws // _SETS)
    runs = [simulated(drawn_cluster(asked, at), training_h, each, seed + at) for at in range(_SETS)]
    one = timeline(cluster_of(asked), training_h, seed)
    days = np.concatenate([run.wall_h for run in runs]) / 24
    counts = np.concatenate([run.interruptions for run in runs])
    ended = np.isfinite(days)
    return {
        "draws": len(days),
        "training_days": training_h / 24,
        "ended_share": float(ended.mean()),
        "days": [float(np.quantile(days[ended], at)) for at in _QUANTILES] if ended.any() else None,
        "interruptions": [float(np.quantile(counts, at)) for at in _QUANTILES],
        "goodput_share": [float(np.quantile(training_h / 24 / days, at)) for at in _QUANTILES],
        "event_run": {
            "days": one.wall_h / 24,
            "goodput_share": one.goodput_share,
            "events": len(one.events),
            "most_in_repair": float(one.in_repair.max(initial=0.0)),
        },
    }, one


def goodput_of(asked: GoodputAsked) -> dict[str, Any]:
    """Goodput with its 80 % interval, interruptions by category, lost time by cause, spares, and what each
    improvement is worth, as plain values.
    """
    cluster = cluster_of(asked)
    share, lost = expected_goodput(cluster)
    rate, interval = base_rate_per_h(cluster), chosen_interval_h(cluster)
    drawn = [_drawn(asked, place) for place in range(_DRAWS)]
    shares = np.array([one for one, _ in drawn])
    # failures strike while the job runs, not while it waits for its restart
    exposed = asked.days * 24 * (1 - _down(lost))
    counts = np.random.default_rng(0).poisson(np.array([one for _, one in drawn]) * exposed)
    swaps = sum(one.share * one.swap_share for one in cluster.categories)
    mean_out = float(
        nodes_in_repair(cluster.nodes, rate * 24 / cluster.nodes * swaps, cluster.repair_mean_h / 24)
    )
    return {
        "accelerators": cluster.accelerators,
        "nodes": cluster.nodes,
        "replicas": cluster.recovery.replicas,
        "days": asked.days,
        "goodput_share": share,
        "goodput_range": [float(one) for one in np.quantile(shares, (0.1, 0.9))],
        "reason": None
        if share > 0
        else "more time is lost than passes: failures come before a restart is done",
        "mean_gap_h": 1 / rate if rate else None,
        "interval_h": interval,
        "intervals_h": _intervals(cluster, rate),
        "write_stall_h": cluster.recovery.write_stall_h,
        "interruptions": rate * exposed,
        "interruption_range": [float(one) for one in np.quantile(counts, (0.1, 0.9))],
        "by_category": {one.name: rate * exposed * one.share for one in cluster.categories},
        "planned": cluster.extras.maintenance_per_day * asked.days,
        "lost_share": lost,
        "spares": {
            "mean_in_repair": mean_out,
            "needed": spares_for(mean_out, _SERVICE),
            "service_share": _SERVICE,
        },
        "improvements": improvements(cluster, share, asked.days, asked.accelerator_kw),
    }


_REPLICA: Final = 4096
"""Accelerators of a replica that others do not wait for, in jobs beyond the size of published synchronous
ones."""
SYNCHRONOUS: Final = 32_768
"""Accelerators up to which synchronous jobs are published; larger ones let the other replicas train on."""


def usual_replicas(accelerators: int) -> int:
    """Elastic replicas of a job of this size: one synchronous job up to the size of published ones."""
    return accelerators // _REPLICA if accelerators > SYNCHRONOUS else 1


def _one_job(accelerators: int) -> GoodputAsked:
    return GoodputAsked(accelerators, 30.0, replicas=usual_replicas(accelerators))


@cache
def job_goodput(accelerators: int) -> tuple[float, float, float]:
    """Goodput (5 %, middle, 95 %) of one job of this size; beyond 32,768 accelerators its replicas are
    elastic."""
    asked = _one_job(accelerators)
    shares = [_drawn(asked, place)[0] for place in range(0, _DRAWS, 8)]
    middle = expected_goodput(cluster_of(asked))[0]
    low, high = (float(one) for one in np.quantile(shares, (0.05, 0.95)))
    return min(low, middle), middle, max(high, middle)


@cache
def useful_job_size(accelerators: int) -> int:
    """The job of at most so many accelerators that gets most work done: beyond it failures cost more than
    more accelerators bring.
    """
    sizes = [2**power for power in range(13, int(np.log2(max(accelerators, 8192))) + 1)]
    best = max(sizes, key=lambda size: size * expected_goodput(cluster_of(_one_job(size)))[0])
    whole = accelerators * expected_goodput(cluster_of(_one_job(accelerators)))[0]
    return accelerators if whole >= best * expected_goodput(cluster_of(_one_job(best)))[0] else best


def _intervals(cluster: Cluster, rate: float) -> dict[str, float]:
    """Best time from checkpoint to checkpoint by each rule, and of three levels: a peer's memory for one node
    in nine of ten failures, local storage, remote storage.
    """
    recovery = cluster.recovery
    gap, stall = 1 / max(rate, 1e-12), recovery.write_stall_h
    down = sum(one.share * one.detect_h for one in cluster.categories) + recovery.restart_h
    levels = [
        Level("memory", min(1 / _S_PER_H, stall), recovery.reload_h / 4, 0.9 * rate),
        Level("local", stall / 2, recovery.reload_h / 2, 0.08 * rate),
        Level("remote", stall, recovery.reload_h, 0.02 * rate),
    ]
    nested = dict(zip((f"level {one.name}" for one in levels), level_intervals_h(levels)[0], strict=True))
    return {
        "young": float(young_interval_h(gap, stall)),
        "daly": float(daly_interval_h(gap, stall, down, recovery.reload_h)),
        "exact": float(exact_interval_h(gap, stall)),
        **nested,
    }


def _down(lost: Mapping[str, float]) -> float:
    return lost["detection"] + lost["restarts"] + lost["maintenance"]


@cache
def _uncertain() -> dict[str, Array]:
    """Draws of what is uncertain, by name."""
    known = load_assumptions()
    return {
        name: quantiles(one.spread, one.low, one.value, one.high, column(f"reliability.{name}")[:_DRAWS])
        for name in _UNCERTAIN
        for one in (known[f"reliability.{name}"],)
    }


def drawn_cluster(asked: GoodputAsked, place: int) -> Cluster:
    """The cluster with the draw of this place, 0 to 255, of all that is uncertain and was not typed."""
    drawn = {name: float(values[place]) for name, values in _uncertain().items()}
    return cluster_of(replace(asked, given=drawn | dict(asked.given or {})))


def _drawn(asked: GoodputAsked, place: int) -> tuple[float, float]:
    """Goodput and rate of one draw of what is uncertain."""
    cluster = drawn_cluster(asked, place)
    return expected_goodput(cluster)[0], base_rate_per_h(cluster)
