"""Speakers named at the beginning of a line: transcripts and interviews."""

from __future__ import annotations

from wattwright.reading.names import Owners
from wattwright.reading.speech.speakers import Speaker
from wattwright.reading.structure import Document, Line

__all__ = ["labelled_lines"]

_LONGEST = 6
"""Tokens of a label, the time mark left out."""


def labelled_lines(document: Document, owners: Owners) -> dict[int, Speaker | None]:
    """Line → speaker for texts with at least two labels; None for the one who asks."""
    found: dict[int, Speaker | None] = {}
    labels = 0
    current: Speaker | None = None
    last_line: Line | None = None
    for sentence in document.sentences:
        if last_line is not None and sentence.line.index == last_line.index:
            continue
        last_line = sentence.line
        colon = _colon(document, sentence.first, sentence.last)
        if colon is not None:
            known, current = _speaker(document, owners, sentence.first, colon, current)
            labels += known
        found[sentence.line.index] = current
    return found if labels >= 2 else {}


def _colon(document: Document, first: int, last: int) -> int | None:
    """Place of the colon that ends a label."""
    start = first
    if document.word(start) == "[":
        while start < last and document.word(start) != "]":
            start += 1
        start += 1
    for place in range(start, min(last, start + _LONGEST)):
        if document.word(place) == ":":
            return place
    return None


def _speaker(
    document: Document, owners: Owners, first: int, colon: int, current: Speaker | None
) -> tuple[bool, Speaker | None]:
    """Whether a label names a speaker, and who speaks after it."""
    words = [document.word(place) for place in range(first, colon) if document.tokens[place].kind == "word"]
    if words in (["Q"], ["F"], ["Frage"], ["Question"]):
        return True, None
    if words in (["A"], ["Antwort"], ["Answer"]):
        return True, _interviewee(document, owners)
    index = document.sentence_of[first]
    for mention in owners.inside[index]:
        if mention.group == "person" and mention.last == colon:
            return True, Speaker(mention.shown, "person", mention.first, mention.last)
    return False, current


def _interviewee(document: Document, owners: Owners) -> Speaker | None:
    """The person an interview is with: the first one named."""
    for mentions in owners.inside:
        for mention in mentions:
            if mention.group == "person":
                return Speaker(mention.shown, "person", mention.first, mention.last)
    return None
