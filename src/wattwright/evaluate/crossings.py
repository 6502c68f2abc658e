"""Equations that belong to no science: a unit crossing from one to the next, and sums over campuses or years.

Sums take any number of figures of one kind; who calls them sees to it that the figures count the same thing.
"""

from __future__ import annotations

from wattwright.equations import Real, equation
from wattwright.units import watts_from_megawatts

__all__ = [
    "it_power_in_watts",
    "total_accelerator_count",
    "total_annual_energy_mwh",
    "total_capex_usd",
    "total_capital_cost_usd",
    "total_facility_power_mw",
    "total_useful_flop_per_s",
]


@equation(symbol=r"P_\mathrm{IT}", latex=r"10^6\,P_\mathrm{IT}", source="own-derivation", gives="it_power_w")
def it_power_in_watts(it_power_mw: Real) -> Real:
    """IT power in W, as performance and economics take it, from MW, as energy gives it."""
    return watts_from_megawatts(it_power_mw)


@equation(symbol=r"\sum P", latex=r"\sum_i P_i", source="own-derivation", gives="facility_power_mw")
def total_facility_power_mw(*facility_power_mw: Real) -> Real:
    """Facility power of several campuses together; all must be announced, or all running, on one day."""
    return sum(facility_power_mw)


@equation(symbol=r"\sum N", latex=r"\sum_i N_i", source="own-derivation", gives="accelerator_count")
def total_accelerator_count(*accelerator_count: Real) -> Real:
    """Accelerators of several campuses together."""
    return sum(accelerator_count)


@equation(symbol=r"\sum F_u", latex=r"\sum_i F_{u,i}", source="own-derivation", gives="useful_flop_per_s")
def total_useful_flop_per_s(*useful_flop_per_s: Real) -> Real:
    """Useful rate of several campuses together, as if work were split among them without loss."""
    return sum(useful_flop_per_s)


@equation(symbol=r"\sum E", latex=r"\sum_i E_i", source="own-derivation", gives="annual_energy_mwh")
def total_annual_energy_mwh(*annual_energy_mwh: Real) -> Real:
    """Electricity of several campuses together."""
    return sum(annual_energy_mwh)


@equation(symbol=r"\sum K", latex=r"\sum_i K_i", source="own-derivation", gives="capital_cost_usd")
def total_capital_cost_usd(*capital_cost_usd: Real) -> Real:
    """Capital cost of several campuses together."""
    return sum(capital_cost_usd)


@equation(symbol=r"\sum I", latex=r"\sum_t I_t", source="own-derivation", gives="capex_usd")
def total_capex_usd(*capex_usd: Real) -> Real:
    """Capital expenditure of several years together, not discounted."""
    return sum(capex_usd)
