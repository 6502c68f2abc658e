"""The grammar of amounts in plan files, over the reader's lexicon of numbers and units.

An article is read with doubt, a plan file without: every word must be part of the amount. What German and
English would read differently (`1,500 GW`, `5 Billion USD`) comes back as two readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from wattwright.reading.lexicon import find_hits, table
from wattwright.reading.structure import Hit, Token
from wattwright.reading.text import normalise
from wattwright.reading.tokens import tokenise

__all__ = ["ABOUT_SHARE", "Reading", "readings", "scale_of"]

ABOUT_SHARE: Final = Decimal("0.1")
"""Half width of what "about" means, as a share of the value."""

_GROUPS: Final = {
    "en": re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?"),
    "de": re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?"),
}
_SPACED: Final = re.compile(r"(\d{1,3}(?:['’ \u00a0\u2009\u202f]\d{3})+)(?:[.,](\d+))?")
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?")
_BRACKETS: Final = re.compile(r"([^()]+)\(([^()]+)\)")
_POWER: Final = re.compile(r"(\d+(?:[.,]\d+)?)[eE]([-+]?\d{1,3})(?!\w)")
_US_DOLLAR: Final = re.compile(r"US-?\$")
_DASHES: Final = ("-", "–", "−")
_WORD_LENGTH: Final = 4
"""Letters from which a unit written as a word shows its language by a capital or its absence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an amount: points in the base unit. `kind` is empty where no unit is written."""

    low: Decimal
    value: Decimal
    high: Decimal
    unit: str
    kind: str
    qualifier: str


@dataclass(frozen=True, slots=True)
class _Term:
    """A number with magnitude and unit, as far as they stand beside it; `last` is the token behind."""

    number: Decimal
    magnitude: str
    unit: str
    last: int
    marked: bool
    """Whether the unit is a currency sign in front, so that a magnitude may still follow later."""

    def like(self, tail: _Term) -> _Term:
        """The same with what was left out taken from `tail`."""
        magnitude = self.magnitude or (tail.magnitude if self.marked or not self.unit else "")
        return replace(self, magnitude=magnitude, unit=self.unit or tail.unit)

    def scaled(self) -> Decimal:
        """Number in the base unit."""
        return self.number * Decimal(self.magnitude or 1) * Decimal(_unit(self.unit)[2])


@dataclass(frozen=True, slots=True)
class _Text:
    """Tokens of an amount with the lexicon's phrases in one language."""

    tokens: tuple[Token, ...]
    hits: tuple[tuple[Hit, ...], ...]
    language: str

    def hit(self, position: int, *categories: str) -> Hit | None:
        """Longest phrase of the categories that begins at `position`."""
        row = self.hits[position] if position < len(self.hits) else ()
        return next((hit for hit in row if hit.category in categories), None)

    def mark(self, position: int) -> str:
        """Text of a token; empty behind the end."""
        return self.tokens[position].text if position < len(self.tokens) else ""


def readings(text: str) -> tuple[Reading, ...]:
    """Ways to read the whole of `text`: one where it is clear, none where it is no amount."""
    bracketed = _BRACKETS.fullmatch(_US_DOLLAR.sub("$", text))
    outer = bracketed.group(1) if bracketed else _US_DOLLAR.sub("$", text)
    tokens = tokenise(_POWER.sub(_written_out, normalise(outer).text))
    wordings = (_Text(tokens, find_hits(tokens, language), language) for language in _GROUPS)
    found = {wording.language: reading for wording in wordings if (reading := _whole(wording))}
    different = tuple(dict.fromkeys(found.values()))
    if len(different) > 1 and "en" in found and _in_lower_case(outer):
        different = (found["en"],)
    if bracketed and different:
        return tuple(
            replace(reading, low=inner.low, high=inner.high)
            for reading in different
            for inner in readings(bracketed.group(2))
            if inner.unit == reading.unit
        )
    return different


def _written_out(match: re.Match[str]) -> str:
    """A power of ten as plain digits."""
    return f"{Decimal(match.group(1).replace(',', '.')).scaleb(int(match.group(2))):f}"


@cache
def scale_of(unit: str) -> Decimal:
    """What one `unit`, magnitude included as in "bn USD", is in the base unit."""
    return readings(f"1 {unit}")[0].value


def _in_lower_case(text: str) -> bool:
    """Whether units stand as lower-case words, as German never writes them."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _WORD_LENGTH]
    return bool(words) and all(word.islower() for word in words)


def _whole(text: _Text) -> Reading | None:
    """Reading of all tokens, None where something is left over or missing."""
    bound = text.hit(0, "approximate", "approximate_mark", "qualifier")
    qualifier = bound.payload if bound else "exact"
    first = _term(text, bound.last if bound else 0)
    if first is None:
        return None
    then = _after_connector(text, first.last)
    second = _term(text, then) if then else None
    tail = second.like(first) if second else first
    if tail.last != len(text.tokens) or (second and qualifier not in ("exact", "about")):
        return None
    first = first.like(tail)
    kind, unit, _ = _unit(tail.unit)
    if _unit(first.unit)[1] != unit:
        return None
    low, high = first.scaled(), tail.scaled()
    if second:
        return Reading(low, (low + high) / 2, high, unit, kind, "exact")
    share = ABOUT_SHARE if qualifier == "about" else Decimal(0)
    return Reading(low * (1 - share), low, low * (1 + share), unit, kind, qualifier)


def _term(text: _Text, position: int) -> _Term | None:
    """The number that begins at `position`, with a currency mark before it, magnitude and unit behind."""
    unit, sign = "", 1
    before = text.hit(position, "currency_mark")
    if before:
        marked = text.hit(position, "unit")
        unit, position = (marked.payload if marked else ""), before.last
    if text.mark(position) in _DASHES:
        sign, position = -1, position + 1
    number, position = _number(text, position)
    if number is None:
        return None
    magnitude = text.hit(position, "magnitude")
    if magnitude:
        position = _after_stop(text, magnitude.last)
    if not unit and (behind := text.hit(position, "unit", "noun", "chip")):
        unit = "accelerators" if behind.category == "chip" else behind.payload
        position = _after_stop(text, behind.last)
    return _Term(sign * number, magnitude.payload if magnitude else "", unit, position, before is not None)


def _after_connector(text: _Text, position: int) -> int:
    """Place behind "to" or a dash between the ends of a range, 0 where none stands."""
    if text.mark(position) in _DASHES:
        return position + 1
    row = text.hits[position] if position < len(text.hits) else ()
    return next((hit.last for hit in row if (hit.category, hit.payload) == ("connector", "to")), 0)


def _after_stop(text: _Text, position: int) -> int:
    """Place behind the full stop of an abbreviation."""
    return position + (text.mark(position) == "." and text.tokens[position].glued)


def _number(text: _Text, position: int) -> tuple[Decimal | None, int]:
    """Number in digits or in one word, and the place behind it."""
    if position < len(text.tokens) and text.tokens[position].kind == "number":
        return _digits(text.mark(position), text.language), position + 1
    word = text.hit(position, "number")
    return (Decimal(word.payload), word.last) if word else (None, position)


def _digits(text: str, language: str) -> Decimal | None:
    """Number of a token of digits by the separators of a language; a leading zero is never grouped."""
    grouped = None if text.startswith("0") else _GROUPS[language].fullmatch(text) or _SPACED.fullmatch(text)
    if grouped:
        whole, decimals = grouped.groups()
        return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals or 0}")
    plain = _PLAIN.fullmatch(text)
    return Decimal(text.replace(",", ".")) if plain else None


@cache
def _unit(name: str) -> tuple[str, str, str]:
    """Kind, base unit and factor of a unit or counted noun of the lexicon."""
    if not name:
        return "", "1", "1"
    entry = table("units").get(name)
    if entry is None:
        return name, "1", "1"
    kind, base, factor = str(entry).split(" ")
    return kind, base, factor
