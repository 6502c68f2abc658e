"""Every valid layout of a training job, as blocks of columns that broadcast against each other.

A block has four axes: what one micro-batch is divided by (tp, cp, ep, etp, micro-batch, sequence
parallelism), what is recomputed, the pipeline (pp, vpp, schedule), and where states lie (ZeRO, offload). A
field is an array along its own axis only, so whatever depends on few of them is computed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.performance.columns import Architecture, Job, Layout
from wattwright.performance.pipeline import SCHEDULES

__all__ = ["Block", "Offered", "blocks", "offered_layouts"]

Row = Mapping[str, float]
_RECOMPUTED: Final = tuple(field.name for field in fields(Layout) if field.name.startswith("recompute_"))
_LARGEST_TP: Final = 64
_LARGEST_CP: Final = 64
_LARGEST_MICRO_BATCH: Final = 64
_EIGHTHS: Final = 8
_SHARDED: Final = 2
"""ZeRO stage from which gradients are sharded in every pass, which no framework does across stages."""

_ROWS: Final = 60_000
"""Configurations of a block, at most where one division alone does not exceed it: they stay in the cache."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Values that a search may take, by axis; each axis a list of rows."""

    divisions: Sequence[Row]
    recompute: Sequence[Row]
    pipelines: Sequence[Row]
    states: Sequence[Row]

    def total(self) -> int:
        """Combinations before any rule."""
        sizes = (len(self.divisions), len(self.recompute), len(self.pipelines), len(self.states))
        return int(np.prod(sizes))


@dataclass(frozen=True, slots=True)
class Block:
    """Layouts of one division and batch, of shape (divisions, recompute, pipelines, states); `valid` says
    which of them keep all rules."""

    layout: Layout
    valid: NDArray[np.bool_]


def offered_layouts(
    shape: Architecture,
    job: Job,
    accelerators: int,
    fixed: Mapping[str, float],
    recompute: Mapping[str, float] | None,
) -> Offered:
    """All values that divide the model, the sequence and the cluster; those of `fixed` stay as they are."""
    heads, kv_heads, layers, experts = (
        int(value) for value in (shape.heads, shape.kv_heads, shape.layers, shape.experts)
    )
    tensor = [
        n
        for n in _divisors(accelerators, _LARGEST_TP)
        if heads % n == 0 and (kv_heads % n == 0 or n % kv_heads == 0)
    ]
    context = [n for n in _divisors(accelerators, _LARGEST_CP) if job.seq_len % (2 * n) == 0 or n == 1]
    samples = [n for n in range(1, _LARGEST_MICRO_BATCH + 1) if job.global_batch % n == 0]
    spread = [n for n in _divisors(accelerators, experts) if experts % n == 0] if experts else [1]
    divisions = [
        {"tp": tp, "sequence_parallel": parallel, "cp": cp, "ep": ep, "etp": etp, "micro_batch": each}
        for tp, cp, each, ep in product(
            _kept(fixed, "tp", tensor),
            _kept(fixed, "cp", context),
            _kept(fixed, "micro_batch", samples),
            _kept(fixed, "ep", spread),
        )
        for parallel in _kept(fixed, "sequence_parallel", [0, 1] if tp > 1 else [0])
        for etp in _kept(fixed, "etp", sorted({1, int(tp)}) if experts else [1])
    ]
    pipelines = [
        {"pp": pp, "vpp": vpp, "schedule": schedule}
        for pp in _kept(fixed, "pp", _divisors(accelerators, layers))
        for vpp, schedule in _schedules(int(pp), layers, fixed)
    ]
    states = [
        {"zero": zero, "offload_activation": activation, "offload_optimiser": optimiser}
        for zero in _kept(fixed, "zero", [0, 1, 2, 3])
        for activation in _kept(fixed, "offload_activation", [0, 0.5, 1])
        for optimiser in _kept(fixed, "offload_optimiser", [0, 1] if zero else [0])
    ]
    return Offered(divisions, _recomputes(shape, recompute), pipelines, states)


def _divisors(total: int, largest: int) -> list[int]:
    return [n for n in range(1, min(total, largest) + 1) if total % n == 0]


def _kept(fixed: Mapping[str, float], name: str, values: Sequence[float]) -> Sequence[float]:
    return [fixed[name]] if name in fixed else values


def _schedules(pp: int, layers: int, fixed: Mapping[str, float]) -> Iterator[tuple[float, float]]:
    """Chunks and schedules of `pp` stages; chunks divide the layers, or these with embedding and output."""
    if pp == 1:
        yield 1.0, float(SCHEDULES.index("1f1b"))
        return
    for vpp, name in _named_schedules(pp, layers):
        place = SCHEDULES.index(name)
        if fixed.get("vpp", vpp) == vpp and fixed.get("schedule", place) == place:
            yield float(vpp), float(place)


def _named_schedules(pp: int, layers: int) -> Iterator[tuple[int, str]]:
    yield from (
        (1, name) for name in SCHEDULES if name != "interleaved" and (name != "dualpipe" or pp % 2 == 0)
    )
    for vpp in range(2, (layers + 2) // pp + 1):
        if 0 in (layers % (pp * vpp), (layers + 2) % (pp * vpp)):
            yield vpp, "interleaved"


def _recomputes(shape: Architecture, given: Mapping[str, float] | None) -> Sequence[Row]:
    """Nothing, every choice of parts that the model has, and whole layers, by the eighth."""
    none = dict.fromkeys(_RECOMPUTED, 0.0)
    if given is not None:
        return [none | {f"recompute_{name}": share for name, share in given.items()}]
    parts = [("attention",), ("norm", "activation"), ("projection",)]
    parts += [("latent",)] if float(shape.query_rank) > 0 else []
    parts += [("mlp",)] if float(shape.dense_layers) > 0 else []
    parts += [("experts",)] if float(shape.expert_layers) > 0 else []
    chosen = [
        none
        | {
            f"recompute_{name}": 1.0
            for part, taken in zip(parts, choice, strict=True)
            if taken
            for name in part
        }
        for choice in product((False, True), repeat=len(parts))
    ]
    whole = [none | {"recompute_full": n / _EIGHTHS} for n in range(1, _EIGHTHS + 1)]
    return chosen + whole


def blocks(offered: Offered, job: Job, accelerators: int, fixed: Mapping[str, float]) -> Iterator[Block]:
    """The space block by block; a block holds divisions that share tp · cp and the micro-batch."""
    grouped: dict[tuple[float, float], list[Row]] = {}
    for row in offered.divisions:
        grouped.setdefault((row["tp"] * row["cp"], row["micro_batch"]), []).append(row)
    recompute = {name: _along(1, [row[name] for row in offered.recompute]) for name in _RECOMPUTED}
    for (group, each), rows in grouped.items():
        dealt = [
            row
            for row in offered.pipelines
            if _divides(row, group, each, float(job.global_batch), accelerators)
        ]
        for alone in (True, False):
            pipelines = [row for row in dealt if (row["pp"] == 1) == alone]
            states = [row for row in offered.states if alone or row["zero"] < _SHARDED]
            if not pipelines or not states:
                continue
            pipes, kept = (
                {name: _along(axis, [row[name] for row in given]) for name in given[0]}
                for axis, given in ((2, pipelines), (3, states))
            )
            step = max(_ROWS // (len(offered.recompute) * len(pipelines) * len(states)), 1)
            for first in range(0, len(rows), step):
                part = rows[first : first + step]
                divided = {name: _along(0, [row[name] for row in part]) for name in part[0]}
                yield _block(divided, recompute, pipes, kept, accelerators, fixed)


def _divides(row: Row, group: float, each: float, batch: float, accelerators: int) -> bool:
    """Whether stages and replicas come out whole, and interleaved micro-batches in rounds of the stages."""
    if accelerators % (group * row["pp"]):
        return False
    replicas = accelerators / (group * row["pp"])
    if batch % (replicas * each):
        return False
    return row["vpp"] == 1 or batch / (replicas * each) % row["pp"] == 0


def _along(axis: int, values: Sequence[float]) -> NDArray[np.float64]:
    shape = [1, 1, 1, 1]
    shape[axis] = len(values)
    return np.array(values, dtype=np.float64).reshape(shape)


def _block(
    divisions: Mapping[str, NDArray[np.float64]],
    recompute: Mapping[str, NDArray[np.float64]],
    pipes: Mapping[str, NDArray[np.float64]],
    states: Mapping[str, NDArray[np.float64]],
    accelerators: int,
    fixed: Mapping[str, float],
) -> Block:
    replicas = accelerators / (divisions["tp"] * divisions["cp"] * pipes["pp"])
    stage = accelerators / pipes["pp"]
    experts = divisions["ep"] * divisions["etp"]
    layout = Layout(
        accelerators=float(accelerators),
        dp=replicas,
        shards=fixed.get("shards") or replicas * divisions["cp"],
        imbalance=fixed.get("imbalance", 1.0),
        **divisions,
        **recompute,
        **pipes,
        **states,
    )
    valid = np.mod(stage, experts) == 0
    size = np.broadcast_shapes(*(np.shape(getattr(layout, field.name)) for field in fields(Layout)))
    return Block(layout, np.broadcast_to(valid, size))
