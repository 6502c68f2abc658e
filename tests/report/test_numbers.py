"""Numbers in German and English form, against tables, Babel and properties."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, localcontext

import pytest
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from wattwright.report.dates import format_date, format_period, short_date
from wattwright.report.numbers import format_number, format_quantity, format_range

QUANTITIES = [
    ((4.86e6, "1"), "4,86 Mio.", "4.86 million"),
    ((530_123, "1"), "530.000", "530,000"),
    ((2250, "1"), "2.250", "2,250"),
    ((16_384, "1"), "16.400", "16,400"),
    ((999.7e6, "1"), "1 Mrd.", "1 billion"),
    ((72.2e9, "USD"), "72,2 Mrd. US-$", "$72.2 billion"),
    ((11e9, "EUR"), "11 Mrd. €", "€11 billion"),
    ((-3.2e9, "USD"), "−3,2 Mrd. US-$", "−$3.2 billion"),
    ((0, "USD"), "0 US-$", "$0"),
    ((2.5, "USD/h"), "2,50 US-$ je Stunde", "$2.50 per hour"),
    ((0.072, "USD/kWh"), "0,072 US-$ je kWh", "$0.072 per kWh"),
    ((1.3e9, "W"), "1,3 GW", "1.3 GW"),
    ((645, "MW"), "645 MW", "645 MW"),
    ((1092, "MW"), "1,09 GW", "1.09 GW"),
    ((0, "W"), "0 MW", "0 MW"),
    ((7.3e6, "MWh"), "7,3 TWh", "7.3 TWh"),
    ((5.18e25, "FLOP"), "5,18 × 10²⁵ FLOP", "5.18 × 10²⁵ FLOP"),
    ((1.2e21, "FLOP/s"), "1,2 ZFLOP/s", "1.2 ZFLOP/s"),
    ((0.364, "%"), "36,4 %", "36.4%"),
    ((2.4, "x"), "2,4-fach", "2.4 times"),
    ((9.1e6, "m2"), "9,1 km²", "9.1 km²"),
    ((130_000, "m2"), "13 ha", "13 ha"),
    ((1.9e9, "kg"), "1,9 Mio. t", "1.9 million t"),
    ((4.92e7, "litre/d"), "49,2 Mio. Liter am Tag", "49.2 million litres a day"),
    ((30.8e6, "h"), "30,8 Mio. Stunden", "30.8 million hours"),
    ((1, "d"), "1 Tag", "1 day"),
    ((322, "d"), "322 Tage", "322 days"),
    ((31.4 * 86_400, "s"), "31,4 Tage", "31.4 days"),
    ((18 * 365.25 * 86_400 / 12, "s"), "18 Monate", "18 months"),
    ((20 * 365.25 * 86_400, "s"), "20 Jahre", "20 years"),
    ((0.46, "years"), "5,52 Monate", "5.52 months"),
    ((1e15, "1"), "1 × 10¹⁵", "1 × 10¹⁵"),
    ((3.5, "foo"), "3,5 foo", "3.5 foo"),
    ((float("inf"), "1"), "∞", "∞"),
    ((float("nan"), "1"), "–", "–"),
]

INTERVALS = [
    ((4.9e6, "1", 3.9e6, 4.9e6), "4,9 Mio. (3,9 bis 4,9)", "4.9 million (3.9 to 4.9)"),
    ((1.3e9, "W", 0.9e9, 1.8e9), "1,3 GW (0,9 bis 1,8)", "1.3 GW (0.9 to 1.8)"),
    ((1.3e9, "W", 80e6, 1.8e9), "1,3 GW (80 MW bis 1,8 GW)", "1.3 GW (80 MW to 1.8 GW)"),
    ((38, "USD/W", 30.1, 47), "38,0 US-$ je Watt (30,1 bis 47,0)", "$38.0 per watt (30.1 to 47.0)"),
    ((None, "USD", 64e9, 72e9), "64 bis 72 Mrd. US-$", "$64–72 billion"),
    ((None, "USD", 1e6, 1e9), "1 Mio. US-$ bis 1 Mrd. US-$", "$1 million to $1 billion"),
    ((None, "1", None, 1e8), "bis 100 Mio.", "up to 100 million"),
    ((None, "USD", 1e6, None), "ab 1 Mio. US-$", "$1 million or more"),
    ((None, "1", None, None), "–", "–"),
    ((5.0, "1", 5.0, 5.0), "5", "5"),
]


@pytest.mark.parametrize(("given", "german", "english"), QUANTITIES + INTERVALS, ids=str)
def test_a_quantity_reads_as_people_write_it(given: tuple[float, str], german: str, english: str) -> None:
    assert [
        format_quantity(*given[:2], language, *given[2:]).replace("\u00a0", " ") for language in ("de", "en")
    ] == [
        german,
        english,
    ]


@pytest.mark.parametrize("given", [case[0] for case in QUANTITIES], ids=str)
def test_number_and_unit_never_break_apart(given: tuple[float, str]) -> None:
    for language in ("de", "en"):
        text = format_quantity(*given, language)
        assert not re.search(r"\d \S*\d|\d [^a-z]", text), text


@given(st.floats(1, 9.99e14), st.sampled_from(["de", "en"]))
def test_the_digits_agree_with_babel(value: float, language: str) -> None:
    text = format_quantity(value, "1", language).replace("\u00a0", " ")
    number, _, word = text.partition(" ")
    scale = {"Mio.": 1e6, "Mrd.": 1e9, "Bio.": 1e12, "million": 1e6, "billion": 1e9, "trillion": 1e12}.get(
        word, 1
    )
    plain = number.translate(str.maketrans("", "", "." if language == "de" else ",")).replace(",", ".")
    shown = float(plain)
    with localcontext(Context(rounding=ROUND_HALF_UP)):
        assert format_decimal(shown, "#,##0.######", locale=language) == number
    assert shown * scale == pytest.approx(value, rel=0.00501)
    assert 1 <= shown < 1_000_000


@given(st.floats(1, 1e14), st.floats(1, 3), st.floats(1, 3))
def test_an_interval_holds_its_value_in_both_languages(value: float, down: float, up: float) -> None:
    low, high = value / down, value * up
    for language in ("de", "en"):
        text = format_quantity(value, "USD", language, low, high)
        assert "nan" not in text
        assert text.count("(") == text.count(")") <= 1
        assert format_range(low, high, "USD", language)


@given(
    st.floats(allow_nan=True, allow_infinity=True), st.sampled_from(["1", "USD", "W", "s", "%", "kg", "m2"])
)
def test_every_number_can_be_written(value: float, unit: str) -> None:
    for language in ("de", "en"):
        assert format_quantity(value, unit, language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_long_days_are_those_of_babel(language: str) -> None:
    for month in range(1, 13):
        day = date(2025, month, 17)
        babel = babel_date(day, "long", locale="de" if language == "de" else "en_GB")
        assert format_date(day, language).replace("\u00a0", " ") == babel


def test_periods_are_said_in_words() -> None:
    said = {
        "2026": ("2026", "2026"),
        "2026-Q2": ("2. Quartal 2026", "Q2 2026"),
        "2026-H2": ("2. Halbjahr 2026", "second half of 2026"),
        "2026-07": ("Juli 2026", "July 2026"),
        "FY2026": ("Geschäftsjahr 2026", "fiscal year 2026"),
        "2025/2026": ("2025 bis 2026", "2025 to 2026"),
        "undated": ("ohne Datum", "undated"),
        "some day": ("some day", "some day"),
    }
    for period, (german, english) in said.items():
        assert (format_period(period, "de"), format_period(period, "en")) == (german, english)


def test_a_period_takes_the_preposition_that_it_needs() -> None:
    assert format_period("2026", "de", "in") == "im Jahr 2026"
    assert format_period("2026-Q2", "de", "by") == "bis zum 2. Quartal 2026"
    assert format_period("2026-07-17", "en", "in") == "on 17\u00a0July 2026"
    assert format_period("2026-H1", "en", "by") == "by the first half of 2026"
    assert short_date(date(2026, 9, 28), "de") == "Sept. 2026"


def test_fewer_digits_can_be_asked_for() -> None:
    assert format_number(4_063_574, "de", digits=2) == "4.100.000"
    assert format_quantity(36.94, "USD/W", "en", digits=2) == "$37 per watt"
