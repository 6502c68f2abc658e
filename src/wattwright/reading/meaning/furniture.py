"""What is no article: page furniture and company boilerplate."""

from __future__ import annotations

import re

from wattwright.reading.structure import Document, Line, Sentence

__all__ = ["furniture_sentences"]

_SEPARATORS = re.compile(r"[|·•♻❤👁→]| / ")
_PROSE = 160
"""Letters from which on a line is prose, even with a word of furniture in it."""
_NOTE, _SHORT = 80, 70
"""Letters that a line of furniture has at most, with and without a separator."""
_ENDS = (".", "!", "?", "”", '"', "“")


def furniture_sentences(document: Document) -> frozenset[int]:
    """Indices of sentences that are page furniture or company boilerplate."""
    found: set[int] = set()
    boilerplate = False
    for line, sentences in _by_line(document):
        first, last = sentences[0].first, sentences[-1].last
        text = document.clean.text[line.start : line.end].strip()
        if line.kind in ("heading", "title"):
            boilerplate = _opens_boilerplate(document, line, first, text)
        if boilerplate or _is_furniture(document, line, first, last, text):
            found.update(sentence.index for sentence in sentences)
            continue
        strong = (one for one in sentences if document.has(one.first, one.last, "furniture", "strong"))
        found.update(sentence.index for sentence in strong)
    return frozenset(found)


def _by_line(document: Document) -> list[tuple[Line, list[Sentence]]]:
    """Lines with their sentences, in reading order."""
    grouped: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        grouped.setdefault(sentence.line.index, []).append(sentence)
    return [(sentences[0].line, sentences) for sentences in grouped.values()]


def _opens_boilerplate(document: Document, line: Line, first: int, text: str) -> bool:
    """Headings such as `About Constellation` and `Über die Nordrechen GmbH` in the second half of a text."""
    if document.has(first, first + 1, "furniture", "boilerplate"):
        return True
    late = line.index >= 0.4 * len(document.lines)
    named = document.capital(first + 1) or document.marks(first + 1, "determiner")
    return late and named and len(text) < 60 and document.marks(first, "about_word")


def _is_furniture(document: Document, line: Line, first: int, last: int, text: str) -> bool:
    """Whether a line is furniture seen by its words, separators and length."""
    if line.kind in ("title", "table"):
        return False
    if _is_link(document, line):
        return True
    prose = line.kind == "body" and len(text) > _PROSE
    if _about(document, line, first) or (document.has(first, last, "furniture", "strong") and not prose):
        return True
    letters = sum(character.isalpha() for character in text)
    if letters < 4 and any(character.isdigit() for character in text):
        return True
    late = line.index >= 0.6 * len(document.lines)
    return late and not text.endswith(_ENDS) and _is_note(document, line, (first, last), text)


def _is_link(document: Document, line: Line) -> bool:
    """Whether a whole line leads elsewhere: a link of the page or a teaser."""
    start, end = document.clean.source_span(line.start, line.end)
    before = document.source.rfind("\n", 0, start) + 1
    after = document.source.find("\n", end)
    whole = document.source[before : after if after >= 0 else len(document.source)].strip()
    return _LINK.fullmatch(whole) is not None


_LINK = re.compile(r"(?:<li>\s*)?<a\s[^>]*>[^<]*</a>(?:\s*</li>)?|\[[^\]]*\]\([^)]*\)", re.IGNORECASE)


def _is_note(document: Document, line: Line, span: tuple[int, int], text: str) -> bool:
    """Whether an unfinished line near the end is a note of the page: few letters, separators, weak words."""
    weak = document.has(*span, "furniture", "weak")
    if _SEPARATORS.search(text) is not None and (weak or len(text) < _NOTE):
        return weak or sum(character.isalpha() for character in text) < 25
    return weak and len(text) < _SHORT and line.kind in ("heading", "body")


def _about(document: Document, line: Line, first: int) -> bool:
    """Whether a line late in the text presents a firm: `Über Entergy Louisiana: Das Unternehmen`."""
    if not document.marks(first, "about_word") or line.index < 0.5 * len(document.lines):
        return False
    colon = any(document.word(place) == ":" for place in range(first + 2, first + 7))
    return colon and (document.capital(first + 1) or document.marks(first + 1, "determiner"))
