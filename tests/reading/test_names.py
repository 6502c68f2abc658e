"""Whose number it is: known and unknown names, nouns and pronouns that stand for them."""

from __future__ import annotations

import pytest

from reading.page import number, numbers, statements


@pytest.mark.parametrize(
    ("text", "language", "entity", "group"),
    [
        ("Meta baut 5 Gigawatt.", "de", "Meta", "company"),
        ("Die Isarion Compute GmbH baut 60 Megawatt.", "de", "Isarion Compute GmbH", "company"),
        ("Der Netzbetreiber Tennet liefert 60 Megawatt.", "de", "Tennet", "company"),
        ("Der Rechenpark Moosbreite zieht 60 Megawatt.", "de", "Rechenpark Moosbreite", "campus"),
        ("Das Rechenzentrum „Elbkern“ zieht 60 Megawatt.", "de", "Elbkern", "campus"),
        ("Llama 3.1 405B hat 405 Milliarden Parameter.", "de", "Llama 3.1 405B", "model"),
        ("Midvale Electric serves 1.1 million customers.", "en", "Midvale Electric", "company"),
        ("Thames Water loses 570 million litres a day.", "en", "Thames Water", "company"),
        ("A company called Tessellate is building 60 megawatts.", "en", "Tessellate", "company"),
        ("The El Paso campus draws 60 megawatts.", "en", "El Paso", "campus"),
        ("Project Marigold draws 900 megawatts.", "en", "Project Marigold", "campus"),
        ("Kestrel Park, a 600-megawatt campus, is sold.", "en", "Kestrel Park", "campus"),
    ],
)
def test_a_name_is_found_with_its_type(text: str, language: str, entity: str, group: str) -> None:
    found = numbers(text, language)[0]
    assert (found.entity, found.entity_type) == (entity, group)


@pytest.mark.parametrize(
    ("text", "language", "entity"),
    [
        ("CoreWeave ist eine Cloudfirma. Das Unternehmen betreibt 33 Rechenzentren.", "de", "CoreWeave"),
        ("CoreWeave rents out chips. It runs 33 data centers.", "en", "CoreWeave"),
        ("CoreWeave rents out chips. The company runs 33 data centers.", "en", "CoreWeave"),
        ("Meta is building Hyperion. The site covers 2,250 acres.", "en", "Hyperion"),
    ],
)
def test_pronouns_and_nouns_stand_for_the_name_before(text: str, language: str, entity: str) -> None:
    assert number(text, language).entity == entity


def test_names_of_a_list_get_their_own_figures() -> None:
    found = numbers("Microsoft plans 250 megawatts, Google 111 and Amazon 60.")
    assert [one.entity for one in found] == ["Microsoft", "Google", "Amazon"]


def test_the_first_of_joined_names_counts() -> None:
    assert number("OpenAI, SoftBank and Oracle will spend $500 billion.").entity == "OpenAI"


def test_pay_belongs_to_the_one_who_gets_it() -> None:
    found = number("Meta offered Ruoming Pang a pay package of $200 million.")
    assert (found.entity, found.entity_type) == ("Ruoming Pang", "person")


def test_a_street_is_no_person() -> None:
    found = numbers("Am Hermann-Löns-Weg entstehen 40 Megawatt.", "de")
    assert all(one.entity_type != "person" for one in found)


def test_another_spelling_of_a_known_name_is_known_too() -> None:
    assert number("Deepmind beschäftigt 2.000 Forscher.", "de").entity_type == "company"


def test_without_a_name_there_is_no_entity() -> None:
    assert number("The hall draws 60 megawatts.").entity is None


@pytest.mark.parametrize(
    ("text", "language", "entity"),
    [
        ("Meta baut in Ohio. Ein gewöhnlicher Serverschrank zieht acht Kilowatt.", "de", "Serverschrank"),
        ("Ireland went through this. There data centers took 22 percent of the power.", "en", "Ireland"),
        ("Deutsche Rechenzentren verbrauchten 21,3 Terawattstunden.", "de", "Deutschland"),
        ("Virtus beschäftigt 60 Mitarbeiter.", "de", "Virtus"),
        ("Alibaba released Qwen4. It was trained on 60 trillion tokens.", "en", "Qwen4"),
    ],
)
def test_things_places_and_unknown_firms_own_figures(text: str, language: str, entity: str) -> None:
    assert numbers(text, language)[-1].entity == entity


def test_the_place_of_a_report_owns_nothing() -> None:
    found = statements(
        "Berlin (11.11.2025) – Google baut aus. Bis 2029 will Google 5,5 Mrd. Euro ausgeben.", "de"
    )
    assert {one.entity for one in found if one.kind == "money"} == {"Google"}
