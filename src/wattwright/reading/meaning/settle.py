"""Settling what every number counts: units left out are filled in, and each number gets its kind."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.amounts.tables import Spec, captions
from wattwright.reading.meaning.kinds import decide, is_denominator
from wattwright.reading.meaning.leads import heads, label, wider_heads
from wattwright.reading.meaning.nearby import (
    by_antecedent,
    by_head,
    by_label,
    by_next,
    by_question,
    by_scale,
    of_whole,
)
from wattwright.reading.meaning.parallels import Heads, earlier_score, inherit, parallel_score
from wattwright.reading.names import Owners
from wattwright.reading.structure import Document

__all__ = ["main_currency", "settle"]

_ENOUGH = 3.6
"""Points that a parallel needs."""
_EARLIER = 12
"""Numbers that are looked back at."""
_ONLY_COMPUTE = 1e20


def main_currency(document: Document) -> str:
    """The currency that a text names most; USD in English and EUR in German where it names none."""
    counts: dict[str, int] = {}
    for hit in document.each(0, len(document.tokens), "unit"):
        unit = unit_of(hit.payload)
        if unit.kind == "money" and unit.base != "cent":
            counts[unit.base] = counts.get(unit.base, 0) + 1
    if counts:
        return max(counts, key=lambda name: counts[name])
    return "EUR" if document.language == "de" else "USD"


def settle(document: Document, owners: Owners, measures: list[Measure]) -> list[Measure]:
    """Measures with kind and unit; bare numbers without a parallel are left out."""
    currency = main_currency(document)
    known: list[Measure] = []
    left: list[Measure] = []
    held = captions(document)
    for index, measure in enumerate(measures):
        filled: Measure | None = measure
        spec = held.get(document.sentence(measure.first).line.index)
        if measure.bare and spec is not None and label(document, measure) is not None:
            filled = _by_caption(document, measure, spec)
        elif measure.bare:
            filled = _fill(document, measure, known, measures[index + 1 : index + 9], currency)
        if filled is None:
            left.append(measure)
        elif not is_denominator(document, filled):
            known.append(decide(document, owners, filled, known))
    return _as_elsewhere(document, _second_look(document, owners, known, left, currency))


def _as_elsewhere(document: Document, measures: list[Measure]) -> list[Measure]:
    """Sums that the text elsewhere calls pay are pay, where nothing near them says otherwise."""
    paid = {(one.high, one.unit) for one in measures if one.kind == "pay" and one.scale >= 1e6}
    found: list[Measure] = []
    for one in measures:
        if one.kind == "money" and (one.high, one.unit) in paid:
            clause = document.clause_of[one.first]
            if not any(document.has(*clause, name) for name in ("company_money", "spend_verb")):
                one = replace(one, kind="pay")
        found.append(one)
    return found


def _second_look(
    document: Document, owners: Owners, known: list[Measure], left: list[Measure], currency: str
) -> list[Measure]:
    """The measures together with those that only a parallel settled later explains.

    `von 15 auf 19,8 Milliarden`.
    """
    for measure in left:
        before = [other for other in known if other.first < measure.first]
        after = [other for other in known if other.first > measure.first][:8]
        filled = _fill(document, measure, before, after, currency)
        if filled is not None and not is_denominator(document, filled):
            known = [*before, decide(document, owners, filled, before), *known[len(before) :]]
    return known


def _fill(
    document: Document, measure: Measure, before: list[Measure], after: list[Measure], currency: str
) -> Measure | None:
    """One bare number with what it inherits, or None."""
    if _stands_for(document, measure):
        return None
    if measure.shape == "class":
        return replace(measure, kind="money", unit=unit_of(currency), inherited=True)
    found = Heads(heads(document, measure), wider_heads(document, measure))
    best = _best(document, measure, [*before[-_EARLIER:], *after], found)
    named = _named(document, measure, best, currency)
    if named is None:
        named = of_whole(document, measure, after) or by_antecedent(document, measure)
    if named is not None:
        return named
    if best is not None:
        return inherit(measure, best)
    if measure.high >= _ONLY_COMPUTE:
        return replace(measure, kind="compute", unit=unit_of("FLOP"), inherited=True)
    return (
        by_head(document, measure, found, currency)
        or by_question(document, measure, currency)
        or by_scale(document, measure, [*before, *after], currency)
    )


def _stands_for(document: Document, measure: Measure) -> bool:
    """Whether a number word stands for things named before: `between the two.`, `die drei`."""
    last = measure.last
    ends = document.kind(last) == "mark" or document.marks(last, "finite_verb", "conjunction")
    return measure.style == "words" and document.marks(measure.first - 1, "determiner") and ends


def _named(document: Document, measure: Measure, best: Measure | None, currency: str) -> Measure | None:
    """What a label or the next sentence says a number counts; a parallel in its own sentence goes before."""
    if best is not None and document.sentence_of[best.first] == document.sentence_of[measure.first]:
        return None
    labelled = by_label(document, measure, currency)
    return by_next(document, measure) if labelled is None and best is not None else labelled


def _best(document: Document, measure: Measure, others: list[Measure], found: Heads) -> Measure | None:
    """The parallel with the most points, if it has enough; the last one of equals."""
    index = document.sentence_of[measure.first]
    best: tuple[float, Measure] | None = None
    for other in others:
        if _is_past_point(document, other):
            continue
        if document.sentence_of[other.first] == index:
            score = -1.0 if other.bare else parallel_score(document, measure, other, found)
        elif other.first < measure.first:
            score = earlier_score(document, measure, other, found)
        else:
            continue
        if score >= _ENOUGH and (best is None or score >= best[0]):
            best = (score, other)
    return best[1] if best is not None else None


def _is_past_point(document: Document, other: Measure) -> bool:
    """Whether a stretch of time only says when: `drei Jahre später`, `nine days before`."""
    return other.kind == "duration" and document.at(other.last, "ago_after") is not None


def _by_caption(document: Document, measure: Measure, spec: Spec) -> Measure:
    """A bare number behind a label with the unit of the caption, unless the label names what is counted."""
    named = by_label(document, measure, "")
    if named is not None and named.kind != "money":
        return named
    scale = spec.scale if measure.scale == 1.0 else 1.0
    return replace(
        measure,
        low=measure.low * scale,
        high=measure.high * scale,
        scale=measure.scale * scale,
        unit=spec.unit,
        kind=spec.kind,
        rate=spec.rate,
        inherited=True,
    )
