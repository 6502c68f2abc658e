"""Opinions: first person, labels, verdicts of the author, and judgements ascribed to somebody."""

from __future__ import annotations

from wattwright.reading.names import Owners
from wattwright.reading.speech.attribution import Voices
from wattwright.reading.speech.reported import Spoken
from wattwright.reading.speech.speakers import speaker_of_verb
from wattwright.reading.structure import Document, Hit, Sentence

__all__ = ["find_opinions"]

_ENOUGH = 2.0
_OPENING = frozenset('„“"«»‚‘')
_LONGEST = 45
"""Tokens of a verdict."""


def find_opinions(
    document: Document, owners: Owners, voices: Voices, barred: frozenset[int], figures: list[int]
) -> list[Spoken]:
    """Sentences and phrases that judge without a quantity.

    `figures` are the tokens at which quantities begin.
    """
    numbered = {document.sentence_of[place] for place in figures}
    quoted = {
        index
        for one, _ in voices.quotes
        if one.words(document) >= 4
        for index in (document.sentence_of[one.first], document.sentence_of[one.last - 1])
    }
    found: list[Spoken] = []
    for sentence in document.sentences:
        if sentence.index in barred or sentence.line.kind in ("table", "title", "heading"):
            continue
        if sentence.index in quoted:
            continue
        judged = _ascribed(document, owners, sentence, figures)
        if judged is not None:
            found.append(judged)
        elif sentence.index not in numbered:
            spoken = _own(document, voices, sentence)
            if spoken is not None:
                found.append(spoken)
    return found


def _own(document: Document, voices: Voices, sentence: Sentence) -> Spoken | None:
    """A verdict of the author, or of the one whom a label names."""
    label = voices.labels.get(sentence.line.index)
    attributed = any(one.manner != "label" for one in voices.by_sentence[sentence.index])
    if attributed and not document.has(sentence.first, sentence.first + 6, "first_person"):
        return None
    if _points(document, sentence) < _ENOUGH:
        return None
    first = _start(document, sentence)
    last = sentence.last
    return (
        Spoken(first, last, label.shown if label is not None else None) if last - first <= _LONGEST else None
    )


def _start(document: Document, sentence: Sentence) -> int:
    """First token of a sentence without bullets, numbering and time marks."""
    first = sentence.first
    while first < sentence.last - 1 and (
        document.tokens[first].kind in ("mark", "time") or document.tokens[first + 1].text in ("/", ")")
    ):
        first += 1
    return first


def _points(document: Document, sentence: Sentence) -> float:
    """What speaks for an opinion."""
    first, last = sentence.first, sentence.last
    strong = sum(hit.payload == "strong" for hit in _distinct(document, first, last, "evaluative"))
    weak = sum(hit.payload == "weak" for hit in _distinct(document, first, last, "evaluative"))
    score = 1.2 * min(strong, 2) + 0.4 * min(weak, 2)
    score += 2.0 * document.has(first, last, "first_person")
    score += 2.0 * _labelled(document, sentence)
    opening = _start(document, sentence)
    score += 0.9 * (document.at(opening, "verdict_opening") is not None)
    score += 1.3 * (
        document.at(opening, "generic_who") is not None or document.at(opening + 1, "generic_who") is not None
    )
    score += 0.8 * document.has(first, last, "generic_who")
    score += 0.9 * document.has(first, last, "should")
    score += 0.8 * (document.has(first, last, "contrast") and strong > 0)
    if document.word(last - 1) == "?":
        score += 1.2
    words = sum(document.tokens[place].kind == "word" for place in range(first, last))
    score += 0.4 if words <= 10 else 0.0
    score -= 0.8 * document.has(first, last, "month")
    score -= 0.6 * any(document.tokens[place].kind == "number" for place in range(first, last))
    return score - (1.5 if words < 3 else 0.0)


def _distinct(document: Document, first: int, last: int, category: str) -> list[Hit]:
    """Phrases of a category that do not overlap."""
    found: list[Hit] = []
    for hit in document.each(first, last, category):
        if not found or hit.first >= found[-1].last:
            found.append(hit)
    return found


def _labelled(document: Document, sentence: Sentence) -> bool:
    """Whether a label such as `Meine Meinung:` opens the sentence."""
    hit = document.at(_start(document, sentence), "label")
    return hit is not None and document.word(hit.last) == ":"


def _ascribed(document: Document, owners: Owners, sentence: Sentence, figures: list[int]) -> Spoken | None:
    """`X hält Y für Z`, `X calls Y Z`, `Z, findet X`: the judgement with its speaker."""
    for hit in document.each(sentence.first, sentence.last, "judged"):
        span = _judgement(document, sentence, hit)
        if span is None or any(span[0] <= place < span[1] for place in figures):
            continue
        speaker = speaker_of_verb(document, owners, hit, sentence.first, sentence.last)
        if speaker is not None:
            return Spoken(*span, speaker.shown)
    return None


def _judgement(document: Document, sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Token range of the judgement that a verb introduces."""
    end = _clause_end(document, sentence, hit)
    if hit.payload == "finds":
        return _found(document, sentence, hit)
    held = hit.payload == "holds"
    marker = "holds_for" if held else "calls_as"
    start = next((place + 1 for place in range(hit.last, end) if document.at(place, marker)), None)
    if start is not None and start < end:
        return (start, end) if not held or end - start <= _JUDGEMENT else None
    evaluated = not held and document.has(hit.last, end, "evaluative", "strong")
    return (hit.last, end) if evaluated and 1 <= end - hit.last <= _JUDGEMENT else None


_JUDGEMENT = 14
"""Tokens of a judgement."""


def _clause_end(document: Document, sentence: Sentence, hit: Hit) -> int:
    """Where the clause of a verb ends; a quotation mark does not end it."""
    end = document.clause_of[hit.first][1]
    if document.word(end - 1) in _OPENING or document.word(end) in _OPENING:
        end = sentence.last
    return end - (document.kind(end - 1) == "mark")


def _found(document: Document, sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """The clause before `findet X`, where it judges."""
    start = document.clause_of[hit.first][0]
    inverted = hit.first == start and document.word(hit.first - 1) == ","
    if not inverted or not document.has(sentence.first, hit.first, "evaluative"):
        return None
    return document.clause_of[hit.first - 1][0], hit.first - 1
