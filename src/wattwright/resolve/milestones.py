"""Announced dates of campuses, independent estimates of them, and the record of how estimates moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from wattwright.catalog import Catalog, Fact, period_end
from wattwright.plan import Plan
from wattwright.plan.schema import Campus, Phase
from wattwright.resolve.known import known_name
from wattwright.resolve.leaves import PLAN_SOURCE, from_assumption, points_of
from wattwright.resolve.model import ResolvedMilestone
from wattwright.resolve.sites import Estimate, estimates
from wattwright.results import Figure, Origin, observed, sampled
from wattwright.strategy.milestones import slip_ratio

__all__ = ["resolve_milestones", "resolve_slip"]

_OPEN: Final = ("announced", "contracted", "construction")
"""Statuses of phases whose date is still a promise of the builder."""

_BEYOND: Final = "not within horizon"
"""What a vintage says of a date that it no longer sees."""

_QUANTITY: Final = "one_gigawatt_date"


def resolve_milestones(plan: Plan, catalog: Catalog) -> tuple[ResolvedMilestone, ...]:
    """Every dated phase of the plan that is not said to run yet."""
    return tuple(
        _milestone(campus, phase, plan, catalog)
        for campus in plan.campuses
        for phase in campus.phases
        if phase.date is not None and phase.power is not None and phase.status in _OPEN
    )


def _milestone(campus: Campus, phase: Phase, plan: Plan, catalog: Catalog) -> ResolvedMilestone:
    assert catalog.day is not None
    deadline = period_end(phase.date)
    assert deadline is not None
    source = phase.source or campus.source or plan.source or PLAN_SOURCE
    lead = _days(deadline, catalog.day, campus.name, phase.date, Origin("announced", plan.as_of, source))
    seen = _reached(campus, phase, catalog)
    estimate = tuple(
        _days(one.day, catalog.day, f"{campus.name} · estimate", phase.date, _seen(one)) for one in seen[:1]
    )
    reached = any(one.status == "operational" and one.day <= catalog.day for one in seen[:1])
    return ResolvedMilestone(campus.name, str(phase.date), lead, estimate, reached)


def _seen(one: Estimate) -> Origin:
    fact = one.facility_power
    note = f"{fact.value:,.0f} MW by {one.when}, as the vintage of {fact.date} sees it"
    return Origin("inferred", fact.date, fact.source, note)


def _reached(campus: Campus, phase: Phase, catalog: Catalog) -> list[Estimate]:
    """Estimates that reach the phase's power, read as power of the facility; else those that nearly do."""
    assert catalog.day is not None
    ratio = from_assumption("campus.facility_to_it_ratio", catalog.day).value if phase.counts == "it" else 1.0
    share = from_assumption("milestone.reached_share", catalog.day).value
    target_mw = phase.power.value * 1e-6 * ratio if phase.power else 0.0
    found = estimates(known_name(catalog, "campus", campus.name), catalog)
    powers = [(one, points_of(one.facility_power)[1]) for one in found]
    whole = [one for one, power_mw in powers if power_mw >= target_mw]
    return whole or [one for one, power_mw in powers if power_mw >= share * target_mw]


def _days(end: date, day: date, subject: str, when: str | None, origin: Origin) -> Figure:
    days = float((end - day).days)
    return observed("lead_days", subject, (days, days, days), origin, when=when)


def resolve_slip(catalog: Catalog) -> tuple[Figure, ...]:
    """Days by which estimated dates of tracked sites moved per day that passed, one observation a site.

    From the first vintage with a day to the newest one, or to the day on which the power was reached. A date
    that dropped out of sight counts as moved by all the days that passed since. Empty before two vintages.
    """
    assert catalog.day is not None
    by_site: dict[str, list[Fact]] = {}
    for fact in catalog.facts("campus", None, _QUANTITY):
        by_site.setdefault(fact.name, []).append(fact)
    slips = [slip for facts in by_site.values() for slip in _slip(facts)]
    if not slips:
        return ()
    newest = max((fact for facts in by_site.values() for fact in facts), key=lambda fact: fact.date)
    note = f"{len(slips)} sites whose one-gigawatt date was estimated more than once"
    return (
        sampled("slip_ratio", "tracked sites", slips, Origin("inferred", newest.date, newest.source, note)),
    )


def _slip(facts: Iterable[Fact]) -> list[float]:
    """Slip per day of one site; nothing where only one vintage gives a date."""
    ordered = sorted(facts, key=lambda fact: fact.date)
    dated = [(fact.date, period_end(str(fact.value))) for fact in ordered]
    first = next(((known, end) for known, end in dated if end is not None), None)
    known, last = ordered[-1].date, ordered[-1]
    if first is None or known <= first[0]:
        return []
    before, promised = first
    end = period_end(str(last.value))
    if end is None or promised is None:
        return [1.0] if last.value == _BEYOND else []
    elapsed = (min(known, end) - before).days
    return [float(slip_ratio((end - promised).days, elapsed))] if elapsed > 0 else []
