"""Dates on which something is permitted, begun, delivered, started, finished or ended."""

from __future__ import annotations

from wattwright.reading.amounts.days import DateMention
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.amounts.tables import Place
from wattwright.reading.structure import Document

__all__ = ["find_milestones", "is_later"]

_ENOUGH = 1.75
_SITE = frozenset({"power", "accelerators", "count_other", "water", "area", "households"})
_SUMS = frozenset({"money", "pay", "price", "share"})
_FIGURES = frozenset({"energy", "share", "price", "emissions"})


def is_later(document: Document, when: str) -> int:
    """1 where a date lies after the day of publication, 0 in its year or month, -1 before it."""
    today = document.as_of
    if today is None:
        return 0
    year, _, rest = when.partition("/")[0].partition("-")
    if int(year) != today.year:
        return 1 if int(year) > today.year else -1
    if rest[:2].isdigit():
        month = int(rest[:2])
    elif rest.startswith("Q"):
        month = 3 * int(rest[1])
    elif rest.startswith("H"):
        month = 6 * int(rest[1])
    else:
        return 0
    return (month > today.month) - (month < today.month)


def find_milestones(
    document: Document,
    dates: tuple[DateMention, ...],
    measures: list[Measure],
    barred: frozenset[int],
    places: dict[int, Place],
) -> list[DateMention]:
    """Date expressions that are milestones; in tables those under a heading of a step.

    Sentences in `barred` are left out.
    """
    by_sentence: dict[int, list[Measure]] = {}
    for measure in measures:
        by_sentence.setdefault(document.sentence_of[measure.first], []).append(measure)
    found: list[DateMention] = []
    for mention in dates:
        sentence = document.sentence(mention.first)
        if mention.form == "today" or sentence.index in barred:
            continue
        if sentence.line.kind == "table":
            place = places.get(mention.first)
            if place is not None and (
                _steps(document, *place.column) or document.has(*place.column, "step_heading")
            ):
                found.append(mention)
            continue
        beside = by_sentence.get(sentence.index, [])
        if _score(document, mention, beside) >= _ENOUGH:
            found.append(mention)
    return found


def _score(document: Document, mention: DateMention, beside: list[Measure]) -> float:
    """Points that speak for a milestone."""
    clause = document.clause_of[mention.first]
    sentence = document.sentence(mention.first)
    if document.word(mention.last) == ":":
        clause = clause[0], sentence.last
    later = is_later(document, mention.when)
    step = _steps(document, *clause, mention)
    score = {1: 1.0, 0: 0.4, -1: -0.3}[later]
    score += 2.0 if step else 0.8 * _steps(document, sentence.first, sentence.last, mention)
    score += 0.5 * document.has(*clause, "milestone_verb", "target")
    sums = not step and any(one.kind in _SUMS for one in beside)
    score += (0.6 if sums else 0.8) * (mention.bound is not None)
    score += _by_figures(mention, clause, beside, later, step)
    if document.has(*clause, "not_milestone"):
        score -= 1.0 if later > 0 else 2.0
    score += 1.2 * (later >= 0 and _labelled(document, mention))
    score -= 1.5 * (mention.form == "quarter" and later < 0)
    return score - (0.0 if step else _without_step(document, mention, clause))


def _without_step(document: Document, mention: DateMention, clause: tuple[int, int]) -> float:
    """Points that a date loses where no step is named: an estimate, or only `this year`."""
    loose = mention.form == "relative" and mention.bound is None
    return 0.8 * document.has(*clause, "estimate_cue") + 1.0 * loose


def _steps(document: Document, first: int, last: int, mention: DateMention | None = None) -> bool:
    """Whether a physical or operating step is named in a token range, outside the date itself."""
    return any(
        hit.payload != "target" and (mention is None or not mention.first <= hit.first < mention.last)
        for hit in document.each(first, last, "milestone_verb")
    )


def _labelled(document: Document, mention: DateMention) -> bool:
    """Whether a line holds only a label, a colon and the date: `First racks: third quarter of 2026`."""
    sentence = document.sentence(mention.first)
    place = mention.first - 1
    while (
        document.at(place, "date_bound")
        or document.at(place, "qualifier")
        or document.at(place, "determiner")
    ):
        place -= 1
    short = place - sentence.first <= 6 and document.word(place) == ":"
    ends = mention.last >= sentence.last - 1 or document.word(mention.last) in ("(", ",", ";", ".")
    return short and ends and not document.has(sentence.first, place, "asof_cue")


def _by_figures(
    mention: DateMention, clause: tuple[int, int], beside: list[Measure], later: int, step: bool
) -> float:
    """What the quantities of the clause say: capacity speaks for a step, money and consumption against it."""
    kinds = {measure.kind for measure in beside if clause[0] <= measure.first < clause[1]}
    score = 0.0
    if kinds & _SITE and later >= 0:
        score += 1.0
    elif later > 0 and any(measure.kind in _SITE for measure in beside):
        score += 0.6
    if step:
        return score
    if kinds & _FIGURES:
        score -= 2.0
    if kinds & {"money", "pay"}:
        score -= 0.5 if mention.bound == "up_to" and later > 0 else 1.5
    return score
