"""Sun of a place by the hour, made from monthly normals, and what trackers make of it.

Positions of the sun, clear sky, split into beam and sky light and tracking are pvlib's. Days are clear or
cloudy by chance with a fixed seed; every month keeps its normals of global and of beam irradiation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.weather import DAYS, spells

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Irradiance", "Position", "synthetic_irradiance", "tracker_output_share"]

Array = NDArray[np.float64]
_SEED: Final = 20250715
_CLEAREST: Final = 1.06
"""Clearest day over the clear sky of pvlib's simple model."""
_BEAM_W_PER_M2: Final = 1050.0
_LOW_SUN: Final = 0.02
"""Cosine of the zenith below which beam light is not told from sky light."""
_HALVINGS: Final = 50
_RATED_C: Final = 25.0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a place lies: degrees north and east, hours ahead of UTC, metres above the sea."""

    lat: float
    lon: float
    utc_offset_h: float
    altitude_m: float


@dataclass(frozen=True, slots=True)
class Irradiance:
    """Hours of a year (8760,) in W/m²: global on a level plane, beam on a plane that faces the sun, sky
    light."""

    ghi_w_per_m2: Array
    dni_w_per_m2: Array
    dhi_w_per_m2: Array


def _times(position: Position) -> pd.DatetimeIndex:
    """Middles of the hours of a common year in local standard time."""
    from datetime import timedelta, timezone

    import pandas as pd

    zone = timezone(timedelta(hours=position.utc_offset_h))
    return pd.date_range("2019-01-01 00:30", periods=24 * sum(DAYS), freq="h", tz=zone)


def _day_of_year() -> Array:
    """Day of each hour, from 1."""
    return np.repeat(np.arange(1.0, sum(DAYS) + 1), 24)


def _sun(position: Position, times: pd.DatetimeIndex) -> tuple[Array, Array]:
    """Apparent zenith and azimuth of the sun in degrees."""
    from pvlib.solarposition import get_solarposition

    found = get_solarposition(times, position.lat, position.lon, altitude=position.altitude_m)
    return found["apparent_zenith"].to_numpy(), found["azimuth"].to_numpy()


def synthetic_irradiance(
    position: Position,
    ghi_kwh_per_m2_day: Array,
    dni_kwh_per_m2_day: Array,
    *,
    spread: float,
    persistence: float,
) -> Irradiance:
    """The sun of a year with these monthly normals, each of shape (12,).

    `spread` says how far clear and cloudy days lie apart, `persistence` how much of a day the next one keeps.
    Where beam normals are no numbers, the split of global light decides alone.
    """
    import pandas as pd
    from pvlib.clearsky import haurwitz
    from pvlib.irradiance import erbs

    times = _times(position)
    zenith, _ = _sun(position, times)
    up = np.maximum(np.cos(np.radians(zenith)), 0.0)
    clear = haurwitz(pd.Series(zenith, times))["ghi"].to_numpy()
    month = np.repeat(np.arange(12), DAYS)
    clearness = _clearness(clear, month, ghi_kwh_per_m2_day, spread, spells(persistence, month, _SEED))
    ghi = np.repeat(clearness, 24) * clear
    beam = np.asarray(erbs(ghi, zenith, _day_of_year())["dni"])
    hours = np.repeat(month, 24)
    wanted = dni_kwh_per_m2_day * np.array(DAYS) * 1e3 / np.maximum(np.bincount(hours, beam), 1.0)
    beam = beam * np.where(np.isfinite(wanted), wanted, 1.0)[hours]
    most = np.where(up > _LOW_SUN, ghi / np.maximum(up, _LOW_SUN), 0.0)
    beam = np.minimum(np.minimum(beam, most), _BEAM_W_PER_M2)
    return Irradiance(ghi, beam, np.maximum(ghi - beam * up, 0.0))


def _clearness(
    clear: Array, month: NDArray[np.intp], ghi_kwh_per_m2_day: Array, spread: float, chance: Array
) -> Array:
    """Global over clear-sky light of each day, between none and the clearest, with each month's normal."""
    days = clear.reshape(-1, 24).sum(1) / 1e3
    found = np.empty(len(days))
    for one in range(12):
        here = month == one
        wanted = ghi_kwh_per_m2_day[one] * here.sum()
        low, high = -8.0, 8.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            found[here] = _CLEAREST / (1 + np.exp(-(middle + spread * chance[here])))
            low, high = (middle, high) if found[here] @ days[here] < wanted else (low, middle)
    return found


def tracker_output_share(
    sun: Irradiance,
    position: Position,
    dry_bulb_c: Array,
    wind_m_per_s: Array,
    given: Mapping[str, float],
) -> Array:
    """Output of one-axis trackers over their rated AC power, by the hour (8760,).

    `given` are the assumptions of group `solar_output`: ground cover, DC over AC, losses, inverter, loss of
    output per kelvin. Cell temperature is Sandia's for open racks, the sky Hay and Davies'.
    """
    import pandas as pd
    from pvlib.irradiance import get_extra_radiation, get_total_irradiance
    from pvlib.temperature import TEMPERATURE_MODEL_PARAMETERS, sapm_cell
    from pvlib.tracking import singleaxis

    times = _times(position)
    zenith, azimuth = (pd.Series(one, times) for one in _sun(position, times))
    turned = singleaxis(
        zenith, azimuth, axis_azimuth=180, max_angle=60, backtrack=True, gcr=given["ground_cover_share"]
    )
    plane = get_total_irradiance(
        turned["surface_tilt"].fillna(0.0),
        turned["surface_azimuth"].fillna(180.0),
        zenith,
        azimuth,
        *(pd.Series(one, times) for one in (sun.dni_w_per_m2, sun.ghi_w_per_m2, sun.dhi_w_per_m2)),
        dni_extra=pd.Series(get_extra_radiation(_day_of_year()), times),
        model="haydavies",
    )["poa_global"]
    light = np.nan_to_num(plane.to_numpy(), nan=0.0)
    rack = TEMPERATURE_MODEL_PARAMETERS["sapm"]["open_rack_glass_polymer"]
    cell_c = sapm_cell(light, dry_bulb_c, wind_m_per_s, **rack)
    warm = 1 - given["warm_loss_per_k"] * (cell_c - _RATED_C)
    made = given["dc_ac_ratio"] * (1 - given["dc_loss_share"]) * given["inverter_share"] * light / 1e3 * warm
    return np.asarray(np.clip(made, 0.0, 1.0), dtype=np.float64)
