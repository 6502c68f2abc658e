"""The area that an announcement states beside a place that people know."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import Final

from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.charts.drawing import Part, Squares
from wattwright.report.content.known import Known
from wattwright.report.content.model import Block, Heading, Paragraph
from wattwright.report.phrases import Phrase, Quantity, Slot
from wattwright.results import Figure

__all__ = ["area_blocks"]

_PLACES: Final = ("Manhattan", "Central Park", "Berlin", "Lake Constance", "Monaco", "football pitch")
_PITCH: Final = "football pitch"
_SMALL_M2: Final = 5e5
"""Below this, pitches tell more than a small state or a large park."""


def area_blocks(known: Known) -> Iterator[Block]:
    """The first area that the plan states, with a place of similar size; nothing where it states none."""
    stated = [campus.name for campus in known.dossier.plan.campuses if campus.area is not None]
    ratios = {figure.subject: figure for figure in known.figures("area_ratio")}
    for site in stated[:1]:
        places = [place for place in _PLACES if f"{site} · {place}" in ratios]
        if not places:
            return
        place = _place(known, site, places, ratios)
        yield from _compared(site, place, ratios[f"{site} · {place}"])


def _place(known: Known, site: str, places: list[str], ratios: dict[str, Figure]) -> str:
    """A place that the text itself names, else the one whose area is nearest."""
    text = " ".join(one.sentence for one in known.dossier.reading.statements)
    named = [place for place in places if place in text]
    small = ratios[f"{site} · {places[0]}"].inputs[0].value < _SMALL_M2
    if small and not named and _PITCH in places:
        return _PITCH
    return (named or sorted(places, key=lambda place: abs(log(ratios[f"{site} · {place}"].value))))[0]


def _compared(site: str, place: str, ratio: Figure) -> Iterator[Block]:
    """A sentence and both areas as squares to scale."""
    area, reference = ratio.inputs[0], ratio.inputs[1]
    name = Phrase(f"place.{place}")
    sources = (*area.sources, *reference.sources)
    key = "smaller" if ratio.value < 1 else "pitches" if place == _PITCH else "larger"
    times: Slot = ratio if key == "smaller" else Quantity(ratio.value)
    slots: dict[str, Slot] = {"site": site, "area": area, "place": name, "ratio": times}
    yield Heading(Phrase("heading.area"))
    yield Paragraph((Phrase(f"area.{key}", slots, sources),))
    around: dict[str, Slot] = {"site": site, "place": name}
    yield Squares(
        ChartHeading(
            "chart-area",
            Phrase("chart.area.title", around),
            Phrase("chart.area.unit"),
            Phrase("chart.area.description", around),
            sources,
        ),
        (
            Part(site, area.value, area, "p1"),
            Part(name, reference.value, reference, "ground"),
        ),
    )
