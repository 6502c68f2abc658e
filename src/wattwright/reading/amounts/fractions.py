"""Shares in words: `ein Drittel`, `two-thirds`, `die Hälfte`, `one in three`, `jeder fünfte`."""

from __future__ import annotations

import re

from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.amounts.nouns import with_noun
from wattwright.reading.amounts.numerals import number_at, skip_hyphen, word_value
from wattwright.reading.structure import Document

__all__ = ["fraction_at", "one_in_at"]

_WHOLES = frozenset({25, 50, 100, 1000})
_LARGEST_WHOLE = 20
"""`one in n` counts up to this n, and for the round numbers above."""


def _share(first: int, last: int, value: float) -> Measure:
    return Measure(first, last, value, value, "fraction", "words", kind="share", unit=None)


def _small_count(document: Document, position: int) -> tuple[float, int] | None:
    """A small number or an article, with the position after it."""
    number = number_at(document, position)
    if number is not None and number.whole and number.scale == 1.0 and number.low < 1000:
        return number.low, number.last
    return (1.0, position + 1) if document.at(position, "article_one") else None


def _part_at(document: Document, position: int) -> tuple[float, int] | None:
    """Value and end of the noun of a fraction: `Drittel`, `thirds`, `Sechzigstel`."""
    hit = document.at(position, "fraction")
    if hit is not None:
        return float(hit.payload), hit.last
    word = document.lower(position)
    stem = re.sub(r"stel(?:n|s)?$", "", word)
    if document.language == "de" and stem != word:
        value = word_value(stem, "de")
        return (1.0 / value, position + 1) if value else None
    return None


def fraction_at(document: Document, position: int) -> Measure | None:
    """`ein Drittel`, `drei Viertel`, `two-thirds`, `a quarter of`, `die Hälfte`, `half of`."""
    whole = document.at(position, "whole_fraction")
    if whole is not None:
        half = _is_half if document.language == "en" else _is_german_half
        fits = half(document, position, whole.last)
        return _share(position, whole.last, float(whole.payload)) if fits else None
    count = _small_count(document, position)
    part = _part_at(document, _past_adjective(document, position, count[1])) if count is not None else None
    if count is None or part is None or not _agree(document, count[0], part[1]):
        return None
    last, value = part[1], count[0] * part[0]
    multiplied = _of_unit(document, position, last, value)
    if multiplied is not None:
        return multiplied
    single = count[0] == 1.0
    return (
        _share(position, last, value)
        if value < 1.0 and _divides(document, position, last, single=single)
        else None
    )


def _divides(document: Document, first: int, last: int, *, single: bool) -> bool:
    """Whether a fraction is a share: English ones of a single part may be ordinals."""
    return document.language == "de" or not single or _is_share(document, first, last)


def _past_adjective(document: Document, position: int, start: int) -> int:
    """The place after a hyphen or adjective between count and part: `two-thirds`, `ein knappes Viertel`."""
    start = skip_hyphen(document, start)
    between = document.at(start, "between_article") if document.at(position, "article_one") else None
    return between.last if between is not None and float(between.payload) == 1.0 else start


def _agree(document: Document, count: float, last: int) -> bool:
    """Whether the part has the plural that its count asks for, and is no first half of a compound."""
    if document.word(last) == "-" and document.glued(last):
        return False
    return count <= 1 or document.language != "en" or document.lower(last - 1).endswith(("s", "f"))


def _of_unit(document: Document, first: int, last: int, value: float) -> Measure | None:
    """A part of a magnitude or unit: `eine Viertel Million`, `a third of a gigawatt`."""
    start = last
    if document.language == "en":
        if document.lower(last) != "of" or document.at(last + 1, "article_one") is None:
            return None
        start = last + 2
    scale = document.at(start, "magnitude")
    end = scale.last if scale is not None else start
    scaled = float(scale.payload) if scale is not None else 1.0
    size = value * scaled
    unit = document.at(end, "unit")
    if unit is not None and unit_of(unit.payload).kind not in ("duration", "share"):
        what = unit_of(unit.payload)
        return Measure(first, unit.last, size, size, "plain", "words", scaled, what, what.kind)
    if scale is None:
        return None
    return with_noun(document, Measure(first, end, size, size, "plain", "words", scaled))


def _is_share(document: Document, first: int, last: int) -> bool:
    """Whether English `a third`, `a quarter` is a share here, and not an ordinal or a stretch of time."""
    if document.lower(first - 1) == "and" or document.at(last, "article_one") is not None:
        return False
    if document.marks(first - 1, "currency_mark", "unit", "magnitude"):
        return False
    quarter = document.marks(last - 1, "part_quarter")
    if document.kind(last) in ("", "mark"):
        return not quarter or document.marks(first - 1, "share_lead")
    if document.lower(last) == "of":
        year = re.match(r"\d{4}", document.lower(last + 1))
        return year is None and document.at(last + 1, "relative_year") is None
    if _listed(document, first):
        return document.at(last, "noun") is None
    if quarter:
        return document.marks(last, "share_compared")
    return document.marks(last, "share_compared", "share_range", "stop_word")


def _listed(document: Document, first: int) -> bool:
    """Whether a share is one of several in a sentence that speaks of shares."""
    sentence = document.sentence(first)
    return document.lower(first - 1) in ("and", ",", "but") and document.has(
        sentence.first, first - 1, "share_word"
    )


def _is_german_half(document: Document, position: int, _: int) -> bool:
    """Whether `Hälfte` is a share and not that of a match or year."""
    return not document.marks(position - 1, "half_not_after")


def _is_half(document: Document, position: int, last: int) -> bool:
    """Whether English `half` is a share: not `first half`, `half a million`."""
    if document.marks(position - 1, "half_not_after") or "-" in (
        document.word(position - 1),
        document.word(last),
    ):
        return False
    if document.marks(last, "magnitude", "unit"):
        return False
    if document.marks(last, "half_after", "finite_verb"):
        return True
    return document.marks(position - 1, "share_lead") and document.lower(last) not in ("a", "an", "as")


def one_in_at(document: Document, position: int) -> Measure | None:
    """`one in three`, `neun von zehn`, `jeder fünfte`."""
    every = document.at(position, "every_nth")
    if every is not None:
        return _share(position, every.last, float(every.payload))
    count = _small_count(document, position)
    if count is None or _numbers(document, position):
        return None
    start = _past_counted(document, count)
    joint = document.at(start, "one_of")
    whole = _small_count(document, joint.last) if joint is not None else None
    if whole is None or not 0 < count[0] < whole[0] or document.marks(whole[1], "unit", "magnitude"):
        return None
    if whole[0] > _LARGEST_WHOLE and whole[0] not in _WHOLES:
        return None
    return _share(position, whole[1], count[0] / whole[0])


def _past_counted(document: Document, count: tuple[float, int]) -> int:
    """The place after the noun that `one` may carry: `one megawatt in eight`."""
    start = count[1]
    single = document.language == "en" and count[0] == 1.0 and document.kind(start) == "word"
    return start + 1 if single and document.at(start, "one_of") is None else start


def _numbers(document: Document, position: int) -> bool:
    """Whether what stands at a token counts nothing.

    An English article, or digits that number a German noun.
    """
    if document.language == "en":
        return document.at(position, "article_one") is not None
    numbered = document.kind(position) == "number" and document.kind(position - 1) == "word"
    return numbered and document.capital(position - 1) and not document.glued(position - 1)
