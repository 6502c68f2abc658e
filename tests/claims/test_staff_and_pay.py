"""Pay, head counts, hirings and departures: by what is on record of people."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from claims.stage import Fields, ratings, said, verdict, words
from wattwright.reading import Statement

SUMMER = date(2025, 7, 17)
AUTUMN = date(2025, 11, 1)


def of(kind: str, sentence: str, span: str, value: float, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity": "Meta", "entity_type": "company", **fields}
    return said(sentence, span, kind=kind, value=value, **named)


def package(sentence: str, span: str, value: float, person: str) -> Statement:
    return of("pay", sentence, span, value, entity=person, entity_type="person")


def about(topic: str, sentence: str, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity": "Meta", "entity_type": "company", **fields}
    return said(sentence, topic=topic, **named)


def test_a_reported_package_is_true_until_the_person_leaves() -> None:
    sentence = "Ruoming Pang got $200 million over several years."
    found = verdict(package(sentence, "$200 million", 2e8, "Ruoming Pang"), on=SUMMER)
    assert (found.then.rating, found.today.rating) == ("true", "missing_context")


def test_a_package_without_its_years_is_mostly_true() -> None:
    found = verdict(package("Ruoming Pang got $200 million.", "$200 million", 2e8, "Ruoming Pang"), on=SUMMER)
    assert found.then.rating == "mostly_true"


def test_a_package_far_off_is_wrong() -> None:
    sentence = "Ruoming Pang got $900 million over several years."
    assert ratings(package(sentence, "$900 million", 9e8, "Ruoming Pang"), on=SUMMER)[0] == "false"


def test_what_only_a_rival_claims_is_unproven_and_so_is_its_denial() -> None:
    claim = of(
        "pay", "Meta lured with signing bonuses of $100 million.", "$100 million", 1e8, qualifier="up_to"
    )
    denial = of("pay", "Meta denied signing bonuses of $100 million.", "$100 million", 1e8, modality="denial")
    assert ratings(claim, on=SUMMER) == ("unproven", "unproven")
    assert ratings(denial, on=SUMMER) == ("unproven", "unproven")


def test_a_range_of_salaries_is_mostly_true_where_single_packages_go_beyond() -> None:
    sentence = "Meta pays salaries of 1 to 100 million dollars."
    statement = said(
        sentence,
        "1 to 100 million dollars",
        kind="pay",
        low=1e6,
        high=1e8,
        qualifier="order_of_magnitude",
        period="per_year",
        entity="Meta",
        entity_type="company",
    )
    assert ratings(statement, on=SUMMER)[0] == "mostly_true"


def test_pay_of_strangers_is_not_checked() -> None:
    statement = package("Erika Muster got $3 million.", "$3 million", 3e6, "Erika Muster")
    assert ratings(statement) == ("not_checked", "not_checked")


def test_a_head_count_is_compared_with_one_of_that_time() -> None:
    right = of("headcount", "OpenAI has 3,000 employees.", "3,000", 3000, entity="OpenAI")
    wrong = of("headcount", "OpenAI has 9,000 employees.", "9,000", 9000, entity="OpenAI")
    assert ratings(right, on=date(2025, 7, 20))[0] == "true"
    assert ratings(wrong, on=date(2025, 7, 20))[0] == "false"


def test_a_head_count_of_a_part_refutes_nothing() -> None:
    sentence = "OpenAI has 900 employees in one team."
    part = of("headcount", sentence, "900", 900, entity="OpenAI")
    assert ratings(part, on=date(2025, 7, 20))[0] == "unproven"


def test_cuts_are_compared_with_cuts() -> None:
    right = of("headcount", "Meta cut 600 positions in its AI unit.", "600", 600)
    wrong = of("headcount", "Meta cut 6,000 positions in its AI unit.", "6,000", 6000)
    assert ratings(right, on=AUTUMN)[0] == "true"
    assert ratings(wrong, on=AUTUMN)[0] == "false"


def test_staff_of_an_unknown_company_is_not_checked() -> None:
    statement = of("headcount", "Nordlicht has 20 employees.", "20", 20, entity="Nordlicht")
    assert ratings(statement)[1] == "not_checked"


def test_documented_moves_prove_a_hiring() -> None:
    found = verdict(about("hiring", "Meta lures experts from its rivals."), on=SUMMER)
    assert found.then.rating == "true"
    assert "among them" in words(found)


def test_a_named_person_has_to_be_among_the_moves() -> None:
    known = about("hiring", "Meta hired Alexandr Wang.", object="Alexandr Wang")
    stranger = about("hiring", "Meta hired Erika Muster.", object="Erika Muster")
    assert ratings(known, on=SUMMER)[0] == "true"
    assert ratings(stranger, on=SUMMER)[0] == "unproven"


def test_mainly_from_one_rival_needs_a_clear_majority() -> None:
    statement = about("hiring", "Meta mainly lured people from OpenAI.", object="OpenAI")
    assert ratings(statement, on=SUMMER)[0] == "mostly_true"


def test_mainly_from_another_rival_is_half_right_at_best() -> None:
    statement = about("hiring", "Meta mainly lured people from Apple.", object="Apple")
    assert ratings(statement, on=SUMMER)[0] in ("half", "mostly_false")


def test_hiring_by_an_unknown_company_is_not_checked() -> None:
    assert ratings(about("hiring", "Nordlicht lures experts.", entity="Nordlicht"))[1] == "not_checked"


def test_a_denied_hiring_is_the_reverse() -> None:
    assert ratings(about("hiring", "Meta hires nobody.", modality="denial"))[1] == "false"


def test_a_departure_on_record_is_true() -> None:
    statement = about("departure", "Ruoming Pang left Meta.", object="Ruoming Pang")
    assert ratings(statement, on=SUMMER) == ("unproven", "true")


def test_the_departure_of_a_stranger_is_unproven_though_others_left() -> None:
    statement = about("departure", "Erika Muster left Meta.", entity="Erika Muster", entity_type="person")
    assert ratings(statement)[1] == "unproven"


def test_departures_from_an_unknown_company_are_not_checked() -> None:
    assert ratings(about("departure", "People leave Nordlicht.", entity="Nordlicht"))[1] == "not_checked"
