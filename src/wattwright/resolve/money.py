"""Spending by period, packages for people, and deals, with what is known about who pays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wattwright.catalog import Catalog, Fact, period_end
from wattwright.plan import Plan
from wattwright.plan.schema import Deal, Package, Spending
from wattwright.resolve.campuses import UNNAMED
from wattwright.resolve.known import known_name, latest_text, numeric, when_known
from wattwright.resolve.leaves import PLAN_SOURCE, from_amount, from_assumption, from_fact
from wattwright.resolve.model import UNDATED, ResolvedDeal, ResolvedPackage, ResolvedPeriod
from wattwright.results import Figure, Origin
from wattwright.units import DAYS_PER_YEAR, seconds_from_days

__all__ = ["capex_of_year", "newest_capex", "resolve_deal", "resolve_packages", "resolve_periods"]

_BASES: Final = {"actual": "published", "guided": "guided", "announced": "announced"}
_PER_YEAR: Final = 1 / seconds_from_days(DAYS_PER_YEAR)
_ACTUAL: Final = ("measured", "published", "derived")
_VOICE: Final = re.compile(r"\b(?:voice|speech|Stimm\w*|Sprachsynthese)\b", re.IGNORECASE)
_YEARS_BACK: Final = 2
"""Years before the plan whose spending is shown beside it."""


def resolve_periods(plan: Plan, catalog: Catalog) -> tuple[ResolvedPeriod, ...]:
    """Spending of the plan, and what is known of the same companies from two years before it on."""
    periods: list[ResolvedPeriod] = []
    companies = dict.fromkeys(
        name for name in (plan.company, *(one.company for one in plan.spending)) if name
    )
    for company in companies:
        entry = known_name(catalog, "company", company)
        if entry:
            periods += _known_periods(company, entry, plan, catalog)
    periods += (_stated(one, plan, catalog) for one in plan.spending)
    return tuple(periods)


def _stated(one: Spending, plan: Plan, catalog: Catalog) -> ResolvedPeriod:
    company = one.company or plan.company or UNNAMED
    entry = known_name(catalog, "company", company)
    when = one.year or UNDATED
    subject = f"{company} · plan"
    origin = Origin(_BASES[one.status], plan.as_of, one.source or plan.source or PLAN_SOURCE, one.scope or "")
    revenue, cash = (
        (from_amount(given, name, subject, origin, when=when),)
        if given is not None
        else _fact(entry, name, when, subject, catalog)
        for name, given in (
            ("revenue_usd", one.revenue),
            ("operating_cash_flow_usd", one.operating_cash_flow),
        )
    )
    capex = from_amount(one.amount, "capex_usd", subject, origin, when=when)
    return ResolvedPeriod(
        company, subject, when, capex, _earlier(entry, when, subject, catalog), revenue, cash
    )


def _known_periods(company: str, entry: str, plan: Plan, catalog: Catalog) -> Iterator[ResolvedPeriod]:
    """Periods from two years before the plan on for which capital expenditure is known."""
    first = plan.as_of.year - _YEARS_BACK
    facts = numeric(catalog.facts("company", entry, "capex_usd"))
    for when in dict.fromkeys(fact.when for fact in facts if fact.when):
        end = period_end(when)
        fact = catalog.latest("company", entry, "capex_usd", when)
        if end is None or end.year < first or fact is None:
            continue
        yield ResolvedPeriod(
            company,
            company,
            when,
            from_fact(fact, "capex_usd", company),
            _earlier(entry, when, company, catalog),
            _fact(entry, "revenue_usd", when, company, catalog),
            _fact(entry, "operating_cash_flow_usd", when, company, catalog),
        )


def _earlier(entry: str, when: str, subject: str, catalog: Catalog) -> tuple[Figure, ...]:
    """Capital expenditure of the year before a whole year."""
    if not when.isdigit():
        return ()
    before = _fact(entry, "capex_usd", str(int(when) - 1), subject, catalog, "earlier_capex_usd")
    return tuple(figure for figure in before if figure.basis != "guided")


def _fact(
    entry: str, quantity: str, when: str, subject: str, catalog: Catalog, name: str = ""
) -> tuple[Figure, ...]:
    facts = when_known(catalog, "company", entry, quantity, when)
    return tuple(from_fact(fact, name or quantity, subject) for fact in facts)


def capex_of_year(company: str, year: int, catalog: Catalog) -> tuple[Figure, ...]:
    """Capital expenditure of a calendar year, guided or reported, empty where nothing is known."""
    entry = known_name(catalog, "company", company)
    return _fact(entry, "capex_usd", str(year), company, catalog)


def newest_capex(entry: str, catalog: Catalog) -> tuple[Figure, ...]:
    """Capital expenditure of the newest whole year reported, and of the newest one guided."""
    years: dict[str, Fact] = {}
    for fact in numeric(catalog.facts("company", entry, "capex_usd")):
        if fact.when is not None and fact.when.removeprefix("FY").isdigit():
            years[fact.when] = catalog.latest("company", entry, "capex_usd", fact.when) or fact
    reported = [fact for fact in years.values() if fact.basis in _ACTUAL]
    guided = [fact for fact in years.values() if fact.basis == "guided"]
    newest = [
        max(facts, key=lambda fact: str(period_end(fact.when))) for facts in (reported, guided) if facts
    ]
    return tuple(from_fact(fact, "capex_usd", entry) for fact in newest)


def resolve_packages(plan: Plan, catalog: Catalog) -> tuple[ResolvedPackage, ...]:
    """All packages of the plan, each under a name of its own."""
    named = zip(plan.packages, plan.package_names(), strict=True)
    return tuple(_package(package, name, plan, catalog) for package, name in named)


def _package(package: Package, recipient: str, plan: Plan, catalog: Catalog) -> ResolvedPackage:
    """A package with its years and the payer's capital expenditure of the plan's year."""
    assert catalog.day is not None
    payer = package.payer or plan.company or UNNAMED
    origin = Origin("announced", plan.as_of, package.source or plan.source or PLAN_SOURCE, package.status)
    at_once = package.kind in ("signing_bonus", "salary")
    years = (
        from_amount(package.years, "package_years", recipient, origin, factor=_PER_YEAR)
        if package.years is not None
        else from_assumption("bonus.package_years" if at_once else "package.package_years", catalog.day)
    )
    return ResolvedPackage(
        recipient,
        payer,
        package.kind,
        from_amount(package.total, "package_usd", recipient, origin),
        years,
        capex_of_year(payer, plan.as_of.year, catalog),
    )


def resolve_deal(deal: Deal, plan: Plan, catalog: Catalog) -> ResolvedDeal:
    """A deal as the plan states it; what it leaves out comes from the catalog's entry of that name."""
    buyer = deal.buyer or plan.company or UNNAMED
    entry = known_name(catalog, "deal", deal.target) or known_name(
        catalog, "deal", f"{buyer} / {deal.target}"
    )
    origin = Origin("announced", plan.as_of, deal.source or plan.source or PLAN_SOURCE, deal.layer or "")
    when = deal.date or UNDATED
    amounts = {
        "deal_price_usd": ("price_usd", deal.price),
        "stake_share": ("stake_fraction", deal.stake),
        "head_count": ("employee_count", deal.people),
    }
    price, stake, people = (
        (from_amount(given, name, deal.target, origin, when=when),)
        if given is not None
        else tuple(
            from_fact(fact, name, deal.target) for fact in when_known(catalog, "deal", entry, quantity)
        )
        for name, (quantity, given) in amounts.items()
    )
    layers = [str(fact.value) for fact in catalog.facts("deal", entry, "layer")] if entry else []
    return ResolvedDeal(
        deal.target,
        buyer,
        deal.layer or (layers[-1] if layers else UNNAMED),
        price,
        stake,
        people,
        _loan(deal, origin, when),
        capex_of_year(buyer, plan.as_of.year, catalog),
        tuple(
            from_fact(fact, "target_revenue_usd", deal.target)
            for quantity in ("revenue_usd", "revenue_run_rate_usd_per_year")
            for fact in when_known(catalog, "deal", entry, quantity)
        ),
        bool(_VOICE.search(f"{deal.target} {latest_text(catalog, 'deal', entry, 'subject')}")),
    )


def _loan(deal: Deal, origin: Origin, when: str) -> tuple[Figure, ...]:
    """Principal, interest and term of a deal that is paid by a loan; empty where one of them is not said."""
    if deal.price is None or deal.interest is None or deal.term is None:
        return ()
    return (
        from_amount(deal.price, "principal_usd", deal.target, origin, when=when),
        from_amount(deal.interest, "interest_ratio", deal.target, origin, when=when),
        from_amount(deal.term, "term_years", deal.target, origin, when=when, factor=_PER_YEAR),
    )
