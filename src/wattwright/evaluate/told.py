"""Assumptions that a user replaces by own numbers, checked before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Final

from wattwright.assumptions import Assumption
from wattwright.assumptions import load as load_assumptions
from wattwright.errors import DataError, nearest_names
from wattwright.results import Figure, Origin, observed

__all__ = ["Points", "told_figures"]

Points = tuple[float, float, float]
"""Low, value and high."""

_ABOVE_ONE: Final = ("annual_pue", "facility_to_it_ratio")
_POSITIVE: Final = ("_years", "_life_years", "_price_ratio", "_pue", "_factor")


def told_figures(told: Mapping[str, Points], day: date) -> dict[str, Figure]:
    """Leaves by "group.quantity"; a quantity alone may stand for it where only one group has it.

    DataError lists everything that is wrong: unknown names, ends in the wrong order, shares above one, lives
    of zero.
    """
    known = load_assumptions()
    figures: dict[str, Figure] = {}
    problems: list[str] = []
    for given, points in told.items():
        names = _names(given, known)
        wrong = _problems(names[0], points) if len(names) == 1 else [_unnamed(given, names, known)]
        problems += wrong
        if not wrong:
            figures[names[0]] = _figure(known[names[0]], points, day)
    if problems:
        raise DataError("own assumptions cannot be used", problems)
    return figures


def _names(given: str, known: Mapping[str, Assumption]) -> list[str]:
    if given in known:
        return [given]
    return [name for name in known if name.partition(".")[2] == given and not name.startswith("earlier.")]


def _unnamed(given: str, names: list[str], known: Mapping[str, Assumption]) -> str:
    if names:
        return f"{given} stands in several groups: say {' or '.join(names)}"
    close = nearest_names(given, [*known, *(name.partition(".")[2] for name in known)])
    return f"no assumption is called {given}" + (f"; nearest: {', '.join(close)}" if close else "")


def _problems(name: str, points: Points) -> list[str]:
    low, value, high = points
    quantity = name.partition(".")[2]
    if not all(isfinite(one) for one in points):
        return [f"{name}: finite numbers are needed"]
    found = []
    if not low <= value <= high:
        found.append(f"{name}: {low:g} ≤ {value:g} ≤ {high:g} does not hold; say VALUE:LOW:HIGH")
    return found + [f"{name}: {wrong}" for wrong in _outside(quantity, low, high)][:1]


def _outside(quantity: str, low: float, high: float) -> Iterator[str]:
    """What a quantity of this name can never be."""
    if quantity.endswith("_share") and high > 1:
        yield f"a share lies between 0 and 1, not at {high:g}"
    if quantity.endswith(_POSITIVE) and low <= 0:
        yield f"must be above 0, not {low:g}"
    if quantity in _ABOVE_ONE and low < 1:
        yield f"cannot be below 1, but is {low:g}"
    if low < 0:
        yield f"cannot be negative, but is {low:g}"


def _figure(given: Assumption, points: Points, day: date) -> Figure:
    origin = Origin("assumed", day, "this-plan", "as you assume")
    spread = "point" if points[0] == points[2] else "triangular"
    return observed(given.quantity, given.name.partition(".")[0], points, origin, spread=spread)
