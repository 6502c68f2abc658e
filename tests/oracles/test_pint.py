"""Units against pint, which shares no code with us."""

from __future__ import annotations

import pint
import pytest

from wattwright import units
from wattwright.economics import hours
from wattwright.energy import footprint, load
from wattwright.performance import training
from wattwright.plan.amounts import parse_amount

U = pint.UnitRegistry()


def test_conversions_agree_with_pint() -> None:
    assert units.watts_from_megawatts(645.0) == pytest.approx((645 * U.MW).to(U.W).magnitude)
    assert units.megawatts_from_watts(1e9) == pytest.approx((1e9 * U.W).to(U.MW).magnitude)
    assert units.seconds_from_days(48.1) == pytest.approx((48.1 * U.day).to(U.s).magnitude)
    assert units.days_from_seconds(86_400.0) == pytest.approx((86_400 * U.s).to(U.day).magnitude)
    assert pytest.approx((1 * U.year).to(U.day).magnitude, rel=1e-4) == units.DAYS_PER_YEAR


@pytest.mark.parametrize(
    ("text", "kind", "quantity"),
    [
        ("2,250 acres", "area", 2250 * U.acre),
        ("9.1 km2", "area", 9.1 * U.km**2),
        ("4 million sq ft", "area", 4e6 * U.foot**2),
        ("1.5 GW", "power", 1.5 * U.GW),
        ("48 days", "duration", 48 * U.day),
    ],
)
def test_amounts_of_plan_files_agree_with_pint(text: str, kind: str, quantity: pint.Quantity) -> None:
    base = {"area": U.m**2, "power": U.W, "duration": U.s}[kind]
    assert parse_amount(text, kind).value == pytest.approx(quantity.to(base).magnitude, rel=1e-5)


def test_annual_energy_agrees_with_pint() -> None:
    energy = (5 * U.GW * 0.8 * 8760 * U.hour).to(U.MWh)
    assert load.annual_energy_mwh(5000.0, 0.8) == pytest.approx(energy.magnitude)


def test_training_energy_agrees_with_pint() -> None:
    energy = (32_000 * 1700 * U.W * 0.8 * 48.1 * U.day).to(U.Wh)
    duration_s = 48.1 * 86_400
    assert training.training_energy_wh(32_000, 1700.0, 0.8, duration_s) == pytest.approx(energy.magnitude)


def test_training_time_agrees_with_pint() -> None:
    count = U.Quantity(5.184e25, "dimensionless") / (32_000 * 390e12 / U.s)
    assert training.training_duration_s(5.184e25, 32_000 * 390e12) == pytest.approx(count.to(U.s).magnitude)


def test_water_and_emissions_agree_with_pint() -> None:
    water = (1 * U.TWh / 1.3 * 0.28 * U.litre / U.kWh).to(U.litre)
    assert footprint.annual_water_l(1e6, 1.3, 0.28) == pytest.approx(water.magnitude)
    emitted = (1 * U.TWh * 456.27 * U.kg / U.MWh).to(U.kg)
    assert footprint.annual_emissions_kg(1e6, 456.27) == pytest.approx(emitted.magnitude)


def test_the_energy_part_of_an_accelerator_hour_agrees_with_pint() -> None:
    energy = (1800 * U.W * 0.8 * 1 * U.hour).to(U.MWh).magnitude * 75
    assert hours.accelerator_cost_usd_per_h(0.0, 0.0, 0.0, 1800.0, 0.8, 75.0, 1.0) == pytest.approx(energy)
