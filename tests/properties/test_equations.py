"""What holds for every equation: numbers and arrays alike, and the laws of the quantities."""

from __future__ import annotations

from importlib import import_module
from inspect import Parameter, signature

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.economics import costs, finance, present
from wattwright.energy import footprint, load
from wattwright.equations import Equation, registered
from wattwright.performance import fleet, training
from wattwright.strategy import milestones

import_module("wattwright.evaluate")
EQUATIONS = sorted(registered().values(), key=lambda rule: rule.name)
SHARES = ("share", "ratio", "mfu", "load_factor")
POSITIVE = st.floats(1e-3, 1e9, allow_nan=False)
SMALL = st.floats(0.01, 0.99)


def _range(name: str) -> st.SearchStrategy[float]:
    """What a quantity can be: a share, so many years, a rate a year, or any positive number."""
    if name.endswith(SHARES):
        return SMALL
    if name == "cycles_of_concentration":
        return st.floats(1.5, 10.0)
    if name.endswith(("_years", "_per_year")):
        return st.floats(0.5, 30.0)
    return st.floats(0.5, 1e6)


def values(rule: Equation, count: int) -> st.SearchStrategy[list[np.ndarray]]:
    """Rows of inputs that every equation can take: shares below one, everything else positive."""
    columns = [st.lists(_range(name), min_size=count, max_size=count) for name in rule.needs]
    return st.tuples(*columns).map(lambda given: [np.array(column) for column in given])


@pytest.mark.parametrize("rule", EQUATIONS, ids=lambda rule: rule.name)
@given(data=st.data())
def test_a_scalar_gives_the_same_as_a_row_of_an_array(rule: Equation, data: st.DataObject) -> None:
    inputs = data.draw(values(rule, 3))
    rows = np.broadcast_to(rule.function(*inputs), 3)
    for row in range(3):
        assert rule.function(*(float(column[row]) for column in inputs)) == pytest.approx(float(rows[row]))


@pytest.mark.parametrize("rule", EQUATIONS, ids=lambda rule: rule.name)
def test_an_equation_has_formula_symbol_source_and_an_example(rule: Equation) -> None:
    assert rule.latex
    assert rule.symbol
    assert rule.source
    assert ">>> " in str(rule.function.__doc__)
    kinds = {parameter.kind for parameter in signature(rule.function).parameters.values()}
    assert kinds in ({Parameter.POSITIONAL_OR_KEYWORD}, {Parameter.VAR_POSITIONAL})


LINEAR = [
    (load.annual_energy_mwh, "facility_power_mw"),
    (load.facility_power_mw, "it_power_mw"),
    (footprint.household_equivalents, "annual_energy_mwh"),
    (footprint.annual_emissions_kg, "annual_energy_mwh"),
    (footprint.annual_water_l, "annual_energy_mwh"),
    (fleet.accelerator_count, "it_power_w"),
    (fleet.useful_flop_per_s, "peak_flop_per_s"),
    (training.training_flop, "train_tokens"),
    (training.training_duration_s, "training_flop"),
    (costs.accelerators_cost_usd, "accelerator_count"),
    (costs.construction_cost_usd, "it_power_w"),
    (costs.annual_electricity_cost_usd, "annual_energy_mwh"),
    (finance.level_payment_usd, "principal_usd"),
    (milestones.projected_lead_days, "lead_days"),
]


@pytest.mark.parametrize(("function", "name"), LINEAR, ids=lambda one: getattr(one, "__name__", one))
@given(data=st.data(), factor=st.floats(0.1, 100.0))
def test_twice_the_cause_gives_twice_the_effect(
    function: object, name: str, data: st.DataObject, factor: float
) -> None:
    rule = registered()[function.__name__]  # type: ignore[attr-defined]
    inputs = dict(zip(rule.needs, (column[0] for column in data.draw(values(rule, 1))), strict=True))
    once, more = rule.function(**inputs), rule.function(**(inputs | {name: inputs[name] * factor}))
    assert more == pytest.approx(once * factor)


@given(POSITIVE, st.floats(1.0, 2.0))
def test_it_and_facility_power_are_inverse(power_mw: float, ratio: float) -> None:
    assert load.it_power_mw(load.facility_power_mw(power_mw, ratio), ratio) == pytest.approx(power_mw)


@given(POSITIVE, SMALL)
def test_energy_and_mean_power_are_inverse(power_mw: float, load_factor: float) -> None:
    energy_mwh = load.annual_energy_mwh(power_mw, load_factor)
    assert load.mean_power_mw(energy_mwh, load_factor) == pytest.approx(power_mw)


@given(POSITIVE, st.floats(1.0, 20.0))
def test_households_and_their_energy_are_inverse(count: float, home_mwh: float) -> None:
    energy_mwh = footprint.household_annual_energy_mwh(count, home_mwh)
    assert footprint.household_equivalents(energy_mwh, home_mwh) == pytest.approx(count)


@given(st.floats(1e3, 1e7), st.floats(100.0, 5000.0), st.floats(0.0, 0.5), st.floats(1.0, 1.6))
def test_the_power_of_all_accelerators_is_the_power_of_the_facility(
    it_power_w: float, server_w: float, network: float, ratio: float
) -> None:
    each_it = fleet.accelerator_it_power_w(server_w, network)
    count = fleet.accelerator_count(it_power_w, each_it)
    each = fleet.accelerator_facility_power_w(each_it, ratio)
    assert count * each == pytest.approx(load.facility_power_mw(it_power_w / 1e6, ratio) * 1e6)


@given(st.floats(1e3, 1e6), st.floats(1e3, 5e3), SMALL, st.floats(1e5, 1e7))
def test_the_energy_of_a_run_is_that_of_the_facility_for_its_time(
    count: float, each_w: float, load_factor: float, duration_s: float
) -> None:
    energy_wh = training.training_energy_wh(count, each_w, load_factor, duration_s)
    whole_mwh = load.annual_energy_mwh(count * each_w / 1e6, load_factor)
    assert energy_wh / 1e6 == pytest.approx(whole_mwh * duration_s / (8760 * 3600))


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_capital_cost_is_the_sum_of_its_parts(
    equipment: float, halls: float, land: float, interest: float
) -> None:
    whole = costs.capital_cost_usd(equipment, halls, land, interest)
    assert whole == pytest.approx(equipment + halls + land + interest)
    assert whole > max(equipment, halls, land, interest)


@given(POSITIVE, st.floats(0.3, 0.6), st.floats(0.1, 0.3))
def test_the_parts_of_the_halls_are_the_halls(halls: float, electrical: float, mechanical: float) -> None:
    parts = (
        costs.shell_cost_usd(halls, electrical, mechanical),
        costs.electrical_cost_usd(halls, electrical),
        costs.mechanical_cost_usd(halls, mechanical),
    )
    assert sum(parts) == pytest.approx(halls)


@given(SMALL, st.integers(1, 30))
def test_a_level_payment_is_worth_its_loan(interest: float, years: int) -> None:
    payment = finance.level_payment_usd(1e9, interest, years)
    flows = [0.0, *[payment] * years]
    assert present.net_present_usd(interest, flows) == pytest.approx(1e9)
    assert present.internal_rate([-1e9, *[payment] * years]) == pytest.approx(interest, abs=1e-9)


@given(SMALL, SMALL)
def test_a_longer_loan_has_a_lower_payment_that_still_covers_the_interest(
    interest: float, part: float
) -> None:
    short, long = (
        finance.level_payment_usd(1e9, interest, 5.0),
        finance.level_payment_usd(1e9, interest, 5.0 + 20 * part),
    )
    assert finance.annual_interest_usd(1e9, interest) < long < short


@given(st.floats(1e20, 1e22), SMALL, SMALL)
def test_useful_rate_never_exceeds_the_peak(peak: float, mfu: float, goodput: float) -> None:
    assert fleet.useful_flop_per_s(peak, mfu, goodput) < peak
