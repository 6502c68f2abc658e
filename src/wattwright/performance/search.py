"""Search of the space of layouts: every configuration's time and memory, the best ones and the Pareto set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real
from wattwright.performance.columns import Case, Layout
from wattwright.performance.memory import Memory, memory
from wattwright.performance.space import Block
from wattwright.performance.step import Step, step

__all__ = ["Candidate", "Objective", "Outcome", "search"]

Array = NDArray[np.float64]
Objective = Callable[[Step, Memory], Real]
"""What a search minimises, from the step and the memory of all configurations of a block at once."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One layout with its step time (s) and the memory of its fullest accelerator (bytes)."""

    layout: Mapping[str, float]
    step_s: float
    memory_bytes: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search found.

    `best` are the best layouts in order; `apart` the best one of every parallelism (division and pipeline),
    best first; `pareto` what nothing beats in time and memory, by rising time. `evaluated` counts the
    configurations that keep all rules (every one of them was evaluated), `fitting` those of them that fit.
    `boundless` is the best one if memory had no limit, `smallest` the one that takes least memory, None
    where something fits.
    """

    best: tuple[Candidate, ...]
    apart: tuple[Candidate, ...]
    pareto: tuple[Candidate, ...]
    evaluated: int
    fitting: int
    boundless: Candidate | None
    smallest: Candidate | None


_FIELDS: Final = tuple(column.name for column in fields(Layout))


@dataclass(slots=True)
class _Pool:
    """Candidates kept so far: columns of the objective, time, memory and layout."""

    values: Array = field(default_factory=lambda: np.empty(0))
    times: Array = field(default_factory=lambda: np.empty(0))
    sizes: Array = field(default_factory=lambda: np.empty(0))
    layouts: Array = field(default_factory=lambda: np.empty((0, len(_FIELDS))))

    def joined(self, other: _Pool) -> _Pool:
        """Both together."""
        return _Pool(
            *(
                np.concatenate([getattr(self, name), getattr(other, name)])
                for name in ("values", "times", "sizes", "layouts")
            )
        )

    def at(self, rows: NDArray[np.intp]) -> _Pool:
        """The candidates at `rows`."""
        return _Pool(self.values[rows], self.times[rows], self.sizes[rows], self.layouts[rows])

    def best(self, keep: int) -> _Pool:
        """The `keep` best ones; ties by time, then memory."""
        return self.at(np.lexsort((self.sizes, self.times, self.values))[:keep])

    def bound(self, keep: int) -> float:
        """What a new candidate has to reach to be among the `keep` best."""
        return float(self.values.max()) if len(self.values) >= keep else np.inf

    def candidates(self) -> tuple[Candidate, ...]:
        """All of them, in order."""
        rows = zip(self.layouts.tolist(), self.times.tolist(), self.sizes.tolist(), strict=True)
        return tuple(
            Candidate(dict(zip(_FIELDS, row, strict=True)), seconds, size) for row, seconds, size in rows
        )


@dataclass(slots=True)
class _Judged:
    """A block with its columns spread out: objective, time and memory of every configuration."""

    block: Block
    values: Array
    times: Array
    sizes: Array

    def pool(self, rows: NDArray[np.intp]) -> _Pool:
        """Candidates at `rows`, which count through the flattened block."""
        place = np.unravel_index(rows, self.block.valid.shape)
        layouts = np.empty((len(rows), len(_FIELDS)))
        for column, name in enumerate(_FIELDS):
            value = np.asarray(getattr(self.block.layout, name))
            cell = tuple(one if size > 1 else 0 for one, size in zip(place, value.shape, strict=False))
            layouts[:, column] = value[cell]
        return _Pool(self.values[place], self.times[place], self.sizes[place], layouts)

    def lowest(self, pool: _Pool, measure: Array) -> _Pool:
        """The valid configuration with the least `measure`, if it beats the one of `pool`."""
        if len(pool.values) and float(measure.min()) >= float(pool.values[0]):
            return pool
        held = np.where(self.block.valid, measure, np.inf)
        row = int(np.argmin(held))
        if not np.isfinite(held.flat[row]):
            return pool
        found = self.pool(np.array([row]))
        found.values = np.array([held.flat[row]])
        return pool.joined(found).best(1)


def search(
    case: Case,
    space: Iterable[Block],
    *,
    objective: Objective | None = None,
    keep: int = 16,
    filled: float = 1.0,
    told: Callable[[int], None] | None = None,
) -> Outcome:
    """Evaluates all blocks of `space` for the job and machine of `case` (its layout is not read).

    A layout fits where it takes at most `filled` of the memory. Of those that do, the `keep` best by
    `objective` (the step time unless given) are kept, the best ones of as many parallelisms, and the Pareto
    set of time and memory. `told` hears the number evaluated.
    """
    limit_bytes = filled * float(case.machine.memory_bytes)
    evaluated = fitting = 0
    best, apart, front, boundless, smallest = (_Pool() for _ in range(5))
    for block in space:
        judged = _judged(replace(case, layout=block.layout), block, objective)
        good = block.valid & (judged.sizes <= limit_bytes)
        evaluated += int(np.count_nonzero(block.valid))
        rows = np.flatnonzero(good)
        fitting += len(rows)
        boundless = judged.lowest(boundless, judged.values)
        if not fitting:
            smallest = judged.lowest(smallest, judged.sizes)
        if len(rows):
            near = _near(judged, good, rows, apart.bound(keep))
            best = best.joined(judged.pool(near[:keep])).best(keep)
            apart = apart.joined(judged.pool(_first_of_each(judged, near)[:keep])).best(keep)
            edge = rows[_edge(judged.times[good], judged.sizes[good], front)]
            front = _front(front.joined(judged.pool(edge)))
        if told is not None:
            told(evaluated)
    return Outcome(
        best.candidates(),
        apart.candidates(),
        front.candidates(),
        evaluated,
        fitting,
        next(iter(boundless.candidates()), None),
        None if fitting else next(iter(smallest.candidates()), None),
    )


def _judged(here: Case, block: Block, objective: Objective | None) -> _Judged:
    spent, held = step(here), memory(here)
    shape = block.valid.shape
    times = np.broadcast_to(spent.total_s(), shape)
    values = times if objective is None else np.broadcast_to(objective(spent, held), shape)
    return _Judged(block, values, times, np.broadcast_to(held.total_bytes(), shape))


def _near(judged: _Judged, good: NDArray[np.bool_], rows: NDArray[np.intp], bound: float) -> NDArray[np.intp]:
    """Rows within `bound`, best first."""
    values = judged.values[good]
    near = np.flatnonzero(values <= bound)
    chosen = rows[near]
    place = np.unravel_index(chosen, good.shape)
    return chosen[np.lexsort((judged.sizes[place], judged.times[place], values[near]))]


def _first_of_each(judged: _Judged, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """The first row of every division and pipeline, in the order of `rows`."""
    division, _, pipeline, _ = np.unravel_index(rows, judged.block.valid.shape)
    _, first = np.unique(division * judged.block.valid.shape[2] + pipeline, return_index=True)
    return rows[np.sort(first)]


def _edge(times: Array, sizes: Array, front: _Pool) -> NDArray[np.intp]:
    """Rows that nothing in `front` or among themselves beats in both time and memory."""
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
    return pool.at(_edge(pool.times, pool.sizes, _Pool()))
