"""Prices: what a sum is paid for, said beside it, in a label, in its subject, or by the prices before it."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.meaning.bases import PRICE_RATES
from wattwright.reading.structure import Document

__all__ = ["price_rate"]

_CAPACITY = frozenset({"/kW", "/MW", "/GW", "/rack", "/gpu", "/server", "/acre"})
_LARGEST = 5e4
"""Larger sums are prices only with a rate of capacity."""
_ISSUED = 1e4
_PLAIN = 5000.0
"""Largest price that a word such as tariff alone makes one."""
_RECENT = 6
_NEAR, _FAR = 2, 8
"""Sentences back to a price that goes on, with a cue and with a word of price."""
_APIECE = {"GPUh": "/gpu-h", "kWh": "/kWh", "MWh": "/MWh"}
_SUBJECTS = {"h": "/h", "kWh": "/kWh", "MWh": "/MWh", "m3": "/m3", "tonne": "/t"}


def price_rate(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a price; empty for a price without one; None where a sum is no price."""
    small = measure.scale == 1.0 and measure.high < _LARGEST
    large = ("/share", "/gpu", "/rack", "/h")
    if measure.rate in PRICE_RATES and (small or measure.rate not in large):
        issued = measure.rate in ("/share", "/gpu") and _is_issue(document, measure)
        return "/share" if issued else measure.rate
    if small and measure.high < _ISSUED and _is_issue(document, measure):
        return "/share"
    if measure.rate is not None:
        return None
    return _said(document, measure, before) if small else _of_capacity(document, measure, before)


def _is_issue(document: Document, measure: Measure) -> bool:
    """Whether new shares are sold at this price."""
    sentence = document.sentence(measure.first)
    whole = sentence.first, sentence.last
    return document.has(*whole, "share_issue") and document.has(*whole, "issue_word")


def _of_capacity(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a large price for a piece or for capacity.

    `cost per megawatt has risen from $9m to $14m`.
    """
    clause = document.clause_of[measure.first]
    rate = _per_label(document, clause[0], measure.first)
    if rate is not None:
        return rate if rate in _CAPACITY else None
    other = before[-1] if before else None
    if other is None or other.kind != "price" or other.rate not in _CAPACITY:
        return None
    alike = document.clause_of[other.first] == clause and 0.1 < measure.high / other.high < 10
    return other.rate if alike else None


def _said(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a small sum by the words of its sentence, else by the prices before it."""
    first = document.sentence(measure.first).first
    if _per_tokens(document, first, measure.first):
        return "/Mtok"
    cents = measure.unit is not None and measure.unit.name in ("cent", "pence")
    if cents and document.has(*document.clause_of[measure.first], "energy_price"):
        return "/kWh"
    return (
        _apiece(document, measure, before)
        or _per_label(document, first, measure.first)
        or _hourly(document, first, measure.first)
        or _shared_rate(document, measure)
        or _gone_on(document, measure, before)
    )


def _gone_on(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of the price before that this one goes on.

    Empty where only a word of price stands beside it.
    """
    clause = document.clause_of[measure.first]
    named = document.has(*_with_label(document, clause), "price_head")
    reach = _reach(document, measure, named=named)
    index = document.sentence_of[measure.first]
    for other in reversed([one for one in before[-_RECENT:] if one.kind == "price"]):
        near = index - document.sentence_of[other.first] <= reach
        if near and other.high > 0 and 0.01 < measure.high / other.high < 100:
            return other.rate or ""
    plain = named and not document.has(*clause, "company_money")
    return "" if plain and measure.high < _PLAIN else None


def _reach(document: Document, measure: Measure, *, named: bool) -> int:
    """Sentences back in which a price may stand that this one goes on."""
    sentence = document.sentence(measure.first)
    whole = sentence.first, sentence.last
    if named or document.has(*whole, "price_head"):
        return _FAR
    cued = document.has(*whole, "price_cue") or document.has(sentence.first, measure.first, "chip")
    return _NEAR if cued else 0


def _with_label(document: Document, clause: tuple[int, int]) -> tuple[int, int]:
    """A clause together with the label before its colon."""
    labelled = document.word(clause[0] - 1) == ":"
    return (document.clause_of[clause[0] - 1][0], clause[1]) if labelled else clause


def _shared_rate(document: Document, measure: Measure) -> str | None:
    """The rate that stands behind the last of several prices: `$0.60 in / $2.50 out per 1M`."""
    last = min(measure.last + 9, document.sentence(measure.first).last)
    for place in range(measure.last, last):
        hit = document.at(place, "rate")
        if hit is not None and place > measure.last and hit.payload in PRICE_RATES:
            return hit.payload
        free = document.kind(place) in ("number", "mark") and document.word(place) not in tuple(".;!?")
        if not free and not document.marks(place, "in_out", "currency_mark"):
            return None
    return None


def _apiece(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a price that follows what it is for.

    `1.9M GPU-hours at $2`, `28 million shares at $115`.
    """
    other = before[-1] if before else None
    if other is None or not document.marks(measure.first - 1, "each_word", "apiece_lead"):
        return None
    if measure.first - max(other.last, other.rate_last) > 2:
        return None
    if other.unit is not None:
        return _APIECE.get(other.unit.name)
    return "/gpu" if other.kind == "accelerators" else None


def _per_label(document: Document, first: int, last: int) -> str | None:
    """The rate that a label or cost noun gives.

    `Pricing (per 1M tokens): $0.40`, `cost per megawatt rose from $9m`.
    """
    for hit in document.each(first, last, "rate"):
        if hit.payload not in PRICE_RATES:
            continue
        free = not any(document.tokens[place].kind == "number" for place in range(hit.last, last))
        led = any(document.has(hit.first - 1, hit.first, "head", kind) for kind in ("money", "price"))
        opens = led or hit.first == first or document.word(hit.first - 1) in ("(", "|", ",", ":")
        if free and (opens or document.has(hit.last, last, "colon")):
            return hit.payload
    return None


def _hourly(document: Document, first: int, last: int) -> str | None:
    """The rate that the subject of a sentence gives: `Eine H100-Stunde kostet`, `An hour on an H200 cost`."""
    for hit in document.each(first, last, "unit"):
        if hit.payload == "GPUh" and document.at(hit.first - 1, "magnitude") is None:
            return "/gpu-h"
        single = document.marks(hit.first - 1, "article_one") or document.lower(hit.first - 1) == "one"
        if single and hit.payload in _SUBJECTS and document.has(hit.last, last, "price_cue"):
            hour = hit.payload == "h" and _of_chips(document, hit.last, last)
            return "/gpu-h" if hour else _SUBJECTS[hit.payload]
    rented = document.has(first, last, "rent_word") and document.has(first, last, "chip")
    return "/gpu-h" if rented else None


def _of_chips(document: Document, first: int, last: int) -> bool:
    """Whether chips are named in a token range."""
    return document.has(first, last, "chip") or document.has(first, last, "noun", "accelerators")


def _per_tokens(document: Document, first: int, last: int) -> bool:
    """Whether a million tokens is named as what is paid for: `Eine Million Token Eingabe kostet`."""
    for hit in document.each(first, last, "unit"):
        if hit.payload == "token" and document.at(hit.first - 1, "magnitude") is not None:
            return document.has(hit.last, last, "price_cue")
    return False
