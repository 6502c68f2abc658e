"""Speakers named at the beginning of a line: transcripts and interviews."""

from __future__ import annotations

from collections import Counter

from wattwright.reading.names import Owners
from wattwright.reading.speech.speakers import Speaker
from wattwright.reading.structure import Document, Line

__all__ = ["labelled_lines"]

_LONGEST = 6
"""Tokens of a label, the time mark left out."""


def labelled_lines(document: Document, owners: Owners) -> dict[int, Speaker | None]:
    """Line → speaker for texts with at least two labels; None for the one who asks."""
    found: dict[int, Speaker | None] = {}
    repeated = _repeated(document)
    labels = 0
    current: Speaker | None = None
    last_line: Line | None = None
    for sentence in document.sentences:
        if last_line is not None and sentence.line.index == last_line.index:
            continue
        last_line = sentence.line
        colon = _colon(document, sentence.first, sentence.last)
        if colon is not None:
            known, current = _speaker(document, owners, sentence.first, colon, (current, repeated))
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


def _repeated(document: Document) -> frozenset[str]:
    """Labels of one or two words that begin two lines or more."""
    counts: Counter[str] = Counter()
    line = -1
    for sentence in document.sentences:
        if sentence.line.index != line:
            colon = _colon(document, sentence.first, sentence.last)
            counts[_label(document, sentence.first, colon) if colon is not None else ""] += 1
        line = sentence.line.index
    return frozenset(text for text, count in counts.items() if text and count >= _OFTEN)


def _label(document: Document, first: int, colon: int) -> str:
    """The words of a label without a number before them: `Q44 Chair`, `[12:10] Host`."""
    while first < colon and not document.word(first).isalpha():
        first += 1
    return document.text(first, colon)


_OFTEN = 2
"""Lines that an unknown label begins at least."""


def _speaker(
    document: Document,
    owners: Owners,
    first: int,
    colon: int,
    known: tuple[Speaker | None, frozenset[str]],
) -> tuple[bool, Speaker | None]:
    """Whether a label names a speaker, and who speaks after it.

    `known` is the one who spoke before, and the labels that are repeated.
    """
    current, repeated = known
    words = [document.word(place) for place in range(first, colon) if document.tokens[place].kind == "word"]
    if len(words) == 1 and words[0] in _QUESTIONS:
        return True, None
    if len(words) == 1 and words[0] in _ANSWERS:
        return True, _interviewee(document, owners)
    named = _named(document, owners, first, colon)
    if named is not None:
        return True, named
    label = _label(document, first, colon)
    asked = not repeated.isdisjoint(_QUESTIONS) and document.kind(first) == "word"
    if label in repeated and (asked or any(hit.last == colon for hit in document.each(first, colon, "role"))):
        return True, Speaker(label, "role", first, colon)
    return False, current


def _named(document: Document, owners: Owners, first: int, colon: int) -> Speaker | None:
    """The person whose name ends a label, or None."""
    for mention in owners.inside[document.sentence_of[first]]:
        if mention.group == "person" and mention.last == colon:
            return Speaker(mention.shown, "person", mention.first, mention.last)
    return None


_QUESTIONS = frozenset({"Q", "F", "Frage", "Question"})
_ANSWERS = frozenset({"A", "Antwort", "Answer"})


def _interviewee(document: Document, owners: Owners) -> Speaker | None:
    """The person an interview is with: the first one named."""
    for mentions in owners.inside:
        for mention in mentions:
            if mention.group == "person":
                return Speaker(mention.shown, "person", mention.first, mention.last)
    return None
