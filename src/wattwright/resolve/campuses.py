"""Campuses: phases from the plan and the catalog, chips, land, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from wattwright.catalog import Catalog, period_end
from wattwright.plan import Plan
from wattwright.plan.amounts import Amount
from wattwright.plan.schema import Campus, Generation, Phase
from wattwright.resolve.accelerators import (
    chip_of_the_time,
    chips_on_site,
    fits,
    named_chip,
    resolve_accelerator,
)
from wattwright.resolve.known import known_name, latest_text, numeric, when_known
from wattwright.resolve.leaves import PLAN_SOURCE, from_amount, from_assumption, from_fact, points_of
from wattwright.resolve.model import SITE, UNDATED, ResolvedAccelerator, ResolvedCampus, ResolvedPhase
from wattwright.resolve.sites import Estimate, estimates
from wattwright.resolve.surroundings import region_of, surroundings
from wattwright.results import Figure, Origin, observed
from wattwright.units import DAYS_PER_YEAR

__all__ = ["UNNAMED", "resolve_campus"]

UNNAMED: Final = "unnamed"
"""Stands for a builder or place that nobody names."""

_STATED: Final = {"operational": "published", "projected": "projected"}
"""Status in a plan → basis of the figure; everything else is announced."""

_UNSPECIFIED: Final = "nobody says what the power counts; taken as power of the whole facility"


_GAS: Final = "gas generation"
"""Words by which the catalog says that a power is that of gas plants."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stays the same for all phases of a campus: plan, catalog, its name there, and its builder."""

    campus: Campus
    plan: Plan
    catalog: Catalog
    day: date
    site: str
    company: str

    def origin(self, basis: str, source: str | None, note: str = "") -> Origin:
        """Origin of what the plan states."""
        return Origin(basis, self.plan.as_of, source or self.plan.source or PLAN_SOURCE, note)


def resolve_campus(campus: Campus, plan: Plan, catalog: Catalog) -> ResolvedCampus:
    """The campus with all gaps filled from the catalog, else from assumptions."""
    assert catalog.day is not None
    site = known_name(catalog, "campus", campus.name)
    setting = _Setting(campus, plan, catalog, catalog.day, site, _company(campus, plan, site, catalog))
    place = campus.place or latest_text(catalog, "campus", site, "place")
    region = region_of(f"{place}; {site or campus.name}", campus.country or "")
    return ResolvedCampus(
        campus.name,
        setting.company,
        place or UNNAMED,
        _layer(setting),
        _phases(setting),
        _load_factor(setting),
        _area(setting),
        _claims(setting, campus.cost, "capital_cost_usd", "stated"),
        _reported(setting),
        _claims(setting, campus.households, "household_equivalents", "stated"),
        tuple(_generation(setting, one) for one in campus.generation) or _known_generation(setting),
        surroundings(region, catalog),
    )


def _company(campus: Campus, plan: Plan, site: str, catalog: Catalog) -> str:
    """Who builds: as the plan says of the campus, else who operates the site, else the plan's company.

    Who operates a site is no figure, so later knowledge counts as well; a site is never the plan's company's
    only because nothing else was known on the day.
    """
    facts = Catalog(catalog.folder).facts("campus", site, "operator") if site else ()
    operators = [part.strip() for fact in facts for part in str(fact.value).split("/")]
    own = plan.company or ""
    if any(known_name(catalog, "company", own) == known_name(catalog, "company", one) for one in operators):
        operators = [own]
    return campus.company or (operators[0] if operators else own) or UNNAMED


def _phases(setting: _Setting) -> tuple[ResolvedPhase, ...]:
    """Phases of the plan and of independent estimates by date; announcements only where the plan has none."""
    stated = [_stated(setting, phase) for phase in setting.campus.phases]
    taken = {phase.when for phase in stated}
    known = [
        _known(setting, one) for one in estimates(setting.site, setting.catalog) if one.when not in taken
    ]
    phases = [*(stated or _announced(setting)), *known]
    return tuple(sorted(phases, key=lambda phase: period_end(phase.when) or date.max))


def _layer(setting: _Setting) -> str:
    """What the entry is: as the plan says, a site where a fact describes one, else as the catalog says."""
    facts = setting.catalog.facts("campus", setting.site, "layer") if setting.site else ()
    known = [str(fact.value) for fact in facts]
    return setting.campus.layer or (SITE if SITE in known or not known else known[-1])


def _end(when: str, setting: _Setting) -> date:
    """Last day of a period; what is undated fills up as long after the plan as assumed."""
    years = from_assumption("campus.build_years", setting.day).value
    return period_end(when) or date.fromordinal(setting.plan.as_of.toordinal() + round(years * DAYS_PER_YEAR))


def _stated(setting: _Setting, phase: Phase) -> ResolvedPhase:
    """A phase as the plan states it."""
    campus, when = setting.campus, phase.date or UNDATED
    unspecified = phase.counts == "unspecified" and phase.power is not None
    note = "; ".join(part for part in (phase.note, _UNSPECIFIED if unspecified else None) if part)
    origin = setting.origin(_STATED.get(phase.status, "announced"), phase.source or campus.source, note)
    chip, count = _accelerator(setting, when), phase.accelerators
    counts = (
        () if count is None else (from_amount(count, "accelerator_count", campus.name, origin, when=when),)
    )
    as_it: tuple[Figure, ...] = ()
    if phase.power is None:
        power = _power_of_chips(counts, chip, setting)
    else:
        name = "it_power_mw" if phase.counts == "it" else "facility_power_mw"
        power = from_amount(phase.power, name, campus.name, origin, when=when, factor=1e-6)
        aspect = f"{campus.name} · as IT"
        as_it = (from_amount(phase.power, "it_power_mw", aspect, origin, when=when, factor=1e-6),)
    return ResolvedPhase(
        when,
        phase.status,
        "plan",
        power,
        from_assumption("campus.facility_to_it_ratio", setting.day),
        as_it if unspecified else (),
        chip,
        counts,
    )


def _power_of_chips(counts: tuple[Figure, ...], chip: ResolvedAccelerator, setting: _Setting) -> Figure:
    """IT power of a phase of which only the accelerators are stated."""
    network, count = from_assumption("cluster.network_power_share", setting.day), counts[0]
    ends = ((one.low, one.value, one.high) for one in (count, chip.server_power, network))
    points = tuple(number * watts * (1 + share) * 1e-6 for number, watts, share in zip(*ends, strict=True))
    note = (
        f"from {count.value:,.0f} accelerators of {chip.server_power.value:,.0f} W, network and storage added"
    )
    origin = Origin("inferred", max(count.date, chip.server_power.date), count.sources[0], note)
    low, value, high = points
    return observed("it_power_mw", count.subject, (low, value, high), origin, when=count.when)


def _known(setting: _Setting, one: Estimate) -> ResolvedPhase:
    """A phase of an independent estimate."""
    subject = setting.campus.name
    accelerator = _accelerator(setting, one.when)
    counts = [fact for fact in one.count for it_power in one.it_power if fits(fact, it_power, accelerator)]
    return ResolvedPhase(
        one.when,
        one.status,
        "catalog",
        from_fact(one.it_power[0], "it_power_mw", subject)
        if one.it_power
        else from_fact(one.facility_power, "facility_power_mw", subject, when=one.when),
        _ratio(subject, one) if one.it_power else from_assumption("campus.facility_to_it_ratio", setting.day),
        (),
        accelerator,
        tuple(from_fact(fact, "accelerator_count", subject) for fact in counts),
    )


def _ratio(subject: str, one: Estimate) -> Figure:
    """Facility over IT power of one phase, from the same table."""
    facility, inside = points_of(one.facility_power)[1], points_of(one.it_power[0])[1]
    ratio = facility / inside
    note = f"{facility:g} MW facility power over {inside:g} MW IT power"
    origin = Origin("inferred", one.facility_power.date, one.facility_power.source, note)
    return observed("facility_to_it_ratio", subject, (ratio, ratio, ratio), origin, when=one.when)


def _announced(setting: _Setting) -> list[ResolvedPhase]:
    """Announcements that the catalog knows of a campus about which the plan states nothing."""
    phases: dict[str, ResolvedPhase] = {}
    catalog, subject = setting.catalog, setting.campus.name
    facts = catalog.facts("campus", setting.site, "announced_power_mw") if setting.site else ()
    for fact in numeric(facts):
        when = fact.when if period_end(fact.when) else UNDATED
        as_it = from_fact(fact, "it_power_mw", f"{subject} · as IT", when=when)
        phases[str(when)] = ResolvedPhase(
            str(when),
            "announced",
            "catalog",
            from_fact(fact, "facility_power_mw", subject, when=when, note=f"{fact.note}; {_UNSPECIFIED}"),
            from_assumption("campus.facility_to_it_ratio", setting.day),
            (as_it,),
            _accelerator(setting, str(when)),
            (),
        )
    return list(phases.values())


def _accelerator(setting: _Setting, when: str) -> ResolvedAccelerator:
    """Chips that the plan names, that are known of the site, or that ship at the time."""
    end, catalog, named = _end(when, setting), setting.catalog, setting.campus.accelerator
    builder = known_name(catalog, "company", setting.company)
    choice = named_chip(named, builder, end, catalog) if named else None
    if choice is None and setting.site:
        choice = chips_on_site(setting.site, end, catalog)
    return resolve_accelerator(choice or chip_of_the_time(builder, end, catalog), end, catalog)


def _load_factor(setting: _Setting) -> Figure:
    given = setting.campus.load_factor
    if given is None:
        return from_assumption("campus.load_factor", setting.day)
    origin = setting.origin("announced", setting.campus.source)
    return from_amount(given, "load_factor", setting.campus.name, origin)


def _claims(setting: _Setting, amount: Amount | None, name: str, aspect: str) -> tuple[Figure, ...]:
    """What the plan says of the whole campus, as a leaf of its own."""
    if amount is None:
        return ()
    when = setting.plan.as_of.isoformat()
    origin = setting.origin("announced", setting.campus.source)
    return (from_amount(amount, name, f"{setting.campus.name} · {aspect}", origin, when=when),)


def _reported(setting: _Setting) -> tuple[Figure, ...]:
    """Totals that others report for the site; the layer of each stands in its note."""
    if not setting.site:
        return ()
    layers = {
        (fact.when, fact.date): str(fact.value)
        for fact in setting.catalog.facts("campus", setting.site, "layer")
    }
    return tuple(
        from_fact(
            fact,
            "capital_cost_usd",
            f"{setting.campus.name} · reported",
            when=fact.date.isoformat(),
            note="; ".join(part for part in (layers.get((fact.when, fact.date), ""), fact.note) if part),
        )
        for fact in numeric(setting.catalog.facts("campus", setting.site, "capex_usd"))
        if fact.basis == "announced"
    )


def _generation(setting: _Setting, one: Generation) -> Figure:
    source = one.source or setting.campus.source
    origin = setting.origin(_STATED.get(one.status, "announced"), source, one.kind)
    subject, when = setting.campus.name, one.date or UNDATED
    return from_amount(one.power, "generation_power_mw", subject, origin, when=when, factor=1e-6)


def _known_generation(setting: _Setting) -> tuple[Figure, ...]:
    """Gas plants that the catalog knows to be built for a site, without those that are parts or only asked
    for."""
    facts = setting.catalog.facts("campus", setting.site, "generation_power_mw") if setting.site else ()
    return tuple(
        from_fact(fact, "generation_power_mw", setting.campus.name, when=fact.when or UNDATED)
        for fact in numeric(facts)
        if fact.note and _GAS in fact.note and "part of" not in fact.note
    )


def _area(setting: _Setting) -> tuple[Figure, ...]:
    """Land of the site, as the plan or the catalog states it."""
    campus = setting.campus
    if campus.area is not None:
        return (from_amount(campus.area, "area_m2", campus.name, setting.origin("announced", campus.source)),)
    facts = when_known(setting.catalog, "campus", setting.site, "land_area_km2")
    return tuple(from_fact(fact, "area_m2", campus.name, factor=1e6) for fact in facts)
