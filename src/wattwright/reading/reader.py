"""The conductor: from a text to its statements."""

from __future__ import annotations

from datetime import date

from wattwright.reading.amounts.dates import find_dates
from wattwright.reading.documents import open_document
from wattwright.reading.meaning.furniture import blocked_tokens
from wattwright.reading.meaning.kinds import base_unit
from wattwright.reading.meaning.settle import main_currency, settle
from wattwright.reading.meaning.stops import is_stopped
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.amounts.scan import scan
from wattwright.reading.amounts.tables import find_cells
from wattwright.reading.names import Owners, find_names
from wattwright.reading.statements import Reading, Statement
from wattwright.reading.structure import Document

__all__ = ["read"]


def read(text: str, *, as_of: date | None = None, language: str | None = None) -> Reading:
    """Statements of an article in German or English.

    `as_of` is the day of publication, found in the text where it is not given. Offsets count characters of `text`.
    Raises DataError where the text is neither German nor English.
    """
    document = open_document(text, as_of, language)
    names = find_names(document)
    owners = Owners.of(document, names)
    dates = find_dates(document)
    cells = find_cells(document)
    candidates = scan(document, blocked_tokens(document, dates, names), cells)
    measures = settle(document, owners, candidates)
    currency = main_currency(document)
    kept = [measure for measure in measures if measure.kind and not is_stopped(document, measure, measures)]
    statements = [_numeric(document, owners, index, measure, currency) for index, measure in enumerate(kept, 1)]
    return Reading(document.language, document.as_of, document.title, tuple(statements))


def _numeric(document: Document, owners: Owners, index: int, measure: Measure, currency: str) -> Statement:
    unit, factor = base_unit(measure, currency)
    start, end = document.tokens[measure.first].start, document.tokens[measure.last - 1].end
    source = document.clean.source_span(start, end)
    low, high = measure.low * factor, measure.high * factor
    ranged = measure.low != measure.high
    qualifier = "exact"
    if ranged:
        qualifier = "range" if measure.shape == "range" else "order_of_magnitude"
    sentence = document.sentence(measure.first)
    owner = owners.owner(measure.kind or "", measure.first, measure.last)
    return Statement(
        f"c{index:02d}",
        document.source[source[0] : source[1]],
        source[0],
        measure.kind or "",
        None if ranged else low,
        low if ranged else None,
        high if ranged else None,
        unit,
        qualifier,
        entity=owner.shown if owner else None,
        entity_type=owner.type if owner else None,
        sentence=document.clean.text[sentence.start : sentence.end],
    )
