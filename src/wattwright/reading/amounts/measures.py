"""What a quantity is, and a number with its currency sign, magnitude and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from wattwright.reading.amounts.numerals import Number, number_at, skip_hyphen
from wattwright.reading.lexicon import table
from wattwright.reading.structure import Document

__all__ = ["CHIP", "Measure", "Unit", "amount_at", "is_chip", "past_quote", "unit_of"]

CHIP = re.compile(r"^(?:(?:[ABHLPRTV]|GB|GH|VR|MI|RTX|TPUv)\d{1,4}[A-Z]?s?)(?<![A-Z]\d)(?<![A-Z]\ds)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the lexicon: the kind it speaks for, the base unit and the factor to it."""

    name: str
    kind: str
    base: str
    factor: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it counts. `low` and `high` are in the written unit, magnitudes multiplied in.

    `shape` is plain, range, order, class, fraction, factor or size. `kind` and `unit` are None until they are
    known; `noun` is the counted noun in lower case; `rate` is a payload of the rate lexicon, with its end in
    `rate_last`.
    """

    first: int
    last: int
    low: float
    high: float
    shape: str
    style: str
    scale: float = 1.0
    unit: Unit | None = None
    kind: str | None = None
    noun: str | None = None
    rate: str | None = None
    rate_last: int = 0
    qualifier: str | None = None
    inherited: bool = False
    pair: int = 0
    """Token after the first number of a range."""

    @property
    def bare(self) -> bool:
        """True while neither unit nor noun is known."""
        return self.unit is None and self.kind is None


@cache
def unit_of(name: str) -> Unit:
    """The unit with a name of `units.yaml`."""
    kind, base, factor = str(table("units")[name]).split()[-3:]
    return Unit(name, kind, base, float(factor))


def is_chip(document: Document, position: int) -> bool:
    """Whether an AI chip is named at a token: `8x H200`."""
    return document.marks(position, "chip") or CHIP.match(document.word(position)) is not None


def _prefix_currency(document: Document, position: int) -> tuple[Unit, int] | None:
    """A currency sign or code that stands before its number."""
    hit = document.at(position, "unit")
    if hit is None or document.at(position, "currency_mark") is None:
        return None
    abbreviated = document.lower(hit.last) == "." and document.glued(hit.last)
    return unit_of(hit.payload), hit.last + abbreviated


_BEFORE_UNIT = ("more_of", "skip_adjective", "loose_word")
"""Words that may stand between a number and its unit: `100 additional megawatts`, `12B active parameters`."""


def past_quote(document: Document, position: int) -> int:
    """The position after a closing quotation mark: `"hundreds of thousands" of chips`."""
    closes = document.word(position) in _CLOSING and document.glued(position)
    return position + 1 if closes and document.lower(position + 1) == "of" else position


_CLOSING = frozenset('"”“«»’')


def _suffix_unit(document: Document, position: int) -> tuple[Unit, int] | None:
    """The unit after a number, over hyphens and `of a`."""
    start = past_quote(document, skip_hyphen(document, position))
    start += document.marks(start, "odd_word")
    if document.lower(start) == "of":
        start += 2 if document.at(start + 1, "article_one") else 1
    hit = document.at(start, "unit")
    for place in (start, start + 1):
        if hit is not None or not document.marks(place, *_BEFORE_UNIT):
            break
        hit = document.at(place + 1, "unit")
    if hit is None or (document.word(hit.first) == "c" and not document.glued(hit.first)):
        return None
    abbreviated = hit.payload == "cent" and document.lower(start) == "ct" and document.lower(hit.last) == "."
    return unit_of(hit.payload), hit.last + abbreviated


def amount_at(document: Document, position: int) -> Measure | None:
    """A number with currency sign, magnitude and unit at a token; None where no number begins."""
    prefix = _prefix_currency(document, position)
    number = number_at(document, prefix[1] if prefix else position)
    if number is None or (prefix is not None and number.style in ("article", "order")):
        return None
    shape = "order" if number.low != number.high else "plain"
    found = Measure(position, number.last, number.low, number.high, shape, number.style, number.scale)
    suffix = _suffix_unit(document, number.last)
    suffix = suffix if suffix is not None and _belongs(document, number, suffix) else None
    if prefix is not None:
        last = suffix[1] if suffix and suffix[0].kind == "money" else number.last
        return replace(found, unit=prefix[0], kind="money", last=last)
    return replace(found, unit=suffix[0], kind=suffix[0].kind, last=suffix[1]) if suffix else found


def _belongs(document: Document, number: Number, suffix: tuple[Unit, int]) -> bool:
    """Whether a unit behind a number is its own.

    No sign of the next sum, nothing that an article cannot count.
    """
    unit, last = suffix
    if _opens_next(document, last):
        return False
    loose = document.marks(last - 1, "currency_mark") and not document.glued(last - 1)
    if loose and number.style != "digits":
        return False
    return number.style != "article" or (_countable(unit) and _amounts(document, number.first, unit))


def _opens_next(document: Document, position: int) -> bool:
    """Whether a currency sign that ends before a token belongs to the number there: `$10M-$100M`."""
    sign = document.marks(position - 1, "currency_mark") and len(document.word(position - 1)) == 1
    return sign and document.kind(position) == "number" and document.glued(position)


def _amounts(document: Document, position: int, unit: Unit) -> bool:
    """Whether an article before a small unit counts it, and is no rate: `almost a kilowatt-hour`."""
    if unit.name not in ("W", "Wh", "kWh", "kW") and unit.kind not in ("money", "duration"):
        return True
    return document.ending(position, "qualifier") is not None


def _countable(unit: Unit) -> bool:
    """Whether an article before a unit counts as 1: units of power, energy, money and the like."""
    return unit.kind in ("power", "energy", "money") or unit.name == "decade"
