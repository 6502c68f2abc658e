"""Finding all quantity candidates of a document, bare numbers included, in reading order."""

from __future__ import annotations

import re

from wattwright.reading.amounts.classes import digit_class_at
from wattwright.reading.amounts.fractions import fraction_at, one_in_at
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.amounts.multiples import multiple_at
from wattwright.reading.amounts.quantities import measure_at
from wattwright.reading.amounts.sizes import size_at
from wattwright.reading.amounts.tables import Cell
from wattwright.reading.structure import Document

__all__ = ["scan"]


def scan(document: Document, blocked: frozenset[int], cells: list[Cell]) -> list[Measure]:
    """Quantity candidates outside blocked tokens; in tables only the cells that have a meaning."""
    by_first = {cell.measure.first: cell.measure for cell in cells}
    found: list[Measure] = []
    position = 0
    while position < len(document.tokens):
        if document.sentence(position).line.kind == "table":
            if position in by_first and position not in blocked:
                found.append(by_first[position])
            position += 1
            continue
        measure = _candidate(document, position, blocked)
        if measure is None:
            position += 1
            continue
        if measure.bare and not _stands_alone(document, measure):
            position += 1 if measure.scale == 1.0 else measure.last - position
            continue
        while found and found[-1].first >= measure.first:
            found.pop()
        found.append(measure)
        position = max(measure.last, measure.rate_last, position + 1)
    return found


def _candidate(document: Document, position: int, blocked: frozenset[int]) -> Measure | None:
    """The quantity that begins at a token and runs over nothing blocked, or None."""
    if position in blocked or not _may_begin(document, position):
        return None
    measure = _at(document, position)
    return None if measure is None or _spoiled(document, measure, blocked) else measure


_CATEGORIES = (
    "number",
    "half_a",
    "dozen",
    "article_one",
    "order",
    "every_nth",
    "whole_fraction",
    "factor_word",
    "factor_stem",
    "factor_noun",
    "class_word",
    "class_number",
    "digit_class_level",
    "size",
    "currency_mark",
)
_COMPOUND = re.compile(r"zehn|und|hundert|tausend|einhalb")
"""What stands in every compound number word of German."""
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_ABSURD = 1e36
"""Numbers above this are never amounts."""
_REACH = 3
"""Words behind a number that are looked at for a noun."""


def _may_begin(document: Document, position: int) -> bool:
    """A quick look whether a quantity can begin at a token."""
    kind = document.kind(position)
    if kind in ("number", "fraction") or document.marks(position, *_CATEGORIES):
        return True
    word = document.lower(position)
    german = document.language == "de" and kind == "word" and len(word) > 6
    return german and _COMPOUND.search(word) is not None


_PROPORTIONS = (digit_class_at, one_in_at, fraction_at, multiple_at, size_at)


def _at(document: Document, position: int) -> Measure | None:
    """The proportion or measure at a token, the longer of the two."""
    rules = (rule(document, position) for rule in _PROPORTIONS)
    proportion = next((found for found in rules if found is not None), None)
    measure = measure_at(document, position)
    if proportion is None or measure is None:
        return proportion or measure
    if measure.unit is not None and measure.last > proportion.last:
        return measure
    return proportion


def _spoiled(document: Document, measure: Measure, blocked: frozenset[int]) -> bool:
    """Whether a candidate runs over the sentence end or blocked tokens, or is no amount.

    `per 1M`, `a few years`.
    """
    if measure.last > document.sentence(measure.first).last or measure.high > _ABSURD:
        return True
    if document.lower(measure.first - 1) in ("per", "pro") and measure.style != "article":
        return True
    few = measure.shape == "order" and measure.scale == 1.0 and measure.low == 2.0
    if few and (measure.unit is None or measure.unit.kind == "duration"):
        return True
    inside = range(measure.first, measure.last)
    return any(place in blocked for place in inside if document.kind(place) != "word")


def _stands_alone(document: Document, measure: Measure) -> bool:
    """Whether a number without unit and noun may stand for an elided one."""
    if measure.shape == "class" or measure.high >= 1e20:
        return True
    if measure.shape == "order":
        return measure.scale > 1.0
    single = measure.low == measure.high == 1.0 and measure.style == "words"
    year = _YEAR.fullmatch(document.text(measure.first, measure.last)) is not None
    return not (single or year or measure.style == "article") and not _unknown_noun(document, measure)


def _unknown_noun(document: Document, measure: Measure) -> bool:
    """Whether a noun that no lexicon knows follows the number."""
    last = document.sentence(measure.first).last
    for position in range(measure.last, min(measure.last + _REACH, last)):
        known = _follows(document, position, measure)
        if known is not None:
            return known
    return False


def _follows(document: Document, position: int, measure: Measure) -> bool | None:
    """Whether an unknown noun stands at a token behind a number; None where the next word decides."""
    kind = document.kind(position)
    if kind == "number" or document.marks(position, "number"):
        return False
    if kind != "word":
        return _divides(document, position) and not _listed(document, position, measure)
    if document.marks(position, "not_counted"):
        return True
    if document.marks(position, "more_of"):
        return None
    if document.marks(position, "stop_word") or _is_loose(document, position):
        return False
    if document.language == "en":
        return "ones" not in (document.lower(place) for place in range(position, position + _REACH))
    if document.capital(position):
        return True
    return None if document.lower(position).endswith(("e", "en", "er", "es")) else False


def _is_loose(document: Document, position: int) -> bool:
    """Whether an adverb or participle stands at a token, that a number without noun may have behind it."""
    return document.marks(position, "loose_word") and not document.marks(position, "ly_noun")


def _divides(document: Document, position: int) -> bool:
    """Whether a mark joins the number to something else: `24/7`, `5-2`, `3:1`, `30°`."""
    return document.word(position) in ("-", "/", "°", ":") and document.glued(position)


def _listed(document: Document, position: int, measure: Measure) -> bool:
    """Whether a slash stands between two figures with their magnitudes: `1T/32B`."""
    return measure.scale > 1.0 and document.word(position) == "/" and document.kind(position + 1) == "number"
