"""What holds for every figure of every scenario: source, day of the knowledge, what was added up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from inspect import Parameter, signature
from time import process_time

import numpy as np
import pytest
import yaml

from wattwright.catalog import load as load_catalog
from wattwright.equations import registered
from wattwright.errors import UnknownNameError
from wattwright.evaluate import evaluate, holding_share
from wattwright.explain import explain
from wattwright.glossary import load as load_glossary
from wattwright.plan import load, parse_plan, scenario_names
from wattwright.results import Figure, Results

DAYS = (date(2025, 7, 17), date(2025, 12, 31), date(2026, 4, 30), date(2026, 11, 24))
CASES = [(name, day) for name in scenario_names() for day in DAYS]
BASES = {"measured", "published", "announced", "guided", "projected", "inferred", "assumed", "derived"}


def all_figures(results: Results) -> Iterator[Figure]:
    """Every figure and everything behind it, each once."""
    seen: set[int] = set()
    for top in results.figures:
        for _, one in top.tree():
            if id(one) not in seen:
                seen.add(id(one))
                yield one


def computed(name: str, day: date) -> Results:
    return evaluate(load(name), at=day)


@pytest.mark.parametrize(("name", "day"), CASES)
def test_parameters_of_an_equation_are_named_as_what_the_conductor_passes(name: str, day: date) -> None:
    for one in all_figures(computed(name, day)):
        if one.equation is None:
            continue
        rule = registered()[one.equation]
        given = tuple(each.name for each in one.inputs)
        many = any(p.kind is Parameter.VAR_POSITIONAL for p in signature(rule.function).parameters.values())
        assert given == (rule.needs * len(given) if many else rule.needs), one.equation
        assert one.name == rule.gives


@pytest.mark.parametrize(("name", "day"), CASES)
def test_every_leaf_has_a_source_a_basis_and_a_day_that_is_not_in_the_future(name: str, day: date) -> None:
    plan = load(name)
    catalog = load_catalog()
    works = {rule.source for rule in registered().values()}
    for one in all_figures(computed(name, day)):
        assert one.basis in BASES
        assert (one.basis == "derived") == (one.equation is not None)
        assert one.date <= max(day, plan.as_of), (one.name, one.subject)
        if not one.inputs:
            assert len(one.sources) == 1
            (source,) = one.sources
            known = source in works or source == "this-plan" or _is_source(source) or catalog.source(source)
            assert known


def _is_source(name: str) -> bool:
    """Whether `name` is a work of the references; explain shows its title then."""
    return name in _works()


@cache
def _works() -> frozenset[str]:
    text = (files("wattwright") / "data" / "references.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.load(text, Loader=yaml.CSafeLoader))


@pytest.mark.parametrize(("name", "day"), CASES)
def test_every_figure_lies_in_its_interval_with_the_unit_of_the_glossary(name: str, day: date) -> None:
    terms = load_glossary()
    for one in all_figures(computed(name, day)):
        assert one.unit == terms[one.name].unit
        assert one.low <= one.value <= one.high
        assert np.isfinite([one.low, one.value, one.high]).all()
        assert np.isfinite(one.draws).all()


@pytest.mark.parametrize("name", scenario_names())
def test_evaluating_twice_gives_the_same_figures(name: str) -> None:
    assert computed(name, DAYS[-1]) == computed(name, DAYS[-1])


@pytest.mark.parametrize("name", scenario_names())
def test_results_carry_what_repeats_them(name: str) -> None:
    results = computed(name, DAYS[-1])
    assert results.version
    assert results.catalog_hash == load_catalog().at(DAYS[-1]).fingerprint()
    assert results.catalog_hash != load_catalog().at(DAYS[0]).fingerprint()


def test_evaluating_an_announcement_takes_less_than_a_tenth_of_a_second() -> None:
    plan = load("meta-2025")
    evaluate(plan, at=plan.as_of)
    start = process_time()
    evaluate(plan, at=plan.as_of)
    assert process_time() - start < 0.1


def test_only_sites_are_added_up_never_programmes_or_contracts() -> None:
    results = computed("openai-stargate", DAYS[-1])
    total = results.one("facility_power_mw", "OpenAI · plan")
    behind = {one.subject for one in total.inputs}
    assert "Stargate programme" not in behind
    assert "Project Camellia" not in behind
    assert "Stargate Shackelford" in behind


def test_promises_projections_and_running_sites_are_added_apart() -> None:
    results = computed("openai-stargate", DAYS[-1])
    for aspect, statuses in (
        ("plan", "announced"),
        ("projected", "projected"),
        ("sites running", "published"),
    ):
        for total in results.find("facility_power_mw", f"OpenAI · {aspect}"):
            bases = {leaf.basis for one in total.inputs for leaf in (one,) if not leaf.inputs}
            assert bases <= {statuses, "inferred"}, aspect


def test_sites_of_two_companies_are_never_added_up() -> None:
    text = """wattwright: 1
title: Two builders
as_of: 2026-11-23
campuses:
  - {name: Prometheus, phases: [{date: 2026, power: 1 GW}]}
  - {name: Hyperion, phases: [{date: 2030, power: 2 GW}]}
  - {name: Colossus 2, phases: [{date: 2027, power: 2 GW}]}
"""
    results = evaluate(parse_plan(text), at=DAYS[-1])
    totals = {
        one.subject: one.value for one in results.find("facility_power_mw") if one.subject.endswith("· plan")
    }
    assert totals == {"Meta · plan": 3000.0}


def test_power_that_nobody_specified_is_read_as_facility_power_and_once_more_as_it_power() -> None:
    results = computed("meta-2025", DAYS[0])
    main = results.one("facility_power_mw", "Prometheus", "2026")
    other = results.one("it_power_mw", "Prometheus · as IT", "2026")
    assert main.value == other.value == 1000
    assert "nobody says what the power counts" in main.note
    assert results.one("facility_power_mw", "Prometheus · as IT", "2026").value == pytest.approx(1300)


def test_it_power_and_facility_power_of_a_phase_differ_by_the_ratio() -> None:
    for name in scenario_names():
        results = computed(name, DAYS[-1])
        for one in results.find("facility_power_mw"):
            if one.equation == "facility_power_mw":
                inside, ratio = one.inputs
                assert one.value == pytest.approx(inside.value * ratio.value)
                assert 1 <= ratio.value < 2


def test_what_is_announced_is_never_shown_as_measured() -> None:
    results = computed("meta-2025", DAYS[-1])
    for phase in ("2030", "undated"):
        assert results.one("facility_power_mw", "Hyperion", phase).basis == "announced"


def test_the_chance_that_a_date_holds_is_a_share_and_unknown_without_a_record() -> None:
    assert 0 <= holding_share(computed("meta-2025", DAYS[-1]), "Prometheus", "2026") < 0.1
    assert holding_share(computed("meta-2025", DAYS[-1]), "Hyperion", "2030") > 0.9
    with pytest.raises(UnknownNameError):
        holding_share(computed("meta-2025", DAYS[0]), "Prometheus", "2026")


def test_a_plan_without_anything_still_shows_the_rivals_of_the_day() -> None:
    results = evaluate(parse_plan("wattwright: 1\ntitle: Empty\nas_of: 2026-11-23\n"), at=DAYS[-1])
    assert "capability_gap" in results.names()


def test_a_run_on_a_part_of_a_campus_takes_longer() -> None:
    text = """wattwright: 1
title: Part
as_of: 2026-11-23
campuses:
  - {name: Ulmenhof, country: DE, phases: [{power: 100 MW, counts: it}]}
training:
  - {model: Behemoth, campus: Ulmenhof, share_of_campus: 25 %}
  - {model: Llama 3.1 405B, campus: Ulmenhof}
"""
    results = evaluate(parse_plan(text), at=DAYS[-1])
    whole = results.one("accelerator_count", "Ulmenhof")
    part = results.one("accelerator_count", "Behemoth · Ulmenhof")
    assert part.value == pytest.approx(whole.value / 4)
    assert results.one("mfu", "Llama 3.1 405B").value == pytest.approx(0.346, abs=1e-3)
    assert results.find("household_equivalents", "Ulmenhof · Germany")


def test_a_campus_of_which_only_the_chips_are_stated_gets_power_from_them() -> None:
    text = "wattwright: 1\ntitle: Chips\nas_of: 2026-11-23\ncampuses:\n"
    text += "  - {name: Ulmenhof, accelerator: H100, phases: [{accelerators: 10000}]}\n"
    results = evaluate(parse_plan(text), at=DAYS[-1])
    power = results.one("it_power_mw", "Ulmenhof")
    assert power.value == pytest.approx(10_000 * 1275 * 1.19 / 1e6)
    assert power.basis == "inferred"
    assert results.one("accelerator_count", "Ulmenhof").value == 10_000


@pytest.mark.parametrize("name", scenario_names())
def test_every_quantity_can_be_explained_in_both_languages(name: str) -> None:
    results = computed(name, DAYS[-1])
    for quantity in results.names():
        german, english = (explain(quantity, results, language) for language in ("de", "en"))
        assert load_glossary()[quantity].label_de in german
        assert load_glossary()[quantity].label_en in english
