"""A year of hourly weather from monthly normals: temperature with its daily course and its spells, humidity.

Deterministic: the same normals give the same year. Means of every month are those of the normals; how much
days differ within a month follows from the season and from the daily range, fitted on hourly years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real, equation

__all__ = [
    "DAYS",
    "Normals",
    "Weather",
    "day_spread_k",
    "relative_pressure",
    "spells",
    "synthetic_weather",
    "wet_bulb_c",
]

Array = NDArray[np.float64]
DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEED: Final = 20250714
_SUN_TIME: Final = (5.0, 15.0)
"""Hours of the day at which it is coldest and warmest."""


@dataclass(frozen=True, slots=True)
class Normals:
    """Monthly normals of a place, each of shape (12,), in °C: dry bulb, mean daily extremes, dew point."""

    dry_bulb_c: Array
    daily_max_c: Array
    daily_min_c: Array
    dew_point_c: Array
    altitude_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Weather:
    """Hours of a year, each of shape (8760,): dry bulb, wet bulb, dew point (°C), and the month (0 to 11).

    `sky` holds sun and wind where a file gave them: global, beam and sky light (W/m²), wind at 10 m (m/s).
    """

    dry_bulb_c: Array
    wet_bulb_c: Array
    dew_point_c: Array
    month: NDArray[np.intp]
    sky: tuple[Array, Array, Array, Array] | None = None


@equation(symbol=r"\sigma_d", latex=r"s_0 + s_1\,(T_\mathrm{max} - T_m) + s_2\,R_m", source="own-fit-weather")
def day_spread_k(
    season_gap_k: Real,
    daily_range_k: Real,
    spread_base_k: Real,
    spread_by_season: Real,
    spread_by_range: Real,
) -> Real:
    """Standard deviation of daily means within a month: larger in cold months and in dry, clear climates.

    >>> round(day_spread_k(25.0, 9.0, 0.39, 0.113, 0.142), 2)
    4.49
    """
    return spread_base_k + spread_by_season * season_gap_k + spread_by_range * daily_range_k


@equation(symbol=r"p / p_0", latex=r"\left(1 - 2.25577 \cdot 10^{-5}\,h\right)^{5.2559}", source="icao-1993")
def relative_pressure(altitude_m: Real) -> Real:
    """Air pressure over that at sea level, by the standard atmosphere.

    >>> print(relative_pressure(1600.0).round(3))
    0.824
    """
    return np.maximum(1 - 2.25577e-5 * altitude_m, 0.0) ** 5.2559


def _vapour_hpa(temperature_c: Array) -> Array:
    """Saturation pressure of water vapour, by Magnus."""
    return np.asarray(6.112 * np.exp(17.62 * temperature_c / (243.12 + temperature_c)))


@equation(symbol=r"T_w", latex=r"e(T_d) = e_s(T_w) - 6.62 \cdot 10^{-4}\,p\,(T - T_w)", source="wmo-2018")
def wet_bulb_c(dry_bulb_c: Real, dew_point_c: Real, pressure_share: Real) -> Real:
    """Wet bulb temperature from dry bulb, dew point and pressure, by the psychrometer equation.

    >>> print(np.round(wet_bulb_c(30.0, 20.0, 1.0), 1))
    23.0
    """
    dry = np.asarray(dry_bulb_c, dtype=np.float64)
    dew = np.minimum(np.asarray(dew_point_c, dtype=np.float64), dry)
    factor = 6.62e-4 * 1013.25 * pressure_share
    vapour, wet = _vapour_hpa(dew), (dry + 2 * dew) / 3
    for _ in range(6):
        here = _vapour_hpa(wet)
        slope = here * 17.62 * 243.12 / (243.12 + wet) ** 2 + factor
        wet = wet - (here - factor * (dry - wet) - vapour) / slope
    return np.asarray(np.clip(wet, dew, dry), dtype=np.float64)


def synthetic_weather(
    normals: Normals,
    *,
    spread: tuple[float, float, float],
    course_share: float,
    persistence: float,
    clear_share: float,
) -> Weather:
    """The hours of a year with these normals.

    `spread` are the constants of `day_spread_k`, `course_share` the daily course of the mean day over the
    mean daily range, `persistence` how much of a day's departure the next one keeps. A warm day of the warm
    half of the year is a clear one, a cold day of the cold half too: its daily course is wider by
    `clear_share` for each spread that it departs.
    """
    month = np.repeat(np.arange(12), DAYS)
    daily_range = normals.daily_max_c - normals.daily_min_c
    sigma = day_spread_k(normals.dry_bulb_c.max() - normals.dry_bulb_c, daily_range, *spread)
    departures = spells(persistence, month)
    departure = departures * np.asarray(sigma)[month]
    warm = normals.dry_bulb_c - normals.dry_bulb_c.mean()
    course = (
        course_share
        * (1 + clear_share * departures * (warm / np.abs(warm).max())[month])
        * daily_range[month]
    )
    means = _season(normals.dry_bulb_c, month) + departure
    hours = means[:, None] + np.maximum(course, 0.0)[:, None] * _course()[None, :]
    dew_days = _season(normals.dew_point_c, month) + departure
    dew = np.minimum(np.repeat(dew_days, 24), hours.ravel())
    dry = hours.ravel()
    wet = np.asarray(wet_bulb_c(dry, dew, relative_pressure(normals.altitude_m)))
    return Weather(dry, wet, dew, np.repeat(month, 24))


def _season(monthly: Array, month: NDArray[np.intp]) -> Array:
    """Daily values on straight lines between the middles of months, moved so that months keep their means."""
    ends = np.cumsum(DAYS)
    middles = ends - np.array(DAYS) / 2
    places = np.concatenate([[middles[-1] - 365], middles, [middles[0] + 365]])
    values = np.concatenate([[monthly[-1]], monthly, [monthly[0]]])
    days = np.interp(np.arange(365) + 0.5, places, values)
    shift = monthly - np.bincount(month, days) / np.array(DAYS)
    return np.asarray(days + shift[month])


def _course() -> Array:
    """Course of the mean day: mean 0, from -½ or so at the coldest hour to ½ or so at the warmest one."""
    coldest, warmest = _SUN_TIME
    hour = np.arange(24) + 0.5
    rising = warmest - coldest
    since = np.mod(hour - coldest, 24)
    phase = np.where(since < rising, since / rising, 1 + (since - rising) / (24 - rising))
    course = -np.cos(np.pi * phase) / 2
    return np.asarray(course - course.mean())


def spells(persistence: float, month: NDArray[np.intp], seed: int = _SEED) -> Array:
    """Departures of 365 days with unit spread and mean 0 in every month, each keeping a part of the last."""
    noise = np.random.default_rng(seed).standard_normal(365)
    days = np.empty(365)
    last = 0.0
    for day in range(365):
        last = persistence * last + np.sqrt(1 - persistence**2) * noise[day]
        days[day] = last
    count = np.bincount(month)
    days -= (np.bincount(month, days) / count)[month]
    days /= np.sqrt(np.bincount(month, days**2) / count)[month]
    return days
