"""Which kind a quantity is of: unit first, then rate, then the words around it, then what came before."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.meaning.bases import FLOW_RATES
from wattwright.reading.meaning.pay import is_pay, is_wage
from wattwright.reading.meaning.prices import price_rate
from wattwright.reading.names import Owners
from wattwright.reading.structure import Document

__all__ = ["decide", "is_denominator"]

_CROWD = 1000.0
_FEW = 12.0
"""Up to so many persons without a word of work are people of the story."""
_ONLY_COMPUTE = 1e20
_LARGEST_CROWD = 2e4
_WAGE_RATES = frozenset({"/h", "/d", "/week"})
_FLOWS = frozenset({"energy", "water", "mass"})
_SMALL_UNITS = frozenset({"Wh", "ml", "g", "mg", "litre", "kWh", "J", "kJ", "drop"})


def decide(document: Document, owners: Owners, measure: Measure, before: list[Measure]) -> Measure:
    """The measure with its final kind, in the light of the measures before it."""
    kind = measure.kind
    if kind in _FLOWS and measure.rate is None:
        measure = replace(measure, rate=_flow_rate(document, measure, before))
    if kind == "money":
        return _sum(document, owners, measure, before)
    if kind == "mass":
        return replace(measure, kind=_mass(document, measure, before))
    if kind == "factor":
        return replace(measure, kind="count_other")
    if kind == "headcount":
        return replace(measure, kind=_people(document, measure))
    if kind == "count_other":
        return _count(document, measure)
    return replace(measure, rate=None) if kind == "energy" and measure.rate == "/h" else measure


def is_denominator(document: Document, measure: Measure) -> bool:
    """Whether tokens are only what a price is for.

    `eine Million Token kostet drei Dollar`, `any one token`.
    """
    if measure.kind not in ("tokens", "parameters"):
        return False
    if measure.high <= 1.0:
        return True
    last = document.sentence(measure.first).last
    priced = document.has(measure.last, min(last, measure.last + 6), "price_cue")
    return measure.high in (1e3, 1e6) and priced and document.has(measure.last, last, "currency")


def _sum(document: Document, owners: Owners, measure: Measure, before: list[Measure]) -> Measure:
    """Price per unit, pay of persons, or money."""
    if measure.rate in _WAGE_RATES and is_wage(document, measure, before):
        return replace(measure, kind="pay")
    rate = price_rate(document, measure, before)
    if rate is not None:
        return replace(measure, kind="price", rate=rate or None)
    return replace(measure, kind="pay" if is_pay(document, owners, measure, before) else "money")


def _count(document: Document, measure: Measure) -> Measure:
    """A count as what it turns out to be.

    Residents only as served, units as chips, huge numbers as compute.
    """
    sentence = document.sentence(measure.first)
    counted = measure.last - 1
    if document.marks(counted, "dweller") and measure.high < _CROWD:
        served = document.has(sentence.first, sentence.last, "served_word")
        return measure if served else replace(measure, kind=None)
    if document.marks(counted, "client") and measure.high <= _FEW and measure.style == "words":
        return replace(measure, kind=None)
    if document.marks(counted, "generic_noun"):
        span = sentence.first, measure.last
        chips = document.has(*span, "noun", "accelerators") or document.has(*span, "chip")
        return replace(measure, kind="accelerators") if chips else measure
    if measure.unit is None and measure.high >= _ONLY_COMPUTE:
        return replace(measure, kind="compute", unit=unit_of("FLOP"))
    return measure


def _flow_rate(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a flow that stands elsewhere: what one query needs, or the same figure in another unit."""
    if document.has(document.clause_of[measure.first][0], measure.first, "yearly_word"):
        return None
    if measure.unit is not None and measure.unit.name in _SMALL_UNITS and _of_query(document, measure):
        return "/query"
    index = document.sentence_of[measure.first]
    for other in reversed(before[-4:]):
        recent = index - document.sentence_of[other.first] <= 2
        if recent and other.rate in FLOW_RATES and _same_flow(document, measure, other):
            return other.rate
    return None


def _of_query(document: Document, measure: Measure) -> bool:
    """Whether the sentence says what one query needs."""
    sentence = document.sentence(measure.first)
    return any(
        document.marks(place, "article_one", "determiner")
        for hit in document.each(sentence.first, sentence.last, "query_word")
        for place in range(hit.first - 4, hit.first)
    )


def _same_flow(document: Document, measure: Measure, other: Measure) -> bool:
    """Whether a figure repeats or continues the flow before it."""
    if document.clause_of[measure.first] == document.clause_of[other.first]:
        return True
    if other.kind != measure.kind:
        return False
    first = document.sentence(measure.first).first
    repeated = other.unit == measure.unit and other.rate == "/query"
    return repeated or document.has(first, measure.first, "conversion")


def _mass(document: Document, measure: Measure, before: list[Measure]) -> str:
    """Emissions where a gas is named near the mass, else a mass of material."""
    sentence = document.sentence(measure.first)
    near = document.has(measure.last, min(measure.last + 5, sentence.last), "substance", "emissions")
    if not near and _of_material(document, measure.last):
        return "count_other"
    if near or document.has(sentence.first, sentence.last, "emission_word"):
        return "emissions"
    for other in reversed(before[-6:]):
        if other.kind == "emissions" and sentence.index - document.sentence_of[other.first] <= 10:
            return "emissions"
    return "count_other"


def _of_material(document: Document, position: int) -> bool:
    """Whether a mass is one of a material named behind it: `660 Kilogramm Stahl`, `12 tonnes of copper`."""
    if document.language == "de":
        return document.kind(position) == "word" and document.capital(position)
    return document.lower(position) == "of" and not document.marks(position + 1, "determiner")


def _people(document: Document, measure: Measure) -> str | None:
    """People served by a grid or a plant are counted, people who work are headcount.

    A few who do neither are nothing.
    """
    sentence = document.sentence(measure.first)
    if document.at(measure.last - 1, "people") is None:
        return "headcount"
    if document.has(sentence.first, sentence.last, "work_word"):
        return "headcount"
    served = document.has(sentence.first, sentence.last, "served_word")
    if served or measure.high >= _LARGEST_CROWD:
        return "count_other"
    return "headcount" if measure.high > _FEW else None
