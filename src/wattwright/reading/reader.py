"""The conductor: from a text to its statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wattwright.reading.amounts.dates import find_dates
from wattwright.reading.amounts.scan import scan
from wattwright.reading.amounts.tables import find_cells, find_places_in_tables
from wattwright.reading.claims import Scene, asserted, milestone, quantity, spoken
from wattwright.reading.documents import open_document
from wattwright.reading.meaning.furniture import furniture_sentences
from wattwright.reading.meaning.identifiers import blocked_tokens
from wattwright.reading.meaning.milestones import find_milestones
from wattwright.reading.meaning.repeats import as_in_body, mark_repeats
from wattwright.reading.meaning.settle import main_currency, settle
from wattwright.reading.meaning.spreading import share_fields
from wattwright.reading.meaning.stops import is_stopped
from wattwright.reading.meaning.timing import Calendar
from wattwright.reading.names import Owners, find_names
from wattwright.reading.speech.assertions import find_assertions
from wattwright.reading.speech.attribution import Voices
from wattwright.reading.speech.opinions import find_opinions
from wattwright.reading.speech.reported import direct_quotes, indirect_quotes
from wattwright.reading.statements import Reading, Statement
from wattwright.reading.structure import Document

__all__ = ["read"]


def read(text: str, *, as_of: date | None = None, language: str | None = None) -> Reading:
    """Statements of an article in German or English.

    `as_of` is the day of publication, found in the text where it is not given. Offsets count characters of
    `text`. Raises DataError where the text is neither German nor English.
    """
    document = open_document(text, as_of, language)
    names = find_names(document)
    owners = Owners.of(document, names)
    dates = find_dates(document)
    furniture = furniture_sentences(document)
    candidates = scan(document, blocked_tokens(document, dates, names, furniture), find_cells(document))
    measures = settle(document, owners, candidates)
    kept = [measure for measure in measures if measure.kind and not is_stopped(document, measure, measures)]
    places = find_places_in_tables(document)
    voices = Voices.of(document, owners)
    scene = Scene(document, names, owners, voices, Calendar(document, dates), places, main_currency(document))
    named = frozenset(one.first for inside in owners.inside for one in inside)
    statements = share_fields(document, kept, [quantity(scene, measure) for measure in kept], named)
    milestones = find_milestones(document, dates, kept, furniture, places)
    statements += [milestone(scene, one) for one in milestones]
    figures = [one.first for one in kept] + [one.first for one in milestones]
    statements += _spoken(scene, furniture, figures)
    statements.sort(key=lambda statement: statement.start)
    statements = as_in_body(statements, _title_end(document))
    numbered = [replace(one, id=f"c{index:02d}") for index, one in enumerate(statements, 1)]
    sites = dict.fromkeys(one.shown for one in names.mentions if one.type == "campus" and not one.stands_for)
    return Reading(
        document.language, document.as_of, document.title, tuple(mark_repeats(numbered)), tuple(sites)
    )


def _title_end(document: Document) -> int:
    """Offset in the source behind the title line; 0 where there is none."""
    ends = (line.end for line in document.lines if line.kind == "title")
    return max((document.clean.source_span(end - 1, end)[1] for end in ends), default=0)


def _spoken(scene: Scene, furniture: frozenset[int], figures: list[int]) -> list[Statement]:
    """Quotes, opinions and assertions. `figures` are the tokens at which quantities and milestones begin."""
    document, voices = scene.document, scene.voices
    direct = direct_quotes(document, voices, furniture)
    indirect = indirect_quotes(document, voices, furniture, figures, direct)
    opinions = find_opinions(document, scene.owners, voices, furniture, figures)
    free = [
        one for one in opinions if not any(one.first < two.last and two.first < one.last for two in indirect)
    ]
    judged = frozenset(document.sentence_of[one.first] for one in free)
    assertions = find_assertions(document, scene.owners, furniture, judged)
    quotes = [spoken(scene, one, "quote") for one in (*direct, *indirect)]
    verdicts = [spoken(scene, one, "opinion") for one in free]
    return quotes + verdicts + [asserted(scene, one) for one in assertions]
