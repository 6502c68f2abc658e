"""Lines, paragraphs and sentences of a cleaned text."""

from __future__ import annotations

import re
from functools import cache

from wattwright.reading.lexicon import phrases
from wattwright.reading.structure import Line, Sentence, Token

__all__ = ["cut_clauses", "cut_lines", "cut_sentences"]

_BULLET = re.compile(r"\s*(?:[•●▪‣◦·*+–-]\s+|\d{1,2}[.)]\s+|\d{1,2}/(?:\d{1,2})?\s+|[a-z]\)\s+)")
_TIMED = re.compile(r"\s*\[?\d{1,2}:\d{2}")
_TABLE = re.compile(r"\s*\|.*\|.*|[^|]*\|[^|]*\|.*")


def _line_kind(text: str) -> str:
    """What one line is, seen alone."""
    if not text.strip():
        return "blank"
    if text.lstrip().startswith(("```", "~~~")):
        return "blank"
    if _TABLE.match(text) and text.count("|") >= 2 and (text.strip().startswith("|") or text.count("|") > 2):
        return "table"
    if _BULLET.match(text):
        return "bullet"
    return "body"


def _joins(before: str, text: str) -> bool:
    """Whether a line goes on in the next one: hard-wrapped text."""
    ended = before.rstrip()
    if not ended or len(ended) < 40 or ended[-1] in "!?:|":
        return False
    first = text.lstrip()[:1]
    if _TIMED.match(text):
        return False
    if ended[-1] == ".":
        return 60 <= len(ended) <= 100 and bool(first) and not text.startswith(" ")
    return first.islower() or first.isdigit() or len(ended) >= 60


def _rows(pieces: list[str]) -> frozenset[int]:
    """Lines that only their neighbours show to be rows of a table: as many bars in three lines or more."""
    found: set[int] = set()
    first = 0
    for index in range(1, len(pieces) + 1):
        bars = pieces[first].count("|")
        if index < len(pieces) and bars and pieces[index].count("|") == bars:
            continue
        if bars and index - first >= _FEWEST_ROWS:
            found.update(range(first, index))
        first = index
    return frozenset(found)


_FEWEST_ROWS = 3
"""Lines with as many bars that make a table, its heading included."""


def cut_lines(text: str) -> tuple[Line, ...]:
    """Lines of a text, hard-wrapped ones joined; kinds are title, heading, body, bullet and table.

    A heading is a line of its own without a full stop at the end; the first one is the title.
    """
    raw: list[tuple[int, int, str, int]] = []
    position = paragraph = 0
    pieces = text.split("\n")
    rows = _rows(pieces)
    for index, piece in enumerate(pieces):
        start, position = position, position + len(piece) + 1
        kind = "table" if index in rows else _line_kind(piece)
        if kind == "blank":
            paragraph += 1
            continue
        if raw and raw[-1][3] == paragraph and kind == "body" and raw[-1][2] in ("body", "bullet"):
            head = text[raw[-1][0] : raw[-1][1]].rsplit("\n", 1)[-1]
            if _joins(head, piece):
                raw[-1] = (raw[-1][0], start + len(piece), raw[-1][2], paragraph)
                continue
        raw.append((start, start + len(piece), kind, paragraph))
    return _with_headings(text, raw)


def _with_headings(text: str, raw: list[tuple[int, int, str, int]]) -> tuple[Line, ...]:
    """Lines with title and headings told from the body."""
    lines: list[Line] = []
    titled = False
    for index, (start, end, kind, paragraph) in enumerate(raw):
        words = text[start:end].strip()
        plain = kind == "body" and words[-1] not in ".!…\"”“»«’':;," and len(words) <= 140
        if plain and not titled and index <= 5:
            kind, titled = "title", True
        elif plain or (kind == "body" and index == 0 and len(words) <= 140):
            kind, titled = ("heading", titled) if titled else ("title", True)
        lines.append(Line(len(lines), start, end, kind, paragraph))
    return tuple(lines)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return phrases(language, "abbreviation")


def _breaks(tokens: tuple[Token, ...], position: int, language: str) -> bool:
    """Whether a sentence ends with the mark at a position."""
    mark = tokens[position]
    if mark.text not in (".", "!", "?", "…", "..."):
        return False
    if position + 1 >= len(tokens):
        return True
    following = tokens[position + 1]
    if following.glued and following.text not in _CLOSING:
        return False
    if mark.text != ".":
        return not following.text[:1].islower()
    word = tokens[_next_word(tokens, position)]
    if word.kind == "word" and not word.capital and not _opens_quote(tokens, position + 1):
        return False
    ordinal = position > 1 and tokens[position - 2].lower in phrases(language, "ordinal_lead")
    return not _abbreviated(tokens[max(position - 1, 0)], word, language, ordinal=ordinal)


_CLOSING = frozenset("\"”“»«’')]‘")
_AROUND = _CLOSING | frozenset("„(")


def _next_word(tokens: tuple[Token, ...], position: int) -> int:
    """Place of the word behind a full stop, over quotation marks and brackets."""
    after = position + 1
    while after < len(tokens) and tokens[after].text in _AROUND and after - position < 3:
        after += 1
    return min(after, len(tokens) - 1)


def _opens_quote(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether a quotation mark opens at a token."""
    opens = tokens[position].text in _QUOTES and not tokens[position].glued
    return opens and tokens[min(position + 1, len(tokens) - 1)].glued


_QUOTES = frozenset('"“„»«')


def _abbreviated(before: Token, following: Token, language: str, *, ordinal: bool) -> bool:
    """Whether the full stop after a token belongs to an abbreviation, an initial or a German ordinal."""
    starter = following.lower in phrases(language, "sentence_starter")
    if before.lower in _abbreviations(language):
        return not starter or before.lower in phrases(language, "abbreviation", "before_name")
    if starter:
        return False
    if before.kind == "word" and len(before.text) == 1 and before.capital:
        return not before.glued
    counted = language == "de" and before.text.isdigit() and len(before.text) <= 2
    return counted and following.kind == "word" and (ordinal or following.lower in _ordinal_nouns())


@cache
def _ordinal_nouns() -> frozenset[str]:
    """Nouns and months that a German ordinal stands before."""
    return phrases("de", "ordinal_noun") | phrases("de", "month")


def cut_sentences(tokens: tuple[Token, ...], lines: tuple[Line, ...], language: str) -> tuple[Sentence, ...]:
    """Sentences of the lines; every table row, heading and bullet is cut off from its neighbours."""
    sentences: list[Sentence] = []
    position = 0
    for line in lines:
        while position < len(tokens) and tokens[position].start < line.start:
            position += 1
        first = position
        while position < len(tokens) and tokens[position].start < line.end:
            if _breaks(tokens, position, language):
                last = position + 1
                while last < len(tokens) and tokens[last].start < line.end and _closes(tokens, last):
                    last += 1
                sentences.append(_sentence(tokens, len(sentences), first, last, line))
                first = position = last
            else:
                position += 1
        if first < position:
            sentences.append(_sentence(tokens, len(sentences), first, position, line))
    return tuple(sentences)


def _closes(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether a closing quotation mark or bracket follows directly."""
    return tokens[position].glued and tokens[position].text in "\"”»’')]“.…"


def _sentence(tokens: tuple[Token, ...], index: int, first: int, last: int, line: Line) -> Sentence:
    return Sentence(index, first, last, tokens[first].start, tokens[last - 1].end, line)


_CUTS = frozenset(',;:–()"“”„»«|')


def cut_clauses(tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[tuple[int, int], ...]:
    """Token range of the clause of every token; a mark that cuts belongs to the clause that it ends."""
    ranges: list[tuple[int, int]] = [(0, 0)] * len(tokens)
    for sentence in sentences:
        first = sentence.first
        for position in range(sentence.first, sentence.last):
            if position == sentence.last - 1 or _cuts(tokens, position):
                ranges[first : position + 1] = [(first, position + 1)] * (position + 1 - first)
                first = position + 1
    return tuple(ranges)


def _cuts(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether a clause ends with a token; a dash within a range does not end one."""
    token = tokens[position]
    if token.text not in _CUTS:
        return False
    return token.text != "–" or not (
        token.glued and position + 1 < len(tokens) and tokens[position + 1].glued
    )
