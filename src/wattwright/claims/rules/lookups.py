"""Prices, durations and counts: looked up where the catalog holds exactly this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import (
    best_match,
    compared,
    nothing_found,
    outside,
    recent,
    shown,
    unknown_entity,
)
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.names import folded
from wattwright.claims.policy import setting
from wattwright.claims.rules.models import models_of
from wattwright.claims.rules.ratios import multiple

__all__ = ["count", "duration", "price"]

_FIRM: Final = ("true", "mostly_true")
_TOKEN_PRICES: Final = ("input_price_usd_per_million_tokens", "output_price_usd_per_million_tokens")


def price(case: Case) -> Finding:
    """Compare the rent of a chip hour, the price of tokens, or the price of capacity with the catalog's."""
    unit = case.statement.unit or ""
    if unit == "USD/h":
        return _rent(case)
    if unit == "USD/Mtok":
        return _tokens(case)
    if unit in ("USD/MW-d", "USD/kWh"):
        return _grid(case)
    return outside(case)


def _rent(case: Case) -> Finding:
    """Rent of a chip hour at that time: a list or index that agrees, else the spread of the market.

    Providers differ by a factor of five, so a price outside of what is known is unproven, not wrong.
    """
    chip, claim = _chip(case), case.claim
    if chip is None or claim is None:
        return unknown_entity(case)
    near = recent(case, _rents(case, chip), setting("rent_days"))
    match = best_match(case, [replace(fact, low=None, high=None) for fact in near], "price")
    if match is None:
        return nothing_found(case, "rental_usd_per_h")
    values: dict[str, Slot] = shown(match) | {"entity": chip, "source": match.fact.name.partition(",")[0]}
    if match.rating in _FIRM and not case.denied:
        return Finding(match.rating, "price.agrees", values, (match.fact,))
    low, high = _spread(near)
    values |= {"known": Quantity(None, low, high, claim.unit)}
    if low <= claim.low and claim.high <= high and not case.denied:
        return Finding("mostly_true", "price.within", values, tuple(near))
    return Finding("unproven", "price.outside", values, tuple(near))


def _spread(facts: Sequence[Fact]) -> tuple[float, float]:
    """Lowest and highest price of all lists and indices."""
    ends = [end for fact in facts for end in (fact.low, fact.value, fact.high) if isinstance(end, float)]
    return min(ends), max(ends)


def _chip(case: Case) -> str | None:
    """The short name of the chip: `H100`, `B200`."""
    entity = case.statement.entity or ""
    found = case.names("accelerator").mentioned(entity) or case.names("accelerator").mentioned(
        case.passage.text
    )
    return found[0].split("-")[0] if found else None


def _rents(case: Case, chip: str) -> list[Fact]:
    wanted = f" {folded(chip)} "
    return [
        fact
        for kind in ("trend", "price", "accelerator")
        for name in case.catalog.names(kind)
        if wanted in f" {folded(name)} "
        for fact in case.numbers(kind, (name,), "rental_usd_per_h", "list_rental_usd_per_h")
        if fact.basis != "assumed"
    ]


def _tokens(case: Case) -> Finding:
    """Price of input or output tokens of a model: of its own entry, else of the price lists."""
    models = models_of(case)
    facts = list(case.numbers("model", models, *_TOKEN_PRICES))
    wanted = folded(case.statement.entity or "").replace(" ", "")
    if len(wanted) > 3:
        names = [name for name in case.catalog.names("price") if wanted in folded(name).replace(" ", "")]
        facts += case.numbers("price", names, *_TOKEN_PRICES)
    match = best_match(case, facts, "price")
    if match is None:
        return nothing_found(case, "token_price") if models else unknown_entity(case)
    if match.rating not in (*_FIRM, "half"):
        return nothing_found(case, "token_price", (match.fact,))
    return compared(case, (match.fact,), "price") or nothing_found(case, "token_price")


def _grid(case: Case) -> Finding:
    """Capacity prices of a grid operator and electricity prices of a state."""
    entity = case.statement.entity or ""
    known = case.catalog.names("energy")
    names = [name for name in known if len(entity) > 2 and name.startswith(entity)]
    names = names or [name for name in known if len(name) > 2 and name in case.passage.text]
    facts = case.numbers("energy", names, "pjm_capacity_price_usd_per_mw_day", "industrial_price_usd_per_mwh")
    match = best_match(case, facts, "lookup")
    if match is None or match.rating not in _FIRM:
        return nothing_found(case) if facts else unknown_entity(case)
    return compared(case, (match.fact,), "lookup") or outside(case)


def duration(case: Case) -> Finding:
    """Compare the years of a package or the useful life of servers; other spans are not known."""
    facts: list[Fact] = []
    people = case.names("person").each(case.statement.entity)
    if people and not case.denied:
        facts += case.numbers("person", people, "package_years")
    if case.passage.near("depreciation", 80):
        wanted = [folded(company) for company in case.companies]
        names = [
            name
            for name in case.catalog.names("trend")
            if "depreciation life" in name and any(one in folded(name) for one in wanted)
        ]
        buildings = case.passage.near("floor_area", 60)
        names = [name for name in names if ("buildings" in name) == buildings]
        facts += case.numbers("trend", names, "duration_years")
    found = compared(case, facts, "duration")
    if found is None:
        return outside(case)
    return (
        found if found.rating in _FIRM or case.denied else nothing_found(case, "duration", tuple(facts[:1]))
    )


def count(case: Case) -> Finding:
    """Users, tokens a minute, or a factor; what else is counted cannot be checked."""
    if case.statement.unit == "x":
        return multiple(case)
    if case.companies and case.passage.near("users", 40):
        facts = recent(
            case, case.numbers("company", case.companies, "weekly_user_count"), setting("level_days")
        )
        return compared(case, facts, "headcount") or nothing_found(case, "weekly_user_count")
    return outside(case)
