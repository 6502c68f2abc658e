"""Powers of sites and companies: announced is not running, IT is not the facility, plants are no load."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from claims.stage import TODAY, Fields, ratings, said, verdict, words
from wattwright.reading import Statement

WINTER = date(2026, 1, 15)


def power(sentence: str, span: str, megawatt: float, **fields: Unpack[Fields]) -> Statement:
    return said(sentence, span, kind="power", value=megawatt * 1e6, **{"entity_type": "campus", **fields})


def hyperion(sentence: str, span: str, megawatt: float, **fields: Unpack[Fields]) -> Statement:
    return power(sentence, span, megawatt, entity="Hyperion", **fields)


def colossus(sentence: str, span: str, megawatt: float, **fields: Unpack[Fields]) -> Statement:
    return power(sentence, span, megawatt, entity="Colossus 2", **fields)


def test_what_is_only_announced_is_mostly_true_and_called_an_announcement() -> None:
    found = verdict(hyperion("Hyperion is a 5 GW campus.", "5 GW", 5000), on=WINTER)
    assert found.then.rating == "mostly_true"
    assert "announcement and no measurement" in words(found)


def test_a_site_that_is_said_to_run_is_held_against_what_runs() -> None:
    assert ratings(hyperion("Hyperion runs at 5 GW.", "5 GW", 5000), on=WINTER) == ("false", "false")
    assert ratings(colossus("Colossus 2 runs at 1.3 GW.", "1.3 GW", 1300)) == ("true", "true")


def test_a_number_close_to_the_estimate_is_mostly_true() -> None:
    assert ratings(colossus("Colossus 2 runs at 1.2 GW.", "1.2 GW", 1200))[1] == "mostly_true"


def test_a_number_inside_the_range_of_an_estimate_is_unproven() -> None:
    found = verdict(colossus("Colossus 2 runs at 1.6 GW.", "1.6 GW", 1600))
    assert found.today.rating == "unproven"
    assert "lies within this range" in words(found)


def test_a_number_beyond_the_range_of_an_estimate_is_mostly_false() -> None:
    assert ratings(colossus("Colossus 2 runs at 2.2 GW.", "2.2 GW", 2200))[1] == "mostly_false"


def test_a_number_a_third_off_an_announcement_is_half_right() -> None:
    assert ratings(hyperion("Hyperion is a 6 GW campus.", "6 GW", 6000))[1] == "half"


def test_it_power_is_compared_with_it_power() -> None:
    it = verdict(colossus("Colossus 2 has an IT load of 946 MW.", "946 MW", 946))
    grid = verdict(colossus("Colossus 2 has a grid connection of 946 MW.", "946 MW", 946))
    assert it.today.rating == "true"
    assert "IT power" in words(it)
    assert grid.today.rating == "half"
    assert "facility power" in words(grid)


def test_facility_power_that_is_called_it_power_is_half_right() -> None:
    found = verdict(colossus("Colossus 2 draws 1.28 GW of IT load.", "1.28 GW", 1280))
    assert found.today.rating == "half"
    assert "something else is meant: IT power" in words(found)


def test_an_estimate_from_before_refutes_no_growth() -> None:
    passed = colossus("Colossus 2 passed one gigawatt in June 2026.", "one gigawatt", 1000, when="2026-06")
    assert ratings(passed, on=date(2026, 6, 3)) == ("unproven", "true")


def test_what_was_reached_is_held_against_what_runs() -> None:
    reached = power(
        "Prometheus reached 1 GW in June 2026.", "1 GW", 1000, entity="Prometheus", when="2026-06"
    )
    assert ratings(reached)[1] == "mostly_false"


def test_a_plan_that_repeats_the_announcement_is_open() -> None:
    found = verdict(
        hyperion("Hyperion will reach 5 GW in 2030.", "5 GW", 5000, modality="plan", when="2030"), on=WINTER
    )
    assert (found.then.rating, found.today.rating) == ("forecast_open", "forecast_open")


def test_a_plan_that_overstates_the_announcement_is_graded() -> None:
    plan = hyperion("Hyperion will reach 9 GW in 2030.", "9 GW", 9000, modality="plan", when="2030")
    assert ratings(plan, on=WINTER) == ("mostly_false", "mostly_false")


def test_a_plan_comes_true_once_its_power_runs() -> None:
    plan = colossus("Colossus 2 will reach 1.2 GW in 2026.", "1.2 GW", 1200, modality="plan", when="2026")
    assert ratings(plan, on=WINTER) == ("unproven", "forecast_hit")


def test_a_plan_is_missed_once_its_day_has_passed() -> None:
    sentence = "Prometheus will reach 1 GW by June 2026."
    plan = power(sentence, "1 GW", 1000, entity="Prometheus", modality="plan", when="2026-06")
    assert ratings(plan, on=WINTER) == ("forecast_open", "forecast_missed")


def test_a_plan_that_estimates_expect_later_says_so() -> None:
    sentence = "Prometheus will reach 1 GW in 2026."
    found = verdict(
        power(sentence, "1 GW", 1000, entity="Prometheus", modality="plan", when="2026"), on=WINTER
    )
    assert found.today.rating == "forecast_open"
    assert "later than announced" in words(found)


def test_a_denial_is_right_where_the_power_is_wrong() -> None:
    right = colossus("Colossus 2 does not run at 3 GW.", "3 GW", 3000, modality="denial")
    wrong = colossus("Colossus 2 does not run at 1.28 GW.", "1.28 GW", 1280, modality="denial")
    assert ratings(right)[1] == "true"
    assert ratings(wrong)[1] == "false"


def test_power_plants_are_compared_with_power_plants() -> None:
    found = verdict(hyperion("Gas turbines of 2.26 GW feed Hyperion.", "2.26 GW", 2260))
    assert found.today.rating == "mostly_true"
    assert "generation capacity" in words(found)


def test_load_is_no_generation() -> None:
    statement = colossus("Gas turbines of 1.28 GW feed Colossus 2.", "1.28 GW", 1280)
    assert ratings(statement)[1] == "unproven"


def test_batteries_are_not_checked() -> None:
    assert ratings(colossus("Colossus 2 has 600 MW of batteries.", "600 MW", 600))[1] == "not_checked"


def test_an_unknown_site_is_not_checked() -> None:
    statement = power("Nordlicht is a 300 MW campus.", "300 MW", 300, entity="Nordlicht")
    assert ratings(statement) == ("not_checked", "not_checked")


def test_what_a_company_guides_is_open() -> None:
    statement = power(
        "SpaceX will exceed 2 GW by the end of 2026.",
        "2 GW",
        2000,
        entity="SpaceXAI",
        entity_type="company",
        modality="plan",
        when="2026-12-31",
    )
    assert ratings(statement, on=date(2026, 9, 10))[1] == "forecast_open"


def test_many_sites_of_a_company_refute_nothing() -> None:
    statement = power("Meta has 77 GW.", "77 GW", 77_000, entity="Meta", entity_type="company")
    assert ratings(statement, on=TODAY)[1] == "unproven"
