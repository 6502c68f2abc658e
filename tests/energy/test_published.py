"""Energy against published values."""

from __future__ import annotations

import pytest

from wattwright.energy import footprint, load


def test_a_gigawatt_is_812_thousand_us_homes_or_2_84_million_german_ones() -> None:
    energy_mwh = load.annual_energy_mwh(1000.0, 1.0)
    assert footprint.household_equivalents(energy_mwh, 10.791) == pytest.approx(811_787, rel=1e-4)
    assert footprint.household_equivalents(energy_mwh, 3.084) == pytest.approx(2_840_467, rel=1e-4)


def test_the_rule_of_thumb_of_750_thousand_homes_is_a_load_of_92_percent() -> None:
    energy_mwh = footprint.household_annual_energy_mwh(750_000.0, 10.791)
    assert energy_mwh / load.annual_energy_mwh(1000.0, 1.0) == pytest.approx(0.924, abs=1e-3)


def test_metas_fleet_used_0_28_litres_a_kilowatt_hour() -> None:
    water_l = footprint.annual_water_l(14.975e6, 1.08, 0.28)
    assert water_l == pytest.approx(3.881e9, rel=2e-3)


def test_prometheus_draws_645_megawatts_for_496_of_it() -> None:
    assert load.facility_power_mw(496.0, 1.3) == pytest.approx(645.0, abs=0.5)


def test_gas_plants_of_hyperion_cover_less_than_half_of_the_full_build() -> None:
    assert load.generation_cover_share(2262.0, 5000.0) == pytest.approx(0.4524)


def test_2250_acres_are_1275_football_pitches() -> None:
    assert footprint.area_ratio(9_105_435.0, 7_140.0) == pytest.approx(1275, abs=1)
