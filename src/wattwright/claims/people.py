"""People of the catalog: who was hired, paid, or left, by which company."""

from __future__ import annotations

import re
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.names import folded

__all__ = ["Move", "companies_in", "moves", "payees", "status_of"]

Move = tuple[str, Fact, str, str]
"""A name, the fact, where from and where to, both as the catalog writes them."""

_ARROW: Final = " → "


def companies_in(case: Case, text: str) -> frozenset[str]:
    """Companies of the catalog that a short text names."""
    return frozenset(case.names("company").mentioned(re.sub(r"[/;,()]", " ", text)))


def payees(case: Case) -> tuple[str, ...]:
    """The person of the statement, else all people and groups whom its company pays or offers to pay."""
    named = case.names("person").each(case.statement.entity)
    if named or not case.companies:
        return named
    return tuple(
        name
        for name in case.catalog.names("person")
        if any(_pays(case, name, company) for company in case.companies)
    )


def _pays(case: Case, name: str, company: str) -> bool:
    payers = case.facts("person", (name,), "payer")
    if payers:
        return any(company in companies_in(case, str(fact.value)) for fact in payers)
    if f" {folded(company)} " in f" {folded(name)} ":
        return True
    targets = [to for _, _, _, to in moves(case, (name,), "moved", "claimed", "denied")]
    return any(company in companies_in(case, to) for to in targets)


def moves(case: Case, names: tuple[str, ...] | None = None, *quantities: str) -> tuple[Move, ...]:
    """Moves from one employer to another, of some or all people, as known on the day."""
    found = []
    for name in case.catalog.names("person") if names is None else names:
        for fact in case.facts("person", (name,), *(quantities or ("moved", "departed"))):
            text = str(fact.value)
            origin, arrow, target = text.partition(_ARROW)
            if arrow:
                found.append((name, fact, origin, target))
    return tuple(found)


def status_of(case: Case, name: str) -> Fact | None:
    """The fact that says a person has left again; None where none is known on the day."""
    left = case.facts("person", (name,), "departed")
    return left[-1] if left else None
