"""Packages for people: cost by year, who stays, what staying is worth, and takeovers for their staff."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

__all__ = [
    "annual_pay_usd",
    "break_even_package_usd",
    "expected_stay_years",
    "leaving_hazard_per_year",
    "needed_gain_ratio",
    "outside_pay_usd",
    "pay_in_accelerators",
    "pay_present_usd",
    "pay_to_capex_ratio",
    "person_gain_usd",
    "research_gain_usd",
    "rival_loss_usd",
    "staff_worth_usd",
    "stay_share",
    "unvested_ratio",
    "unvested_usd",
    "yearly_staff_usd",
]


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


@equation(symbol=r"U_t", latex=r"B\,\max\left(1 - \frac{t}{n}, 0\right)", source="own-derivation")
def unvested_usd(package_usd: Real, package_years: Real, elapsed_years: Real) -> Real:
    """What a person leaves behind on going after `elapsed_years`, when the package vests evenly.

    >>> float(unvested_usd(200e6, 4.0, 1.0))
    150000000.0
    """
    return package_usd * np.maximum(1 - elapsed_years / package_years, 0.0)


@equation(symbol=r"w_o", latex=r"w\,k_o", source="own-derivation")
def outside_pay_usd(annual_pay_usd: Real, outside_pay_ratio: Real) -> Real:
    """What others would pay the same person a year.

    >>> outside_pay_usd(50e6, 0.8)
    40000000.0
    """
    return annual_pay_usd * outside_pay_ratio


@equation(symbol=r"q_t", latex=r"\frac{U_t}{w_o}", source="own-derivation")
def unvested_ratio(unvested_usd: Real, outside_pay_usd: Real) -> Real:
    """Years of an outside offer that the unvested pay is worth.

    >>> unvested_ratio(150e6, 50e6)
    3.0
    """
    return unvested_usd / outside_pay_usd


@equation(symbol=r"h_t", latex=r"h_0\,e^{-\beta\,q_t}", source="own-derivation")
def leaving_hazard_per_year(
    free_hazard_per_year: Real, bond_strength_ratio: Real, unvested_ratio: Real
) -> Real:
    """Rate of leaving: that of someone whom nothing holds, less for pay that would be lost.

    >>> float(round(leaving_hazard_per_year(0.2, 1.0, 1.0), 4))
    0.0736
    """
    return free_hazard_per_year * np.exp(-bond_strength_ratio * unvested_ratio)


@equation(symbol=r"S_t", latex=r"e^{-\sum_{i<t} h_i}", source="own-derivation")
def stay_share(*leaving_hazard_per_year: Real) -> Real:
    """Share of people still there after as many years as rates of leaving are given.

    >>> float(round(stay_share(0.1, 0.05), 3))
    0.861
    """
    return np.exp(-sum(leaving_hazard_per_year))


@equation(symbol=r"T_s", latex=r"\sum_t \frac{S_t + S_{t+1}}{2}", source="own-derivation")
def expected_stay_years(*stay_share: Real) -> Real:
    """Years that a person stays on average, from the shares at the end of every year of the horizon.

    >>> round(expected_stay_years(0.8, 0.6), 9)
    1.6
    """
    return sum(stay_share) + (1.0 - stay_share[-1]) / 2


@equation(symbol=r"W_B", latex=r"w\,T_s\,(1+r)^{-n/2}", source="own-derivation")
def pay_present_usd(
    annual_pay_usd: Real, expected_stay_years: Real, discount_ratio: Real, package_years: Real
) -> Real:
    """Present value of what is paid out while the person stays; what is not vested is not paid.

    >>> round(pay_present_usd(50e6, 3.0, 0.10, 4.0) / 1e6)
    124
    """
    return (
        annual_pay_usd
        * np.minimum(expected_stay_years, package_years)
        * (1 + discount_ratio) ** (-package_years / 2)
    )


@equation(symbol=r"v_p", latex=r"v_g\,\frac{\gamma_p}{\gamma}", source="own-derivation")
def person_gain_usd(research_gain_usd: Real, person_gain_ratio: Real, efficiency_gain_ratio: Real) -> Real:
    """Yearly value of a person who makes training cheaper by `person_gain_ratio`.

    >>> person_gain_usd(105e6, 0.005, 0.01)
    52500000.0
    """
    return research_gain_usd * person_gain_ratio / efficiency_gain_ratio


@equation(symbol=r"B^\ast", latex=r"v_p\,T_s", source="own-derivation")
def break_even_package_usd(person_gain_usd: Real, expected_stay_years: Real) -> Real:
    """Package that a person is worth: yearly value times the years that they stay.

    >>> break_even_package_usd(52.5e6, 3.0)
    157500000.0
    """
    return person_gain_usd * expected_stay_years


@equation(symbol=r"v_r", latex=r"v_p\,(1 + s_c)", source="azoulay-2010")
def rival_loss_usd(person_gain_usd: Real, colleague_loss_share: Real) -> Real:
    """Yearly loss of the laboratory that a person leaves: their own work, and less of their co-authors'.

    >>> round(rival_loss_usd(52.5e6, 0.065) / 1e6, 1)
    55.9
    """
    return person_gain_usd * (1 + colleague_loss_share)


@equation(symbol=r"\gamma^\ast", latex=r"\frac{p\,\gamma}{v_g\,T_s}", source="own-derivation")
def needed_gain_ratio(
    deal_price_usd: Real, research_gain_usd: Real, efficiency_gain_ratio: Real, expected_stay_years: Real
) -> Real:
    """Part of research and training computing that a takeover must save, while its people stay, to pay.

    >>> round(needed_gain_ratio(14.3e9, 108e6, 0.01, 2.4), 2)
    0.55
    """
    return deal_price_usd * efficiency_gain_ratio / (research_gain_usd * expected_stay_years)


@equation(symbol=r"v_s", latex=r"n\,w_m", source="own-derivation")
def yearly_staff_usd(head_count: Real, market_pay_usd: Real) -> Real:
    """What hiring the same people on the market would cost a year.

    >>> yearly_staff_usd(35.0, 1.5e6)
    52500000.0
    """
    return head_count * market_pay_usd


@equation(symbol=r"V_s", latex=r"v_s\,T_s", source="own-derivation")
def staff_worth_usd(yearly_staff_usd: Real, expected_stay_years: Real) -> Real:
    """The same for as long as they stay.

    >>> staff_worth_usd(52.5e6, 3.0)
    157500000.0
    """
    return yearly_staff_usd * expected_stay_years
