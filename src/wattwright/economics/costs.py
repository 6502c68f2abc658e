"""Capital and electricity cost of a campus."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "annual_electricity_cost_usd",
    "capital_cost_by_constant_usd",
    "capital_cost_usd",
    "capital_cost_usd_per_w",
    "construction_cost_usd",
    "it_equipment_cost_usd",
    "land_cost_usd",
]


@equation(symbol=r"K_\mathrm{IT}", latex=r"\frac{N\,p_a\,k_s}{1 - s_\mathrm{net}}", source="cottier-2024")
def it_equipment_cost_usd(
    accelerator_count: Real, accelerator_price_usd: Real, server_cost_factor: Real, network_cost_share: Real
) -> Real:
    """Servers with accelerators, plus the cluster network as a share of the whole."""
    return accelerator_count * accelerator_price_usd * server_cost_factor / (1 - network_cost_share)


@equation(symbol=r"K_b", latex=r"P_\mathrm{IT}\,k_b", source="cushman-wakefield-2025")
def construction_cost_usd(it_power_w: Real, construction_cost_usd_per_w: Real) -> Real:
    """Shell, electrical and mechanical plant of the halls, without land, generation and IT."""
    return it_power_w * construction_cost_usd_per_w


@equation(symbol=r"K_l", latex=r"A\,p_l", source="cushman-wakefield-2025")
def land_cost_usd(area_m2: Real, land_price_usd_per_m2: Real) -> Real:
    """Price of the site."""
    return area_m2 * land_price_usd_per_m2


@equation(symbol=r"K", latex=r"K_\mathrm{IT} + K_b + K_l", source="own-derivation")
def capital_cost_usd(it_equipment_cost_usd: Real, construction_cost_usd: Real, land_cost_usd: Real) -> Real:
    """Capital cost of a campus bottom-up: IT equipment, construction, land; on-site generation left out."""
    return it_equipment_cost_usd + construction_cost_usd + land_cost_usd


@equation(symbol=r"K_E", latex=r"P_\mathrm{IT}\,k_E", source="epoch-data-centers", gives="capital_cost_usd")
def capital_cost_by_constant_usd(it_power_w: Real, capital_cost_usd_per_w: Real) -> Real:
    """Capital cost by one constant per IT watt, as Epoch AI's site table uses it for every chip."""
    return it_power_w * capital_cost_usd_per_w


@equation(symbol=r"k", latex=r"\frac{K}{P_\mathrm{IT}}", source="own-derivation")
def capital_cost_usd_per_w(capital_cost_usd: Real, it_power_w: Real) -> Real:
    """Capital cost per watt of IT power."""
    return capital_cost_usd / it_power_w


@equation(symbol=r"C_e", latex=r"E\,p_e", source="own-derivation")
def annual_electricity_cost_usd(annual_energy_mwh: Real, electricity_price_usd_per_mwh: Real) -> Real:
    """Electricity bill of a year at one mean price."""
    return annual_energy_mwh * electricity_price_usd_per_mwh
