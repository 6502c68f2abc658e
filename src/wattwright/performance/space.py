"""Every valid layout of a training job, as blocks of columns that broadcast against each other.

A block has four axes: what one micro-batch is divided by (tp, cp, ep, etp, micro-batch, sequence
parallelism), what is recomputed, the pipeline (pp, vpp, schedule), and where states lie (ZeRO, offload). A
field is an array along its own axis only, so whatever depends on few of them is computed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import product
from math import isqrt, prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.performance.columns import Architecture, Job, Layout
from wattwright.performance.pipeline import SCHEDULES

__all__ = ["RULES", "Block", "Offered", "blocks", "dropped", "offered_layouts"]

Row = Mapping[str, float]
RULES: Final = (
    "heads",
    "sequence",
    "micro_batch",
    "experts",
    "layers",
    "cluster",
    "batch",
    "schedule",
    "placement",
    "sharding",
)
"""What a combination may break, in the order in which it is looked at: heads that tp does not divide, a
sequence that cp does not, a batch or experts that do not split, fewer layers than stages, a cluster that
tp · pp · cp does not divide, a batch that replicas do not share evenly, too few or odd micro-batches for the
schedule, experts that do not fill a stage, sharded gradients or weights across stages."""

_RECOMPUTED: Final = tuple(column.name for column in fields(Layout) if column.name.startswith("recompute_"))
_LARGEST_TP: Final = 64
_LARGEST_CP: Final = 64
_LARGEST_MICRO_BATCH: Final = 64
_EIGHTHS: Final = 8
_SHARDED: Final = 2
"""ZeRO stage from which gradients are sharded in every pass, which no framework does across stages."""

_ROWS: Final = 60_000
"""Configurations of a block, at most where one division alone does not exceed it: they stay in the cache."""

_INTERLEAVED, _ZERO_BUBBLE, _DUALPIPE = (
    float(SCHEDULES.index(name)) for name in ("interleaved", "zero-bubble", "dualpipe")
)


@dataclass(frozen=True, slots=True)
class Offered:
    """Values that a search may take, by axis; each axis a list of rows.

    `refused` counts the combinations of values that the model itself rules out, by rule.
    """

    divisions: Sequence[Row]
    recompute: Sequence[Row]
    pipelines: Sequence[Row]
    states: Sequence[Row]
    refused: Mapping[str, int] = field(default_factory=dict)

    def total(self) -> int:
        """Combinations before any rule."""
        sizes = (len(self.divisions), len(self.recompute), len(self.pipelines), len(self.states))
        return prod(sizes) + sum(self.refused.values())


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
    recompute_parts: Mapping[str, float] | None,
) -> Offered:
    """All values that divide the model, the sequence and the cluster; those of `fixed` stay as they are."""
    tried, good = _values(shape, job, accelerators, fixed)
    recompute = _recomputes(shape, recompute_parts)
    states: list[Row] = [
        {"zero": zero, "offload_activation": activation, "offload_optimiser": optimiser}
        for zero in _kept(fixed, "zero", [0, 1, 2, 3])
        for activation in _kept(fixed, "offload_activation", [0, 0.5, 1])
        for optimiser in _kept(fixed, "offload_optimiser", [0, 1] if zero else [0])
    ]

    def within(tp: float) -> list[Row]:
        return [
            {"tp": tp, "sequence_parallel": parallel, "etp": etp}
            for parallel in _kept(fixed, "sequence_parallel", [0, 1] if tp > 1 else [0])
            for etp in _kept(fixed, "etp", sorted({1, int(tp)}) if shape.experts else [1])
        ]

    tensor = [row for tp in good["tp"] for row in within(tp)]
    divisions: list[Row] = [
        {**row, "cp": cp, "ep": ep, "micro_batch": each}
        for row, cp, each, ep in product(tensor, good["cp"], good["micro_batch"], good["ep"])
    ]
    pipelines, undealt = _pipelines(tried["pp"], int(shape.layers), fixed)
    axes = [
        (len(tensor), {"heads": sum(len(within(tp)) for tp in tried["tp"]) - len(tensor)}),
        *(
            (len(good[name]), {rule: len(tried[name]) - len(good[name])})
            for name, rule in (("cp", "sequence"), ("micro_batch", "micro_batch"), ("ep", "experts"))
        ),
        (len(pipelines), undealt),
    ]
    return Offered(divisions, recompute, pipelines, states, _refused(axes, len(recompute) * len(states)))


def _values(
    shape: Architecture, job: Job, accelerators: int, fixed: Mapping[str, float]
) -> tuple[dict[str, Sequence[float]], dict[str, Sequence[float]]]:
    """Values of single fields that are tried, and those of them that divide the model or the sequence."""
    heads, kv_heads, experts = (int(value) for value in (shape.heads, shape.kv_heads, shape.experts))
    samples = [n for n in range(1, _LARGEST_MICRO_BATCH + 1) if job.global_batch % n == 0]
    tried = {
        "tp": _kept(fixed, "tp", _divisors(accelerators, _LARGEST_TP)),
        "cp": _kept(fixed, "cp", _divisors(accelerators, _LARGEST_CP)),
        "micro_batch": _kept(fixed, "micro_batch", samples),
        "ep": _kept(fixed, "ep", _divisors(accelerators, experts) if experts else [1]),
        "pp": _kept(fixed, "pp", _divisors(accelerators, accelerators)),
    }
    good: dict[str, Sequence[float]] = {
        "tp": [n for n in tried["tp"] if heads % n == 0 and (kv_heads % n == 0 or n % kv_heads == 0)],
        "cp": [n for n in tried["cp"] if job.seq_len % (2 * n) == 0 or n == 1 or "cp" in fixed],
        "micro_batch": [n for n in tried["micro_batch"] if job.global_batch % n == 0],
        "ep": [n for n in tried["ep"] if not experts or experts % n == 0],
    }
    return tried, good


def _pipelines(
    stages: Sequence[float], layers: int, fixed: Mapping[str, float]
) -> tuple[list[Row], dict[str, int]]:
    """Pipelines of these counts of stages, and how many others have too few layers or no schedule."""
    dealt = {pp: list(_schedules(int(pp), layers, fixed)) for pp in stages}
    rows: list[Row] = [
        {"pp": pp, "vpp": vpp, "schedule": schedule}
        for pp, found in dealt.items()
        for vpp, schedule in found
        if pp <= layers
    ]
    many = sum(max(len(found), 1) for pp, found in dealt.items() if pp > layers)
    none = sum(1 for pp, found in dealt.items() if pp <= layers and not found)
    return rows, {"layers": many, "schedule": none}


def _refused(axes: Sequence[tuple[int, Mapping[str, int]]], others: int) -> dict[str, int]:
    """Combinations that fall out by the values of one axis, each counted at the first rule that it breaks.

    An axis is the number of values that are kept, and of those that every rule takes away.
    """
    totals = [kept + sum(lost.values()) for kept, lost in axes]
    found, before = {}, others
    for place, (kept, lost) in enumerate(axes):
        after = prod(totals[place + 1 :])
        found.update({rule: before * count * after for rule, count in lost.items()})
        before *= kept
    return found


def _divisors(total: int, largest: int) -> list[int]:
    small = [n for n in range(1, isqrt(total) + 1) if total % n == 0]
    return sorted({n for one in small for n in (one, total // one) if n <= largest})


def _kept(fixed: Mapping[str, float], name: str, values: Sequence[float]) -> Sequence[float]:
    return [fixed[name]] if name in fixed else values


def _schedules(pp: int, layers: int, fixed: Mapping[str, float]) -> Iterator[tuple[float, float]]:
    """Chunks and schedules of `pp` stages; chunks divide the layers, or these with embedding and output, or
    are those given."""
    for vpp in [int(fixed["vpp"])] if "vpp" in fixed else range(1, (layers + 2) // pp + 1):
        even = 0 in (layers % (pp * vpp), (layers + 2) % (pp * vpp))
        if vpp == 1 or "vpp" in fixed or even:
            for name in _names(pp, vpp):
                place = float(SCHEDULES.index(name))
                if fixed.get("schedule", place) == place:
                    yield float(vpp), place


def _names(pp: int, vpp: int) -> Sequence[str]:
    """Schedules of `pp` stages with `vpp` chunks each."""
    if pp == 1:
        return ["1f1b"] if vpp == 1 else []
    if vpp > 1:
        return ["interleaved"]
    return ["1f1b", "zero-bubble", "dualpipe"] if pp % 2 == 0 else ["1f1b", "zero-bubble"]


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


def _broken(offered: Offered, job: Job, accelerators: int) -> NDArray[np.int8]:
    """The first rule that a division and a pipeline break together, as a place in `RULES` counted from 1; 0
    where they keep all. Shape (divisions, pipelines)."""

    def column(rows: Sequence[Row], name: str) -> NDArray[np.float64]:
        return np.array([row[name] for row in rows], dtype=np.float64)

    tp, cp, ep, etp, each = (
        column(offered.divisions, name)[:, None] for name in ("tp", "cp", "ep", "etp", "micro_batch")
    )
    pp, vpp, schedule = (column(offered.pipelines, name) for name in ("pp", "vpp", "schedule"))
    replicas = accelerators / (tp * cp * pp)
    samples = replicas * each
    microbatches = float(job.global_batch) / samples
    few = (schedule == _ZERO_BUBBLE) & (microbatches < pp)
    few |= (schedule == _DUALPIPE) & ((microbatches < 2 * pp) | (np.mod(microbatches, 2) != 0))
    broken = (
        ("cluster", np.mod(accelerators, tp * cp * pp) != 0),
        ("batch", np.mod(float(job.global_batch), samples) != 0),
        ("schedule", few | ((vpp > 1) & (np.mod(microbatches, pp) != 0))),
        ("placement", np.mod(accelerators / pp, ep * etp) != 0),
    )
    found: NDArray[np.int8] = np.zeros(samples.shape, dtype=np.int8)
    for rule, where in broken:
        found[(found == 0) & where] = RULES.index(rule) + 1
    return found


def dropped(offered: Offered, job: Job, accelerators: int) -> dict[str, int]:
    """How many combinations break a rule, each counted at the first one in the order of `RULES`."""
    broken = _broken(offered, job, accelerators)
    others = len(offered.recompute) * len(offered.states)
    counts = np.bincount(broken.ravel(), minlength=len(RULES) + 1).tolist()
    found = dict.fromkeys(RULES, 0) | dict(offered.refused)
    for place, rule in enumerate(RULES, start=1):
        found[rule] += counts[place] * others
    staged = np.array([row["pp"] > 1 for row in offered.pipelines], dtype=bool)
    sharded = sum(1 for row in offered.states if row["zero"] >= _SHARDED)
    kept = int(np.count_nonzero(broken[:, staged] == 0))
    found["sharding"] += kept * sharded * len(offered.recompute)
    return found


def blocks(offered: Offered, job: Job, accelerators: int, fixed: Mapping[str, float]) -> Iterator[Block]:
    """The space block by block; a block holds divisions that share tp · cp and the micro-batch."""
    broken = _broken(offered, job, accelerators)
    misplaced = RULES.index("placement") + 1
    grouped: dict[tuple[float, float], list[int]] = {}
    for place, row in enumerate(offered.divisions):
        grouped.setdefault((row["tp"] * row["cp"], row["micro_batch"]), []).append(place)
    recompute = {name: _along(1, [row[name] for row in offered.recompute]) for name in _RECOMPUTED}
    for places in grouped.values():
        dealt = np.flatnonzero(np.isin(broken[places[0]], (0, misplaced))).tolist()
        for alone in (True, False):
            pipelines = [one for one in dealt if (offered.pipelines[one]["pp"] == 1) == alone]
            states = [row for row in offered.states if alone or row["zero"] < _SHARDED]
            if not pipelines or not states:
                continue
            pipes, kept = (
                {name: _along(axis, [row[name] for row in given]) for name in given[0]}
                for axis, given in ((2, [offered.pipelines[one] for one in pipelines]), (3, states))
            )
            step = max(_ROWS // (len(offered.recompute) * len(pipelines) * len(states)), 1)
            for first in range(0, len(places), step):
                part = places[first : first + step]
                rows = [offered.divisions[one] for one in part]
                divided = {name: _along(0, [row[name] for row in rows]) for name in rows[0]}
                layout = _layout(divided, pipes, accelerators, fixed, {**recompute, **kept})
                valid = (broken[np.ix_(part, pipelines)] == 0)[:, None, :, None]
                size = (len(part), len(offered.recompute), len(pipelines), len(states))
                yield Block(layout, np.broadcast_to(valid, size))


def _along(axis: int, values: Sequence[float]) -> NDArray[np.float64]:
    shape = [1, 1, 1, 1]
    shape[axis] = len(values)
    return np.array(values, dtype=np.float64).reshape(shape)


def _layout(
    divisions: Mapping[str, NDArray[np.float64]],
    pipes: Mapping[str, NDArray[np.float64]],
    accelerators: int,
    fixed: Mapping[str, float],
    others: Mapping[str, NDArray[np.float64]],
) -> Layout:
    replicas = accelerators / (divisions["tp"] * divisions["cp"] * pipes["pp"])
    return Layout(
        accelerators=float(accelerators),
        dp=replicas,
        shards=fixed.get("shards") or replicas * divisions["cp"],
        imbalance=fixed.get("imbalance", 1.0),
        **divisions,
        **pipes,
        **others,
    )
