"""Sums of money: capital expenditure, results, valuations, deals, contracts, programmes, project costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.deals import deals_of, implied_valuation
from wattwright.claims.evidence import (
    best_match,
    compared,
    forecast,
    nothing_found,
    recent,
    shown,
    unknown_entity,
)
from wattwright.claims.model import Finding
from wattwright.claims.numbers import PROMISES
from wattwright.claims.periods import fact_days, same_period, span_days
from wattwright.claims.policy import policy, setting
from wattwright.claims.rules.spending import open_sum, several_companies
from wattwright.claims.sites import operated_by, sites

__all__ = ["money"]

_FIRM: Final = ("true", "mostly_true", "forecast_open", "forecast_hit")
_LEVELS: Final = ("run_rate", "valuation", "commitments", "backlog")
"""Groups of quantities that hold for a day, not for a period."""


def money(case: Case) -> Finding:
    """Compare a sum with what it is: of a site, of a deal, of a company's books, or of a programme.

    Contracts, commitments and ventures are compared one by one and never added. What a sum is, the nearest
    word of `verdicts.yaml` tells.
    """
    if case.statement.entity_type == "campus":
        return (
            _project(case)
            or _deal(case)
            or (nothing_found(case, "project_cost") if sites(case) else unknown_entity(case))
        )
    if len(case.companies) > 1:
        return several_companies(case) or nothing_found(case)
    group = case.passage.nearest(policy().money)
    tries = (_deal, _books) if case.passage.near("price_of_deal", 40) or group is None else (_books, _deal)
    weaker = None
    for attempt in (*tries, open_sum, _programme, _coincidence):
        found = attempt(case)
        if found is not None and not _is_weak(found):
            return found
        weaker = weaker or found
    if weaker is not None:
        return weaker
    return nothing_found(case, group and policy().money[group][0]) if case.companies else unknown_entity(case)


def _is_weak(found: Finding) -> bool:
    """Whether a finding is a mere mismatch of numbers, so that another meaning of the sum may fit better."""
    return found.rating not in _FIRM and found.reason in ("numbers.above", "numbers.below", "numbers.inside")


def _books(case: Case) -> Finding | None:
    """A figure of a company's books, by the word that stands nearest to the sum."""
    group = case.passage.nearest(policy().money)
    if group is None or not case.companies:
        return None
    quantities = policy().money[group]
    if group == "revenue" and not case.statement.when and _has(case, "revenue_run_rate_usd_per_year"):
        quantities = (*quantities, "revenue_run_rate_usd_per_year")
    facts = case.numbers("company", case.companies, *quantities)
    facts = _of_the_period(case, facts, level=group in _LEVELS)
    if not facts:
        return None
    outcomes = tuple(fact for fact in facts if fact.basis not in (*PROMISES, "projected"))
    promises = tuple(fact for fact in facts if fact.basis in (*PROMISES, "projected"))
    ahead = case.forward and not case.denied
    if ahead and not case.passage.has("guidance"):
        found = forecast(case, outcomes, promises or outcomes, "money")
    elif ahead or not outcomes:
        found = _guided(case, promises) or compared(case, outcomes, "money")
    else:
        found = compared(case, outcomes, "money")
    if found is not None and found.rating not in _FIRM and not _refutes(case, group):
        return None
    return _scoped(case, found) if group == "capex" else found


def _refutes(case: Case, group: str) -> bool:
    """Whether a mismatch with the books says anything: only of one period, or of a level of the day."""
    return group in _LEVELS or span_days(case.statement.when) is not None


def _has(case: Case, quantity: str) -> bool:
    return bool(case.numbers("company", case.companies, quantity))


def _of_the_period(case: Case, facts: Sequence[Fact], *, level: bool) -> tuple[Fact, ...]:
    """Facts of the period that the statement speaks of; without one, of the year around its publication."""
    if level:
        return recent(case, facts, setting("level_days"))
    if span_days(case.statement.when):
        return tuple(fact for fact in facts if same_period(case.wanted, fact))
    near = recent(case, facts, setting("period_days"))
    if case.statement.period == "per_year":
        return tuple(fact for fact in near if (fact_days(fact)[1] - fact_days(fact)[0]).days > 300)
    return near


def _guided(case: Case, promises: Sequence[Fact]) -> Finding | None:
    """A statement of what a company expects: right if it said so, with the newer word if there is one."""
    found = compared(replace(case, statement=replace(case.statement, modality="plan")), promises, "money")
    match = best_match(case, promises, "money")
    if found is None or match is None or found.rating != "true":
        return found
    newest = max(promises, key=lambda fact: fact.date)
    said = [fact for fact in promises if fact.date <= case.said]
    newest_then = max(said, key=lambda fact: fact.date, default=newest)
    if newest_then.date > match.fact.date and newest_then.value != match.fact.value:
        return Finding("true", "money.older_guidance", shown(match), (match.fact, newest_then))
    return Finding("true", "money.guidance", shown(match), (match.fact,))


def _scoped(case: Case, found: Finding | None) -> Finding | None:
    """A total that is passed off as spending for one purpose: half right if only for that, else lacking."""
    if found is None or found.rating not in _FIRM:
        return found
    narrow = case.statement.scope or ""
    passage = case.passage
    if policy().words["purpose"].search(narrow) and policy().words["scope"].search(narrow):
        return replace(found, rating="half", reason=_with_scope(found, "scope"))
    if passage.near("purpose_sum", 40) and not passage.near("infrastructure", 40):
        return replace(found, rating="missing_context", reason=_with_scope(found, "purpose"))
    return found


def _with_scope(found: Finding, flaw: str) -> str:
    """The reason with the flaw: before the year is over guidance is compared, after it the books."""
    stage = (
        "hit" if found.rating == "forecast_hit" else "plan" if found.rating == "forecast_open" else "books"
    )
    return f"money.{flaw}_{stage}"


def _project(case: Case) -> Finding | None:
    """What a site costs: as announced, or as estimated for the phase of that day."""
    for name in sites(case):
        facts = case.numbers("campus", (name,), "capex_usd")
        if span_days(case.statement.when):
            begun = [fact for fact in facts if fact.basis in PROMISES or fact_days(fact)[0] <= case.wanted[1]]
            facts = tuple(begun) or facts
        found = compared(case, facts, "money")
        if found is not None and found.rating in _FIRM:
            return _as_plan(case, facts, found)
        deal = _deal(case)
        if deal is not None and deal.rating in _FIRM:
            return deal
        if found is not None:
            return _costs_apart(case, facts, found)
    return None


def _as_plan(case: Case, facts: Sequence[Fact], found: Finding) -> Finding:
    match = best_match(case, facts, "money")
    if match is None or not case.forward or case.denied:
        return found
    return Finding("forecast_open", "money.project_plan", shown(match), (match.fact,))


def _costs_apart(case: Case, facts: Sequence[Fact], found: Finding) -> Finding:
    """Costs of a site count different things (land, halls, chips): a mismatch alone refutes nothing."""
    match = best_match(case, facts, "money")
    if match is None or case.denied:
        return found
    return Finding("unproven", "money.costs_apart", shown(match), (match.fact,))


def _deal(case: Case) -> Finding | None:
    """The price of a takeover, stake, venture or contract between two parties that the text names."""
    names = deals_of(case)
    priced = case.numbers("deal", names, "price_usd", "price_usd_per_month", "funding_usd")
    if case.passage.near("valuation", 40):
        figures = [implied_valuation(case, name) for name in names]
        priced = (*(fact for fact in figures if fact is not None), *priced)
    if case.passage.near("guarantee", 40):
        priced = case.numbers("deal", names, "guarantee_usd")
    if case.statement.period == "per_month":
        priced = tuple(fact for fact in priced if fact.quantity.endswith("_per_month"))
    else:
        priced = tuple(fact for fact in priced if not fact.quantity.endswith("_per_month"))
    match = best_match(case, priced, "money")
    if match is None:
        return None
    layer = case.text_of("deal", match.fact.name, "layer")
    found = compared(case, (match.fact,), "money")
    if found is None or layer in ("acquisition", "stake") or case.denied:
        return found
    if match.rating not in ("true", "mostly_true"):
        return None
    return Finding(match.rating, "money.contract", shown(match), (match.fact,))


def _programme(case: Case) -> Finding | None:
    """A sum that a company has pledged for several years: announced, never paid."""
    own = [name for company in case.companies for name in operated_by(case.catalog, company)]
    entry = case.entry("campus")
    facts = case.numbers("campus", (*own, entry), "capex_usd")
    pledged = tuple(fact for fact in facts if fact.basis in PROMISES)
    match = best_match(case, pledged, "money")
    if match is None or match.rating not in ("true", "mostly_true") or case.statement.period == "per_year":
        return None
    if case.denied:
        return compared(case, (match.fact,), "money")
    return Finding(
        "forecast_open" if case.forward else "mostly_true", "money.pledge", shown(match), (match.fact,)
    )


def _coincidence(case: Case) -> Finding | None:
    """A sum without a telling word that agrees in all digits with a figure of the same entity and period."""
    if not span_days(case.statement.when) or not case.companies:
        return None
    quantities = [one for group in policy().money.values() for one in group]
    facts = case.numbers("company", case.companies, *quantities)
    match = best_match(case, [fact for fact in facts if same_period(case.wanted, fact)], "lookup")
    if match is None or match.rating != "true":
        return None
    return compared(case, (match.fact,), "lookup")
