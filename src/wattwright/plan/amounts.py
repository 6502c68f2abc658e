"""Amounts of plan files: a value with its 5–95 % range in base units, as text and back.

People write `1.5 GW`, `70 bn USD`, `64-72 Mrd. US-$`, `1 to 1.4 GW`, `about 4 million households`; inside
stand floats. `format_amount` writes what `parse_amount` reads back to the same number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Final

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from wattwright.errors import PlanError
from wattwright.plan.wording import Reading, readings, scale_of

__all__ = ["EXCHANGE", "Amount", "format_amount", "parse_amount"]

_COUNTS: Final = frozenset({"accelerators", "households", "tokens", "parameters", "headcount"})
_SHARES: Final = frozenset({"share"})
_BOUNDS: Final = {
    "up_to": "up to ", "less_than": "less than ", "at_least": "at least ", "more_than": "more than ",
}  # fmt: skip
_UNITS: Final = {
    "W": ("TW", "GW", "MW", "kW", "W"),
    "Wh": ("PWh", "TWh", "GWh", "MWh", "kWh", "Wh"),
    "USD": ("bn USD", "mn USD", "USD"),
    "m2": ("km2", "m2"),
    "s": ("years", "months", "days", "hours", "seconds"),
    "FLOP": ("FLOP",),
    "1": ("trillion", "bn", "million", ""),
    "share": ("%", ""),
}
_EXAMPLES: Final = {
    "power": "1.5 GW or 1 to 1.4 GW",
    "money": "70 bn USD or 64 to 72 bn USD",
    "area": "2,250 acres or 9.1 km2",
    "share": "80 % or 0.8",
    "duration": "4 years",
    "compute": "5.2e25 FLOP",
    "accelerators": "100,000 accelerators",
    "households": "4 million households",
    "tokens": "15 trillion tokens",
    "parameters": "405 billion parameters",
    "headcount": "35 people",
}


EXCHANGE: Final = "the key `exchange: {{{rate}}}` in the plan"
"""How a plan states a rate of exchange."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in its base unit (W, Wh, USD, m2, s, FLOP, 1): value and 5–95 % range.

    `qualifier` keeps how it was said: exact (a range too), about (±10 %), or a one-sided bound (up_to,
    less_than, at_least, more_than), where all three points are the bound and nothing is known beyond it.
    """

    value: float
    low: float
    high: float
    unit: str
    qualifier: str = "exact"

    @property
    def points(self) -> tuple[float, float, float]:
        """(low, value, high), as `results.observed` takes them."""
        return self.low, self.value, self.high


def parse_amount(text: str | float, kind: str, rates: Mapping[str, float] | None = None) -> Amount:
    """The amount of `kind` that `text` states; PlanError says what is wrong, or offers both readings.

    `rates` has USD for one unit of other currencies.

    >>> parse_amount("1 to 1.4 GW", "power")
    Amount(value=1200000000.0, low=1000000000.0, high=1400000000.0, unit='W', qualifier='exact')
    """
    try:
        return _parsed(text, kind, rates)
    except ValueError as error:
        raise PlanError(f"{text!r} is no amount of {kind}", [str(error)]) from None


def _parsed(given: object, kind: str, rates: Mapping[str, float] | None = None) -> Amount:
    if isinstance(given, Amount):
        return given
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise ValueError(f"given {given!r:.60}; allowed: {_EXAMPLES[kind]}")
    if isinstance(given, int | float):
        return _bare(float(given), kind)
    return _from_text(given.strip(), kind, tuple(sorted((rates or {}).items())))


def _bare(value: float, kind: str) -> Amount:
    if not math.isfinite(value):
        raise ValueError(f"given {value}; allowed: a finite number such as {_EXAMPLES[kind]}")
    if kind not in _COUNTS | _SHARES:
        raise ValueError(f"given {value:g} without a unit; allowed: {_EXAMPLES[kind]}")
    return _checked(Amount(value, value, value, "1"), kind, f"{value:g}")


@lru_cache(maxsize=4096)
def _from_text(text: str, kind: str, rates: tuple[tuple[str, float], ...] = ()) -> Amount:
    found = readings(text)
    if not found:
        raise ValueError(f"given {text!r}, which is not a quantity; allowed: {_EXAMPLES[kind]}")
    _check_kind(text, kind, found, dict(rates))
    amounts = list(dict.fromkeys(_amount(reading, dict(rates)) for reading in found))
    if len(amounts) > 1:
        offered = " or ".join(repr(format_amount(amount, kind)) for amount in amounts)
        raise ValueError(f"{text!r} can be read in two ways; write {offered}")
    return _checked(amounts[0], kind, text)


def _check_kind(text: str, kind: str, found: tuple[Reading, ...], rates: Mapping[str, float]) -> None:
    kinds = {reading.kind for reading in found}
    if kinds == {""} and kind in _COUNTS | _SHARES:
        return
    if kinds == {""}:
        raise ValueError(f"given {text!r} without a unit; allowed: {_EXAMPLES[kind]}")
    if kind not in kinds:
        raise ValueError(f"{text!r} is {'/'.join(sorted(kinds))}, but {kind} is expected here")
    units = {reading.unit for reading in found}
    if kind == "money" and (foreign := sorted(units - {"USD", *rates})):
        rate = ", ".join(f"{one}: RATE" for one in foreign)
        raise ValueError(
            f"{text!r} is in {'/'.join(foreign)} and plans count in USD; say what one is worth in USD, with"
            f" {EXCHANGE.format(rate=rate)}"
        )
    if kind == "compute" and units != {"FLOP"}:
        raise ValueError(f"{text!r} is in {'/'.join(sorted(units))}; total work in FLOP is expected here")


def _amount(reading: Reading, rates: Mapping[str, float]) -> Amount:
    low, value, high = float(reading.low), float(reading.value), float(reading.high)
    if reading.unit in rates:
        rate = rates[reading.unit]
        return Amount(value * rate, low * rate, high * rate, "USD", reading.qualifier)
    return Amount(value, low, high, reading.unit, reading.qualifier)


def _checked(amount: Amount, kind: str, text: str) -> Amount:
    if not math.isfinite(amount.high):
        raise ValueError(f"{text!r} is too large to be a number")
    if amount.low < 0:
        raise ValueError(f"{text!r} is negative; {kind} counts from zero up")
    if not amount.low <= amount.value <= amount.high:
        raise ValueError(f"{text!r}: the low end lies above the high end")
    if kind in _SHARES and amount.high > 1:
        raise ValueError(f"{text!r} is more than the whole; allowed: 0 % to 100 %")
    return amount


def format_amount(amount: Amount, kind: str) -> str:
    """Text that `parse_amount` reads back to an equal amount.

    >>> format_amount(parse_amount("1500 MW", "power"), "power")
    '1.5 GW'
    """
    for unit in _candidates(amount, kind):
        text = _written(amount, unit)
        try:
            if _from_text(text, kind) == amount:
                return text
        except ValueError:
            continue
    raise AssertionError(f"{amount} cannot be written")


def _candidates(amount: Amount, kind: str) -> Iterator[str]:
    """Units from the one in which the value is a handy number to the base unit."""
    units = _UNITS["share" if kind in _SHARES else amount.unit]
    handy = [unit for unit in units if amount.value >= (scale_of(unit) if unit else 1)]
    yield from (unit for unit in handy if _short(amount, unit))
    yield from handy
    yield from reversed(units)


def _short(amount: Amount, unit: str) -> bool:
    """Whether all points need at most six digits in this unit, and no padding against misreading."""
    texts = [_digits(point, unit) for point in amount.points]
    return all(len(text.replace(".", "")) <= 6 and not text.endswith("0") for text in texts if "." in text)


def _written(amount: Amount, unit: str) -> str:
    tail = f" {unit}" if unit else ""
    value, low, high = (_digits(point, unit) for point in (amount.value, amount.low, amount.high))
    if amount.qualifier in _BOUNDS:
        return f"{_BOUNDS[amount.qualifier]}{value}{tail}"
    if amount.qualifier == "about":
        return f"about {value}{tail}"
    if amount.low == amount.high:
        return f"{value}{tail}"
    middle = float((Decimal(repr(amount.low)) + Decimal(repr(amount.high))) / 2)
    if middle == amount.value:
        return f"{low} to {high}{tail}"
    return f"{value}{tail} ({low} to {high}{tail})"


def _digits(value: float, unit: str) -> str:
    """Number in this unit, so written that no language reads it in another way."""
    scaled = Decimal(repr(value)) / (scale_of(unit) if unit else 1)
    text = f"{scaled:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if len(text) > 24:
        return f"{scaled:e}".replace("e+", "e")
    whole, _, decimals = text.partition(".")
    return f"{text}0" if len(decimals) == 3 and whole != "0" else text


def _bare_count(text: str) -> str | int:
    """A whole number as such, so that it stands in a file without quotes."""
    return int(text) if text.isdigit() else text


def _positive(amount: Amount, kind: str) -> Amount:
    """The amount; a plan that states nothing of a kind leaves the key out."""
    if amount.low <= 0:
        raise ValueError(f"{format_amount(amount, kind)!r} reaches zero; leave out what is not there")
    return amount


@dataclass(frozen=True, slots=True)
class _Kind:
    """Tells pydantic that a field holds an amount of one kind, written as text."""

    kind: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        kind = self.kind
        return core_schema.with_info_plain_validator_function(
            lambda given, info: _positive(_parsed(given, kind, (info.context or {}).get("exchange")), kind),
            json_schema_input_schema=core_schema.union_schema(
                [core_schema.str_schema(), core_schema.float_schema()]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda amount: _bare_count(format_amount(amount, kind))
            ),
        )


PowerAmount = Annotated[Amount, _Kind("power")]
MoneyAmount = Annotated[Amount, _Kind("money")]
AreaAmount = Annotated[Amount, _Kind("area")]
ShareAmount = Annotated[Amount, _Kind("share")]
DurationAmount = Annotated[Amount, _Kind("duration")]
ComputeAmount = Annotated[Amount, _Kind("compute")]
AcceleratorAmount = Annotated[Amount, _Kind("accelerators")]
HouseholdAmount = Annotated[Amount, _Kind("households")]
TokenAmount = Annotated[Amount, _Kind("tokens")]
ParameterAmount = Annotated[Amount, _Kind("parameters")]
HeadAmount = Annotated[Amount, _Kind("headcount")]
