"""Results: figures that remember what they were computed from.

A `Figure` is a number with unit, 5–95 % interval, basis, sources, date, and the tree of figures behind it.
`observed` makes one from a number with a range, `sampled` from a record of observations, `derived` from an
equation of the registry and other figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from wattwright.assumptions import Assumption
from wattwright.equations import registered
from wattwright.errors import UnknownNameError
from wattwright.glossary import term
from wattwright.study import column, quantiles

__all__ = ["Figure", "Origin", "Results", "assumed", "derived", "observed", "sampled"]

_ENDS: Final = (0.05, 0.95)
"""Shares of the draws between which an interval lies."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from: basis, day of the knowledge, source id, note, and whether it is doubtful."""

    basis: str
    date: date
    source: str
    note: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the results.

    `name` is a term of the glossary, `subject` what it describes ("Meta Prometheus"; parts after " · " say
    which aspect), `value` the central value, `low` and `high` the 5 % and 95 % points in `unit`. `basis` is
    measured, published, announced, guided, projected, inferred, assumed or derived; `when` the period or day
    it refers to; `date` the newest knowledge in it; `sources` ids of the catalog's sources or of the works in
    `data/references.yaml`. `equation` and `inputs` are empty for leaves. `doubtful` marks a leaf that rests
    on weak evidence: low confidence, recalled, second hand.
    """

    name: str
    subject: str
    value: float
    low: float
    high: float
    unit: str
    basis: str
    when: str | None
    date: date
    sources: tuple[str, ...]
    equation: str | None = None
    inputs: tuple[Figure, ...] = ()
    note: str = ""
    doubtful: bool = False
    draws: NDArray[np.float64] = field(default_factory=lambda: np.empty(0), compare=False, repr=False)

    def leaves(self) -> tuple[Figure, ...]:
        """The inputs from outside behind this figure, each once, in reading order; itself if it is one."""
        return tuple({id(one): one for _, one in self.tree() if not one.inputs}.values())

    def tree(self) -> Iterator[tuple[int, Figure]]:
        """This figure and all behind it with their depth, in reading order."""
        stack: list[tuple[int, Figure]] = [(0, self)]
        while stack:
            depth, figure = stack.pop()
            yield depth, figure
            stack.extend((depth + 1, behind) for behind in reversed(figure.inputs))


def observed(
    name: str,
    subject: str,
    points: tuple[float, float, float],
    origin: Origin,
    *,
    when: str | None = None,
    spread: str = "three_point",
) -> Figure:
    """A leaf: (low, value, high) of the glossary term `name` for `subject`, in the term's unit."""
    low, value, high = points
    draws = quantiles(spread, low, value, high, column(f"{name}|{subject}|{when}"))
    return _leaf(name, subject, points, draws, origin, when)


def sampled(
    name: str, subject: str, sample: Sequence[float], origin: Origin, *, when: str | None = None
) -> Figure:
    """A leaf whose spread is an observed `sample`: its median, 5 % and 95 % points, and draws from it."""
    ordered = np.sort(np.asarray(sample, dtype=np.float64))
    low, value, high = (float(point) for point in np.quantile(ordered, (*_ENDS, 0.5))[[0, 2, 1]])
    draws = np.quantile(ordered, column(f"{name}|{subject}|{when}"))
    return _leaf(name, subject, (low, value, high), draws, origin, when)


def _leaf(
    name: str,
    subject: str,
    points: tuple[float, float, float],
    draws: NDArray[np.float64],
    origin: Origin,
    when: str | None,
) -> Figure:
    low, value, high = points
    return Figure(
        name,
        subject,
        value,
        low,
        high,
        term(name).unit,
        origin.basis,
        when,
        origin.date,
        (origin.source,),
        note=origin.note,
        doubtful=origin.doubtful,
        draws=draws,
    )


def assumed(given: Assumption) -> Figure:
    """The leaf of an assumption; its subject is the assumption's group."""
    return observed(
        given.quantity,
        given.name.partition(".")[0],
        (given.low, given.value, given.high),
        Origin(given.kind, given.date, given.source, given.note),
        spread=given.spread,
    )


def derived(
    function: Callable[..., Any],
    *inputs: Figure,
    subject: str,
    when: str | None = None,
    note: str = "",
) -> Figure:
    """The figure that `function`, a registered equation, gives from `inputs` in the order of its parameters.

    The central value is the equation at the central values, so it can be checked by hand; the interval comes
    from evaluating the same function on the draws.
    """
    rule = registered()[function.__name__]
    value = float(function(*(figure.value for figure in inputs)))
    draws = np.asarray(function(*(figure.draws for figure in inputs)), dtype=np.float64)
    low, high = _interval(draws)
    return Figure(
        rule.gives,
        subject,
        value,
        min(low, value),
        max(high, value),
        term(rule.gives).unit,
        "derived",
        when,
        max(figure.date for figure in inputs),
        tuple(dict.fromkeys(source for figure in inputs for source in figure.sources)),
        rule.name,
        inputs,
        note,
        draws=draws,
    )


def _interval(draws: NDArray[np.float64]) -> tuple[float, float]:
    """5 % and 95 % points of the draws, as `numpy.quantile` gives them but without sorting everything."""
    low, high = (share * (draws.size - 1) for share in _ENDS)
    below, above = int(low), int(high)
    parts = np.partition(draws, (below, below + 1, above, above + 1))
    ends = ((below, low - below), (above, high - above))
    first, last = (float(parts[at] + rest * (parts[at + 1] - parts[at])) for at, rest in ends)
    return first, last


@dataclass(frozen=True, slots=True)
class Results:
    """All figures of one evaluation, with the version, catalog hash and seed that repeat it."""

    figures: tuple[Figure, ...]
    version: str
    catalog_hash: str
    seed: int

    def find(self, name: str, subject: str | None = None, when: str | None = None) -> tuple[Figure, ...]:
        """Figures of the quantity `name`, of one subject and period where given."""
        return tuple(
            figure
            for figure in self.figures
            if figure.name == name
            and (subject is None or figure.subject == subject)
            and (when is None or figure.when == when)
        )

    def one(self, name: str, subject: str | None = None, when: str | None = None) -> Figure:
        """The last figure that `find` gives; UnknownNameError names what was computed instead."""
        found = self.find(name, subject, when)
        if not found:
            raise UnknownNameError("result", name, self.names())
        return found[-1]

    def names(self) -> tuple[str, ...]:
        """Quantities that were computed, each once."""
        return tuple(dict.fromkeys(figure.name for figure in self.figures))

    def subjects(self, names: Iterable[str] | None = None) -> tuple[str, ...]:
        """Subjects that figures describe, each once; only of the quantities `names` where given."""
        wanted = None if names is None else set(names)
        return tuple(dict.fromkeys(f.subject for f in self.figures if wanted is None or f.name in wanted))
