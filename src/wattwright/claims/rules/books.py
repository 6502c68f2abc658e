"""Figures of a company's books: spending, results and levels, as reported and as guided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import best_match, compared, forecast, recent, shown
from wattwright.claims.model import Finding
from wattwright.claims.numbers import PROMISES
from wattwright.claims.periods import fact_days, overlap, same_period, span_days
from wattwright.claims.policy import policy, setting

__all__ = ["books", "group_of"]

_AGREES: Final = ("true", "mostly_true", "forecast_open", "forecast_hit")
_LEVELS: Final = ("run_rate", "valuation", "commitments", "backlog")
"""Groups of quantities that hold for a day, not for a period."""
_AHEAD: Final = (*PROMISES, "projected")
_RUN_RATE: Final = "revenue_run_rate_usd_per_year"
_PARTIAL: Final = ("property_purchases_usd",)
_SEVERAL: Final = 2
_MANY: Final = 3
_YEAR: Final = re.compile(r"\b20\d\d\b")
_DATELINE: Final = re.compile(r"^[^–—]{0,45}[–—]\s")
"""Place and day in front of a sentence: `Berlin, 17. Juli 2025 –`."""
_YEAR_DAYS: Final = 300
_LONGEST_YEAR: Final = 400


def group_of(case: Case) -> str | None:
    """What the sum is, as the word of `verdicts.yaml` that stands nearest says."""
    return case.passage.nearest(policy().money)


def books(case: Case) -> Finding | None:
    """Compare with the books of the period that the statement speaks of; None where they hold nothing on it.

    Without a period a mismatch says nothing: the sum may be of another one.
    """
    group = group_of(case)
    if group is None or not case.companies:
        return None
    facts = _of_the_period(case, group) or _other_day(case, group)
    outcomes = tuple(fact for fact in facts if fact.basis not in _AHEAD)
    promises = tuple(fact for fact in facts if fact.basis in _AHEAD)
    if group in _LEVELS and not case.denied:
        return _level(case, group, facts)
    found = _judged(case, outcomes, promises)
    if found is None or (found.rating not in _AGREES and not _refutes(case, found)):
        return _other_period(case, group)
    return _scoped(case, found) if group == "capex" else found


def _judged(case: Case, outcomes: Sequence[Fact], promises: Sequence[Fact]) -> Finding | None:
    told = case.passage.has("guidance") or case.passage.is_former
    guided = _guided(case, promises) if told and not case.denied else None
    if case.forward and not case.denied:
        return guided or forecast(case, outcomes, promises, "money")
    found = compared(case, outcomes, "money")
    if found is not None and (guided is None or found.rating in _AGREES):
        return found
    return guided or compared(case, promises, "money")


def _refutes(case: Case, found: Finding) -> bool:
    """Whether a mismatch says anything: the statement names its period, and no part of a sum is meant.

    What a company bought is a part of what it invested, so that it refutes no larger sum.
    """
    days = span_days(case.statement.when)
    if days is None or _counts_other(case):
        return False
    if case.passage.has("quarter") and (days[1] - days[0]).days > _YEAR_DAYS:
        return False
    if found.reason == "numbers.above" and any(fact.quantity in _PARTIAL for fact in found.facts):
        return False
    return case.denied or len(_named_periods(case)) < _SEVERAL


def _counts_other(case: Case) -> bool:
    """Whether a number may be a part, a sum over several companies, or what another one came from."""
    passage = case.passage
    companies = case.names("company").mentioned(passage.text)
    several = passage.has("together") or len(companies) >= _MANY
    return several or passage.near("part", 30) or passage.is_former


def _named_periods(case: Case) -> set[str]:
    """Quarters and years that the sentence names, the year before as one more."""
    groups = ("quarter_1", "quarter_2", "quarter_3", "quarter_4", "year_before")
    quarters = {group for group in groups if case.passage.has(group)}
    years = set(_YEAR.findall(_DATELINE.sub("", case.passage.text)))
    return quarters if len(quarters) >= len(years) else years


def _other_period(case: Case, group: str) -> Finding | None:
    """A figure of another period where the sentence names several: it tells itself which is meant."""
    if len(_named_periods(case)) < _SEVERAL or case.forward or case.denied:
        return None
    facts = case.numbers("company", case.companies, *policy().money[group])
    near = [fact for fact in recent(case, facts, _LONGEST_YEAR) if fact.basis not in _AHEAD]
    match = best_match(case, near, "lookup")
    return compared(case, (match.fact,), "lookup") if match is not None and match.rating == "true" else None


def _level(case: Case, group: str, facts: Sequence[Fact]) -> Finding | None:
    """A level of a day: refuted only between two known levels, for single ones move too fast to refute."""
    found = compared(case, facts, "money")
    if found is None or found.rating in _AGREES:
        return found
    if _counts_other(case):
        return None
    other = compared(case, _other_day(case, group), "money")
    if other is not None:
        return other
    before = [fact for fact in facts if fact_days(fact)[1] <= case.wanted[1]]
    after = [fact for fact in facts if fact_days(fact)[0] >= case.wanted[0]]
    if before and after and not _between(case, before, after):
        return found
    match = best_match(case, facts, "money")
    return None if match is None else Finding("unproven", "numbers.level_apart", shown(match), (match.fact,))


def _between(case: Case, before: Sequence[Fact], after: Sequence[Fact]) -> bool:
    """Whether the claim lies between the levels that are known before and after its day."""
    levels = [float(fact.value or 0) for fact in (*before, *after)]
    return case.claim is not None and min(levels) <= case.claim.point <= max(levels)


def _of_the_period(case: Case, group: str) -> tuple[Fact, ...]:
    """Facts of the period that the statement speaks of; without one, of the year around its publication."""
    quantities = policy().money[group]
    dated = span_days(case.statement.when)
    if group == "revenue" and not dated:
        quantities = (*quantities, _RUN_RATE)
    facts = case.numbers("company", case.companies, *quantities)
    if group in _LEVELS:
        whole_year = dated is not None and (dated[1] - dated[0]).days > _YEAR_DAYS
        return () if whole_year else recent(case, facts, setting("level_days"))
    if dated is not None:
        fiscal = case.passage.has("fiscal_year")
        return _dated(case, dated, [fact for fact in facts if not fiscal or "FY" in (fact.when or "")])
    near = recent(case, facts, setting("period_days"))
    if case.statement.period == "per_year":
        return tuple(fact for fact in near if _is_yearly(fact))
    return near


def _dated(case: Case, days: tuple[date, date], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts of the very period that is named; of sums over years also those that overlap with it."""
    if case.statement.period == "total" and (days[1] - days[0]).days > _LONGEST_YEAR:
        return tuple(fact for fact in facts if overlap(days, fact) and not _is_yearly(fact, at_most=True))
    return tuple(fact for fact in facts if same_period(days, fact))


def _is_yearly(fact: Fact, *, at_most: bool = False) -> bool:
    """Whether a fact is of a year or more; with `at_most`, of a year or less."""
    first, last = fact_days(fact)
    days = (last - first).days
    return days <= _LONGEST_YEAR if at_most else fact.quantity == _RUN_RATE or days > _YEAR_DAYS


def _other_day(case: Case, group: str) -> tuple[Fact, ...]:
    """A level or funding of another day, where an undated statement agrees with it in all digits."""
    if case.statement.when or group not in (*_LEVELS, "funding") or case.denied:
        return ()
    match = best_match(case, case.numbers("company", case.companies, *policy().money[group]), "lookup")
    return (match.fact,) if match is not None and match.rating == "true" else ()


def _guided(case: Case, promises: Sequence[Fact]) -> Finding | None:
    """A statement of what a company expects: right if it said so, with the newer word if there is one."""
    match = best_match(case, promises, "money")
    if match is None or match.rating not in ("true", "mostly_true"):
        return None
    said = [fact for fact in promises if fact.date <= case.said] or list(promises)
    newest = max(said, key=lambda fact: fact.date)
    older = newest.date > match.fact.date and newest.value != match.fact.value
    key, facts = ("older_guidance", (match.fact, newest)) if older else ("guidance", (match.fact,))
    return Finding(match.rating, f"money.{key}", shown(match), facts)


def _scoped(case: Case, found: Finding) -> Finding:
    """A total that is passed off as spending for one purpose: half right if only for that, else lacking."""
    if found.rating not in _AGREES or case.denied:
        return found
    narrow = case.statement.scope or ""
    words = policy().words
    only = words["purpose"].search(narrow) and words["scope"].search(narrow)
    if only or case.passage.near("scope_purpose", 80):
        return replace(found, rating="half", reason=_with_flaw(found, "scope"))
    if case.passage.near("purpose_sum", 40) and not case.passage.near("infrastructure", 40):
        return replace(found, rating="missing_context", reason=_with_flaw(found, "purpose"))
    return found


def _with_flaw(found: Finding, flaw: str) -> str:
    """The reason with the flaw: before the year is over guidance is compared, after it the books."""
    stages = {"forecast_hit": "hit", "forecast_open": "plan"}
    return f"money.{flaw}_{stages.get(found.rating, 'books')}"
