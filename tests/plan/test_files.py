"""Plan files out and in: what is written is read back to an equal plan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wattwright.errors import PlanError
from wattwright.plan import Plan, dump_plan, load, parse_plan, scenario_names
from wattwright.plan.amounts import Amount
from wattwright.plan.schema import Campus, Deal, Package, Phase, Spending, TrainingRun

WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20
).filter(lambda text: text.strip())
QUALIFIERS = st.sampled_from(["exact", "up_to", "at_least", "more_than", "less_than"])


def amounts(unit: str, highest: float = 1e15) -> st.SearchStrategy[Amount]:
    """Amounts of a unit: points, ranges and bounds."""
    numbers = st.floats(1e-3, highest, allow_nan=False)
    points = st.builds(lambda value, said: Amount(value, value, value, unit, said), numbers, QUALIFIERS)
    ranges = st.lists(numbers, min_size=3, max_size=3).map(
        lambda ends: Amount(sorted(ends)[1], min(ends), max(ends), unit)
    )
    return points | ranges


YEARS = st.integers(2020, 2045)
STATUSES = st.sampled_from(["announced", "contracted", "construction", "projected", "operational"])
PHASES = st.lists(
    st.tuples(YEARS, amounts("W"), STATUSES), min_size=1, max_size=3, unique_by=lambda one: one[0]
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of everything that a file can hold."""
    names = draw(st.lists(WORDS, max_size=3, unique_by=lambda text: " ".join(text.split()).casefold()))
    campuses = [
        Campus(
            name=f"{name.strip()} {index} of the test",
            phases=tuple(
                Phase(date=str(year), power=power, status=status)
                for year, power, status in sorted(draw(PHASES), key=lambda one: one[0])
            ),
            area=draw(st.none() | amounts("m2")),
            load_factor=draw(st.none() | amounts("1", 1.0)),
        )
        for index, name in enumerate(names)
    ]
    return Plan(
        wattwright=1,
        title=draw(WORDS),
        as_of=draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        note=draw(st.none() | WORDS),
        campuses=tuple(campuses),
        spending=tuple(
            draw(st.lists(st.builds(Spending, year=YEARS.map(str), amount=amounts("USD")), max_size=2))
        ),
        training=tuple(
            draw(st.lists(st.builds(TrainingRun, model=WORDS, compute=amounts("FLOP", 1e30)), max_size=2))
        ),
        packages=tuple(
            draw(
                st.lists(st.builds(Package, total=amounts("USD"), years=st.none() | amounts("s")), max_size=2)
            )
        ),
        deals=tuple(
            draw(st.lists(st.builds(Deal, target=WORDS, stake=st.none() | amounts("1", 1.0)), max_size=2))
        ),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_every_plan_is_read_back_from_its_file(plan: Plan) -> None:
    assert parse_plan(dump_plan(plan)) == plan


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_is_read_back_from_its_file(name: str) -> None:
    plan = load(name)
    assert parse_plan(dump_plan(plan)) == plan


def test_a_written_plan_reads_as_people_write() -> None:
    text = dump_plan(load("meta-2025"))
    assert "      - power: up to 5 GW\n" in text
    assert "    people: 35\n" in text
    assert "    amount: 64 to 72 bn USD\n" in text
    assert "  - year: 2025\n" in text
    assert "    area: 9.1 km2\n" in text


def test_amounts_in_another_currency_are_converted_by_the_plans_own_rate() -> None:
    head = "wattwright: 1\ntitle: x\nas_of: 2026-03-30\n"
    plan = parse_plan(f"{head}exchange: {{EUR: 1.1}}\nspending:\n  - amount: 10 bn EUR\n")
    assert plan.spending[0].amount.value == pytest.approx(11e9)
    assert parse_plan(dump_plan(plan)) == plan
    with pytest.raises(PlanError) as caught:
        parse_plan(f"{head}exchange: {{EUR: 0, eur: 1}}\nspending:\n  - amount: 10 bn GBP\n")
    assert len(caught.value.problems) == 3
