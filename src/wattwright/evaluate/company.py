"""Figures of companies: spending in proportion, packages for people, deals."""

from __future__ import annotations

from collections.abc import Iterator

from wattwright.economics import finance
from wattwright.evaluate.crossings import total_capex_usd
from wattwright.resolve import ResolvedDeal, ResolvedPackage, ResolvedPeriod, ResolvedPlan
from wattwright.results import Figure, derived
from wattwright.strategy import people

__all__ = ["deal_figures", "package_figures", "period_figures", "spending_totals"]


def period_figures(period: ResolvedPeriod) -> Iterator[Figure]:
    """Capital expenditure of one period against revenue and cash flow of the same period."""
    subject, when = period.company, period.when
    yield period.capex
    for revenue in period.revenue:
        yield revenue
        yield derived(
            finance.capex_to_revenue_ratio, period.capex, revenue, subject=subject, when=when, note=period.origin
        )
    for cash in period.operating_cash_flow:
        yield cash
        yield derived(finance.capex_to_cash_flow_ratio, period.capex, cash, subject=subject, when=when)
        yield derived(finance.free_cash_flow_usd, cash, period.capex, subject=subject, when=when)


def spending_totals(plan: ResolvedPlan) -> Iterator[Figure]:
    """Spending that the plan states for several whole years of one company, added up."""
    for company in dict.fromkeys(period.company for period in plan.periods):
        years = {
            period.when: period.capex
            for period in plan.periods
            if period.company == company and period.origin == "plan" and period.when.isdigit()
        }
        if len(years) > 1:
            first, last = min(years), max(years)
            yield derived(total_capex_usd, *years.values(), subject=company, when=f"{first}/{last}")


def package_figures(plan: ResolvedPlan, package: ResolvedPackage) -> Iterator[Figure]:
    """A package per year, against one year's capex, and in accelerators."""
    subject = package.recipient
    chip = plan.reference_accelerator
    yield package.total
    yield derived(people.annual_pay_usd, package.total, package.years, subject=subject)
    for capex in package.capex:
        yield derived(people.pay_to_capex_ratio, package.total, capex, subject=subject, when=capex.when)
    yield derived(
        people.pay_in_accelerators,
        package.total,
        chip.price,
        plan.assumptions["server_cost_factor"],
        subject=f"{subject} · {chip.name}",
    )


def deal_figures(deal: ResolvedDeal) -> Iterator[Figure]:
    """A deal's price, and its price per head where the people are counted."""
    yield from (*deal.price, *deal.people)
    for price in deal.price:
        for heads in deal.people:
            yield derived(finance.price_per_head_usd, price, heads, subject=deal.target, when=price.when)
