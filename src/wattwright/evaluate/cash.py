"""Cash of the builder by year: reported, projected for guided years, and with what ventures carry beside
it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from wattwright.catalog import Catalog
from wattwright.economics import cash, finance, present
from wattwright.evaluate.hours import known_figure
from wattwright.resolve.known import when_known
from wattwright.resolve.leaves import from_fact
from wattwright.resolve.model import ResolvedPeriod, ResolvedPlan
from wattwright.results import Figure, derived

__all__ = ["PROJECTED", "VENTURES", "cash_figures"]

PROJECTED = "projected"
"""Aspect of a year whose revenue and cash flow nobody has reported yet."""

VENTURES = "ventures"
"""Aspect of cash as if the company had paid for its ventures' campuses itself."""


def cash_figures(plan: ResolvedPlan, catalog: Catalog) -> Iterator[Figure]:
    """Years of every spending company: growth and margin, a projection where missing, ventures apart."""
    for company in dict.fromkeys(one.company for one in plan.periods):
        years = {
            one.when: one
            for one in plan.periods
            if one.company == company and one.subject == company and one.when.isdigit()
        }
        ordered = [years[when] for when in sorted(years)]
        found = tuple(_projected(plan, ordered))
        yield from found
        yield from _ventures(plan, ordered, found, catalog)


@dataclass(slots=True)
class _Pace:
    """What the years so far tell about the next one: revenue, its growth, cash flow over revenue."""

    revenue: Figure | None = None
    growth: Figure | None = None
    margin: Figure | None = None


def _projected(plan: ResolvedPlan, years: Sequence[ResolvedPeriod]) -> Iterator[Figure]:
    """Revenue, cash flow and free cash flow of years without a report, from growth and margin before."""
    pace = _Pace()
    for one in years:
        if one.operating_cash_flow:
            yield from _reported(one, pace)
        else:
            yield from _next(plan, one, pace)


def _reported(one: ResolvedPeriod, pace: _Pace) -> Iterator[Figure]:
    """Growth and margin of a reported year."""
    revenue = one.revenue[-1] if one.revenue else None
    if revenue is not None and pace.revenue is not None and not pace.revenue.inputs:
        before = replace(pace.revenue, name="earlier_revenue_usd")
        pace.growth = derived(cash.revenue_growth_ratio, revenue, before, subject=one.company, when=one.when)
        yield pace.growth
    if revenue is not None:
        pace.margin = derived(
            cash.cash_flow_margin_ratio,
            one.operating_cash_flow[-1],
            revenue,
            subject=one.company,
            when=one.when,
        )
        yield pace.margin
    pace.revenue = revenue


def _next(plan: ResolvedPlan, one: ResolvedPeriod, pace: _Pace) -> Iterator[Figure]:
    """A year whose cash flow nobody has reported; its revenue is projected where that is missing too."""
    figure = partial(derived, subject=f"{one.company} · {PROJECTED}", when=one.when)
    revenue = one.revenue[-1] if one.revenue else None
    if revenue is None and pace.revenue is not None and pace.growth is not None:
        kept = known_figure(plan, "cash.growth_kept_share")
        revenue = figure(cash.projected_revenue_usd, pace.revenue, pace.growth, kept)
        yield revenue
        yield figure(finance.capex_to_revenue_ratio, one.capex, revenue)
    pace.revenue = revenue
    if revenue is not None and pace.margin is not None:
        flow = figure(cash.projected_cash_flow_usd, revenue, pace.margin)
        yield flow
        yield figure(finance.free_cash_flow_usd, flow, one.capex)
        yield figure(finance.capex_to_cash_flow_ratio, one.capex, flow)


def _ventures(
    plan: ResolvedPlan, years: Sequence[ResolvedPeriod], projected: Sequence[Figure], catalog: Catalog
) -> Iterator[Figure]:
    """Special-purpose ventures by the year of their closing, and cash and building with them counted."""
    for one in years:
        company = one.company
        subject = f"{company} · {VENTURES}"
        money = _money(company, one.when, catalog)
        if not money:
            continue
        for each in money:
            yield from (each, *_guarantee(plan, each))
        whole = derived(cash.total_venture_usd, *money, subject=subject, when=one.when)
        yield whole
        yield derived(cash.venture_share, whole, one.capex, subject=subject, when=one.when)
        free = [
            derived(finance.free_cash_flow_usd, flow, one.capex, subject=company, when=one.when)
            for flow in one.operating_cash_flow
        ]
        free += [each for each in projected if each.name == "free_cash_flow_usd" and each.when == one.when]
        for each in free[:1]:
            yield derived(cash.cash_after_ventures_usd, each, whole, subject=subject, when=one.when)


def _guarantee(plan: ResolvedPlan, venture: Figure) -> Iterator[Figure]:
    """What the tenant guarantees, what that is worth today, what it pays if the halls are worth little."""
    figure = partial(derived, subject=venture.subject, when=venture.when)
    given = {
        one: known_figure(plan, f"vehicle.{one}")
        for one in ("guaranteed_share", "hall_value_ratio", "value_spread_ratio")
    }
    guaranteed = figure(cash.guaranteed_usd, venture, given["guaranteed_share"])
    expected = figure(cash.expected_value_usd, venture, given["hall_value_ratio"])
    yield from (guaranteed, expected)
    interest, term = (known_figure(plan, one) for one in ("vehicle.coupon_ratio", "guarantee.term_years"))
    yield figure(
        present.guarantee_worth_usd, guaranteed, expected, given["value_spread_ratio"], interest, term
    )
    yield figure(present.guarantee_payoff_usd, guaranteed, expected)


def _money(company: str, year: str, catalog: Catalog) -> list[Figure]:
    """Money of the ventures that a company closed in a year."""
    found = []
    for name in catalog.names("deal"):
        if not name.startswith(f"{company} / ") or not name.endswith(" venture"):
            continue
        for fact in when_known(catalog, "deal", name, "price_usd"):
            if (fact.when or "").startswith(year):
                found.append(from_fact(fact, "venture_usd", name))
    return found
