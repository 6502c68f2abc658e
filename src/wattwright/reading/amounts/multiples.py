"""Factors.

`zehnfach`, `33-fold`, `Faktor 33`, `2.4x`, `dreimal so viel`, `ten times`, `twice`, `double the`.
"""

from __future__ import annotations

import re

from wattwright.reading.amounts.measures import Measure, is_chip
from wattwright.reading.amounts.numerals import Number, number_at, skip_hyphen, word_value
from wattwright.reading.lexicon import phrases
from wattwright.reading.structure import Document

__all__ = ["multiple_at"]


def _factor(first: int, last: int, value: float, high: float | None = None) -> Measure:
    shape = "factor" if high is None else "range"
    top = high if high is not None else value
    return Measure(first, last, value, top, shape, "words", kind="factor", noun="x")


def multiple_at(document: Document, position: int) -> Measure | None:
    """The factor that begins at a token, or None."""
    ranged = _ranged(document, position)
    if ranged is not None:
        return ranged
    fold = _with_suffix(document, position, "fold")
    if fold is not None:
        return _factor(position, fold[1], fold[0])
    noun = document.at(position, "factor_noun")
    if noun is not None:
        return _after_noun(document, position, noun.last)
    word = document.at(position, "factor_word")
    if word is not None and _is_factor_word(document, position, word.last):
        return _factor(position, word.last, float(word.payload))
    times = _with_suffix(document, position, "times")
    if times is not None:
        fits = times[0] > 1.0 and _compared(document, times[1])
        return _factor(position, times[1], times[0]) if fits else None
    return _times(document, position)


def _with_suffix(document: Document, position: int, category: str) -> tuple[float, int] | None:
    """Value and end of `dreifache`, `zehnmal`, `tenfold`, `44-Fache`, `33-fold`."""
    hit = next((one for one in _stems(document, position) if one[0] == category), None)
    if hit is not None:
        stem = re.sub(r"(fach(e|en|er|es)?|mal|fold)$", "", document.lower(position))
        value = None if stem in _no_multiples(document) else word_value(stem, document.language)
        return (value, hit[1]) if value is not None else None
    number = number_at(document, position)
    if number is None or number.scale != 1.0 or number.style not in ("digits", "words"):
        return None
    start = skip_hyphen(document, number.last)
    suffix = next((one for one in _stems(document, start) if one[0] == category), None)
    joined = suffix is not None and document.marks(start, "plain_fold")
    return (number.low, suffix[1]) if suffix is not None and joined else None


def _stems(document: Document, position: int) -> list[tuple[str, int]]:
    """Payload and end of the factor endings at a token."""
    if position >= len(document.tokens):
        return []
    return [(hit.payload, hit.last) for hit in document.hits[position] if hit.category == "factor_stem"]


def _no_multiples(document: Document) -> frozenset[str]:
    """Stems that make no factor: `einfach`, `vielfach`."""
    return phrases(document.language, "no_multiple") | {""}


def _ranged(document: Document, position: int) -> Measure | None:
    """`zehn- bis zwanzigmal`, `zwei- bis dreifach`."""
    low = number_at(document, position)
    if low is None or low.scale != 1.0 or document.word(low.last) != "-":
        return None
    if document.lower(low.last + 1) != "bis":
        return None
    for category in ("fold", "times"):
        high = _with_suffix(document, low.last + 2, category)
        if high is not None and high[0] > low.low:
            return _factor(position, high[1], low.low, high[0])
    return None


def _after_noun(document: Document, position: int, start: int) -> Measure | None:
    """The number after `Faktor` and `a factor of`."""
    start += document.marks(start, "factor_filler")
    number = number_at(document, start)
    if number is None or number.style == "article":
        return None
    joint = document.at(number.last, "connector")
    high = number_at(document, joint.last) if joint else None
    if high is not None and high.low > number.low:
        return _factor(position, high.last, number.low, high.low)
    return _factor(position, number.last, number.low)


def _times(document: Document, position: int) -> Measure | None:
    """`3 times`, `2.4x`, `drei Mal`, `two or three times`."""
    low = number_at(document, position)
    if low is None or low.scale != 1.0 or low.style == "article" or low.low != low.high:
        return None
    start = skip_hyphen(document, low.last)
    joint = document.at(start, "connector")
    high = _upper(document, joint.last, low) if joint is not None else low
    if high is None:
        return None
    start = skip_hyphen(document, high.last)
    hit = document.at(start, "factor_suffix")
    if hit is None or not _suffixed(document, start, hit.last, whole=high.whole):
        return None
    return _factor(position, hit.last, low.low, high.low if high is not low else None)


def _upper(document: Document, position: int, low: Number) -> Number | None:
    """The second number of a range of factors."""
    high = number_at(document, position)
    return high if high is not None and high.low > low.low and high.scale == 1.0 else None


def _suffixed(document: Document, start: int, last: int, *, whole: bool) -> bool:
    """Whether `x` or `times` behind a number makes it a factor.

    Not `8x H200`, `2x4`, `three times a week`.
    """
    if document.word(start) not in ("x", "×"):
        return not whole or _compared(document, last)
    crossed = document.lower(start + 1)[:1].isdigit() and document.glued(start + 1)
    return document.glued(start) and not crossed and not is_chip(document, start + 1)


def _compared(document: Document, position: int) -> bool:
    """Whether a comparison follows `mal` or `times`, and not a frequency."""
    compared = document.language == "en" and _COMPARATIVE.fullmatch(document.lower(position)) is not None
    if compared and not document.marks(position, "stop_word", "noun", "preposition"):
        return True
    return document.at(position, "comparison") is not None or document.capital(position)


_COMPARATIVE = re.compile(r"[a-z]{3,}(?:i|[b-df-hj-np-tv-z])er")
"""English words that compare: `likelier`, `larger`, `faster`."""


def _is_factor_word(document: Document, position: int, last: int) -> bool:
    """Whether twice, double, triple are factors here and not verbs or frequencies."""
    if document.language == "de":
        return True
    if document.marks(position, "repeated"):
        return document.at(last, "comparison") is not None
    if " " in document.text(position, last):
        return True
    before = position - 1
    while document.marks(before, "double_skip"):
        before -= 1
    if document.at(before, "modal") is not None or document.lower(before) == "to":
        return False
    return document.marks(last, "double_after") or document.marks(position - 1, "double_before")
