"""Cash of a company by year: what is left after its building, and what ventures carry beside it."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "cash_after_ventures_usd",
    "cash_flow_margin_ratio",
    "expected_value_usd",
    "guaranteed_usd",
    "projected_cash_flow_usd",
    "projected_revenue_usd",
    "revenue_growth_ratio",
    "total_venture_usd",
    "venture_share",
]


@equation(symbol=r"g_R", latex=r"\frac{R}{R_0} - 1", source="own-derivation")
def revenue_growth_ratio(revenue_usd: Real, earlier_revenue_usd: Real) -> Real:
    """Relative change of revenue against the year before.

    >>> round(revenue_growth_ratio(200.966e9, 164.501e9), 3)
    0.222
    """
    return revenue_usd / earlier_revenue_usd - 1


@equation(symbol=r"R'", latex=r"R\,(1 + g_R\,\kappa)", source="own-derivation", gives="revenue_usd")
def projected_revenue_usd(revenue_usd: Real, revenue_growth_ratio: Real, growth_kept_share: Real) -> Real:
    """Revenue of the next year, if so much of the last growth goes on.

    >>> round(projected_revenue_usd(200.966e9, 0.222, 0.9) / 1e9, 1)
    241.1
    """
    return revenue_usd * (1 + revenue_growth_ratio * growth_kept_share)


@equation(symbol=r"m_O", latex=r"\frac{O}{R}", source="own-derivation")
def cash_flow_margin_ratio(operating_cash_flow_usd: Real, revenue_usd: Real) -> Real:
    """Operating cash flow over revenue of the same period.

    >>> round(cash_flow_margin_ratio(91.328e9, 164.501e9), 3)
    0.555
    """
    return operating_cash_flow_usd / revenue_usd


@equation(symbol=r"O'", latex=r"R\,m_O", source="own-derivation", gives="operating_cash_flow_usd")
def projected_cash_flow_usd(revenue_usd: Real, cash_flow_margin_ratio: Real) -> Real:
    """Operating cash flow of a year whose revenue is projected, at the last margin.

    >>> round(projected_cash_flow_usd(241e9, 0.555) / 1e9, 1)
    133.8
    """
    return revenue_usd * cash_flow_margin_ratio


@equation(symbol=r"\sum Z", latex=r"\sum_j Z_j", source="own-derivation", gives="venture_usd")
def total_venture_usd(*venture_usd: Real) -> Real:
    """Money of several special-purpose ventures of one year together.

    >>> total_venture_usd(27e9, 14e9)
    41000000000.0
    """
    return sum(venture_usd)


@equation(symbol=r"F_v", latex=r"F - \sum_j Z_j", source="own-derivation")
def cash_after_ventures_usd(free_cash_flow_usd: Real, venture_usd: Real) -> Real:
    """Free cash flow if the campuses that ventures pay for had been paid from own cash.

    >>> cash_after_ventures_usd(43.6e9, 27e9)
    16600000000.0
    """
    return free_cash_flow_usd - venture_usd


@equation(symbol=r"s_v", latex=r"\frac{Z}{Z + I}", source="own-derivation")
def venture_share(venture_usd: Real, capex_usd: Real) -> Real:
    """Part of a year's building that special-purpose ventures carry instead of the company's own books.

    >>> round(venture_share(27e9, 72.22e9), 2)
    0.27
    """
    return venture_usd / (venture_usd + capex_usd)


@equation(symbol=r"G", latex=r"Z\,g_v", source="own-derivation")
def guaranteed_usd(venture_usd: Real, guaranteed_share: Real) -> Real:
    """Value that a tenant guarantees to a venture, for the end of the first lease.

    >>> round(guaranteed_usd(27e9, 0.8) / 1e9, 1)
    21.6
    """
    return venture_usd * guaranteed_share


@equation(symbol=r"V_h", latex=r"Z\,\rho_h", source="own-derivation")
def expected_value_usd(venture_usd: Real, hall_value_ratio: Real) -> Real:
    """What the halls of a venture are expected to be worth when the first lease ends.

    >>> round(expected_value_usd(27e9, 0.85) / 1e9, 2)
    22.95
    """
    return venture_usd * hall_value_ratio
