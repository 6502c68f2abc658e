"""Power of campuses and companies: announced, contracted, generated, running; IT apart from facility."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.deals import deals_of
from wattwright.claims.evidence import (
    Match,
    best_match,
    compared,
    lacking,
    nothing_found,
    outside,
    shown,
    unknown_entity,
)
from wattwright.claims.model import Finding, Period, Quantity, Slot, Word
from wattwright.claims.numbers import ESTIMATES
from wattwright.claims.periods import fact_days, overlap
from wattwright.claims.policy import setting
from wattwright.claims.sites import is_programme, operated_by, placed_sites, sites
from wattwright.claims.timeline import RUNNING, expected_day, running, running_slot

__all__ = ["power"]

_MEGAWATT: Final = 1e6
_FIRM: Final = ("true", "mostly_true")
_AGREES: Final = (*_FIRM, "forecast_open", "forecast_hit", "forecast_missed")


def power(case: Case) -> Finding:
    """Compare a power with what is known of the site or company.

    Load is compared with load, generation with generation, storage with nothing; a number that does not say
    whether it counts IT or the facility is held against both, and the reason says which one it meets. A
    company has many sites: only agreement says anything about it.
    """
    if case.passage.near("storage", 30) or case.passage.is_change:
        return outside(case)
    if case.passage.near("generation", 45) or case.statement.entity_type not in ("campus", "company"):
        return _generation(case)
    known = tuple(dict.fromkeys([*sites(case), *placed_sites(case)]))
    findings = {name: found for name in known if (found := _site(case, name)) is not None}
    telling = [found for found in findings.values() if found.rating in _AGREES]
    if case.statement.entity_type == "campus":
        telling += [
            findings[name] for name in case.names("campus").each(case.statement.entity) if name in findings
        ]
    return next(iter(telling), None) or _guided(case) or lacking(case, known or case.companies)


def _site(case: Case, name: str) -> Finding | None:
    if case.forward and not case.denied:
        return _plan(case, name)
    passed = _passed(case, name) if case.passage.near("reached", 40) else None
    if passed is not None:
        return _turned(passed) if case.denied else passed
    found = compared(case, _there(case, name), "power")
    if found is None or case.denied or found.rating in _FIRM:
        return found
    return _other_count(case, name) or _passed(case, name) or _mismatch(case, name, found)


def _mismatch(case: Case, name: str, found: Finding) -> Finding | None:
    """What a power that agrees with nothing is worth: nothing where it may count something else."""
    return None if _is_part_or_sum(case, name) else _stale(case, found) or found


def _there(case: Case, name: str) -> tuple[Fact, ...]:
    """What runs at the site; where nothing is said to run also what was stated, and may come if denied."""
    runs = _running_facts(case, name)
    if _of_running(case):
        return runs
    return (*runs, *_stated(case, name), *(_projected(case, name) if case.denied else ()))


def _turned(found: Finding) -> Finding:
    """The finding on the denial of a power that the site has passed."""
    return replace(found, rating="false") if found.rating == "true" else found


def _stale(case: Case, found: Finding) -> Finding | None:
    """More than an estimate from before that day saw: sites grow too fast for it to refute."""
    fact = found.facts[0]
    age = (case.wanted[1] - fact.date).days
    if found.reason != "numbers.above" or fact.basis not in RUNNING or age <= setting("stale_days"):
        return None
    return replace(found, rating="unproven", reason="numbers.level_apart")


def _other_count(case: Case, name: str) -> Finding | None:
    """A power that is right of the facility but said of its IT, or the other way round: half right."""
    said = _counts(case)
    if len(said) > 1:
        return None
    other = "facility" if said == ("it",) else "it"
    runs = [running(case, name, case.wanted[1], counts=one) for one in (other, *said)]
    match = best_match(case, [fact for fact in runs[:1] if fact is not None], "power")
    if match is None or match.rating != "true" or runs[1] is None:
        return None
    own = Quantity(float(runs[1].value or 0), runs[1].low, runs[1].high, "MW")
    values = shown(match) | {"own": own, "own_what": Word(runs[1].quantity)}
    return Finding("half", "power.other_count", values, (match.fact, runs[1]))


def _is_part_or_sum(case: Case, name: str) -> bool:
    """Whether a number may count a part of the site, several sites, or one of many in a programme."""
    passage = case.passage
    counted = passage.has("part_of_site", "together") or passage.near("part", 30)
    return counted or is_programme(case, name)


def _of_running(case: Case) -> bool:
    """Whether the statement says that a power runs: what was announced says nothing about that."""
    passage = case.passage
    runs = passage.near("running", 70) and passage.nearest(("running", "contracted")) == "running"
    return runs or (not case.forward and passage.near("reached", 40))


def _counts(case: Case) -> tuple[str, ...]:
    """What the statement counts: IT or the facility; both where it does not say."""
    wanted = {"it_power": ("it",), "facility_power": ("facility",)}
    return wanted.get(case.passage.nearest(wanted) or "", ("facility", "it"))


def _passed(case: Case, name: str) -> Finding | None:
    """A power that the site has passed on its way, where the statement speaks of the past."""
    if "facility" not in _counts(case):
        return None
    durations = any(one.kind == "duration" for one in case.article.beside(case.statement))
    steps = [
        fact
        for fact in case.numbers("campus", (name,), "facility_power_mw", "running_facility_power_mw")
        if fact.basis in RUNNING and fact_days(fact)[0] <= case.wanted[1]
    ]
    match = best_match(case, steps, "power")
    if match is None:
        return None
    if match.rating in _FIRM:
        return compared(case, (match.fact,), "power")
    reaching = [fact for fact in steps if float(fact.value or 0) * _MEGAWATT >= match.claim.low]
    if not reaching or not (durations or case.passage.near("threshold", 60)):
        return None
    first = min(reaching, key=fact_days)
    values = shown(match) | {
        "step": Period(first.when),
        "known": Quantity(float(first.value or 0) * _MEGAWATT, unit="W"),
    }
    return Finding("true", "power.passed", values, (first,))


def _guided(case: Case) -> Finding | None:
    """Power that a company says it will run by a date, or has contracted with another."""
    facts = [
        fact
        for fact in case.numbers("company", case.companies, "guided_power_mw")
        if overlap(case.wanted, fact)
    ]
    facts += case.numbers("deal", deals_of(case), "contracted_power_mw")
    match = best_match(case, facts, "power")
    if match is None or match.rating not in _FIRM:
        return None
    return Finding("forecast_open", "numbers.plan", shown(match), (match.fact,))


def _running_facts(case: Case, name: str) -> tuple[Fact, ...]:
    """What ran at the site on the day that the statement speaks of, as the statement counts it."""
    found = [running(case, name, case.wanted[1], counts=one) for one in _counts(case)]
    return tuple(fact for fact in found if fact is not None)


def _stated(case: Case, name: str) -> tuple[Fact, ...]:
    """What operators say of the site: only contracts, where the statement speaks of contracts."""
    contracts = case.numbers("campus", (name,), "contracted_power_mw")
    if (
        case.passage.near("contracted", 40)
        and case.passage.nearest(("contracted", "running")) == "contracted"
    ):
        return contracts
    return (*case.numbers("campus", (name,), "announced_power_mw"), *contracts)


def _projected(case: Case, name: str) -> tuple[Fact, ...]:
    steps = case.numbers("campus", (name,), *(f"{one}_power_mw" for one in _counts(case)))
    last = case.wanted[1] if case.statement.when else date.max
    return tuple(fact for fact in steps if fact.basis == "projected" and fact_days(fact)[0] <= last)


def _plan(case: Case, name: str) -> Finding | None:
    """A power to come: open, came true or missed; graded where it misstates what was announced."""
    claim = case.claim
    runs = running(case, name, case.day, counts=_counts(case)[0])
    stated = _stated(case, name)
    match = best_match(case, (*stated, *_projected(case, name)), "power")
    if claim is None:
        return None
    megawatt = claim.low / _MEGAWATT
    if runs is not None and float(runs.value or 0) >= setting("reached") * megawatt:
        return _reached(case, match, runs)
    if match is None:
        return None
    if match.rating not in _FIRM:
        told = [fact for fact in stated if fact.quantity == "announced_power_mw"]
        return None if _is_part_or_sum(case, name) else compared(case, told, "power")
    values = shown(match) | {"running": running_slot(runs)}
    return _not_yet(case, name, megawatt, values, (match.fact, *((runs,) if runs else ())))


def _reached(case: Case, match: Match | None, runs: Fact) -> Finding | None:
    """A power to come that runs by now: shown beside the plan that it agrees with, else beside what runs."""
    told = match if match is not None and match.rating in _FIRM else best_match(case, (runs,), "power")
    if told is None:
        return None
    values = shown(told) | {"running": running_slot(runs)}
    return Finding("forecast_hit", "power.reached", values, (told.fact, runs))


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
    around = case.article.text if case.statement.entity_type == "company" else case.passage.text
    mentioned = case.names("campus").mentioned(around)
    facts = case.numbers("campus", (*campuses, *mentioned), "generation_power_mw")
    match = best_match(case, facts, "power")
    if match is None or match.rating not in _FIRM:
        return (
            nothing_found(case, "generation_power_mw") if campuses or case.companies else unknown_entity(case)
        )
    if case.forward and not case.denied:
        return Finding("forecast_open", "power.generation", shown(match), (match.fact,))
    return compared(case, (match.fact,), "power") or nothing_found(case)
