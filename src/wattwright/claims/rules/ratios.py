"""Shares, growth and multiples: of deals, people and books."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.deals import deals_of
from wattwright.claims.evidence import compared, nothing_found, outside, unknown_entity
from wattwright.claims.model import Finding
from wattwright.claims.names import folded
from wattwright.claims.numbers import PROMISES
from wattwright.claims.periods import fact_days, same_period, span_days
from wattwright.claims.policy import policy

__all__ = ["growth_facts", "multiple", "ratio"]

_REACH: Final = 140.0
"""Distance in letters up to which a word tells what a share is of; numbers and marks between count extra."""
_SPLIT: Final = re.compile(r"(\d+)/(\d+)")
_GROUPS: Final = (
    "retention",
    "staying",
    "leaving",
    "departed_share",
    "advertising",
    "of_revenue",
    "of_cash_flow",
    "stake",
    "growth",
    "fall",
)
_STAFF: Final = ("retention", "staying", "leaving")
_PARTS: Final = (
    "capex",
    "cloud",
    "advertising",
    "operating_income",
    "net_income",
    "depreciation",
    "research",
)
_FLOWS: Final = ("capex", "revenue", "net_income", "operating_income", "free_cash_flow", "depreciation")


def ratio(case: Case) -> Finding:
    """Compare a share with the one that the catalog states or that follows from two of its figures.

    The words near the number tell what it is a share of; without such a word nothing is compared.
    """
    sets = {group: facts for group in _GROUPS if (facts := _candidates(case, group))}
    for facts in sets.values():
        found = compared(case, facts, "share")
        if found is not None and found.rating in ("true", "mostly_true"):
            return found
    for group, facts in sets.items():
        if len(sets) == 1 and _refutes(case, group, facts):
            return compared(case, facts, "share") or nothing_found(case)
    return nothing_found(case) if case.companies or case.entry("campus") else unknown_entity(case)


def _refutes(case: Case, group: str, facts: Sequence[Fact]) -> bool:
    """Whether a mismatch says anything: its word stands near, and it can mean one share only."""
    return case.passage.near(group, _REACH) and (case.denied or _single(facts)) and not _loose(case)


def _loose(case: Case) -> bool:
    """Whether the sentence leaves open what part is meant: then a mismatch refutes nothing."""
    partial = any(case.passage.near(group, _REACH) for group in ("of_revenue", "of_cash_flow"))
    named = any(case.passage.near(part, _REACH) for part in _PARTS)
    return case.passage.has(*_STAFF) or (partial and not named)


def _single(facts: Sequence[Fact]) -> bool:
    """Whether a mismatch refutes: only where the share is one single thing."""
    return len({(fact.name, fact.quantity, fact.when) for fact in facts}) == 1


def multiple(case: Case) -> Finding:
    """Compare a factor (twice, 2.4x) with the growth of the figure that the nearest word names."""
    if case.statement.unit != "x":
        return outside(case)
    facts = [
        replace(
            fact,
            quantity=f"factor_{fact.quantity.removeprefix('growth_')}",
            value=float(fact.value or 0) + 1,
            unit="x",
        )
        for fact in growth_facts(case)
    ]
    found = compared(case, facts, "share") if facts else None
    if found is not None and found.rating in ("true", "mostly_true"):
        return found
    return nothing_found(case) if case.companies else unknown_entity(case)


def _candidates(case: Case, group: str) -> list[Fact]:
    """What the share may be if the sentence speaks of `group`; nothing if it does not."""
    passage = case.passage
    if not passage.near(group, _REACH) and not _only_subject(case, group):
        return []
    if group in ("growth", "fall"):
        return list(growth_facts(case))
    if group == "of_cash_flow":
        return list(_quotients(case, "capex", "operating_cash_flow_usd"))
    if group == "of_revenue":
        return list(_quotients(case, passage.nearest(_PARTS) or "capex", "revenue_usd"))
    if group == "advertising":
        return list(case.numbers("company", case.companies, "advertising_revenue_fraction"))
    if group == "stake":
        return list(_stakes(case))
    if group == "departed_share":
        return _staff_shares(case, "departed_fraction")
    if passage.nearest(_STAFF) != group:
        return []
    staying = _staff_shares(case, "retention_two_year_fraction")
    return [_complement(fact) for fact in staying] if group == "leaving" else staying


def _only_subject(case: Case, group: str) -> bool:
    """Whether a word is not needed: a long list speaks of one thing only, or a deal names both sides."""
    if group == "stake":
        return bool(deals_of(case, in_sentence=True))
    others = [other for other in _GROUPS if other not in _STAFF]
    return group in _STAFF and case.passage.has(group) and not case.passage.has(*others)


def _staff_shares(case: Case, quantity: str) -> list[Fact]:
    """Shares of a company's staff: the group of people whose name holds the company's."""
    wanted = {folded(name) for name in (*case.companies, case.statement.entity or "") if name}
    return [
        fact
        for name in case.catalog.names("person")
        if any(f" {one} " in f" {folded(name)} " for one in wanted) or quantity == "departed_fraction"
        for fact in case.numbers("person", (name,), quantity)
    ]


def _complement(fact: Fact) -> Fact:
    """Those who left, from the share that stayed."""
    return replace(
        fact,
        quantity="left_within_two_years_fraction",
        value=1 - float(fact.value or 0),
        low=None if fact.high is None else 1 - fact.high,
        high=None if fact.low is None else 1 - fact.low,
        basis="derived",
    )


def _stakes(case: Case) -> Iterator[Fact]:
    """Stakes in targets and both sides of ventures."""
    names = deals_of(case) or tuple(
        name for name in case.names("deal").names.values() if _venture_of(case, name)
    )
    for name in dict.fromkeys(names):
        yield from (fact for fact in case.numbers("deal", (name,), "stake_fraction") if fact.value != 1.0)
        for fact in case.facts("deal", (name,), "stake_split"):
            found = _SPLIT.fullmatch(str(fact.value))
            if found:
                for part in found.groups():
                    yield replace(fact, quantity="stake_fraction", value=int(part) / 100, unit="1")


def _venture_of(case: Case, name: str) -> bool:
    """Whether a venture's name holds the campus of the statement."""
    campus = case.entry("campus")
    words = folded(campus or "").split()
    return bool(words) and words[-1] in folded(name).split()


def _quotients(case: Case, above: str, below: str) -> Iterator[Fact]:
    """A figure of the books over another of the same period, of the period that the statement speaks of."""
    for company in case.companies:
        whole = {fact.when: fact for fact in case.numbers("company", (company,), below)}
        for fact in case.numbers("company", (company,), policy().money[above][0]):
            other = whole.get(fact.when)
            if fact.basis in PROMISES or other is None or not other.value or not _is_meant(case, fact):
                continue
            yield replace(
                fact,
                quantity=f"{policy().money[above][0]}_over_{below}",
                value=float(fact.value or 0) / float(other.value),
                low=None,
                high=None,
                unit="1",
                date=max(fact.date, other.date),
                basis="derived",
            )


def _is_meant(case: Case, fact: Fact) -> bool:
    if span_days(case.statement.when):
        return same_period(case.wanted, fact)
    return abs((fact_days(fact)[1] - case.said).days) < 400


def growth_facts(case: Case) -> Iterator[Fact]:
    """Growth against the same period of the year before, of the figure that the nearest word names."""
    group = case.passage.nearest(_FLOWS)
    if group is None:
        return
    for company in case.companies:
        facts = case.numbers("company", (company,), *policy().money[group])
        firm = [fact for fact in facts if fact.basis not in PROMISES]
        for fact in firm:
            if not _is_meant(case, fact):
                continue
            for earlier in firm:
                if earlier.quantity == fact.quantity and _a_year_before(fact, earlier) and earlier.value:
                    change = float(fact.value or 0) / float(earlier.value) - 1
                    yield replace(
                        fact,
                        quantity=f"growth_{fact.quantity}",
                        value=abs(change),
                        low=None,
                        high=None,
                        unit="1",
                        basis="derived",
                    )


def _a_year_before(fact: Fact, earlier: Fact) -> bool:
    now, before = span_days(fact.when), span_days(earlier.when)
    if now is None or before is None:
        return False
    return _shifted(before[0]) == now[0] and abs((now[1] - before[1]).days - 365) <= 1


def _shifted(day: date) -> date:
    return day.replace(year=day.year + 1)
