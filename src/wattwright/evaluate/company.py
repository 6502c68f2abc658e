"""Figures of companies: spending in proportion, deals, rivals.

Subjects are companies, with " · plan" for what the plan states of them, and targets of deals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wattwright.economics import finance
from wattwright.evaluate.crossings import total_capex_usd, total_facility_power_mw
from wattwright.resolve.model import (
    ResolvedDeal,
    ResolvedPeriod,
    ResolvedPlan,
    ResolvedRival,
)
from wattwright.results import Figure, derived
from wattwright.strategy import capability

__all__ = ["deal_figures", "period_figures", "rival_figures", "spending_totals"]


def period_figures(period: ResolvedPeriod) -> Iterator[Figure]:
    """Capital expenditure of one period against revenue, cash flow and the year before."""
    subject, when = period.subject, period.when
    yield period.capex
    for earlier in period.earlier_capex:
        yield derived(finance.capex_growth_ratio, period.capex, earlier, subject=subject, when=when)
    for revenue in period.revenue:
        yield revenue
        yield derived(finance.capex_to_revenue_ratio, period.capex, revenue, subject=subject, when=when)
    for cash in period.operating_cash_flow:
        yield cash
        yield derived(finance.capex_to_cash_flow_ratio, period.capex, cash, subject=subject, when=when)
        yield derived(finance.free_cash_flow_usd, cash, period.capex, subject=subject, when=when)


def spending_totals(plan: ResolvedPlan) -> Iterator[Figure]:
    """Spending of several whole years, added up: what the plan states, and what is known from its year on."""
    for subject in dict.fromkeys(period.subject for period in plan.periods):
        years = {
            period.when: period.capex
            for period in plan.periods
            if period.subject == subject
            and period.when.isdigit()
            and (period.subject != period.company or int(period.when) >= plan.as_of.year)
        }
        if len(years) > 1:
            first, last = min(years), max(years)
            yield derived(total_capex_usd, *years.values(), subject=subject, when=f"{first}/{last}")


def deal_figures(deal: ResolvedDeal) -> Iterator[Figure]:
    """A deal's price per head, implied valuation, part of capex, and the debt service of a loan."""
    subject = deal.target
    yield from (*deal.price, *deal.stake, *deal.people, *deal.revenue)
    for price in deal.price:
        when = price.when
        valuation = [
            derived(finance.implied_valuation_usd, price, stake, subject=subject, when=when)
            for stake in deal.stake
        ]
        yield from valuation
        for heads in deal.people:
            if valuation and valuation[-1].value > price.value:
                yield derived(
                    finance.valuation_per_head_usd, valuation[-1], heads, subject=subject, when=when
                )
            else:
                yield derived(finance.price_per_head_usd, price, heads, subject=subject, when=when)
        for revenue in deal.revenue:
            for whole in valuation[-1:] or [replace(price, name="implied_valuation_usd")]:
                yield derived(finance.valuation_years, whole, revenue, subject=subject, when=when)
        for capex in deal.capex:
            yield derived(finance.deal_to_capex_ratio, price, capex, subject=subject, when=when)
    if deal.loan:
        principal, interest, term = deal.loan
        yield derived(finance.annual_interest_usd, principal, interest, subject=subject, when=principal.when)
        yield derived(
            finance.level_payment_usd, principal, interest, term, subject=subject, when=principal.when
        )


def rival_figures(plan: ResolvedPlan, rival: ResolvedRival) -> Iterator[Figure]:
    """Distance of a company's best model to the frontier, its running power, its newest spending."""
    subject, when = rival.company, plan.at.isoformat()
    for model in rival.model:
        yield model
        for frontier in plan.frontier:
            gap = derived(capability.capability_gap, frontier, model, subject=subject, when=when)
            yield gap
            pace = plan.assumptions["frontier_index_per_year"]
            yield derived(capability.capability_gap_years, gap, pace, subject=subject, when=when)
    yield from rival.sites
    if rival.sites:
        yield derived(total_facility_power_mw, *rival.sites, subject=f"{subject} · running", when=when)
    yield from rival.capex
