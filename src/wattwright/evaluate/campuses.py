"""Figures of a campus, phase by phase: power, chips, compute, energy, households, land, cost.

Subjects name the campus; a part after " · " says what is special about the figure: `λ=1` for full load, `US`
or `DE` for the households compared with, the name of an area, `Epoch` for the cost by Epoch AI's constant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wattwright.economics import costs
from wattwright.energy import footprint, load
from wattwright.evaluate.crossings import it_power_in_watts
from wattwright.performance import fleet
from wattwright.resolve import ResolvedCampus, ResolvedPhase, ResolvedPlan
from wattwright.results import Figure, derived

__all__ = ["PhaseFigures", "campus_figures", "phase_figures"]


@dataclass(frozen=True, slots=True)
class PhaseFigures:
    """The figures of one phase that others build on, and all of them in order."""

    campus: ResolvedCampus
    phase: ResolvedPhase
    facility_power: Figure
    accelerator_count: Figure
    accelerator_facility_power: Figure
    useful_rate: Figure
    annual_energy: Figure
    capital_cost: Figure
    figures: tuple[Figure, ...]


def campus_figures(plan: ResolvedPlan, campus: ResolvedCampus) -> Iterator[Figure]:
    """Figures of a campus that do not change with its phases."""
    yield campus.area
    if campus.area_stated:
        for name, reference in plan.areas.items():
            yield derived(footprint.area_ratio, campus.area, reference, subject=f"{campus.name} · {name}")
    yield from campus.cost
    for homes in campus.households:
        yield homes
        energy = derived(
            footprint.household_annual_energy_mwh,
            homes,
            plan.homes[campus.country if campus.country in plan.homes else "US"],
            subject=f"{campus.name} · households",
        )
        yield energy
        yield derived(
            load.mean_power_mw, energy, plan.assumptions["full_load"], subject=f"{campus.name} · households"
        )
    yield from campus.generation


def phase_figures(plan: ResolvedPlan, campus: ResolvedCampus, phase: ResolvedPhase) -> PhaseFigures:
    """All figures of one phase of a campus."""
    given, name, when = plan.assumptions, campus.name, phase.when
    it_power, facility_power = _powers(name, phase)
    it_power_w = derived(it_power_in_watts, it_power, subject=name, when=when)
    each_it = derived(
        fleet.accelerator_it_power_w,
        campus.accelerator.server_power,
        given["network_power_share"],
        subject=campus.accelerator.name,
    )
    each = derived(
        fleet.accelerator_facility_power_w, each_it, phase.ratio, subject=campus.accelerator.name, when=when
    )
    stated = phase.accelerators
    count = (
        stated[0]
        if stated
        else derived(fleet.accelerator_count, it_power_w, each_it, subject=name, when=when)
    )
    peak = derived(fleet.peak_flop_per_s, count, campus.accelerator.peak, subject=name, when=when)
    useful = derived(
        fleet.useful_flop_per_s, peak, given["mfu"], given["goodput_share"], subject=name, when=when
    )
    energy = derived(load.annual_energy_mwh, facility_power, campus.load_factor, subject=name, when=when)
    cost = tuple(_costs(plan, campus, phase, it_power_w, count))
    figures = (
        it_power,
        facility_power,
        it_power_w,
        each_it,
        each,
        count,
        peak,
        useful,
        energy,
        *_comparisons(plan, campus, when, facility_power, energy),
        *(
            derived(load.generation_cover_share, power, facility_power, subject=name, when=when)
            for power in campus.generation[-1:]
        ),
        *cost,
    )
    capital = next(figure for figure in cost if figure.name == "capital_cost_usd")
    return PhaseFigures(campus, phase, facility_power, count, each, useful, energy, capital, figures)


def _powers(name: str, phase: ResolvedPhase) -> tuple[Figure, Figure]:
    """IT and facility power; the one that was not stated follows from the ratio."""
    if phase.power.name == "it_power_mw":
        other = derived(load.facility_power_mw, phase.power, phase.ratio, subject=name, when=phase.when)
        return phase.power, other
    return derived(load.it_power_mw, phase.power, phase.ratio, subject=name, when=phase.when), phase.power


def _comparisons(
    plan: ResolvedPlan, campus: ResolvedCampus, when: str, facility_power: Figure, energy: Figure
) -> Iterator[Figure]:
    """Households at the load factor and at full load, water of a year."""
    full = derived(
        load.annual_energy_mwh,
        facility_power,
        plan.assumptions["full_load"],
        subject=f"{campus.name} · λ=1",
        when=when,
    )
    yield full
    for country, home in plan.homes.items():
        for base, mark in ((energy, ""), (full, " · λ=1")):
            subject = f"{campus.name} · {country}{mark}"
            yield derived(footprint.household_equivalents, base, home, subject=subject, when=when)


def _costs(
    plan: ResolvedPlan, campus: ResolvedCampus, phase: ResolvedPhase, it_power_w: Figure, count: Figure
) -> Iterator[Figure]:
    """Capital cost bottom-up with its parts, by Epoch AI's constant, and per watt."""
    given, name, when = plan.assumptions, campus.name, phase.when
    equipment = derived(
        costs.it_equipment_cost_usd,
        count,
        campus.accelerator.price,
        given["server_cost_factor"],
        given["network_cost_share"],
        subject=name,
        when=when,
    )
    building = derived(
        costs.construction_cost_usd, it_power_w, given["construction_cost_usd_per_w"], subject=name, when=when
    )
    land = derived(costs.land_cost_usd, campus.area, given["land_price_usd_per_m2"], subject=name, when=when)
    whole = derived(costs.capital_cost_usd, equipment, building, land, subject=name, when=when)
    yield from (equipment, building, land, whole)
    yield derived(costs.capital_cost_usd_per_w, whole, it_power_w, subject=name, when=when)
    yield derived(
        costs.capital_cost_by_constant_usd,
        it_power_w,
        given["capital_cost_usd_per_w"],
        subject=f"{name} · Epoch",
        when=when,
    )
