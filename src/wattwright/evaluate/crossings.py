"""Equations that belong to no science: a unit crossing from one to the next, and sums over campuses or years.

Sums take any number of figures of one kind; who calls them sees to it that the figures count the same thing.
"""

from __future__ import annotations

from wattwright.equations import Real, equation
from wattwright.units import WATTS_PER_MEGAWATT

__all__ = [
    "it_power_in_watts",
    "total_accelerator_count",
    "total_annual_energy_mwh",
    "total_capex_usd",
    "total_capital_cost_usd",
    "total_facility_power_mw",
    "total_peak_flop_per_s",
    "total_useful_flop_per_s",
]


@equation(symbol=r"P_\mathrm{IT}", latex=r"10^6\,P_\mathrm{IT}", source="own-derivation", gives="it_power_w")
def it_power_in_watts(it_power_mw: Real) -> Real:
    """IT power in W, as performance and economics take it, from MW, as energy gives it.

    >>> it_power_in_watts(496.0)
    496000000.0
    """
    return it_power_mw * WATTS_PER_MEGAWATT


@equation(symbol=r"\sum P", latex=r"\sum_i P_i", source="own-derivation", gives="facility_power_mw")
def total_facility_power_mw(*facility_power_mw: Real) -> Real:
    """Facility power of several campuses together; all must be announced, or all running, on one day.

    >>> total_facility_power_mw(1000.0, 5000.0)
    6000.0
    """
    return sum(facility_power_mw)


@equation(symbol=r"\sum N", latex=r"\sum_i N_i", source="own-derivation", gives="accelerator_count")
def total_accelerator_count(*accelerator_count: Real) -> Real:
    """Accelerators of several campuses together, of whatever kind.

    >>> total_accelerator_count(200_000.0, 300_000.0)
    500000.0
    """
    return sum(accelerator_count)


@equation(symbol=r"\sum F", latex=r"\sum_i F_i", source="own-derivation", gives="peak_flop_per_s")
def total_peak_flop_per_s(*peak_flop_per_s: Real) -> Real:
    """Dense peak rate of several campuses together.

    >>> total_peak_flop_per_s(1e21, 2e21)
    3e+21
    """
    return sum(peak_flop_per_s)


@equation(symbol=r"\sum F_u", latex=r"\sum_i F_{u,i}", source="own-derivation", gives="useful_flop_per_s")
def total_useful_flop_per_s(*useful_flop_per_s: Real) -> Real:
    """Useful rate of several campuses together, as if work were split among them without loss.

    >>> total_useful_flop_per_s(1e20, 2e20)
    3e+20
    """
    return sum(useful_flop_per_s)


@equation(symbol=r"\sum E", latex=r"\sum_i E_i", source="own-derivation", gives="annual_energy_mwh")
def total_annual_energy_mwh(*annual_energy_mwh: Real) -> Real:
    """Electricity of several campuses together.

    >>> total_annual_energy_mwh(8.76e6, 43.8e6)
    52560000.0
    """
    return sum(annual_energy_mwh)


@equation(symbol=r"\sum K", latex=r"\sum_i K_i", source="own-derivation", gives="capital_cost_usd")
def total_capital_cost_usd(*capital_cost_usd: Real) -> Real:
    """Capital cost of several campuses together.

    >>> total_capital_cost_usd(30e9, 140e9)
    170000000000.0
    """
    return sum(capital_cost_usd)


@equation(symbol=r"\sum I", latex=r"\sum_t I_t", source="own-derivation", gives="capex_usd")
def total_capex_usd(*capex_usd: Real) -> Real:
    """Capital expenditure of several years together, not discounted.

    >>> total_capex_usd(72e9, 137.5e9)
    209500000000.0
    """
    return sum(capex_usd)
