"""One training set-up as it is named: a run, with everything that was left open still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["LAYOUT", "Fabric", "Run"]

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
class Fabric:
    """Network of a cluster where it differs from the usual one of its accelerators; 0 means the usual.

    `domain` accelerators share the scale-up network of `scale_up_bytes_per_s`; each brings a port of
    `scale_out_bytes_per_s`. Groups wider than `pod` accelerators get that rate divided by
    `oversubscription`. The cluster stands in `buildings` equal parts, each with `link_bytes_per_s` to the
    others in all and `link_latency_s` one way.
    """

    domain: float = 0.0
    scale_up_bytes_per_s: float = 0.0
    scale_out_bytes_per_s: float = 0.0
    pod: float = 0.0
    oversubscription: float = 1.0
    buildings: float = 1.0
    link_bytes_per_s: float = 0.0
    link_latency_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """A model trained on `accelerators` of one kind by one framework.

    `shape` holds the fields of an architecture, `layout` the fields of `LAYOUT` that are set; what is
    missing is open. `recompute` names parts that are done again (see `performance.Layout`), None leaves
    that open too. `precision` is wide (16 bits), or a kind of narrow numbers: fp8-delayed, fp8-current,
    fp8-blockwise, fp8-rowwise, mxfp8, int8, nvfp4. `notes` are flags of the framework, as in
    `data/frameworks.yaml`. `release` is YYMM of the framework, 0 where unknown; `year` when it ran, as a
    decimal year, 0 for today. `fabric` says where the network differs from the accelerator's usual one.
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
    fabric: Fabric = Fabric()
