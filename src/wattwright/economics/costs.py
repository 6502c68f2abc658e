"""Capital and electricity cost of a campus."""

from __future__ import annotations

from wattwright.equations import Real, equation
from wattwright.units import HOURS_PER_YEAR

__all__ = [
    "accelerator_capital_usd",
    "accelerator_cost_usd_per_h",
    "annual_capital_usd",
    "annual_electricity_cost_usd",
    "capital_cost_by_constant_usd",
    "capital_cost_usd",
    "capital_cost_usd_per_w",
    "construction_cost_usd",
    "it_equipment_cost_usd",
    "land_cost_usd",
    "rented_training_cost_usd",
    "training_cost_usd",
]


@equation(symbol=r"K_\mathrm{IT}", latex=r"\frac{N\,p_a\,k_s}{1 - s_\mathrm{net}}", source="cottier-2024")
def it_equipment_cost_usd(
    accelerator_count: Real, accelerator_price_usd: Real, server_cost_factor: Real, network_cost_share: Real
) -> Real:
    """Servers with accelerators, plus the cluster network as a share of the whole.

    >>> round(it_equipment_cost_usd(100_000, 35_000.0, 1.64, 0.19) / 1e9, 2)
    7.09
    """
    return accelerator_count * accelerator_price_usd * server_cost_factor / (1 - network_cost_share)


@equation(symbol=r"K_b", latex=r"P_\mathrm{IT}\,k_b", source="cushman-wakefield-2025")
def construction_cost_usd(it_power_w: Real, construction_cost_usd_per_w: Real) -> Real:
    """Shell, electrical and mechanical plant of the halls, without land, generation and IT.

    >>> construction_cost_usd(1e9, 11.7)
    11700000000.0
    """
    return it_power_w * construction_cost_usd_per_w


@equation(symbol=r"K_l", latex=r"A\,p_l", source="cushman-wakefield-2025")
def land_cost_usd(area_m2: Real, land_price_usd_per_m2: Real) -> Real:
    """Price of the site.

    >>> land_cost_usd(9.1e6, 5.0)
    45500000.0
    """
    return area_m2 * land_price_usd_per_m2


@equation(symbol=r"K", latex=r"K_\mathrm{IT} + K_b + K_l", source="own-derivation")
def capital_cost_usd(it_equipment_cost_usd: Real, construction_cost_usd: Real, land_cost_usd: Real) -> Real:
    """Capital cost of a campus bottom-up: IT equipment, construction, land; on-site generation left out.

    >>> capital_cost_usd(30e9, 12e9, 0.1e9)
    42100000000.0
    """
    return it_equipment_cost_usd + construction_cost_usd + land_cost_usd


@equation(symbol=r"K_E", latex=r"P_\mathrm{IT}\,k_E", source="epoch-data-centers", gives="capital_cost_usd")
def capital_cost_by_constant_usd(it_power_w: Real, capital_cost_usd_per_w: Real) -> Real:
    """Capital cost by one constant per IT watt, as Epoch AI's site table uses it for every chip.

    >>> round(capital_cost_by_constant_usd(496e6, 37.882) / 1e9, 2)
    18.79
    """
    return it_power_w * capital_cost_usd_per_w


@equation(symbol=r"k", latex=r"\frac{K}{P_\mathrm{IT}}", source="own-derivation")
def capital_cost_usd_per_w(capital_cost_usd: Real, it_power_w: Real) -> Real:
    """Capital cost per watt of IT power.

    >>> capital_cost_usd_per_w(37.88e9, 1e9)
    37.88
    """
    return capital_cost_usd / it_power_w


@equation(symbol=r"C_e", latex=r"E\,p_e", source="own-derivation")
def annual_electricity_cost_usd(annual_energy_mwh: Real, electricity_price_usd_per_mwh: Real) -> Real:
    """Electricity bill of a year at one mean price.

    >>> annual_electricity_cost_usd(1e6, 75.0)
    75000000.0
    """
    return annual_energy_mwh * electricity_price_usd_per_mwh


@equation(symbol=r"k_a", latex=r"\frac{p_a\,k_s}{1 - s_\mathrm{net}}", source="cottier-2024")
def accelerator_capital_usd(
    accelerator_price_usd: Real, server_cost_factor: Real, network_cost_share: Real
) -> Real:
    """Capital tied up in one accelerator with its part of server and cluster network.

    >>> round(accelerator_capital_usd(23_500.0, 1.64, 0.19))
    47580
    """
    return accelerator_price_usd * server_cost_factor / (1 - network_cost_share)


@equation(symbol=r"a", latex=r"\frac{k_a\,r}{1 - (1+r)^{-n}}", source="own-derivation")
def annual_capital_usd(
    accelerator_capital_usd: Real, capital_interest_ratio: Real, accelerator_life_years: Real
) -> Real:
    """Level charge a year that pays one accelerator off over its life, with nothing left at the end.

    >>> round(annual_capital_usd(47_580.0, 0.10, 5.0))
    12551
    """
    growth = 1 + capital_interest_ratio
    return accelerator_capital_usd * capital_interest_ratio / (1 - growth**-accelerator_life_years)


@equation(
    symbol=r"c",
    latex=r"\frac{1}{u}\left(\frac{a}{8760} + 10^{-6}\,P_f\,\lambda\,p_e\right)",
    source="own-derivation",
)
def accelerator_cost_usd_per_h(
    annual_capital_usd: Real,
    accelerator_facility_power_w: Real,
    load_factor: Real,
    electricity_price_usd_per_mwh: Real,
    sold_share: Real,
) -> Real:
    """Cost of a used accelerator-hour in an own campus; halls, staff and repairs left out (about a fifth).

    >>> round(accelerator_cost_usd_per_h(12_551.0, 1800.0, 0.8, 75.0, 0.9), 2)
    1.71
    """
    energy_usd_per_h = accelerator_facility_power_w * 1e-6 * load_factor * electricity_price_usd_per_mwh
    return (annual_capital_usd / HOURS_PER_YEAR + energy_usd_per_h) / sold_share


@equation(symbol=r"K_T", latex=r"H\,c", source="cottier-2024")
def training_cost_usd(training_accelerator_hours: Real, accelerator_cost_usd_per_h: Real) -> Real:
    """Cost of a training run in an own campus; staff, data and failed attempts left out.

    >>> training_cost_usd(1e6, 1.5)
    1500000.0
    """
    return training_accelerator_hours * accelerator_cost_usd_per_h


@equation(symbol=r"K_T", latex=r"H\,c_r", source="cottier-2024", gives="training_cost_usd")
def rented_training_cost_usd(training_accelerator_hours: Real, rental_usd_per_h: Real) -> Real:
    """Cost of a training run on rented accelerators.

    >>> rented_training_cost_usd(1e6, 2.0)
    2000000.0
    """
    return training_accelerator_hours * rental_usd_per_h
