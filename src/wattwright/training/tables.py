"""Runs to columns: what stays the same is made once, the constants fill in the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from wattwright.performance.columns import Architecture, Case, Job, Layout, Machine, Practice
from wattwright.training.machines import machine
from wattwright.training.practices import practice
from wattwright.training.runs import Run

__all__ = ["RunTable", "case_of", "run_table"]

_PARTS = ("full", "norm", "attention", "projection", "latent", "mlp", "experts", "activation")


@dataclass(frozen=True, slots=True)
class RunTable:
    """Columns of runs whose layout is complete, but for the constants."""

    architecture: Architecture
    layout: Layout
    seq_len: NDArray[np.float64]
    global_batch: NDArray[np.float64]
    trained: NDArray[np.float64]
    packed: NDArray[np.bool_]
    machine: Callable[[Mapping[str, float]], Machine]
    practice: Callable[[Mapping[str, float]], Practice]

    def case(self, constants: Mapping[str, float]) -> Case:
        """All columns with these constants."""
        adapters = np.less(self.trained, 0.5)
        share = np.where(adapters, constants["training_kernels.adapter_attention_factor"], 1.0)
        share = np.where(self.packed, constants["training_kernels.packed_attention_share"], share)
        return Case(
            self.architecture,
            self.machine(constants),
            self.practice(constants),
            Job(
                self.seq_len,
                self.global_batch,
                self.trained,
                np.where(adapters, constants["training_kernels.adapter_traffic_bytes"], 0.0),
                share,
            ),
            self.layout,
        )


def run_table(runs: Sequence[Run]) -> RunTable:
    """The table of `runs`, each with a whole layout (see `completed`)."""

    def column(name: str) -> NDArray[np.float64]:
        return np.array([run.shape[name] for run in runs], dtype=np.float64)

    return RunTable(
        Architecture(**{field.name: column(field.name) for field in fields(Architecture)}),
        _layout(runs),
        np.array([run.seq_len for run in runs]),
        np.array([run.global_batch for run in runs]),
        np.array([run.trained for run in runs]),
        np.array([run.packed for run in runs]),
        machine(runs),
        practice(runs),
    )


def _layout(runs: Sequence[Run]) -> Layout:
    def column(name: str, usual: float = 1.0) -> NDArray[np.float64]:
        return np.array([run.layout.get(name, usual) for run in runs], dtype=np.float64)

    accelerators = np.array([run.accelerators for run in runs], dtype=np.float64)
    tp, pp, cp = column("tp"), column("pp"), column("cp")
    dp = accelerators / (tp * pp * cp)
    batch = np.array([run.global_batch for run in runs])
    spare = np.maximum(
        dp * column("micro_batch") / batch, 1.0
    )  # more copies than samples: they share sequences
    shards = column("shards", 0.0)
    parts = {
        f"recompute_{part}": np.array([(run.recompute or {}).get(part, 0.0) for run in runs])
        for part in _PARTS
    }
    return Layout(
        accelerators=accelerators,
        tp=tp,
        pp=pp,
        vpp=column("vpp"),
        cp=cp * spare,
        ep=np.maximum(column("ep"), 1.0),
        etp=column("etp"),
        dp=dp / spare,
        schedule=column("schedule", 0.0),
        micro_batch=column("micro_batch"),
        sequence_parallel=column("sequence_parallel", 0.0),
        zero=column("zero", 1.0),
        shards=np.where(shards > 0, shards, dp * cp),
        **parts,
        imbalance=column("imbalance"),
        offload_activation=column("offload_activation", 0.0),
        offload_optimiser=column("offload_optimiser", 0.0),
    )


def case_of(runs: Sequence[Run], constants: Mapping[str, float]) -> Case:
    """Columns of `runs` with these constants."""
    return run_table(runs).case(constants)
