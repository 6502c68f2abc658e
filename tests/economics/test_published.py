"""Costs and finance against published values."""

from __future__ import annotations

import pytest

from wattwright.economics import costs, finance


@pytest.mark.parametrize(
    ("capital", "interest", "life", "published"),
    [(40_000.0, 0.08, 6.0, 1.18), (40_000.0, 0.12, 4.0, 1.67)],
)
def test_the_hourly_cost_of_an_h100_agrees_with_the_closed_form_of_the_literature(
    capital: float, interest: float, life: float, published: float
) -> None:
    charge = costs.annual_capital_usd(capital, interest, life)
    hourly = costs.accelerator_cost_usd_per_h(charge, 1700.0, 0.8, 75.0, 0.95)
    assert hourly == pytest.approx(published, rel=0.15)


def test_own_hours_bracket_what_analysts_count_for_an_h100() -> None:
    hourly = []
    for price, interest, life, used in ((20_000.0, 0.08, 6.0, 0.97), (27_000.0, 0.12, 4.0, 0.85)):
        capital = costs.accelerator_capital_usd(price, 1.64, 0.19)
        charge = costs.annual_capital_usd(capital, interest, life)
        hourly.append(costs.accelerator_cost_usd_per_h(charge, 1700.0, 0.8, 75.0, used))
    assert hourly[0] < 1.30 < 1.69 < hourly[1]


def test_epochs_constant_gives_the_cost_that_epoch_lists() -> None:
    assert costs.capital_cost_by_constant_usd(496e6, 37.882) == pytest.approx(18_789_472_000, rel=1e-6)


def test_half_a_gigawatt_of_gb200_costs_what_is_said_of_a_gigawatt_campus() -> None:
    equipment = costs.it_equipment_cost_usd(374_600.0, 37_500.0, 1.64, 0.19)
    whole = costs.capital_cost_usd(equipment, costs.construction_cost_usd(769.2e6, 11.7), 0.2e9)
    assert whole == pytest.approx(37.6e9, rel=0.01)


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
