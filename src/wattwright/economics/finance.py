"""Spending in proportion: revenue, cash flow, debt service."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "capex_to_cash_flow_ratio",
    "capex_to_revenue_ratio",
    "free_cash_flow_usd",
    "growth_ratio",
    "level_payment_usd",
    "price_per_head_usd",
]


@equation(symbol=r"r_R", latex=r"\frac{I}{R}", source="own-derivation")
def capex_to_revenue_ratio(capex_usd: Real, revenue_usd: Real) -> Real:
    """Capital expenditure over revenue of the same period.

    >>> round(capex_to_revenue_ratio(72.22e9, 200.966e9), 2)
    0.36
    """
    return capex_usd / revenue_usd


@equation(symbol=r"r_O", latex=r"\frac{I}{O}", source="own-derivation")
def capex_to_cash_flow_ratio(capex_usd: Real, operating_cash_flow_usd: Real) -> Real:
    """Capital expenditure over operating cash flow of the same period; above 1 needs outside money."""
    return capex_usd / operating_cash_flow_usd


@equation(symbol=r"F", latex=r"O - I", source="own-derivation")
def free_cash_flow_usd(operating_cash_flow_usd: Real, capex_usd: Real) -> Real:
    """Operating cash flow less capital expenditure including finance leases."""
    return operating_cash_flow_usd - capex_usd


@equation(symbol=r"g", latex=r"\frac{x_1}{x_0} - 1", source="own-derivation")
def growth_ratio(amount_usd: Real, earlier_amount_usd: Real) -> Real:
    """Relative change of an amount against an earlier one."""
    return amount_usd / earlier_amount_usd - 1


@equation(symbol=r"a", latex=r"\frac{K\,i}{1 - (1+i)^{-n}}", source="own-derivation")
def level_payment_usd(principal_usd: Real, interest_ratio: Real, term_years: Real) -> Real:
    """Level payment a year that repays a loan with interest over its term; `interest_ratio` above 0.

    >>> round(level_payment_usd(27e9, 0.0658, 24.0) / 1e9, 2)
    2.27
    """
    return principal_usd * interest_ratio / (1 - (1 + interest_ratio) ** -term_years)


@equation(symbol=r"p_h", latex=r"\frac{p}{n}", source="own-derivation")
def price_per_head_usd(deal_price_usd: Real, head_count: Real) -> Real:
    """Price of a takeover over the people who come with it."""
    return deal_price_usd / head_count
