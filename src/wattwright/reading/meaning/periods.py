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
    if measure.rate in ("per_year", "per_month"):
        return measure.rate
    if measure.rate is not None and measure.rate != "/quarter":
        return None
    clause = document.clause_of[measure.first]
    sentence = document.sentence(measure.first)
    if document.has(*clause, "yearly", "per_month"):
        return "per_month"
    quarter = document.has(sentence.first, sentence.last, "quarter_words") or (
        when is not None and "Q" in when
    )
    if document.has(measure.first, min(measure.last + 3, clause[1]), "yearly_noun"):
        return "per_year"
    if document.has(*clause, "yearly_word"):
        return "per_year"
    if quarter:
        return None
    if measure.kind in ("money", "pay") and _spread(document, measure):
        return "total"
    if measure.kind == "money" and document.has(*clause, "one_time"):
        return None
    flow = document.has(sentence.first, sentence.last, "flow_word")
    yearly = when is not None and len(when) == 4
    if yearly and (flow or measure.kind == "energy") and not document.has(*clause, "total_strong"):
        return "per_year"
    if measure.kind != "money" or document.has(*clause, "result_word"):
        return None
    costs = owner_type == "campus" or document.has(*clause, "total_words")
    return "total" if costs or document.has(*clause, "total_strong") else None


def _spread(document: Document, measure: Measure) -> bool:
    """Whether a sum is spread over several years: `über fünf Jahre`, `for a decade`."""
    first, last = document.clause_of[measure.first]
    last = min(last + 8, document.sentence(measure.first).last)
    for hit in document.each(first, last, "unit"):
        if hit.payload in ("year", "decade") and document.tokens[hit.first - 1].kind in ("word", "number"):
            lead = range(max(first, hit.first - 4), hit.first)
            if any(document.at(place, "spread_lead") for place in lead):
                return True
    return False
