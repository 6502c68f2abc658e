"""The noun that a number counts.

`15 of the 35 turbines`, `100,000 Blackwell GPUs`, `3-Turbinen-Kraftwerk`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, is_chip, past_quote
from wattwright.reading.amounts.numerals import skip_hyphen
from wattwright.reading.structure import Document

__all__ = ["with_noun"]

_PHRASE = 6
"""Words that a counted noun phrase may have."""
_ATTRIBUTE = 8
"""Words that an attribute between a German number and its noun may have."""
_PARTICIPLE = re.compile(r"(?:t|et|en|end)(?:e|en|er|es)$")
_PLURALS = frozenset({"people", "staff", "men", "headcount", "workforce"})

Noun = tuple[str, int, int]
"""Kind, first and last token of a counted noun."""


def with_noun(document: Document, found: Measure) -> Measure:
    """The measure with the noun it counts, or the measure itself."""
    uncounted = found.style == "article" or (found.low == found.high == 1.0 and found.style == "words")
    start = _start(document, found)
    noun = _find(document, start) or _past_attribute(document, start)
    if noun is None or uncounted or not _is_counted(document, found, start, noun):
        return found
    inner = range(found.last, noun[1])
    apart = any(document.kind(place) == "number" for place in inner) or noun[1] - found.last > _PHRASE
    last = found.last if apart else noun[2]
    return replace(found, kind=noun[0], noun=document.text(noun[1], noun[2]).lower(), last=last)


def _start(document: Document, found: Measure) -> int:
    """Where the noun phrase begins: past hyphens, `-odd`, a cross before a chip, and `of the`."""
    start = past_quote(document, skip_hyphen(document, found.last))
    start += document.word(start) in ("x", "×") and is_chip(document, start + 1)
    start += _is_odd(document, start)
    if document.at(start, "of_word") is None:
        return start
    if document.at(start + 1, "determiner"):
        return start + 2
    return start + (found.shape == "order")


def _is_odd(document: Document, position: int) -> bool:
    """Whether `odd` or `plus` stands between number and noun: `220,000-odd GPUs`."""
    return document.marks(position, "odd_word")


def _is_counted(document: Document, found: Measure, start: int, noun: Noun) -> bool:
    """Whether the noun belongs to the number: no owner of the whole, no second part of another compound."""
    if start > found.last + 1 and document.lower(noun[2]) in ("'s", "’s"):
        return False
    hyphen = start > found.last and document.word(found.last) == "-"
    return not hyphen or _is_odd(document, start - 1) or noun[1] == start


def _find(document: Document, position: int) -> Noun | None:
    """The counted noun in the phrase that begins at a token."""
    best: Noun | None = None
    run = _run(document, position)
    german = document.language == "de"
    for index, place in enumerate(run):
        rest = run[index + 1 :]
        found = _noun_at(document, place)
        barred = _barred(document, place, found, rest)
        if barred == "stop":
            return best if german else None
        if barred == "skip":
            continue
        if found is not None:
            best = (found[0], place, found[1])
            if _ends_phrase(document, found[1], rest):
                return best
        elif german and (best is not None or _is_other_noun(document, place)):
            return best
    return best


def _barred(document: Document, place: int, found: tuple[str, int] | None, rest: list[int]) -> str:
    """What a noun that is never counted does to the phrase: end it, or in English only lead on.

    Else nothing.
    """
    hit = document.at(place, "not_counted")
    if hit is None:
        return ""
    if document.language == "en" and _modifies(document, place, rest):
        return "skip"
    return "stop" if found is None or hit.last > found[1] else ""


def _run(document: Document, position: int) -> list[int]:
    """Tokens that may form the counted noun phrase after a number."""
    run: list[int] = []
    end = document.sentence(position).last if position < len(document.tokens) else position
    while position < end and len(run) < _PHRASE:
        if run and document.word(position) in ("-", "/") and document.glued(position):
            position += 1
            continue
        if document.kind(position) not in ("word", "number") or _stops(document, position):
            break
        run.append(position)
        position += 1
    return run


def _stops(document: Document, position: int) -> bool:
    """Whether the noun phrase ends before a token: at a number without unit, or a word of grammar."""
    if document.kind(position) == "number":
        inner = skip_hyphen(document, position + 1)
        return document.at(inner, "unit") is None
    return document.at(position, "stop_word") is not None and not _within_compound(document, position)


def _within_compound(document: Document, position: int) -> bool:
    """Whether a small word stands inside a compound: `Gas-und-Dampf-Blöcke`."""
    return "-" == document.word(position - 1) == document.word(position + 1) and document.glued(position)


def _noun_at(document: Document, position: int) -> tuple[str, int] | None:
    """Kind and end of a counted noun at a token."""
    hit = document.at(position, "noun")
    if hit is not None:
        return hit.payload, hit.last
    return ("accelerators", position + 1) if is_chip(document, position) else None


def _past_attribute(document: Document, position: int) -> Noun | None:
    """The counted noun behind a German attribute of several words.

    `40 von Siemens gelieferte Gasturbinen`.
    """
    if document.language != "de" or document.at(position, "preposition") is None:
        return None
    end = min(position + _ATTRIBUTE, document.sentence(position).last)
    for place in range(position + 2, end):
        if document.kind(place) != "word" or document.at(place, "finite_verb") is not None:
            return None
        participle = not document.capital(place) and _PARTICIPLE.search(document.lower(place))
        if participle and document.kind(place - 1) == "word":
            hit = document.at(place + 1, "noun")
            return (hit.payload, place + 1, hit.last) if hit is not None else None
    return None


def _modifies(document: Document, place: int, rest: list[int]) -> bool:
    """Whether an English noun that is not counted itself only leads the counted one: `50 full-time jobs`."""
    return bool(rest) and not document.lower(place).endswith("s") and document.at(place, "unit") is None


def _is_other_noun(document: Document, place: int) -> bool:
    """Whether a German word is a noun of its own and not the first part of the counted one: `Nvidia GPUs`."""
    if not document.capital(place) or place + 1 >= len(document.tokens):
        return document.capital(place)
    joined = document.word(place + 1) == "-" and document.glued(place + 1)
    return not joined and not document.capital(place + 1)


def _ends_phrase(document: Document, last: int, rest: list[int]) -> bool:
    """Whether a counted noun is the head: plural form, or nothing countable follows."""
    if document.language == "de":
        return not (document.word(last) == "-" and document.glued(last))
    word = document.lower(last - 1)
    return word.endswith("s") or word in _PLURALS or not rest
