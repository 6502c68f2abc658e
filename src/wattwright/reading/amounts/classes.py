"""Digit classes: `mittlerer dreistelliger Millionenbetrag`, `sieben- bis achtstellig`, `low nine figures`."""

from __future__ import annotations

import re

from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.amounts.numerals import skip_hyphen, word_value
from wattwright.reading.structure import Document

__all__ = ["digit_class_at"]

_LEVELS = {"low": (1.0, 4.0), "mid": (4.0, 7.0), "high": (7.0, 10.0)}
_SURE = 5.0
"""From so many digits on a class is a sum even where no word of money stands beside it."""
_MOST_DIGITS = 13


def _class_number(document: Document, position: int) -> tuple[float, int] | None:
    """Number of digits named at a token: `sieben-`, `7-`, `nine`, `double`."""
    hit = document.at(position, "class_number")
    if hit is not None:
        return float(hit.payload), hit.last
    text = document.word(position)
    if document.kind(position) == "number" and text.isdigit() and len(text) <= 2:
        return float(text), position + 1
    spelled = document.kind(position) == "word"
    value = word_value(document.lower(position), document.language) if spelled else None
    return (value, position + 1) if value is not None and 1 <= value <= _MOST_DIGITS else None


def _class_at(document: Document, position: int) -> tuple[float, int] | None:
    """One digit class: `achtstellige`, `8-stellig`, `nine-figure`, `double-digit`."""
    hit = document.at(position, "class_word")
    if hit is not None and document.language == "de":
        stem = re.sub(r"stellig\w*$", "", document.lower(position))
        value = word_value(stem, "de") if stem else None
        return (value, hit.last) if value is not None else None
    number = _class_number(document, position)
    if number is None:
        return None
    place = skip_hyphen(document, number[1])
    after = document.at(place, "class_word")
    if after is None or (document.language == "de" and not document.lower(place).startswith("stellig")):
        return None
    return number[0], after.last


def digit_class_at(document: Document, position: int) -> Measure | None:
    """The range of a digit class that begins at a token, or None."""
    start, level = position, None
    hit = document.at(position, "digit_class_level")
    if hit is not None:
        level, start = hit.payload, skip_hyphen(document, hit.last)
        while document.at(start, "class_filler"):
            start += 1
    low = _class_at(document, start)
    ends = (low, low) if low is not None else _two_classes(document, start)
    if ends is None or ends[1][0] < ends[0][0]:
        return None
    return _measure(document, position, (ends[0][0], ends[1][0]), ends[1][1], level)


def _two_classes(document: Document, start: int) -> tuple[tuple[float, int], tuple[float, int]] | None:
    """Both ends of `sieben- bis achtstellig`."""
    low = _class_number(document, start)
    joint = document.at(skip_hyphen(document, low[1]), "connector") if low is not None else None
    high = _class_at(document, joint.last) if joint is not None else None
    return (low, high) if low is not None and high is not None else None


def _measure(
    document: Document, first: int, digits: tuple[float, float], last: int, level: str | None
) -> Measure | None:
    """The range of a digit class, with the magnitude noun or unit that follows it."""
    scale = 1.0
    after = document.at(last, "magnitude_noun") or document.at(last, "magnitude")
    if after is not None:
        scale, last = float(after.payload), after.last
    low, high = 10.0 ** (digits[0] - 1.0), 10.0 ** digits[1]
    if level is not None:
        low, high = (10.0 ** (digits[0] - 1.0) * edge for edge in _LEVELS[level])
    unit = document.at(skip_hyphen(document, last), "unit")
    if unit is not None:
        what = unit_of(unit.payload)
        return Measure(first, unit.last, low * scale, high * scale, "class", "class", scale, what, what.kind)
    if after is None and not _is_sum(document, first, last, digits[1]):
        return None
    return Measure(first, last, low * scale, high * scale, "class", "class", scale)


def _is_sum(document: Document, first: int, last: int, digits: float) -> bool:
    """Whether a class without magnitude and unit is one of money."""
    return digits >= _SURE or (digits >= 4 and document.has(first - 3, last + 3, "money_word"))
