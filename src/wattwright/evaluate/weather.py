"""Weather, sun and wind of a place: hours from its monthly normals in the catalog."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import Catalog
from wattwright.energy.sun import Irradiance, Position, synthetic_irradiance, tracker_output_share
from wattwright.energy.weather import Normals, Weather, synthetic_weather
from wattwright.energy.wind import synthetic_wind_m_per_s, turbine_output_share
from wattwright.errors import DataError, UnknownNameError

__all__ = ["generation_profiles", "nearest_place", "normals_of", "position_of", "weather_of"]

_EARTH_KM: Final = 6371.0
_COLUMNS: Final = {
    "dry_bulb_c": "dry_bulb_mean_c",
    "daily_max_c": "dry_bulb_daily_max_c",
    "daily_min_c": "dry_bulb_daily_min_c",
    "dew_point_c": "dew_point_mean_c",
}
_HUMID_GAP_K: Final = 5.0
"""Dew point below the mean where a place has no normal of humidity: a usual value of temperate climates."""

_SKY: Final = ("irradiation_kwh_per_m2_day", "direct_irradiation_kwh_per_m2_day", "wind_speed_m_per_s")


def normals_of(catalog: Catalog, place: str) -> Normals:
    """Monthly normals of a place of the catalog; UnknownNameError offers the nearest names."""
    name = catalog.resolve("place", place)

    columns = {field: _monthly(catalog, name, quantity) for field, quantity in _COLUMNS.items()}
    if np.isnan(columns["dry_bulb_c"]).any():
        known = [
            one for one in catalog.names("place") if catalog.latest("place", one, _COLUMNS["dry_bulb_c"])
        ]
        raise UnknownNameError("place with monthly normals", place, known)
    dew = columns["dew_point_c"]
    columns["dew_point_c"] = np.where(np.isnan(dew), columns["dry_bulb_c"] - _HUMID_GAP_K, dew)
    altitude = catalog.latest("place", name, "altitude_m")
    return Normals(**columns, altitude_m=float(altitude.value) if altitude and altitude.value else 0.0)


def _monthly(catalog: Catalog, name: str, quantity: str) -> np.ndarray:
    """Twelve normals of a place; those that are missing are no numbers."""
    found = [catalog.latest("place", name, quantity, f"month-{month:02d}") for month in range(1, 13)]
    return np.array([math.nan if fact is None or fact.value is None else float(fact.value) for fact in found])


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


def position_of(catalog: Catalog, place: str) -> Position:
    """Where a place of the catalog lies; DataError names what the catalog does not know of it."""
    name = catalog.resolve("place", place)
    facts = {one: catalog.latest("place", name, one) for one in ("lat", "lon", "utc_offset_h", "altitude_m")}
    missing = [one for one in ("lat", "lon", "utc_offset_h") if facts[one] is None]
    if missing:
        raise DataError(f"where {name} lies is not known", [f"{one} is missing" for one in missing])
    values = {one: float(fact.value) if fact and fact.value else 0.0 for one, fact in facts.items()}
    return Position(values["lat"], values["lon"], values["utc_offset_h"], values["altitude_m"])


def generation_profiles(weather: Weather, catalog: Catalog, place: str) -> dict[str, np.ndarray]:
    """Output of sun and wind over rated power, by the hour: from the file's sky, else from the place's
    normals."""
    known = load_assumptions()
    position = position_of(catalog, place)
    if weather.sky is not None:
        ghi, dni, dhi, wind = weather.sky
        sun = Irradiance(ghi, dni, dhi)
    else:
        sun, wind = _made_sky(catalog, place, position)
    groups = {
        group: {
            name.partition(".")[2]: one.value for name, one in known.items() if name.startswith(f"{group}.")
        }
        for group in ("solar_output", "wind_output")
    }
    return {
        "solar": tracker_output_share(sun, position, weather.dry_bulb_c, wind, groups["solar_output"]),
        "wind": turbine_output_share(wind, groups["wind_output"]),
    }


def _made_sky(catalog: Catalog, place: str, position: Position) -> tuple[Irradiance, np.ndarray]:
    """Sun and wind of a year from a place's normals."""
    known = load_assumptions()
    columns = {name: _monthly(catalog, place, name) for name in _SKY}
    unknown = [name for name in _SKY if name != _SKY[1] and np.isnan(columns[name]).any()]
    if unknown:
        raise DataError(f"sun and wind of {place} are not known", [f"{name} is missing" for name in unknown])
    sun = synthetic_irradiance(
        position,
        columns[_SKY[0]],
        columns[_SKY[1]],
        spread=known["sky.clearness_spread"].value,
        persistence=known["sky.day_persistence"].value,
    )
    wind = synthetic_wind_m_per_s(
        columns[_SKY[2]],
        shape=known["sky.wind_shape"].value,
        persistence=known["sky.wind_persistence"].value,
        swing_share=known["sky.wind_swing_share"].value,
    )
    return sun, wind
