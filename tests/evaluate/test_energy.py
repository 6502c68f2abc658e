"""What the hours of a year add to a plan: annual PUE, price of the cheapest supply, cover by named plants."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from wattwright.evaluate import evaluate
from wattwright.plan import load, parse_plan
from wattwright.results import Figure, Results

TODAY = date(2026, 11, 25)


@cache
def results() -> Results:
    return evaluate(load("meta-2025"), at=TODAY)


def figures(name: str, subject: str) -> list[Figure]:
    return [one for one in results().figures if one.name == name and one.subject.startswith(subject)]


def test_the_annual_pue_follows_the_weather_of_the_nearest_place() -> None:
    (cold,), (warm,) = figures("annual_pue", "Prometheus"), figures("annual_pue", "Hyperion")
    assert 1.05 < cold.value < warm.value < 1.15
    assert "Columbus OH" in cold.note and "Monroe LA" in warm.note


def test_three_combined_cycles_cover_part_of_hyperion_and_ten_cover_all() -> None:
    shares = sorted(one.value for one in figures("covered_energy_share", "Hyperion"))
    assert shares[0] == pytest.approx(0.60, abs=0.05) and shares[-1] == pytest.approx(1.0)
    emitted = figures("plant_emissions_kg", "Hyperion")
    assert all(one.low < one.value < one.high for one in emitted)


def test_the_cheapest_supply_lies_near_the_grid_or_below_it() -> None:
    for site in ("Prometheus", "Hyperion"):
        (price,) = figures("supply_usd_per_mwh", site)
        (bill,) = [
            one
            for one in figures("annual_electricity_cost_usd", site)
            if one.subject == site and one.when == price.when
        ]
        grid = bill.value / bill.inputs[0].value
        assert price.low < price.value <= price.high * (1 + 1e-9)
        assert price.value < 1.05 * grid


def test_a_campus_that_nobody_knows_takes_the_assumption() -> None:
    campuses = "campuses: [{name: Atlantis, phases: [{power: 1 GW}]}]"
    text = f"wattwright: 1\ntitle: unknown\nas_of: 2026-11-25\n{campuses}"
    plan = parse_plan(text, "atlantis.yaml")
    found = evaluate(plan, at=TODAY).figures
    (pue,) = {one.value for one in found if one.name == "annual_pue"}
    assert pue == pytest.approx(1.10)
    assert not [one for one in found if one.name == "supply_usd_per_mwh"]
