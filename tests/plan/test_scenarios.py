"""Scenarios: every figure has a source of the catalog, and agrees with what the catalog knows from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from wattwright.catalog import Catalog, Fact
from wattwright.catalog import load as load_catalog
from wattwright.errors import UnknownNameError
from wattwright.evaluate import evaluate
from wattwright.plan import Plan, load, scenario_names
from wattwright.plan.amounts import Amount

NAMES = (
    "anthropic-rainier",
    "google",
    "meta-2025",
    "meta-2026",
    "microsoft-fairwater",
    "openai-stargate",
    "xai-colossus",
)
POWERS = ("facility_power_mw", "announced_power_mw", "contracted_power_mw")


def figures(plan: Plan) -> Iterator[tuple[str, Amount, str | None]]:
    """Where a figure of a plan stands, the figure, and its source."""
    for campus in plan.campuses:
        for phase in campus.phases:
            source = phase.source or campus.source or plan.source
            for amount in (phase.power, phase.accelerators):
                if amount:
                    yield f"{campus.name}, {phase.date}", amount, source
        for amount in (campus.area, campus.cost):
            if amount:
                yield campus.name, amount, campus.source or plan.source
        for plant in campus.generation:
            yield campus.name, plant.power, plant.source
    for one in plan.spending:
        yield f"spending {one.year}", one.amount, one.source or plan.source
    for package in plan.packages:
        yield str(package.recipient), package.total, package.source
    for deal in plan.deals:
        if deal.price:
            yield deal.target, deal.price, deal.source


def test_the_scenarios_are_these() -> None:
    assert scenario_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_a_scenario_has_a_source_of_the_catalog(name: str) -> None:
    catalog = load_catalog()
    for place, _, source in figures(load(name)):
        assert source, place
        assert catalog.source(source).title, place


def known(catalog: Catalog, kind: str, name: str) -> tuple[Fact, ...]:
    try:
        return catalog.facts(kind, name)
    except UnknownNameError:
        return ()


@pytest.mark.parametrize("name", NAMES)
def test_power_and_chips_of_every_phase_are_those_that_the_catalog_holds(name: str) -> None:
    catalog, plan = load_catalog(), load(name)
    for campus in plan.campuses:
        facts = known(catalog, "campus", campus.name)
        assert facts, campus.name
        for phase in campus.phases:
            source = phase.source or campus.source or plan.source
            own = [fact for fact in facts if fact.source == source]
            powers = {fact.value for fact in own if fact.quantity in POWERS}
            counts = {fact.value for fact in own if fact.quantity == "accelerator_count"}
            in_a_remark = campus.name == "Colossus 1 & 2" and phase.status == "announced"
            if phase.power and not in_a_remark:
                assert any(abs(phase.power.value / 1e6 - float(one or 0)) < 1 for one in powers), phase
            if phase.accelerators and counts:
                assert phase.accelerators.value in counts, phase


@pytest.mark.parametrize("name", NAMES)
def test_spending_of_a_scenario_is_that_of_the_catalog(name: str) -> None:
    catalog, plan = load_catalog(), load(name)
    for one in plan.spending:
        if one.year is None:
            continue
        facts = catalog.facts("company", str(one.company), "capex_usd", one.year)
        sums = {
            value
            for fact in facts
            if fact.source == one.source
            for value in (fact.value, fact.low, fact.high)
        }
        assert {one.amount.low, one.amount.value, one.amount.high} & sums, one


@pytest.mark.parametrize("name", NAMES)
def test_prices_of_deals_lie_within_what_the_catalog_holds(name: str) -> None:
    catalog, plan = load_catalog(), load(name)
    for deal in plan.deals:
        prices = [
            fact
            for fact in catalog.facts("deal", None, "price_usd")
            if fact.source == deal.source and isinstance(fact.value, float)
        ]
        if deal.price:
            assert any(
                (fact.low or fact.value) * 0.98 <= deal.price.value <= (fact.high or fact.value) * 1.02  # type: ignore[operator]
                for fact in prices
            ), deal


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("day", [date(2024, 6, 1), date(2025, 7, 17), date(2026, 11, 24)])
def test_every_scenario_can_be_evaluated_with_the_knowledge_of_any_day(name: str, day: date) -> None:
    assert evaluate(load(name), at=day).figures
