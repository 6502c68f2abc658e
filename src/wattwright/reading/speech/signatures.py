"""Who a quote is ascribed to without a verb: signatures behind a dash, roles before a colon, documents."""

from __future__ import annotations

from wattwright.reading.names import Owners
from wattwright.reading.speech.quotes import Quoted
from wattwright.reading.speech.speakers import Speaker, role_text
from wattwright.reading.structure import Document

__all__ = ["signature", "writer_of"]

_LONGEST = 5
"""Words that a signature or a role without a name has at most."""
_OPENING = frozenset('„“"«»”')


def signature(document: Document, owners: Owners, one: Quoted) -> Speaker | None:
    """Who signs a quote behind a dash or in a bracket: `“…” – Retired nurse, 67, Newark`."""
    place = one.last + 1
    if document.word(place) not in ("–", "-", "("):
        return None
    index = document.sentence_of[place]
    first = place + 1
    last = first
    while last < min(first + _LONGEST, document.sentences[index].last) and document.kind(last) == "word":
        last += 1
    for mention in owners.inside[index]:
        if mention.group == "person" and first <= mention.first <= last:
            return Speaker(mention.shown, "person", mention.first, mention.last)
    ends = document.word(last) in (",", ")", ".") or last >= document.sentences[index].last
    if last > first and ends and document.capital(first):
        return Speaker(document.text(first, last), "role", first, last)
    return None


def writer_of(document: Document, first: int, last: int) -> Speaker | None:
    """Who an utterance before a quote is of: `a consultant's memo had warned of`, `a lineman told me:`.

    `first` begins the sentence, `last` is the first token of the quote.
    """
    for hit in document.each(first, last, "utterance_noun"):
        owner = hit.first - 1
        if document.lower(owner) in ("'s", "’s") and not document.capital(owner - 1):
            return Speaker(document.word(owner - 1), "role", owner - 1, owner)
    marked = last - 1 - (document.word(last - 1) in _OPENING)
    if document.word(marked) != ":":
        return None
    for hit in document.each(first, last, "role"):
        return Speaker(role_text(document, hit), "role", hit.first, hit.last)
    for place in range(first, marked):
        if document.marks(place, "article_one") and document.kind(place + 1) == "word":
            noun = place + 1
            if document.language == "de" and not document.capital(noun):
                noun += 1
            return Speaker(document.word(noun), "role", noun, noun + 1)
    return None
