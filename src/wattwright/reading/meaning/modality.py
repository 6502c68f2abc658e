"""Whether a figure is stated, planned, estimated, claimed or denied."""

from __future__ import annotations

from wattwright.reading.structure import Document

__all__ = ["modality_of"]


def modality_of(document: Document, first: int, when: str | None, manner: str | None) -> str:
    """fact, plan, estimate, claim or denial for a figure at a token.

    `when` is the date it holds for, `manner` tells how it is attributed, if it is.
    """
    if _negated(document, first) or (manner == "denied" and _disputed(document, first)):
        return "denial"
    mode = _mode(document, first, when)
    if mode is not None and mode != "fact":
        return mode
    return "claim" if manner is not None else "fact"


def _mode(document: Document, first: int, when: str | None) -> str | None:
    """What verbs and adverbs say.

    Of the clause, else of what stands before it in the sentence, else of its date.
    """
    clause = document.clause_of[first]
    sentence = document.sentence(first)
    start = _segment_start(document, sentence.first, clause[0])
    later = _later(document, when)
    for span in (clause, (start, clause[0])):
        mode = _in_span(document, span, later)
        if mode is not None:
            return mode
    if later:
        return "plan"
    return _in_span(document, (clause[1], _segment_end(document, clause[1], sentence.last)), later)


def _segment_start(document: Document, first: int, last: int) -> int:
    """Place after the last semicolon or colon before a clause."""
    for place in range(last - 2, first - 1, -1):
        if document.word(place) in (";", "–"):
            return place + 1
    return first


def _segment_end(document: Document, first: int, last: int) -> int:
    """Place of the next semicolon, colon or dash behind a clause."""
    for place in range(first - 1, last):
        if document.word(place) in (";", ":", "–"):
            return place
    return last


def _in_span(document: Document, span: tuple[int, int], later: bool) -> str | None:
    """What one stretch says, the strongest first."""
    if span[0] >= span[1]:
        return None
    if document.has(*span, "estimate_cue"):
        return "estimate"
    if document.has(*span, "plan_strong"):
        return "plan"
    if document.has(*span, "done_cue"):
        return "plan" if later and document.has(*span, "plan_cue") else "fact"
    return "plan" if document.has(*span, "plan_cue") else None


def _later(document: Document, when: str | None) -> bool:
    """Whether a date lies after the day of publication."""
    today = document.as_of
    if when is None or today is None:
        return False
    year, _, rest = when.split("/")[-1].partition("-")
    if int(year) != today.year:
        return int(year) > today.year
    if rest[:2].isdigit() and len(rest) >= 2:
        return int(rest[:2]) > today.month
    return rest.startswith("Q") and int(rest[1]) > (today.month + 2) // 3


def _disputed(document: Document, first: int) -> bool:
    """Whether a number in a denial is the one denied.

    Where another is set against it, only the one after `instead of`.
    """
    sentence = document.sentence(first)
    instead = [hit.last for hit in document.each(sentence.first, sentence.last, "instead")]
    return not instead or any(0 <= first - place <= 3 for place in instead)


def _negated(document: Document, first: int) -> bool:
    """Whether the number itself is denied: `nicht 100 Millionen`, `not 10`, `does not have a trillion`."""
    start = document.clause_of[first][0]
    for place in range(first - 1, max(start, first - 5) - 1, -1):
        if document.at(place, "qualifier") is not None and document.lower(place) in ("keine", "not"):
            return document.lower(place) == "not" and document.at(place + 1, "negation_shield") is None
        if document.at(place, "negation") is not None:
            return document.at(place + 1, "negation_shield") is None
        if document.tokens[place].kind == "number" or document.at(place, "unit") is not None:
            return False
    return False
