"""What the hours of a year mean for a campus: annual PUE, price of its cheapest supply, cover by named
plants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import Catalog
from wattwright.catalog import load as load_catalog
from wattwright.energy import footprint
from wattwright.energy.supply import least_cost_supply
from wattwright.energy.weather import Weather
from wattwright.evaluate.campuses import PhaseFigures
from wattwright.evaluate.power import Campus, campus_hours, campus_ranges
from wattwright.evaluate.supply import PhaseLoad, Wanted, campus_site, given_values, price_hours
from wattwright.evaluate.weather import nearest_place, normals_of, weather_of
from wattwright.resolve.known import known_name
from wattwright.resolve.leaves import from_assumption
from wattwright.resolve.model import ResolvedCampus, ResolvedPlan
from wattwright.results import Figure, Origin, assumed, derived, observed

__all__ = ["annual_pue_of", "energy_figures"]

_DESIGN: Final = "liquid-dry"
"""Cooling of new campuses for accelerators where nobody states it."""
_KINDS: Final = ("ccgt", "engine")
_STRIDE: Final = 13
_DRAWS: Final = 32
_PROVEN: Final = 1e-4
_MOVED: Final = (
    "supply.gas_usd_per_mmbtu",
    "supply_ccgt.build_usd_per_kw",
    "supply_engine.build_usd_per_kw",
    "supply.interest_share",
)
"""What is cheap or dear all at once at the ends of the price's range, besides the grid's price."""


@dataclass(frozen=True, slots=True)
class _Near:
    """The place with normals near a campus, how far away, and its year."""

    place: str
    distance_km: float
    weather: Weather


def _near(campus: ResolvedCampus, catalog: Catalog) -> _Near | None:
    """None where the campus is not in the catalog, or without a position there."""
    name = known_name(catalog, "campus", campus.name)
    facts = [catalog.latest("campus", name, one) if name else None for one in ("lat", "lon")]
    lat, lon = (fact.value if fact is not None and isinstance(fact.value, float) else None for fact in facts)
    if lat is None or lon is None:
        return None
    place, distance = _nearest(lat, lon)
    return _Near(place, distance, _year(place, load_catalog()))


@lru_cache(maxsize=64)
def _nearest(lat: float, lon: float) -> tuple[str, float]:
    return nearest_place(load_catalog(), lat, lon)


@lru_cache(maxsize=16)
def _year(place: str, catalog: Catalog) -> Weather:
    return weather_of(normals_of(catalog, place))


@lru_cache(maxsize=64)
def _pues(place: str, load_factor: float, catalog: Catalog) -> tuple[float, float, float]:
    """Low, middle and high annual PUE; the size of a campus does not matter."""
    asked = Campus(1000.0, _year(place, catalog), _DESIGN, load_factor)
    value = float(campus_hours(asked).annual_pue)
    low, high = campus_ranges(asked, _DRAWS)["pue"]
    return min(low, value), value, max(high, value)


def annual_pue_of(plan: ResolvedPlan, campus: ResolvedCampus, catalog: Catalog) -> Figure:
    """Annual PUE of a campus: from the weather of the nearest place, by the hour, else the assumption."""
    near = _near(campus, catalog)
    if near is None:
        return from_assumption("campus.annual_pue", plan.at)
    note = f"by the hour with the weather of {near.place}, {near.distance_km:.0f} km away; {_DESIGN} cooling"
    origin = Origin("inferred", plan.at, "own-fit-weather", note)
    points = _pues(near.place, campus.load_factor.value, load_catalog())
    return observed("annual_pue", campus.name, points, origin, when=plan.at.isoformat())


def energy_figures(
    plan: ResolvedPlan, build: PhaseFigures, pue: Figure, catalog: Catalog
) -> Iterator[Figure]:
    """Price of the cheapest supply of a full build, and what its named gas plants cover and emit."""
    near = _near(build.campus, catalog)
    if near is None:
        return
    campus, subject, when = build.campus, build.campus.name, build.phase.when
    design = build.facility_power.value / build.phase.ratio.value
    year = campus_hours(Campus(design, near.weather, _DESIGN, campus.load_factor.value))
    load = np.array(year.facility_power_mw)
    origin = Origin(
        "inferred",
        plan.at,
        "own-derivation",
        "cheapest mix of the grid at the state's price, combined cycles and engines, over the hours of a "
        "year; at the ends gas, plants, capital and grid are all cheap or all dear",
    )
    grid = campus.surroundings.electricity_price
    ends = grid.low, grid.value, grid.high
    prices = _prices(near.place, campus.load_factor.value, ends, load_catalog())
    yield observed("supply_usd_per_mwh", subject, prices, origin, when=when)
    known = load_assumptions()
    for plants in campus.generation:
        if "gas" not in plants.note:
            continue
        covered = _covered(load, near.weather, plants)
        origin = Origin(
            "inferred",
            plan.at,
            "own-derivation",
            f"{plants.value:,.0f} MW of combined cycles in every hour, less in heat and by outages",
        )
        aspect = f"{subject} · {plants.when}"
        share = observed("covered_energy_share", aspect, covered, origin, when=when)
        yield share
        heat, carbon = (
            assumed(known[one]) for one in ("supply_ccgt.heat_rate_mmbtu_per_mwh", "supply.gas_t_per_mmbtu")
        )
        yield derived(
            footprint.plant_emissions_kg, build.annual_energy, share, heat, carbon, subject=aspect, when=when
        )


@lru_cache(maxsize=64)
def _prices(
    place: str, load_factor: float, grid: tuple[float, float, float], catalog: Catalog
) -> tuple[float, float, float]:
    """Cost of a MWh with everything cheap, as assumed, and dear; the size of a campus does not matter.

    Without a store hours do not touch each other, so every fifth hour, all hours of the day in turn, stands
    for the year.
    """
    known, values, whole = load_assumptions(), given_values(), _year(place, catalog)
    weather = Weather(
        whole.dry_bulb_c[::_STRIDE],
        whole.wet_bulb_c[::_STRIDE],
        whole.dew_point_c[::_STRIDE],
        whole.month[::_STRIDE],
    )
    load = np.array(campus_hours(Campus(1000.0, whole, _DESIGN, load_factor)).facility_power_mw)[::_STRIDE]
    hourly = price_hours(whole, 1.0, values)[::_STRIDE]
    found = []
    for end, mean in zip(("low", "value", "high"), grid, strict=True):
        given = values | {name: float(getattr(known[name], end)) for name in _MOVED}
        phase = PhaseLoad("all", 0, load, float(load.max()))
        wanted = Wanted((phase,), weather, {}, _KINDS, grid_hours=mean * hourly)
        supply = least_cost_supply(campus_site(wanted, given), gap_share=_PROVEN)
        found.append(supply.stages[0].usd_per_mwh)
    return min(found), found[1], max(found)


def _covered(load: np.ndarray, weather: Weather, plants: Figure) -> tuple[float, float, float]:
    """Part of the energy that plants of this size give in its own hour, at the ends of their availability."""
    known = load_assumptions()
    up, lost = known["supply_ccgt.availability_share"], known["supply_ccgt.derate_share_per_k"].value
    heat = np.maximum(1 - lost * np.maximum(weather.dry_bulb_c - 15.0, 0), 0.0)
    found = [
        float(np.minimum(load, plants.value * end * heat).sum() / load.sum())
        for end in (up.low, up.value, up.high)
    ]
    return found[0], found[1], found[2]
