"""What a campus costs to build and to run, bottom-up, beside Epoch AI's constants."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "accelerators_cost_usd",
    "affordable_power_w",
    "annual_depreciation_usd",
    "annual_electricity_cost_usd",
    "annual_maintenance_usd",
    "annual_operating_by_constant_usd",
    "annual_operating_usd",
    "annual_staff_usd",
    "annual_tax_and_insurance_usd",
    "capital_cost_by_constant_usd",
    "capital_cost_usd",
    "capital_cost_usd_per_w",
    "construction_cost_usd",
    "construction_interest_usd",
    "electrical_cost_usd",
    "generation_accelerators_cost_usd",
    "generation_cost_usd",
    "it_equipment_cost_usd",
    "land_cost_usd",
    "mechanical_cost_usd",
    "network_equipment_cost_usd",
    "paid_price_usd",
    "residual_share",
    "residual_value_usd",
    "server_parts_cost_usd",
    "shell_cost_usd",
    "storage_cost_usd",
]


@equation(symbol=r"p_a", latex=r"p\,\delta_p", source="own-derivation", gives="accelerator_price_usd")
def paid_price_usd(accelerator_price_usd: Real, paid_price_ratio: Real) -> Real:
    """What a buyer pays for an accelerator, from its street price: large orders pay less.

    >>> round(paid_price_usd(37_500.0, 0.85))
    31875
    """
    return accelerator_price_usd * paid_price_ratio


@equation(symbol=r"K_a", latex=r"N\,p_a", source="own-derivation")
def accelerators_cost_usd(accelerator_count: Real, accelerator_price_usd: Real) -> Real:
    """Accelerators alone, without the servers around them.

    >>> accelerators_cost_usd(100_000, 35_000.0)
    3500000000.0
    """
    return accelerator_count * accelerator_price_usd


@equation(symbol=r"K_{a,j}", latex=r"N\,s_j\,p_a", source="own-derivation", gives="accelerators_cost_usd")
def generation_accelerators_cost_usd(
    accelerator_count: Real, mix_share: Real, accelerator_price_usd: Real
) -> Real:
    """Price of the accelerators of one kind in a campus that holds several.

    >>> generation_accelerators_cost_usd(100_000.0, 0.25, 20_000.0)
    500000000.0
    """
    return accelerator_count * mix_share * accelerator_price_usd


@equation(symbol=r"K_s", latex=r"K_a\,(k_s - 1)", source="cottier-2024")
def server_parts_cost_usd(accelerators_cost_usd: Real, server_cost_factor: Real) -> Real:
    """Processors, memory, links within the server, frame, cooling plates and the maker's margin.

    >>> round(server_parts_cost_usd(3.5e9, 1.64) / 1e9, 2)
    2.24
    """
    return accelerators_cost_usd * (server_cost_factor - 1)


@equation(
    symbol=r"K_n", latex=r"(K_a + K_s)\,\frac{s_\mathrm{net}}{1 - s_\mathrm{net}}", source="cottier-2024"
)
def network_equipment_cost_usd(
    accelerators_cost_usd: Real, server_parts_cost_usd: Real, network_cost_share: Real
) -> Real:
    """Switches, cables and optics between servers, as a share of the cluster with them.

    >>> round(network_equipment_cost_usd(3.5e9, 2.24e9, 0.19) / 1e9, 2)
    1.35
    """
    return (accelerators_cost_usd + server_parts_cost_usd) * network_cost_share / (1 - network_cost_share)


@equation(symbol=r"K_d", latex=r"(K_a + K_s)\,s_d", source="own-judgement")
def storage_cost_usd(
    accelerators_cost_usd: Real, server_parts_cost_usd: Real, storage_cost_share: Real
) -> Real:
    """Storage for data and checkpoints, over the servers' cost.

    >>> storage_cost_usd(3.5e9, 2.24e9, 0.03)
    172200000.0
    """
    return (accelerators_cost_usd + server_parts_cost_usd) * storage_cost_share


@equation(symbol=r"K_\mathrm{IT}", latex=r"K_a + K_s + K_n + K_d", source="own-derivation")
def it_equipment_cost_usd(
    accelerators_cost_usd: Real,
    server_parts_cost_usd: Real,
    network_equipment_cost_usd: Real,
    storage_cost_usd: Real,
) -> Real:
    """Servers with accelerators, cluster network, storage.

    >>> it_equipment_cost_usd(3.5e9, 2.24e9, 1.35e9, 0.17e9)
    7260000000.0
    """
    return accelerators_cost_usd + server_parts_cost_usd + network_equipment_cost_usd + storage_cost_usd


@equation(symbol=r"K_b", latex=r"P_\mathrm{IT}\,k_b", source="cushman-wakefield-2025")
def construction_cost_usd(it_power_w: Real, construction_cost_usd_per_w: Real) -> Real:
    """Shell, electrical and mechanical plant of the halls, without land, generation and IT.

    >>> construction_cost_usd(1e9, 11.7)
    11700000000.0
    """
    return it_power_w * construction_cost_usd_per_w


@equation(symbol=r"K_{b,e}", latex=r"K_b\,s_e", source="cortex-construct-2026")
def electrical_cost_usd(construction_cost_usd: Real, electrical_cost_share: Real) -> Real:
    """Transformers, switchgear, uninterruptible supply and generators of the halls.

    >>> electrical_cost_usd(10e9, 0.45)
    4500000000.0
    """
    return construction_cost_usd * electrical_cost_share


@equation(symbol=r"K_{b,m}", latex=r"K_b\,s_m", source="cortex-construct-2026")
def mechanical_cost_usd(construction_cost_usd: Real, mechanical_cost_share: Real) -> Real:
    """Cooling of the halls: chillers, dry coolers, pumps, pipes, controls.

    >>> mechanical_cost_usd(10e9, 0.2)
    2000000000.0
    """
    return construction_cost_usd * mechanical_cost_share


@equation(symbol=r"K_{b,s}", latex=r"K_b\,(1 - s_e - s_m)", source="own-derivation")
def shell_cost_usd(
    construction_cost_usd: Real, electrical_cost_share: Real, mechanical_cost_share: Real
) -> Real:
    """Ground works, frame and envelope, fire protection, design and supervision: what is left of the halls.

    >>> round(shell_cost_usd(10e9, 0.45, 0.2) / 1e9, 6)
    3.5
    """
    return construction_cost_usd * (1 - electrical_cost_share - mechanical_cost_share)


@equation(symbol=r"K_l", latex=r"A\,p_l", source="cushman-wakefield-2025")
def land_cost_usd(area_m2: Real, land_price_usd_per_m2: Real) -> Real:
    """Price of the site.

    >>> land_cost_usd(9.1e6, 5.0)
    45500000.0
    """
    return area_m2 * land_price_usd_per_m2


@equation(
    symbol=r"K_i",
    latex=r"K_b\left((1+r)^{t_b/2} - 1\right) + K_\mathrm{IT}\left((1+r)^{t_e} - 1\right)",
    source="own-derivation",
)
def construction_interest_usd(
    construction_cost_usd: Real,
    it_equipment_cost_usd: Real,
    capital_interest_ratio: Real,
    hall_build_years: Real,
    equipment_lead_years: Real,
) -> Real:
    """Cost of the money until the halls work: paid evenly while they are built, and ahead for equipment.

    >>> round(construction_interest_usd(10e9, 20e9, 0.10, 2.0, 0.25) / 1e9, 2)
    1.48
    """
    growth = 1 + capital_interest_ratio
    halls = construction_cost_usd * (growth ** (hall_build_years / 2) - 1)
    return halls + it_equipment_cost_usd * (growth**equipment_lead_years - 1)


@equation(symbol=r"K", latex=r"K_\mathrm{IT} + K_b + K_l + K_i", source="own-derivation")
def capital_cost_usd(
    it_equipment_cost_usd: Real,
    construction_cost_usd: Real,
    land_cost_usd: Real,
    construction_interest_usd: Real,
) -> Real:
    """Capital cost of a campus bottom-up: equipment, halls, land, interest; power plants stand apart.

    >>> capital_cost_usd(30e9, 12e9, 0.1e9, 2e9)
    44100000000.0
    """
    return it_equipment_cost_usd + construction_cost_usd + land_cost_usd + construction_interest_usd


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


@equation(symbol=r"P_I", latex=r"\frac{I}{k}", source="own-derivation")
def affordable_power_w(capex_usd: Real, capital_cost_usd_per_w: Real) -> Real:
    """IT power that a sum buys at what a campus costs per watt.

    >>> round(affordable_power_w(70e9, 38.9) / 1e9, 2)
    1.8
    """
    return capex_usd / capital_cost_usd_per_w


@equation(symbol=r"K_g", latex=r"10^3\,P_\mathrm{gen}\,k_g", source="own-derivation")
def generation_cost_usd(generation_power_mw: Real, build_usd_per_kw: Real) -> Real:
    """Power plants named for a campus; often the utility builds them, so they stand beside the campus.

    >>> generation_cost_usd(2260.0, 2400.0)
    5424000000.0
    """
    return generation_power_mw * 1e3 * build_usd_per_kw


@equation(symbol=r"C_e", latex=r"E\,p_e", source="own-derivation")
def annual_electricity_cost_usd(annual_energy_mwh: Real, electricity_price_usd_per_mwh: Real) -> Real:
    """Electricity bill of a year at one mean price.

    >>> annual_electricity_cost_usd(1e6, 75.0)
    75000000.0
    """
    return annual_energy_mwh * electricity_price_usd_per_mwh


@equation(symbol=r"C_m", latex=r"K_\mathrm{IT}\,m_\mathrm{IT} + K_b\,m_b", source="own-derivation")
def annual_maintenance_usd(
    it_equipment_cost_usd: Real,
    construction_cost_usd: Real,
    equipment_upkeep_share: Real,
    hall_upkeep_share: Real,
) -> Real:
    """Repairs and support contracts of a year: failed nodes and optics, plant of the halls.

    >>> annual_maintenance_usd(30e9, 10e9, 0.02, 0.02)
    800000000.0
    """
    return it_equipment_cost_usd * equipment_upkeep_share + construction_cost_usd * hall_upkeep_share


@equation(symbol=r"C_p", latex=r"10^{-6}\,P_\mathrm{IT}\,n_p\,w_p", source="own-derivation")
def annual_staff_usd(it_power_w: Real, site_staff_per_mw: Real, site_pay_usd: Real) -> Real:
    """Pay of the people at the site: operators, technicians, guards.

    >>> annual_staff_usd(1e9, 0.3, 120_000.0)
    36000000.0
    """
    return it_power_w * 1e-6 * site_staff_per_mw * site_pay_usd


@equation(symbol=r"C_t", latex=r"K\,s_t", source="own-derivation")
def annual_tax_and_insurance_usd(capital_cost_usd: Real, tax_and_insurance_share: Real) -> Real:
    """Property tax and insurance of a year; most US states exempt the servers from sales tax.

    >>> annual_tax_and_insurance_usd(40e9, 0.005)
    200000000.0
    """
    return capital_cost_usd * tax_and_insurance_share


@equation(symbol=r"C", latex=r"C_e + C_m + C_p + C_t", source="own-derivation")
def annual_operating_usd(
    annual_electricity_cost_usd: Real,
    annual_maintenance_usd: Real,
    annual_staff_usd: Real,
    annual_tax_and_insurance_usd: Real,
) -> Real:
    """Cost of running a campus for a year, without depreciation and interest.

    >>> annual_operating_usd(500e6, 800e6, 36e6, 200e6)
    1536000000.0
    """
    return (
        annual_electricity_cost_usd + annual_maintenance_usd + annual_staff_usd + annual_tax_and_insurance_usd
    )


@equation(
    symbol=r"C_E", latex=r"P_\mathrm{IT}\,c_E", source="epoch-data-centers", gives="annual_operating_usd"
)
def annual_operating_by_constant_usd(it_power_w: Real, operating_usd_per_w: Real) -> Real:
    """Operating cost of a year by one constant per IT watt, as Epoch AI's site table uses it.

    >>> annual_operating_by_constant_usd(1e9, 0.902)
    902000000.0
    """
    return it_power_w * operating_usd_per_w


@equation(symbol=r"D", latex=r"\frac{K_\mathrm{IT}}{n} + \frac{K_b}{n_b}", source="own-derivation")
def annual_depreciation_usd(
    it_equipment_cost_usd: Real,
    construction_cost_usd: Real,
    accelerator_life_years: Real,
    hall_life_years: Real,
) -> Real:
    """Straight-line depreciation of a year over the accounting lives of equipment and halls.

    >>> annual_depreciation_usd(30e9, 10e9, 5.0, 20.0)
    6500000000.0
    """
    return it_equipment_cost_usd / accelerator_life_years + construction_cost_usd / hall_life_years


@equation(symbol=r"\rho", latex=r"10^{-k\,n}", source="cottier-2024")
def residual_share(price_decay_per_year: Real, accelerator_life_years: Real) -> Real:
    """Part of the price that equipment is still worth after its life, as better chips come to market.

    `price_decay_per_year` counts powers of ten of price for the same computing.

    >>> round(residual_share(0.14, 5.0), 2)
    0.2
    """
    return 10 ** -(price_decay_per_year * accelerator_life_years)


@equation(symbol=r"S", latex=r"K_\mathrm{IT}\,\rho", source="own-derivation")
def residual_value_usd(it_equipment_cost_usd: Real, residual_share: Real) -> Real:
    """What the equipment of a campus is worth after its life.

    >>> residual_value_usd(30e9, 0.2)
    6000000000.0
    """
    return it_equipment_cost_usd * residual_share
