"""The quantity that begins at a token: number with unit or noun, range and rate."""

from __future__ import annotations

import re
from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, amount_at
from wattwright.reading.amounts.nouns import with_noun
from wattwright.reading.amounts.ranges import with_range
from wattwright.reading.structure import Document

__all__ = ["measure_at"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_SUBSTANCE = 3
"""Words that may stand between a quantity and its rate: `gallons of water a day`."""


def measure_at(document: Document, position: int) -> Measure | None:
    """The quantity that begins at a token, with range, noun and rate; bare numbers included."""
    amount = amount_at(document, position)
    if amount is None:
        return None
    found = with_range(document, amount)
    if found.unit is None:
        found = with_noun(document, found)
    rate = _rate(document, found.last) or _rate_beyond(document, found) or _rate_before(document, found)
    return found if rate is None else replace(found, rate=rate[0], rate_last=rate[1])


def _rate(document: Document, position: int) -> tuple[str, int] | None:
    """A rate such as `pro Jahr`, `a day`, `per GPU hour` after a quantity."""
    start = position + (document.lower(position) == "-")
    hit = document.at(start, "rate")
    if hit is None or document.at(hit.last, "ago_after") is not None:
        return None
    year = _YEAR.fullmatch(document.lower(hit.last)) is not None
    described = hit.payload == "per_year" and document.lower(start) in ("annual", "in")
    return None if year or described else (hit.payload, hit.last)


def _rate_beyond(document: Document, found: Measure) -> tuple[str, int] | None:
    """The rate behind what is measured: `2.4 million gallons of water a day`, `Liter Wasser pro Tag`."""
    if found.unit is None or found.unit.kind == "duration":
        return None
    last = min(found.last + _SUBSTANCE, document.sentence(found.first).last)
    for place in range(found.last, last):
        if document.lower(place) != "of" and not document.marks(place, "substance", "of_what"):
            return None
        rate = _rate(document, place + 1)
        if rate is not None:
            return rate
    return None


def _rate_before(document: Document, found: Measure) -> tuple[str, int] | None:
    """The rate before a flow: `daily 40,000 litres`, `täglich 600 MWh`."""
    if found.bare or found.kind == "money":
        return None
    first = found.first
    hit = document.ending(first, "rate") or document.ending(first - 1, "rate")
    return (hit.payload, found.last) if hit is not None and hit.payload.startswith("/") else None
