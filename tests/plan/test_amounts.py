"""Amounts as people write them, in both languages, read without doubt or refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.errors import PlanError
from wattwright.plan.amounts import Amount, format_amount, parse_amount

YEAR = 31_557_600.0


@pytest.mark.parametrize(
    ("text", "kind", "points", "unit"),
    [
        ("1.5 GW", "power", (1.5e9, 1.5e9, 1.5e9), "W"),
        ("1,5 GW", "power", (1.5e9, 1.5e9, 1.5e9), "W"),
        ("645MW", "power", (645e6, 645e6, 645e6), "W"),
        ("0.500 GW", "power", (5e8, 5e8, 5e8), "W"),
        ("1 to 1.4 GW", "power", (1e9, 1.2e9, 1.4e9), "W"),
        ("1 bis 1,4 GW", "power", (1e9, 1.2e9, 1.4e9), "W"),
        ("900 MW to 1.4 GW", "power", (0.9e9, 1.15e9, 1.4e9), "W"),
        ("about 1 GW", "power", (0.9e9, 1e9, 1.1e9), "W"),
        ("rund 1 GW", "power", (0.9e9, 1e9, 1.1e9), "W"),
        ("1 GW (0.7 to 1.4 GW)", "power", (0.7e9, 1e9, 1.4e9), "W"),
        ("zwei Gigawatt", "power", (2e9, 2e9, 2e9), "W"),
        ("70 bn USD", "money", (70e9, 70e9, 70e9), "USD"),
        ("$70 bn", "money", (70e9, 70e9, 70e9), "USD"),
        ("70 Mrd. US-$", "money", (70e9, 70e9, 70e9), "USD"),
        ("14,3 Mrd. US-Dollar", "money", (14.3e9, 14.3e9, 14.3e9), "USD"),
        ("64-72 bn USD", "money", (64e9, 68e9, 72e9), "USD"),
        ("$64–72 billion", "money", (64e9, 68e9, 72e9), "USD"),
        ("5 billion USD", "money", (5e9, 5e9, 5e9), "USD"),
        ("5 Billionen US-Dollar", "money", (5e12, 5e12, 5e12), "USD"),
        ("4 million households", "households", (4e6, 4e6, 4e6), "1"),
        ("4 Millionen Haushalte", "households", (4e6, 4e6, 4e6), "1"),
        ("2,250 acres", "area", (9_105_435.0,) * 3, "m2"),
        ("9,1 km²", "area", (9.1e6,) * 3, "m2"),
        ("80 %", "share", (0.8,) * 3, "1"),
        ("6 years", "duration", (6 * YEAR,) * 3, "s"),
        ("15 trillion tokens", "tokens", (15e12,) * 3, "1"),
        ("405 billion parameters", "parameters", (405e9,) * 3, "1"),
        ("100,000 accelerators", "accelerators", (1e5,) * 3, "1"),
        ("206902 B200", "accelerators", (206_902.0,) * 3, "1"),
        ("5.184e25 FLOP", "compute", (5.184e25,) * 3, "FLOP"),
        ("35 people", "headcount", (35.0,) * 3, "1"),
        (32_000, "accelerators", (32_000.0,) * 3, "1"),
        (0.8, "share", (0.8,) * 3, "1"),
    ],
)
def test_an_amount_is_read_as_people_write_it(
    text: str | float, kind: str, points: tuple[float, float, float], unit: str
) -> None:
    amount = parse_amount(text, kind)
    assert (amount.points, amount.unit) == (points, unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("up to 5 GW", "up_to"),
        ("bis zu 5 GW", "up_to"),
        ("more than 5 GW", "more_than"),
        ("mehr als 5 GW", "more_than"),
        ("at least 5 GW", "at_least"),
        ("less than 5 GW", "less_than"),
        ("about 5 GW", "about"),
        ("5 GW", "exact"),
    ],
)
def test_how_an_amount_was_said_is_kept(text: str, qualifier: str) -> None:
    amount = parse_amount(text, "power")
    assert amount.qualifier == qualifier
    assert amount.value == 5e9
    assert parse_amount(format_amount(amount, "power"), "power") == amount


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("1,500 GW", "power", "can be read in two ways; write '1.5 TW' or '1.5 GW'"),
        ("1.500 GW", "power", "can be read in two ways; write '1.5 GW' or '1.5 TW'"),
        ("5 Billion USD", "money", "can be read in two ways; write '5 bn USD' or '5000 bn USD'"),
        ("5 GWh", "power", "'5 GWh' is energy, but power is expected here"),
        ("5 GW", "money", "'5 GW' is power, but money is expected here"),
        ("390 TFLOP/s", "compute", "total work in FLOP is expected"),
        ("70 bn EUR", "money", "is in EUR and plans count in USD"),
        ("-5 GW", "power", "is negative"),
        ("1.4 to 1 GW", "power", "the low end lies above the high end"),
        ("120 %", "share", "more than the whole"),
        ("5", "power", "without a unit"),
        (5, "power", "without a unit"),
        (math.nan, "households", "a finite number"),
        (math.inf, "share", "a finite number"),
        ("1e400 W", "power", "too large"),
        (True, "share", "given True"),
        ("", "power", "not a quantity"),
        ("lots of GW", "power", "not a quantity"),
        ("1 GW or so", "power", "not a quantity"),
        ("1 GW 2 GW", "power", "not a quantity"),
        ("12:30", "power", "not a quantity"),
    ],
)
def test_what_is_no_clear_amount_is_refused_with_the_reason(text: str | float, kind: str, words: str) -> None:
    with pytest.raises(PlanError) as caught:
        parse_amount(text, kind)
    assert words in caught.value.problems[0]


KINDS = {
    "power": "W",
    "money": "USD",
    "area": "m2",
    "duration": "s",
    "compute": "FLOP",
    "households": "1",
    "accelerators": "1",
    "tokens": "1",
}
NUMBERS = st.floats(min_value=0, max_value=1e30, allow_nan=False) | st.integers(0, 10**15).map(float)


@given(st.sampled_from(sorted(KINDS)), NUMBERS)
def test_every_exact_amount_is_read_back_from_its_text(kind: str, value: float) -> None:
    amount = Amount(value, value, value, KINDS[kind])
    assert parse_amount(format_amount(amount, kind), kind) == amount


@given(st.sampled_from(sorted(KINDS)), NUMBERS, NUMBERS, NUMBERS)
def test_every_range_is_read_back_from_its_text(kind: str, one: float, two: float, three: float) -> None:
    low, value, high = sorted((one, two, three))
    amount = Amount(value, low, high, KINDS[kind])
    assert parse_amount(format_amount(amount, kind), kind) == amount


@given(st.floats(0, 1), st.floats(0, 1))
def test_every_share_is_read_back_from_its_text(one: float, two: float) -> None:
    low, high = sorted((one, two))
    for amount in (Amount(low, low, low, "1"), Amount(low, low, high, "1")):
        assert parse_amount(format_amount(amount, "share"), "share") == amount


def test_a_written_amount_is_never_read_in_two_ways() -> None:
    for value in (1.234e9, 12.345e9, 2262e6, 999.999e6, 0.123e9, 1_234_567.0):
        text = format_amount(Amount(value, value, value, "W"), "power")
        assert parse_amount(text, "power").value == value
