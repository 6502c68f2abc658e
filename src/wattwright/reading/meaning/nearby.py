"""What a bare number counts by the words beside it.

Its label, a question, its antecedent, a head noun, its size.
"""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.meaning.leads import label
from wattwright.reading.meaning.parallels import Heads, inherit
from wattwright.reading.structure import Document, Hit

__all__ = ["by_antecedent", "by_head", "by_label", "by_next", "by_question", "by_scale", "of_whole"]

_COUNTED = frozenset({"headcount", "accelerators", "parameters", "tokens"})
_PAID = 1000.0
"""Smallest sum that answers a question for somebody's pay."""


def _as_noun(document: Document, measure: Measure, hit: Hit) -> Measure:
    """The number as a count of a noun."""
    noun = document.text(hit.first, hit.last).lower()
    return replace(measure, kind=hit.payload, noun=noun, inherited=True)


def by_question(document: Document, measure: Measure, currency: str) -> Measure | None:
    """A number that opens an answer counts what the question asks for."""
    sentence = document.sentence(measure.first)
    place = measure.first - sentence.first
    if place > 8 or not sentence.index:
        return None
    reach = 1 if place > 4 else 3
    for before in reversed(document.sentences[max(0, sentence.index - reach) : sentence.index]):
        span = before.first, before.last
        if document.word(before.last - 1) != "?" and not document.has(*span, "question"):
            continue
        if document.has(*span, "head", "pay") and measure.high >= _PAID:
            return replace(measure, kind="pay", unit=unit_of(currency), inherited=True)
        nouns = list(document.each(*span, "noun"))
        if nouns:
            return _as_noun(document, measure, nouns[-1])
    return None


def of_whole(document: Document, measure: Measure, after: list[Measure]) -> Measure | None:
    """`200 of the site's 1,400 acres`: a part counts what the whole behind `of` counts."""
    whole = after[0] if after else None
    if whole is None or whole.bare or document.at(measure.last, "of_word") is None:
        return None
    same = document.clause_of[whole.first] == document.clause_of[measure.first]
    near = same and whole.first - measure.last <= 6
    return inherit(measure, whole) if near and measure.high < whole.high else None


def by_antecedent(document: Document, measure: Measure) -> Measure | None:
    """`ninety-one thousand of those`, `the number of data centers rose to 5,426`.

    The noun before is counted.
    """
    first = document.sentence(measure.first).first
    if document.at(measure.last, "those_before") is not None:
        nouns = list(document.each(first, measure.first, "noun"))
        if nouns:
            return _as_noun(document, measure, nouns[-1])
    clause = document.clause_of[measure.first][0]
    for lead in reversed(list(document.each(clause, measure.first, "number_of"))):
        for hit in document.each(lead.last, min(lead.last + 4, measure.first), "noun"):
            return _as_noun(document, measure, hit)
    return None


def by_scale(document: Document, measure: Measure, others: list[Measure], currency: str) -> Measure | None:
    """Millions and billions of nothing named are money, where the text speaks of money or of nothing else."""
    clause = document.clause_of[measure.first]
    if measure.scale < 1e6 or document.has(*clause, "head", "emissions"):
        return None
    kinds = {other.kind for other in others}
    if _taken_in(document, measure):
        return replace(measure, kind="money", unit=unit_of(currency), inherited=True)
    huge = measure.scale >= 1e9 and not kinds & {"parameters", "tokens"}
    spoken = kinds & {"money", "pay", "price"} or document.has_any(*clause, "spend_verb", "price_cue")
    return replace(measure, kind="money", unit=unit_of(currency), inherited=True) if huge or spoken else None


def _taken_in(document: Document, measure: Measure) -> bool:
    """Whether the particle of a verb of income ends the clause: `nahm nur 50 Millionen ein`."""
    ends = document.kind(measure.last + 1) == "mark"
    return ends and document.marks(measure.last, "income_particle")


def by_label(document: Document, measure: Measure, currency: str) -> Measure | None:
    """A bare number behind a label that names what it counts: `Beschäftigte Ende Dezember: 78.865`."""
    span = label(document, measure) or _before_colon(document, measure)
    if span is None:
        return None
    chips = list(document.each(*span, "chip"))
    if chips and chips[-1].last == span[1]:
        return replace(measure, kind="accelerators", inherited=True)
    paid = any(document.has(*span, "head", kind) for kind in ("money", "price"))
    if measure.scale >= 1e3 and paid:
        return replace(measure, kind="money", unit=unit_of(currency), inherited=True)
    for hit in document.each(*span, "noun"):
        if not document.marks(hit.first - 1, "rate", "per_word"):
            return _as_noun(document, measure, hit)
    return None


def _before_colon(document: Document, measure: Measure) -> tuple[int, int] | None:
    """The noun directly before a colon that leads to a number: `has begun racking GB200s: 64,000`."""
    for place in range(measure.first - 1, max(0, measure.first - 4), -1):
        if document.word(place) == ":":
            return max(0, place - 2), place
        if not document.marks(place, "qualifier", "qualifier_skip"):
            return None
    return None


def by_next(document: Document, measure: Measure) -> Measure | None:
    """A number that is a sentence of its own counts the noun that opens the next.

    `440. Staff at the laboratory`.
    """
    sentence = document.sentence(measure.first)
    after = document.sentences[min(sentence.index + 1, len(document.sentences) - 1)]
    alone = sentence.last - sentence.first <= 3 and after.line.index == sentence.line.index
    if not alone or after.index == sentence.index:
        return None
    for hit in document.each(after.first, min(after.first + 3, after.last), "noun"):
        return _as_noun(document, measure, hit)
    return None


def by_head(document: Document, measure: Measure, found: Heads, currency: str) -> Measure | None:
    """The bare number as its head noun alone makes it."""
    kinds = found.near or _behind_dash(document, measure, found.wide)
    if measure.scale >= 1e6 and _taken_in(document, measure):
        return replace(measure, kind="money", unit=unit_of(currency), inherited=True)
    for kind, gap in sorted(kinds.items(), key=lambda pair: (pair[1], pair[0])):
        if gap > (6 if len(kinds) > 1 else 10):
            break
        if kind in _COUNTED and measure.high >= 2:
            return replace(measure, kind=kind, inherited=True)
        if kind in ("money", "pay") and measure.scale >= (1e6 if kind == "money" else 1e3):
            return replace(measure, kind=kind, unit=unit_of(currency), inherited=True)
    return None


def _behind_dash(document: Document, measure: Measure, wide: dict[str, int]) -> dict[str, int]:
    """The heads before a dash or bracket that a number stands directly behind.

    `die Gewerbesteuer – 14 Mio.`.
    """
    place = measure.first - 1
    while document.at(place, "qualifier") is not None:
        place -= 1
    return wide if document.word(place) in ("–", "(", "-") else {}
