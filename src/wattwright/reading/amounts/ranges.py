"""Ranges: `64 bis 72 Milliarden`, `$12–14 billion`, `between 3 and 5 GW`, `five or six`."""

from __future__ import annotations

import re
from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, amount_at
from wattwright.reading.structure import Document

__all__ = ["with_range"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEW = 20.0
"""`or` joins the ends of a range up to this number: `five or six`."""


def with_range(document: Document, low: Measure) -> Measure:
    """The range that begins with a measure, or the measure itself."""
    high = _upper(document, low)
    if high is None or _is_year_pair(document, low, high) or not _alike(low, high):
        return low
    if low.unit and high.unit and low.unit.factor != high.unit.factor:
        ratio = low.unit.factor / high.unit.factor
        first = replace(low, low=low.low * ratio, high=low.high * ratio, unit=high.unit, scale=high.scale)
    else:
        first = low
    shared = _share_scale(first, high)
    if shared is None or shared.low >= high.high:
        return low
    unit = high.unit or first.unit
    return replace(
        high,
        first=low.first,
        low=shared.low,
        shape="range",
        unit=unit,
        kind=unit.kind if unit else None,
        pair=low.last,
    )


def _upper(document: Document, low: Measure) -> Measure | None:
    """The measure behind a connector."""
    if low.shape != "plain" or low.style == "article":
        return None
    after = _connector(document, low)
    high = amount_at(document, after) if after is not None else None
    return high if high is not None and high.shape == "plain" and high.style != "article" else None


def _alike(low: Measure, high: Measure) -> bool:
    """Whether two ends can belong to one range: the same base unit, and not `one` before digits."""
    if low.unit and high.unit and low.unit.base != high.unit.base:
        return False
    single = low.style == "words" and low.unit is None and low.low < 2.0
    return not (single and high.style == "digits")


def _share_scale(low: Measure, high: Measure) -> Measure | None:
    """The first end of a range with the magnitude of the second where it has none."""
    if low.low <= high.low and (low.scale != 1.0 or high.scale == 1.0 or low.low >= 1000.0):
        return low
    if low.scale == 1.0 and low.low * high.scale <= high.low:
        return replace(low, low=low.low * high.scale, high=low.high * high.scale, scale=high.scale)
    return None


def _connector(document: Document, low: Measure) -> int | None:
    """Position after the word or dash that joins the two ends of a range."""
    position = low.last
    if document.lower(position) == "-" and document.at(position + 1, "connector"):
        position += document.at(position, "connector") is None
    hits = document.hits[position] if position < len(document.hits) else ()
    for hit in hits:
        if hit.category == "connector" and _joins(document, low, hit.payload, hit.last):
            return hit.last
    return None


def _joins(document: Document, low: Measure, payload: str, after: int) -> bool:
    """Whether a connector joins two ends of a range within the sentence."""
    inside = after < len(document.tokens) and document.sentence_of[after] == document.sentence_of[low.first]
    if not inside or _loose_dash(document, low, after):
        return False
    if payload == "to":
        led = document.lower(low.first - 1) in ("from", "von")
        return not (led and _changes(document, low.first))
    return _after_between(document, low.first) if payload == "and" else low.high <= _FEW


def _loose_dash(document: Document, low: Measure, after: int) -> bool:
    """Whether a dash with spaces, between figures of different units, is punctuation and no range."""
    if document.word(after - 1) not in ("-", "–") or document.glued(after - 1) or low.unit is None:
        return False
    high = amount_at(document, after)
    return high is None or high.unit is None


def _after_between(document: Document, first: int) -> bool:
    """Whether `between` stands shortly before the number."""
    return any(document.at(first - back, "between") is not None for back in (1, 2, 3))


def _changes(document: Document, first: int) -> bool:
    """Whether `from X to Y` means two figures: not in `to A from X to Y`, not with a cue of range."""
    sentence = document.sentence(first)
    before = range(max(sentence.first, first - 8), first - 1)
    if any(document.lower(place) in ("to", "auf") for place in before):
        return False
    changed = document.has(sentence.first, sentence.last, "change_strict")
    if document.language == "de":
        return changed
    return changed or not document.has(sentence.first, sentence.last, "range_cue")


def _is_year_pair(document: Document, low: Measure, high: Measure) -> bool:
    """`2027-28` and `2025 to 2027` are years."""
    first, second = document.tokens[low.first].text, document.tokens[high.first].text
    if high.bare and _YEAR.fullmatch(second):
        return True
    return low.unit is None and high.unit is None and len(first) == 4 and first.startswith(("19", "20"))
