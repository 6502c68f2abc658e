"""Whether a sum is meant per year, per month, in total, or at one time."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.structure import Document

__all__ = ["period_of"]

_PERIODIC = frozenset({"money", "pay", "energy", "water", "emissions"})


def period_of(document: Document, measure: Measure, when: str | None, owner_type: str | None) -> str | None:
    """per_year, per_month, total or None."""
    if measure.kind not in _PERIODIC:
        return None
    if measure.rate is None or measure.rate == "/quarter":
        return _unrated(document, measure, when, owner_type)
    return measure.rate if measure.rate in _RATES else None


def _unrated(document: Document, measure: Measure, when: str | None, owner_type: str | None) -> str | None:
    """The period of a sum without a rate: said in its clause, spread, flowing, or that of a whole project."""
    said = _said(document, measure)
    if said is not None or _of_quarter(document, measure, when):
        return said
    if _spread(document, measure):
        return "total"
    if measure.kind == "money" and document.has(*document.clause_of[measure.first], "one_time"):
        return None
    if _flows(document, measure, when) or _yearly(document, measure):
        return "per_year"
    return "total" if _whole_sum(document, measure, owner_type) else None


def _yearly(document: Document, measure: Measure) -> bool:
    """Whether a sum is by nature one of a year: a salary, electricity in terawatt-hours, a yearly result."""
    clause, sentence = document.clause_of[measure.first], document.sentence(measure.first)
    if measure.kind == "pay":
        return document.has(*clause, "salary_word") and not document.has(*clause, "one_time")
    if measure.kind == "energy":
        large = measure.high * (measure.unit.factor if measure.unit else 1.0) >= _LARGE_ENERGY
        return large and not document.has(sentence.first, sentence.last, "training_word")
    if measure.kind != "money" or not document.has(*clause, "result_word"):
        return False
    before = document.sentences[max(0, sentence.index - 2)]
    same = before.line.paragraph == sentence.line.paragraph
    first = before.first if same else sentence.first
    return document.has(first, sentence.last, "year_word") and not document.has(
        first, sentence.last, "quarter_words"
    )


_LARGE_ENERGY = 5e11
"""Wh above which electricity is that of a year, where no training run is spoken of."""


_RATES = frozenset({"per_year", "per_month"})


def _of_quarter(document: Document, measure: Measure, when: str | None) -> bool:
    """Whether a figure is that of a quarter."""
    sentence = document.sentence(measure.first)
    return (when is not None and "Q" in when) or document.has(sentence.first, sentence.last, "quarter_words")


def _said(document: Document, measure: Measure) -> str | None:
    """A period that the clause names: monthly, yearly."""
    clause = document.clause_of[measure.first]
    if document.has(*clause, "yearly", "per_month"):
        return "per_month"
    behind = measure.first, min(measure.last + 3, clause[1])
    yearly = document.has(*behind, "yearly_noun") or document.has(*clause, "yearly_word")
    return "per_year" if yearly else None


def _flows(document: Document, measure: Measure, when: str | None) -> bool:
    """Whether a figure of one year is what flows in that year, and no sum promised in all."""
    sentence, clause = document.sentence(measure.first), document.clause_of[measure.first]
    if when is None or len(when) != 4 or document.has(*clause, "total_strong"):
        return False
    return measure.kind == "energy" or document.has(sentence.first, sentence.last, "flow_word")


def _whole_sum(document: Document, measure: Measure, owner_type: str | None) -> bool:
    """Whether a sum is that of a whole project or programme."""
    clause = document.clause_of[measure.first]
    if measure.kind != "money" or document.has(*clause, "result_word"):
        return False
    return owner_type == "campus" or document.has_any(*clause, "total_words", "total_strong", "project_word")


def _spread(document: Document, measure: Measure) -> bool:
    """Whether a sum is spread over several years: `über fünf Jahre`, `for a decade`."""
    if measure.kind not in ("money", "pay"):
        return False
    first, last = document.clause_of[measure.first]
    last = min(last + 8, document.sentence(measure.first).last)
    for hit in document.each(first, last, "unit"):
        if hit.payload in ("year", "decade") and document.tokens[hit.first - 1].kind in ("word", "number"):
            lead = range(max(first, hit.first - 4), hit.first)
            if any(document.at(place, "spread_lead") for place in lead):
                return True
    return False
