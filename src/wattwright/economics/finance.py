"""Spending in proportion: revenue, cash flow, debt service."""

from __future__ import annotations

from wattwright.economics.present import annuity_ratio
from wattwright.equations import Real, equation

__all__ = [
    "annual_interest_usd",
    "capex_growth_ratio",
    "capex_to_cash_flow_ratio",
    "capex_to_revenue_ratio",
    "deal_to_capex_ratio",
    "free_cash_flow_usd",
    "implied_valuation_usd",
    "level_payment_usd",
    "price_per_head_usd",
    "valuation_per_head_usd",
    "valuation_years",
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
    """Capital expenditure over operating cash flow of the same period; above 1 needs outside money.

    >>> round(capex_to_cash_flow_ratio(31.078e9, 31.862e9), 3)
    0.975
    """
    return capex_usd / operating_cash_flow_usd


@equation(symbol=r"F", latex=r"O - I", source="own-derivation")
def free_cash_flow_usd(operating_cash_flow_usd: Real, capex_usd: Real) -> Real:
    """Operating cash flow less capital expenditure including finance leases.

    >>> round(free_cash_flow_usd(31.862e9, 31.078e9) / 1e9, 3)
    0.784
    """
    return operating_cash_flow_usd - capex_usd


@equation(symbol=r"g", latex=r"\frac{I}{I_0} - 1", source="own-derivation")
def capex_growth_ratio(capex_usd: Real, earlier_capex_usd: Real) -> Real:
    """Relative change of capital expenditure against the year before.

    >>> round(capex_growth_ratio(72.22e9, 39.225e9), 2)
    0.84
    """
    return capex_usd / earlier_capex_usd - 1


@equation(symbol=r"a", latex=r"\frac{K\,i}{1 - (1+i)^{-n}}", source="own-derivation")
def level_payment_usd(principal_usd: Real, interest_ratio: Real, term_years: Real) -> Real:
    """Level payment a year that repays a loan with interest over its term; `interest_ratio` above 0.

    >>> round(level_payment_usd(27e9, 0.0658, 24.0) / 1e9, 2)
    2.27
    """
    return principal_usd * annuity_ratio(interest_ratio, term_years)


@equation(symbol=r"z", latex=r"K\,i", source="own-derivation")
def annual_interest_usd(principal_usd: Real, interest_ratio: Real) -> Real:
    """Interest of the first year, before any repayment.

    >>> round(annual_interest_usd(27e9, 0.0658) / 1e9, 2)
    1.78
    """
    return principal_usd * interest_ratio


@equation(symbol=r"p_h", latex=r"\frac{p}{n}", source="own-derivation")
def price_per_head_usd(deal_price_usd: Real, head_count: Real) -> Real:
    """Price of a takeover over the people who come with it.

    >>> round(price_per_head_usd(45e6, 35.0))
    1285714
    """
    return deal_price_usd / head_count


@equation(symbol=r"V", latex=r"\frac{p}{s}", source="own-derivation")
def implied_valuation_usd(deal_price_usd: Real, stake_share: Real) -> Real:
    """Value of the whole company at the price of the stake; control premium and new shares left out.

    >>> round(implied_valuation_usd(14.3e9, 0.49) / 1e9, 1)
    29.2
    """
    return deal_price_usd / stake_share


@equation(symbol=r"p_h", latex=r"\frac{V}{n}", source="own-derivation", gives="price_per_head_usd")
def valuation_per_head_usd(implied_valuation_usd: Real, head_count: Real) -> Real:
    """Value of a company over its people, where only a part of it is bought.

    >>> round(valuation_per_head_usd(29.2e9, 1430.0) / 1e6, 1)
    20.4
    """
    return implied_valuation_usd / head_count


@equation(symbol=r"n_V", latex=r"\frac{V}{R_t}", source="own-derivation")
def valuation_years(implied_valuation_usd: Real, target_revenue_usd: Real) -> Real:
    """Years of its revenue that a company is valued at.

    >>> round(valuation_years(29.2e9, 870e6))
    34
    """
    return implied_valuation_usd / target_revenue_usd


@equation(symbol=r"r_p", latex=r"\frac{p}{I}", source="own-derivation")
def deal_to_capex_ratio(deal_price_usd: Real, capex_usd: Real) -> Real:
    """Price of a deal over one year's capital expenditure of the buyer.

    >>> round(deal_to_capex_ratio(14.3e9, 72.22e9), 2)
    0.2
    """
    return deal_price_usd / capex_usd
