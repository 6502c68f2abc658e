"""The parts a text is taken into: tokens, lines, sentences and the document that holds them.

Positions named `start` and `end` count characters of the *cleaned* text; `Clean.source_span` turns them into
positions of the text as given. Positions named `first` and `last` count tokens, `last` exclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Clean", "Document", "Hit", "Line", "Sentence", "Token", "index_hits"]


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
    """One line of the text and what it is: title, heading, body, bullet or table."""

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


def categories_of(hits: tuple[tuple[Hit, ...], ...]) -> tuple[frozenset[str], ...]:
    """Categories of the phrases that begin at every token."""
    nothing: frozenset[str] = frozenset()
    return tuple(frozenset(hit.category for hit in row) if row else nothing for row in hits)


Index = dict[str, tuple[list[int], list[Hit]]]


def index_hits(hits: tuple[tuple[Hit, ...], ...]) -> Index:
    """Phrases by category, in reading order, longest first at one place."""
    index: Index = {}
    for row in hits:
        for hit in row:
            firsts, found = index.setdefault(hit.category, ([], []))
            firsts.append(hit.first)
            found.append(hit)
    return index


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
    clause_of: tuple[tuple[int, int], ...] = field(repr=False)
    """Token range of the clause of every token, cut at commas, semicolons, colons, dashes and brackets."""
    index: Index = field(repr=False)
    """Phrases by category."""
    marked: tuple[frozenset[str], ...] = field(repr=False)
    """Categories of the phrases that begin at every token."""

    def at(self, position: int, category: str) -> Hit | None:
        """Longest phrase of the category that begins at the token, or None."""
        if not 0 <= position < len(self.marked) or category not in self.marked[position]:
            return None
        return next(hit for hit in self.hits[position] if hit.category == category)

    def marks(self, position: int, *categories: str) -> bool:
        """Whether a phrase of one of the categories begins at the token."""
        return 0 <= position < len(self.marked) and not self.marked[position].isdisjoint(categories)

    def ending(self, position: int, category: str, reach: int = 4) -> Hit | None:
        """Longest phrase of the category that ends before the token, at most `reach` tokens long, or None."""
        for first in range(max(0, position - reach), position):
            if category in self.marked[first]:
                for hit in self.hits[first]:
                    if hit.category == category and hit.last == position:
                        return hit
        return None

    def each(self, first: int, last: int, category: str) -> Iterator[Hit]:
        """Phrases of a category that begin in the token range, in reading order."""
        firsts, found = self.index.get(category, ([], []))
        place = bisect_left(firsts, first)
        while place < len(firsts) and firsts[place] < last:
            yield found[place]
            place += 1

    def within(self, first: int, last: int, *categories: str) -> list[Hit]:
        """All phrases of the categories that begin in the token range, in reading order."""
        found = [hit for category in categories for hit in self.each(first, last, category)]
        return sorted(found, key=lambda hit: (hit.first, -hit.last)) if len(categories) > 1 else found

    def has(self, first: int, last: int, category: str, payload: str | None = None) -> bool:
        """Whether a phrase of the category (and payload) begins in the token range."""
        return any(payload in (None, hit.payload) for hit in self.each(first, last, category))

    def has_any(self, first: int, last: int, *categories: str) -> bool:
        """Whether a phrase of one of the categories begins in the token range."""
        return any(self.has(first, last, category) for category in categories)

    def kind(self, position: int) -> str:
        """What a token is; empty outside the text."""
        return self.tokens[position].kind if 0 <= position < len(self.tokens) else ""

    def glued(self, position: int) -> bool:
        """Whether a token follows the one before without a space."""
        return 0 <= position < len(self.tokens) and self.tokens[position].glued

    def capital(self, position: int) -> bool:
        """Whether a token is written with a capital."""
        return 0 <= position < len(self.tokens) and self.tokens[position].capital

    def text(self, first: int, last: int) -> str:
        """Cleaned text of the token range."""
        if last <= first:
            return ""
        return self.clean.text[self.tokens[first].start : self.tokens[last - 1].end]

    def lower(self, position: int) -> str:
        """Lower-case text of a token; empty outside the text."""
        return self.tokens[position].lower if 0 <= position < len(self.tokens) else ""

    def word(self, position: int) -> str:
        """Text of a token as written; empty outside the text."""
        return self.tokens[position].text if 0 <= position < len(self.tokens) else ""

    def sentence(self, position: int) -> Sentence:
        """The sentence in which a token stands."""
        return self.sentences[self.sentence_of[position]]
