"""Cost of a training run: by Epoch AI's three published methods, and in full."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation
from wattwright.units import DAYS_PER_YEAR

__all__ = [
    "acquisition_cost_usd",
    "amortised_hardware_usd",
    "amortised_training_cost_usd",
    "cloud_training_cost_usd",
    "development_cost_usd",
    "full_training_cost_usd",
    "hardware_value_usd",
    "priced_usd",
    "rented_training_cost_usd",
    "research_staff_usd",
    "run_electricity_usd",
    "server_electricity_usd",
    "server_price_usd",
    "training_cost_usd",
]

_HOURS = 24 * DAYS_PER_YEAR
_LN_10 = float(np.log(10.0))


@equation(symbol=r"p_s", latex=r"p_a\,k_s", source="cottier-2024")
def server_price_usd(accelerator_price_usd: Real, server_cost_factor: Real) -> Real:
    """Price of an accelerator with its part of the server.

    >>> round(server_price_usd(5167.0, 1.64))
    8474
    """
    return accelerator_price_usd * server_cost_factor


@equation(symbol=r"V", latex=r"p_s\,10^{-k\,t}", source="cottier-2024")
def hardware_value_usd(server_price_usd: Real, price_decay_per_year: Real, owned_years: Real) -> Real:
    """Value of an accelerator in its server so many years after it could first be had.

    >>> round(hardware_value_usd(44_490.0, 0.14, 509 / 365.25))
    28390
    """
    return server_price_usd * 10 ** -(price_decay_per_year * owned_years)


@equation(
    symbol=r"K_h",
    latex=r"\frac{H\,V\,k\,\ln 10}{8766\,(1 - s_\mathrm{net})}",
    source="cottier-2024",
)
def amortised_hardware_usd(
    training_accelerator_hours: Real,
    hardware_value_usd: Real,
    price_decay_per_year: Real,
    network_cost_share: Real,
) -> Real:
    """What servers and cluster network lose in value in so many accelerator-hours, at the rate of the start.

    >>> round(amortised_hardware_usd(13_516_800.0, 31_506.0, 0.14, 0.19) / 1e6, 2)
    19.33
    """
    loss_per_h = price_decay_per_year * _LN_10 / _HOURS
    return training_accelerator_hours * hardware_value_usd * loss_per_h / (1 - network_cost_share)


@equation(symbol=r"K_e", latex=r"10^{-6}\,H\,P_c\,k_p\,f\,\mathrm{PUE}\,p_e", source="cottier-2024")
def run_electricity_usd(
    training_accelerator_hours: Real,
    chip_tdp_w: Real,
    server_power_factor: Real,
    mean_draw_share: Real,
    annual_pue: Real,
    electricity_price_usd_per_mwh: Real,
) -> Real:
    """Electricity of a run from the rated power of its chips.

    >>> round(run_electricity_usd(13_516_800.0, 700.0, 1.8214, 0.75, 1.25, 77.1) / 1e6, 2)
    1.25
    """
    server_w = chip_tdp_w * server_power_factor * mean_draw_share * annual_pue
    return training_accelerator_hours * server_w * 1e-6 * electricity_price_usd_per_mwh


@equation(
    symbol=r"K_e",
    latex=r"10^{-6}\,H\,P_s\,f\,\mathrm{PUE}\,p_e",
    source="cottier-2024",
    gives="run_electricity_usd",
)
def server_electricity_usd(
    training_accelerator_hours: Real,
    accelerator_server_power_w: Real,
    mean_draw_share: Real,
    annual_pue: Real,
    electricity_price_usd_per_mwh: Real,
) -> Real:
    """The same from the power of a server over its accelerators.

    >>> round(server_electricity_usd(13_516_800.0, 1275.0, 0.75, 1.25, 77.1) / 1e6, 2)
    1.25
    """
    server_w = accelerator_server_power_w * mean_draw_share * annual_pue
    return training_accelerator_hours * server_w * 1e-6 * electricity_price_usd_per_mwh


@equation(symbol=r"K_T", latex=r"K_h + K_e", source="cottier-2024")
def amortised_training_cost_usd(amortised_hardware_usd: Real, run_electricity_usd: Real) -> Real:
    """Epoch AI's amortised cost of a run: loss of value of the hardware, and electricity.

    Building, power plant, financing, staff at the site, idle time and failed nodes are left out.

    >>> round(amortised_training_cost_usd(19.33e6, 1.25e6) / 1e6, 2)
    20.58
    """
    return amortised_hardware_usd + run_electricity_usd


@equation(symbol=r"K_T", latex=r"H\,c_r", source="cottier-2024", gives="training_cost_usd")
def rented_training_cost_usd(training_accelerator_hours: Real, rental_usd_per_h: Real) -> Real:
    """Cost of a training run on rented accelerators.

    >>> rented_training_cost_usd(1e6, 2.0)
    2000000.0
    """
    return training_accelerator_hours * rental_usd_per_h


@equation(symbol=r"K_C", latex=r"H\,c_r", source="cottier-2024")
def cloud_training_cost_usd(training_accelerator_hours: Real, rental_usd_per_h: Real) -> Real:
    """Epoch AI's cloud cost of a run: its chip-hours at the rent with a commitment of three years.

    >>> round(cloud_training_cost_usd(13_516_800.0, 4.86) / 1e6, 1)
    65.7
    """
    return training_accelerator_hours * rental_usd_per_h


@equation(symbol=r"K_A", latex=r"\frac{N\,p_s}{1 - s_\mathrm{net}}", source="cottier-2024")
def acquisition_cost_usd(accelerator_count: Real, server_price_usd: Real, network_cost_share: Real) -> Real:
    """Price of buying the whole cluster of a run, network included, electricity not.

    >>> round(acquisition_cost_usd(6144.0, 44_490.0, 0.19) / 1e6, 1)
    337.5
    """
    return accelerator_count * server_price_usd / (1 - network_cost_share)


@equation(symbol=r"K'", latex=r"K\,\iota", source="own-derivation")
def priced_usd(nominal_usd: Real, price_level_ratio: Real) -> Real:
    """An amount in the prices of another time, with an index of that time over the index of its own.

    >>> round(priced_usd(2_088_539.0, 119.349 / 113.4))
    2198104
    """
    return nominal_usd * price_level_ratio


@equation(symbol=r"K_T", latex=r"H\,c", source="cottier-2024")
def training_cost_usd(training_accelerator_hours: Real, accelerator_cost_usd_per_h: Real) -> Real:
    """Cost of the accelerator-hours of a run in an own campus: equipment, halls, upkeep, electricity.

    Hours count failures and restarts, the hourly cost counts idle hours.

    >>> training_cost_usd(1e6, 1.5)
    1500000.0
    """
    return training_accelerator_hours * accelerator_cost_usd_per_h


@equation(symbol=r"K_p", latex=r"n_c\,f_c\,w_c", source="cottier-2024")
def research_staff_usd(contributors: Real, contributor_share: Real, contributor_pay_usd: Real) -> Real:
    """Pay of the people who develop a model, equity included, for the part of a year that they give it.

    >>> research_staff_usd(284.0, 0.2, 330_000.0)
    18744000.0
    """
    return contributors * contributor_share * contributor_pay_usd


@equation(symbol=r"K_F", latex=r"K_T + K_p", source="own-derivation")
def full_training_cost_usd(training_cost_usd: Real, research_staff_usd: Real) -> Real:
    """A training run with the people behind it; data and experiments before it are left out.

    >>> full_training_cost_usd(100e6, 20e6)
    120000000.0
    """
    return training_cost_usd + research_staff_usd


@equation(symbol=r"K_D", latex=r"K_T\,k_D + K_p", source="cottier-2024")
def development_cost_usd(training_cost_usd: Real, development_factor: Real, research_staff_usd: Real) -> Real:
    """The same with the experiments and failed runs before it: computing of all development over the last
    run.

    >>> development_cost_usd(100e6, 2.0, 20e6)
    220000000.0
    """
    return training_cost_usd * development_factor + research_staff_usd
