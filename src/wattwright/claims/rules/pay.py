"""Pay of people: packages, signing bonuses, salaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import (
    Match,
    best_match,
    compared,
    nothing_found,
    recent,
    shown,
    unknown_entity,
)
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.names import folded
from wattwright.claims.people import payees, status_of
from wattwright.claims.policy import setting

__all__ = ["pay"]

_PACKAGES: Final = ("package_usd",)
_YEARLY: Final = (
    "pay_usd_per_year",
    "highest_executive_pay_usd_per_year",
    "median_employee_pay_usd_per_year",
)
_FIRM: Final = ("true", "mostly_true")


def pay(case: Case) -> Finding:
    """Compare pay with what is reported of the person, else of whom the named company pays.

    Packages are several years' money, salaries one year's; a sum that only a rival claims is unproven.
    """
    if case.statement.unit != "USD":
        return nothing_found(case) if case.companies else unknown_entity(case)
    people = payees(case)
    if not people and not case.companies:
        return unknown_entity(case)
    if case.passage.near("signing_bonus", 45):
        return _signing_bonus(case, people) or nothing_found(case, "signing_bonus_usd")
    if case.claim is not None and case.claim.qualifier == "order_of_magnitude":
        return _magnitude(case, people) or nothing_found(case, "pay_usd_per_year")
    if case.statement.period == "per_year" or case.passage.near("salary", 30):
        yearly = _salary(case, people)
        if yearly is not None:
            return yearly
    return (
        _package(case, people) or _signing_bonus(case, people) or _salary(case, people) or nothing_found(case)
    )


def _signing_bonus(case: Case, people: Sequence[str]) -> Finding | None:
    """A bonus for signing: unproven where its only source is the claim of a rival."""
    match = best_match(case, case.numbers("person", people, "signing_bonus_usd"), "pay")
    if match is None or (
        match.rating not in _FIRM and case.claim is not None and case.claim.qualifier != "up_to"
    ):
        return None
    denials = case.facts("person", people, "denied")
    claims = case.facts("person", (match.fact.name,), "claimed")
    if not claims and match.fact.basis != "announced":
        return compared(case, (match.fact,), "pay")
    key = (
        "pay.denial_of_rival_claim"
        if case.denied
        else "pay.rival_claim"
        if not denials
        else "pay.rival_claim_denied"
    )
    values = shown(match)
    if denials:
        values |= {"deniers": denials[0].name.replace(";", ","), "denied_on": denials[0].date}
    elif case.denied:
        key = "pay.rival_claim"
    return Finding("unproven", key, values, (match.fact, *denials[:1]))


def _magnitude(case: Case, people: Sequence[str]) -> Finding | None:
    """A range of yearly pay: right if reports lie in it, mostly right if reports go beyond."""
    claim = case.claim
    yearly = case.numbers("person", people, "pay_usd_per_year")
    packages = case.numbers("person", people, *_PACKAGES)
    inside = [fact for fact in yearly if claim and claim.low <= float(fact.value or 0) <= claim.high]
    above = [fact for fact in packages if claim and float(fact.value or 0) > claim.high]
    match = best_match(case, inside or yearly, "pay")
    if claim is None or match is None:
        return None
    values = shown(match)
    if not inside:
        return compared(case, yearly, "pay")
    if above:
        top = max(above, key=lambda fact: float(fact.value or 0))
        values |= {
            "top": Quantity(float(top.value or 0), unit="USD"),
            "top_name": top.name,
            "top_since": top.date,
        }
        return Finding("mostly_true", "pay.range_but_higher", values, (match.fact, top))
    return Finding("true", "pay.range", values, (match.fact,))


def _salary(case: Case, people: Sequence[str]) -> Finding | None:
    """Pay of one year, of the people and of the company's own filings."""
    facts = (*case.numbers("person", people, *_YEARLY), *case.numbers("company", case.companies, *_YEARLY))
    if case.passage.near("median", 60):
        facts = tuple(fact for fact in facts if "median" in fact.quantity) or facts
    match = best_match(case, recent(case, facts, setting("pay_days")), "pay")
    if match is None or match.rating not in (*_FIRM, "half"):
        return None
    return compared(case, (match.fact,), "pay")


def _package(case: Case, people: Sequence[str]) -> Finding | None:
    """A package as reported: unconfirmed, spread over years, and gone where the person left."""
    facts = case.numbers("person", people, *_PACKAGES)
    named = case.entry("person")
    if named is None:
        facts = _whose_origin_is_named(case, facts)
    match = best_match(case, facts, "pay")
    if match is None:
        return None
    if case.denied:
        return _denied_package(case, match)
    if match.rating not in _FIRM:
        return compared(case, (match.fact,), "pay") if named else None
    values = shown(match)
    left = status_of(case, match.fact.name)
    if left is not None:
        values |= {"left": left.date, "status": str(left.value)}
        return Finding("missing_context", "pay.package_left", values, (match.fact, left))
    if case.passage.has("years") or any(
        one.kind == "duration" for one in case.article.beside(case.statement)
    ):
        return Finding(match.rating, "pay.package", values, (match.fact,))
    return Finding("mostly_true", "pay.package_without_years", values, (match.fact,))


def _whose_origin_is_named(case: Case, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Packages of those whose former employer the sentence names; all where it names none of theirs."""
    text = f" {folded(case.passage.text)} "
    payers = set(case.companies)
    origins: dict[str, list[str]] = {}
    for fact in facts:
        words = " ".join(str(one.value) for one in case.facts("person", (fact.name,), "role", "moved"))
        found = [name for name in case.names("company").mentioned(words) if name not in payers]
        origins[fact.name] = found
    named = tuple(fact for fact in facts if any(f" {folded(one)} " in text for one in origins[fact.name]))
    return named or tuple(facts)


def _denied_package(case: Case, match: Match) -> Finding:
    """A denial of a reported package: word against word, unless the number was never reported."""
    values: dict[str, Slot] = shown(match)
    return Finding("unproven", "pay.denied", values, (match.fact,))
