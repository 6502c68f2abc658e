"""What a statement claims as a range of numbers, what is known as one, and how far the two are apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.model import Quantity
from wattwright.claims.policy import policy, setting
from wattwright.reading import Statement

__all__ = ["ESTIMATES", "PROMISES", "Claimed", "Known", "claimed", "deviation", "graded", "known", "within"]

PROMISES: Final = ("announced", "guided")
"""Bases of figures that someone intends."""

ESTIMATES: Final = ("inferred", "projected", "assumed")
"""Bases of figures whose bounds are the uncertainty of an estimate, not a range that someone stated."""

_UPPER: Final = ("up_to", "less_than")
_LOWER: Final = ("at_least", "more_than")
_FACTORS: Final = {
    ("1", "%"): 1.0,
    ("MW", "W"): 1e6,
    ("km2", "m2"): 1e6,
    ("USD/yr", "USD"): 1.0,
    ("USD/month", "USD"): 1.0,
    ("kWh/yr", "Wh"): 1e3,
    ("MWh", "Wh"): 1e6,
    ("MWh/yr", "Wh"): 1e6,
    ("kg/MWh", "kg/kWh"): 1e-3,
    ("USD/MWh", "USD/kWh"): 1e-3,
    ("USD/(MW d)", "USD/MW-d"): 1.0,
    ("L/kWh", "litre/kWh"): 1.0,
    ("L/yr", "litre"): 1.0,
    ("tokens/min", "1/min"): 1.0,
    ("h", "GPUh"): 1.0,
    ("yr", "s"): 365.25 * 86_400,
    ("d", "s"): 86_400.0,
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a statement claims, in its own unit: a point or a stretch, and how it is bounded."""

    low: float
    high: float
    qualifier: str
    unit: str

    @property
    def point(self) -> float:
        """The number itself; the middle of a stretch."""
        return self.low if self.low == self.high else (self.low + self.high) / 2

    def quantity(self) -> Quantity:
        """For a slot of a reason."""
        if self.low == self.high:
            return Quantity(self.low, unit=self.unit)
        return Quantity(None, self.low, self.high, self.unit)


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is known, in the statement's unit; `soft` bounds are those of an estimate."""

    value: float
    low: float
    high: float
    unit: str
    soft: bool = False

    def quantity(self) -> Quantity:
        """For a slot of a reason."""
        low = None if self.low == self.value else self.low
        high = None if self.high == self.value else self.high
        return Quantity(self.value, low, high, self.unit)


def claimed(statement: Statement) -> Claimed | None:
    """The range that a statement claims; None where it holds no number."""
    unit = "%" if statement.kind == "share" else statement.unit or "1"
    qualifier = statement.qualifier or "exact"
    if statement.low is not None and statement.high is not None and statement.low != statement.high:
        return Claimed(statement.low, statement.high, qualifier, unit)
    ends = (statement.value, statement.high, statement.low)
    point = next((end for end in ends if end is not None), None)
    return None if point is None else Claimed(point, point, qualifier, unit)


def known(fact: Fact, unit: str) -> Known | None:
    """The number of a fact in the unit of a statement; None where it has none, or the units do not fit."""
    if not isinstance(fact.value, float):
        return None
    factor = 1.0 if fact.unit == unit else _FACTORS.get((fact.unit, unit))
    if factor is None:
        return None
    low = fact.value if fact.low is None else fact.low
    high = fact.value if fact.high is None else fact.high
    return Known(fact.value * factor, low * factor, high * factor, unit, fact.basis in ESTIMATES)


def deviation(claim: Claimed, fact: Known) -> float:
    """How far a claim is from what is known: larger over smaller number less one, negative if too low.

    Bounds that someone stated (a guided range, "more than") are met anywhere inside, wide ones only at their
    ends and middle; bounds of an estimate do not count here. A bounded claim (up to, more than) is met on its
    side of the bound, and a bound far from the known number counts in part (`loose_bound`): it misleads.
    """
    low, high = (fact.value, fact.value) if fact.soft else (fact.low, fact.high)
    wide = not fact.soft and low > 0 and high / low - 1 > setting("wide_range")
    if wide and claim.low == claim.high and claim.qualifier in ("exact", "about"):
        return min((_ratio(claim.low, end) for end in (low, fact.value, high)), key=abs)
    if claim.qualifier in (*_UPPER, *_LOWER):
        return _beyond_bound(claim, low, high)
    if claim.low != claim.high and low != high:
        ends = (_ratio(claim.low, low), _ratio(claim.high, high))
        return max(ends, key=abs)
    if claim.high < low:
        return _ratio(claim.high, low)
    if claim.low > high:
        return _ratio(claim.low, high)
    return 0.0


def _beyond_bound(claim: Claimed, low: float, high: float) -> float:
    """How far what is known lies on the wrong side of a bound; on the right side a part of the distance."""
    part = setting("loose_bound")
    if claim.qualifier in _UPPER:
        return _ratio(claim.high, low) if low > claim.high else part * max(_ratio(claim.high, high), 0.0)
    return _ratio(claim.low, high) if high < claim.low else part * min(_ratio(claim.low, low), 0.0)


def _ratio(claimed_end: float, known_end: float) -> float:
    """Larger over smaller less one, negative where the claimed number is the smaller; signs are left out."""
    first, second = abs(claimed_end), abs(known_end)
    if first == second:
        return 0.0
    if not first or not second:
        return float("inf") if first else float("-inf")
    return first / second - 1 if first > second else 1 - second / first


def graded(claim: Claimed, fact: Known, family: str) -> str:
    """The rating of a claim against one known number, by the tolerance of its family.

    A claim far from the middle of an estimate but inside its range is not refuted: unproven.
    """
    rough = claim.qualifier == "about" and family != "comparison_area"
    widening = setting("about_widening") if rough else 1.0
    found = policy().tolerances[family].rating(deviation(claim, fact), widening)
    if found in ("half", "mostly_false", "false") and within(claim, fact):
        return "unproven"
    return found


def within(claim: Claimed, fact: Known) -> bool:
    """Whether a claim lies inside the range of an estimate."""
    return fact.soft and fact.low < fact.high and fact.low <= claim.low and claim.high <= fact.high
