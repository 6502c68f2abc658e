"""What is said of a figure: how exact it is, its period, its date, whether it is plan or denial."""

from __future__ import annotations

import pytest

from reading.page import number, numbers, of_kind, statements


@pytest.mark.parametrize(
    ("text", "language", "qualifier"),
    [
        ("Der Campus zieht rund 200 Megawatt.", "de", "about"),
        ("Der Campus zieht knapp 200 Megawatt.", "de", "about"),
        ("Der Campus zieht bis zu 200 Megawatt.", "de", "up_to"),
        ("Der Campus zieht mindestens 200 Megawatt.", "de", "at_least"),
        ("Der Campus zieht mehr als 200 Megawatt.", "de", "more_than"),
        ("Der Campus zieht nicht einmal 200 Megawatt.", "de", "less_than"),
        ("200 Megawatt mindestens zieht der Campus.", "de", "at_least"),
        ("Der Campus zieht 200 Megawatt.", "de", "exact"),
        ("The campus draws about 200 megawatts.", "en", "about"),
        ("The campus draws as many as 200 megawatts.", "en", "up_to"),
        ("The campus draws no less than 200 megawatts.", "en", "at_least"),
        ("The campus draws north of 200 megawatts.", "en", "more_than"),
        ("The campus draws just under 200 megawatts.", "en", "less_than"),
        ("The campus draws 200 megawatts or more.", "en", "at_least"),
        ("The campus draws 200-odd megawatts.", "en", "about"),
        ("The campus draws ~200 MW.", "en", "about"),
    ],
)
def test_a_qualifier_is_read_before_and_behind_the_number(text: str, language: str, qualifier: str) -> None:
    assert number(text, language).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The campus draws up to 200 megawatts.", None, 200e6),
        ("The campus draws over 200 megawatts.", 200e6, None),
        ("The campus draws 200 megawatts.", None, None),
    ],
)
def test_bounds_follow_from_the_qualifier(text: str, low: float | None, high: float | None) -> None:
    found = number(text)
    assert (found.value, found.low, found.high) == (200e6, low, high)


def test_a_loan_over_a_sum_is_no_bound() -> None:
    assert number("Die Bank gab einen Kredit über 220 Millionen Euro.", "de").qualifier == "exact"


@pytest.mark.parametrize(
    ("text", "language", "period"),
    [
        ("Meta investiert 70 Milliarden Dollar im Jahr.", "de", "per_year"),
        ("Die Miete beträgt monatlich 2 Millionen Euro.", "de", "per_month"),
        ("Google spends $75 billion a year on servers.", "en", "per_year"),
        ("The tenant pays $1.2 million a month.", "en", "per_month"),
        ("Microsoft will pay $6.2 billion over five years.", "en", "total"),
        ("The firm was valued at $61 billion.", "en", None),
    ],
)
def test_the_period_of_a_sum(text: str, language: str, period: str | None) -> None:
    found = [one for one in numbers(text, language) if one.kind == "money"]
    assert [one.period for one in found] == [period]


@pytest.mark.parametrize(
    ("text", "language", "when"),
    [
        ("2025 zog der Campus 200 Megawatt.", "de", "2025"),
        ("Im zweiten Quartal 2025 setzte die Firma 3 Milliarden Euro um.", "de", "2025-Q2"),
        ("Dieses Jahr gibt Meta 72 Milliarden Dollar aus.", "de", "2026"),
        ("Next year the campus will draw 200 megawatts.", "en", "2027"),
        ("By the end of the decade it will draw 5 gigawatts.", "en", "2030"),
        ("In March 2025 the site drew 150 megawatts.", "en", "2025-03"),
        ("In the first half of 2025 revenue was $4 billion.", "en", "2025-H1"),
        ("The site draws 150 megawatts.", "en", None),
    ],
)
def test_the_date_of_a_figure(text: str, language: str, when: str | None) -> None:
    assert number(text, language).when == when


def test_a_past_date_in_a_relative_clause_is_not_that_of_the_sum() -> None:
    text = "Constellation will invest $1.6 billion in the reactor, which was shut down in 2019."
    assert number(text).when is None


@pytest.mark.parametrize(
    ("text", "language", "modality"),
    [
        ("Der Campus zieht 200 Megawatt.", "de", "fact"),
        ("Der Campus soll 200 Megawatt ziehen.", "de", "plan"),
        ("Der Campus könnte 200 Megawatt ziehen.", "de", "estimate"),
        ("Nicht 100 Millionen Dollar hat Meta bezahlt.", "de", "denial"),
        ("Laut Meta zieht der Campus 200 Megawatt.", "de", "claim"),
        ("The campus draws 200 megawatts.", "en", "fact"),
        ("The company plans to add 200 megawatts.", "en", "plan"),
        ("The campus could draw 200 megawatts.", "en", "estimate"),
        ("It is not 200 megawatts.", "en", "denial"),
        ("According to Meta, the campus draws 200 megawatts.", "en", "claim"),
    ],
)
def test_whether_a_figure_is_stated_planned_estimated_claimed_or_denied(
    text: str, language: str, modality: str
) -> None:
    assert number(text, language).modality == modality


@pytest.mark.parametrize(
    ("text", "language", "when", "qualifier"),
    [
        ("Die Halle geht im ersten Quartal 2027 in Betrieb.", "de", "2027-Q1", "exact"),
        ("Der Campus soll bis Ende 2028 fertig sein.", "de", "2028", "up_to"),
        ("Das Kraftwerk liefert frühestens 2032.", "de", "2032", "at_least"),
        ("Der Bau beginnt um 2030.", "de", "2030", "about"),
        ("The first hall opens in August 2027.", "en", "2027-08", "exact"),
        ("The reactor will restart by 2028.", "en", "2028", "up_to"),
        ("Construction starts next year.", "en", "2027", "exact"),
        ("- First racks: third quarter of 2026", "en", "2026-Q3", "exact"),
    ],
)
def test_a_dated_step_is_a_milestone(text: str, language: str, when: str, qualifier: str) -> None:
    found = of_kind(text, "date_milestone", language)
    assert [(one.when, one.qualifier) for one in found] == [(when, qualifier)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Meta hat den Vertrag im Juni 2025 unterschrieben.", "de"),
        ("Die Firma wurde 2004 gegründet.", "de"),
        ("The company announced the deal in March 2025.", "en"),
        ("Revenue grew in 2025.", "en"),
    ],
)
def test_dates_of_signing_founding_and_reporting_are_no_milestones(text: str, language: str) -> None:
    assert of_kind(text, "date_milestone", language) == []


def test_a_repeat_points_to_the_first_mention() -> None:
    found = numbers("Meta is building 5 gigawatts in Louisiana.\n\nThe 5 gigawatts will go to Meta.")
    assert found[0].dup_of is None
    assert found[1].dup_of == found[0].id


def test_households_are_supplied_or_only_compared() -> None:
    assert number("Der Park versorgt 40.000 Haushalte.", "de").direction == "supply"
    assert number("It uses as much power as 40,000 homes.").direction == "equivalent"


def test_words_that_narrow_a_sum_are_kept() -> None:
    assert number("Meta gibt allein für KI 70 Milliarden Dollar aus.", "de").scope == "allein für KI"


def test_every_statement_carries_its_sentence() -> None:
    found = statements("The site is large. The campus draws 200 megawatts.")
    assert [one.sentence for one in found] == ["The campus draws 200 megawatts."]
