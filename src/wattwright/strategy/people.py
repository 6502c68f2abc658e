"""Packages for people in proportion."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = ["annual_pay_usd", "pay_in_accelerators", "pay_to_capex_ratio", "research_gain_usd"]


@equation(symbol=r"w", latex=r"\frac{B}{n}", source="own-derivation")
def annual_pay_usd(package_usd: Real, package_years: Real) -> Real:
    """A package spread evenly over its years.

    >>> annual_pay_usd(250e6, 4.0)
    62500000.0
    """
    return package_usd / package_years


@equation(symbol=r"r_w", latex=r"\frac{B}{I}", source="own-derivation")
def pay_to_capex_ratio(package_usd: Real, capex_usd: Real) -> Real:
    """A package as a share of one year's capital expenditure.

    >>> round(pay_to_capex_ratio(200e6, 72.22e9), 4)
    0.0028
    """
    return package_usd / capex_usd


@equation(symbol=r"n_w", latex=r"\frac{B}{p_a\,k_s}", source="own-derivation")
def pay_in_accelerators(package_usd: Real, accelerator_price_usd: Real, server_cost_factor: Real) -> Real:
    """Accelerators in servers that the same money buys.

    >>> round(pay_in_accelerators(200e6, 37_500.0, 1.64))
    3252
    """
    return package_usd / (accelerator_price_usd * server_cost_factor)


@equation(symbol=r"v_g", latex=r"I\,s_t\,\gamma", source="own-derivation")
def research_gain_usd(capex_usd: Real, training_spend_share: Real, efficiency_gain_ratio: Real) -> Real:
    """Yearly value of an algorithmic gain: the compute it saves in research and training.

    >>> round(research_gain_usd(70e9, 0.15, 0.01) / 1e6)
    105
    """
    return capex_usd * training_spend_share * efficiency_gain_ratio
