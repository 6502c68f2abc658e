"""What an unmarked number counts: unit, magnitude and kind of the nearest parallel one."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.furniture import clause_of
from wattwright.reading.measures import Measure, unit_of
from wattwright.reading.structure import Document

__all__ = ["carry_over", "main_currency"]

_NUMERIC_HEADS = frozenset({"headcount", "accelerators", "parameters", "tokens"})


def main_currency(document: Document, measures: list[Measure]) -> str:
    """The currency that a text uses most; USD in English and EUR in German where it uses none."""
    counts: dict[str, int] = {}
    for measure in measures:
        if measure.unit is not None and measure.unit.kind == "money" and measure.unit.base != "cent":
            counts[measure.unit.base] = counts.get(measure.unit.base, 0) + 1
    if counts:
        return max(counts, key=lambda name: counts[name])
    return "EUR" if document.language == "de" else "USD"


def carry_over(document: Document, measures: list[Measure]) -> list[Measure]:
    """Measures with the elided units filled in; bare numbers without a parallel are left out."""
    currency = main_currency(document, measures)
    known: list[Measure] = []
    for index, measure in enumerate(measures):
        if not measure.bare:
            known.append(measure)
            continue
        filled = _fill(document, measure, known, measures[index + 1 :], currency)
        if filled is not None:
            known.append(filled)
    return known


def _fill(
    document: Document, measure: Measure, before: list[Measure], after: list[Measure], currency: str
) -> Measure | None:
    """One bare number with what it inherits, or None."""
    sentence = document.sentence(measure.first)
    heads = _heads(document, measure)
    same = [other for other in before if document.sentence_of[other.first] == sentence.index]
    later = [
        other for other in after if document.sentence_of[other.first] == sentence.index and not other.bare
    ]
    choices = [(_parallel(document, measure, other, heads, ahead=False), other) for other in same]
    choices += [(_parallel(document, measure, other, heads, ahead=True), other) for other in later]
    choices = [pair for pair in choices if pair[0] > 0]
    if not choices:
        choices = _from_earlier(document, measure, before, heads)
    if choices:
        best = max(choices, key=lambda pair: pair[0])[1]
        return _inherit(measure, best)
    return _by_head(measure, heads, currency)


def _heads(document: Document, measure: Measure) -> dict[str, int]:
    """Kinds that words of the clause speak for, with their distance in tokens."""
    sentence = document.sentence(measure.first)
    first, last = clause_of(document, measure.first, sentence)
    found: dict[str, int] = {}
    for hit in document.within(first, last, "head"):
        gap = measure.first - hit.last if hit.first < measure.first else 2 + hit.first - measure.last
        found[hit.payload] = min(found.get(hit.payload, 99), max(gap, 0))
    return found


def _kind_group(kind: str | None) -> str | None:
    """Kinds that take the same words."""
    return {"pay": "money", "price": "money"}.get(kind or "", kind)


def _parallel(
    document: Document, measure: Measure, other: Measure, heads: dict[str, int], *, ahead: bool
) -> float:
    """How well a bare number parallels a known one; zero or less where it does not."""
    gap = other.first - measure.last if ahead else measure.first - other.last
    if ahead and (gap > 8 or other.shape == "fraction"):
        return 0.0
    score = 10.0 - 0.25 * gap
    if other.kind == "duration" and not heads and measure.style != other.style:
        score -= 6.0
    if other.shape in ("fraction", "factor", "size", "class"):
        score -= 8.0
    if measure.style == other.style:
        score += 2.0
    elif measure.style == "words" and measure.scale == 1.0:
        score -= 4.0
    if (
        measure.scale == 1.0
        and measure.style == "words"
        and other.kind in ("money", "pay", "price", "power", "energy")
    ):
        score -= 4.0
    if measure.scale > 1.0 and other.scale == 1.0 and other.kind in ("share", "duration", "power"):
        score -= 8.0
    if heads:
        group = {_kind_group(kind) for kind in heads}
        score += 5.0 if _kind_group(other.kind) in group else -3.0
    if ahead:
        score -= 1.0 if _joined(document, measure, other) else 9.0
    return score


def _joined(document: Document, measure: Measure, other: Measure) -> bool:
    """Whether only joining words lie between a bare number and a later one."""
    return all(
        document.tokens[place].kind != "word"
        or document.at(place, "stop_word")
        or document.at(place, "qualifier")
        for place in range(measure.last, other.first)
    )


def _from_earlier(
    document: Document, measure: Measure, before: list[Measure], heads: dict[str, int]
) -> list[tuple[float, Measure]]:
    """Parallels in the sentences before: for magnitudes, cue words and matching heads."""
    sentence = document.sentence(measure.first)
    cue = document.has(max(sentence.first, measure.first - 4), measure.first, "subset")
    found: list[tuple[float, Measure]] = []
    for other in before[-8:]:
        back = sentence.index - document.sentence_of[other.first]
        if (
            back < 1
            or back > 3
            or other.shape in ("fraction", "factor", "size")
            or other.kind in ("duration",)
        ):
            continue
        agrees = _kind_group(other.kind) in {_kind_group(kind) for kind in heads}
        big = measure.scale > 1.0 and (other.scale > 1.0 or other.kind in ("accelerators", "households"))
        if agrees or (big and not heads) or (cue and back == 1 and measure.style == other.style):
            found.append(
                (10.0 - 3.0 * back + 5.0 * agrees + 0.1 * (other.first / max(1, measure.first)), other)
            )
    return found


def _inherit(measure: Measure, other: Measure) -> Measure:
    """The bare number with unit, magnitude, kind and rate of its parallel."""
    scale = 1.0
    if measure.scale == 1.0 and other.scale > 1.0 and measure.style == "digits" and measure.high < 1000:
        scale = other.scale
    return replace(
        measure,
        low=measure.low * scale,
        high=measure.high * scale,
        scale=measure.scale * scale,
        unit=other.unit,
        kind=other.kind,
        noun=other.noun,
        rate=other.rate,
        inherited=True,
    )


def _by_head(measure: Measure, heads: dict[str, int], currency: str) -> Measure | None:
    """The bare number as its head noun alone makes it."""
    near = sorted((gap, kind) for kind, gap in heads.items() if gap <= 6)
    for _, kind in near:
        if kind in _NUMERIC_HEADS and measure.high >= 2:
            return replace(measure, kind=kind, inherited=True)
        if kind in ("money", "pay") and measure.scale >= 1e6:
            return replace(measure, kind=kind, unit=unit_of(currency), inherited=True)
    return None
