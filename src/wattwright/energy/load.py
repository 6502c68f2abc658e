"""Power at the plug and energy over a year."""

from __future__ import annotations

from wattwright.equations import Real, equation
from wattwright.units import HOURS_PER_YEAR

__all__ = ["annual_energy_mwh", "facility_power_mw", "generation_cover_share", "it_power_mw", "mean_power_mw"]


@equation(symbol=r"P_\mathrm{fac}", latex=r"P_\mathrm{IT}\,\rho", source="epoch-data-centers")
def facility_power_mw(it_power_mw: Real, facility_to_it_ratio: Real) -> Real:
    """Facility power from IT power by the design ratio at peak (not annual PUE).

    >>> round(facility_power_mw(496.0, 1.3))
    645
    """
    return it_power_mw * facility_to_it_ratio


@equation(symbol=r"P_\mathrm{IT}", latex=r"\frac{P_\mathrm{fac}}{\rho}", source="epoch-data-centers")
def it_power_mw(facility_power_mw: Real, facility_to_it_ratio: Real) -> Real:
    """IT power from facility power by the design ratio at peak.

    >>> round(it_power_mw(645.0, 1.3))
    496
    """
    return facility_power_mw / facility_to_it_ratio


@equation(symbol=r"E", latex=r"P_\mathrm{fac}\,\lambda\cdot 8760", source="own-derivation")
def annual_energy_mwh(facility_power_mw: Real, load_factor: Real) -> Real:
    """Electricity drawn in a common year at a mean load of `load_factor` of the facility power.

    >>> round(annual_energy_mwh(5000.0, 1.0) / 1e6, 1)
    43.8
    """
    return facility_power_mw * load_factor * HOURS_PER_YEAR


@equation(
    symbol=r"\bar P", latex=r"\frac{E}{8760\,\lambda}", source="own-derivation", gives="facility_power_mw"
)
def mean_power_mw(annual_energy_mwh: Real, load_factor: Real) -> Real:
    """Facility power that draws `annual_energy_mwh` in a common year at `load_factor`.

    >>> round(mean_power_mw(43.8e6, 1.0))
    5000
    """
    return annual_energy_mwh / (HOURS_PER_YEAR * load_factor)


@equation(symbol=r"c_g", latex=r"\frac{P_\mathrm{gen}}{P_\mathrm{fac}}", source="own-derivation")
def generation_cover_share(generation_power_mw: Real, facility_power_mw: Real) -> Real:
    """Share of the facility power that nameplate generation covers, reserve and outages left out.

    >>> generation_cover_share(2262.0, 2262.0)
    1.0
    """
    return generation_power_mw / facility_power_mw
