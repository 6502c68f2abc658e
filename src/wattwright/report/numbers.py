"""Numbers as people read them, in German and English form.

`format_quantity` picks the magnitude that leaves 1 to 999 in front of the unit, keeps three significant
digits and writes intervals in one unit: "72,2 Mrd. US-$", "$72.2 billion", "1,3 GW (0,9 bis 1,8)".
Spaces inside a quantity do not break, and minus is the true minus sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from wattwright.report.notation import signs
from wattwright.report.scales import Scale, scale_of

__all__ = ["format_number", "format_quantity", "format_range"]

_MINUS = "\u2212"
_ABSENT = "–"
_EXACT_BELOW = 10_000
"""Whole numbers below this are written out: 2,250 acres, 1,092 sites."""

_CENTS_FROM = 3
"""Digits from which on small prices are written with two decimals."""

_LARGE = 1e6
"""From here on a number is written with a magnitude."""

_MOVED = Decimal("0.125")
"""Part of a number by which rounding may move it."""

_SHARED = 0.2
"""Smallest part of a magnitude that is still written in it: 0.2 GW beside 1.2 GW."""


def format_quantity(
    value: float | None,
    unit: str | None,
    language: str,
    low: float | None = None,
    high: float | None = None,
    *,
    digits: int = 3,
) -> str:
    """`value` in `unit` with its interval where one is given; only the interval where there is no value.

    Units are those of catalog, glossary and statements; "%" takes a fraction, "x" a factor, "1" a count.

    >>> format_quantity(72.2e9, "USD", "en")
    '$72.2\\xa0billion'
    >>> format_quantity(4.9e6, "1", "de", 3.9e6, 4.9e6)
    '4,9\\xa0Mio. (3,9 bis 4,9)'
    """
    if value is None:
        return format_range(low, high, unit, language, digits=digits)
    ends = [end for end in (low, high) if end is not None and end != value]
    if not ends or not isfinite(value):
        return _one(value, scale_of(value, unit or "1", language), language, digits)
    bounds = [value if end is None else end for end in (low, high)]
    scale = scale_of(value or max(bounds, key=abs), unit or "1", language)
    words = signs(language)
    if not _fits(bounds, scale):
        texts = [_one(end, scale_of(end, unit or "1", language), language, digits) for end in bounds]
        head = _one(value, scale, language, digits)
    else:
        middle, *texts = _numbers([value, *bounds], scale, language, digits)
        head = _with_unit(middle, scale)
    return words["range.full"].format(value=head, low=texts[0], high=texts[1])


def format_range(
    low: float | None, high: float | None, unit: str | None, language: str, *, digits: int = 3
) -> str:
    """An interval in one unit where that reads well, else each end in its own; one open end is said.

    >>> format_range(64e9, 72e9, "USD", "de")
    '64 bis 72\\xa0Mrd.\\xa0US-$'
    """
    words, name = signs(language), unit or "1"
    if low is None or high is None:
        end = high if low is None else low
        if end is None:
            return _ABSENT
        text = _one(end, scale_of(end, name, language), language, digits)
        return str(
            words["range.up_to"].format(high=text) if low is None else words["range.from"].format(low=text)
        )
    if low == high:
        return _one(low, scale_of(low, name, language), language, digits)
    scale = scale_of(max(low, high, key=abs), name, language)
    if min(low, high) < 0 or not _fits([low, high], scale):
        ends = [_one(end, scale_of(end, name, language), language, digits) for end in (low, high)]
        return words["range.apart"].format(low=ends[0], high=ends[1])
    first, second = _numbers([low, high], scale, language, digits)
    if first == second:
        return _with_unit(first, scale)
    return _with_unit(words["range.joined"].format(low=first, high=second), scale)


def format_number(value: float, language: str, *, digits: int = 3) -> str:
    """A plain number with `digits` significant digits, grouped; whole numbers below 10,000 in full.

    >>> format_number(16_384, "en")
    '16,400'
    """
    return _numbers([value], Scale(1.0, "{number}"), language, digits)[0]


def _one(value: float, scale: Scale, language: str, digits: int) -> str:
    if not isfinite(value):
        return "∞" if value > 0 else f"{_MINUS}∞" if value < 0 else _ABSENT
    return _with_unit(_numbers([value], scale, language, digits)[0], scale)


def _with_unit(number: str, scale: Scale) -> str:
    """The number in the pattern of its scale, singular for 1; the minus stands before a currency sign."""
    sign, bare = (_MINUS, number[1:]) if number.startswith(_MINUS) else ("", number)
    pattern = scale.one if bare == "1" and scale.one else scale.pattern
    return sign + pattern.replace("{number}", bare)


def _fits(ends: Sequence[float], scale: Scale) -> bool:
    """Whether all ends read well in one scale: zero, or at least a tenth and below a thousand of it."""
    sizes = [abs(end) / scale.divisor for end in ends if end]
    if scale.divisor == 1:
        return all(size < _LARGE for size in sizes)
    return all(_SHARED <= size < 1000 for size in sizes)


def _numbers(values: Sequence[float], scale: Scale, language: str, digits: int) -> list[str]:
    """The values over the divisor of the scale, with as many decimals as the largest one needs."""
    scaled = [Decimal(repr(float(value))) / Decimal(repr(scale.divisor)) for value in values]
    largest = max(abs(one) for one in scaled)
    if not largest:
        return ["0" for _ in scaled]
    whole = scale.divisor == 1 and largest < _EXACT_BELOW and all(one == one.to_integral() for one in scaled)
    last = 0 if whole else largest.adjusted() - digits + 1
    priced = scale.cents and len(scaled) == 1 and digits >= _CENTS_FROM
    if priced and 1 <= largest < 100 and largest != largest.to_integral():
        return [_grouped(_rounded(scaled[0], -2), 2, language)]
    rounded = [_rounded(one, last) for one in scaled]
    if any(_distorted(one, short) for one, short in zip(scaled, rounded, strict=True)):
        kept = [
            _rounded(one, one.adjusted() - 1) if _distorted(one, short) else short
            for one, short in zip(scaled, rounded, strict=True)
        ]
        return [_grouped(one, _decimals(one), language) for one in kept]
    decimals = max((_decimals(one) for one in rounded), default=0)
    return [_grouped(one, decimals, language) for one in rounded]


def _distorted(number: Decimal, rounded: Decimal) -> bool:
    """Whether rounding has moved a number by more than an eighth."""
    return abs(number - rounded) > _MOVED * abs(number)


def _rounded(number: Decimal, last: int) -> Decimal:
    """`number` rounded half up at the decimal place 10^`last`."""
    place = Decimal(1).scaleb(last)
    return (number / place).to_integral_value(rounding=ROUND_HALF_UP) * place


def _decimals(number: Decimal) -> int:
    """Digits after the decimal point without trailing zeros."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _grouped(number: Decimal, decimals: int, language: str) -> str:
    words = signs(language)
    text = f"{abs(number):,.{decimals}f}"
    text = text.translate({ord(","): words["number.group"], ord("."): words["number.decimal"]})
    return f"{_MINUS}{text}" if number < 0 and text.strip("0.,") else text
