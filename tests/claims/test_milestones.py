"""Dates: of sites against what runs, is estimated and was announced; of models against their release."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from claims.stage import Fields, ratings, said, verdict, words
from wattwright.reading import Statement

SUMMER = date(2025, 7, 17)
WINTER = date(2026, 1, 17)


def step(
    sentence: str, span: str, when: str, entity: str = "Prometheus", **fields: Unpack[Fields]
) -> Statement:
    named: Fields = {"entity_type": "campus", **fields, "entity": entity, "when": when}
    return said(sentence, span, kind="date_milestone", **named)


def day_of(sentence: str, span: str, when: str, model: str, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {**fields, "entity_type": "model"}
    return step(sentence, span, when, model, **named)


def test_a_date_that_the_timeline_confirms_is_true() -> None:
    assert ratings(step("Prometheus began operation in 2026.", "2026", "2026"))[1] == "true"


def test_a_date_long_before_the_first_step_is_mostly_false() -> None:
    statement = step("Colossus 2 went online in 2024.", "2024", "2024", "Colossus 2")
    assert ratings(statement)[1] == "mostly_false"


def test_a_site_that_does_not_run_yet_has_not_begun() -> None:
    found = verdict(step("Hyperion went online in 2025.", "2025", "2025", "Hyperion"))
    assert found.today.rating == "false"
    assert "nothing running" in words(found)


def test_buying_a_hall_is_no_operation() -> None:
    statement = step(
        "xAI bought the hall for Colossus 2 in March 2025.", "March 2025", "2025-03", "Colossus 2"
    )
    assert ratings(statement)[1] == "unproven"


def test_a_date_to_come_is_open_and_tells_how_far_it_has_slipped() -> None:
    found = verdict(step("Prometheus comes online in 2026.", "2026", "2026", modality="plan"), on=SUMMER)
    assert (found.then.rating, found.today.rating) == ("forecast_open", "forecast_open")
    assert "has moved by" in words(found)


def test_a_date_that_estimates_put_later_is_called_unlikely() -> None:
    statement = step("Hyperion comes online in 2027.", "2027", "2027", "Hyperion", modality="plan")
    found = verdict(statement, on=WINTER)
    assert found.today.rating == "forecast_open"
    assert "unlikely" in words(found)


def test_a_date_that_has_passed_is_missed() -> None:
    statement = step("Prometheus comes online in June 2026.", "June 2026", "2026-06", modality="plan")
    assert ratings(statement, on=SUMMER) == ("forecast_open", "forecast_missed")


def test_a_date_is_met_once_the_power_beside_it_runs() -> None:
    sentence = "Colossus 2 reaches 1.2 GW in 2026."
    beside = said(
        sentence,
        "1.2 GW",
        kind="power",
        value=1.2e9,
        entity="Colossus 2",
        entity_type="campus",
        modality="plan",
        when="2026",
    )
    statement = step(sentence, "2026", "2026", "Colossus 2", modality="plan")
    assert ratings(statement, beside, on=WINTER)[1] == "forecast_hit"


def test_an_unknown_site_is_not_checked() -> None:
    statement = step("Nordlicht comes online in 2027.", "2027", "2027", "Nordlicht", modality="plan")
    assert ratings(statement) == ("not_checked", "not_checked")


def test_a_model_came_out_when_its_card_says() -> None:
    name = "Llama 4 Maverick"
    right = day_of("Llama 4 Maverick was released in April 2025.", "April 2025", "2025-04", name)
    wrong = day_of("Llama 4 Maverick was released in January 2024.", "January 2024", "2024-01", name)
    close = day_of("Llama 4 Maverick was released in August 2025.", "August 2025", "2025-08", name)
    assert ratings(right)[1] == "true"
    assert ratings(wrong)[1] == "false"
    assert ratings(close)[1] == "mostly_false"


def test_the_denial_of_a_release_day_is_right_where_the_day_is_wrong() -> None:
    name = "Llama 4 Maverick"
    sentence = "Llama 4 Maverick was not released in {}."
    wrong = day_of(sentence.format("April 2025"), "April 2025", "2025-04", name, modality="denial")
    right = day_of(sentence.format("January 2024"), "January 2024", "2024-01", name, modality="denial")
    assert ratings(wrong)[1] == "false"
    assert ratings(right)[1] == "true"


def test_another_date_of_a_model_is_unproven() -> None:
    statement = day_of("Llama 4 Maverick was trained in 2023.", "2023", "2023", "Llama 4 Maverick")
    assert ratings(statement)[1] == "unproven"


def test_a_release_that_was_shelved_is_missed() -> None:
    sentence = "Llama 4 Behemoth will be released in July 2025."
    statement = day_of(sentence, "July 2025", "2025-07", "Llama 4 Behemoth", modality="plan")
    assert ratings(statement, on=date(2025, 4, 10)) == ("forecast_open", "forecast_missed")


def test_a_release_that_was_foretold_is_met() -> None:
    sentence = "Muse Spark comes out in May 2026."
    statement = day_of(sentence, "May 2026", "2026-05", "Muse Spark", modality="plan")
    assert ratings(statement, on=date(2026, 2, 1))[1] == "forecast_hit"
