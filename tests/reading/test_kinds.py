"""What a number counts: by unit, noun, rate, and the words around it."""

from __future__ import annotations

import pytest

from reading.page import number, numbers


@pytest.mark.parametrize(
    ("text", "language", "kind", "unit"),
    [
        ("Der Campus zieht 200 Megawatt.", "de", "power", "W"),
        ("Das Werk verbraucht 3 Terawattstunden im Jahr.", "de", "energy", "Wh"),
        ("Der Park versorgt 40.000 Haushalte.", "de", "households", "1"),
        ("Das Gelände misst 13 Hektar.", "de", "area", "m2"),
        ("Dort rechnen 100.000 GPUs.", "de", "accelerators", "1"),
        ("Das Training brauchte 2 Millionen GPU-Stunden.", "de", "compute", "GPUh"),
        ("Das Modell hat 671 Milliarden Parameter.", "de", "parameters", "1"),
        ("Die Anlage braucht 5 Millionen Liter Wasser am Tag.", "de", "water", "litre/d"),
        ("Das Werk stößt 240 Tonnen CO2 aus.", "de", "emissions", "kg"),
        ("Die GPU-Stunde kostet 2 Dollar.", "de", "price", "USD/h"),
        ("Der Strom kostet 7 Cent je Kilowattstunde.", "de", "price", "EUR/kWh"),
        ("Es entstehen 250 Arbeitsplätze.", "de", "headcount", "1"),
        ("Der Vertrag läuft zwölf Jahre.", "de", "duration", "s"),
        ("The campus draws 600 megawatts.", "en", "power", "W"),
        ("The plant generates 7 terawatt-hours a year.", "en", "energy", "Wh"),
        ("It was trained on 15 trillion tokens.", "en", "tokens", "1"),
        ("The cluster runs at 2 exaflops.", "en", "compute", "FLOP/s"),
        ("Training took 3,640 petaflop-days.", "en", "compute", "FLOP"),
        ("The auction cleared at $333 per megawatt-day.", "en", "price", "USD/MW-d"),
        ("We charge $0.60 per 1K tokens.", "en", "price", "USD/Mtok"),
        ("The weights take 340 GB.", "en", "count_other", "B"),
        ("The fence is 600 feet away.", "en", "count_other", "m"),
        ("The firm has 40 turbines.", "en", "count_other", "1"),
    ],
)
def test_a_unit_decides_the_kind(text: str, language: str, kind: str, unit: str) -> None:
    found = numbers(text, language)
    assert (kind, unit) in [(one.kind, one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Meta bietet Forschern Gehälter von 10 Millionen Dollar.", "de"),
        ("Die Antrittsprämie betrug 100 Millionen Dollar.", "de"),
        ("Der Tariflohn steigt auf 3.400 Euro brutto.", "de"),
        ("The researcher was offered a pay package of $250 million.", "en"),
        ("Welders earn $41 an hour.", "en"),
        ("Her salary is $190,000.", "en"),
    ],
)
def test_money_to_a_person_is_pay(text: str, language: str) -> None:
    assert number(text, language).kind == "pay"


@pytest.mark.parametrize(
    "text",
    [
        "The company will invest $10 billion in the site.",
        "The loan of $3.8 billion runs out.",
        "Revenue was $2.1 billion.",
    ],
)
def test_other_sums_are_money(text: str) -> None:
    assert number(text).kind == "money"


def test_a_sum_is_pay_where_the_same_sum_is_pay_elsewhere() -> None:
    found = numbers("100 million dollars. Meta offered the researcher a bonus of 100 million dollars.")
    assert [one.kind for one in found] == ["pay", "pay"]


def test_cost_per_megawatt_is_a_price() -> None:
    found = numbers("Cost per megawatt has risen from $9m to $14m.")
    assert [(one.kind, one.unit) for one in found] == [("price", "USD/MW"), ("price", "USD/MW")]


def test_several_token_prices_share_the_rate_behind_the_last() -> None:
    found = numbers("API: $0.60 in / $2.50 out per 1M.")
    assert [(one.kind, one.unit) for one in found] == [("price", "USD/Mtok")] * 2


def test_people_who_work_are_headcount_and_people_served_are_counted() -> None:
    assert number("The plant employs 300 people.").kind == "headcount"
    assert number("The grid serves 67 million people.").kind == "count_other"


def test_a_few_people_of_the_story_are_nothing() -> None:
    assert numbers("Three people briefed on the talks said so.") == []


@pytest.mark.parametrize(
    ("text", "language", "factor"),
    [
        ("The site covers one acre of land, 2 acres of water and 3 acres of wood.", "en", 4046.86),
        ("Der Campus ist 3 Fußballfelder groß.", "de", 7140.0),
        ("The hall covers 3 football fields.", "en", 5351.0),
        ("The site covers 4 square miles.", "en", 2589988.0),
    ],
)
def test_areas_are_converted_to_square_metres(text: str, language: str, factor: float) -> None:
    for one in numbers(text, language):
        assert one.value is not None
        assert (one.value / factor) % 1 == pytest.approx(0.0, abs=1e-6)
        assert one.unit == "m2"


def test_a_place_stands_for_its_area() -> None:
    assert number("Der Campus wird so groß wie Manhattan.", "de").value == pytest.approx(59.1e6)
    assert number("The site is twice the size of Central Park.").value == pytest.approx(2 * 3.41e6)
