"""Things without a name that figures are about: `Ein Serverschrank zieht`, `a household uses`."""

from __future__ import annotations

from wattwright.reading.names.mentions import Mention
from wattwright.reading.structure import Document, Sentence

__all__ = ["kinds_of_things"]

_LONGEST = 3
"""Words that a subject without a name has at most."""
_OTHERWISE: tuple[str, ...] = (
    *("role", "company_noun", "model_noun", "site_noun", "utterance_noun", "unit", "magnitude"),
    *("number", "fraction", "contract_noun", "estimate_noun", "anonymous", "head"),
)
"""Nouns that speak, count or stand for something else."""


def kinds_of_things(document: Document, sentence: Sentence, named: list[Mention]) -> list[Mention]:
    """Indefinite subjects of the clauses of a sentence, where no name stands before the verb."""
    found: list[Mention] = []
    taken = {place for one in named for place in range(one.first, one.last)}
    start = sentence.first
    while start < sentence.last:
        end = max(document.clause_of[start][1], start + 1)
        opens = (
            start == sentence.first or document.word(start - 1) == ";" or document.marks(start, "conjunction")
        )
        thing = _subject(document, start, min(end, sentence.last)) if opens else None
        if thing is not None and taken.isdisjoint(range(*thing)):
            text = document.text(*thing)
            found.append(Mention(*thing, text, text, "thing", "subject"))
        start = end
    return found


def _subject(document: Document, first: int, last: int) -> tuple[int, int] | None:
    """Token range of the noun that an indefinite article leads at the beginning of a clause."""
    while first < last and (document.kind(first) == "mark" or document.marks(first, "conjunction")):
        first += 1
    if not document.marks(first, "article_one") or document.lower(first) == "eines":
        return None
    find = _german_noun if document.language == "de" else _english_noun
    noun = find(document, first + 1)
    if noun is None or noun[1] >= last or not _is_thing(document, noun):
        return None
    goes_on = document.marks(noun[1], "finite_verb", "thing_verb") or document.lower(noun[1]) in _OF
    return noun if goes_on else None


def _is_thing(document: Document, noun: tuple[int, int]) -> bool:
    """Whether a noun means a thing or trade, and no act, firm, document or number."""
    if document.word(noun[1] - 1).endswith("ung"):
        return False
    return not any(
        document.marks(place, *_OTHERWISE) or document.kind(place) == "number" for place in range(*noun)
    )


_OF = frozenset({"of", "with", "mit", "von", "aus"})


def _german_noun(document: Document, first: int) -> tuple[int, int] | None:
    """The first noun behind adjectives, compounds with a hyphen whole."""
    while document.kind(first) == "word" and not document.capital(first):
        first += 1
    if not document.capital(first):
        return None
    last = first + 1
    while document.word(last) == "-" and document.glued(last) and document.glued(last + 1):
        last += 2
    return first, last


def _english_noun(document: Document, first: int) -> tuple[int, int] | None:
    """The nouns before the verb or preposition, without adjectives that only describe."""
    while document.marks(first, "skip_adjective"):
        first += 1
    last = first
    while last - first < _LONGEST and document.kind(last) == "word":
        if document.marks(last, "finite_verb", "thing_verb", "preposition", "relative", "stop_word"):
            break
        last += 1
    return (first, last) if last > first else None
