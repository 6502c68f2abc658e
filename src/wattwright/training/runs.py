"""One training set-up as it is named: a run, with everything that was left open still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["LAYOUT", "Run"]

LAYOUT = (
    "tp",
    "pp",
    "vpp",
    "cp",
    "ep",
    "etp",
    "micro_batch",
    "zero",
    "shards",
    "sequence_parallel",
    "schedule",
    "imbalance",
    "offload_activation",
    "offload_optimiser",
)
"""Fields of a layout that a run may leave open."""


@dataclass(frozen=True, slots=True)
class Run:
    """A model trained on `accelerators` of one kind by one framework.

    `shape` holds the fields of an architecture, `layout` the fields of `LAYOUT` that are set; what is
    missing is open. `recompute` names parts that are done again (see `performance.Layout`), None leaves
    that open too. `precision` is wide (16 bits), or a kind of narrow numbers: fp8-delayed, fp8-current,
    fp8-blockwise, fp8-rowwise, mxfp8, int8, nvfp4. `notes` are flags of the framework, as in
    `data/frameworks.yaml`. `release` is YYMM of the framework, 0 where unknown; `year` when it ran, as a
    decimal year, 0 for today. `network` replaces the network rate of the accelerator, in bytes per second.
    """

    name: str
    model: str
    shape: Mapping[str, float]
    accelerator: str
    accelerators: float
    precision: str
    family: str
    seq_len: float
    global_batch: float
    layout: Mapping[str, float] = field(default_factory=dict)
    recompute: Mapping[str, float] | None = None
    trained: float = 1.0
    packed: bool = False
    release: float = 0.0
    year: float = 0.0
    notes: frozenset[str] = frozenset()
    network: float = 0.0
