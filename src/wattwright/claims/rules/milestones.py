"""Dated steps of sites and models, against what runs, what is estimated, and how far estimates have moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import lacking
from wattwright.claims.model import Finding, Period, Quantity, Slot, Word
from wattwright.claims.periods import fact_days, overlap, span_days
from wattwright.claims.policy import setting
from wattwright.claims.rules.models import models_of
from wattwright.claims.rules.releases import release_day
from wattwright.claims.sites import sites
from wattwright.claims.timeline import RUNNING, expected_day, first_step, running, running_slot

__all__ = ["milestone", "slip"]

_SLACK: Final = timedelta(days=45)
_MEGAWATT: Final = 1e6
_GIGAWATT: Final = 1000.0
_DENIED: Final = {
    "true": "false",
    "mostly_false": "true",
    "false": "true",
    "forecast_hit": "forecast_missed",
    "forecast_missed": "forecast_hit",
}
"""What the denial of a date is worth, by the rating of the date."""


def milestone(case: Case) -> Finding:
    """Compare a date with what runs by then, with the newest estimate, or with what was announced.

    The power that stands beside the date tells which step is meant. A date to come is open; how far the
    estimate of it has moved is part of the reason.
    """
    if case.statement.entity_type in ("model", "product"):
        return release_day(case) or lacking(case, models_of(case) or case.actors)
    for name in sites(case):
        found = _site(case, name)
        if found is not None:
            return _turned(case, found)
    return _guided(case) or lacking(case, sites(case) or case.companies)


def _turned(case: Case, found: Finding) -> Finding:
    """The finding on a denied date: right where the date is wrong."""
    return replace(found, rating=_DENIED.get(found.rating, found.rating)) if case.denied else found


def _guided(case: Case) -> Finding | None:
    """A date by which a company says it will run a power that stands in the same sentence."""
    for fact in case.numbers("company", case.companies, "guided_power_mw"):
        for one in case.article.beside(case.statement):
            end = one.low if one.value is None else one.value
            if one.kind == "power" and one.when == case.statement.when and end and overlap(case.wanted, fact):
                return _as_guided(case, fact, end / _MEGAWATT)
    return None


def _as_guided(case: Case, fact: Fact, megawatt: float) -> Finding | None:
    if abs(megawatt / float(fact.value or 1) - 1) > setting("on_amount"):
        return None
    values: dict[str, Slot] = {
        "entity": fact.name,
        "power": Quantity(megawatt, unit="MW"),
        "stated": Period(case.statement.when),
        "running": Word("nothing_running"),
    }
    return Finding("forecast_open", "milestone.announced", values, (fact,))


def _site(case: Case, name: str) -> Finding | None:
    megawatt = _power_beside(case, name)
    if case.passage.near("construction", 50) or case.due is None:
        return None
    if case.forward or case.due > case.said + _SLACK:
        return _ahead(case, name, megawatt)
    if megawatt is None and not case.passage.near("operation", 60):
        return None
    return _past(case, name, megawatt)


def _power_beside(case: Case, name: str) -> float | None:
    """The power that the same sentence states for the site, else that was announced for this date."""
    beside = [
        one
        for one in case.article.beside(case.statement)
        if one.kind == "power" and case.entry("campus", one.entity) == name
    ]
    same_day = [one for one in beside if one.when == case.statement.when] or beside
    near = sorted(same_day, key=lambda one: abs(one.start - case.statement.start))
    ends = [end for one in near if (end := one.low if one.value is None else one.value) is not None]
    if ends:
        return ends[0] / _MEGAWATT
    announced = _announced(case, name) or _step(case, name)
    return float(announced.value or 0) if announced else None


def _step(case: Case, name: str) -> Fact | None:
    """The projected step of the newest timeline that falls into the period of the statement."""
    steps = case.numbers("campus", (name,), "facility_power_mw", "facility_power_at_one_gigawatt_date_mw")
    newest = max((fact.date for fact in steps), default=None)
    wanted = case.wanted
    inside = [f for f in steps if f.date == newest and f.basis == "projected" and overlap(wanted, f)]
    return max(inside, key=fact_days, default=None)


def _announced(case: Case, name: str) -> Fact | None:
    """The announced step of a site for the date of the statement."""
    found = [
        fact
        for fact in case.numbers("campus", (name,), "announced_power_mw")
        if (days := span_days(fact.when)) and case.due and days[0] <= case.due <= days[1]
    ]
    return found[-1] if found else None


def _past(case: Case, name: str, megawatt: float | None) -> Finding | None:
    """A step that is said to be done: by the first step of the timeline, or the one that is meant."""
    steps = [f for f in case.numbers("campus", (name,), "facility_power_mw") if f.basis == "inferred"]
    if not steps or case.due is None:
        return _not_yet(case, name)
    wanted, steps = case.wanted, _meant(case, steps, megawatt)
    near = min(steps, key=lambda fact: _apart(wanted, fact))
    values: dict[str, Slot] = {
        "entity": name,
        "stated": Period(case.statement.when),
        "step": Period(near.when),
        "power": Quantity(float(near.value or 0), unit="MW"),
        "vintage": near.date,
    }
    apart = _apart(wanted, near)
    if apart <= _SLACK.days:
        return Finding("true", "milestone.done", values, (near,))
    first = min(steps, key=fact_days)
    if fact_days(first)[0] > wanted[1] + _SLACK:
        values |= {"step": Period(first.when), "power": Quantity(float(first.value or 0), unit="MW")}
        return Finding("mostly_false", "milestone.later", values, (first,))
    return None


def _meant(case: Case, steps: list[Fact], megawatt: float | None) -> list[Fact]:
    """Steps that the statement may mean: of its power; of any part; else the first one."""
    if megawatt is not None:
        return [fact for fact in steps if _reached(fact, megawatt)] or steps
    return steps if case.passage.has("part_of_site") else [min(steps, key=fact_days)]


def _not_yet(case: Case, name: str) -> Finding | None:
    """A site that is said to have begun although an estimate from after that day sees nothing running."""
    runs = running(case, name, case.day)
    if (
        runs is None
        or runs.value
        or not case.passage.near("operation", 60)
        or fact_days(runs)[0] < case.wanted[1]
    ):
        return None
    values: dict[str, Slot] = {
        "entity": name,
        "stated": Period(case.statement.when),
        "vintage": runs.date,
        "running": running_slot(runs),
    }
    return Finding("false", "milestone.not_yet", values, (runs,))


def _apart(wanted: tuple[date, date], fact: Fact) -> int:
    day = fact_days(fact)[0]
    return max(0, (wanted[0] - day).days, (day - wanted[1]).days)


def _ahead(case: Case, name: str, megawatt: float | None) -> Finding | None:
    """A step to come: hit or missed once its day has passed, else open."""
    announced = _announced(case, name)
    runs = running(case, name, case.day)
    megawatt, expected = _expected(case, name, megawatt)
    if case.due is None or (announced is None and expected is None):
        return None
    facts = tuple(fact for fact in (announced, expected, runs) if fact is not None)
    values: dict[str, Slot] = {
        "entity": name,
        "stated": Period(case.statement.when),
        "power": Quantity(megawatt, unit="MW"),
        "running": running_slot(runs),
    }
    if runs is not None and megawatt is not None and _reached(runs, megawatt):
        late = _began(expected, runs) > case.due + _SLACK
        return Finding("forecast_missed" if late else "forecast_hit", "milestone.reached", values, facts)
    if case.due <= case.day:
        return Finding("unproven" if runs is None else "forecast_missed", "milestone.missed", values, facts)
    return _open(case, Finding("forecast_open", "milestone.announced", values, facts), expected)


def _expected(case: Case, name: str, megawatt: float | None) -> tuple[float | None, Fact | None]:
    """The power that is meant, the first one where none is named, and the step that reaches it."""
    if megawatt is None and case.passage.near("operation", 60):
        begins = first_step(case, name)
        megawatt = None if begins is None else float(begins.value or 0)
    return megawatt, None if megawatt is None else expected_day(case, name, megawatt)


def _began(expected: Fact | None, runs: Fact) -> date:
    """The day since when a power runs: of its own step, else of the newest that runs."""
    own = expected is not None and expected.basis in RUNNING
    return fact_days(expected if own and expected is not None else runs)[0]


def _reached(runs: Fact, megawatt: float) -> bool:
    return float(runs.value or 0) >= setting("reached") * megawatt


def _open(case: Case, found: Finding, expected: Fact | None) -> Finding:
    """A date to come, with the newest estimate of it and how far that has moved."""
    if expected is None or case.due is None:
        return found
    values = {**found.values, "expected": Period(expected.when), "vintage": expected.date}
    if fact_days(expected)[0] <= case.due:
        return replace(found, reason="milestone.expected", values=values)
    moved = slip(case, expected.name) if float(expected.value or 0) >= _GIGAWATT else None
    if moved is None:
        return replace(found, reason="milestone.late", values=values)
    values |= {"slip": Quantity(moved[0], unit="d"), "first_vintage": moved[1].date}
    return replace(found, reason="milestone.late_and_slipping", values=values, facts=(*found.facts, moved[1]))


def slip(case: Case, name: str) -> tuple[float, Fact] | None:
    """Days by which the estimated one-gigawatt date has moved, and the vintage since when."""
    days = [
        (span, fact)
        for fact in case.facts("campus", (name,), "one_gigawatt_date")
        if isinstance(fact.value, str) and len(fact.value) == 10 and (span := span_days(fact.value))
    ]
    if len(days) < 2:
        return None
    moved = (days[-1][0][0] - days[0][0][0]).days
    return (float(moved), days[0][1]) if moved > 0 else None
