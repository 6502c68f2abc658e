"""Numbers without unit or noun: what they take from a parallel, a label, a heading or a question."""

from __future__ import annotations

import pytest

from reading.page import numbers


def kinds(text: str, language: str = "en") -> list[tuple[str, float | None]]:
    return [(one.kind, one.value) for one in numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Der Anteil stieg von knapp 14 auf 20 Prozent.", "de", [("share", 0.14), ("share", 0.2)]),
        ("Microsoft plant 250 Megawatt, Google 111.", "de", [("power", 250e6), ("power", 111e6)]),
        ("Zunächst arbeiten dort 60, später 150 Leute.", "de", [("headcount", 60), ("headcount", 150)]),
        ("Meta zahlt 3,2 Milliarden Euro, SAP nur 1,1.", "de", [("money", 3.2e9), ("money", 1.1e9)]),
        ("The queue hit 230 GW; a year ago it was 56.", "en", [("power", 230e9), ("power", 56e9)]),
        ("Revenue rose to $11.5 billion from 4.8.", "en", [("money", 11.5e9), ("money", 4.8e9)]),
        ("Of 35 turbines, 15 are unpermitted.", "en", [("count_other", 35), ("count_other", 15)]),
        (
            "The first phase covers 200 of the site's 1,400 acres.",
            "en",
            [("area", 200 * 4046.86), ("area", 1400 * 4046.86)],
        ),
        ("The number of data centers rose to 5,426.", "en", [("count_other", 5426)]),
        ("Die Zahl der GPUs stieg auf 200.000.", "de", [("accelerators", 200000)]),
        ("Q: How many turbines are there? A: About 40.", "en", [("count_other", 40)]),
        ("Total params 2.8T, active 48B.", "en", [("parameters", 2.8e12), ("parameters", 48e9)]),
    ],
)
def test_a_bare_number_takes_over_from_its_parallel(
    text: str, language: str, expected: list[tuple[str, float]]
) -> None:
    assert kinds(text, language) == [(kind, pytest.approx(value)) for kind, value in expected]


def test_what_is_counted_in_between_bars_the_parallel() -> None:
    assert kinds("Der Preis liegt bei 5 Cent. Das waren 40 Betriebe, heute sind es 1.300.", "de")[1:] == []


def test_a_point_in_time_is_no_parallel() -> None:
    found = kinds("Vier Gigawatt zählte man dort 2023, drei Jahre später sechs.", "de")
    assert ("power", pytest.approx(6e9)) in found


def test_a_correction_repeats_what_stands_before_it() -> None:
    found = kinds("Chips take 38% of the cost, or rather 60.")
    assert found == [("share", pytest.approx(0.38)), ("share", pytest.approx(0.6))]


TABLE = """| Site | Power (MW) | Cost ($bn) |
|---|---|---|
| Abilene | 1,200 | 15 |
| Memphis | 300 | 4.5 |
"""


def test_cells_take_unit_and_magnitude_from_their_heading() -> None:
    assert kinds(TABLE) == [
        ("power", pytest.approx(1.2e9)),
        ("money", pytest.approx(15e9)),
        ("power", pytest.approx(300e6)),
        ("money", pytest.approx(4.5e9)),
    ]


def test_cells_belong_to_the_name_of_their_row() -> None:
    assert [one.entity for one in numbers(TABLE)] == ["Abilene", "Abilene", "Memphis", "Memphis"]


def test_a_caption_holds_for_the_lines_below() -> None:
    text = "(in Mio. Euro)\n\nUmsatz: 310\n\nGewinn: 24"
    assert kinds(text, "de") == [("money", pytest.approx(310e6)), ("money", pytest.approx(24e6))]


def test_a_label_says_what_is_counted() -> None:
    assert kinds("Beschäftigte Ende Dezember: 78.865", "de") == [("headcount", 78865)]
