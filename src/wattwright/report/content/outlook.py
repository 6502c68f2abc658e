"""Outlook: announced dates beside what is expected now, and what to watch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wattwright.catalog import period_end
from wattwright.errors import UnknownNameError
from wattwright.evaluate import holding_share
from wattwright.plan.schema import Campus, Phase
from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.charts.drawing import Slip, Slips
from wattwright.report.content.campuses import power_of, vintages
from wattwright.report.content.change import numbered
from wattwright.report.content.known import Known
from wattwright.report.content.meaning import Item
from wattwright.report.content.model import Block, ClaimRow, Heading, Paragraph, Points, Table
from wattwright.report.content.voices import group_of
from wattwright.report.phrases import Period, Phrase, Quantity, Slot
from wattwright.resolve.sites import estimates
from wattwright.results import Figure

__all__ = ["outlook_blocks"]

_OPEN: Final = ("announced", "contracted", "construction", "projected")
_WATCHED: Final = 5
_GIGAWATT: Final = 1e9
_LEAST_CHANCE: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Milestone:
    """An announced power and date of a campus, the days to it as expected now, the chance that it holds."""

    campus: Campus
    phase: Phase
    deadline: date
    expected: Figure
    estimate: Figure | None
    chance: float


def outlook_blocks(known: Known, claims: tuple[ClaimRow, ...]) -> tuple[Block, ...]:
    """Milestones as a table and a chart, and what to watch."""
    milestones = tuple(_milestones(known))
    found: list[Block] = []
    if milestones:
        found.append(_table(known, milestones))
        found.append(Paragraph(tuple(_how(known, milestones))))
        found.append(_chart(known, milestones))
    else:
        found.append(Paragraph((Phrase("outlook.no_dates"),)))
    watched = tuple(_watched(known, claims))[:_WATCHED]
    if watched:
        found += [Heading(Phrase("heading.watch")), Points(watched)]
    return tuple(found)


def _milestones(known: Known) -> Iterator[_Milestone]:
    now = known.dossier.now
    for campus in known.dossier.plan.campuses:
        for phase in campus.phases:
            deadline = period_end(phase.date)
            if deadline is None or phase.date is None or phase.power is None or phase.status not in _OPEN:
                continue
            expected = known.figures("projected_lead_days", campus.name, phase.date)
            if not expected:
                continue
            try:
                chance = holding_share(now, campus.name, phase.date)
            except UnknownNameError:
                continue
            seen = known.figures("lead_days", f"{campus.name} · estimate", phase.date)
            yield _Milestone(campus, phase, deadline, expected[-1], seen[-1] if seen else None, chance)


def _day(known: Known, days: float) -> date:
    today: date = known.dossier.today
    return today + timedelta(days=round(days))


def _table(known: Known, milestones: tuple[_Milestone, ...]) -> Table:
    """What was announced, what is estimated now, when to expect it at the usual slip, and the chance."""
    rows = []
    for one in milestones:
        estimate: Slot = Phrase("not_known") if one.estimate is None else _day(known, one.estimate.value)
        rows.append(
            (
                Phrase("outlook.milestone", {"campus": one.campus.name, "power": power_of(one.phase)}),
                Period(one.phase.date),
                estimate,
                Phrase(
                    "outlook.window",
                    {"low": _day(known, one.expected.low), "high": _day(known, one.expected.high)},
                ),
                _chance(one.chance),
            )
        )
    return Table(
        "milestones",
        ("milestone", "announced", "estimated", "expected", "chance"),
        (False, False, False, False, True),
        tuple(rows),
        tuple(one.expected.sources[:3] for one in milestones),
    )


def _chance(share: float) -> Slot:
    """A chance in per cent, only bounded where it is nearer to 0 or 1 than a record of few sites tells."""
    if share < _LEAST_CHANCE:
        return Phrase("outlook.unlikely")
    if share > 1 - _LEAST_CHANCE:
        return Phrase("outlook.likely")
    return Quantity(round(share, 2), unit="%")


def _how(known: Known, milestones: tuple[_Milestone, ...]) -> Iterator[Phrase]:
    """How expected dates come about."""
    estimated = any(one.estimate is not None for one in milestones)
    yield Phrase("outlook.estimated" if estimated else "outlook.not_estimated")
    for slip in known.figures("slip_ratio")[-1:]:
        yield Phrase("outlook.how", {"slip": slip}, slip.sources)


def _chart(known: Known, milestones: tuple[_Milestone, ...]) -> Slips:
    return Slips(
        ChartHeading(
            "chart-outlook",
            Phrase("chart.outlook.title"),
            Phrase("chart.outlook.unit"),
            Phrase("chart.outlook.description"),
            tuple(dict.fromkeys(source for one in milestones for source in one.expected.sources[:3])),
        ),
        tuple(_slip(known, one) for one in milestones),
        known.dossier.today,
    )


def _slip(known: Known, one: _Milestone) -> Slip:
    now = _day(known, one.expected.value)
    days = (now - one.deadline).days
    key = "later" if days > 0 else "earlier" if days < 0 else "same"
    earlier: tuple[date, ...] = ()
    if power_of(one.phase).value == _GIGAWATT:
        earlier = tuple(day for _, day in vintages(known, known.site(one.campus)))
    return Slip(
        Phrase("outlook.milestone", {"campus": one.campus.name, "power": power_of(one.phase)}),
        one.deadline,
        now,
        Phrase(
            f"outlook.{key}",
            {"then": Period(one.phase.date), "now": now, "days": Quantity(abs(days), unit="d")},
        ),
        earlier,
    )


def _watched(known: Known, claims: tuple[ClaimRow, ...]) -> Iterator[Item]:
    """The next estimated step of each site, and the forecasts that are still open."""
    today = known.dossier.today
    for campus in known.dossier.plan.campuses:
        ahead = [one for one in estimates(known.site(campus), known.catalog) if one.day > today]
        if ahead:
            fact = ahead[0].facility_power
            slots: dict[str, Slot] = {"campus": campus.name, "power": fact, "day": Period(ahead[0].when)}
            yield None, (Phrase("watch.step", slots, (fact.source,)),)
    company = known.entry
    if company:
        guided = [
            fact
            for fact in known.catalog.facts("company", company, "capex_usd")
            if fact.basis == "guided" and (period_end(fact.when) or date.min) >= today
        ]
        if guided:
            last = guided[-1]
            slots = {"company": company, "amount": last, "when": Period(last.when)}
            yield None, (Phrase("watch.guidance", slots, (last.source,)),)
    waiting = [row.number for row in claims if group_of(row.today.rating) == "open"]
    if waiting:
        yield numbered(waiting), (Phrase("watch.open"),)
