"""Homes as a measure: power × hours over kWh a home, of the right site, load, year and country."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from claims.stage import TODAY, Fields, catalog, ratings, said, verdict, words
from wattwright.claims import judge
from wattwright.plan import plan_from_reading
from wattwright.reading import Reading, Statement

SUMMER = date(2025, 7, 17)


def homes(sentence: str, span: str, number: float, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity": "Hyperion", "entity_type": "campus", **fields}
    return said(sentence, span, kind="households", value=number, **named)


def test_homes_that_equal_the_full_load_of_the_site_are_true() -> None:
    found = verdict(homes("Hyperion uses as much as four million US homes.", "four million", 4e6), on=SUMMER)
    assert found.then.rating == "true"
    assert found.then.figures[0].equation


def test_homes_of_another_country_use_another_amount() -> None:
    statement = homes(
        "Hyperion verbraucht so viel wie 14 Millionen deutsche Haushalte.", "14 Millionen", 14e6
    )
    assert ratings(statement, on=SUMMER)[0] == "true"


def test_a_data_centre_supplies_nobody() -> None:
    statement = homes("Hyperion could supply four million homes.", "four million", 4e6, direction="supply")
    found = verdict(statement, on=SUMMER)
    assert found.then.rating == "mostly_true"
    assert "supplies nobody" in words(found)


def test_homes_of_another_site_are_half_right() -> None:
    sentence = "Prometheus and Hyperion use as much as four million homes."
    found = verdict(homes(sentence, "four million", 4e6, entity="Prometheus und Hyperion"), on=SUMMER)
    assert found.then.rating == "half"
    assert "fits Meta Hyperion alone" in words(found)


def test_both_means_the_two_sites_that_the_text_plans() -> None:
    sentence = "The electricity of both sites could power four million homes."
    sites = tuple(
        said(f"{name} reaches {power}.", power, kind="power", value=watt, entity=name, entity_type="campus")
        for name, power, watt in (("Prometheus", "1 GW", 1e9), ("Hyperion", "5 GW", 5e9))
    )
    reading = Reading("en", SUMMER, "Two sites", (homes(sentence, "four million", 4e6), *sites))
    found = judge(reading, plan_from_reading(reading, catalog()), today=TODAY, catalog=catalog())[0]
    assert found.then.rating == "half"


def test_homes_half_as_many_again_are_half_right() -> None:
    assert ratings(homes("Hyperion equals six million homes.", "six million", 6e6))[1] == "half"


def test_homes_far_off_are_wrong() -> None:
    few = homes("Hyperion equals a million homes.", "a million", 1e6)
    many = homes("Hyperion equals forty million homes.", "forty million", 40e6)
    assert ratings(few)[1] == "mostly_false"
    assert ratings(many)[1] == "false"


def test_a_denial_is_right_where_the_homes_do_not_fit() -> None:
    right = homes("Hyperion does not equal 40 million homes.", "40 million", 40e6, modality="denial")
    wrong = homes("Hyperion does not equal four million homes.", "four million", 4e6, modality="denial")
    assert ratings(right)[1] == "true"
    assert ratings(wrong)[1] == "false"


def test_the_power_of_the_same_sentence_comes_first() -> None:
    sentence = "Nordlicht draws 100 MW, as much as 80,000 homes."
    beside = said(sentence, "100 MW", kind="power", value=1e8, entity="Nordlicht", entity_type="campus")
    fitting = homes(sentence, "80,000", 80e3, entity="Nordlicht")
    assert ratings(fitting, beside)[1] == "true"


def test_homes_follow_from_an_amount_of_energy_too() -> None:
    sentence = "A plant of 8.7 TWh a year supplies 850,000 homes."
    beside = said(sentence, "8.7 TWh", kind="energy", value=8.7e12)
    statement = said(sentence, "850,000", kind="households", value=850e3)
    assert ratings(statement, beside)[1] == "true"


def test_homes_that_are_heated_are_not_checked() -> None:
    statement = homes("Waste heat of Hyperion warms 20,000 homes.", "20,000", 20e3)
    assert ratings(statement)[1] == "not_checked"


def test_homes_of_an_unknown_site_are_not_checked() -> None:
    statement = homes("Nordlicht uses as much as 100,000 homes.", "100,000", 1e5, entity="Nordlicht")
    assert ratings(statement)[1] == "not_checked"


def test_homes_of_a_company_without_known_sites_are_unproven() -> None:
    sentence = "Mistral uses as much as 9 million homes."
    statement = homes(sentence, "9 million", 9e6, entity="Mistral", entity_type="company")
    assert ratings(statement)[1] == "unproven"
