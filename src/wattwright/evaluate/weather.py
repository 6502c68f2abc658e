"""Weather of a place: hours from its monthly normals in the catalog, or from a file."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Final

import numpy as np

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import Catalog
from wattwright.energy.weather import DAYS, Normals, Weather, relative_pressure, synthetic_weather, wet_bulb_c
from wattwright.errors import DataError, UnknownNameError

__all__ = ["nearest_place", "normals_of", "weather_from_csv", "weather_of"]

_EARTH_KM: Final = 6371.0
_COLUMNS: Final = {
    "dry_bulb_c": "dry_bulb_mean_c",
    "daily_max_c": "dry_bulb_daily_max_c",
    "daily_min_c": "dry_bulb_daily_min_c",
    "dew_point_c": "dew_point_mean_c",
}
_HUMID_GAP_K: Final = 5.0
"""Dew point below the mean where a place has no normal of humidity: a usual value of temperate climates."""

_HOURS: Final = 8760
_EXTREME_C: Final = 80


def normals_of(catalog: Catalog, place: str) -> Normals:
    """Monthly normals of a place of the catalog; UnknownNameError offers the nearest names."""
    name = catalog.resolve("place", place)

    def monthly(quantity: str) -> np.ndarray:
        found = [catalog.latest("place", name, quantity, f"month-{month:02d}") for month in range(1, 13)]
        return np.array(
            [math.nan if fact is None or fact.value is None else float(fact.value) for fact in found]
        )

    columns = {field: monthly(quantity) for field, quantity in _COLUMNS.items()}
    if np.isnan(columns["dry_bulb_c"]).any():
        known = [
            one for one in catalog.names("place") if catalog.latest("place", one, _COLUMNS["dry_bulb_c"])
        ]
        raise UnknownNameError("place with monthly normals", place, known)
    dew = columns["dew_point_c"]
    columns["dew_point_c"] = np.where(np.isnan(dew), columns["dry_bulb_c"] - _HUMID_GAP_K, dew)
    altitude = catalog.latest("place", name, "altitude_m")
    return Normals(**columns, altitude_m=float(altitude.value) if altitude and altitude.value else 0.0)


def weather_of(normals: Normals) -> Weather:
    """The documented year of these normals, with the shipped constants of group `weather`."""
    known = load_assumptions()

    def one(name: str) -> float:
        return known[f"weather.{name}"].value

    return synthetic_weather(
        normals,
        spread=(one("spread_base_k"), one("spread_by_season"), one("spread_by_range")),
        course_share=one("course_share"),
        persistence=one("persistence"),
        clear_share=one("clear_share"),
    )


def nearest_place(catalog: Catalog, latitude: float, longitude: float) -> tuple[str, float]:
    """The place with normals that lies nearest, and how far away it is in km."""
    found = []
    for name in catalog.names("place"):
        where = [catalog.latest("place", name, one) for one in ("lat", "lon")]
        if catalog.latest("place", name, _COLUMNS["dry_bulb_c"], "month-01") and all(where):
            there = [math.radians(float(fact.value)) for fact in where if fact and fact.value is not None]
            found.append((_distance_km(math.radians(latitude), math.radians(longitude), *there), name))
    if not found:
        raise DataError("no place with normals is known", ["name one with --place"])
    distance, name = min(found)
    return name, distance


def _distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    part = math.sin((other_lat - lat) / 2) ** 2
    part += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(part))


def weather_from_csv(path: Path, altitude_m: float = 0.0) -> Weather:
    """The hours in a CSV table with columns `tdb` and `tdp` or `twb` (°C); DataError lists what is wrong."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    humid = next((name for name in ("twb", "tdp") if rows and rows[0].get(name)), "")
    problems = [] if len(rows) == _HOURS else [f"{len(rows)} rows; a year has {_HOURS} hours"]
    values: dict[str, np.ndarray] = {}
    for name in ("tdb", humid) if humid else ("tdb",):
        values[name], said = _column(rows, name)
        problems += said
    if problems:
        raise DataError(f"{path.name} is no hourly weather of a year", problems)
    dry = values["tdb"]
    month = np.repeat(np.arange(12), [24 * days for days in DAYS])
    if humid == "twb":
        return Weather(dry, np.minimum(values["twb"], dry), np.full(_HOURS, np.nan), month)
    dew = np.minimum(values["tdp"], dry) if humid else dry - _HUMID_GAP_K
    return Weather(dry, np.asarray(wet_bulb_c(dry, dew, relative_pressure(altitude_m))), dew, month)


def _column(rows: list[dict[str, str]], name: str) -> tuple[np.ndarray, list[str]]:
    """One column as numbers, and what is wrong with it."""
    if not rows or name not in rows[0]:
        return np.empty(0), [f"column {name} (°C) is missing"]
    try:
        values = np.array([row[name] for row in rows], dtype=np.float64)
    except ValueError:
        return np.empty(0), [f"column {name} holds something that is no number"]
    good = bool((np.abs(values) < _EXTREME_C).all())
    return values, [] if good else [f"column {name} leaves -{_EXTREME_C} to {_EXTREME_C} °C"]
