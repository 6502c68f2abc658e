"""How exact a number is meant: words before it, behind it, and verbs that set a bound."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.structure import Document

__all__ = ["qualifier_of"]

_PASSED = frozenset('(–„“”"«»‚‘')
_REACH = 7
"""Tokens that are looked back over articles and small words."""


def qualifier_of(document: Document, measure: Measure) -> str:
    """exact, about, up_to, at_least, more_than, less_than, range or order_of_magnitude."""
    if measure.low != measure.high:
        return "range" if measure.shape == "range" else "order_of_magnitude"
    if measure.shape == "size":
        return "about"
    return _before(document, measure) or _behind(document, measure) or _by_verb(document, measure) or "exact"


def _before(document: Document, measure: Measure) -> str | None:
    """A qualifier before the number, over articles and small words; a bound goes before `about`."""
    first = document.sentence(measure.first).first
    place, about = measure.first, None
    while place > max(first, measure.first - _REACH):
        mark = document.at(place - 1, "approximate_mark")
        if mark is not None and mark.last == place:
            return mark.payload
        hit = document.ending(place, "qualifier")
        if hit is not None and hit.first >= first:
            found = _read(document, measure, hit.first, hit.payload)
            if found is not None and found != "about":
                return found
            about = about or found
            place = hit.first
            continue
        if document.at(place - 1, "qualifier_skip") is None and document.word(place - 1) not in _PASSED:
            return about
        place -= 1
    return about


def _read(document: Document, measure: Measure, position: int, payload: str) -> str | None:
    """What a qualifier says of this number; None where the word means something else here."""
    word = document.lower(position)
    if document.marks(position, "over_word"):
        near = measure.first - position <= 2
        return _over(document, measure, position, payload) if near else None
    if document.marks(position, "within_word"):
        return payload if _is_limit(document, measure) else None
    if word in _LOOSE and not document.marks(position + 1, "rough_after"):
        return payload if word == "ab" and measure.kind in _FROM else None
    if document.marks(position, "under_word") and measure.kind == "duration":
        return None
    return None if _means_otherwise(document, measure, position) else payload


_LOOSE = frozenset({"ab", "gegen", "um"})
"""German words that are qualifiers only before `die`, `rund` and the like; `ab` also before an amount."""
_FROM = frozenset({"money", "power", "count_other"})


def _is_limit(document: Document, measure: Measure) -> bool:
    """Whether `within` bounds a stretch of time that lies ahead."""
    clause = document.clause_of[measure.first]
    return measure.kind == "duration" and not document.has_any(*clause, "past_cue", "subjunctive")


def _means_otherwise(document: Document, measure: Measure, position: int) -> bool:
    """`um die Hälfte`, `add up to`, `some of`: no qualifiers."""
    word, after = document.lower(position), document.lower(position + 1)
    if (word, after) == ("um", "die"):
        return measure.style == "words"
    if word == "past" and measure.kind == "duration":
        return True
    if word == "up":
        return document.at(position - 1, "adding") is not None
    return (word, after) == ("some", "of")


def _over(document: Document, measure: Measure, position: int, payload: str) -> str | None:
    """`über` and `over`: a bound with amounts, the extent of a contract, a loan or a stretch of time."""
    if measure.kind == "duration":
        return payload if document.marks(position - 1, "lasting_before") else None
    start = document.clause_of[position][0]
    extent = measure.kind == "area" or document.has(max(start, position - 4), position, "over_noun")
    return None if extent else payload


def _behind(document: Document, measure: Measure) -> str | None:
    """A qualifier behind the number: `or more`, `-odd`, a final `mindestens`."""
    ends = [measure.last, *(place for place in (measure.rate_last, measure.pair) if place > 0)]
    for place in ends:
        if document.word(place) == "+" and document.glued(place):
            return "more_than"
        hit = document.at(place + (document.word(place) == "-"), "qualifier_after")
        if hit is not None and (hit.payload in ("at_least", "about") or _ends(document, hit.last)):
            return hit.payload
    inside = [document.lower(place) for place in range(measure.first + 1, measure.last)]
    if "odd" in inside:
        return "about"
    return "more_than" if "+" in inside else None


def _ends(document: Document, position: int) -> bool:
    """Whether a clause or sentence ends at a place."""
    return position >= len(document.tokens) or document.tokens[position].kind == "mark"


def _by_verb(document: Document, measure: Measure) -> str | None:
    """A bound that a verb before the number sets: `will pass one million`, `übersteigt fünf Milliarden`."""
    first = document.clause_of[measure.first][0]
    for place in range(measure.first - 1, max(first, measure.first - 4) - 1, -1):
        hit = document.at(place, "qualifier_verb")
        if hit is not None:
            return hit.payload
        if document.at(place, "qualifier_skip") is None and document.at(place, "unit") is None:
            return None
    return None
