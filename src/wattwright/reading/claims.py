"""Writing what was found as statements: quantities and milestones with owner, speaker, modality and date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wattwright.reading.amounts.days import DateMention
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.amounts.tables import Place
from wattwright.reading.meaning.bases import base_unit
from wattwright.reading.meaning.modality import modality_of, modality_of_cell
from wattwright.reading.meaning.periods import period_of
from wattwright.reading.meaning.qualifiers import qualifier_of
from wattwright.reading.meaning.timing import Calendar
from wattwright.reading.names import Mention, Names, Owners
from wattwright.reading.speech.assertions import Assertion
from wattwright.reading.speech.attribution import Attributed, Voices
from wattwright.reading.speech.reported import Spoken
from wattwright.reading.statements import Statement
from wattwright.reading.structure import Document

__all__ = ["Scene", "asserted", "milestone", "quantity", "spoken"]


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
            labelled = self._row_label(place)
            if labelled is not None:
                return labelled
        voice = self.voices.at(first)
        return self.owners.owner(kind, first, last, voice.speaker if voice else None)

    def _row_label(self, place: Place) -> Mention | None:
        """The label of a table row as a name, of the group that the other rows' names have."""
        first, last = place.row
        if not 0 < last - first <= 4 or not self.document.tokens[first].capital:
            return None
        groups = [one.group for other in self.places.values() for one in self.names.within(*other.row)]
        if not groups or self.document.has(first, last, "total_row"):
            return None
        text = self.document.text(first, last)
        return Mention(first, last, text, text, max(groups, key=groups.count))


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
    qualifier = qualifier_of(document, measure)
    value, low, high = _bounds(measure, factor, qualifier)
    kind = measure.kind or ""
    owner = scene.owner("query" if measure.rate == "/query" else kind, measure.first, measure.last)
    voice = scene.voices.at(measure.first)
    when = scene.calendar.when(measure)
    statement = Statement(
        "",
        span,
        start,
        kind,
        value,
        low,
        high,
        unit,
        qualifier,
        period_of(document, measure, when, owner.type if owner else None),
        modality=_modality(scene, measure.first, when, voice, kind),
        when=when,
        sentence=sentence_text(document, measure.first),
        scope=_scope(document, measure),
        direction=_direction(document, measure),
    )
    return _told(statement, owner, voice)


def _modality(scene: Scene, first: int, when: str | None, voice: Attributed | None, kind: str) -> str:
    """Modality of a figure or milestone: in a table by its headings, else by the words around it."""
    place = scene.places.get(first)
    if place is not None and voice is None:
        return modality_of_cell(scene.document, place, first)
    return modality_of(scene.document, first, when, voice.manner if voice else None, kind)


def _told(statement: Statement, owner: Mention | None, voice: Attributed | None) -> Statement:
    """The statement with its entity, the type of that, and its speaker."""
    return replace(
        statement,
        entity=owner.shown if owner else None,
        entity_type=owner.type if owner else None,
        speaker=voice.speaker.shown if voice else None,
    )


def _bounds(
    measure: Measure, factor: float, qualifier: str
) -> tuple[float | None, float | None, float | None]:
    """Value, low and high in the base unit, those that a qualifier leaves open as None."""
    low, high = measure.low * factor, measure.high * factor
    ranged = qualifier in ("range", "order_of_magnitude")
    below = ranged or qualifier in ("at_least", "more_than")
    above = ranged or qualifier in ("up_to", "less_than")
    return None if ranged else low, low if below else None, high if above else None


def _scope(document: Document, measure: Measure) -> str | None:
    """Words that narrow a sum down, such as `allein für KI` or `for AI alone`."""
    clause = document.clause_of[measure.first]
    for hit in document.each(*clause, "scope_word"):
        near = range(max(clause[0], hit.first - 4), min(clause[1], hit.last + 4))
        if any(document.at(place, "scope_purpose") for place in near):
            first = min(place for place in near if place >= hit.first or document.at(place, "scope_purpose"))
            last = (
                max(place for place in near if document.at(place, "scope_purpose") or place == hit.first) + 1
            )
            return document.text(min(first, hit.first), max(last, hit.last))
    return None


def _direction(document: Document, measure: Measure) -> str | None:
    """Of households.

    `supply` where a consumer is said to supply them, `equivalent` where it only uses as much.
    """
    if measure.kind != "households":
        return None
    sentence = document.sentence(measure.first)
    return "supply" if document.has(sentence.first, sentence.last, "supply_word") else "equivalent"


def milestone(scene: Scene, mention: DateMention) -> Statement:
    """The statement of a dated milestone."""
    document = scene.document
    span, start = span_of(document, mention.first, mention.last)
    owner = scene.owner("date_milestone", mention.first, mention.last)
    voice = scene.voices.at(mention.first)
    statement = Statement(
        "",
        span,
        start,
        "date_milestone",
        qualifier=mention.bound or "exact",
        modality=_modality(scene, mention.first, mention.when, voice, "date_milestone"),
        when=mention.when,
        sentence=sentence_text(document, mention.first),
    )
    return _told(statement, owner, voice)


def spoken(scene: Scene, one: Spoken, kind: str) -> Statement:
    """The statement of a quote or opinion."""
    document = scene.document
    span, start = span_of(document, one.first, one.last)
    owner = scene.owner(kind, one.first, one.last)
    modality = (
        "opinion"
        if kind == "opinion" or document.has(one.first, one.last, "evaluative", "strong")
        else "claim"
    )
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


def asserted(scene: Scene, one: Assertion) -> Statement:
    """The statement of an assertion without a number."""
    document = scene.document
    span, start = span_of(document, one.first, one.last)
    voice = scene.voices.at(one.cue)
    statement = Statement(
        "",
        span,
        start,
        "assertion",
        modality=modality_of(document, one.cue, None, voice.manner if voice else None),
        sentence=sentence_text(document, one.first),
        topic=one.topic,
        object=one.object.shown if one.object else None,
    )
    return _told(statement, one.entity, voice)
