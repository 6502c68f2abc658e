"""Leaves of the results: figures from catalog facts, plan amounts and assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from wattwright.assumptions import assumption
from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import Fact
from wattwright.errors import CatalogError
from wattwright.plan.amounts import Amount
from wattwright.results import Figure, Origin, assumed, observed

__all__ = [
    "PLAN_SOURCE",
    "assuming",
    "from_amount",
    "from_assumption",
    "from_fact",
    "known_assumption",
    "origin_of",
    "points_of",
]

PLAN_SOURCE: Final = Origin("announced", date.min, source="this-plan").source
"""Source of what a plan states without naming one."""

_TOLD: ContextVar[Mapping[str, Figure]] = ContextVar("told assumptions", default=MappingProxyType({}))

_BASES: Final = {"derived": "inferred"}
"""Facts that others derived are inferred for us; "derived" is what Wattwright computes itself."""


def from_amount(
    amount: Amount, name: str, subject: str, origin: Origin, *, when: str | None = None, factor: float = 1.0
) -> Figure:
    """Leaf of the glossary term `name` from an amount of a plan; `factor` turns its unit into the term's."""
    low, value, high = (point * factor for point in amount.points)
    said = "" if amount.qualifier in ("exact", "about") else f"stated as {amount.qualifier.replace('_', ' ')}"
    note = "; ".join(part for part in (said, origin.note) if part)
    return observed(name, subject, (low, value, high), replace(origin, note=note), when=when)


def from_fact(
    fact: Fact, name: str, subject: str, *, factor: float = 1.0, when: str | None = None, note: str = ""
) -> Figure:
    """Leaf of the glossary term `name` from a numeric fact of the catalog; bounds left open are the value."""
    low, value, high = (point * factor for point in points_of(fact))
    period = fact.when if when is None else when
    return observed(name, subject, (low, value, high), origin_of(fact, note), when=period)


def origin_of(fact: Fact, note: str = "") -> Origin:
    """Basis, date, source and doubts of a fact; its own note where none is given."""
    return Origin(
        _BASES.get(fact.basis, fact.basis), fact.date, fact.source, note or fact.note, fact.doubtful
    )


def points_of(fact: Fact) -> tuple[float, float, float]:
    """Low, value and high of a numeric fact."""
    assert isinstance(fact.value, float)
    low = fact.value if fact.low is None else fact.low
    high = fact.value if fact.high is None else fact.high
    return low, fact.value, high


def from_assumption(name: str, day: date) -> Figure:
    """Leaf of the assumption "group.quantity", as far as it was known on `day`.

    Where it became known later, the judgement in the group `earlier` stands for it; CatalogError if there is
    none.
    """
    found = known_assumption(name, day) or known_assumption(f"earlier.{name.partition('.')[2]}", date.max)
    if not found:
        raise CatalogError(
            f"assumption {name} was not known on {day}", ["add what could be assumed before to `earlier`"]
        )
    return found[0]


@contextmanager
def assuming(told: Mapping[str, Figure]) -> Iterator[None]:
    """Within this, assumptions are those of `told` ("group.quantity" → leaf) where it has them."""
    token = _TOLD.set(told)
    try:
        yield
    finally:
        _TOLD.reset(token)


def known_assumption(name: str, day: date) -> tuple[Figure, ...]:
    """Leaf of an assumption, nothing where it was not yet known on `day` or stands in no file."""
    if name in _TOLD.get():
        return (_TOLD.get()[name],)
    if name not in load_assumptions() or assumption(name).date > day:
        return ()
    return (_leaf(name),)


@lru_cache(maxsize=256)
def _leaf(name: str) -> Figure:
    return assumed(assumption(name))
