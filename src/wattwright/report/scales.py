"""Which magnitude and words stand around a number of a given size and unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, isfinite, log10
from typing import Final

from wattwright.report.notation import Notation, Signs, notation, signs

__all__ = ["Scale", "scale_of"]

_SPACE: Final = "\u00a0"
_MAGNITUDES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_TOO_LARGE: Final = 1e15
_LARGEST: Final = 1e300
_PREFIXES: Final = ("", "k", "M", "G", "T", "P", "E", "Z", "Y", "R", "Q")
_NEVER_BARE: Final = ("W", "Wh")
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_AREAS: Final = ((1e6, "km²"), (1e4, "ha"), (1.0, "m²"))
_DAY: Final = 86_400.0
_YEAR: Final = 365.25 * _DAY
_MONTH: Final = _YEAR / 12
_SPANS: Final = (
    (2 * _YEAR, _YEAR, "years"),
    (2 * _DAY, _DAY, "days"),
    (7200.0, 3600.0, "hours"),
    (120.0, 60.0, "minutes"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a number is divided by, and the pattern that it is put into; `one` is the pattern for 1.

    `cents` says that small amounts have two decimals.
    """

    divisor: float
    pattern: str
    one: str = ""
    cents: bool = False


def scale_of(value: float, unit: str, language: str) -> Scale:
    """The scale in which `value` in `unit` reads best, after rounding to three digits."""
    how, words = notation(unit), signs(language)
    size = min(abs(value) * how.factor, _LARGEST) if isfinite(value) else 0.0
    if how.family != "duration":
        size = _rounded(size)
    scale = _FAMILIES[how.family](size, how, words)
    return Scale(scale.divisor / how.factor, scale.pattern, scale.one, scale.cents)


def _rounded(size: float) -> float:
    """`size` with three significant digits, so that 999.7 million counts as a billion."""
    if not size:
        return 0.0
    place = Decimal(1).scaleb(floor(log10(size)) - 2)
    return float((Decimal(repr(size)) / place).to_integral_value(rounding=ROUND_HALF_UP) * place)


def _magnitude(size: float, words: Signs) -> Scale:
    """Millions, billions and trillions in words; beyond, a power of ten."""
    if size >= _TOO_LARGE:
        return _power_of_ten(size)
    for divisor, name in _MAGNITUDES:
        if size >= divisor:
            return Scale(divisor, words[f"magnitudes.{name}"])
    return Scale(1.0, "{number}")


def _power_of_ten(size: float, unit: str = "") -> Scale:
    tail = f"{_SPACE}{unit}" if unit else ""
    if size < 1e6:
        return Scale(1.0, f"{{number}}{tail}")
    exponent = floor(log10(size))
    raised = str(exponent).translate(_RAISED)
    return Scale(10.0**exponent, f"{{number}}{_SPACE}×{_SPACE}10{raised}{tail}")


def _within(outer: str, inner: Scale) -> str:
    return outer.replace("{number}", inner.pattern)


def _count(size: float, how: Notation, words: Signs) -> Scale:
    if how.base == "years" and 0 < size < 2 and size != round(size):
        return Scale(1 / 12, words["many.months"], words["one.months"])
    inner = _magnitude(size, words)
    if not how.base:
        return inner
    one = words[f"one.{how.base}"] if inner.divisor == 1 else ""
    return Scale(inner.divisor, _within(words[f"many.{how.base}"], inner), one)


def _money(size: float, how: Notation, words: Signs) -> Scale:
    inner = _magnitude(size, words)
    outer = words.get(f"money.{how.base}", words["money.other"].replace("{currency}", how.base))
    return Scale(inner.divisor, _within(outer, inner), cents=inner.divisor == 1)


def _si(size: float, how: Notation, _words: Signs) -> Scale:
    step = 2 if not size and how.base in _NEVER_BARE else 0
    while step < len(_PREFIXES) - 1 and size >= 1000.0 ** (step + 1):
        step += 1
    return Scale(1000.0**step, f"{{number}}{_SPACE}{_PREFIXES[step]}{how.base}")


def _area(size: float, _how: Notation, _words: Signs) -> Scale:
    divisor, sign = next((one for one in _AREAS if size >= one[0]), _AREAS[-1])
    return Scale(divisor, f"{{number}}{_SPACE}{sign}")


def _length(size: float, _how: Notation, _words: Signs) -> Scale:
    divisor, sign = (1000.0, "km") if size >= 1000 else (1.0, "m")
    return Scale(divisor, f"{{number}}{_SPACE}{sign}")


def _mass(size: float, _how: Notation, words: Signs) -> Scale:
    if size < 1000:
        return Scale(1.0, f"{{number}}{_SPACE}kg")
    inner = _magnitude(size / 1000, words)
    return Scale(1000 * inner.divisor, _within(f"{{number}}{_SPACE}t", inner))


def _duration(size: float, _how: Notation, words: Signs) -> Scale:
    """Years, months (only whole ones), days, hours, minutes or seconds."""
    months = size / _MONTH
    if 1 <= months < 24 and months % 12 and abs(months - round(months)) < 0.01:
        divisor, name = _MONTH, "months"
    elif size >= _YEAR and abs(size / _YEAR - round(size / _YEAR)) < 0.005:
        divisor, name = _YEAR, "years"
    else:
        divisor, name = next(((by, name) for least, by, name in _SPANS if size >= least), (1.0, "seconds"))
    return Scale(divisor, words[f"many.{name}"], words[f"one.{name}"])


def _percent(_size: float, _how: Notation, words: Signs) -> Scale:
    return Scale(1.0, words["number.percent"])


def _times(_size: float, _how: Notation, words: Signs) -> Scale:
    return Scale(1.0, words["number.times"])


def _ratio(size: float, how: Notation, words: Signs) -> Scale:
    """An amount per something: both in words where they are known."""
    over, _, under = how.base.partition("/")
    per = words.get(f"per.{under}", "")
    if not per or (notation(over).family == "plain"):
        return _plain(size, how, words)
    inner = scale_of(size, over, words.language)
    pattern = words["per.pattern"]
    join = pattern.replace("{per}", per)
    one = join.replace("{amount}", inner.one) if inner.one else ""
    return Scale(inner.divisor, join.replace("{amount}", inner.pattern), one, inner.cents)


def _plain(_size: float, how: Notation, _words: Signs) -> Scale:
    return Scale(1.0, f"{{number}}{_SPACE}{how.base}")


def _powers(size: float, how: Notation, _words: Signs) -> Scale:
    return _power_of_ten(size, how.base)


_FAMILIES: Final[dict[str, Callable[[float, Notation, Signs], Scale]]] = {
    "count": _count,
    "money": _money,
    "si": _si,
    "area": _area,
    "length": _length,
    "mass": _mass,
    "duration": _duration,
    "percent": _percent,
    "times": _times,
    "ratio": _ratio,
    "plain": _plain,
    "power_of_ten": _powers,
}
