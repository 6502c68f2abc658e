"""Writing what was found as statements: quantities and milestones with owner, speaker, modality and date."""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.reading.amounts.dates import DateMention
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.amounts.tables import Place
from wattwright.reading.meaning.kinds import base_unit
from wattwright.reading.meaning.modality import modality_of
from wattwright.reading.meaning.periods import period_of
from wattwright.reading.meaning.qualifiers import qualifier_of
from wattwright.reading.meaning.timing import Calendar
from wattwright.reading.names import Mention, Names, Owners
from wattwright.reading.speech.attribution import Voices
from wattwright.reading.speech.reported import Spoken
from wattwright.reading.statements import Statement
from wattwright.reading.structure import Document

__all__ = ["Scene", "milestone", "quantity", "spoken"]


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with everything that was found out about it."""

    document: Document
    names: Names
    owners: Owners
    voices: Voices
    calendar: Calendar
    places: dict[int, Place]
    """Cells of tables by token."""
    currency: str

    def owner(self, kind: str, first: int, last: int) -> Mention | None:
        """Whom a figure is about: in a table the row's label, else by the weights of `Owners`."""
        place = self.places.get(first)
        if place is not None:
            for span in (place.row, place.column):
                for mention in self.names.within(*span):
                    return mention
        voice = self.voices.at(first)
        return self.owners.owner(kind, first, last, voice.speaker if voice else None)


def span_of(document: Document, first: int, last: int) -> tuple[str, int]:
    """Text of a token range as it stands in the source, and its offset."""
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    source = document.clean.source_span(start, end)
    return document.source[source[0] : source[1]], source[0]


def sentence_text(document: Document, position: int) -> str:
    """The sentence of a token without markup."""
    sentence = document.sentence(position)
    return document.clean.text[sentence.start : sentence.end]


def quantity(scene: Scene, measure: Measure) -> Statement:
    """The statement of a quantity."""
    document = scene.document
    unit, factor = base_unit(measure, scene.currency)
    span, start = span_of(document, measure.first, measure.last)
    low, high = measure.low * factor, measure.high * factor
    qualifier = qualifier_of(document, measure)
    ranged = qualifier in ("range", "order_of_magnitude")
    owner = scene.owner("query" if measure.rate == "/query" else measure.kind or "", measure.first, measure.last)
    voice = scene.voices.at(measure.first)
    when = scene.calendar.when(measure)
    return Statement(
        "",
        span,
        start,
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
        sentence=sentence_text(document, measure.first),
    )


def milestone(scene: Scene, mention: DateMention) -> Statement:
    """The statement of a dated milestone."""
    document = scene.document
    span, start = span_of(document, mention.first, mention.last)
    owner = scene.owner("date_milestone", mention.first, mention.last)
    voice = scene.voices.at(mention.first)
    return Statement(
        "",
        span,
        start,
        "date_milestone",
        qualifier=mention.bound or "exact",
        entity=owner.shown if owner else None,
        entity_type=owner.type if owner else None,
        speaker=voice.speaker.shown if voice else None,
        modality=modality_of(document, mention.first, mention.when, voice.manner if voice else None),
        when=mention.when,
        sentence=sentence_text(document, mention.first),
    )


def spoken(scene: Scene, one: Spoken, kind: str) -> Statement:
    """The statement of a quote or opinion."""
    document = scene.document
    span, start = span_of(document, one.first, one.last)
    owner = scene.owner(kind, one.first, one.last)
    modality = "opinion" if kind == "opinion" or document.has(one.first, one.last, "evaluative", "strong") else "claim"
    return Statement(
        "",
        span,
        start,
        kind,
        entity=owner.shown if owner else None,
        entity_type=owner.type if owner else None,
        speaker=one.speaker,
        modality=modality,
        sentence=sentence_text(document, one.first),
    )
