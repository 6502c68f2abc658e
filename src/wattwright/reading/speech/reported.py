"""Quotes as statements: what is said between marks, and reported clauses without a number."""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.reading.speech.attribution import Attributed, Voices
from wattwright.reading.speech.quotes import Quoted
from wattwright.reading.speech.speakers import Speaker
from wattwright.reading.structure import Document, Sentence

__all__ = ["Spoken", "direct_quotes", "indirect_quotes"]

_FEWEST = 4
"""Words that a quote has at least."""
_REPORTED = frozenset({"said", "warned", "denied", "indirect", "source", "promised"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch that somebody said or judged."""

    first: int
    last: int
    speaker: str | None


def direct_quotes(document: Document, voices: Voices, barred: frozenset[int]) -> list[Spoken]:
    """Stretches of at least four words between marks that have a speaker and are no title."""
    found: list[Spoken] = []
    for one, speaker in voices.quotes:
        if document.sentence_of[one.first] in barred or one.words(document) < _FEWEST or speaker is None:
            continue
        if _is_title(document, one):
            continue
        first, last = _trimmed(document, one.first, one.last)
        if first < last:
            found.append(Spoken(first, last, speaker.shown))
    return found


def _is_title(document: Document, one: Quoted) -> bool:
    """Whether a quoted stretch is the name of a work or body: nearly all words with a capital."""
    tokens = [token for token in document.tokens[one.first : one.last] if token.kind == "word"]
    words = [token for token in tokens if len(token.text) > 3] if document.language == "en" else tokens
    return not words or sum(token.capital for token in words) / len(words) > 0.7


def _trimmed(document: Document, first: int, last: int) -> tuple[int, int]:
    """A token range without commas and full stops at its ends."""
    while first < last and document.word(last - 1) in (".", ",", ";", ":", "–"):
        last -= 1
    while first < last and document.word(first) in (",", ":", "–"):
        first += 1
    return first, last


def indirect_quotes(
    document: Document, voices: Voices, barred: frozenset[int], figures: list[int], direct: list[Spoken]
) -> list[Spoken]:
    """Reported clauses of a person or role, without a figure, milestone or direct quote.

    `figures` are the tokens at which quantities and milestones begin.
    """
    taken = {document.sentence_of[place] for one in direct for place in (one.first, one.last - 1)}
    figured = {document.sentence_of[place] for place in figures}
    found: list[Spoken] = []
    for sentence in document.sentences:
        if sentence.index in barred | taken or sentence.line.kind in ("table", "title"):
            continue
        for one in voices.by_sentence[sentence.index]:
            span = _reported(document, sentence, one, figures)
            if span is not None and not (one.manner == "indirect" and sentence.index in figured):
                found.append(Spoken(*span, one.speaker.shown))
                break
    return found


def _reported(
    document: Document, sentence: Sentence, one: Attributed, figures: list[int]
) -> tuple[int, int] | None:
    """The reported clause of an attribution to a person or role, if no number stands in it."""
    if one.manner not in _REPORTED or not one.speaker.human:
        return None
    span = _clause(document, sentence, one)
    if span is None or _numbered(document, *span):
        return None
    return None if any(span[0] <= place < span[1] for place in figures) else span


def _numbered(document: Document, first: int, last: int) -> bool:
    """Whether digits or number words stand in a clause, though nothing may count them."""
    return any(
        document.kind(place) == "number" or _is_number_word(document, place) for place in range(first, last)
    )


def _is_number_word(document: Document, position: int) -> bool:
    """Whether a number word stands at a token, `one` and `both` left out."""
    if document.at(position, "number") is None or document.at(position, "article_one") is not None:
        return False
    return not document.marks(position, "both_word")


def _clause(document: Document, sentence: Sentence, one: Attributed) -> tuple[int, int] | None:
    """Token range of the reported clause, or None where there is none."""
    if one.manner == "indirect":
        span = _trimmed(document, max(one.first, sentence.first), min(one.last, sentence.last))
    elif one.verb is None:
        return None
    else:
        found = _after(document, one) or _before(document, one)
        if found is None:
            return None
        span = _trimmed(document, *found)
    words = sum(document.tokens[place].kind == "word" for place in range(*span))
    return span if words >= _FEWEST else None


def _after(document: Document, one: Attributed) -> tuple[int, int] | None:
    """The clause behind a verb of speech: after `that`, a comma, a colon, or in English at once."""
    verb, last = one.verb, one.last
    if verb is None or one.manner == "source":
        return None
    german = document.language == "de"
    opening = {":", ","} if german else {":", "that"}
    for place in range(verb.last, min(last, verb.last + _REACH)):
        if document.lower(place) in opening:
            start = place + 1 + document.marks(place + 1, "that_word")
            fits = _has_verb(document, start, last) and not _relative(document, start)
            return (start, last) if fits else None
    return None if german else _bare_clause(document, verb.last, last, one.speaker)


_REACH = 14
"""Tokens behind a verb of speech in which the reported clause begins."""


def _bare_clause(document: Document, first: int, last: int, speaker: Speaker) -> tuple[int, int] | None:
    """An English clause directly behind the verb: `said the dust had made mornings unbearable`."""
    if first >= last or document.at(first, "preposition") or document.tokens[first].kind == "mark":
        return None
    if first <= speaker.first < last and speaker.first - first <= 3:
        return None
    if document.at(first, "conjunction") or document.at(first, "that"):
        return None
    return (first, last) if _has_verb(document, first, last) else None


def _relative(document: Document, start: int) -> bool:
    """Whether a comma only opens a relative clause: `sagte Müller, der das Werk leitet`."""
    return (
        document.language == "de"
        and document.at(start, "relative") is not None
        and document.at(start + 1, "subjunctive") is None
        and not document.tokens[start + 1].capital
    )


def _before(document: Document, one: Attributed) -> tuple[int, int] | None:
    """The clause before an inverted verb of speech.

    `Das sei schneller ausgegeben als verdient, meinte er`.
    """
    verb = one.verb
    if verb is None:
        return None
    clause = document.clause_of[verb.first][0]
    if clause <= one.first or document.word(clause - 1) != ",":
        return None
    tail = document.clause_of[verb.first][1]
    return (
        (one.first, clause - 1) if tail >= one.last - 1 and _has_verb(document, one.first, clause) else None
    )


def _has_verb(document: Document, first: int, last: int) -> bool:
    """Whether a finite verb stands in a token range."""
    return (
        document.has(first, last, "finite_verb")
        or document.has(first, last, "subjunctive")
        or document.has(first, last, "modal")
        or document.has(first, last, "clause_verb")
    )
