"""The parts a text is taken into: tokens, lines, sentences and the document that holds them.

Positions named `start` and `end` count characters of the *cleaned* text; `Document.source_span` turns them into
positions of the text as given. Positions named `first` and `last` count tokens, `last` exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

__all__ = ["Clean", "Document", "Hit", "Line", "Sentence", "Token"]


@dataclass(frozen=True, slots=True)
class Clean:
    """Text without markup, with the place in the source that each character came from."""

    text: str
    starts: tuple[int, ...]
    """Source offset of every cleaned character, and one more for the end."""
    ends: tuple[int, ...]
    """Source offset after every cleaned character."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the cleaned stretch `start:end`."""
        if end <= start:
            return self.starts[start], self.starts[start]
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark."""

    text: str
    lower: str
    start: int
    end: int
    kind: str
    """word, number, mark, or the name of a fixed form: date, time, phone, link, version, fraction."""
    glued: bool
    """True where no white space stands before it."""

    @property
    def capital(self) -> bool:
        """True where it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon phrase found in the text."""

    category: str
    payload: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text and what it is: title, heading, body, bullet, table, code or furniture."""

    index: int
    start: int
    end: int
    kind: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens up to a full stop, the end of a heading, or a table row."""

    index: int
    first: int
    last: int
    start: int
    end: int
    line: Line


@dataclass(frozen=True, slots=True)
class Document:
    """A text taken apart, with the lexicon phrases that begin at every token."""

    source: str
    clean: Clean
    language: str
    tokens: tuple[Token, ...]
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    hits: tuple[tuple[Hit, ...], ...]
    as_of: date | None
    title: str | None
    sentence_of: tuple[int, ...] = field(repr=False)
    """Index of the sentence of every token."""

    def at(self, position: int, category: str) -> Hit | None:
        """Longest phrase of the category that begins at the token, or None."""
        if not 0 <= position < len(self.hits):
            return None
        for hit in self.hits[position]:
            if hit.category == category:
                return hit
        return None

    def within(self, first: int, last: int, *categories: str) -> list[Hit]:
        """All phrases of the categories that begin in the token range, in reading order."""
        return [hit for row in self.hits[max(first, 0) : last] for hit in row if hit.category in categories]

    def has(self, first: int, last: int, category: str, payload: str | None = None) -> bool:
        """Whether a phrase of the category (and payload) begins in the token range."""
        for row in self.hits[max(first, 0) : last]:
            for hit in row:
                if hit.category == category and payload in (None, hit.payload):
                    return True
        return False

    def text(self, first: int, last: int) -> str:
        """Cleaned text of the token range."""
        if last <= first:
            return ""
        return self.clean.text[self.tokens[first].start : self.tokens[last - 1].end]

    def lower(self, position: int) -> str:
        """Lower-case text of a token; empty outside the text."""
        return self.tokens[position].lower if 0 <= position < len(self.tokens) else ""

    def sentence(self, position: int) -> Sentence:
        """The sentence in which a token stands."""
        return self.sentences[self.sentence_of[position]]
