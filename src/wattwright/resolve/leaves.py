"""Leaves of the results: figures from catalog facts, plan amounts and assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from wattwright.assumptions import assumption
from wattwright.catalog import Fact
from wattwright.plan.amounts import Amount
from wattwright.results import Figure, assumed, observed

__all__ = ["PLAN_SOURCE", "Origin", "from_amount", "from_assumption", "from_fact", "from_points"]

PLAN_SOURCE: Final = "this-plan"
"""Source of what a plan states without naming one."""

_BASES: Final = {"derived": "inferred"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where numbers come from: basis, day of the knowledge, source id, and a note."""

    basis: str
    known: date
    source: str = PLAN_SOURCE
    note: str = ""


def from_amount(
    amount: Amount, name: str, subject: str, origin: Origin, *, when: str | None = None, factor: float = 1.0
) -> Figure:
    """Leaf of the glossary term `name` from an amount of a plan; `factor` turns its unit into the term's."""
    low, value, high = (point * factor for point in amount.points)
    said = "" if amount.qualifier in ("exact", "about") else f"stated as {amount.qualifier.replace('_', ' ')}"
    note = "; ".join(part for part in (said, origin.note) if part)
    return from_points(
        (low, value, high), name, subject, Origin(origin.basis, origin.known, origin.source, note), when=when
    )


def from_fact(
    fact: Fact, name: str, subject: str, *, factor: float = 1.0, when: str | None = None, note: str = ""
) -> Figure:
    """Leaf of the glossary term `name` from a numeric fact of the catalog; bounds left open are the value."""
    assert isinstance(fact.value, float)
    low = fact.value if fact.low is None else fact.low
    high = fact.value if fact.high is None else fact.high
    origin = Origin(_BASES.get(fact.basis, fact.basis), fact.date, fact.source, note or fact.note)
    points = (low * factor, fact.value * factor, high * factor)
    return from_points(points, name, subject, origin, when=fact.when if when is None else when)


def from_assumption(name: str) -> Figure:
    """Leaf of the assumption "group.quantity"."""
    return assumed(assumption(name))


def from_points(
    points: tuple[float, float, float], name: str, subject: str, origin: Origin, *, when: str | None = None
) -> Figure:
    """Leaf with 5 % point, value and 95 % point in the unit of the glossary term `name`."""
    return observed(
        name,
        subject,
        points,
        basis=origin.basis,
        date=origin.known,
        source=origin.source,
        when=when,
        note=origin.note,
    )
