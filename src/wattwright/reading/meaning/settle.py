"""Settling what every number counts: units left out are filled in, and each number gets its kind."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.amounts.tables import Spec, captions
from wattwright.reading.meaning.kinds import decide, is_denominator
from wattwright.reading.meaning.leads import heads, label, wider_heads
from wattwright.reading.meaning.parallels import Heads, earlier_score, inherit, parallel_score
from wattwright.reading.names import Owners
from wattwright.reading.structure import Document

__all__ = ["main_currency", "settle"]

_ENOUGH = 3.6
"""Points that a parallel needs."""
_EARLIER = 12
"""Numbers that are looked back at."""
_COUNTED = frozenset({"headcount", "accelerators", "parameters", "tokens"})


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
    """Sums that the text elsewhere calls pay are pay, where nothing near them says that a firm is paid for."""
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
    """The measures together with those that only a parallel settled later explains: `von 15 auf 19,8 Milliarden`."""
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
    if measure.shape == "class":
        return replace(measure, kind="money", unit=unit_of(currency), inherited=True)
    index = document.sentence_of[measure.first]
    found = Heads(heads(document, measure), wider_heads(document, measure))
    best: tuple[float, Measure] | None = None
    for other in [*before[-_EARLIER:], *after]:
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
    named = _by_label(document, measure, currency)
    if named is None and best is not None and document.sentence_of[best[1].first] != index:
        named = _by_next(document, measure)
    if named is not None and (best is None or document.sentence_of[best[1].first] != index):
        return named
    antecedent = (
        _of_whole(document, measure, after)
        or _by_antecedent(document, measure)
        or _by_number_of(document, measure)
    )
    if antecedent is not None:
        return antecedent
    if best is not None:
        return inherit(measure, best[1])
    if measure.high >= 1e20:
        return replace(measure, kind="compute", unit=unit_of("FLOP"), inherited=True)
    return (
        _by_head(measure, found.near or _behind_dash(document, measure, found.wide), currency)
        or _by_question(document, measure, currency)
        or _by_scale(document, measure, [*before, *after], currency)
    )


def _is_past_point(document: Document, other: Measure) -> bool:
    """Whether a stretch of time only says when: `drei Jahre später`, `nine days before`."""
    return other.kind == "duration" and document.at(other.last, "ago_after") is not None


def _behind_dash(document: Document, measure: Measure, wide: dict[str, int]) -> dict[str, int]:
    """The heads before a dash or bracket that a number stands directly behind: `die Gewerbesteuer – 14 Mio.`."""
    place = measure.first - 1
    while document.at(place, "qualifier") is not None:
        place -= 1
    return wide if document.word(place) in ("–", "(", "-") else {}


def _by_question(document: Document, measure: Measure, currency: str) -> Measure | None:
    """A number that opens an answer counts what the question asks for."""
    sentence = document.sentence(measure.first)
    if measure.first > sentence.first + 8 or not sentence.index:
        return None
    reach = 1 if measure.first > sentence.first + 4 else 3
    for before in reversed(document.sentences[max(0, sentence.index - reach) : sentence.index]):
        asked = document.word(before.last - 1) == "?" or document.has(before.first, before.last, "question")
        if asked and document.has(before.first, before.last, "head", "pay") and measure.high >= 1000.0:
            return replace(measure, kind="pay", unit=unit_of(currency), inherited=True)
        for hit in reversed(list(document.each(before.first, before.last, "noun"))) if asked else ():
            return replace(
                measure, kind=hit.payload, noun=document.text(hit.first, hit.last).lower(), inherited=True
            )
    return None


def _of_whole(document: Document, measure: Measure, after: list[Measure]) -> Measure | None:
    """`200 of the site's 1,400 acres`: a part counts what the whole behind `of` counts."""
    whole = after[0] if after else None
    if whole is None or whole.bare or document.at(measure.last, "of_word") is None:
        return None
    near = (
        whole.first - measure.last <= 6
        and document.clause_of[whole.first] == document.clause_of[measure.first]
    )
    return inherit(measure, whole) if near and measure.high < whole.high else None


def _by_antecedent(document: Document, measure: Measure) -> Measure | None:
    """`ninety-one thousand of those` counts the noun before it in the sentence, where no number counts that."""
    if [document.lower(measure.last), document.lower(measure.last + 1)] not in (
        ["of", "those"],
        ["of", "these"],
    ):
        return None
    first = document.sentence(measure.first).first
    for hit in reversed(list(document.each(first, measure.first, "noun"))):
        return replace(
            measure, kind=hit.payload, noun=document.text(hit.first, hit.last).lower(), inherited=True
        )
    return None


def _by_number_of(document: Document, measure: Measure) -> Measure | None:
    """`The number of data centers rose to 5,426` counts the noun that is named."""
    first = document.clause_of[measure.first][0]
    for lead in reversed(list(document.each(first, measure.first, "number_of"))):
        for hit in document.each(lead.last, min(lead.last + 4, measure.first), "noun"):
            text = document.text(hit.first, hit.last).lower()
            return replace(measure, kind=hit.payload, noun=text, inherited=True)
    return None


def _by_scale(document: Document, measure: Measure, others: list[Measure], currency: str) -> Measure | None:
    """Millions and billions of nothing named are money, where the text speaks of money at all."""
    clause = document.clause_of[measure.first]
    paid = any(document.has(*clause, name) for name in ("spend_verb", "price_cue"))
    if document.has(*clause, "head", "emissions") or measure.scale < 1e6:
        return None
    spoken = any(other.kind in ("money", "pay", "price") for other in others)
    huge = measure.scale >= 1e9 and not any(other.kind in ("parameters", "tokens") for other in others)
    if not (paid or spoken or huge):
        return None
    return replace(measure, kind="money", unit=unit_of(currency), inherited=True)


def _by_label(document: Document, measure: Measure, currency: str) -> Measure | None:
    """A bare number behind a label that names what it counts: `Beschäftigte Ende Dezember: 78.865`."""
    span = label(document, measure) or _before_colon(document, measure)
    if span is None:
        return None
    chips = list(document.each(*span, "chip"))
    if chips and chips[-1].last == span[1]:
        return replace(measure, kind="accelerators", inherited=True)
    paid = document.has(*span, "head", "money") or document.has(*span, "head", "price")
    if measure.scale >= 1e3 and paid:
        return replace(measure, kind="money", unit=unit_of(currency), inherited=True)
    for hit in document.each(*span, "noun"):
        if document.at(hit.first - 1, "rate") or document.lower(hit.first - 1) in ("je", "pro", "per"):
            continue
        return replace(
            measure, kind=hit.payload, noun=document.text(hit.first, hit.last).lower(), inherited=True
        )
    return None


def _by_next(document: Document, measure: Measure) -> Measure | None:
    """A number that is a sentence of its own counts the noun that opens the next: `440. Staff at the laboratory`."""
    sentence = document.sentence(measure.first)
    after = document.sentences[sentence.index + 1] if sentence.index + 1 < len(document.sentences) else None
    if sentence.last - sentence.first > 3 or after is None or after.line.index != sentence.line.index:
        return None
    for hit in document.each(after.first, min(after.first + 3, after.last), "noun"):
        return replace(
            measure, kind=hit.payload, noun=document.text(hit.first, hit.last).lower(), inherited=True
        )
    return None


def _before_colon(document: Document, measure: Measure) -> tuple[int, int] | None:
    """The noun directly before a colon that leads to a number: `has begun racking GB200s: 64,000`."""
    for place in range(measure.first - 1, max(0, measure.first - 4), -1):
        if document.word(place) == ":":
            return max(0, place - 2), place
        if not (document.at(place, "qualifier") or document.at(place, "qualifier_skip")):
            return None
    return None


def _by_caption(document: Document, measure: Measure, spec: Spec) -> Measure:
    """A bare number behind a label with the unit of the caption, unless the label names what is counted."""
    named = _by_label(document, measure, "")
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


def _by_head(measure: Measure, found: dict[str, int], currency: str) -> Measure | None:
    """The bare number as its head noun alone makes it."""
    for kind, gap in sorted(found.items(), key=lambda pair: (pair[1], pair[0])):
        if gap > (6 if len(found) > 1 else 10):
            break
        if kind in _COUNTED and measure.high >= 2:
            return replace(measure, kind=kind, inherited=True)
        if kind in ("money", "pay") and measure.scale >= (1e6 if kind == "money" else 1e3):
            return replace(measure, kind=kind, unit=unit_of(currency), inherited=True)
    return None
