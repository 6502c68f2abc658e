"""Search of the space of layouts: every configuration's time and memory, the best ones and the Pareto set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.performance.columns import Case, Layout
from wattwright.performance.memory import memory
from wattwright.performance.space import Block
from wattwright.performance.step import step

__all__ = ["OBJECTIVES", "Candidate", "Outcome", "search"]

Array = NDArray[np.float64]
OBJECTIVES: Final = ("time", "memory")
"""What a search may minimise: the step time, or the memory in use."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One layout with its step time (s) and the memory of its fullest accelerator (bytes)."""

    layout: Mapping[str, float]
    step_s: float
    memory_bytes: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search found: the best layouts in order, the Pareto set of time and memory by rising time, and
    how many configurations were evaluated (all of them valid), and how many of these fit."""

    best: tuple[Candidate, ...]
    pareto: tuple[Candidate, ...]
    evaluated: int
    fitting: int
    smallest: Candidate | None


@dataclass(slots=True)
class _Pool:
    """Candidates kept so far: columns of time, memory and layout."""

    times: Array
    sizes: Array
    layouts: Array


_FIELDS: Final = tuple(field.name for field in fields(Layout))


def search(
    case: Case,
    space: Iterable[Block],
    *,
    objective: str = "time",
    keep: int = 16,
    filled: float = 1.0,
    told: Callable[[int], None] | None = None,
) -> Outcome:
    """Evaluates all blocks of `space` for the job and machine of `case` (its layout is not read).

    A layout fits where it takes at most `filled` of the memory. Of those that do, the `keep` best by
    `objective` are kept (ties by memory, then time), and the Pareto set. `told` hears the number evaluated.
    """
    limit_bytes = filled * float(case.machine.memory_bytes)
    evaluated = fitting = 0
    best, front, least = _empty(), _empty(), _empty()
    for block in space:
        here = replace(case, layout=block.layout)
        times = np.broadcast_to(step(here).total_s(), block.valid.shape)
        sizes = np.broadcast_to(memory(here).total_bytes(), block.valid.shape)
        good = block.valid & (sizes <= limit_bytes)
        evaluated += int(np.count_nonzero(block.valid))
        count = int(np.count_nonzero(good))
        fitting += count
        if not fitting:
            least = _least(least, block, times, sizes)
        if count:
            rows = np.flatnonzero(good)
            fast, size = times[good], sizes[good]
            first, second = (fast, size) if objective == "time" else (size, fast)
            bound = _bound(best, objective, keep)
            chosen = np.flatnonzero(first <= bound)
            chosen = chosen[np.lexsort((second[chosen], first[chosen]))[:keep]]
            best = _best(
                _joined(best, _taken(block, rows[chosen], fast[chosen], size[chosen])), objective, keep
            )
            edge = _edge(fast, size, front)
            front = _front(_joined(front, _taken(block, rows[edge], fast[edge], size[edge])))
        if told is not None:
            told(evaluated)
    smallest = _candidates(least)
    return Outcome(
        _candidates(best), _candidates(front), evaluated, fitting, smallest[0] if smallest else None
    )


def _empty() -> _Pool:
    return _Pool(np.empty(0), np.empty(0), np.empty((0, len(_FIELDS))))


def _joined(one: _Pool, other: _Pool) -> _Pool:
    return _Pool(
        np.concatenate([one.times, other.times]),
        np.concatenate([one.sizes, other.sizes]),
        np.concatenate([one.layouts, other.layouts]),
    )


def _picked(pool: _Pool, rows: NDArray[np.intp]) -> _Pool:
    return _Pool(pool.times[rows], pool.sizes[rows], pool.layouts[rows])


def _taken(block: Block, rows: NDArray[np.intp], times: Array, sizes: Array) -> _Pool:
    """Rows of a block, whose places count through its flattened shape."""
    place = np.unravel_index(rows, block.valid.shape)
    layouts = np.empty((len(rows), len(_FIELDS)))
    for column, name in enumerate(_FIELDS):
        layouts[:, column] = np.broadcast_to(getattr(block.layout, name), block.valid.shape)[place]
    return _Pool(times, sizes, layouts)


def _bound(pool: _Pool, objective: str, keep: int) -> float:
    """What a new candidate has to reach to be kept."""
    values = pool.times if objective == "time" else pool.sizes
    return float(values.max()) if len(values) >= keep else np.inf


def _best(pool: _Pool, objective: str, keep: int) -> _Pool:
    first, second = (pool.times, pool.sizes) if objective == "time" else (pool.sizes, pool.times)
    return _picked(pool, np.lexsort((second, first))[:keep])


def _edge(times: Array, sizes: Array, front: _Pool) -> NDArray[np.intp]:
    """Rows that nothing in `front` or in the block beats in both time and memory."""
    if len(front.times):
        order = np.argsort(front.times)
        place = np.searchsorted(front.times[order], times, side="right") - 1
        floor = np.where(place >= 0, front.sizes[order][np.maximum(place, 0)], np.inf)
        rows = np.flatnonzero(sizes < floor)
    else:
        rows = np.arange(len(times))
    if len(rows) == 0:
        return rows
    order = rows[np.lexsort((sizes[rows], times[rows]))]
    lowest = np.minimum.accumulate(sizes[order])
    first = np.ones(len(order), dtype=bool)
    first[1:] = sizes[order][1:] < lowest[:-1]
    return order[first]


def _front(pool: _Pool) -> _Pool:
    return _picked(pool, _edge(pool.times, pool.sizes, _empty()))


def _least(pool: _Pool, block: Block, times: Array, sizes: Array) -> _Pool:
    """The layout that takes least memory so far, for the case that none fits."""
    held = np.where(block.valid, sizes, np.inf).ravel()
    row = int(np.argmin(held))
    if not np.isfinite(held[row]):
        return pool
    rows = np.array([row])
    joined = _joined(pool, _taken(block, rows, times.ravel()[rows], held[rows]))
    return _best(joined, "memory", 1)


def _candidates(pool: _Pool) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(dict(zip(_FIELDS, row, strict=True)), seconds, size)
        for row, seconds, size in zip(
            pool.layouts.tolist(), pool.times.tolist(), pool.sizes.tolist(), strict=True
        )
    )
