"""Taking a text apart: language, publication date, title, tokens, lines, sentences and lexicon phrases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wattwright.errors import DataError
from wattwright.reading.amounts.dates import date_at
from wattwright.reading.amounts.days import parse_date_token
from wattwright.reading.layout import cut_clauses, cut_lines, cut_sentences
from wattwright.reading.lexicon import LANGUAGES, find_hits, phrases
from wattwright.reading.structure import Document, Line, Sentence, Token, categories_of, index_hits
from wattwright.reading.text import normalise
from wattwright.reading.tokens import tokenise

__all__ = ["open_document"]


def detect_language(tokens: tuple[Token, ...]) -> str | None:
    """`de` or `en` by counting function words; None where neither prevails."""
    words = [token.lower for token in tokens if token.kind == "word"]
    counts = {name: sum(word in phrases(name, "stop_word") for word in words) for name in LANGUAGES}
    umlauts = sum(any(letter in "äöüß" for letter in word) for word in words)
    counts["de"] += umlauts
    best = max(counts, key=lambda name: counts[name])
    other = min(counts.values())
    if counts[best] < 1 or counts[best] < 0.10 * len(words) or counts[best] == other:
        return None
    return best


def _language(tokens: tuple[Token, ...], given: str | None) -> str:
    """The language to read in; raises where it is neither German nor English."""
    if given is not None and given not in LANGUAGES:
        raise DataError(
            "the language of the text cannot be read",
            [f"language: {given!r} was given; allowed are 'de' (German) and 'en' (English)"],
        )
    found = given or detect_language(tokens)
    if found is None:
        start = " ".join(token.text for token in tokens[:8]) or "(empty)"
        raise DataError(
            "the language of the text cannot be read",
            [f"text beginning {start!r}: neither German nor English; give language='de' or language='en'"],
        )
    return found


def _sentence_index(sentences: tuple[Sentence, ...], count: int) -> tuple[int, ...]:
    """Index of the sentence of every token."""
    index = [0] * count
    for sentence in sentences:
        for position in range(sentence.first, sentence.last):
            index[position] = sentence.index
    return tuple(index)


def _date_candidates(document: Document) -> list[tuple[int, date]]:
    """Days in the text that may be the day of publication, with a rank (small is better)."""
    found: list[tuple[int, date]] = []
    for position in range(len(document.tokens)):
        day = _day_at(document, position)
        rank = _date_rank(document, position) if day is not None else None
        if day is not None and rank is not None:
            found.append((rank, day))
    return found


_HEAD = 4
"""Last line of the head of an article."""


def _date_rank(document: Document, position: int) -> int | None:
    """How likely a day is that of publication: named so, in the head, at the end; None where it is not."""
    sentence = document.sentence(position)
    line = sentence.line
    lone = sentence.last - sentence.first <= 8 or line.kind in ("heading", "title")
    early, late = line.index <= _HEAD, line.index >= len(document.lines) - 2
    cued = document.has(max(sentence.first, position - 4), position, "asof_cue")
    if cued and any((lone, early, late)):
        return 0
    if early and (lone or position - sentence.first <= 8):
        return 1 + line.index
    if late and lone:
        return 7
    return 8 if early and document.kind(position) == "date" else None


def _day_at(document: Document, position: int) -> date | None:
    """The full date with a year that begins at a token."""
    token = document.tokens[position]
    if token.kind == "date":
        return parse_date_token(token.text, document.language)
    if token.kind != "number" and document.at(position, "month") is None:
        return None
    if position and document.tokens[position - 1].kind == "number":
        return None
    found = date_at(document, position)
    if found is None or found.form != "day":
        return None
    try:
        return date.fromisoformat(found.when)
    except ValueError:
        return None


def _find_as_of(document: Document) -> date | None:
    """The day of publication as the text gives it, or None."""
    candidates = _date_candidates(document)
    return min(candidates, key=lambda pair: pair[0])[1] if candidates else None


def _title(clean_text: str, lines: tuple[Line, ...]) -> str | None:
    """Text of the title line."""
    for line in lines:
        if line.kind == "title":
            return " ".join(clean_text[line.start : line.end].split())
    return None


def open_document(text: str, as_of: date | None, language: str | None) -> Document:
    """The text taken apart; raises DataError where it is neither German nor English."""
    clean = normalise(text)
    tokens = tokenise(clean.text)
    chosen = _language(tokens, language)
    lines = cut_lines(clean.text)
    sentences = cut_sentences(tokens, lines, chosen)
    hits = find_hits(tokens, chosen)
    document = Document(
        source=text,
        clean=clean,
        language=chosen,
        tokens=tokens,
        lines=lines,
        sentences=sentences,
        hits=hits,
        as_of=as_of,
        title=_title(clean.text, lines),
        sentence_of=_sentence_index(sentences, len(tokens)),
        clause_of=cut_clauses(tokens, sentences),
        index=index_hits(hits),
        marked=categories_of(hits),
    )
    return document if as_of is not None else replace(document, as_of=_find_as_of(document))
