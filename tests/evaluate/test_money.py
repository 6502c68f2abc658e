"""Views of money, own assumptions, and packages of one's own."""

from __future__ import annotations

from datetime import date

import pytest

from wattwright.errors import DataError, UnknownNameError
from wattwright.evaluate import evaluate
from wattwright.evaluate.packages import PackageTerms, own_package
from wattwright.evaluate.returns import owner_return
from wattwright.evaluate.views import CAPITAL, book_values, cost_view, deciders, openness_view
from wattwright.plan import load, parse_plan
from wattwright.results import Figure, Results

THEN, NOW = date(2025, 7, 17), date(2026, 11, 25)
BARE = "wattwright: 1\ntitle: nothing\nas_of: 2025-07-17\n"


@pytest.fixture(scope="module")
def results() -> Results:
    return evaluate(load("meta-2025"), at=NOW)


def test_the_parts_of_a_campus_add_up_to_its_cost(results: Results) -> None:
    section = next(one for one in cost_view(results, "prometheus").sections if one.kind == "capital")
    found = {one.name: one.value for one in section.figures if one.subject == "Prometheus"}
    assert sum(found[name] for name in CAPITAL) == pytest.approx(found["capital_cost_usd"])


def test_a_watt_of_prometheus_costs_about_what_epochs_constant_says(results: Results) -> None:
    per_watt = results.one("capital_cost_usd_per_w", "Prometheus", "2026")
    assert per_watt.low < 37.88 < per_watt.high and per_watt.value == pytest.approx(37.88, rel=0.05)


def test_owners_stand_in_the_order_of_their_costs(results: Results) -> None:
    hours = {one.subject: one.value for one in results.find("accelerator_cost_usd_per_h", when="2026")}
    own, rented = hours["Prometheus"], hours["Prometheus · rented"]
    assert hours["Prometheus · venture"] < own < hours["Prometheus · leased"] < rented


def test_a_run_costs_more_the_more_is_counted(results: Results) -> None:
    place = "Llama 4 Behemoth · Prometheus"
    amortised = results.one("amortised_training_cost_usd", f"{place} · Epoch").value
    named = ("training_cost_usd", "full_training_cost_usd", "development_cost_usd")
    assert [amortised, *(results.one(name, place).value for name in named)] == sorted(
        [amortised, *(results.one(name, place).value for name in named)]
    )


def test_a_run_that_has_been_costs_by_epochs_methods_what_its_recorded_hours_say() -> None:
    plan = parse_plan(f"{BARE}company: Meta\ntraining:\n  - model: Llama 3.1 405B\n")
    found = evaluate(plan, at=NOW)
    costs = {
        name: found.one(name, "Llama 3.1 405B · Epoch").value
        for name in ("amortised_training_cost_usd", "cloud_training_cost_usd", "acquisition_cost_usd")
    }
    hours_published = 30.84 / 35.09
    assert costs["amortised_training_cost_usd"] == pytest.approx(51.0e6 * hours_published, rel=0.03)
    assert costs["cloud_training_cost_usd"] == pytest.approx(169.8e6 * hours_published, rel=0.05)
    assert costs["acquisition_cost_usd"] == pytest.approx(896e6, rel=0.05)
    full = found.one("full_training_cost_usd", "Llama 3.1 405B")
    assert full.value > costs["amortised_training_cost_usd"]


def test_the_capital_from_the_business_covers_less_and_less(results: Results) -> None:
    shares = [
        results.one("capex_to_cash_flow_ratio", "Meta", year).value for year in ("2023", "2024", "2025")
    ]
    shares.append(results.one("capex_to_cash_flow_ratio", "Meta · projected", "2026").value)
    assert shares == sorted(shares) and shares[-1] > 0.9
    left = results.one("cash_after_ventures_usd", "Meta · ventures", "2025")
    assert left.value == pytest.approx(16.28e9, rel=1e-3)


def test_a_guarantee_is_worth_something_before_it_pays(results: Results) -> None:
    venture = "Meta / Blue Owl Hyperion venture"
    worth, payoff = (results.one(name, venture) for name in ("guarantee_worth_usd", "guarantee_payoff_usd"))
    assert 0 < worth.value < 27.3e9 and payoff.value == 0 < payoff.high


def test_deferred_pay_keeps_more_people_than_pay_up_front(results: Results) -> None:
    stay = [
        results.one("stay_share", f"Ruoming Pang · {one}", "+2").value for one in ("deferred", "up front")
    ]
    usual = results.one("stay_share", "research staff", "+2")
    assert stay[0] > usual.value > stay[1]
    assert usual.low < 0.64 < 0.80 < usual.high, "SignalFire's four laboratories"


def test_a_closed_model_is_weighed_at_its_own_list_price(results: Results) -> None:
    price = results.one("unit_price_usd", "Muse Spark")
    assert price.value == pytest.approx(0.8 * 1.25 + 0.2 * 4.25)
    closed, opened = (
        results.one(one, "Muse Spark · openness") for one in ("closed_worth_usd", "open_worth_usd")
    )
    assert closed.value > opened.value > 0


def test_scale_would_have_to_save_half_of_all_computing(results: Results) -> None:
    assert 0.3 < results.one("needed_gain_ratio", "Scale AI").value < 0.8
    assert results.one("valuation_years", "Scale AI").value == pytest.approx(33.5, rel=0.01)
    assert results.one("price_per_head_usd", "Scale AI").value == pytest.approx(20.4e6, rel=0.01)


def test_what_decides_is_what_is_least_known(results: Results) -> None:
    names = [one.name for one in deciders(results.one("break_even_package_usd", "Ruoming Pang · deferred"))]
    assert names[0] == "gain of one person (leaving)"


def test_servers_lose_value_faster_on_the_market_than_on_the_books(results: Results) -> None:
    values = book_values(results, "Prometheus", "2026")
    assert values["market_usd"][0] < values["straight_line_usd"][0]
    assert values["straight_line_usd"][-1] == 0 < values["market_usd"][-1]


def test_views_of_a_plan_that_has_nothing_to_show() -> None:
    bare = evaluate(parse_plan(BARE), at=THEN)
    for view in (cost_view, openness_view):
        with pytest.raises(DataError):
            view(bare)


def test_unknown_campuses_phases_and_models_get_the_nearest_names(results: Results) -> None:
    for call in (
        lambda: cost_view(results, "Promethius"),
        lambda: cost_view(results, "Prometheus", "2031"),
        lambda: openness_view(results, "Behemot"),
    ):
        with pytest.raises(UnknownNameError):
            call()


def hour(told: dict[str, tuple[float, float, float]]) -> Figure:
    return evaluate(load("meta-2025"), at=NOW, told=told).one("accelerator_cost_usd_per_h", "Prometheus")


def test_an_own_assumption_reaches_everything_behind_it() -> None:
    short = hour({"accelerator.accelerator_life_years": (3.0, 3.0, 3.0)})
    wide = hour({"campus.facility_to_it_ratio": (1.2, 1.5, 1.8)})
    assert short.value > 1.1 * hour({}).value
    assert wide.value > hour({}).value


def test_wrong_assumptions_are_all_said_at_once() -> None:
    with pytest.raises(DataError) as caught:
        hour(
            {
                "sold_share": (1.2, 1.2, 1.2),
                "hall_life_years": (0.0, 0.0, 0.0),
                "price_decay_per_year": (0.1, 0.1, 0.1),
                "acelerator_price": (1.0, 1.0, 1.0),
                "campus.land_price_usd_per_m2": (3.0, 2.0, 1.0),
                "lease.lease_years": (float("nan"),) * 3,
            }
        )
    text = "\n".join(caught.value.problems)
    for part in ("between 0 and 1", "above 0", "several groups", "no assumption", "does not hold", "finite"):
        assert part in text
    assert len(caught.value.problems) == 6


def test_a_package_as_agreed_holds_people_longer_than_the_sum_up_front() -> None:
    made = own_package(PackageTerms(base_usd=2e6, bonus_usd=1e8, equity_usd=2e8, clawback_years=2.0), NOW)
    agreed, early = made["as_agreed"], made["up_front"]
    assert (
        sum(agreed["paid_usd"]) == pytest.approx(made["total_usd"]) == pytest.approx(sum(early["paid_usd"]))
    )
    assert agreed["expected_stay_years"]["value"] > early["expected_stay_years"]["value"]
    assert agreed["present_usd"]["high"] < made["total_usd"]


def test_nothing_that_became_known_later_goes_into_the_cost_of_a_run() -> None:
    plan = parse_plan(f"{BARE}company: Meta\ntraining:\n  - model: Llama 3.1 405B\n")
    day = date(2024, 8, 1)
    found = evaluate(plan, at=day)
    assert found.one("amortised_training_cost_usd", "Llama 3.1 405B · Epoch").value == pytest.approx(
        44.6e6, rel=0.01
    )
    assert not found.find("cloud_training_cost_usd"), "the rent of H100 was listed in March 2025"
    assert all(leaf.date <= day for one in found.figures for leaf in one.leaves())
    assert not evaluate(plan, at=date(2024, 5, 1)).find("amortised_training_cost_usd")


def test_owning_pays_when_the_market_rents_above_cost() -> None:
    returns = {}
    for used in (0.4, 0.95):
        found = evaluate(load("meta-2025"), at=NOW, told={"accelerator.sold_share": (used, used, used)})
        rate, present = (owner_return(found, "Prometheus") or {}).values()
        assert (rate["value"] > 0.10) == (present["value"] > 0)
        returns[used] = rate["value"]
    assert returns[0.4] < 0.10 < returns[0.95]
    assert owner_return(evaluate(parse_plan(BARE), at=NOW), "Prometheus") is None
