"""What must not become a claim: stock market, surveys, goods, ages, identifiers, furniture, past days."""

from __future__ import annotations

import pytest

from reading.page import numbers


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Aktie fiel um 3,4 Prozent auf 512 Dollar.", "de"),
        ("The shares fell 46% from their high.", "en"),
        ("Der Dax schloss bei 24.310 Punkten.", "de"),
        ("Kurs: 71,40 $, Kursziel: 55 $.", "de"),
        ("In einer Umfrage lehnten 61 Prozent der Befragten den Bau ab.", "de"),
        ("The lunch cost $7.", "en"),
        ("Er starb im Alter von 84.", "de"),
        ("He has died aged 84.", "en"),
        ("Vor zwei Jahren war hier ein Acker.", "de"),
        ("Three years ago this was a landfill.", "en"),
        ("Das Dokument trägt die Nummer 48.", "de"),
        ("Reactor 3 is idle.", "en"),
        ("Der 5. Standort liegt in Bayern.", "de"),
        ("The council voted 5-2.", "en"),
        ("Die Klassen 3a und 4b fahren hin.", "de"),
        ("GPT-4 und Llama 3.1 405B sind alt.", "de"),
        ("The hearing began at 7 p.m.", "en"),
        ("Sieben Banken geben Geld.", "de"),
        ("Developers have plans in 13 states.", "en"),
        ("It will take a few years.", "en"),
        ("Es geht um Milliarden.", "de"),
        ("Telefon: +49 30 1234567", "de"),
        ("See page 4 of 12.", "en"),
    ],
)
def test_no_number_is_taken(text: str, language: str) -> None:
    assert [(one.kind, one.span) for one in numbers(text, language)] == []


def test_a_stretch_of_time_counts_where_something_lasts() -> None:
    assert [one.kind for one in numbers("The lease runs for 15 years.")] == ["duration"]


def test_page_furniture_is_left_out() -> None:
    text = "Der Campus zieht 200 Megawatt.\n\nLesezeit: 4 Minuten\n\n12 Kommentare"
    assert [one.span for one in numbers(text, "de")] == ["200 Megawatt"]


def test_boilerplate_about_a_firm_is_left_out() -> None:
    body = "The campus draws 200 megawatts.\n\n" * 3
    text = body + "About Constellation\n\nConstellation has 21 reactors and 13,000 employees."
    assert all(one.kind == "power" for one in numbers(text))
