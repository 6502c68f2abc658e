"""Sentences that only some statements get: each with its rating, and in words of both languages."""

from __future__ import annotations

from datetime import date

import pytest

from claims.stage import TODAY, Fields, said, verdict, words
from wattwright.reading import Statement

SUMMER = date(2025, 7, 17)
META: Fields = {"entity": "Meta", "entity_type": "company"}
HYPERION: Fields = {"entity": "Hyperion", "entity_type": "campus"}
COLOSSUS: Fields = {"entity": "Colossus 2", "entity_type": "campus"}


def homes(span: str, number: float, sentence: str = "Hyperion equals {} homes.") -> Statement:
    return said(sentence.format(span), span, kind="households", value=number, **HYPERION)


def land(span: str, square_metres: float, sentence: str = "Hyperion is the size of {}.") -> Statement:
    return said(sentence.format(span), span, kind="area", value=square_metres, qualifier="about", **HYPERION)


def tonnes(number: float) -> Statement:
    sentence = f"Hyperion would emit {number:.0f} million tonnes of CO2 a year."
    span = f"{number:.0f} million tonnes"
    return said(sentence, span, kind="emissions", value=number * 1e9, period="per_year", **HYPERION)


def topic(name: str, sentence: str, entity: str = "Meta", other: str = "") -> Statement:
    fields: Fields = {"entity": entity, "entity_type": "company", "topic": name}
    if other:
        fields["object"] = other
    return said(sentence, **fields)


def money(sentence: str, span: str, value: float, fields: Fields) -> Statement:
    return said(sentence, span, kind="money", value=value, **{**META, **fields})


PLAN_2025: Fields = {"modality": "plan", "when": "2025"}
FOUR: Fields = {"entity": "Amazon, Alphabet, Microsoft und Meta", "entity_type": "other", "when": "2026"}
CASES = [
    (land("1.300 Fußballfelder", 9.28e6, "Hyperion ist so groß wie {}."), TODAY, "area.like_place", "true"),
    (land("Central Park", 3.41e6), TODAY, "area.unlike_place", "mostly_false"),
    (tonnes(15), TODAY, "energy.emitted", "true"),
    (tonnes(40), TODAY, "energy.emitted_apart", "unproven"),
    (homes("3.25 million", 3.25e6), TODAY, "households.fits_at_mean_load", "true"),
    (homes("900 million", 9e8), TODAY, "households.elsewhere", "unproven"),
    (topic("deal", "OpenAI signed a deal with Oracle.", "OpenAI", "Oracle"), TODAY, "deal.agreed", "true"),
    (topic("departure", "People leave Meta."), TODAY, "departure.documented", "true"),
    (
        topic(
            "hiring", "Anthropic mainly lured people from Google DeepMind.", "Anthropic", "Google DeepMind"
        ),
        TODAY,
        "hiring.mostly",
        "true",
    ),
    (
        topic("hiring", "Meta mainly lured people from Microsoft.", "Meta", "Microsoft"),
        TODAY,
        "hiring.none_from",
        "mostly_false",
    ),
    (
        money("Meta will spend $70 billion on AI in 2025.", "$70 billion", 70e9, PLAN_2025),
        SUMMER,
        "money.purpose_hit",
        "missing_context",
    ),
    (
        money("Four firms spend $700 billion on capex in 2026.", "$700 billion", 700e9, FOUR),
        TODAY,
        "money.several",
        "mostly_true",
    ),
    (
        money(
            "Amazon will invest $100 billion in data centres.",
            "$100 billion",
            100e9,
            {"entity": "Amazon", "modality": "plan"},
        ),
        date(2025, 1, 15),
        "money.sum_spent",
        "forecast_hit",
    ),
    (
        money(
            "Analysts expect Meta to spend $190 billion on capex in 2026.",
            "$190 billion",
            190e9,
            {"modality": "estimate", "when": "2026"},
        ),
        date(2026, 8, 1),
        "numbers.estimate_apart",
        "forecast_open",
    ),
    (
        said(
            "Colossus 2 does not run at 1.6 GW.",
            "1.6 GW",
            kind="power",
            value=1.6e9,
            modality="denial",
            **COLOSSUS,
        ),
        TODAY,
        "numbers.denied_open",
        "unproven",
    ),
    (
        said("Colossus 2 has 50 million GPUs.", "50 million", kind="accelerators", value=5e7, **COLOSSUS),
        TODAY,
        "numbers.elsewhere",
        "unproven",
    ),
    (
        said(
            "Gas plants of 7.5 GW will feed Hyperion.",
            "7.5 GW",
            kind="power",
            value=7.5e9,
            modality="plan",
            **HYPERION,
        ),
        TODAY,
        "power.generation",
        "forecast_open",
    ),
    (
        said(
            "Andrew Tulloch was never offered $1.5 billion.",
            "$1.5 billion",
            kind="pay",
            value=1.5e9,
            modality="denial",
            entity="Andrew Tulloch",
            entity_type="person",
        ),
        TODAY,
        "pay.denied",
        "unproven",
    ),
]


@pytest.mark.parametrize(("statement", "on", "key", "rating"), CASES, ids=[case[2] for case in CASES])
def test_a_rarer_case_gets_its_rating_and_its_sentence(
    statement: Statement, on: date, key: str, rating: str
) -> None:
    found = verdict(statement, on=on)
    assert (found.today.reason, found.today.rating) == (key, rating), words(found)
    assert words(found, "de") != words(found, "en")


def test_a_plan_beyond_the_land_bought_so_far_is_unproven() -> None:
    sentence = "Hyperion will be the size of Manhattan."
    plan = said(sentence, "Manhattan", kind="area", value=59.1e6, modality="plan", speaker="Meta", **HYPERION)
    found = verdict(plan, on=SUMMER)
    assert (found.then.reason, found.then.rating) == ("area.plan_above_land", "unproven")
    assert "Whether it will grow" in words(found)


def test_older_guidance_is_told_from_the_newest() -> None:
    sentence = "Meta had guided $125 to 145 billion of capital expenditure for 2026."
    old = said(sentence, "$125 to 145 billion", kind="money", low=125e9, high=145e9, when="2026", **META)
    found = verdict(old)
    assert (found.today.reason, found.today.rating) == ("money.older_guidance", "true")


def test_a_rivals_claim_stands_alone_until_it_is_denied() -> None:
    sentence = "Meta lured with signing bonuses of $100 million."
    claim = said(sentence, "$100 million", kind="pay", value=1e8, **META)
    found = verdict(claim, on=date(2025, 6, 20))
    assert (found.then.reason, found.today.reason) == ("pay.rival_claim", "pay.rival_claim_denied")


def test_a_model_that_is_not_out_yet_may_still_be_closed() -> None:
    fields: Fields = {"entity": "Behemoth", "entity_type": "model", "topic": "openness", "modality": "plan"}
    found = verdict(said("Behemoth is to be a closed model.", **fields), on=date(2025, 4, 20))
    assert (found.then.reason, found.then.rating) == ("openness.not_out", "forecast_open")


def test_a_site_that_runs_in_part_is_shown_beside_its_plan() -> None:
    fields: Fields = {"entity": "Prometheus", "entity_type": "campus"}
    fitting = said("Prometheus equals 812,000 homes.", "812,000", kind="households", value=812e3, **fields)
    found = verdict(fitting)
    assert (found.today.reason, found.today.rating) == ("households.fits_now", "true")
    assert "Running at Meta Prometheus" in words(found)


def test_homes_and_energy_of_one_sentence_have_to_fit() -> None:
    sentence = "A plant of 8.7 TWh a year supplies 2 million homes."
    beside = said(sentence, "8.7 TWh", kind="energy", value=8.7e12)
    found = verdict(said(sentence, "2 million", kind="households", value=2e6), beside)
    assert (found.today.reason, found.today.rating) == ("households.from_energy_off", "false")


def test_a_rendering_in_other_words_is_mostly_true() -> None:
    text = "That strategy of upfront guaranteed comp, not the work or the mission, sets up no great culture."
    fields: Fields = {"speaker": "Sam Altman", "modality": "claim", **META}
    found = verdict(said(text, kind="quote", **fields), on=SUMMER)
    assert found.then.rating in ("mostly_true", "true")
