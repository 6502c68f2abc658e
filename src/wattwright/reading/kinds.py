"""Which kind a quantity is of: unit first, then rate, then the words around it."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.furniture import clause_of
from wattwright.reading.measures import Measure
from wattwright.reading.structure import Document

__all__ = ["decide"]

_PRICE_RATES = {
    "/kWh": ("kWh", 1.0),
    "/MWh": ("kWh", 1e-3),
    "/kW": ("kW", 1.0),
    "/MW": ("MW", 1.0),
    "/MW-d": ("MW-d", 1.0),
    "/gpu-h": ("h", 1.0),
    "/h": ("h", 1.0),
    "/Mtok": ("Mtok", 1.0),
    "/token": ("Mtok", 1e6),
    "/share": ("share", 1.0),
    "/t": ("t", 1.0),
    "/m3": ("m3", 1.0),
    "/m2": ("m2", 1.0),
    "/ft2": ("ft2", 1.0),
    "/acre": ("acre", 1.0),
    "/gpu": ("gpu", 1.0),
    "/rack": ("rack", 1.0),
    "/query": ("query", 1.0),
    "/week": ("week", 1.0),
}
_FLOW_RATES = frozenset({"/d", "/h", "/min", "/s", "/query", "/week", "/token", "/kWh"})


def decide(document: Document, measure: Measure) -> Measure:
    """The measure with its final kind; `bare` ones are returned as they are."""
    kind = measure.kind
    if kind == "money":
        return _money(document, measure)
    if kind == "mass":
        return replace(measure, kind=_mass(document, measure))
    if kind == "factor":
        return replace(measure, kind="count_other")
    if kind == "headcount":
        return replace(measure, kind=_people(document, measure))
    if kind == "energy" and measure.rate == "/h":
        return replace(measure, rate=None)
    return measure


def base_unit(measure: Measure, currency: str) -> tuple[str, float]:
    """Base unit with its rate, and the factor to it. `currency` stands in where cents have none of their own."""
    unit = measure.unit
    if unit is None:
        base, factor = ("x", 1.0) if measure.shape in ("factor",) or measure.noun == "x" else ("1", 1.0)
    else:
        base, factor = (currency if unit.base == "cent" else unit.base), unit.factor
    if measure.kind == "price" and measure.rate in _PRICE_RATES:
        per, times = _PRICE_RATES[measure.rate]
        return f"{base}/{per}", factor * times
    if measure.kind not in ("money", "pay", "price", "power") and measure.rate in _FLOW_RATES:
        return f"{base}/{measure.rate[1:]}" if base != "1" else f"1/{measure.rate[1:]}", factor
    return base, factor


def _money(document: Document, measure: Measure) -> Measure:
    """Price per unit, pay of persons, or money."""
    if measure.rate in _PRICE_RATES and not (measure.rate in ("/share", "/gpu") and measure.scale > 1.0):
        if measure.rate in ("/share", "/gpu") and _issue(document, measure):
            return replace(measure, kind="price", rate="/share")
        return replace(measure, kind="price")
    if measure.scale == 1.0 and _issue(document, measure) and measure.high < 10000:
        return replace(measure, kind="price", rate="/share")
    return replace(measure, kind="pay" if _pay(document, measure) else "money")


def _issue(document: Document, measure: Measure) -> bool:
    """Whether new shares are sold at this price."""
    sentence = document.sentence(measure.first)
    return document.has(sentence.first, sentence.last, "share_issue") and document.has(
        sentence.first, sentence.last, "issue_word"
    )


def _pay(document: Document, measure: Measure) -> bool:
    """Whether money goes to a person: salary, bonus, package."""
    sentence = document.sentence(measure.first)
    first, last = clause_of(document, measure.first, sentence)
    if document.has(first, last, "pay_strong"):
        return not document.has(first, last, "company_money")
    if document.has(first, last, "company_money"):
        return False
    person = document.has(sentence.first, sentence.last, "person_word") or document.has(
        sentence.first, sentence.last, "person_name"
    )
    if document.has(sentence.first, sentence.last, "pay_strong"):
        return True
    return person and document.has(sentence.first, sentence.last, "pay_weak")


def _mass(document: Document, measure: Measure) -> str:
    """Emissions where a gas is named near the mass, else a mass of material."""
    sentence = document.sentence(measure.first)
    near = document.has(measure.last, min(measure.last + 5, sentence.last), "substance", "emissions")
    return (
        "emissions" if near or document.has(sentence.first, sentence.last, "emission_word") else "count_other"
    )


def _people(document: Document, measure: Measure) -> str:
    """People served by a grid or a plant are counted; people who work are headcount."""
    sentence = document.sentence(measure.first)
    served = measure.noun in ("people", "menschen", "personen", "einwohner", "einwohnern", "residents")
    if not served:
        return "headcount"
    return "count_other" if document.has(sentence.first, sentence.last, "served_word") else "headcount"
