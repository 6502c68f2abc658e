"""Models with their version: `Llama 3.1 405B`, `DeepSeek-V3`, `Tarn 2.1`, `Kimi K3`."""

from __future__ import annotations

import re
from collections import Counter

from wattwright.reading.lexicon import phrases
from wattwright.reading.names.draft import Draft
from wattwright.reading.names.known import known_names
from wattwright.reading.structure import Document, Hit

__all__ = ["find_models", "version_end"]

_VERSION = re.compile(r"^(?:[A-Z]?\d{1,2}(?:\.\d{1,2})?[a-z]?|\d{1,3}[bB])$")
_ONE_WORD = re.compile(r"([A-Z][A-Za-z]{2,})\d{1,2}")
_SHORT_VERSION = re.compile(r"\d(?:\.\d)?")
_NO_MODEL = ("month", "identifier_noun", "noun", "stop_word", "unit", "rate")
_COUNTED = ("unit", "noun", "magnitude")


def find_models(draft: Draft) -> None:
    """Models of known families, and unknown ones that stand with a version number at least twice."""
    document = draft.document
    for hit in document.within(0, len(document.tokens), "model_family"):
        if document.capital(hit.first) and not draft.taken[hit.first] and len(document.word(hit.first)) > 2:
            _of_family(draft, hit)
    _in_one_word(draft)
    if not _speaks_of_models(document):
        return
    numbered = _numbered_words(document)
    position = 0
    while position < len(document.tokens):
        if draft.proper(position) and not draft.taken[position] and _is_model(document, position, numbered):
            last = version_end(document, position + 1)
            draft.add(position, last, draft.plain(position, last), "model")
            position = last
        position += 1


def _in_one_word(draft: Draft) -> None:
    """Models whose version is part of the word: `Qwen3`, `Llama4`."""
    document = draft.document
    families = {stem for stem in phrases(document.language, "model_family") if " " not in stem}
    for position, token in enumerate(document.tokens):
        found = _ONE_WORD.fullmatch(token.text) if token.capital and not draft.taken[position] else None
        if found is not None and found.group(1).lower() in families:
            last = version_end(document, position + 1)
            draft.add(position, last, draft.plain(position, last), "model")


def _of_family(draft: Draft, hit: Hit) -> None:
    """A model of a known family, a product where no version follows; a firm of that name is left alone."""
    document = draft.document
    last = version_end(document, hit.last)
    firm = any(known.group == "company" for known in known_names().get(document.word(hit.first), ()))
    if last == hit.last and firm:
        return
    group = "model" if last > hit.last else "product"
    draft.add(hit.first, last, draft.plain(hit.first, last), group)


def _speaks_of_models(document: Document) -> bool:
    """Whether a text speaks of models at all."""
    whole = 0, len(document.tokens)
    return document.has(*whole, "model_noun") or document.has(*whole, "head", "parameters")


def _numbered_words(document: Document) -> Counter[str]:
    """How often every word stands directly before a number, over a hyphen."""
    found: Counter[str] = Counter()
    for position, token in enumerate(document.tokens):
        place = position + (2 if document.word(position + 1) == "-" else 1)
        if token.kind == "word" and document.kind(place) == "number":
            found[token.text] += 1
    return found


def version_end(document: Document, position: int) -> int:
    """Token after version numbers and sizes that follow a model's name."""
    last, end = position, document.sentence(position - 1).last
    while last < end:
        hyphen = document.word(last) == "-" and document.glued(last) and document.glued(last + 1)
        place = last + hyphen
        if not (_VERSION.match(document.word(place)) or document.marks(place, "model_word")):
            break
        if document.marks(place + 1, "unit") and document.lower(place + 1) != "b":
            break
        last = place + 1
        last += document.word(last) in ("B", "b") and document.glued(last)
    return last


def _is_model(document: Document, position: int, numbered: Counter[str]) -> bool:
    """Whether a capitalised word with a version number is a model: it stands with one at least twice."""
    if numbered[document.word(position)] < 2 or document.marks(position, *_NO_MODEL):
        return False
    place = position + (2 if document.word(position + 1) == "-" and document.glued(position + 1) else 1)
    if document.kind(place) != "number" or not _SHORT_VERSION.fullmatch(document.word(place)):
        return False
    return not document.marks(position + 2, *_COUNTED)
