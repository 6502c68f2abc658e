"""Stretches between quotation marks of all kinds, mixed pairs included."""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.reading.structure import Document

__all__ = ["Quoted", "find_quoted"]

_MARKS = frozenset("\"“”„«»‟‚‘’'")
_SINGLE = frozenset("‚‘’'")
_AFTER = frozenset("([–-/—:")
_LONGEST = 160
"""Tokens that a quote may have."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Tokens between two quotation marks, the marks left out."""

    first: int
    last: int

    def words(self, document: Document) -> int:
        """Number of words and numbers inside."""
        return sum(document.tokens[place].kind != "mark" for place in range(self.first, self.last))


def _opens(document: Document, position: int) -> bool:
    """Whether a mark begins a quote: white space or a bracket before, none behind."""
    token = document.tokens[position]
    if position + 1 >= len(document.tokens) or not document.tokens[position + 1].glued:
        return token.text == "„" and position + 1 < len(document.tokens)
    if position == 0 or not token.glued:
        return True
    before = document.tokens[position - 1]
    return before.text in _AFTER or before.text == "|" or before.end < token.start


def _closes(document: Document, position: int, opener: str) -> bool:
    """Whether a mark ends a quote that began with `opener`."""
    token = document.tokens[position]
    if not token.glued:
        return False
    single = token.text in _SINGLE
    if single is not (opener in _SINGLE):
        return False
    if single:
        following = document.tokens[position + 1] if position + 1 < len(document.tokens) else None
        return following is None or not following.glued or following.kind == "mark"
    return True


def find_quoted(document: Document) -> list[Quoted]:
    """All stretches between quotation marks, within one line of the text each."""
    found: list[Quoted] = []
    opened: int | None = None
    for position, token in enumerate(document.tokens):
        if token.text not in _MARKS:
            continue
        if opened is not None:
            line = document.sentence(opened).line.index
            if document.sentence(position).line.index != line or position - opened > _LONGEST:
                opened = None
        if opened is not None and _closes(document, position, document.word(opened)):
            if position > opened + 1:
                found.append(Quoted(opened + 1, position))
            opened = None
        elif opened is None and _opens(document, position):
            opened = position
    return found
