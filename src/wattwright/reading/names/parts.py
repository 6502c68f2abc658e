"""The part that a name plays in its clause: subject, object, after a preposition, possessive, modifier."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.names.mentions import Mention
from wattwright.reading.structure import Document

__all__ = ["with_parts"]

_PLACES = frozenset({"country", "region", "city"})


def with_parts(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Mentions in reading order with their part in the clause; what `and` joins plays the same part."""
    found: list[Mention] = []
    led: set[tuple[int, int]] = set()
    for mention in sorted(mentions, key=lambda one: one.first):
        role = _role(document, mention)
        clause = document.clause_of[mention.first]
        alike = found and (found[-1].group in _PLACES) is (mention.group in _PLACES)
        if role == "object" and alike and _joined(document, found[-1].last, mention.first):
            role = found[-1].role
        elif role == "object" and clause not in led and _may_lead(document, mention):
            role = "subject"
            led.add(clause)
        found.append(replace(mention, role=role))
    return found


def _may_lead(document: Document, mention: Mention) -> bool:
    """Whether a name may be the subject of its clause; a place only before the verb of a sentence."""
    if mention.group not in _PLACES:
        return True
    opens = mention.first == document.sentence(mention.first).first
    verb = document.kind(mention.last) == "word" and not document.capital(mention.last)
    return opens and verb and not document.marks(mention.last, "preposition", "conjunction")


def _joined(document: Document, first: int, last: int) -> bool:
    """Whether only a comma or `and` stands between two mentions."""
    return 0 < last - first <= 2 and all(
        document.word(place) in (",", "&") or document.marks(place, "list_joint")
        for place in range(first, last)
    )


def _role(document: Document, mention: Mention) -> str:
    """Part of the clause by the words around a mention: possessive, modifier, oblique, else object."""
    last = mention.last
    if document.lower(last) in ("'s", "’s", "'", "’") or _has_genitive(document, mention):
        return "possessive"
    if document.word(last) == "-" and document.glued(last):
        return "modifier"
    if document.language == "en" and document.marks(last, "role", "stock_noun"):
        return "modifier"
    return "oblique" if _after_preposition(document, mention) else "object"


def _after_preposition(document: Document, mention: Mention) -> bool:
    """Whether a preposition stands before a name, over its article and the kind of site or firm."""
    place, first = mention.first - 1, document.sentence(mention.first).first
    if document.at(place, "preposition"):
        return True
    while place >= first and document.marks(place, *_LEADING):
        place -= 1
    return place >= first and document.at(place, "preposition") is not None


_LEADING = ("determiner", "article_one", "plant_before", "site_before", "company_before", "role")


def _has_genitive(document: Document, mention: Mention) -> bool:
    """Whether a German name carries a genitive s: `Metas Campus`."""
    ends = document.word(mention.last - 1).endswith("s") and not mention.shown.endswith("s")
    return document.language == "de" and ends and document.kind(mention.last) == "word"
