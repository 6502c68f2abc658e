"""Figures: leaves, derived figures, trees, and finding them again."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wattwright.assumptions import assumption
from wattwright.energy import load
from wattwright.errors import UnknownNameError
from wattwright.results import Figure, Origin, Results, assumed, derived, observed, sampled

DAY = date(2025, 7, 17)
ORIGIN = Origin("announced", DAY, "this-plan", "said aloud", doubtful=True)


def power(value: float, subject: str = "Ulm") -> Figure:
    return observed("facility_power_mw", subject, (value, value, value), ORIGIN, when="2026")


def test_a_leaf_keeps_where_it_comes_from() -> None:
    leaf = power(100.0)
    assert (leaf.basis, leaf.date, leaf.sources, leaf.note) == (
        "announced",
        DAY,
        ("this-plan",),
        "said aloud",
    )
    assert leaf.doubtful
    assert leaf.unit == "MW"
    assert leaf.leaves() == (leaf,)


def test_a_derived_figure_is_its_equation_at_the_central_values() -> None:
    factor = assumed(assumption("campus.load_factor"))
    energy = derived(load.annual_energy_mwh, power(100.0), factor, subject="Ulm", when="2026")
    assert energy.value == pytest.approx(100 * 0.8 * 8760)
    assert (energy.low, energy.high) == pytest.approx((100 * 0.6 * 8760, 100 * 0.95 * 8760), rel=2e-3)
    assert energy.inputs == (power(100.0), factor)
    assert energy.sources == ("this-plan", factor.sources[0])
    assert [one.name for one in energy.leaves()] == ["facility_power_mw", "load_factor"]


def test_the_interval_is_that_of_the_draws() -> None:
    ratio = assumed(assumption("campus.facility_to_it_ratio"))
    inside = derived(load.it_power_mw, power(100.0), ratio, subject="Ulm")
    assert (inside.low, inside.high) == pytest.approx(tuple(np.quantile(inside.draws, (0.05, 0.95))))


def test_shared_causes_cancel_where_figures_are_compared() -> None:
    factor = assumed(assumption("campus.load_factor"))
    two = [derived(load.annual_energy_mwh, power(value), factor, subject="Ulm") for value in (100.0, 200.0)]
    assert two[1].draws / two[0].draws == pytest.approx(2.0)


def test_a_sampled_leaf_is_drawn_from_its_sample() -> None:
    leaf = sampled("slip_ratio", "sites", [0.0, 0.2, 0.4, 1.0], ORIGIN)
    assert leaf.value == pytest.approx(0.3)
    assert 0 <= leaf.draws.min() <= leaf.low < leaf.high <= leaf.draws.max() <= 1


def test_figures_are_found_by_quantity_subject_and_period() -> None:
    results = Results((power(100.0), power(200.0), power(300.0, "Kiel")), "0", "hash", 0)
    assert results.one("facility_power_mw", "Ulm").value == 200.0
    assert len(results.find("facility_power_mw", when="2026")) == 3
    assert results.subjects() == ("Ulm", "Kiel")
    with pytest.raises(UnknownNameError) as caught:
        results.one("facility_power")
    assert caught.value.problems == ("nearest: facility_power_mw",)
