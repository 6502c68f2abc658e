"""Campuses: phases from the plan and the catalog, chips, land, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Final

from wattwright.catalog import Catalog, Fact, period_end
from wattwright.plan import Plan
from wattwright.plan.schema import Campus, Generation, Phase
from wattwright.resolve.accelerators import resolve_accelerator
from wattwright.resolve.known import known_name, latest_value, numeric
from wattwright.resolve.leaves import Origin, from_amount, from_assumption, from_fact, from_points
from wattwright.resolve.model import UNDATED, ResolvedCampus, ResolvedPhase
from wattwright.results import Figure

__all__ = ["resolve_campus"]

_STATED: Final = {"operational": "published", "projected": "projected"}
"""Status in a plan → basis of the figure; everything else is announced."""

_ESTIMATED: Final = ("measured", "published", "derived", "inferred", "projected")
"""Bases of the catalog that tell of a site's state rather than of announcements."""

_UNSPECIFIED: Final = "nobody says what the power counts; taken as power of the whole facility"


def resolve_campus(campus: Campus, plan: Plan, catalog: Catalog) -> ResolvedCampus:
    """The campus with all gaps filled from the catalog, else from assumptions."""
    name = known_name(catalog, "campus", campus.name)
    stated = tuple(_stated(campus, plan, phase) for phase in campus.phases)
    known = _from_catalog(campus.name, name, catalog) if name else ()
    taken = {phase.when for phase in stated}
    phases = (*stated, *(phase for phase in known if phase.when not in taken))
    ordered = tuple(sorted(phases, key=_end))
    area = _area(campus, plan, name, ordered, catalog)
    company = campus.company or plan.company or latest_value(catalog, "campus", name, "company")
    return ResolvedCampus(
        campus.name,
        company or "unnamed",
        campus.place or latest_value(catalog, "campus", name, "place") or "unnamed",
        campus.country,
        ordered,
        resolve_accelerator(campus.accelerator, name, catalog),
        _load_factor(campus, plan),
        area,
        campus.area is not None or area.basis != "inferred",
        _claims(campus, plan, "cost", "capital_cost_usd"),
        _claims(campus, plan, "households", "household_equivalents"),
        tuple(_generation(campus, plan, one) for one in campus.generation),
    )


def _end(phase: ResolvedPhase) -> date:
    return period_end(phase.when) or date.max


def _origin(plan: Plan, basis: str, source: str | None, note: str = "") -> Origin:
    return Origin(basis, plan.as_of, source or plan.source or Origin(basis, plan.as_of).source, note)


def _stated(campus: Campus, plan: Plan, phase: Phase) -> ResolvedPhase:
    """A phase as the plan states it."""
    when = phase.date or UNDATED
    basis = _STATED.get(phase.status, "announced")
    note = "; ".join(
        part for part in (phase.note, _UNSPECIFIED if phase.counts == "unspecified" else None) if part
    )
    origin = _origin(plan, basis, phase.source or campus.source, note)
    name = "it_power_mw" if phase.counts == "it" else "facility_power_mw"
    count = phase.accelerators
    return ResolvedPhase(
        when,
        phase.status,
        "plan",
        from_amount(phase.power, name, campus.name, origin, when=when, factor=1e-6),
        from_assumption("campus.facility_to_it_ratio"),
        () if count is None else (from_amount(count, "accelerator_count", campus.name, origin, when=when),),
    )


def _from_catalog(subject: str, name: str, catalog: Catalog) -> tuple[ResolvedPhase, ...]:
    """Phases that independent estimates give the site, of the newest vintage."""
    facts = {
        quantity: {
            fact.when: fact
            for fact in numeric(catalog.facts("campus", name, quantity))
            if fact.basis in _ESTIMATED and fact.when is not None
        }
        for quantity in ("facility_power_mw", "it_power_mw", "accelerator_count")
    }
    facility, it_power, counts = facts.values()
    newest = max((fact.date for fact in facility.values()), default=None)
    phases = []
    for when, fact in facility.items():
        if fact.date != newest or when is None:
            continue
        status = "projected" if fact.basis == "projected" else "operational"
        inside, count = it_power.get(when), counts.get(when)
        ratio = _ratio(subject, when, fact, inside) if inside else None
        phases.append(
            ResolvedPhase(
                when,
                status,
                "catalog",
                from_fact(inside, "it_power_mw", subject)
                if inside
                else from_fact(fact, "facility_power_mw", subject),
                ratio or from_assumption("campus.facility_to_it_ratio"),
                (from_fact(count, "accelerator_count", subject),) if count else (),
            )
        )
    return tuple(phases)


def _ratio(subject: str, when: str, facility: Fact, it_power: Fact) -> Figure:
    """Facility over IT power of one phase, from the same table."""
    assert isinstance(facility.value, float)
    assert isinstance(it_power.value, float)
    ratio = facility.value / it_power.value
    note = f"{facility.value:g} MW facility power over {it_power.value:g} MW IT power"
    origin = Origin("inferred", facility.date, facility.source, note)
    return from_points((ratio, ratio, ratio), "facility_to_it_ratio", subject, origin, when=when)


def _load_factor(campus: Campus, plan: Plan) -> Figure:
    if campus.load_factor is None:
        return from_assumption("campus.load_factor")
    return from_amount(
        campus.load_factor, "load_factor", campus.name, _origin(plan, "announced", campus.source)
    )


def _claims(campus: Campus, plan: Plan, field: str, name: str) -> tuple[Figure, ...]:
    amount = getattr(campus, field)
    if amount is None:
        return ()
    origin = _origin(plan, "announced", campus.source)
    return (from_amount(amount, name, f"{campus.name} · {plan.as_of.isoformat()}", origin),)


def _generation(campus: Campus, plan: Plan, one: Generation) -> Figure:
    origin = _origin(plan, _STATED.get(one.status, "announced"), one.source or campus.source, one.kind)
    return from_amount(
        one.power, "generation_power_mw", campus.name, origin, when=one.date or UNDATED, factor=1e-6
    )


def _area(
    campus: Campus, plan: Plan, name: str, phases: tuple[ResolvedPhase, ...], catalog: Catalog
) -> Figure:
    """Land of the site: stated, known, or from the land per MW of other sites."""
    if campus.area is not None:
        return from_amount(
            campus.area, "area_m2", campus.name, _origin(plan, "announced", campus.source)
        )
    fact = catalog.latest("campus", name, "area_m2") if name else None
    if fact is not None and isinstance(fact.value, float):
        return from_fact(fact, "area_m2", campus.name)
    power_mw = max((phase.power.value for phase in phases), default=0.0)
    per_mw, origin = _land_per_mw(catalog)
    low, middle, high = per_mw
    return from_points((low * power_mw, middle * power_mw, high * power_mw), "area_m2", campus.name, origin)


def _land_per_mw(catalog: Catalog) -> tuple[tuple[float, float, float], Origin]:
    """Smallest, median and largest land per MW of the sites that state both."""
    ratios = sorted(_land_ratios(catalog))
    if not ratios:
        assumed = from_assumption("campus.area_m2_per_mw")
        return (assumed.low, assumed.value, assumed.high), Origin("inferred", assumed.date, assumed.sources[0])
    known = max(day for _, day in ratios)
    note = f"land per MW of {len(ratios)} other sites"
    points = (ratios[0][0], median(ratio for ratio, _ in ratios), ratios[-1][0])
    return points, Origin("inferred", known, "own-derivation", note)


def _land_ratios(catalog: Catalog) -> Iterator[tuple[float, date]]:
    for name in catalog.names("campus"):
        area = catalog.latest("campus", name, "area_m2")
        powers = numeric(catalog.facts("campus", name, "facility_power_mw"))
        if area is not None and isinstance(area.value, float) and powers:
            yield area.value / max(float(fact.value or 0) for fact in powers), area.date
