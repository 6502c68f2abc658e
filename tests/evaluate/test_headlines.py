"""Headline numbers of the scenarios against published values and against arithmetic by hand."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from wattwright.evaluate import evaluate
from wattwright.plan import load, parse_plan
from wattwright.results import Figure, Results

DAY = 86_400
THEN, NOW = date(2025, 7, 17), date(2026, 11, 24)


@cache
def results(name: str, at: date | None = None) -> Results:
    plan = load(name)
    return evaluate(plan, at=at or plan.as_of)


def figure(scenario: str, name: str, subject: str, when: str | None = None, at: date | None = None) -> Figure:
    found = results(scenario, at).find(name, subject, when)
    assert len(found) == 1, [(one.subject, one.when, one.value) for one in found]
    return found[0]


def test_five_gigawatts_at_full_load_are_43_8_terawatt_hours() -> None:
    energy = figure("meta-2025", "annual_energy_mwh", "Hyperion · λ=1", "undated")
    assert energy.value == pytest.approx(43.8e6)


def test_hyperion_equals_four_million_homes_only_at_full_build_and_full_load() -> None:
    homes = {
        aspect: figure("meta-2025", "household_equivalents", f"Hyperion · {aspect}", "undated").value
        for aspect in ("US 2020 · λ=1", "US · λ=1", "US")
    }
    assert homes["US 2020 · λ=1"] == pytest.approx(4.09e6, rel=2e-3)
    assert homes["US · λ=1"] == pytest.approx(4.06e6, rel=2e-3)
    assert homes["US"] == pytest.approx(3.25e6, rel=2e-3)


def test_prometheus_and_hyperion_together_equal_4_9_million_homes_at_full_load() -> None:
    homes = figure("meta-2025", "household_equivalents", "Meta · plan · US 2020 · λ=1")
    assert homes.value == pytest.approx(4.9e6, rel=2e-3)
    assert figure("meta-2025", "facility_power_mw", "Meta · plan").value == 6000


def test_what_runs_of_prometheus_equals_half_a_million_homes() -> None:
    homes = figure("meta-2026", "household_equivalents", "Prometheus · US 2020 · λ=1", "2026-05-18")
    assert homes.value == pytest.approx(0.53e6, rel=6e-3)


def test_hyperions_site_is_15_percent_of_manhattan() -> None:
    assert figure("meta-2025", "area_ratio", "Hyperion · Manhattan").value == pytest.approx(0.154, abs=1e-3)


def test_behemoth_takes_5_18e25_flop_and_48_days_at_the_stated_rate() -> None:
    assert figure("meta-2025", "training_flop", "Llama 4 Behemoth").value == pytest.approx(5.184e25)
    duration = figure("meta-2025", "training_duration_s", "Llama 4 Behemoth")
    assert duration.value / DAY == pytest.approx(48.1, abs=0.05)


def test_behemoth_trains_within_weeks_on_prometheus_and_hardly_faster_on_hyperion() -> None:
    prometheus = figure("meta-2025", "training_duration_s", "Llama 4 Behemoth · Prometheus")
    hyperion = figure("meta-2025", "training_duration_s", "Llama 4 Behemoth · Hyperion")
    assert 1 < prometheus.low / DAY < prometheus.value / DAY < prometheus.high / DAY < 60
    # one job of the same size serves both: batches and failures bound what more chips bring
    assert 0.4 * prometheus.value < hyperion.value < 1.001 * prometheus.value
    shares = [figure("meta-2025", "mfu", f"Llama 4 Behemoth · {site}") for site in ("Prometheus", "Hyperion")]
    assert 0 < shares[1].value < 1.001 * shares[0].value < 0.4


def test_capex_of_2025_is_36_percent_of_revenue() -> None:
    share = figure("meta-2026", "capex_to_revenue_ratio", "Meta", "2025")
    assert share.value == pytest.approx(72.22 / 200.966)
    assert round(share.value, 2) == 0.36


def test_capex_of_the_second_quarter_of_2026_is_half_of_revenue_and_all_of_the_cash_flow() -> None:
    assert figure("meta-2026", "capex_to_revenue_ratio", "Meta", "2026-Q2").value == pytest.approx(
        0.511, abs=1e-3
    )
    assert figure("meta-2026", "capex_to_cash_flow_ratio", "Meta", "2026-Q2").value == pytest.approx(
        0.975, abs=1e-3
    )
    assert figure("meta-2026", "free_cash_flow_usd", "Meta", "2026-Q2").value == pytest.approx(0.784e9)


def test_two_years_of_capex_pass_200_billion_if_the_guidance_holds() -> None:
    total = figure("meta-2026", "capex_usd", "Meta · plan", "2025/2026")
    assert total.low == pytest.approx(72.22e9 + 130e9, rel=1e-2)
    assert total.high == pytest.approx(72.22e9 + 145e9, rel=1e-2)


def test_the_hyperion_venture_pays_1_78_billion_of_interest_and_2_27_billion_a_year() -> None:
    assert figure("meta-2026", "annual_interest_usd", "Hyperion JV (Beignet)").value == pytest.approx(
        1.78e9, rel=3e-3
    )
    assert figure("meta-2026", "level_payment_usd", "Hyperion JV (Beignet)").value == pytest.approx(
        2.27e9, rel=3e-3
    )


def test_the_price_of_scale_ai_implies_29_billion_for_the_whole() -> None:
    assert figure("meta-2025", "implied_valuation_usd", "Scale AI").value == pytest.approx(29.2e9, rel=3e-3)


def test_capital_cost_is_shown_bottom_up_beside_the_constant_of_epoch_and_what_is_reported() -> None:
    constant = figure("meta-2026", "capital_cost_usd", "Prometheus · Epoch", "2026-05-18")
    assert constant.value == pytest.approx(18.79e9, rel=2e-3)
    own = figure("meta-2026", "capital_cost_usd", "Prometheus", "2026-05-18")
    assert own.low < constant.value < own.high
    reported = results("meta-2026").find("capital_cost_usd", "Hyperion · reported")
    assert [one.value for one in reported] == [10e9, 27e9, 50e9]


def test_meta_stands_15_index_points_behind_in_july_2025_and_7_in_autumn_2026() -> None:
    assert figure("meta-2025", "capability_gap", "Meta").value == pytest.approx(15.0)
    assert figure("meta-2025", "capability_gap", "Meta", at=NOW).value == pytest.approx(7.0)


def test_rivals_running_power_is_known_in_2026_and_was_not_in_2025() -> None:
    assert not [one for one in results("meta-2025").figures if one.subject.endswith("· running")]
    running = {
        one.subject.removesuffix(" · running"): one.value
        for one in results("meta-2025", NOW).find("facility_power_mw")
        if one.subject.endswith("· running")
    }
    assert running["xAI"] == pytest.approx(442 + 1276)
    assert running["Anthropic"] == pytest.approx(1092)
    assert {"Alphabet", "Amazon", "Meta", "Microsoft", "OpenAI"} <= set(running)


def test_the_gigawatt_of_prometheus_comes_later_than_announced() -> None:
    estimate = figure("meta-2025", "lead_days", "Prometheus · estimate", "2026", NOW)
    assert estimate.value == (date(2027, 4, 15) - NOW).days
    delay = figure("meta-2025", "slip_days", "Prometheus", "2026", NOW)
    assert delay.low > 100


def test_a_bonus_of_100_million_buys_more_than_a_thousand_accelerators() -> None:
    chips = figure("meta-2025", "pay_in_accelerators", "OpenAI staff (offers) · GB200-NVL72")
    assert chips.value == pytest.approx(2116, rel=1e-3)


def test_a_stated_number_of_homes_is_turned_into_the_power_that_it_stands_for() -> None:
    text = (
        "wattwright: 1\ntitle: T\nas_of: 2025-07-17\ncampuses:\n  - {name: Hyperion, households: 4 million}\n"
    )
    found = evaluate(parse_plan(text), at=THEN)
    assert found.one("facility_power_mw", "Hyperion · stated").value == pytest.approx(
        4e6 * 10.791 / 8760, rel=1e-6
    )
