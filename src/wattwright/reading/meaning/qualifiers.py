"""How exact a number is meant: words before it, behind it, and verbs that set a bound."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.structure import Document

__all__ = ["qualifier_of"]

_PASSED = frozenset('(–„“”"«»‚‘')
_WITHIN = frozenset({"within", "inside", "binnen", "innerhalb", "innert"})
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
    if word in ("über", "over"):
        if measure.first - position > 2:
            return None
        return _over(document, measure, position, payload)
    if word in _WITHIN:
        clause = document.clause_of[measure.first]
        done = document.has(*clause, "past_cue") or document.has(*clause, "subjunctive")
        return payload if measure.kind == "duration" and not done else None
    if word in ("ab", "gegen", "um") and document.lower(position + 1) not in (
        "die",
        "rund",
        "etwa",
        "gut",
        "knapp",
    ):
        return payload if word == "ab" and measure.kind in ("money", "power", "count_other") else None
    if word in ("unter", "under", "below") and measure.kind == "duration":
        return None
    if word == "um" and document.lower(position + 1) == "die" and measure.style == "words":
        return None
    if word == "up" and document.at(position - 1, "adding") is not None:
        return None
    if word == "some" and document.lower(position + 1) == "of":
        return None
    return payload


def _over(document: Document, measure: Measure, position: int, payload: str) -> str | None:
    """`über` and `over`: a bound with amounts, the extent of a contract, a loan or a stretch of time."""
    before = document.lower(position - 1)
    if measure.kind == "duration":
        return payload if before in ("seit", "schon", "for", "took", "lasted", "bereits") else None
    if measure.kind == "area":
        return None
    start = document.clause_of[position][0]
    noun = document.has(max(start, position - 4), position, "over_noun")
    return None if noun else payload


def _behind(document: Document, measure: Measure) -> str | None:
    """A qualifier behind the number: `or more`, `-odd`, a final `mindestens`."""
    for place in (measure.last, measure.rate_last, measure.pair):
        if place < measure.last and place != measure.pair or place <= 0:
            continue
        start = place + (document.word(place) == "-")
        if document.word(place) == "+" and document.tokens[place].glued:
            return "more_than"
        hit = document.at(start, "qualifier_after")
        if hit is not None and (_ends(document, hit.last) or hit.payload in ("at_least", "about")):
            return hit.payload
    for place in range(measure.first + 1, measure.last):
        if document.lower(place) == "odd":
            return "about"
        if document.word(place) == "+":
            return "more_than"
    return None


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
