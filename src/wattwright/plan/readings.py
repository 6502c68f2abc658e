"""From the statements of a text to a plan, and back: what is announced, as a file to correct and keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Final

from wattwright.catalog import Catalog
from wattwright.plan.announced import NAME_LENGTH, known, said
from wattwright.plan.buildings import campuses_of
from wattwright.plan.cues import nearest, note, untitled
from wattwright.plan.people import deals_of, packages_of, runs_of, spending_of
from wattwright.plan.schema import Claim, Plan
from wattwright.reading.statements import Reading, Statement
from wattwright.reading.text import normalise

__all__ = ["plan_from_reading", "reading_of", "unconverted"]

_BUILDING: Final = ("power", "money", "accelerators", "pay", "area", "households")
"""Kinds of statements that speak for a company as the builder."""

_MAJORITY: Final = 0.5
_OF_TITLE: Final = 2
"""Statements that a name in the title counts for."""

_CURRENCIES: Final = ("EUR", "GBP", "CNY")


def plan_from_reading(
    reading: Reading, catalog: Catalog, exchange: Mapping[str, float] | None = None
) -> Plan:
    """What the text announces, as a plan: sites, spending, training runs, pay, deals, and all statements.

    Nothing is filled in and nothing is added up: a figure without a site stays a statement, sites of
    different companies keep their own builder. Sums in other currencies count where `exchange` has USD for
    one unit of them, and are named in the note where not. A text that announces nothing gives a plan without
    entries and a note that says so.
    """
    day = reading.as_of or _newest_day(catalog.folder)
    rates = dict(exchange or {})
    if rates:
        known = tuple(_in_usd(one, rates) for one in reading.statements)
        plan = plan_from_reading(replace(reading, statements=known), catalog)
        kept = tuple(_claim(statement) for statement in reading.statements)
        return plan.model_copy(update={"exchange": rates, "statements": kept})
    statements = said(reading.statements)
    company = _builder(reading, statements, catalog)
    parts = {
        "campuses": campuses_of(reading, company, day, catalog.at(day)),
        "spending": spending_of(statements, day),
        "training": runs_of(statements, day, catalog),
        "packages": packages_of(reading.statements, catalog),
        "deals": deals_of(statements, catalog),
    }
    return Plan(
        wattwright=1,
        title=(reading.title or "").strip()[:NAME_LENGTH].strip() or untitled(reading.language),
        as_of=day,
        language="de" if reading.language == "de" else "en",
        company=company or None,
        note=" ".join(_notes(reading, statements, day, empty=not any(parts.values()))) or None,
        statements=tuple(_claim(statement) for statement in reading.statements),
        **parts,
    )


def _in_usd(statement: Statement, rates: Mapping[str, float]) -> Statement:
    """A sum of money in USD, where its rate is known."""
    rate = rates.get(statement.unit or "")
    if rate is None or statement.kind not in ("money", "pay"):
        return statement
    value, low, high = (
        None if one is None else one * rate for one in (statement.value, statement.low, statement.high)
    )
    return replace(statement, value=value, low=low, high=high, unit="USD")


def unconverted(plan: Plan) -> tuple[str, ...]:
    """Currencies in which the text of a plan states sums that nobody has given a rate for."""
    rates = plan.exchange or {}
    found = (one.unit for one in plan.statements if one.kind in ("money", "pay"))
    return tuple(dict.fromkeys(unit for unit in found if unit in _CURRENCIES and unit not in rates))


def reading_of(plan: Plan) -> Reading:
    """The statements that a plan keeps, as they were read."""
    names = [field.name for field in fields(Statement)]
    statements = tuple(
        Statement(**{name: getattr(claim, name) for name in names}) for claim in plan.statements
    )
    return Reading(plan.language or "en", plan.as_of, plan.title, statements)


def _claim(statement: Statement) -> Claim:
    values = {field.name: getattr(statement, field.name) for field in fields(Statement)}
    return Claim(**{name: _finite(value) for name, value in values.items()})


def _finite(value: object) -> object:
    """The value, None where it is a number without end."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _builder(reading: Reading, statements: tuple[Statement, ...], catalog: Catalog) -> str:
    """The company that builds, as the text calls it: of the title or the catalog, named more than others."""
    names: dict[str, str] = {}
    votes: Counter[str] = Counter()
    for statement in statements:
        company = _company_of(statement, catalog)
        if company:
            entry = known(catalog, "company", company) or company
            names.setdefault(entry, company)
            votes[entry] += 1
    for entry, name in names.items():
        if name.casefold() in (reading.title or "").casefold():
            votes[entry] += _OF_TITLE
        elif not known(catalog, "company", entry):
            votes[entry] = 0
    if not votes:
        return ""
    entry, count = votes.most_common(1)[0]
    return names[entry] if count > _MAJORITY * votes.total() else ""


def _company_of(statement: Statement, catalog: Catalog) -> str:
    """Company for which a statement speaks: its entity, or who operates its site."""
    if statement.kind not in _BUILDING or not statement.entity:
        return ""
    if statement.entity_type == "company":
        built = statement.period == "total" or nearest(statement, "money") == "capex"
        speaks = statement.kind not in ("money", "pay") or built
        return statement.entity if speaks or known(catalog, "company", statement.entity) else ""
    site = known(catalog, "campus", statement.entity) if statement.entity_type == "campus" else ""
    fact = catalog.latest("campus", site, "operator") if site else None
    return str(fact.value).partition("/")[0].strip() if fact else ""


def _notes(reading: Reading, statements: tuple[Statement, ...], day: date, *, empty: bool) -> list[str]:
    notes = [note(reading.language, "empty")] if empty else []
    if reading.as_of is None:
        notes.append(note(reading.language, "undated", day=day.isoformat()))
    sums = dict.fromkeys(
        normalise(statement.span).text
        for statement in statements
        if statement.kind == "money"
        and statement.unit in _CURRENCIES
        and (statement.period == "total" or nearest(statement, "money") == "capex")
    )
    if sums:
        notes.append(note(reading.language, "currency", sums="; ".join(sums)))
    return notes


@lru_cache(maxsize=4)
def _newest_day(folder: Path) -> date:
    """The day up to which the catalog knows companies."""
    return max(fact.date for fact in Catalog(folder).facts("company"))
