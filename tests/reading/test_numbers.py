"""Numbers as they are written: digits, words, magnitudes, ranges, classes, shares and factors."""

from __future__ import annotations

import pytest

from reading.page import number, numbers, spans


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Das Werk kostet 1.200 Euro je Rack.", 1200.0),
        ("Der Campus zieht 1,5 Gigawatt.", 1.5e9),
        ("Meta zahlt 64 Mrd. Dollar.", 64e9),
        ("Meta zahlt zweieinhalb Milliarden Dollar.", 2.5e9),
        ("Meta zahlt anderthalb Milliarden Euro.", 1.5e9),
        ("Der Konzern investiert eine halbe Million Euro.", 5e5),
        ("Der Konzern investiert dreihundertfünfzig Millionen Euro.", 350e6),
        ("Der Verlust betrug 2.048 Millionen Dollar.", 2.048e9),
        ("Das Netz braucht 40 von Siemens gelieferte Turbinen.", 40.0),
        ("Dort stehen zweiundzwanzig Hallen.", 22.0),
        ("Die Firma kauft ein Dutzend Turbinen.", 12.0),
        ("Trainiert wurde mit 3,3 × 10²⁴ FLOP.", 3.3e24),
    ],
)
def test_german_numbers_have_their_value(text: str, value: float) -> None:
    assert number(text, "de").value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The campus draws 1.5 gigawatts.", 1.5e9),
        ("The bank lent $1.4bn.", 1.4e9),
        ("The bank lent $1,400 million.", 1.4e9),
        ("The plant has twenty-five turbines.", 25.0),
        ("They spent two and a half billion dollars.", 2.5e9),
        ("They spent a quarter of a billion dollars.", 2.5e8),
        ("They spent half a billion dollars.", 5e8),
        ("The site covers a half million square feet.", 46451.5),
        ("It holds 220,000-odd GPUs.", 220000.0),
        ("The node is 8x H200.", 8.0),
        ("They bought three dozen turbines.", 36.0),
        ("It was trained with 4e26 FLOP.", 4e26),
        ("The company will create 50 full-time jobs.", 50.0),
    ],
)
def test_english_numbers_have_their_value(text: str, value: float) -> None:
    assert number(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("Meta plant Ausgaben von 64 bis 72 Milliarden Dollar.", "de", 64e9, 72e9),
        ("Meta will zwischen 3 und 5 Gigawatt bauen.", "de", 3e9, 5e9),
        ("Meta expects spending of $12–14 billion.", "en", 12e9, 14e9),
        ("The plant costs $10M-$100M.", "en", 10e6, 100e6),
        ("The site will get between 500 and 700 megawatts.", "en", 500e6, 700e6),
        ("Lange Ketten kosten zehn- bis zwanzigmal so viel.", "de", 10.0, 20.0),
    ],
)
def test_ranges_share_unit_and_magnitude(text: str, language: str, low: float, high: float) -> None:
    found = number(text, language)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.value is None
    assert found.qualifier == "range"


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("Meta investiert Hunderte Milliarden Dollar.", "de", 1e11, 1e12),
        ("Meta invests tens of billions of dollars.", "en", 1e10, 1e11),
        ("Die Prämie ist ein zweistelliger Millionenbetrag.", "de", 1e7, 1e8),
        ("They were offered sums in the low nine figures.", "en", 1e8, 4e8),
        ("Das Projekt kostet mehrere Milliarden Euro.", "de", 2e9, 1e10),
    ],
)
def test_orders_of_magnitude_are_ranges(text: str, language: str, low: float, high: float) -> None:
    found = numbers(text, language)[0]
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.qualifier == "order_of_magnitude"


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Zwei Drittel des Stroms sind grün.", "de", 2 / 3),
        ("Ein knappes Viertel des Stroms ist grün.", "de", 0.25),
        ("Die Hälfte der Leistung geht an Google.", "de", 0.5),
        ("Jeder fünfte Rechner steht still.", "de", 0.2),
        ("Two-thirds of the power is solar.", "en", 2 / 3),
        ("Half of the load is firm.", "en", 0.5),
        ("One in three servers is idle.", "en", 1 / 3),
        ("The margin fell to 12 per cent.", "en", 0.12),
    ],
)
def test_shares_in_words_and_digits(text: str, language: str, value: float) -> None:
    found = number(text, language)
    assert (found.kind, found.value) == ("share", pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Das Modell kostet zehnmal so viel.", "de", 10.0),
        ("Der Verbrauch stieg auf das 33-Fache.", "de", 33.0),
        ("Der Strom ist doppelt so teuer.", "de", 2.0),
        ("The chip is 2.4x faster.", "en", 2.4),
        ("Demand grew by a factor of 30.", "en", 30.0),
        ("It costs twice as much.", "en", 2.0),
        ("Output rose 33-fold.", "en", 33.0),
    ],
)
def test_factors_are_counts_with_the_unit_x(text: str, language: str, value: float) -> None:
    found = number(text, language)
    assert (found.kind, found.value, found.unit) == ("count_other", value, "x")


def test_a_third_quarter_is_no_share() -> None:
    assert numbers("In the third quarter sales were flat.") == []


def test_quarters_are_no_fractions() -> None:
    assert "share" not in [one.kind for one in numbers("It was the fastest growth in 15 quarters.")]


def test_a_range_does_not_cross_a_line() -> None:
    assert "48 - 640" not in spans("- the site has 48 turbines\n- 640 volts are the new standard")


def test_denominators_are_no_claims() -> None:
    assert [one.kind for one in numbers("We charge $3 per 1M tokens.")] == ["price"]


def test_a_sign_of_the_next_sum_is_no_unit() -> None:
    assert spans("The plant costs a recently proposed $33 billion.") == ["$33 billion"]
