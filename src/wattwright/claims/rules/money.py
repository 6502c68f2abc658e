"""Sums of money: of a site, of a deal, of a company's books, of a programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.deals import deals_of, implied_valuation
from wattwright.claims.evidence import Match, best_match, compared, lacking, nothing_found, shown
from wattwright.claims.model import Finding
from wattwright.claims.numbers import PROMISES
from wattwright.claims.periods import fact_days, same_period, span_days
from wattwright.claims.policy import policy, setting
from wattwright.claims.rules.books import books, group_of
from wattwright.claims.rules.spending import open_sum, several_companies
from wattwright.claims.sites import operated_by, sites

__all__ = ["money"]

_FIRM: Final = ("true", "mostly_true")
_AGREES: Final = (*_FIRM, "forecast_open", "forecast_hit")
_MISMATCH: Final = ("numbers.above", "numbers.below", "numbers.inside", "money.costs_apart")
_WIDEST: Final = 2.5
"""Ratio of the ends of a stated range from which on it fits too many deals to mean one."""
_PRICES: Final = ("price_usd", "funding_usd")


def money(case: Case) -> Finding:
    """Compare a sum with what it is: of a site, of a deal, of a company's books, or of a programme.

    Contracts, commitments and ventures are compared one by one and never added. What a sum is, the nearest
    word of `verdicts.yaml` tells. A mere change of a sum is compared with nothing.
    """
    known = case.companies or case.names("deal").find(case.statement.entity)
    if case.passage.is_change:
        return lacking(case, known)
    if case.statement.entity_type == "campus":
        return _of_site(case)
    if len(case.companies) > 1:
        return several_companies(case) or nothing_found(case)
    findings = list(_attempts(case))
    agreeing = (one for one in findings if one.rating in _AGREES or one.reason not in _MISMATCH)
    group = group_of(case)
    what = policy().money[group][0] if group else None
    return next(agreeing, findings[0] if findings else lacking(case, known, what))


def _attempts(case: Case) -> Iterator[Finding]:
    """What the sum of a company may be, the likeliest first."""
    group = group_of(case)
    deal_first = group is None or case.passage.near("price_of_deal", 40) or case.passage.near("guarantee", 40)
    order = (_deal, books) if deal_first else (books, _deal)
    for attempt in (*order, open_sum, _programme, _coincidence):
        found = attempt(case)
        if found is not None:
            yield found


def _of_site(case: Case) -> Finding:
    """What a site costs: as announced, as estimated for that day, or as its venture was priced."""
    known = sites(case)
    deal = _deal(case)
    for name in known:
        found = _cost(case, name)
        if found is not None and (found.rating in _AGREES or case.denied):
            return found
    if deal is not None and deal.rating in _AGREES:
        return deal
    apart = next((found for name in known if (found := _cost(case, name)) is not None), None)
    return apart or lacking(case, known, "project_cost")


def _cost(case: Case, name: str) -> Finding | None:
    """The cost of one site; a mismatch refutes nothing, for costs count different things."""
    facts = case.numbers("campus", (name,), "capex_usd")
    if span_days(case.statement.when):
        begun = [fact for fact in facts if fact.basis in PROMISES or fact_days(fact)[0] <= case.wanted[1]]
        facts = tuple(begun) or facts
    match = best_match(case, facts, "money")
    if match is None or case.denied:
        return compared(case, facts, "money")
    if match.rating not in _FIRM:
        return Finding("unproven", "money.costs_apart", shown(match), (match.fact,))
    if case.forward:
        return Finding("forecast_open", "money.project_plan", shown(match), (match.fact,))
    return compared(case, (match.fact,), "money")


def _deal(case: Case) -> Finding | None:
    """The price of a takeover, stake, venture or contract between two parties that the text names."""
    group = group_of(case)
    told = group not in (None, "commitments", "funding") and case.passage.near(
        str(group), setting("telling_letters")
    )
    names = deals_of(case, in_sentence=told and not case.passage.near("price_of_deal", 60))
    match = best_match(case, list(_priced(case, names)), "money")
    if match is None or match.claim.high > _WIDEST * match.claim.low:
        return None
    bought = case.text_of("deal", match.fact.name, "layer") in ("acquisition", "stake")
    if match.rating not in _FIRM or case.denied:
        named = match.fact.name in deals_of(case, in_sentence=True)
        meant = bought and named and case.passage.near("price_of_deal", 60)
        return compared(case, (match.fact,), "money") if meant or match.rating in _FIRM else None
    if bought:
        return compared(case, (match.fact,), "money")
    return Finding(match.rating, "money.contract", shown(match), (match.fact,))


def _priced(case: Case, names: tuple[str, ...]) -> Iterator[Fact]:
    """Sums of deals of the sort that the statement speaks of."""
    if case.passage.near("guarantee", 40):
        yield from case.numbers("deal", names, "guarantee_usd")
    elif case.statement.period == "per_month":
        yield from case.numbers("deal", names, "price_usd_per_month")
    elif case.passage.near("valuation", 40):
        yield from (fact for name in names if (fact := implied_valuation(case, name)) is not None)
    elif case.passage.near("run_rate", 40) or case.passage.near("revenue", 25):
        yield from case.numbers("deal", names, "revenue_run_rate_usd_per_year")
    elif case.statement.period == "per_year":
        yield from (_yearly(fact) for fact in case.numbers("deal", names, "price_usd_per_month"))
    else:
        yield from case.numbers("deal", names, *_PRICES)


def _yearly(fact: Fact) -> Fact:
    """A yearly sum from a monthly rate."""
    ends = [None if end is None else 12 * end for end in (fact.low, fact.high)]
    return replace(
        fact,
        quantity="price_usd_per_year",
        value=12 * float(fact.value or 0),
        low=ends[0],
        high=ends[1],
        unit="USD/yr",
        basis="derived",
    )


def _programme(case: Case) -> Finding | None:
    """A sum that a company has pledged for several years: announced, never paid."""
    if case.statement.period == "per_year" or group_of(case) not in (None, "capex"):
        return None
    match = best_match(case, _pledges(case), "lookup" if case.passage.has("together") else "money")
    if match is None or match.claim.low != match.claim.high:
        return None
    if case.denied:
        return compared(case, (match.fact,), "money") if _said_instead(case, match) else None
    if match.rating not in _FIRM:
        return None
    rating = "forecast_open" if case.forward else match.rating
    return Finding(rating, "money.pledge", shown(match), (match.fact,))


def _pledges(case: Case) -> list[Fact]:
    """Sums that the company has announced for programmes and committed in contracts, due in the same year."""
    facts = [fact for fact in case.numbers("campus", _pledging(case), "capex_usd") if fact.basis in PROMISES]
    facts += case.numbers("company", case.companies, "contract_commitments_usd")
    return [fact for fact in facts if case.due is None or fact_days(fact)[1].year == case.due.year]


def _said_instead(case: Case, match: Match) -> bool:
    """Whether the text states the known sum itself, as what is right instead of the denied one."""
    return any(
        one.kind == "money"
        and one.modality != "denial"
        and one.value is not None
        and abs(one.value / match.known.value - 1) <= setting("on_amount")
        for one in case.article.reading.statements
    )


def _pledging(case: Case) -> list[str]:
    """Programmes of the company, and sites of it that the text names."""
    own = [name for company in case.companies for name in operated_by(case.catalog, company)]
    named = set(case.names("campus").mentioned(case.article.text))
    return [name for name in own if name in named or case.text_of("campus", name, "layer") == "programme"]


def _coincidence(case: Case) -> Finding | None:
    """A sum that agrees in all digits with a figure of the same entity and period.

    Only figures count whose word stands in the sentence; all of them where no word stands near.
    """
    if not span_days(case.statement.when) or case.denied:
        return None
    reach = setting("telling_letters")
    told = [group for group in policy().money if case.passage.near(group, reach)]
    quantities = [one for group in told or policy().money for one in policy().money[group]]
    facts = case.numbers("company", case.companies, *quantities)
    match = best_match(case, [fact for fact in facts if same_period(case.wanted, fact)], "lookup")
    if match is None or match.rating != "true":
        return None
    if case.forward:
        return Finding("forecast_open", "numbers.plan", shown(match), (match.fact,))
    return compared(case, (match.fact,), "lookup")
