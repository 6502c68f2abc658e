"""The supply program: agreed optima, a certificate by its dual, and what bad input is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from wattwright.energy.supply import Battery, Grid, Plant, least_cost_supply
from wattwright.errors import DataError, InfeasibleError
from wattwright.validation.supply import reference_case, supply_rows


@pytest.fixture(scope="module")
def columbus(shared: Path) -> Path:
    return shared / "data" / "weather" / "us_oh_columbus.csv"


@pytest.mark.slow
def test_the_optimum_without_a_grid_is_the_agreed_one(columbus: Path) -> None:
    (row,) = supply_rows(columbus, ("island",))
    assert row.predicted == pytest.approx(row.measured, rel=1e-5)


def test_a_cap_brings_sun_and_battery_and_costs(columbus: Path) -> None:
    free, capped = (reference_case(variant, columbus, 336) for variant in ("base", "co2"))
    assert capped.usd_per_year > free.usd_per_year
    assert capped.emissions_t <= 0.15 * 1000 * 336 * (1 + 1e-6)
    assert capped.capacity_mw["solar"] + capped.capacity_mw["wind"] > 0


HOURS = 24
LOAD = np.full(HOURS, 100.0)
PRICE = np.where(np.arange(HOURS) < 12, 20.0, 80.0)
GAS = Plant("gas", 1000.0, 50.0, 0.4, np.ones(HOURS))
STORE = Battery(10.0, 10.0, 0.81)


def supply(limit: float = 100.0, cap: float | None = None, load: np.ndarray = LOAD) -> object:
    return least_cost_supply(
        load, Grid(limit, PRICE, 0.4), [GAS], STORE, shed_usd_per_mwh=10_000.0, cap_t=cap
    )


def test_energy_is_balanced_and_the_dual_certifies_the_optimum() -> None:
    found = least_cost_supply(LOAD, Grid(100.0, PRICE, 0.4), [GAS], STORE, shed_usd_per_mwh=10_000.0)
    flows = found.dispatch_mw
    met = flows["grid"] + flows["shed"] + flows["gas"] + flows["discharge"] - flows["charge"]
    assert met == pytest.approx(LOAD)
    congested = np.minimum(PRICE - found.price_usd_per_mwh, 0) * 100.0  # rent of the grid's limit
    assert found.price_usd_per_mwh @ LOAD + congested.sum() == pytest.approx(found.usd_per_year, rel=1e-6)
    energy = flows["stored"]
    moved = energy - np.roll(energy, 1) - 0.9 * flows["charge"] + flows["discharge"] / 0.9
    assert moved == pytest.approx(np.zeros(HOURS), abs=1e-6)


def test_a_cheap_battery_moves_cheap_hours_into_dear_ones() -> None:
    found = least_cost_supply(LOAD, Grid(300.0, PRICE, 0.4), [GAS], STORE, shed_usd_per_mwh=10_000.0)
    assert found.dispatch_mw["charge"][:12].sum() > 0 and found.dispatch_mw["discharge"][12:].sum() > 0


def test_a_cap_below_what_shedding_allows_is_infeasible_in_words() -> None:
    with pytest.raises(InfeasibleError, match="no supply meets these limits"):
        supply(cap=-1.0)


def test_everything_wrong_is_listed() -> None:
    with pytest.raises(DataError) as caught:
        least_cost_supply(
            np.append(LOAD, np.nan),
            Grid(-1.0, PRICE, 0.4),
            [GAS],
            Battery(1.0, 1.0, 0.0),
            shed_usd_per_mwh=1.0,
        )
    assert len(caught.value.problems) == 5
