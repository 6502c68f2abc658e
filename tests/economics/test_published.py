"""Costs and finance against published values."""

from __future__ import annotations

import numpy as np
import pytest

from wattwright.economics import costs, finance, hours, market, present, runs


@pytest.mark.parametrize(
    ("interest", "life", "published"), [(0.08, 4.0, 1.536), (0.08, 5.0, 1.325), (0.12, 4.0, 1.666)]
)
def test_the_hourly_cost_of_an_h100_is_that_of_the_closed_form_of_the_literature(
    interest: float, life: float, published: float
) -> None:
    charge = hours.annual_capital_usd(40_000.0, interest, life, 0.1)
    hourly = hours.accelerator_cost_usd_per_h(charge, 0.0, 0.15, 1370.0, 1.0, 80.0, 1.0)
    assert hourly == pytest.approx(published, rel=2e-3)


def test_own_hours_bracket_what_analysts_count_for_an_h100() -> None:
    hourly = []
    for price, interest, life, used in ((20_000.0, 0.08, 6.0, 0.97), (27_000.0, 0.12, 4.0, 0.85)):
        capital = hours.accelerator_capital_usd(price, 1.4, 0.19, 0.03)
        hall = hours.annual_hall_usd(hours.accelerator_hall_usd(1402.5, 11.7), interest, 20.0)
        charge = hours.annual_capital_usd(capital, interest, life, costs.residual_share(0.14, life))
        other = hours.accelerator_other_usd_per_h(capital, 16_400.0, 0.02, 0.02, 0.006)
        hourly.append(hours.accelerator_cost_usd_per_h(charge, hall, other, 1700.0, 0.8, 75.0, used))
    assert hourly[0] < 1.30 < 1.69 < hourly[1]


def test_epochs_constant_gives_the_cost_that_epoch_lists() -> None:
    assert costs.capital_cost_by_constant_usd(496e6, 37.882) == pytest.approx(18_789_472_000, rel=1e-6)


def test_a_gigawatt_of_gb200_costs_what_its_makers_say() -> None:
    """Nvidia names 50 to 60 billion USD a gigawatt, about 35 of them its own."""
    chips = costs.accelerators_cost_usd(487_000.0, 37_500.0)
    rest = costs.server_parts_cost_usd(chips, 1.4)
    network = costs.network_equipment_cost_usd(chips, rest, 0.19)
    equipment = costs.it_equipment_cost_usd(chips, rest, network, costs.storage_cost_usd(chips, rest, 0.03))
    halls = costs.construction_cost_usd(1e9, 11.7)
    interest = costs.construction_interest_usd(halls, equipment, 0.10, 2.2, 0.25)
    assert costs.capital_cost_usd(equipment, halls, 0.2e9, interest) == pytest.approx(47e9, rel=0.05)


def test_a_run_by_epochs_method_costs_what_epoch_publishes() -> None:
    value = runs.hardware_value_usd(44_490.0, 0.14, 391 / 365.25)
    hardware = runs.amortised_hardware_usd(13_516_800.0, value, 0.14, 0.19)
    power = runs.run_electricity_usd(13_516_800.0, 700.0, 10.2 / 8 / 0.7, 0.75, 1.25, 77.1)
    assert runs.amortised_training_cost_usd(hardware, power) == pytest.approx(20_579_720, rel=1e-3)


def test_a_guaranteed_value_is_worth_more_when_values_vary_more() -> None:
    calm, wild = (present.guarantee_worth_usd(80.0, 85.0, spread, 0.0658, 4.0) for spread in (0.1, 0.35))
    assert 0 < float(calm) < float(wild) < 80


def test_nothing_is_sold_below_cost() -> None:
    assert market.exclusive_margin_usd(1e9, 1.0, 2.0, 1.0, 0.5, 0.0) == 0


def test_a_bad_rate_of_return_is_no_number() -> None:
    assert np.isnan(present.internal_rate([1.0, 1.0, 1.0]))


@pytest.mark.parametrize(
    ("capex", "revenue", "cash", "shares"),
    [(39.225e9, 164.501e9, 91.328e9, (0.238, 0.430)), (31.078e9, 60.8e9, 31.862e9, (0.511, 0.975))],
)
def test_metas_capex_grew_from_a_quarter_of_revenue_to_half(
    capex: float, revenue: float, cash: float, shares: tuple[float, float]
) -> None:
    assert finance.capex_to_revenue_ratio(capex, revenue) == pytest.approx(shares[0], abs=1e-3)
    assert finance.capex_to_cash_flow_ratio(capex, cash) == pytest.approx(shares[1], abs=1e-3)


def test_free_cash_flow_of_2024_is_what_meta_reports() -> None:
    assert finance.free_cash_flow_usd(91.328e9, 39.225e9) == pytest.approx(52.103e9)


def test_the_price_of_playai_per_head_is_an_estimate_over_35_people() -> None:
    assert finance.price_per_head_usd(45e6, 35.0) == pytest.approx(1.29e6, rel=5e-3)
