"""Background on models: how far the company's best one is from the best of the day, and how open it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from wattwright.catalog import Catalog, Fact
from wattwright.report.charts.drawing import Gap, Gaps
from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.content.known import Known
from wattwright.report.content.model import Block, Heading, Paragraph
from wattwright.report.phrases import Phrase, Quantity, Slot
from wattwright.resolve.known import numeric

__all__ = ["model_blocks"]

_SCORE: Final = "eci_points"


@dataclass(frozen=True, slots=True)
class _Standing:
    """The company's best model and the best of all on one day."""

    day: date
    own: Fact
    best: Fact

    @property
    def points(self) -> tuple[float, float]:
        """Index points of both."""
        return float(self.own.value or 0), float(self.best.value or 0)


def model_blocks(known: Known) -> tuple[Block, ...]:
    """Standing on the day of the announcement and today; empty where no model of the company has an index."""
    standings = [
        one
        for catalog, day in ((known.before, known.dossier.as_of), (known.catalog, known.dossier.today))
        if (one := _standing(catalog, known.entry, day)) is not None
    ]
    if not standings:
        return ()
    if len({(one.own.name, one.best.name) for one in standings}) == 1:
        standings = standings[-1:]
    phrases = [_said(one, known, first=place == 0) for place, one in enumerate(standings)]
    phrases += _openness(known)
    return (Heading(Phrase("heading.models")), Paragraph(tuple(phrases)), *_chart(known, standings))


def _standing(catalog: Catalog, company: str, day: date) -> _Standing | None:
    """Best model of the company and of all, by the index, with the knowledge of the catalog's day."""
    if not company:
        return None
    scored = numeric(catalog.facts("model", None, _SCORE))
    own = [fact for fact in scored if _of_company(catalog, fact.name, company)]
    if not own:
        return None
    return _Standing(day, max(own, key=_points), max(scored, key=_points))


def _points(fact: Fact) -> float:
    return float(fact.value or 0)


def _of_company(catalog: Catalog, model: str, company: str) -> bool:
    developer = catalog.latest("model", model, "developer")
    return developer is not None and str(developer.value).startswith(company)


def _said(one: _Standing, known: Known, *, first: bool) -> Phrase:
    own, best = one.points
    side = "then" if first and one.day == known.dossier.as_of else "now"
    sources = (one.own.source, one.best.source)
    if one.own.name == one.best.name:
        return Phrase(f"models.leads.{side}", {"model": one.own.name, "points": one.own}, sources)
    slots: dict[str, Slot] = {
        "model": one.own.name,
        "best": one.best.name,
        "gap": Quantity(round(best - own, 1)),
        "day": one.day,
    }
    return Phrase(f"models.behind.{side}", slots, sources)


def _openness(known: Known) -> Iterator[Phrase]:
    """Whether the company's newest model is open or closed."""
    catalog = known.catalog
    facts = [
        fact
        for fact in catalog.facts("model", None, "openness")
        if _of_company(catalog, fact.name, known.entry) and isinstance(fact.value, str)
    ]
    told = [(fact, re.split(r"\W", str(fact.value))[0].casefold()) for fact in facts]
    told = [(fact, word) for fact, word in told if word in ("open", "closed")]
    if told:
        last, word = max(told, key=lambda one: one[0].date)
        yield Phrase(f"models.{word}", {"model": last.name, "day": last.date}, (last.source,))


def _chart(known: Known, standings: list[_Standing]) -> Iterator[Gaps]:
    """Both standings on one scale."""
    if len(standings) < 2 or all(one.own.name == one.best.name for one in standings):
        return
    yield Gaps(
        ChartHeading(
            "chart-models",
            Phrase("chart.models.title"),
            Phrase("chart.models.unit"),
            Phrase("chart.models.description", {"company": known.entry}),
            tuple(dict.fromkeys(source for one in standings for source in (one.own.source, one.best.source))),
        ),
        tuple(
            Gap(
                Phrase("chart.models.day", {"day": one.day}),
                *one.points,
                Phrase("chart.models.gap", {"gap": Quantity(round(one.points[1] - one.points[0], 1))}),
                Phrase("chart.models.row", {"model": one.own.name, "best": one.best.name}),
            )
            for one in standings
        ),
        (known.entry, Phrase("chart.models.best")),
    )
