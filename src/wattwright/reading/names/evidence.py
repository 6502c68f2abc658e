"""Names that no list knows: by their spelling, and by where they stand again and again."""

from __future__ import annotations

import re
from collections import Counter

from wattwright.reading.amounts.measures import CHIP
from wattwright.reading.names.draft import Draft
from wattwright.reading.structure import Document

__all__ = ["find_by_evidence", "find_chips", "find_pairs"]

_CAMEL = re.compile(r"^(?:[A-Z][a-z]+[A-Z]\w*|[a-z][A-Z]\w+|[A-Z]{3,6})$")
_NUMBERED = re.compile(r"^[A-Z][a-z]{3,}\d{1,2}$")
_DIGIT = re.compile(r"\d")
_GERMAN_NOUN = re.compile(
    r"\w{3,}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|nis|nisse|"
    r"beginn|ende|periode|perioden|phase|phasen|start|zeit|zeiten|jahr|jahre|jahres|gesetz|gesetzes)"
)
"""German nouns by their ending: they have a capital without being names."""
_ENOUGH = 2
_HEAD = 4
"""Last sentence in which a dateline may stand."""
_NEVER = (
    "not_name",
    "noun",
    "unit",
    "role",
    "site_noun",
    "month",
    "sentence_starter",
    "company_noun",
    "head",
    "size",
    "agency_word",
    "abbreviation",
    "substance",
    "chip",
)
"""Phrases that are no names, whatever stands around them."""


def find_chips(draft: Draft) -> None:
    """Chips that are spoken of and not counted: `An hour on an H200`, `Die H100 kletterte`."""
    document = draft.document
    for position, token in enumerate(document.tokens):
        if draft.taken[position] or token.kind != "word" or not CHIP.match(token.text):
            continue
        if position == 0 or document.kind(position - 1) == "number" or document.word(position + 1) == "-":
            continue
        led = position - 1 - (not document.capital(position - 1) and document.kind(position - 1) == "word")
        if draft.opens(position) or any(
            document.marks(place, "article_one", "determiner") for place in (led, position - 1)
        ):
            draft.add(position, position + 1, token.text.removesuffix("s"), "chip", token.text)


def find_pairs(draft: Draft) -> None:
    """Two German capitalised words in a row of which no list knows either: `der Hansa Turbinenbau`."""
    document = draft.document
    if document.language != "de":
        return
    for position in range(1, len(document.tokens) - 1):
        if not document.marks(position - 1, "determiner", "preposition") or draft.opens(position):
            continue
        if document.word(position + 2) == "-" or document.word(position + 1).isupper():
            continue
        unknown = all(
            draft.proper(place) and _unlisted(document, place) for place in (position, position + 1)
        )
        if unknown and draft.free(position, position + 2):
            name = draft.plain(position, position + 2)
            draft.add(position, position + 2, name, "company")
            draft.remember(document.word(position), name, "company")


def _unlisted(document: Document, position: int) -> bool:
    """Whether no phrase of the lexicon begins at a word."""
    return all(hit.category in ("place_ending", "place_start") for hit in document.hits[position])


def find_by_evidence(draft: Draft) -> None:
    """Names that only their spelling and surroundings show: `FuriosaAI`, `from Rivos`, `in Lübbenau`."""
    evidence: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    located: set[str] = set()
    for position, token in enumerate(draft.document.tokens):
        if token.kind == "word" and len(token.text) > 2 and _may_be_name(draft, position):
            word = _without_genitive(draft, token.text)
            places.setdefault(word, []).append(position)
            evidence[word] += _evidence(draft, position)
            if _located(draft.document, position):
                located.add(word)
    for word, score in evidence.items():
        if score >= _ENOUGH and word.lower() not in draft.places:
            for position in places[word]:
                _add_run(draft, position, word, located=word in located)


def _may_be_name(draft: Draft, position: int) -> bool:
    """Whether a token that is not taken yet is written like a name."""
    if draft.taken[position]:
        return False
    if _CAMEL.match(draft.document.word(position)):
        return True
    if draft.document.language == "de" and _GERMAN_NOUN.fullmatch(draft.document.word(position)):
        return False
    return draft.proper(position) and not draft.document.marks(position, "stop_word")


def _without_genitive(draft: Draft, text: str) -> str:
    """A German word without its genitive s, where it stands without elsewhere."""
    genitive = draft.document.language == "de" and text.endswith("s") and text[:-1] in draft.places
    return text[:-1] if genitive else text


def _evidence(draft: Draft, position: int) -> int:
    """How much the place of an unknown capitalised word speaks for a name."""
    document, text = draft.document, draft.document.word(position)
    if document.marks(position, *_NEVER) or _is_number(text) or _is_shout(draft, position):
        return 0
    if document.sentence(position).line.kind == "table" or _after_role(document, position):
        return 0
    score = 2 if _CAMEL.match(text) else 0
    if document.language == "en":
        heading = document.sentence(position).line.kind in ("title", "heading")
        score += 0 if heading or draft.opens(position) else 2
        score += 2 * _acts_like_a_firm(document, position)
        return score + 2 * (document.lower(position + 1) in ("'s", "’s"))
    return score + _german_evidence(draft, position)


def _is_number(text: str) -> bool:
    """Whether digits make a word a chip or number instead of a name: `H100`, not `Nimbus9`."""
    return CHIP.match(text) is not None or bool(_DIGIT.search(text) and not _NUMBERED.match(text))


def _is_shout(draft: Draft, position: int) -> bool:
    """Whether a word in capitals stands where everything does: at an opening, in headings and lists."""
    document = draft.document
    if not document.word(position).isupper():
        return False
    heading = document.sentence(position).line.kind in ("title", "heading")
    marked = document.word(position - 1) in ("&", "|") or document.word(position + 1) in ("–", "/", ",", "|")
    return heading or marked or draft.opens(position)


def _after_role(document: Document, position: int) -> bool:
    """Whether a word names what somebody is in charge of: `director of Connections`."""
    return document.marks(position - 1, "role_gen") and document.ending(position - 1, "role") is not None


def _german_evidence(draft: Draft, position: int) -> int:
    """The evidence of German, where every noun has a capital: verbs, places, datelines, roles, articles."""
    document = draft.document
    determined = document.marks(position - 1, "determiner", "article_one")
    verb = document.marks(position + 1, "finite_verb", "say_verb")
    score = 1 if verb and not determined and not draft.opens(position) else 0
    score += 2 * (not determined and _acts_like_a_firm(document, position))
    if document.marks(position - 1, "place_before"):
        score += 2 if document.marks(position, "place_ending") else 1
    score += 2 if _opens_report(document, position) else 0
    compound = document.word(position + 1) == "-" and document.glued(position + 1)
    score += 1 if compound and document.marks(position + 2, "role") else 0
    return score - (2 if determined else 0)


def _acts_like_a_firm(document: Document, position: int) -> bool:
    """Whether an unknown word without an article does what firms do: `Nscale postpones`, `Virtus plant`."""
    word = document.lower(position)
    plural = document.language == "en" and word.endswith(("ing", "s")) and not word.endswith(("us", "is"))
    unknown = not document.hits[position] and not plural
    return unknown and document.marks(position + 1, "firm_verb")


def _opens_report(document: Document, position: int) -> bool:
    """Whether a word opens an early line and a bracket, dash or full stop follows.

    `Rostock – Der Vorstand`.
    """
    sentence = document.sentence(position)
    early = sentence.index <= _HEAD and position == sentence.first
    return early and document.word(position + 1) in ("(", "–", ".", ",", "/")


def _located(document: Document, position: int) -> bool:
    """Whether a preposition of place stands before a word."""
    if document.lower(position - 1) == "of" and document.marks(position - 2, "dweller"):
        return True
    if document.word(position + 1) == "," and document.marks(position + 2, "where_word"):
        return True
    return document.ending(position, "place_before") is not None


def _add_run(draft: Draft, position: int, word: str, *, located: bool) -> None:
    """Take an unknown name, in English together with the capitalised words beside it."""
    document = draft.document
    first, last = _english_run(draft, position) if document.language == "en" else _german_run(draft, position)
    if not draft.free(first, last):
        return
    text = draft.plain(first, last) if last - first > 1 else word
    group = "town" if located else "company"
    if group == "company" and last - first > 1 and document.at(last, "say_verb"):
        group = "person"
    draft.add(first, last, text, group, text)


def _german_run(draft: Draft, position: int) -> tuple[int, int]:
    """A German name with what a hyphen joins to it: `Groß-Gerau`, but not `Nimbus-Chef`."""
    document = draft.document
    joined = all(document.glued(position + step) for step in (1, 2)) and document.word(position + 1) == "-"
    second = document.word(position + 2)
    name = document.capital(position + 2) and _unlisted(document, position + 2)
    if joined and name and not _GERMAN_NOUN.fullmatch(second):
        return position, position + 3
    return position, position + 1


def _english_run(draft: Draft, position: int) -> tuple[int, int]:
    """The capitalised words around a name, over `&`, with an unknown word that opens the sentence."""
    document = draft.document
    first, last = position, position + 1
    while last - first < 4 and last < len(document.tokens) and _goes_on(draft, last):
        last += 2 if document.word(last) == "&" else 1
    opening = draft.proper(first - 1) and draft.opens(first - 1) and _unlisted(document, first - 1)
    return first - opening, last


def _goes_on(draft: Draft, position: int) -> bool:
    """Whether a name goes on with the next word, over `&`."""
    if draft.document.word(position) == "&":
        return draft.proper(position + 1)
    return (
        draft.proper(position)
        and not draft.taken[position]
        and not draft.document.marks(position, "stop_word")
    )
