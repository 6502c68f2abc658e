"""Power of campuses and companies: announced, contracted, generated, running; IT apart from facility."""

from __future__ import annotations

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import (
    best_match,
    compared,
    nothing_found,
    outside,
    shown,
    unknown_entity,
)
from wattwright.claims.model import Finding, Period, Slot
from wattwright.claims.numbers import ESTIMATES
from wattwright.claims.periods import fact_days
from wattwright.claims.policy import setting
from wattwright.claims.sites import operated_by, sites
from wattwright.claims.timeline import expected_day, running, running_slot

__all__ = ["power"]

_MEGAWATT = 1e6


def power(case: Case) -> Finding:
    """Compare a power with what is known of the site or company.

    Load is compared with load, generation with generation, storage with nothing; a number that does not say
    whether it counts IT or the facility is held against both, and the reason says which one it meets.
    """
    if case.passage.near("storage", 30):
        return outside(case)
    if case.passage.near("generation", 45) or case.statement.entity_type not in ("campus", "company"):
        return _generation(case)
    known = sites(case)
    if not known:
        return nothing_found(case) if case.companies else unknown_entity(case)
    for name in known:
        found = _site(case, name)
        if found is not None and found.rating not in ("false", "mostly_false"):
            return found
    return _site(case, known[0]) or nothing_found(case)


def _site(case: Case, name: str) -> Finding | None:
    ahead = case.forward and (case.due is None or case.due > case.said)
    if ahead and not case.denied:
        return _plan(case, name)
    facts = (*_running_facts(case, name), *_stated(case, name))
    found = compared(case, facts, "power")
    if found is None or (case.passage.has("part_of_site") and found.rating not in ("true", "mostly_true")):
        return None
    return found


def _running_facts(case: Case, name: str) -> tuple[Fact, ...]:
    """What ran at the site on the day that the statement speaks of, as the statement counts it."""
    day = case.wanted[1]
    wanted = {"it_power": ("it",), "facility_power": ("facility",)}
    counts = wanted.get(case.passage.nearest(wanted) or "", ("facility", "it"))
    found = [running(case, name, day, counts=one) for one in counts]
    return tuple(fact for fact in found if fact is not None)


def _stated(case: Case, name: str) -> tuple[Fact, ...]:
    """What operators say of the site."""
    contracted = (
        ("contracted_power_mw",) if case.passage.has("contracted") or not _has_load(case, name) else ()
    )
    return case.numbers("campus", (name,), "announced_power_mw", *contracted)


def _has_load(case: Case, name: str) -> bool:
    return bool(case.numbers("campus", (name,), "announced_power_mw", "facility_power_mw"))


def _plan(case: Case, name: str) -> Finding | None:
    """A power to come: open, came true or missed; graded where it misstates what was announced."""
    claim = case.claim
    stated = _stated(case, name)
    projected = tuple(
        fact
        for fact in case.numbers("campus", (name,), "facility_power_mw", "it_power_mw")
        if fact.basis == "projected"
    )
    match = best_match(case, (*stated, *projected), "power")
    if match is None or claim is None:
        return None
    values = shown(match)
    megawatt = claim.low / _MEGAWATT
    runs = running(case, name, case.day)
    reached = runs is not None and float(runs.value or 0) >= setting("reached") * megawatt
    if match.rating not in ("true", "mostly_true"):
        if case.passage.has("part_of_site"):
            return None
        return compared(case, (match.fact,), "power")
    values |= {"running": running_slot(runs)}
    if reached and runs is not None:
        return Finding("forecast_hit", "power.reached", values, (match.fact, runs))
    return _not_yet(case, name, megawatt, values, (match.fact, *((runs,) if runs else ())))


def _not_yet(
    case: Case, name: str, megawatt: float, values: dict[str, Slot], facts: tuple[Fact, ...]
) -> Finding:
    """A power that does not run yet: missed once its day has passed, else open, with the newest estimate."""
    if case.due is not None and case.due <= case.day:
        return Finding("forecast_missed" if len(facts) > 1 else "unproven", "power.missed", values, facts)
    expected = expected_day(case, name, megawatt)
    if expected is None or expected.basis not in ESTIMATES:
        return Finding("forecast_open", "power.open", values, facts)
    values |= {"expected": Period(expected.when), "vintage": expected.date}
    late = case.due is not None and fact_days(expected)[0] > case.due
    return Finding("forecast_open", "power.late" if late else "power.expected", values, (*facts, expected))


def _generation(case: Case) -> Finding:
    """Power plants and contracts for them: never compared with load."""
    entity = case.statement.entity
    campuses = case.names("campus").each(entity) or tuple(
        name for company in case.companies for name in operated_by(case.catalog, company)
    )
    mentioned = case.names("campus").mentioned(case.passage.text)
    facts = case.numbers("campus", (*campuses, *mentioned), "generation_power_mw")
    found = compared(case, facts, "power") if facts else None
    if found is None:
        return unknown_entity(case) if not (campuses or case.companies) else nothing_found(case)
    match = best_match(case, facts, "power")
    if match is None or match.rating not in ("true", "mostly_true"):
        return nothing_found(case, "generation_power_mw", facts)
    if case.forward and not case.denied:
        return Finding("forecast_open", "power.generation", shown(match), (match.fact,))
    return found
