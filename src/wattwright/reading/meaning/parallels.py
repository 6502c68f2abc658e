"""How well a number without unit parallels one whose unit is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log10

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.meaning.leads import SAME, in_bracket, joined, lead, same_paragraph
from wattwright.reading.structure import Document

__all__ = ["Heads", "earlier_score", "inherit", "parallel_score"]

_DERIVED = frozenset({"fraction", "size", "class"})
_WHOLE_KINDS = frozenset({"headcount", "households", "accelerators"})
_FEW_KINDS = frozenset({"count_other", "duration", "headcount"})
_THOUSANDS = frozenset({"accelerators", "households", "headcount", "count_other"})
_SMALL_WORD = 12.0
_UNFIT = _DERIVED | {"factor"}
_NEAR, _FARTHEST = 2, 6
"""Sentences that are looked back, for a number that goes on with the one before, and at all."""
_UNNAMED = {"duration": 2.0, "share": 1.5}
"""Points that a parallel of a kind loses that no head noun names."""
_UNSCALED = frozenset({"share", "duration", "power", "energy"})
_LONGEST = 6.4e9
"""Seconds, two centuries: longer stretches of time are never left without their unit."""
_HIGHEST = 20.0
"""Shares above this are never left without `percent`."""


def inherit(measure: Measure, other: Measure) -> Measure:
    """The bare number with unit, magnitude, kind and rate of its parallel."""
    scale = _scale(measure, other)
    return replace(
        measure,
        low=measure.low * scale,
        high=measure.high * scale,
        scale=measure.scale * scale,
        unit=other.unit,
        kind=other.kind,
        noun=other.noun,
        rate=measure.rate or other.rate,
        inherited=True,
    )


def _scale(measure: Measure, other: Measure) -> float:
    """Magnitude that a bare number takes over: none where it has its own or is written out in full."""
    if measure.scale != 1.0 or other.scale == 1.0 or measure.high >= 1000.0:
        return 1.0
    return other.scale if other.scale >= 1e6 or other.first > measure.first else 1.0


def _ratio(measure: Measure, other: Measure) -> float:
    """Orders of magnitude between a bare number, its magnitude filled in, and its parallel."""
    value, known = measure.high * _scale(measure, other), other.high
    if value <= 0 or known <= 0:
        return 0.0
    return abs(log10(value / known))


def _fits(measure: Measure, other: Measure) -> float:
    """What style, decimals, shape and size say, in points."""
    return _form(measure, other) + _size(measure, other) + _rates(measure, other)


def _form(measure: Measure, other: Measure) -> float:
    """Points for digits beside digits and words beside words; what is derived from a whole speaks against."""
    score = -8.0 if other.shape == "factor" else 0.0
    if other.shape in _DERIVED:
        score -= 20.0 if other.kind == "share" and measure.high > 1.0 else 6.0
    if other.style == "article":
        score -= 3.0
    if measure.style == other.style:
        return score + 1.0
    if measure.style != "words" or measure.scale != 1.0:
        return score
    few = measure.high <= _SMALL_WORD and other.style == "digits" and other.kind not in _FEW_KINDS
    return score - (2.0 if few else 1.0)


def _size(measure: Measure, other: Measure) -> float:
    """Points for numbers of like size; sizes that the kind of the parallel cannot have speak against."""
    score = -6.0 if _is_broken(measure) and _is_whole(other) else 0.0
    score += _closeness(_ratio(measure, other))
    if measure.scale > 1.0 and other.scale == 1.0 and other.kind in _UNSCALED:
        score -= 6.0
    limit = {"duration": _LONGEST, "share": _HIGHEST}.get(other.kind or "")
    size = measure.high * (other.unit.factor if other.unit is not None else 1.0)
    return score - (8.0 if limit is not None and size > limit else 0.0)


def _closeness(ratio: float) -> float:
    """Points for the orders of magnitude that lie between two numbers."""
    if ratio <= 1.0:
        return 1.0
    if ratio <= 2.5:
        return 0.0
    return -5.0 if ratio > 3.3 else -2.5


def _is_broken(measure: Measure) -> bool:
    """Whether a number has decimals."""
    return not (float(measure.low).is_integer() and float(measure.high).is_integer())


def _is_whole(other: Measure) -> bool:
    """Whether a parallel counts things that are never broken, without a magnitude."""
    things = other.kind == "count_other" and other.unit is None
    return other.scale == 1.0 and (things or other.kind in _WHOLE_KINDS)


def _rates(measure: Measure, other: Measure) -> float:
    """Points for the same rate, and against another."""
    if measure.rate is None:
        return 0.0
    if measure.rate == other.rate:
        return 2.0
    return -2.5 if other.rate is None else -1.0


@dataclass(frozen=True, slots=True)
class Heads:
    """Kinds that nouns speak for: those of the clause, and those of the clauses before it."""

    near: dict[str, int]
    wide: dict[str, int]


def _agreement(found: Heads, other: Measure) -> float:
    """What the head nouns say: those of the clause for and against, those before it only for."""
    measure_heads = found.near
    if not measure_heads:
        group = SAME.get(other.kind or "", other.kind)
        return 2.0 if group in {SAME.get(kind, kind) for kind in found.wide} else 0.0
    group = SAME.get(other.kind or "", other.kind)
    kinds = {SAME.get(kind, kind): gap for kind, gap in measure_heads.items()}
    if group in kinds:
        return 4.0 - 0.1 * kinds[group]
    return -3.0 if min(kinds.values()) <= 6 else -1.0


def parallel_score(document: Document, measure: Measure, other: Measure, heads: Heads) -> float:
    """Points for a parallel in the same sentence."""
    ahead = other.first > measure.first
    gap = (measure.last, other.first) if ahead else (max(other.last, other.rate_last), measure.first)
    held = in_bracket(document, measure.first)
    apart = held != in_bracket(document, other.first)
    close = not apart and joined(document, *gap)
    signs = [4.0 * close, 0.5 * other.inherited, *_signs(document, measure, other, gap)]
    score = 5.0 - 0.15 * max(0, gap[1] - gap[0]) + _fits(measure, other) + _agreement(heads, other)
    score += sum(signs) + (-2.0 if apart else (2.0 if held else 0.5))
    if other.kind == "duration" and not any(signs) and "duration" not in heads.near:
        score -= 2.2 if measure.style == other.style == "words" else 4.0
    if not ahead:
        return score + _on_the_way(document, measure, other, gap)
    return score - (0.0 if close or signs[-1] else 5.0)


def _signs(document: Document, measure: Measure, other: Measure, gap: tuple[int, int]) -> list[float]:
    """Points for the same lead, for a bracket directly behind, for `another`, for words of time with both."""
    bracket = other.first < measure.first and document.word(gap[0]) == "(" and measure.first - gap[0] <= 4
    same = lead(document, measure) == lead(document, other) != ""
    more = any(document.at(place, "more_of") for place in _beside(measure))
    phased = _phased(document, measure) and _phased(document, other)
    return [3.5 * same, 3.0 * bracket, 1.5 * more, 3.0 * phased]


def _beside(measure: Measure) -> tuple[int, int, int]:
    """The places at which `more` may stand with a number."""
    return measure.first - 1, measure.last, measure.last - 1


def _on_the_way(document: Document, measure: Measure, other: Measure, gap: tuple[int, int]) -> float:
    """Points for what stands between a parallel and the number behind it."""
    before = max(other.last, measure.first - 5), measure.first
    score = 1.5 if document.has(*before, "subset") else 0.0
    score += 4.0 if document.has(*before, "correction") else 0.0
    score += 5.0 if _of_which(document, measure, gap[0]) else 0.0
    return score - (4.0 if _barred(document, *gap) else 0.0)


def _of_which(document: Document, measure: Measure, first: int) -> bool:
    """Whether a relative clause counts a part of what was counted last: `384 Experten, von denen acht`."""
    start = document.clause_of[measure.first][0]
    led = document.marks(start, "of_which") and measure.first - start <= _NEAR_WHICH
    return led and start - first <= 3


_NEAR_WHICH = 5
"""Tokens from `of which` to its number."""


def _barred(document: Document, first: int, last: int) -> bool:
    """Whether between two numbers something else is counted that is no claim.

    `zieht 120 MW, 40 Betriebe, heute 60`.
    """
    if any(document.at(place, "each_word") is not None for place in range(last - 2, last)):
        return False
    for place in range(first, last - 1):
        if not _counts(document, place):
            continue
        if document.at(place + 1, "not_counted") is not None:
            return True
        following = document.tokens[place + 1]
        if document.language == "de" and following.capital and not _meant(document, place + 1):
            return True
    return False


def _counts(document: Document, position: int) -> bool:
    """Whether a token is a whole number, a year and an article left out."""
    token = document.tokens[position]
    if token.kind == "number":
        return token.text.isdigit() and len(token.text) != 4
    return document.at(position, "number") is not None and document.at(position, "article_one") is None


def _meant(document: Document, position: int) -> bool:
    """Whether a word after a number is a unit, magnitude, month or counted noun."""
    return any(
        document.at(position, name)
        for name in ("unit", "magnitude", "noun", "month", "chip", "size", "fraction", "factor_stem")
    )


def _phased(document: Document, measure: Measure) -> bool:
    """Whether a word of time leads a number in: `zunächst 60`, `at night 20`."""
    return any(
        document.at(place, "phase_word") for place in range(measure.first - 3, measure.first) if place >= 0
    )


def earlier_score(document: Document, measure: Measure, other: Measure, heads: Heads) -> float:
    """Points for a parallel in one of the sentences before."""
    sentence = document.sentence(measure.first)
    back = sentence.index - document.sentence_of[other.first]
    if other.shape in _UNFIT or back > _FARTHEST:
        return 0.0
    score = 2.6 - 0.5 * back + _fits(measure, other) + _agreement(heads, other) + _large(measure, other)
    score -= 1.0 * (not same_paragraph(document, measure.first, other.first))
    score -= 4.0 * _barred(document, sentence.first, measure.first)
    score += 0.7 * (lead(document, measure) == lead(document, other) != "")
    if back <= _NEAR:
        cue = document.has(max(sentence.first, measure.first - 5), measure.first, "subset")
        score += 2.0 * (cue or document.marks(measure.last, "subset"))
        score += 1.5 * (measure.first <= sentence.first + 1)
    return score - (0.0 if other.kind in heads.near else _UNNAMED.get(other.kind or "", 0.0))


def _large(measure: Measure, other: Measure) -> float:
    """Points for numbers with a magnitude, or in the thousands, behind a parallel of that size."""
    score = 0.0
    if measure.scale > 1.0 and (other.scale > 1.0 or other.kind in ("accelerators", "households")):
        score += 2.5
    thousands = measure.scale == 1.0 and measure.low >= 1000.0
    return score + (1.5 if thousands and other.kind in _THOUSANDS else 0.0)
