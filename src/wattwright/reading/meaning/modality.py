"""Whether a figure is stated, planned, estimated, claimed or denied."""

from __future__ import annotations

from wattwright.reading.amounts.tables import Place
from wattwright.reading.structure import Document

__all__ = ["modality_of", "modality_of_cell"]


def modality_of(
    document: Document, first: int, when: str | None, manner: str | None, kind: str | None = None
) -> str:
    """fact, plan, estimate, claim or denial for a figure at a token.

    `when` is the date it holds for, `manner` tells how it is attributed, if it is, `kind` what it counts.
    """
    if _negated(document, first) or (manner == "denied" and _disputed(document, first)):
        return "denial"
    if manner == "estimated" or (manner is None and _compared(document, first, kind)):
        return "estimate"
    mode = _told(document, first, when, kind) or (None if manner is not None else _before(document, first))
    if mode is not None and mode != "fact":
        return mode
    return "claim" if manner is not None else "fact"


def _told(document: Document, first: int, when: str | None, kind: str | None) -> str | None:
    """What the sentence says of a figure; milestones to come are planned, years before are not."""
    mode = _mode(document, first, when, priced=kind == "price")
    if kind == "date_milestone" and _later(document, when) and mode != "estimate":
        return "plan"
    compared = mode == "plan" and _past_year(document, when) and _is_compared(document, first)
    return "fact" if compared else mode


def modality_of_cell(document: Document, place: Place, first: int) -> str:
    """fact, plan or estimate for a figure in a table, by the heading of its column, its row, or a note."""
    for span in (place.column, place.row):
        if document.has(*span, "now_word"):
            return "fact"
        mode = _in_span(document, span, later=False, priced=False)
        if mode in ("plan", "estimate"):
            return mode
    here = document.sentence(first).index
    caption = next((one for one in reversed(document.sentences[:here]) if one.line.kind != "table"), None)
    short = caption is not None and document.word(caption.last - 1) not in (".", "!", "?")
    if caption is not None and short and document.has(caption.first, caption.last, "plan_strong"):
        return "plan"
    near = document.sentences[max(0, here - _NOTE) : here + _NOTE]
    notes = (one for one in near if one.line.kind != "table")
    return "estimate" if any(document.has(one.first, one.last, "estimate_note") for one in notes) else "fact"


_NOTE = 24
"""Sentences between a table's cell and a note that says what its figures are."""


def _compared(document: Document, first: int, kind: str | None) -> bool:
    """Whether households only stand for an amount of electricity: `enough for 800,000 homes`."""
    if kind != "households":
        return False
    clause = document.clause_of[first]
    return document.has(clause[0], min(clause[1] + 1, document.sentence(first).last), "household_measure")


def _before(document: Document, first: int) -> str | None:
    """What holds for a figure without a verb that speaks of time: what the sentence before is about.

    Only for what stands in the same paragraph or list, and only plans go on.
    """
    sentence = document.sentence(first)
    if document.has(sentence.first, sentence.last, "now_word"):
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        other = document.sentences[index]
        listed = other.line.kind == sentence.line.kind == "bullet"
        asked = other.line.kind == "heading" or document.word(other.last - 1) == "?"
        if other.line.paragraph != sentence.line.paragraph and not listed and not asked:
            return None
        mode = _in_span(document, (other.first, other.last), later=False, priced=False)
        if mode is not None:
            return mode if mode == "plan" else None
    return None


_BACK = 3
"""Sentences before a figure that may say what holds for it."""


def _mode(document: Document, first: int, when: str | None, *, priced: bool) -> str | None:
    """What verbs and adverbs say.

    Of the clause, else of what stands before it in the sentence, else of its date.
    """
    clause = document.clause_of[first]
    sentence = document.sentence(first)
    start = _segment_start(document, sentence.first, clause[0])
    later = _later(document, when)
    for span in (clause, (start, clause[0])):
        mode = _in_span(document, span, later=later, priced=priced)
        if mode is not None:
            return mode
    if later:
        return "plan"
    rest = clause[1], _segment_end(document, clause[1], sentence.last)
    return _in_span(document, rest, later=False, priced=priced)


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


def _in_span(document: Document, span: tuple[int, int], *, later: bool, priced: bool) -> str | None:
    """What one stretch says, the strongest first; what something costs is no plan where it is a price."""
    if span[0] >= span[1]:
        return None
    if document.has(*span, "estimate_cue"):
        return "estimate"
    if document.has(*span, "plan_strong"):
        return "plan"
    planned = document.has(*span, "plan_cue") and not priced and not document.has(*span, "state_word")
    if document.has(*span, "done_cue"):
        return "plan" if later and planned else "fact"
    return "plan" if planned else None


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


def _past_year(document: Document, when: str | None) -> bool:
    """Whether a date lies in a year before that of publication: what is compared with a plan."""
    today = document.as_of
    return when is not None and today is not None and int(when.split("/")[-1][:4]) < today.year


def _is_compared(document: Document, first: int) -> bool:
    """Whether a figure is only what another is set against: `after $40.9bn last year`."""
    return document.has(max(document.sentence(first).first, first - 4), first, "compared_lead")


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
