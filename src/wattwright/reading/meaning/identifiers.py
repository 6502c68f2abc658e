"""Numbers that count nothing: ordinals, clock times, identifiers, ages, tallies, numbers inside names."""

from __future__ import annotations

import re

from wattwright.reading.amounts.days import DateMention
from wattwright.reading.names import Names
from wattwright.reading.structure import Document

__all__ = ["blocked_tokens"]

_NEVER = frozenset({"date", "time", "phone", "link", "version"})
_PERIOD = re.compile(r"[QqHh]\d\d?")
_SIZE = re.compile(r"[bB]|A\d+[bB]|[xX]\d+[bB]|o|k")
_COUNTS = ("unit", "noun", "magnitude")


def blocked_tokens(
    document: Document, dates: tuple[DateMention, ...], names: Names, furniture: frozenset[int]
) -> frozenset[int]:
    """Tokens that cannot belong to a quantity: furniture, dates, identifiers, numbers inside names."""
    spans = [(one.first, one.last) for one in names.mentions if document.at(one.first, "size") is None]
    spans += [(one.first, one.last) for one in document.sentences if one.index in furniture]
    spans += [(one.first, one.last) for one in dates]
    blocked = {place for span in spans for place in range(*span)}
    for position, token in enumerate(document.tokens):
        label = token.kind == "number" and any(rule(document, position) for rule in _LABELS)
        if label or token.kind in _NEVER:
            blocked.add(position)
    return frozenset(blocked | _in_models(document) | _bullets(document))


def _time_or_ordinal(document: Document, position: int) -> bool:
    """`4th`, `13.30 Uhr`, `7 p.m.`, `24Q1`, `§ 3`, `21°`."""
    after, next_glued = position + 1, document.glued(position + 1)
    if next_glued and (document.marks(after, "ordinal_tail") or document.word(after) == _KEYCAP):
        return True
    if document.marks(after, "clock_after"):
        return True
    spaced = tuple(document.lower(place) for place in range(after, after + 3))
    if spaced in (("a", ".", "m"), ("p", ".", "m")):
        return True
    if next_glued and _PERIOD.fullmatch(document.word(after)):
        return True
    return document.word(after) in ("°", "º") or document.word(position - 1) in ("#", "§", "@")


_KEYCAP = "\u20e3"
"""The frame of a digit that numbers an item."""


def _year_of_model(document: Document, position: int) -> bool:
    """A year before what comes out every year: `the 2027 model`, `die 2026er Ausgabe`."""
    text = document.word(position)
    year = len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")
    return year and document.marks(position + 1, "year_noun")


def _single_after_chip(document: Document, position: int) -> bool:
    """A single digit behind a chip: `Trainium 2`, `Ascend 9`."""
    text = document.word(position)
    if document.ending(position, "chip") is None or not text.isdigit() or len(text) > 1:
        return False
    return not document.marks(position + 1, "unit", "magnitude")


def _inside_word(document: Document, position: int) -> bool:
    """`H100`, `GPT-4`, `Covid-19`: digits that a word carries."""
    if not document.glued(position):
        return False
    if document.kind(position - 1) == "word":
        return document.word(position - 1) != "US"
    joined = document.word(position - 1) == "-" and document.glued(position - 1)
    named = document.kind(position - 2) == "word" and document.capital(position - 2)
    return joined and named and document.at(position - 2, "magnitude") is None


def _numbered(document: Document, position: int) -> bool:
    """`Unit 3`, `page 2 of 6`, `Halle 4`."""
    text, before = document.word(position), position - 1
    if document.lower(before) in ("von", "of", "/") and document.word(position - 2).isdigit():
        return document.at(position - 3, "identifier_noun") is not None
    if not text.isdigit() or document.at(before, "identifier_noun") is None:
        return False
    same = document.sentence_of[before] == document.sentence_of[position]
    return same and not document.marks(position + 1, "unit", "magnitude")


def _age(document: Document, position: int) -> bool:
    """A number behind `aged` or `im Alter von`: small, and of nothing else."""
    text = document.word(position)
    if _apposed_age(document, position, text):
        return True
    if document.ending(position, "age_before") is None or not text.isdigit() or len(text) > 2:
        return False
    led = document.lower(position - 1) != "mit" or document.word(position - 2) == ","
    return led and not document.marks(position + 1, *_COUNTS)


def _apposed_age(document: Document, position: int, text: str) -> bool:
    """A number between two commas behind a word: `Retired nurse, 67, Newark`."""
    sides = (document.word(position - 1), document.word(position + 1))
    single = text.isdigit() and 15 <= int(text) <= 99 and sides == (",", ",")
    return single and document.kind(position - 2) == "word" and not document.marks(position - 2, *_COUNTS)


def _lettered(document: Document, position: int) -> bool:
    """`BER 3a`, `Bebauungsplan W 49`."""
    after = document.word(position + 1)
    if document.glued(position + 1) and after in ("a", "b", "c"):
        return not document.marks(position + 1, "unit", "magnitude")
    if document.glued(position + 1) and after in _SERIES and document.word(position).isdigit():
        return len(document.word(position)) == 3
    before = document.word(position - 1)
    single = len(before) == 1 and before.isupper() and before not in ("A", "I")
    return single and document.kind(position - 1) == "word" and document.at(position + 1, "unit") is None


_SERIES = frozenset({"C", "D", "X", "XT", "I"})
"""Letters behind three digits that make them a model of a chip: `910C`."""


def _reference(document: Document, position: int) -> bool:
    """A footnote `[2]`, a section `II.2.13)`, part of a rate `($1 = 0.86 euros)` or of a sum `15+5 years`."""
    before, after = document.word(position - 1), document.word(position + 1)
    if (before, after) == ("[", "]"):
        return True
    if after == ")" and before in (".", "/") and document.glued(position):
        return True
    if after == "+" and document.glued(position + 1) and document.word(position + 2).isdigit():
        return True
    start = position - document.marks(position - 1, "currency_mark")
    one = document.word(position) == "1" and "=" in (after, document.word(position + 2))
    back = range(max(0, start - 4), start)
    return one or any((document.word(place - 1), document.word(place)) == ("1", "=") for place in back)


def _tally(document: Document, position: int) -> bool:
    """`4-1`, `14 zu 7 Stimmen`: the result of a vote or match."""
    sentence = document.sentence(position)
    if not document.has(sentence.first, sentence.last, "vote_word"):
        return False
    for place, other in ((position + 1, position + 2), (position - 1, position - 2)):
        dashed = document.word(place) in ("-", "–") and document.glued(place)
        text = document.word(other)
        if (dashed or document.marks(place, "tally_joint")) and text.isdigit() and len(text) <= 3:
            return True
    return False


def _score(document: Document, position: int) -> bool:
    """`2:0`, `3:1`: a result or a ratio."""
    for mark, other in ((position + 1, position + 2), (position - 1, position - 2)):
        joined = document.word(mark) == ":" and document.glued(mark) and document.glued(mark + 1)
        if joined and document.kind(other) == "number":
            return True
    return False


def _german_ordinal(document: Document, position: int) -> bool:
    """`am 21. April`, `des 21. Jahrhunderts`, `der 5. Standort`, `(Vorjahr: 9.)`."""
    text = document.word(position)
    if document.language != "de" or not text.isdigit() or len(text) > 3:
        return False
    if document.word(position + 1) != "." or not document.glued(position + 1):
        return False
    if document.word(position + 2) == ")":
        return True
    cell = document.glued(position) and document.word(position - 1) == "|"
    inside = position + 2 < document.sentence(position).last
    return inside and not cell and document.kind(position + 2) == "word"


_LABELS = (
    _time_or_ordinal,
    _single_after_chip,
    _inside_word,
    _numbered,
    _age,
    _lettered,
    _reference,
    _tally,
    _score,
    _german_ordinal,
    _year_of_model,
)


def _in_models(document: Document) -> set[int]:
    """Numbers in names of models and products: `Llama 3.1 405B`, `Qwen3 235B-A22B`, `Gemini 2.5 Pro`."""
    blocked: set[int] = set()
    for hit in document.each(0, len(document.tokens), "model_family"):
        place, last = hit.last, document.sentence(hit.first).last
        while place < last and (document.word(place) == "-" or _of_model(document, place)):
            if document.word(place) != "-":
                blocked.add(place)
            elif not document.glued(place):
                break
            place += 1
    return blocked


def _of_model(document: Document, position: int) -> bool:
    """Whether a token goes on with a model's name: a version or size that counts nothing."""
    if document.kind(position) == "version" or document.marks(position, "model_word"):
        return True
    if document.kind(position) == "number":
        return document.lower(position + 1) == "b" or not document.marks(position + 1, "unit", "noun")
    return document.glued(position) and _SIZE.fullmatch(document.word(position)) is not None


def _bullets(document: Document) -> set[int]:
    """Numbering of lists and threads: `1.`, `2)`, `3/9`."""
    blocked: set[int] = set()
    for sentence in document.sentences:
        first, text = sentence.first, document.word(sentence.first)
        opens = document.clean.text[sentence.line.start : sentence.start].strip() == ""
        mark = document.word(first + 1)
        if not opens or not text.isdigit() or len(text) > 2 or sentence.last - first < 2:
            continue
        if document.glued(first + 1) and mark in (".", "/", ")"):
            blocked.add(first)
            if mark == "/" and document.word(first + 2).isdigit():
                blocked.add(first + 2)
    return blocked
