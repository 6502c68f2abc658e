"""Expressions of time in a text, with the bound that stands before them."""

from __future__ import annotations

from collections.abc import Callable

from wattwright.reading.amounts.date_forms import (
    decade,
    full_date,
    month,
    numbered,
    relative,
    season,
    spoken_year,
    years,
)
from wattwright.reading.amounts.days import DateMention
from wattwright.reading.structure import Document

__all__ = ["date_at", "find_dates"]


def _part_of(document: Document, position: int) -> DateMention | None:
    """`Ende 2027`, `late 2026`, `mid-2028`, `early March`: the part is dropped, the span keeps it."""
    hit = document.at(position, "part")
    if hit is None or hit.payload != "year":
        return None
    start = hit.last
    start += document.word(start) == "-" or document.marks(start, "part_filler")
    inner = date_at(document, start) or (date_at(document, hit.last) if start > hit.last else None)
    if inner is None or inner.form in ("decade", "today"):
        return None
    return DateMention(position, inner.last, inner.when, inner.form)


_GRAMMAR: tuple[Callable[[Document, int], DateMention | None], ...] = (
    full_date,
    decade,
    _part_of,
    numbered,
    relative,
    month,
    season,
    spoken_year,
    years,
)


def date_at(document: Document, position: int) -> DateMention | None:
    """The longest date expression that begins at a token, or None."""
    if position >= len(document.tokens):
        return None
    best: DateMention | None = None
    for rule in _GRAMMAR:
        found = rule(document, position)
        if found is not None and (best is None or found.last > best.last):
            best = found
    return best


def _bound(document: Document, found: DateMention) -> str | None:
    """The bound that stands before a date, or opens it: bis, by, ab, from, around."""
    position = found.first
    inner = document.at(position, "date_bound")
    if inner is not None and inner.last <= found.last and document.marks(position, "own_bound"):
        return inner.payload
    for back in range(1, 5):
        start = position - back
        if start < 0 or document.sentence_of[start] != document.sentence_of[position]:
            return None
        hit = document.at(start, "date_bound")
        if (
            hit is not None
            and hit.last >= position - (back > 1)
            and _only_fillers(document, hit.last, position)
        ):
            return hit.payload
    return None


def _only_fillers(document: Document, first: int, last: int) -> bool:
    """Whether nothing but articles and small words stands in the range."""
    return all(
        document.word(place) == "-" or document.marks(place, "bound_filler") for place in range(first, last)
    )


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """All date expressions of a document, in reading order and without overlaps."""
    found: list[DateMention] = []
    position = 0
    while position < len(document.tokens):
        mention = date_at(document, position) if _may_begin(document, position) else None
        if mention is None or mention.last > document.sentence(position).last:
            position += 1
            continue
        bound = _bound(document, mention)
        found.append(DateMention(mention.first, mention.last, mention.when, mention.form, bound))
        position = mention.last
    return tuple(found)


_CATEGORIES = (
    "month",
    "season",
    "quarter_number",
    "half_number",
    "part",
    "year_end",
    "relative_year",
    "relative_month",
    "relative_quarter",
    "relative_season",
    "decade_end",
    "today",
    "feast",
)


def _may_begin(document: Document, position: int) -> bool:
    """A quick look whether a date can begin at a token."""
    starts = document.kind(position) in ("number", "date") or document.lower(position) == "twenty"
    return starts or document.marks(position, *_CATEGORIES)
