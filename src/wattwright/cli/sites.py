"""Places, powers and weather as commands take them: a campus of a plan or of the catalog, or a place and a
power."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wattwright.errors import DataError, WattwrightError

if TYPE_CHECKING:
    from wattwright.catalog import Catalog
    from wattwright.energy.weather import Weather
    from wattwright.resolve.model import ResolvedCampus, Surroundings

__all__ = [
    "DESIGNS",
    "NO_YEAR",
    "SitePhase",
    "SiteTyped",
    "by_phase",
    "megawatts_of",
    "named",
    "site_of",
    "weather_at",
]

DESIGNS: Final = ("air", "tower", "liquid-dry", "liquid-adiabatic")
"""Designs of cooling, as `energy.cooling` knows them."""
NO_YEAR: Final = "–"
_PART = re.compile(r"\s*(\d{4})\s*:\s*([^;]+?)\s*$")


@dataclass(frozen=True, slots=True)
class SitePhase:
    """IT power from a year on; year 0 where none is known."""

    name: str
    year: int
    it_power_mw: float


@dataclass(frozen=True, slots=True)
class SiteTyped:
    """What was asked about: a name to show, the place whose weather counts and its distance, phases by year,
    and what the region adds; `load_factor` where a plan states one.
    """

    name: str
    place: str
    distance_km: float
    phases: tuple[SitePhase, ...]
    surroundings: Surroundings
    load_factor: float | None


def named(site: str, phase: str) -> str:
    """A site with its phase, where it has one."""
    return site if phase == NO_YEAR else f"{site} · {phase}"


def megawatts_of(text: str) -> float:
    """Power in MW from what people write; PlanError says what is wrong."""
    from wattwright.plan.amounts import parse_amount

    return parse_amount(text, "power").value / 1e6


def by_phase(text: str) -> list[tuple[int, float]]:
    """Powers by year, `2026: 1 GW; 2030: 2 GW` (or a comma between them), or one power for all years (year
    0)."""
    if ":" not in text:
        return [(0, megawatts_of(text))]
    parts = [part for part in re.split(r"[;,](?=\s*\d{4}\s*:)", text) if part.strip()]
    found, problems = [], []
    for part in parts:
        match = _PART.match(part)
        if match is None:
            problems.append(f"{part.strip()!r} is no phase; write 2026: 1 GW, 2030: 2 GW")
            continue
        try:
            found.append((int(match[1]), megawatts_of(match[2])))
        except WattwrightError as error:
            problems += error.problems or [error.title]
    years = [year for year, _ in found]
    if years != sorted(set(years)):
        problems.append(f"phases have to follow each other: {', '.join(map(str, years))}")
    if problems:
        raise DataError(f"{text!r} cannot be read as phases", problems)
    return found


def site_of(
    source: str | None,
    campus: str | None,
    place: str | None,
    it_power: str | None,
    phase: str | None = None,
    coordinates: str | None = None,
) -> SiteTyped:
    """The site that was typed; DataError lists everything that is missing."""
    from wattwright.catalog import load
    from wattwright.resolve.surroundings import region_of, surroundings

    catalog = load().at(date.today())
    found = None if campus is None and source is None else _campus(source, campus)
    known = _weather_place(place, coordinates, found, catalog)
    phases = _phases(found, phase) if found is not None and it_power is None else []
    if it_power is not None:
        phases = [
            SitePhase(str(year) if year else NO_YEAR, year, power) for year, power in by_phase(it_power)
        ]
    _complete(found, known[0], phases)
    where = catalog.resolve("place", known[0] or "")
    if found is None:
        slug = catalog.latest("place", where, "slug")
        region = region_of(where, str(slug.value)[:2].upper() if slug and slug.value else "")
        return SiteTyped(where, where, known[1], tuple(phases), surroundings(region, catalog), None)
    factor = found.load_factor
    stated = factor.value if factor.basis == "announced" else None
    return SiteTyped(found.name, where, known[1], tuple(phases), found.surroundings, stated)


def _weather_place(
    place: str | None, coordinates: str | None, found: ResolvedCampus | None, catalog: Catalog
) -> tuple[str | None, float]:
    """The place whose weather counts, and how far away it is in km; None where nothing tells."""
    from wattwright.evaluate.weather import nearest_place

    if place is not None:
        return place, 0.0
    if coordinates is not None:
        return nearest_place(catalog, *_degrees(coordinates))
    return (None, 0.0) if found is None else _near(found)


def _complete(found: ResolvedCampus | None, place: str | None, phases: list[SitePhase]) -> None:
    """DataError where a place or a power is missing."""
    if found is None:
        wanted = (("--place or --at", place), ("--it", phases or None))
        problems = [f"give a scenario, --campus, or {option}" for option, value in wanted if value is None]
        title = "the campus is not given"
    else:
        problems = [] if place else [f"where {found.name} lies is not known; give --place or --at"]
        problems += [] if phases else [f"no power of {found.name} is known; give --it"]
        title = f"not enough is known of {found.name}"
    if problems:
        raise DataError(title, problems)


def _degrees(text: str) -> tuple[float, float]:
    """Latitude and longitude from `52.5,13.4`."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise DataError(
            f"{text!r} is no position", ["write latitude,longitude in degrees: 52.5,13.4"]
        ) from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise DataError(f"{text!r} is no position", ["latitude is -90 to 90, longitude -180 to 180"])
    return latitude, longitude


def _campus(source: str | None, campus: str | None) -> ResolvedCampus:
    """The campus of a scenario, plan or text, or of the catalog."""
    from wattwright.catalog import load
    from wattwright.cli.inputs import understood
    from wattwright.plan import Plan
    from wattwright.plan.schema import Campus
    from wattwright.resolve import resolve

    catalog = load().at(date.today())
    if source is None:
        name = catalog.resolve("campus", campus or "")
        plan = Plan(wattwright=1, title=name, as_of=date.today(), campuses=(Campus(name=name),))
        return resolve(plan, catalog).campuses[0]
    plan = understood(source)
    names = [one.name for one in plan.campuses]
    if campus is None and len(names) == 1:
        campus = names[0]
    wanted = [place for place, name in enumerate(names) if campus and campus.casefold() in name.casefold()]
    if len(wanted) != 1:
        said = f"{campus} is none of them" if campus else "say which with --campus"
        raise DataError(f"{source} holds {len(names)} campuses", [f"{said}: {', '.join(names) or 'none'}"])
    return resolve(plan, catalog).campuses[wanted[0]]


def _near(found: ResolvedCampus) -> tuple[str | None, float]:
    """The place with normals nearest to a campus of the catalog, and its distance; None where it is
    unknown."""
    from wattwright.catalog import load
    from wattwright.evaluate.weather import nearest_place
    from wattwright.resolve.known import known_name

    catalog = load()
    name = known_name(catalog, "campus", found.name)
    facts = [catalog.latest("campus", name, one) if name else None for one in ("lat", "lon")]
    lat, lon = (fact.value if fact is not None and isinstance(fact.value, float) else None for fact in facts)
    return (None, 0.0) if lat is None or lon is None else nearest_place(catalog, lat, lon)


def _phases(found: ResolvedCampus, phase: str | None) -> list[SitePhase]:
    """Phases with a year, one a year; with `phase` the last one up to that year, or the undated full
    build."""
    phases: dict[int, SitePhase] = {}
    for one in found.phases:
        power = one.power.value if one.power.name == "it_power_mw" else one.power.value / one.ratio.value
        year = int(one.when[:4]) if one.when[:4].isdigit() else 0
        phases[year] = SitePhase(one.when, year, power)
    if phase is None:
        return [phases[year] for year in sorted(phases)]
    if phase in (one.name for one in phases.values()):
        return [one for one in phases.values() if one.name == phase]
    if not phase.isdigit():
        named = ", ".join(one.name for one in phases.values())
        raise DataError(f"{phase} is no phase of {found.name}", [f"known: {named}"])
    upto = [year for year in sorted(phases) if 0 < year <= int(phase)]
    if not upto:
        named = ", ".join(one.name for one in phases.values())
        raise DataError(f"{found.name} has no phase up to {phase}", [f"known: {named}"])
    return [phases[upto[-1]]]


def weather_at(path: Path | None, place: str) -> Weather:
    """Hours of a year from a file, else made from the monthly normals of a place."""
    from wattwright.catalog import load
    from wattwright.evaluate.weather import normals_of, weather_of
    from wattwright.evaluate.weather_files import weather_from_file

    return weather_of(normals_of(load(), place)) if path is None else weather_from_file(path)
