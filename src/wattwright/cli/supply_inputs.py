"""What `wattwright supply` was typed, as the question that `evaluate.supply` answers; all mistakes at
once."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from wattwright.cli.sites import SitePhase, SiteTyped, by_phase, megawatts_of, site_of, weather_at
from wattwright.errors import DataError, WattwrightError, nearest_names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from wattwright.energy.site import Rules
    from wattwright.energy.weather import Weather
    from wattwright.evaluate.supply import Contract, PhaseLoad, Wanted

__all__ = ["steps_of", "wanted_from"]

Value = TypeVar("Value")
_CONTRACT = re.compile(r"\s*(.+?)\s*=\s*(.+?)\s+at\s+(-?[\d.]+)\s*$")
_HOURS = 8760


def steps_of(text: str) -> tuple[str, NDArray[np.float64]]:
    """Name and values of a sweep, `carbon-price=0:200:9` or `grid-price=40,60,80`."""
    import numpy as np

    name, _, values = text.partition("=")
    try:
        if ":" in values:
            first, last, count = values.split(":")
            steps = np.linspace(float(first), float(last), int(count))
        else:
            steps = np.array([float(one) for one in values.split(",")])
    except ValueError:
        steps = np.empty(0)
    if not name or not len(steps) or not np.isfinite(steps).all():
        raise DataError(f"{text!r} is no sweep", ["write carbon-price=0:200:9 or grid-price=40,60,80"])
    return name.strip(), steps


class _Problems:
    """What is wrong so far; each part of the input is read even where another one failed."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def tried(self, read: Callable[[], Value]) -> Value | None:
        """The value, or None with the problem noted."""
        try:
            return read()
        except WattwrightError as error:
            self.said += [f"{error.title}: {one}" for one in error.problems] or [error.title]
            return None


def wanted_from(given: dict[str, Any]) -> tuple[Wanted, str]:
    """The question and the name of the site."""
    from wattwright.catalog import load
    from wattwright.evaluate.supply import Wanted
    from wattwright.evaluate.weather import generation_profiles

    site, weather, parts = _read(given)
    phases = _loads(site, weather, parts.limits, given)
    around = site.surroundings
    built = {*parts.kinds, *parts.standing_mw}
    wanted = Wanted(
        phases,
        weather,
        generation_profiles(weather, load(), site.place) if {"solar", "wind"} & built else {},
        parts.kinds,
        parts.standing_mw,
        parts.contracts,
        around.electricity_price.value if given["grid_price"] is None else given["grid_price"],
        parts.prices,
        around.emission_factor[0].value / 1e3 if around.emission_factor else 0.0,
        given["demand_charge"],
        given["capacity_charge"],
        given["flexible"],
        given["ordered"] or 0,
        given["until"] or phases[-1].year + 10,
        _rules(given, phases),
    )
    return wanted, site.name


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was typed beside the site."""

    kinds: tuple[str, ...]
    standing_mw: dict[str, float]
    contracts: tuple[Contract, ...]
    limits: list[tuple[int, float]]
    prices: NDArray[np.float64] | None


def _read(given: dict[str, Any]) -> tuple[SiteTyped, Weather, _Parts]:
    """Site, weather and all other parts; DataError with everything that is wrong in any of them."""
    from wattwright.evaluate.supply import KINDS

    problems = _Problems()
    typed = (given["source"], given["campus"], given["place"], given["it_power"], given["phase"])
    site = problems.tried(lambda: site_of(*typed))
    parts = _Parts(
        problems.tried(lambda: _kinds(given["only"], given["without"], KINDS)) or (),
        problems.tried(lambda: _standing(given["standing"], KINDS)) or {},
        problems.tried(lambda: _contracts(given["contracts"])) or (),
        problems.tried(lambda: _limits(given["grid"])) or [],
        problems.tried(lambda: _prices(given["price_file"])),
    )
    problems.said += _out_of_range(given)
    weather = None if site is None else problems.tried(lambda: weather_at(given["weather"], site.place))
    if site is None or weather is None or problems.said:
        raise DataError("this supply cannot be asked for", problems.said)
    return site, weather, parts


def _limits(text: str | None) -> list[tuple[int, float]]:
    """Limits of the connection by year; none is given: as much as the load needs."""
    return [(0, math.inf)] if text is None else by_phase(text)


def _rules(given: dict[str, Any], phases: tuple[PhaseLoad, ...]) -> Rules:
    from wattwright.energy.site import Rules

    energy = max(float(one.load_mw.sum()) for one in phases)
    return Rules(
        None,
        None if given["carbon_cap"] is None else given["carbon_cap"] * energy,
        given["carbon_price"],
        given["carbon_free"],
        given["without_largest"],
        given["units"],
    )


def _loads(
    site: SiteTyped,
    weather: Weather,
    limits: list[tuple[int, float]],
    given: dict[str, Any],
) -> tuple[PhaseLoad, ...]:
    """Facility power by the hour of each phase, and the limit of the connection in its year."""
    import numpy as np

    from wattwright.assumptions import load as load_assumptions
    from wattwright.energy.hourly import campus_year
    from wattwright.evaluate.supply import PhaseLoad

    cooling = {
        name.partition(".")[2]: one.value
        for name, one in load_assumptions().items()
        if name.startswith("cooling.")
    }
    found = []
    for phase in _chosen(site, given):
        year = campus_year(phase.it_power_mw * given["load_factor"], weather, given["design"], cooling)
        load = np.array(year.facility_power_mw)
        limit = max((one for when, one in limits if when <= phase.year or not when), default=0.0)
        found.append(PhaseLoad(phase.name, phase.year, load, min(limit, float(load.max()))))
    return tuple(found)


def _chosen(site: SiteTyped, given: dict[str, Any]) -> list[SitePhase]:
    """All dated phases that are larger than those before, or the last one alone."""
    typed = given["it_power"] is not None
    dated = [one for one in site.phases if one.year] or list(site.phases)
    if typed or given["phase"] is not None:
        return list(site.phases)
    if not given["all_phases"]:
        return dated[-1:]
    grown: list[SitePhase] = []
    for one in dated:
        if one.year >= date.today().year and (not grown or one.it_power_mw > grown[-1].it_power_mw):
            grown.append(one)
    return grown or dated[-1:]


def _kinds(only: str | None, without: str | None, kinds: tuple[str, ...]) -> tuple[str, ...]:
    listed = kinds if only is None else tuple(one.strip() for one in only.split(",") if one.strip())
    left = () if without is None else tuple(one.strip() for one in without.split(",") if one.strip())
    unknown = [one for one in (*listed, *left) if one not in kinds]
    if unknown:
        near = [f"{one}: known are {', '.join(nearest_names(one, kinds) or kinds)}" for one in unknown]
        raise DataError("kinds of plant", near)
    return tuple(one for one in listed if one not in left)


def _standing(text: str | None, kinds: tuple[str, ...]) -> dict[str, float]:
    found, problems = {}, []
    for part in (text or "").split(","):
        name, _, amount = part.strip().partition("=")
        if not part.strip():
            continue
        if name not in kinds or not amount:
            problems.append(f"{part.strip()!r}: write KIND=POWER with a kind of {', '.join(kinds)}")
            continue
        found[name] = megawatts_of(amount)
    if problems:
        raise DataError("--standing", problems)
    return found


def _contracts(texts: tuple[str, ...]) -> tuple[Contract, ...]:
    from wattwright.evaluate.supply import Contract

    matches = [(text, _CONTRACT.match(text)) for text in texts]
    wrong = [f"{text!r}: write NAME = 200 MW at 85" for text, match in matches if match is None]
    if wrong:
        raise DataError("--contract", wrong)
    return tuple(
        Contract(one[1], megawatts_of(one[2]), float(one[3])) for _, one in matches if one is not None
    )


def _prices(path: Path | None) -> NDArray[np.float64] | None:
    """8,760 prices: the only column, or the one called price, of a CSV; negative ones are possible."""
    import numpy as np

    if path is None:
        return None
    if not path.is_file():
        raise DataError(f"{path}: no such file", ["a CSV with 8,760 prices in USD/MWh is expected"])
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines) if row]
    head = [one.strip().casefold() for one in rows[0]] if rows else []
    column = head.index("price") if "price" in head else len(head) - 1
    body, problems = rows, []
    try:
        float(head[column])
    except (ValueError, IndexError):
        body = rows[1:]
    try:
        values = np.array([float(row[column]) for row in body])
    except (ValueError, IndexError):
        raise DataError(str(path), ["holds something that is no price"]) from None
    problems += [] if len(values) == _HOURS else [f"holds {len(values)} prices; a year has {_HOURS} hours"]
    problems += [] if np.isfinite(values).all() else ["holds something that is no number"]
    if problems:
        raise DataError(str(path), problems)
    return values


def _out_of_range(given: dict[str, Any]) -> list[str]:
    """Amounts below 0 and shares above 1; prices of energy may be negative."""
    at_least = ("demand_charge", "capacity_charge", "carbon_cap", "carbon_price", "gas_price")
    problems = [
        f"--{name.replace('_', '-')} is {given[name]:g}; nothing below 0 is possible"
        for name in at_least
        if given[name] is not None and given[name] < 0
    ]
    if not 0 <= given["carbon_free"] <= 1:
        problems.append(f"--carbon-free is {given['carbon_free']:g}; 0 to 1 is possible")
    return problems
