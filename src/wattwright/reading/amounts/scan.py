"""Finding all quantity candidates of a document, bare numbers included, in reading order."""

from __future__ import annotations

import re

from wattwright.reading.amounts.measures import Measure, measure_at
from wattwright.reading.amounts.proportions import proportion_at
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
        measure = None
        if position not in blocked and _may_begin(document, position):
            measure = _at(document, position)
        if measure is None or _spoiled(document, measure, blocked):
            position += 1
            continue
        if measure.bare and not _stands_alone(document, measure):
            position += 1 if measure.scale == 1.0 else measure.last - position
            continue
        found.append(measure)
        position = max(measure.last, measure.rate_last, position + 1)
    return found


_CATEGORIES = frozenset(
    "number half_a dozen article_one order every_nth whole_fraction factor_word factor_stem factor_noun "
    "class_word class_number digit_class_level size currency_mark".split()
)


def _may_begin(document: Document, position: int) -> bool:
    """A quick look whether a quantity can begin at a token."""
    token = document.tokens[position]
    if token.kind in ("number", "fraction"):
        return True
    if any(hit.category in _CATEGORIES for hit in document.hits[position]):
        return True
    return (
        document.language == "de"
        and token.kind == "word"
        and len(token.lower) > 6
        and (
            "zehn" in token.lower
            or "und" in token.lower
            or "hundert" in token.lower
            or "tausend" in token.lower
            or "einhalb" in token.lower
        )
    )


def _at(document: Document, position: int) -> Measure | None:
    """The proportion or measure at a token, the longer of the two."""
    proportion = proportion_at(document, position)
    measure = measure_at(document, position)
    if proportion is None or measure is None:
        return proportion or measure
    if measure.unit is not None and measure.last > proportion.last:
        return measure
    return proportion


def _spoiled(document: Document, measure: Measure, blocked: frozenset[int]) -> bool:
    """Whether a candidate runs over the sentence end or over blocked tokens."""
    if measure.last > document.sentence(measure.first).last:
        return True
    if document.lower(measure.first - 1) in ("per", "pro") and measure.style != "article":
        return True
    if (
        measure.shape == "order"
        and measure.scale == 1.0
        and measure.low == 2.0
        and (measure.unit is None or measure.unit.kind == "duration")
    ):
        return True
    return any(
        place in blocked
        for place in range(measure.first, measure.last)
        if document.tokens[place].kind != "word"
    )


def _stands_alone(document: Document, measure: Measure) -> bool:
    """Whether a number without unit and noun may stand for an elided one."""
    if measure.shape == "class" or measure.high >= 1e20:
        return True
    text = document.text(measure.first, measure.last)
    if measure.style == "article" or measure.shape == "order" and measure.scale == 1.0:
        return False
    if measure.shape == "order":
        return measure.scale > 1.0
    if re.fullmatch(r"(1[5-9]|20)\d\d", text) or (
        measure.low == measure.high == 1.0 and measure.style == "words"
    ):
        return False
    if measure.scale > 1.0:
        return _unknown_noun(document, measure) is False
    return not _unknown_noun(document, measure)


def _unknown_noun(document: Document, measure: Measure) -> bool:
    """Whether a noun that no lexicon knows follows the number."""
    position = measure.last
    sentence = document.sentence(measure.first)
    for _ in range(3):
        if position >= sentence.last:
            return False
        token = document.tokens[position]
        if token.kind == "number" or document.at(position, "number") is not None:
            return False
        if token.kind != "word":
            listed = measure.scale > 1.0 and (
                token.text == "/" and document.tokens[min(position + 1, sentence.last - 1)].kind == "number"
            )
            return token.text in "-/°:" and token.glued and not listed
        if document.at(position, "not_counted") is not None:
            return True
        if document.at(position, "more_of") is not None:
            position += 1
            continue
        loose = document.at(position, "loose_word") is not None and document.at(position, "ly_noun") is None
        if loose or document.at(position, "stop_word") is not None:
            return False
        if document.language == "en":
            return not any(document.lower(place) == "ones" for place in range(position, position + 3))
        if token.capital:
            return True
        if not re.search(r"(e|en|er|es)$", token.lower):
            return False
        position += 1
    return False
