"""Areas by comparison with a place: `so groß wie Manhattan`, `twice the size of Central Park`."""

from __future__ import annotations

from wattwright.reading.amounts.fractions import fraction_at
from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.amounts.multiples import multiple_at
from wattwright.reading.amounts.numerals import number_at
from wattwright.reading.structure import Document, Hit

__all__ = ["size_at"]

_CUE_BEFORE, _CUE_BEHIND = 14, 6
_FACTOR_BEFORE = 8


def size_at(document: Document, position: int) -> Measure | None:
    """The area that a place stands for, or None where it is only a place."""
    hit = document.at(position, "size")
    if hit is None:
        return None
    sentence = document.sentence(position)
    counted = _counted(document, hit, sentence.first)
    if counted is not None:
        return counted
    around = max(sentence.first, position - _CUE_BEFORE), min(sentence.last, position + _CUE_BEHIND)
    if not document.has(*around, "size_cue"):
        return None
    first = position - document.marks(position - 1, "size_lead")
    times = 1.0
    for back in range(max(sentence.first, position - _FACTOR_BEFORE), position):
        number = multiple_at(document, back) or fraction_at(document, back)
        if number is not None and number.last <= position:
            times, first = number.low, back
            break
    unit = unit_of(hit.payload)
    return Measure(first, hit.last, times, times, "size", "words", unit=unit, kind="area")


def _counted(document: Document, hit: Hit, start: int) -> Measure | None:
    """`three Central Parks`: a number directly before the place."""
    for back in range(max(start, hit.first - 2), hit.first):
        count = number_at(document, back)
        if count is not None and count.last == hit.first and count.style != "article":
            unit = unit_of(hit.payload)
            return Measure(back, hit.last, count.low, count.high, "plain", "words", unit=unit, kind="area")
    return None
