"""Pay of people: packages, signing bonuses, salaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import Match, best_match, compared, lacking, recent, shown
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.names import folded
from wattwright.claims.people import payees, status_of
from wattwright.claims.policy import setting

__all__ = ["pay"]

Attempt = Callable[[Case, Sequence[str]], Finding | None]

_PACKAGES: Final = ("package_usd", "offer_usd")
_YEARLY: Final = (
    "pay_usd_per_year",
    "first_year_pay_usd",
    "highest_executive_pay_usd_per_year",
    "median_employee_pay_usd_per_year",
)
_FIRM: Final = ("true", "mostly_true")


def pay(case: Case) -> Finding:
    """Compare pay with what is reported of the person, else of whom the named company pays.

    Packages are several years' money, salaries one year's; a sum that only a rival claims is unproven.
    """
    people = payees(case)
    attempts = _attempts(case) if case.statement.unit == "USD" else ()
    found = (one for attempt in attempts if (one := attempt(case, people)) is not None)
    return next(found, lacking(case, people or case.companies))


def _attempts(case: Case) -> tuple[Attempt, ...]:
    """What the sum may be, the likeliest first."""
    if case.passage.near("signing_bonus", 45):
        return (_signing_bonus,)
    if case.claim is not None and case.claim.qualifier == "order_of_magnitude":
        return (_magnitude,)
    yearly = case.statement.period == "per_year" or case.passage.near("salary", 30)
    others = (_package, _signing_bonus, _salary)
    return (_salary, *others) if yearly else others


def _signing_bonus(case: Case, people: Sequence[str]) -> Finding | None:
    """A bonus for signing: unproven where its only source is the claim of a rival."""
    match = best_match(case, case.numbers("person", people, "signing_bonus_usd"), "pay")
    if match is None or (match.rating not in _FIRM and match.claim.qualifier != "up_to"):
        return None
    if match.fact.basis != "announced" and not case.facts("person", (match.fact.name,), "claimed"):
        return compared(case, (match.fact,), "pay")
    values = shown(match)
    denials = case.facts("person", people, "denied")
    if not denials:
        return Finding("unproven", "pay.rival_claim", values, (match.fact,))
    values |= {"deniers": denials[0].name.replace(";", ","), "denied_on": denials[0].date}
    key = "pay.denial_of_rival_claim" if case.denied else "pay.rival_claim_denied"
    return Finding("unproven", key, values, (match.fact, denials[0]))


def _magnitude(case: Case, people: Sequence[str]) -> Finding | None:
    """A range of yearly pay: right if reports lie in it, mostly right if packages go beyond."""
    yearly = case.numbers("person", people, "pay_usd_per_year")
    match = best_match(case, yearly, "pay")
    if match is None or match.rating != "true" or case.denied:
        return compared(case, yearly, "pay")
    packages = case.numbers("person", people, *_PACKAGES)
    top = max(packages, key=lambda fact: float(fact.value or 0), default=None)
    if top is None or float(top.value or 0) <= match.claim.high:
        return Finding("true", "pay.range", shown(match), (match.fact,))
    values = shown(match) | {
        "top": Quantity(float(top.value or 0), unit="USD"),
        "top_name": top.name,
        "top_since": top.date,
    }
    return Finding("mostly_true", "pay.range_but_higher", values, (match.fact, top))


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
        whole = named and case.statement.period != "per_year"
        return compared(case, (match.fact,), "pay") if whole else None
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
