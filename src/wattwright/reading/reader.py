"""The conductor: from a text to its statements."""

from __future__ import annotations

from datetime import date

from wattwright.reading.amounts.dates import find_dates
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.amounts.scan import scan
from wattwright.reading.amounts.tables import find_cells
from wattwright.reading.documents import open_document
from wattwright.reading.meaning.furniture import blocked_tokens
from wattwright.reading.meaning.kinds import base_unit
from wattwright.reading.meaning.modality import modality_of
from wattwright.reading.meaning.periods import period_of
from wattwright.reading.meaning.qualifiers import qualifier_of
from wattwright.reading.meaning.settle import main_currency, settle
from wattwright.reading.meaning.stops import is_stopped
from wattwright.reading.meaning.timing import Calendar
from wattwright.reading.names import Owners, find_names
from wattwright.reading.speech.attribution import Voices
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
    voices = Voices.of(document, owners)
    calendar = Calendar(document, dates)
    statements = [
        _numeric(document, (owners, voices, calendar), index, measure, currency)
        for index, measure in enumerate(kept, 1)
    ]
    return Reading(document.language, document.as_of, document.title, tuple(statements))


def _numeric(
    document: Document,
    context: tuple[Owners, Voices, Calendar],
    index: int,
    measure: Measure,
    currency: str,
) -> Statement:
    owners, voices, calendar = context
    unit, factor = base_unit(measure, currency)
    start, end = document.tokens[measure.first].start, document.tokens[measure.last - 1].end
    source = document.clean.source_span(start, end)
    low, high = measure.low * factor, measure.high * factor
    qualifier = qualifier_of(document, measure)
    ranged = qualifier in ("range", "order_of_magnitude")
    sentence = document.sentence(measure.first)
    voice = voices.at(measure.first)
    kind = "query" if measure.rate == "/query" else measure.kind or ""
    owner = owners.owner(kind, measure.first, measure.last, voice.speaker if voice else None)
    when = calendar.when(measure)
    return Statement(
        f"c{index:02d}",
        document.source[source[0] : source[1]],
        source[0],
        measure.kind or "",
        None if ranged else low,
        low if ranged or qualifier in ("at_least", "more_than") else None,
        high if ranged or qualifier in ("up_to", "less_than") else None,
        unit,
        qualifier,
        period_of(document, measure, when, owner.type if owner else None),
        entity=owner.shown if owner else None,
        entity_type=owner.type if owner else None,
        speaker=voice.speaker.shown if voice else None,
        modality=modality_of(document, measure.first, when, voice.manner if voice else None),
        when=when,
        sentence=document.clean.text[sentence.start : sentence.end],
    )
