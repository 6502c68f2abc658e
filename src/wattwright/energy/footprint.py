"""What a campus's energy and land compare with: households, areas, water, emissions."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "annual_emissions_kg",
    "annual_water_l",
    "area_by_power_m2",
    "area_ratio",
    "household_annual_energy_mwh",
    "household_equivalents",
    "plant_emissions_kg",
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
    """Annual energy that a stated number of households stands for.

    >>> round(household_annual_energy_mwh(4e6, 10.715) / 1e6, 2)
    42.86
    """
    return household_equivalents * household_energy_mwh


@equation(symbol=r"r_A", latex=r"\frac{A}{A_0}", source="own-derivation")
def area_ratio(area_m2: Real, reference_area_m2: Real) -> Real:
    """Area as a multiple of a reference area.

    >>> round(area_ratio(9.1e6, 59.1e6), 3)
    0.154
    """
    return area_m2 / reference_area_m2


@equation(symbol=r"A", latex=r"P_\mathrm{fac}\,a", source="own-derivation", gives="area_m2")
def area_by_power_m2(facility_power_mw: Real, area_m2_per_mw: Real) -> Real:
    """Land of a site that nobody states, from the land per megawatt of other sites.

    >>> area_by_power_m2(1000.0, 4000.0)
    4000000.0
    """
    return facility_power_mw * area_m2_per_mw


@equation(symbol=r"W", latex=r"\frac{E}{\mathrm{PUE}_a}\,10^3\,\mathrm{WUE}", source="own-derivation")
def annual_water_l(annual_energy_mwh: Real, annual_pue: Real, wue_l_per_kwh: Real) -> Real:
    """On-site water of a year: IT energy × water usage effectiveness; water of power plants left out.

    >>> round(annual_water_l(13e6, 1.1, 0.3) / 1e9, 2)
    3.55
    """
    return annual_energy_mwh / annual_pue * 1e3 * wue_l_per_kwh


@equation(symbol=r"M_g", latex=r"E\,s_g\,h\,\varepsilon_g\,10^3", source="own-derivation")
def plant_emissions_kg(
    annual_energy_mwh: Real,
    covered_energy_share: Real,
    heat_rate_mmbtu_per_mwh: Real,
    gas_t_per_mmbtu: Real,
) -> Real:
    """Carbon dioxide of a year from gas plants that give a part of the energy.

    >>> round(plant_emissions_kg(20e6, 0.9, 6.4, 0.05306) / 1e9, 2)
    6.11
    """
    return annual_energy_mwh * covered_energy_share * heat_rate_mmbtu_per_mwh * gas_t_per_mmbtu * 1e3


@equation(symbol=r"M", latex=r"E\,\varepsilon", source="epa-egrid-2022")
def annual_emissions_kg(annual_energy_mwh: Real, emission_factor_kg_per_mwh: Real) -> Real:
    """Location-based emissions of a year: energy × emission factor of the grid region.

    >>> round(annual_emissions_kg(1e6, 456.27) / 1e9, 3)
    0.456
    """
    return annual_energy_mwh * emission_factor_kg_per_mwh
