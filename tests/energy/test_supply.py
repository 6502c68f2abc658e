"""The supply program: agreed optima and their proof, what each rule does, and what bad input is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from wattwright.energy.site import Battery, Flexibility, Grid, Plant, Rules, Site, Stage
from wattwright.energy.supply import Supply, least_cost_supply
from wattwright.errors import DataError
from wattwright.validation.supply import reference_site, supply_rows


@pytest.fixture(scope="module")
def columbus(shared: Path) -> Path:
    return shared / "data" / "weather" / "us_oh_columbus.csv"


@pytest.mark.parametrize("variant", ["base", "island", "co2"])
def test_the_optimum_of_a_year_is_the_agreed_one(variant: str, columbus: Path) -> None:
    (row,) = supply_rows(columbus, (variant,))
    assert row.predicted == pytest.approx(row.measured, rel=1e-5)


def test_the_agreed_optimum_comes_with_its_proof_and_its_capacities(columbus: Path) -> None:
    found = least_cost_supply(reference_site("co2", columbus))
    assert found.gap_share < 1e-6
    built = found.stages[0].capacity_mw
    assert built["cc"] == pytest.approx(202.2, abs=0.1)
    assert built["solar"] == pytest.approx(1617.5, abs=0.5)
    assert built["wind"] == pytest.approx(1349.4, abs=0.5)
    assert built["battery"] == pytest.approx(704.1, abs=0.5)
    assert found.stages[0].battery_mwh == pytest.approx(4134.9, abs=2)


def test_a_neighbour_starts_warm_and_ends_sooner(columbus: Path) -> None:
    site = reference_site("co2", columbus)
    cold = least_cost_supply(site)
    near = replace(site, rules=replace(site.rules, cap_t=site.rules.cap_t * 1.01))  # type: ignore[operator]
    again, warm = least_cost_supply(near), least_cost_supply(near, start=cold.start)
    assert warm.usd == pytest.approx(again.usd, rel=1e-6)
    assert warm.steps < again.steps


HOURS = 48
LOAD = np.full(HOURS, 100.0)
PRICE = np.where(np.arange(HOURS) % 24 < 12, 20.0, 80.0)
GAS = Plant("gas", 1000.0, 50.0, 0.4, np.ones(HOURS), fossil_share=1.0, firm_share=1.0)
SUN = Plant("sun", 500.0, 0.0, 0.0, np.maximum(np.sin((np.arange(HOURS) - 6) * np.pi / 12), 0.0))
STORE = Battery(10.0, 10.0, 0.81)
GRID = Grid(100.0, PRICE, 0.4)
SITE = Site((Stage("all", LOAD, GRID),), (GAS, SUN), STORE, (), Rules(unserved_usd_per_mwh=10_000.0))


def with_grid(grid: Grid, **rules: object) -> Supply:
    site = replace(SITE, stages=(Stage("all", LOAD, grid),), rules=replace(SITE.rules, **rules))
    return least_cost_supply(site)


def test_every_hour_is_balanced_and_what_is_stored_follows() -> None:
    found = least_cost_supply(SITE).stages[0]
    flows = found.dispatch_mw
    fed = flows["grid"] + flows["unserved"] + flows["gas"] + flows["sun"] + flows["discharge"]
    assert fed - flows["charge"] == pytest.approx(LOAD, abs=1e-2)
    moved = flows["stored"] - np.roll(flows["stored"], 1) - 0.9 * flows["charge"] + flows["discharge"] / 0.9
    assert moved == pytest.approx(np.zeros(HOURS), abs=1e-2)
    assert sum(found.usd_per_year.values()) == pytest.approx(least_cost_supply(SITE).usd, rel=1e-4)


def test_a_cheap_battery_moves_cheap_hours_into_dear_ones() -> None:
    flows = with_grid(replace(GRID, limit_mw=300.0)).stages[0].dispatch_mw
    assert flows["charge"][PRICE < 50].sum() > 0 and flows["discharge"][PRICE > 50].sum() > 0


def test_a_demand_charge_lowers_the_highest_hour_of_each_month() -> None:
    free, charged = with_grid(GRID), with_grid(replace(GRID, usd_per_mw_month=500.0))
    assert charged.stages[0].dispatch_mw["grid"].max() < free.stages[0].dispatch_mw["grid"].max()


def test_a_cap_is_kept_and_its_price_is_what_one_more_ton_saves() -> None:
    capped = with_grid(GRID, cap_t=500.0)
    looser = with_grid(GRID, cap_t=501.0)
    assert with_grid(GRID).stages[0].emissions_t > 600.0
    assert capped.stages[0].emissions_t <= 500.0 * (1 + 1e-4)
    assert capped.usd - looser.usd == pytest.approx(capped.shadow_usd[0]["emissions"], rel=0.02)


def test_a_price_of_emissions_that_equals_the_shadow_price_gives_the_same_emissions() -> None:
    capped = with_grid(GRID, cap_t=500.0)
    priced = with_grid(GRID, usd_per_t=capped.shadow_usd[0]["emissions"] * 1.001)
    assert priced.stages[0].emissions_t <= 501.0


def test_carbon_free_energy_in_its_own_hour_is_as_much_as_was_asked_for() -> None:
    assert with_grid(GRID, carbon_free_share=0.7).stages[0].fossil_share <= 0.3 * (1 + 1e-4)


def test_without_the_largest_unit_firm_capacity_still_meets_the_load() -> None:
    units = replace(SITE, plants=(replace(GAS, unit_mw=40.0), SUN), battery=None)
    site = replace(units, rules=replace(SITE.rules, without_largest_unit=True))
    built = least_cost_supply(site).stages[0].capacity_mw["gas"]
    assert built + GRID.limit_mw - 40.0 >= 100.0 * (1 - 1e-4)


def test_whole_units_cost_a_little_more_and_are_whole() -> None:
    dear = np.full(HOURS, 200.0)
    site = replace(SITE, stages=(Stage("all", LOAD, replace(GRID, limit_mw=30.0, usd_per_mwh=dear)),))
    site = replace(site, plants=(replace(GAS, unit_mw=40.0), SUN))
    free = least_cost_supply(site)
    whole = least_cost_supply(replace(site, rules=replace(site.rules, whole_units=True)))
    units = whole.stages[0].capacity_mw["gas"] / 40.0
    assert units == pytest.approx(round(units), abs=1e-2)
    assert whole.usd >= free.usd * (1 - 1e-6) and whole.bound_usd <= whole.usd * (1 + 1e-9)


def test_load_that_may_wait_waits_in_the_dearest_hours_and_not_for_longer_than_allowed() -> None:
    site = replace(SITE, flexible=(Flexibility("capped", 0.2, 60.0, 0.05),), plants=(), battery=None)
    flows = least_cost_supply(site).stages[0].dispatch_mw
    assert flows["capped"].sum() == pytest.approx(0.05 * LOAD.sum(), rel=1e-4)
    assert flows["capped"][PRICE < 50].sum() == pytest.approx(0.0, abs=1e-2)


def test_a_plant_that_comes_later_leaves_load_unserved_until_then_and_stays_once_it_stands() -> None:
    small = replace(GRID, limit_mw=50.0)
    stages = (
        Stage("2026", LOAD, small, frozenset({"gas", "sun", "battery"})),
        Stage("2028", LOAD, small),
        Stage("2030", LOAD * 0.5, small, years=10.0),
    )
    site = replace(SITE, stages=stages, rules=Rules(unserved_usd_per_mwh=1000.0))
    first, second, third = least_cost_supply(site).stages
    assert first.dispatch_mw["unserved"].sum() == pytest.approx(50.0 * HOURS, rel=1e-3)
    assert second.dispatch_mw["unserved"].sum() == 0
    assert third.capacity_mw["gas"] >= second.capacity_mw["gas"] * (1 - 1e-4) - 1e-2


def test_a_contract_is_paid_whether_its_energy_is_taken_or_not() -> None:
    contract = Plant("nuclear", 400.0, 90.0, 0.0, np.ones(HOURS), take_share=0.5, most_mw=60.0)
    site = replace(SITE, plants=(contract,), battery=None)
    found = least_cost_supply(replace(site, stages=(Stage("all", LOAD, replace(GRID, limit_mw=60.0)),)))
    built = found.stages[0].capacity_mw["nuclear"]
    assert built >= 40.0 * (1 - 1e-4)
    assert found.stages[0].dispatch_mw["nuclear"].min() >= 0.5 * 40.0 * (1 - 1e-3)


def test_what_cannot_be_kept_is_named_with_its_least_breach() -> None:
    site = replace(SITE, plants=(), battery=None, rules=Rules(cap_t=100.0))
    (short, *_rest) = least_cost_supply(replace(site, stages=(Stage("all", LOAD, GRID),))).shortfalls
    assert (short.rule, short.unit) == ("emissions", "t")
    assert short.amount == pytest.approx(0.4 * LOAD.sum() - 100.0, rel=1e-3)
    dark = replace(site, rules=Rules(), stages=(Stage("all", LOAD, replace(GRID, limit_mw=70.0)),))
    (unserved,) = least_cost_supply(dark).shortfalls
    assert (unserved.rule, unserved.hours) == ("unserved", HOURS)
    assert unserved.amount == pytest.approx(30.0, rel=1e-3)


def test_a_rule_that_only_costs_much_is_kept() -> None:
    sunny = replace(SITE, battery=Battery(1e6, 1e6, 0.81), rules=Rules(cap_t=0.0))
    found = least_cost_supply(sunny)
    assert not found.shortfalls and found.stages[0].emissions_t == pytest.approx(0.0, abs=1e-2)


def test_negative_prices_are_possible() -> None:
    paid = with_grid(replace(GRID, usd_per_mwh=np.where(PRICE < 50, -30.0, 80.0)))
    assert paid.usd < with_grid(GRID).usd


def test_everything_wrong_is_listed() -> None:
    site = Site(
        (Stage("now", np.append(LOAD, np.nan), Grid(-1.0, PRICE, 0.4), frozenset({"coal"})),),
        (GAS, GAS),
        Battery(1.0, -1.0, 0.0),
        (Flexibility("wait", 2.0, 1.0),),
        Rules(carbon_free_share=1.5),
    )
    with pytest.raises(DataError) as caught:
        least_cost_supply(site)
    told = "\n".join(caught.value.problems)
    for part in (
        "no number",
        "grid limit is -1",
        "coal is blocked",
        "gas stands twice",
        "round trip is 0",
        "1.5",
    ):
        assert part in told
    assert len(caught.value.problems) >= 9


def test_a_campus_in_phoenix_on_sun_and_batteries_has_the_size_of_the_published_one(shared: Path) -> None:
    """A study finds 170 MW of modules and 456 MWh for 18.2 MW of IT served for 99 %, by search."""
    from wattwright.catalog import load
    from wattwright.evaluate.power import Campus, campus_hours
    from wattwright.evaluate.supply import PhaseLoad, Wanted, campus_site, given_values
    from wattwright.evaluate.weather import generation_profiles
    from wattwright.evaluate.weather_files import weather_from_file

    weather = weather_from_file(shared / "data" / "weather" / "us_az_phoenix.csv")
    load_mw = np.array(campus_hours(Campus(18.2, weather, "tower", 1.0)).facility_power_mw)
    profiles = generation_profiles(weather, load(), "Phoenix AZ")
    wanted = Wanted((PhaseLoad("all", 0, load_mw, 0.0),), weather, profiles, ("solar", "battery"))
    site = replace(campus_site(wanted, given_values()), flexible=(Flexibility("short", 1.0, 0.0, 0.01),))
    found = least_cost_supply(site).stages[0]
    assert found.capacity_mw["solar"] * 1.3 == pytest.approx(170.0, rel=0.10)
    assert found.battery_mwh == pytest.approx(456.0, rel=0.20)
