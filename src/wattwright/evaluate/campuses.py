"""Figures of a campus, phase by phase: power, chips, compute, energy, households, land, cost.

Subjects name the campus; parts after " · " say what is special about a figure. They are `λ=1` for full load,
a place ("US", "Louisiana") or place and year ("US 2020") for the households compared with, a place for areas,
`as IT` where a power that nobody specified is read as IT power, `Epoch` for the cost by Epoch AI's constant,
`stated` for what the plan says of the whole campus, and `reported` for totals that others report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wattwright.economics import costs
from wattwright.energy import footprint, load
from wattwright.evaluate.building import Built, capital_of, operating_figures, plant_figures
from wattwright.evaluate.crossings import it_power_in_watts
from wattwright.performance import fleet
from wattwright.resolve.model import ResolvedCampus, ResolvedPhase, ResolvedPlan
from wattwright.results import Figure, derived

__all__ = ["FULL_LOAD", "PhaseFigures", "campus_figures", "households", "phase_figures"]

FULL_LOAD = "λ=1"
"""Aspect of figures at the stated power in every hour of the year."""


@dataclass(frozen=True, slots=True)
class PhaseFigures:
    """The figures of one phase that others build on, and all of them in order."""

    campus: ResolvedCampus
    phase: ResolvedPhase
    facility_power: Figure
    accelerator_count: Figure
    accelerator_facility_power: Figure
    peak_rate: Figure
    useful_rate: Figure
    annual_energy: Figure
    full_energy: Figure
    capital_cost: Figure
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Subject and period of the figures of one phase."""

    plan: ResolvedPlan
    campus: ResolvedCampus
    phase: ResolvedPhase
    subject: str
    pue: Figure

    @property
    def when(self) -> str:
        """Period of the phase."""
        return self.phase.when

    def part(self, aspect: str) -> str:
        """Subject with one aspect more."""
        return f"{self.subject} · {aspect}"


def campus_figures(plan: ResolvedPlan, campus: ResolvedCampus) -> Iterator[Figure]:
    """Figures of a campus that do not change with its phases."""
    for area in campus.area:
        yield area
        for name, reference in plan.areas.items():
            yield derived(footprint.area_ratio, area, reference, subject=f"{campus.name} · {name}")
    yield from campus.cost
    yield from campus.reported_cost
    for homes in campus.households:
        yield homes
        home, full, subject = campus.surroundings.own_home, plan.assumptions["full_load"], homes.subject
        energy = derived(footprint.household_annual_energy_mwh, homes, home, subject=subject, when=homes.when)
        yield energy
        yield derived(load.mean_power_mw, energy, full, subject=subject, when=homes.when)
    yield from campus.generation
    yield from plant_figures(plan, campus)


def phase_figures(
    plan: ResolvedPlan, campus: ResolvedCampus, phase: ResolvedPhase, pue: Figure
) -> PhaseFigures:
    """All figures of one phase of a campus with this annual PUE; a power that nobody specified is also read
    as IT power.
    """
    place = _Place(plan, campus, phase, campus.name, pue)
    main = _phase(place, phase.power, phase.accelerators)
    others = [
        one
        for power in phase.as_it
        for one in _phase(replace(place, subject=place.part("as IT")), power, phase.accelerators).figures
    ]
    generation = (
        derived(load.generation_cover_share, power, main.facility_power, subject=campus.name, when=place.when)
        for power in campus.generation[-1:]
    )
    return PhaseFigures(
        campus,
        phase,
        main.facility_power,
        main.accelerator_count,
        main.accelerator_facility_power,
        main.peak_rate,
        main.useful_rate,
        main.annual_energy,
        main.full_energy,
        main.capital_cost,
        (*main.figures, *generation, *others),
    )


def _phase(place: _Place, power: Figure, stated: tuple[Figure, ...]) -> PhaseFigures:
    """The figures of one phase when its power is read as `power`."""
    given, chip, subject, when = place.plan.assumptions, place.phase.accelerator, place.subject, place.when
    it_power, facility_power = _powers(place, power)
    it_power_w = derived(it_power_in_watts, it_power, subject=subject, when=when)
    each_it = derived(
        fleet.accelerator_it_power_w, chip.server_power, given["network_power_share"], subject=chip.name
    )
    each = derived(
        fleet.accelerator_facility_power_w, each_it, place.phase.ratio, subject=chip.name, when=when
    )
    counted = (derived(fleet.accelerator_count, it_power_w, each_it, subject=subject, when=when),)
    count = (*stated, *counted)[0]
    peak = derived(fleet.peak_flop_per_s, count, chip.peak, subject=subject, when=when)
    useful = derived(
        fleet.useful_flop_per_s, peak, given["mfu"], given["goodput_share"], subject=subject, when=when
    )
    energy = derived(
        load.annual_energy_mwh, facility_power, place.campus.load_factor, subject=subject, when=when
    )
    full = derived(
        load.annual_energy_mwh, facility_power, given["full_load"], subject=place.part(FULL_LOAD), when=when
    )
    around = tuple(_footprint(place, energy, full))
    built = Built(place.plan, place.campus, chip, subject, when, it_power_w, facility_power, count)
    capital = capital_of(built)
    electricity = next(one for one in around if one.name == "annual_electricity_cost_usd")
    cost = (*capital.figures, *operating_figures(built, capital, electricity))
    power_and_chips = (it_power, facility_power, it_power_w, chip.peak, each_it, each, count, peak, useful)
    figures = (*power_and_chips, energy, full, *around, *cost)
    return PhaseFigures(
        place.campus,
        place.phase,
        facility_power,
        count,
        each,
        peak,
        useful,
        energy,
        full,
        capital.whole,
        figures,
    )


def _powers(place: _Place, power: Figure) -> tuple[Figure, Figure]:
    """IT and facility power; the one that was not stated follows from the ratio."""
    ratio, subject, when = place.phase.ratio, place.subject, place.when
    if power.name == "it_power_mw":
        return power, derived(load.facility_power_mw, power, ratio, subject=subject, when=when)
    return derived(load.it_power_mw, power, ratio, subject=subject, when=when), power


def households(
    energy: Figure, homes: Mapping[str, Figure], subject: str, aspect: str = ""
) -> Iterator[Figure]:
    """Households of several places whose yearly electricity equals `energy`."""
    for name, home in homes.items():
        parts = " · ".join(part for part in (subject, name, aspect) if part)
        yield derived(footprint.household_equivalents, energy, home, subject=parts, when=energy.when)


def _footprint(place: _Place, energy: Figure, full: Figure) -> Iterator[Figure]:
    """Households at the load factor and at full load, water, emissions and electricity bill of a year."""
    around, subject, when = place.campus.surroundings, place.subject, place.when
    yield from households(energy, around.homes, subject)
    yield from households(full, around.homes, subject, FULL_LOAD)
    if place.phase.origin == "plan":
        yield from households(full, around.older_homes, subject, FULL_LOAD)
    water = place.plan.assumptions["wue_l_per_kwh"]
    yield derived(footprint.annual_water_l, energy, place.pue, water, subject=subject, when=when)
    for factor in around.emission_factor:
        yield derived(footprint.annual_emissions_kg, energy, factor, subject=subject, when=when)
    price = around.electricity_price
    yield derived(costs.annual_electricity_cost_usd, energy, price, subject=subject, when=when)
