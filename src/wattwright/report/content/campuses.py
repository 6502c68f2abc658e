"""Background on campuses: what is announced, what runs by independent estimates, and how dates have moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from wattwright.catalog import Fact, period_end
from wattwright.plan.schema import Campus, Phase
from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.charts.drawing import Marker, Panel, Steps
from wattwright.report.content.known import Known, end_of
from wattwright.report.content.model import Block, Heading, Note, Paragraph, Table
from wattwright.report.phrases import Period, Phrase, Quantity, Series, Slot
from wattwright.resolve.sites import Estimate, estimates

__all__ = ["campus_blocks", "power_of", "vintages"]

_SHOWN: Final = 4
_WATT: Final = 1e6
_OPEN: Final = ("announced", "contracted", "construction", "projected")


def campus_blocks(known: Known) -> tuple[Block, ...]:
    """A paragraph for each campus of the plan, and one chart for all."""
    campuses = known.dossier.plan.campuses
    if not campuses:
        return (Note(Phrase("campus.none")),)
    found: list[Block] = [Heading(Phrase("heading.campuses"))]
    if len(campuses) > _SHOWN:
        found.append(Paragraph((Phrase("campus.many", {"count": len(campuses)}),)))
        found.append(_table(known))
    else:
        found += [Paragraph(tuple(_sentences(known, campus))) for campus in campuses]
    phases = [phase for campus in campuses for phase in campus.phases]
    if any(phase.counts == "unspecified" for phase in phases):
        found.append(Note(Phrase("campus.unspecified")))
    return (*found, *_chart(known))


def _table(known: Known) -> Table:
    """Many campuses side by side: announced, running, and the next step."""
    rows = []
    sources = []
    for campus in known.dossier.plan.campuses:
        running, ahead = _split(known, campus)
        levels = tuple(_level(phase) for phase in campus.phases if phase.power is not None)
        seen = (*running[-1:], *ahead[:1])
        rows.append(
            (
                campus.name,
                Series(levels) if levels else Phrase("not_known"),
                _at(running[-1]) if running else Phrase("campus.nothing" if ahead else "not_known"),
                _at(ahead[0]) if ahead else Phrase("not_known"),
            )
        )
        sources.append(tuple(dict.fromkeys(_sources(seen))))
    columns = ("campus", "promised", "running", "next")
    return Table("campuses", columns, (False, False, False, False), tuple(rows), tuple(sources))


def _at(one: Estimate) -> Phrase:
    return Phrase("campus.at", {"power": one.facility_power, "day": Period(one.when)})


def _split(known: Known, campus: Campus) -> tuple[list[Estimate], list[Estimate]]:
    """Estimates of what runs today, and of what is still to come."""
    seen = estimates(known.site(campus), known.catalog)
    today = known.dossier.today
    running = [one for one in seen if one.status == "operational" and one.day <= today]
    return running, [one for one in seen if one.day > today or one.status != "operational"]


def _sentences(known: Known, campus: Campus) -> Iterator[Phrase]:
    """What is announced for one campus, what runs there, and how its date has moved."""
    yield from _announced(campus)
    yield from _seen(known, campus)
    yield from _moved(known, campus)


def _announced(campus: Campus) -> Iterator[Phrase]:
    """Powers that the text promises or states."""
    powered = [phase for phase in campus.phases if phase.power is not None]
    promised = [phase for phase in powered if phase.status in _OPEN]
    if promised:
        levels = Series(tuple(map(_level, promised)))
        yield Phrase("campus.announced", {"campus": campus.name, "levels": levels})
    for phase in powered:
        if phase.status not in _OPEN:
            slots: dict[str, Slot] = {
                "campus": campus.name,
                "power": _said(phase),
                "when": Period(phase.date),
            }
            yield Phrase(f"campus.stated.{phase.status}", slots)
    if not powered:
        yield Phrase("campus.named", {"campus": campus.name})


def _seen(known: Known, campus: Campus) -> Iterator[Phrase]:
    """What independent estimates see there today, and the next step that they expect."""
    running, ahead = _split(known, campus)
    today = known.dossier.today
    if running:
        yield _estimated("campus.running", campus, running[-1])
    elif ahead:
        yield Phrase("campus.not_running", {"campus": campus.name}, _sources(tuple(ahead[:1])))
    else:
        yield Phrase("campus.unknown", {"campus": campus.name})
    due = [one for one in ahead if one.day <= today]
    if due:
        yield _estimated("campus.due", campus, due[-1])
    if len(ahead) > len(due):
        yield _estimated("campus.next", campus, ahead[len(due)])


def _level(phase: Phase) -> Phrase:
    if phase.date is None:
        return Phrase("campus.level_undated", {"power": _said(phase)})
    return Phrase("campus.level", {"power": _said(phase), "when": Period(phase.date)})


def _said(phase: Phase) -> Phrase:
    """Power of a phase as it was said: up to, about, at least."""
    qualifier = phase.power.qualifier if phase.power else "exact"
    return Phrase(f"bound.{qualifier}", {"amount": power_of(phase)})


def power_of(phase: Phase) -> Quantity:
    """Power of a phase with its bounds; the unit of a plan is W, and nothing is said where it is missing."""
    if phase.power is None:
        return Quantity(None, unit="W")
    low, value, high = phase.power.points
    return Quantity(value, low, high, "W")


def _estimated(key: str, campus: Campus, one: Estimate) -> Phrase:
    fact = one.facility_power
    return Phrase(key, {"campus": campus.name, "power": fact, "day": Period(one.when)}, (fact.source,))


def _sources(seen: tuple[Estimate, ...]) -> tuple[str, ...]:
    return tuple(one.facility_power.source for one in seen)


def vintages(known: Known, site: str) -> tuple[tuple[Fact, date], ...]:
    """Estimates of the day on which a site reaches one gigawatt, oldest first, each with that day."""
    if not site:
        return ()
    facts = known.catalog.facts("campus", site, "one_gigawatt_date")
    days = ((fact, end_of(fact)) for fact in sorted(facts, key=lambda fact: fact.date))
    return tuple((fact, day) for fact, day in days if day is not None)


def _moved(known: Known, campus: Campus) -> Iterator[Phrase]:
    """How the estimated day of one gigawatt has moved from the first exact estimate to the newest."""
    dated = [
        (fact, day)
        for fact, day in vintages(known, known.site(campus))
        if len(str(fact.value)) == len("2026-05-28")
    ]
    if len(dated) < 2 or dated[0][1] == dated[-1][1]:
        return
    (first, before), (last, after) = dated[0], dated[-1]
    days = (after - before).days
    slots: dict[str, Slot] = {
        "first_known": first.date,
        "before": before,
        "last_known": last.date,
        "after": after,
        "days": Quantity(abs(days), unit="d"),
    }
    yield Phrase("campus.slipped" if days > 0 else "campus.earlier", slots, (first.source, last.source))


def _chart(known: Known) -> Iterator[Steps]:
    """Announced, estimated and projected power over time, where there is more than one dated level."""
    panels = [(campus, tuple(_markers(known, campus))) for campus in known.dossier.plan.campuses]
    drawn = [(campus, markers) for campus, markers in panels if len(markers) > 1]
    telling = [(campus, markers) for campus, markers in drawn if _tells(markers)]
    drawn = (telling or drawn)[:_SHOWN]
    if not drawn:
        return
    sources = tuple(
        dict.fromkeys(
            one.facility_power.source
            for campus, _ in drawn
            for one in estimates(known.site(campus), known.catalog)
        )
    )
    names = Series(tuple(campus.name for campus, _ in drawn))
    yield Steps(
        ChartHeading(
            "chart-campuses",
            Phrase("chart.campuses.title"),
            Phrase("chart.campuses.unit"),
            Phrase("chart.campuses.description", {"sites": names}),
            sources,
        ),
        tuple(Panel(campus.name, markers) for campus, markers in drawn),
        "W",
        known.dossier.today,
    )


def _tells(markers: tuple[Marker, ...]) -> bool:
    """Whether a panel shows a change: its levels are not all of one day."""
    return len({one.day for one in markers}) > 1


def _markers(known: Known, campus: Campus) -> Iterator[Marker]:
    """Levels of one site by date: estimates as steps, announced phases as points."""
    for one in estimates(known.site(campus), known.catalog):
        if not isinstance(one.facility_power.value, float):
            continue
        kind = "measured" if one.status == "operational" and one.day <= known.dossier.today else "projected"
        yield Marker(one.day, one.facility_power.value * _WATT, kind, one.facility_power)
    for phase in campus.phases:
        day = period_end(phase.date)
        if day is not None and phase.power is not None and phase.status in _OPEN:
            yield Marker(day, phase.power.value, "announced", power_of(phase))
