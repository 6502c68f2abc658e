"""Plan and dated catalog to a plan without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from wattwright.catalog import load as load_catalog
from wattwright.errors import CatalogError
from wattwright.evaluate import evaluate
from wattwright.plan import load, parse_plan, scenario_names
from wattwright.resolve import UNDATED, ResolvedPlan, resolve
from wattwright.resolve.model import ResolvedCampus
from wattwright.results import Figure

THEN, NOW = date(2025, 7, 17), date(2026, 11, 24)
HEAD = "wattwright: 1\ntitle: Test\nas_of: 2026-11-23\n"


def resolved(text: str, day: date = NOW) -> ResolvedPlan:
    return resolve(parse_plan(HEAD + text), load_catalog().at(day))


def scenario(name: str, day: date) -> ResolvedPlan:
    return resolve(load(name), load_catalog().at(day))


def campus(plan: ResolvedPlan, name: str) -> ResolvedCampus:
    return next(one for one in plan.campuses if one.name == name)


def nothings(value: object, place: str = "plan") -> Iterator[str]:
    """Places of every None in a resolved plan; the period of a figure may be empty."""
    if value is None:
        yield place
    elif isinstance(value, Figure):
        return
    elif is_dataclass(value):
        for field in fields(value):
            yield from nothings(getattr(value, field.name), f"{place}.{field.name}")
    elif isinstance(value, tuple | list):
        for index, one in enumerate(value):
            yield from nothings(one, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from nothings(one, f"{place}.{key}")


@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("day", [THEN, NOW])
def test_nothing_is_none_in_a_resolved_plan(name: str, day: date) -> None:
    assert not list(nothings(scenario(name, day)))


def test_a_plan_is_resolved_with_the_knowledge_of_one_day_only() -> None:
    with pytest.raises(CatalogError) as caught:
        resolve(load("meta-2025"), load_catalog())
    assert caught.value.problems == ("use catalog.at(day)",)


def test_estimates_of_a_site_are_those_of_the_newest_vintage_known_on_the_day() -> None:
    spring, autumn = (campus(scenario("meta-2025", day), "Prometheus") for day in (date(2026, 4, 30), NOW))
    known = {phase.when: phase.power.value for phase in spring.phases if phase.origin == "catalog"}
    assert known == {"2026-04-03": 695.0, "2026-08-26": 1075.0, "2026-10-01": 1275.0}
    assert {phase.power.date for phase in autumn.phases if phase.origin == "catalog"} == {date(2026, 9, 28)}


def test_nothing_is_known_of_a_site_before_anybody_tracked_it() -> None:
    assert all(phase.origin == "plan" for one in scenario("meta-2025", THEN).campuses for phase in one.phases)


def test_a_campus_without_phases_takes_what_is_announced_and_estimated() -> None:
    hyperion = campus(resolved("campuses:\n  - name: Hyperion\n"), "Hyperion")
    statuses = {(phase.when, phase.status) for phase in hyperion.phases}
    assert {("2028-01-01", "projected"), ("2030", "announced"), (UNDATED, "announced")} <= statuses
    assert hyperion.company == "Meta"
    assert hyperion.area[0].value == pytest.approx(9.1e6)


@pytest.mark.parametrize(
    ("text", "day", "chips"),
    [
        ("{name: Hyperion, phases: [{date: 2030, power: 2 GW}]}", THEN, "GB200-NVL72"),
        ("{name: Prometheus, phases: [{date: 2026, power: 1 GW}]}", NOW, "B200"),
        ("{name: Ulm, phases: [{date: 2024, power: 1 GW}]}", NOW, "H100-SXM-80GB"),
        ("{name: Ulm, phases: [{date: 2026-01, power: 1 GW}]}", NOW, "GB300-NVL72"),
        ("{name: Ulm, company: Google, phases: [{date: 2026-03, power: 1 GW}]}", NOW, "TPU-v7-Ironwood"),
        ("{name: Ulm, company: Amazon, phases: [{date: 2025, power: 1 GW}]}", NOW, "Trainium3"),
        ("{name: Ulm, accelerator: MI300X, phases: [{date: 2025, power: 1 GW}]}", NOW, "MI300X"),
        (
            "{name: Colossus 1, phases: [{date: 2025-08, power: 1 GW}]}",
            NOW,
            "H100-SXM-80GB + H200-SXM-141GB + B200",
        ),
    ],
)
def test_chips_are_those_named_those_known_of_the_site_or_those_of_the_time(
    text: str, day: date, chips: str
) -> None:
    plan = resolved(f"campuses:\n  - {text}\n", day)
    phase = next(one for one in plan.campuses[0].phases if one.origin == "plan")
    assert phase.accelerator.name == chips


def test_a_chip_that_was_not_yet_known_gives_way_to_the_newest_one_that_was() -> None:
    text = "campuses:\n  - {name: Ulm, accelerator: Rubin, phases: [{date: 2027, power: 1 GW}]}\n"
    chip = resolved(text, THEN).campuses[0].phases[0].accelerator
    assert chip.name == "GB200-NVL72"
    assert "figures of Rubin are not known on the day" in chip.peak.note


def test_server_power_is_counted_per_accelerator_and_not_per_rack() -> None:
    text = "campuses:\n  - {name: Ulm, accelerator: GB200, phases: [{power: 1 GW}]}\n"
    power = resolved(text).campuses[0].phases[0].accelerator.server_power
    assert power.value == pytest.approx(132_000 / 72)


def test_what_nobody_dates_may_be_filled_with_later_chips() -> None:
    dated, undated = (
        resolved("campuses:\n  - {name: Ulm, phases: [{date: 2026, power: 1 GW}, {power: 2 GW}]}\n", THEN)
        .campuses[0]
        .phases
    )
    assert undated.accelerator.peak.high > dated.accelerator.peak.high
    assert undated.accelerator.peak.value == dated.accelerator.peak.value


def test_a_count_that_belongs_to_another_part_of_a_site_is_not_taken_with_its_power() -> None:
    plan = resolved("campuses:\n  - name: Abilene\n  - name: Prometheus\n")
    abilene, prometheus = ({one.when: one.accelerators for one in site.phases} for site in plan.campuses)
    assert not abilene["2026-05-23"]
    assert prometheus["2026-05-18"][0].value == 206_902


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("Stargate programme", "programme"),
        ("Anthropic-Google TPU contract", "chip contract"),
        ("Prometheus", "site"),
    ],
)
def test_contracts_and_programmes_are_told_from_sites(name: str, layer: str) -> None:
    assert resolved(f"campuses:\n  - name: {name}\n").campuses[0].layer == layer


def test_the_place_of_a_campus_gives_homes_emissions_and_price() -> None:
    hyperion = campus(scenario("meta-2025", THEN), "Hyperion").surroundings
    assert set(hyperion.homes) == {"US", "Germany", "Louisiana"}
    assert hyperion.homes["US"].value == pytest.approx(10.791)
    assert hyperion.older_homes["US 2020"].value == pytest.approx(10.715)
    assert hyperion.emission_factor[0].subject == "SRMV (Louisiana, Arkansas)"
    assert hyperion.electricity_price.value == pytest.approx(58.8)


def test_an_assumption_that_became_known_later_gives_way_to_the_judgement_before() -> None:
    then, now = (scenario("meta-2025", day).assumptions["facility_to_it_ratio"] for day in (THEN, NOW))
    assert (then.subject, now.subject) == ("earlier", "campus")
    assert then.high - then.low > now.high - now.low


def test_epochs_cost_constant_is_unknown_before_it_was_published() -> None:
    assert "capital_cost_usd_per_w" not in scenario("meta-2025", THEN).assumptions
    assert scenario("meta-2025", NOW).assumptions["capital_cost_usd_per_w"].value == pytest.approx(37.88)


def test_slips_are_one_observation_a_site_and_unknown_before_two_vintages() -> None:
    assert not scenario("meta-2025", date(2025, 11, 30)).slip
    (slip,) = scenario("meta-2025", NOW).slip
    assert slip.note.startswith("7 sites")
    assert 0 <= slip.low < slip.value < slip.high


def test_a_milestone_is_reached_when_the_estimate_lies_in_the_past() -> None:
    text = "campuses:\n  - {name: Project Rainier, phases: [{date: 2025, power: 1 GW}]}\n"
    (milestone,) = resolved(text).milestones
    assert milestone.reached
    assert milestone.estimate[0].value == (date(2026, 3, 23) - NOW).days


def test_spending_is_set_beside_what_is_known_of_the_same_periods() -> None:
    periods = {(one.subject, one.when): one for one in scenario("meta-2025", NOW).periods}
    assert periods["Meta · plan", "2025"].capex.basis == "guided"
    assert periods["Meta", "2025"].capex.basis == "published"
    assert periods["Meta", "2025"].revenue[0].value == pytest.approx(200.966e9)
    assert periods["Meta · plan", UNDATED].capex.value == pytest.approx(550e9)


def test_a_deal_takes_what_the_plan_leaves_out_from_the_catalog() -> None:
    (deal,) = resolved("deals:\n  - {target: Scale AI, buyer: Meta}\n").deals
    assert deal.price[0].low == pytest.approx(14.3e9)
    assert deal.stake[0].value == pytest.approx(0.49)
    assert deal.layer == "stake"


def test_a_run_takes_work_cluster_and_rate_from_the_models_entry() -> None:
    (run,) = resolved("training:\n  - model: Behemoth\n").runs
    assert [one.value for one in run.work] == [288e9, 30e12]
    assert run.count[0].value == 32_000
    assert run.rate[0].value == pytest.approx(390e12)
    assert run.accelerator.name == "H100-SXM-80GB"
    assert run.campus_mfu.subject == "sparse_pretraining"


def test_a_model_whose_work_nobody_knew_on_the_day_has_no_run() -> None:
    plan = parse_plan("wattwright: 1\ntitle: T\nas_of: 2025-07-17\ntraining:\n  - model: Muse Spark\n")
    assert not resolve(plan, load_catalog().at(THEN)).runs


def test_weak_evidence_stays_marked() -> None:
    text = "campuses:\n  - {name: Ulm, accelerator: GB200, phases: [{power: 1 GW}]}\n"
    assert resolved(text).campuses[0].phases[0].accelerator.server_power.doubtful


def test_a_salary_and_a_bonus_are_paid_within_a_year_and_a_package_over_several() -> None:
    text = "packages:\n" + "".join(
        f"  - {{total: 10 mn USD, kind: {kind}}}\n" for kind in ("package", "salary", "signing_bonus")
    )
    assert [one.years.value for one in resolved(text).packages] == [4.0, 1.0, 1.0]


def test_packages_of_unnamed_people_keep_names_of_their_own() -> None:
    plan = parse_plan(HEAD + "packages:\n  - total: 10 mn USD\n  - total: 20 mn USD\n")
    assert plan.package_names() == ("unnamed recipient", "unnamed recipient 2")
    results = evaluate(plan, at=NOW)
    assert [results.one("package_usd", name).value for name in plan.package_names()] == [10e6, 20e6]
