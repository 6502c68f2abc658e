"""What a campus's energy and land compare with: households, areas, water, emissions."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "annual_emissions_kg",
    "annual_water_l",
    "area_ratio",
    "household_annual_energy_mwh",
    "household_equivalents",
]


@equation(symbol=r"n_h", latex=r"\frac{E}{e_h}", source="eia-faq-97")
def household_equivalents(annual_energy_mwh: Real, household_energy_mwh: Real) -> Real:
    """Households whose electricity equals the energy; a comparison, a consumer supplies nobody.

    >>> round(household_equivalents(43.8e6, 10.715) / 1e6, 2)
    4.09
    """
    return annual_energy_mwh / household_energy_mwh


@equation(symbol=r"E_h", latex=r"n_h\,e_h", source="eia-faq-97", gives="annual_energy_mwh")
def household_annual_energy_mwh(household_equivalents: Real, household_energy_mwh: Real) -> Real:
    """Annual energy that a stated number of households stands for."""
    return household_equivalents * household_energy_mwh


@equation(symbol=r"r_A", latex=r"\frac{A}{A_0}", source="own-derivation")
def area_ratio(area_m2: Real, reference_area_m2: Real) -> Real:
    """Area as a multiple of a reference area.

    >>> round(area_ratio(9.1e6, 59.1e6), 3)
    0.154
    """
    return area_m2 / reference_area_m2


@equation(symbol=r"W", latex=r"\frac{E}{\mathrm{\rho}}\,10^3\,\mathrm{WUE}", source="own-derivation")
def annual_water_l(annual_energy_mwh: Real, facility_to_it_ratio: Real, wue_l_per_kwh: Real) -> Real:
    """On-site water of a year: IT energy × water usage effectiveness."""
    return annual_energy_mwh / facility_to_it_ratio * 1e3 * wue_l_per_kwh


@equation(symbol=r"M", latex=r"E\,\varepsilon", source="epa-egrid-2022")
def annual_emissions_kg(annual_energy_mwh: Real, emission_factor_kg_per_mwh: Real) -> Real:
    """Location-based emissions of a year: energy × emission factor of the grid region."""
    return annual_energy_mwh * emission_factor_kg_per_mwh
