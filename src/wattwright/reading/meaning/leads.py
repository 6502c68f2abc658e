"""The words around a number: what leads it in, which nouns speak for a kind, what joins two numbers."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.structure import Document

__all__ = ["SAME", "heads", "in_bracket", "joined", "label", "lead", "same_paragraph", "wider_heads"]

SAME = {"pay": "money", "price": "money"}
"""Kinds that take the same head nouns as another."""


def lead(document: Document, measure: Measure) -> str:
    """The preposition or word before a number, over qualifiers and articles.

    `for` in `for about $13bn`; empty at the beginning of a sentence.
    """
    first = document.sentence(measure.first).first
    place = measure.first - 1
    while place >= first:
        if document.at(place, "preposition") or document.at(place, "connector"):
            return document.lower(place)
        if not (
            document.at(place, "qualifier_skip")
            or document.at(place, "qualifier")
            or _inside_qualifier(document, place)
        ):
            return document.lower(place)
        place -= 1
    return ""


def _inside_qualifier(document: Document, place: int) -> bool:
    """Whether a token is a later word of a qualifier such as `more than`."""
    for back in (1, 2):
        hit = document.at(place - back, "qualifier")
        if hit is not None and hit.last > place:
            return True
    return False


def heads(document: Document, measure: Measure) -> dict[str, int]:
    """Kinds that nouns of the clause speak for, with their distance in tokens.

    Behind the number counts double.
    """
    return _heads_in(document, measure, *document.clause_of[measure.first])


def wider_heads(document: Document, measure: Measure) -> dict[str, int]:
    """Kinds that nouns in the clauses before speak for, within the sentence."""
    first = document.clause_of[measure.first][0]
    return _heads_in(document, measure, document.sentence(measure.first).first, first)


def _heads_in(document: Document, measure: Measure, first: int, last: int) -> dict[str, int]:
    """Head nouns of a token range, those of rates such as `je Token` left out."""
    found: dict[str, int] = {}
    for hit in document.each(first, last, "head"):
        if measure.first <= hit.first < measure.last or document.at(hit.first - 1, "rate") is not None:
            continue
        if _counted(document, hit.first):
            continue
        gap = measure.first - hit.last if hit.first < measure.first else 2 * (hit.first - measure.last) + 1
        if hit.first >= measure.last and _conjoined(document, measure.last, hit.first):
            gap += 6
        found[hit.payload] = min(found.get(hit.payload, 99), max(gap, 0))
    return found


def _counted(document: Document, position: int) -> bool:
    """Whether another number counts the noun at a token: `448 V100-Karten`."""
    for place in range(position - 1, position - 5, -1):
        if place < 0 or (document.tokens[place].kind == "mark" and document.word(place) != "-"):
            return False
        if document.tokens[place].kind == "number" and not document.tokens[place].glued:
            return True
    return False


def _conjoined(document: Document, first: int, last: int) -> bool:
    """Whether a new clause begins with `and` between two places."""
    return any(
        document.lower(place) in ("und", "and", "while", "but", "aber") for place in range(first, last)
    )


def joined(document: Document, first: int, last: int) -> bool:
    """Whether only joining words, commas and qualifiers stand between two numbers."""
    if last - first > 7:
        return False
    return all(
        document.tokens[place].text in ",/–-()"
        or document.at(place, "joiner") is not None
        or document.at(place, "loose_word") is not None
        or document.at(place, "qualifier") is not None
        or _inside_qualifier(document, place)
        for place in range(first, last)
    )


def same_paragraph(document: Document, first: int, second: int) -> bool:
    """Whether two tokens stand in one paragraph."""
    return document.sentence(first).line.paragraph == document.sentence(second).line.paragraph


def label(document: Document, measure: Measure) -> tuple[int, int] | None:
    """Token range of the label before a colon, where a number is the first one behind it: `Languages: 48`."""
    sentence = document.sentence(measure.first)
    for place in range(measure.first - 1, max(sentence.first, measure.first - 5), -1):
        token = document.tokens[place]
        if token.text == ":":
            return (sentence.first, place) if place - sentence.first <= 8 else None
        if not (
            document.at(place, "qualifier")
            or document.at(place, "qualifier_skip")
            or document.at(place, "currency_mark")
        ):
            return None
    return None


def in_bracket(document: Document, position: int) -> bool:
    """Whether a token stands within round brackets of its sentence."""
    first = document.sentence(position).first
    for place in range(position - 1, max(first, position - 12) - 1, -1):
        if document.word(place) == ")":
            return False
        if document.word(place) == "(":
            return True
    return False
