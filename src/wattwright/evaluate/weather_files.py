"""Hourly weather from files: EPW and TMY3 through pvlib, and plain CSV tables; all that is wrong is said at
once."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.weather import DAYS, Weather, relative_pressure, wet_bulb_c
from wattwright.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["weather_from_file", "weather_from_pvgis"]

Array = NDArray[np.float64]
_HOURS: Final = 8760
_LEAP_HOURS: Final = 8784
_LIMITS: Final = {
    "tdb": ("dry bulb", -80.0, 80.0, "°C"),
    "tdp": ("dew point", -90.0, 60.0, "°C"),
    "twb": ("wet bulb", -80.0, 60.0, "°C"),
    "ghi": ("global irradiance", 0.0, 1500.0, "W/m²"),
    "dni": ("beam irradiance", 0.0, 1500.0, "W/m²"),
    "dhi": ("sky irradiance", 0.0, 1000.0, "W/m²"),
    "wspd": ("wind", 0.0, 75.0, "m/s"),
}
"""Columns with their names and the values that weather can take."""
_SKY: Final = ("ghi", "dni", "dhi", "wspd")
_MISSING: Final = {"tdb": 99.9, "tdp": 99.9, "ghi": 9999.0, "dni": 9999.0, "dhi": 9999.0, "wspd": 999.0}
"""How EPW writes a value that is missing."""
_DEW_ABOVE_K: Final = 1.0
_HUMID_GAP_K: Final = 5.0
"""Dew point below the dry bulb where a file tells no humidity: a usual value of temperate climates."""
_PVLIB: Final = {
    "temp_air": "tdb",
    "temp_dew": "tdp",
    "ghi": "ghi",
    "dni": "dni",
    "dhi": "dhi",
    "wind_speed": "wspd",
}


def weather_from_file(path: Path, altitude_m: float = 0.0) -> Weather:
    """The year in an EPW file, a TMY3 file, or a CSV table with columns `tdb` and `tdp` or `twb` (°C), and
    `ghi`, `dni`, `dhi` (W/m²), `wspd` (m/s at 10 m) where sun and wind matter.

    29 February of a leap year is left out. DataError lists what is missing, too much or impossible.
    """
    if not path.is_file():
        raise DataError(f"{path}: no such file", ["hourly weather as EPW, TMY3 or CSV is expected"])
    if path.suffix.casefold() == ".epw":
        return _from_pvlib(path, altitude_m, _epw)
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        head = [lines.readline(), lines.readline()]
    if "Date (MM/DD/YYYY)" in head[1] or head[0].startswith("Date (MM/DD/YYYY)"):
        return _from_pvlib(path, altitude_m, _tmy3)
    return _from_table(path, altitude_m)


def weather_from_pvgis(
    latitude: float, longitude: float, fetched: Callable[..., tuple[pd.DataFrame, object]] | None = None
) -> Weather:
    """A typical year of the European Commission's PVGIS, which needs a network; DataError says why it
    failed."""
    from pvlib.iotools import get_pvgis_tmy

    try:
        table = (fetched or get_pvgis_tmy)(latitude, longitude, map_variables=True)[0]
    except Exception as error:  # noqa: BLE001 - whatever the network or the service does
        raise DataError(
            "PVGIS gave no weather",
            [f"{type(error).__name__}: {error}", "use --weather FILE or a known --place"],
        ) from None
    return _checked("PVGIS", _columns(table), 0.0)


def _epw(path: Path) -> tuple[pd.DataFrame, float]:
    from pvlib.iotools import read_epw

    table, about = read_epw(path, coerce_year=2019)
    return table, float(about.get("altitude") or 0.0)


def _tmy3(path: Path) -> tuple[pd.DataFrame, float]:
    from pvlib.iotools import read_tmy3

    table, about = read_tmy3(path, coerce_year=2019, map_variables=True)
    return table, float(about.get("altitude") or 0.0)


def _from_pvlib(path: Path, altitude_m: float, read: Callable[[Path], tuple[pd.DataFrame, float]]) -> Weather:
    try:
        table, height = read(path)
    except Exception as error:  # noqa: BLE001 - pvlib and pandas raise many kinds for a broken file
        raise DataError(
            f"{path.name} cannot be read as {path.suffix.lstrip('.').upper()} weather",
            [f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'}"],
        ) from None
    return _checked(path.name, _columns(table), altitude_m or height)


def _columns(table: pd.DataFrame) -> dict[str, Array]:
    """Columns by our names, without 29 February, missing values as no numbers."""
    if len(table) == _LEAP_HOURS and hasattr(table.index, "month"):
        table = table[~((table.index.month == 2) & (table.index.day == 29))]
    found = {}
    for name, ours in _PVLIB.items():
        if name in table:
            values = table[name].to_numpy(dtype=np.float64)
            found[ours] = np.where(values >= _MISSING[ours], np.nan, values)
    return found


def _from_table(path: Path, altitude_m: float) -> Weather:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if len(rows) == _LEAP_HOURS:
        rows = rows[: 24 * 59] + rows[24 * 60 :]
    known = [name for name in _LIMITS if rows and name in rows[0] and any(row[name] for row in rows)]
    columns, problems = {}, []
    for name in known:
        try:
            columns[name] = np.array([row[name] or "nan" for row in rows], dtype=np.float64)
        except ValueError:
            problems.append(f"column {name} holds something that is no number")
    if "tdb" not in known:
        problems.append("column tdb (°C) is missing")
    if problems:
        problems += [] if len(rows) == _HOURS else [f"{len(rows)} rows; a year has {_HOURS} hours"]
        problems += [one for name, values in columns.items() for one in _implausible(name, values)]
        raise DataError(f"{path.name} is no hourly weather of a year", problems)
    return _checked(path.name, columns, altitude_m)


def _checked(name: str, columns: dict[str, Array], altitude_m: float) -> Weather:
    """The weather of a year, or everything that is wrong with it."""
    count = len(next(iter(columns.values()), np.empty(0)))
    problems = []
    if count != _HOURS:
        short = f"; {_HOURS - count} hours are missing" if count < _HOURS else ""
        problems.append(f"{count} rows; a year has {_HOURS} hours{short}")
    for column in ("tdb",):
        problems += [] if column in columns else [f"column {column} (°C) is missing"]
    for column, values in columns.items():
        problems += _implausible(column, values)
    if "tdb" in columns and "tdp" in columns:
        above = np.flatnonzero(columns["tdp"] > columns["tdb"] + _DEW_ABOVE_K)
        if len(above):
            problems.append(f"dew point above dry bulb in {len(above)} hours, first hour {above[0] + 1}")
    if problems:
        raise DataError(f"{name} is no hourly weather of a year", problems)
    return _weather(columns, altitude_m)


def _implausible(column: str, values: Array) -> list[str]:
    """Values of one column that are missing or that no weather has."""
    title, low, high, unit = _LIMITS[column]
    missing = np.flatnonzero(~np.isfinite(values))
    said = (
        [f"{title} is missing in {len(missing)} hours, first hour {missing[0] + 1}"] if len(missing) else []
    )
    with np.errstate(invalid="ignore"):
        wrong = np.flatnonzero((values < low) | (values > high))
    if len(wrong):
        at = wrong[0]
        where = f"in {len(wrong)} hours, first hour {at + 1}: {values[at]:g}"
        said.append(f"{title} leaves {low:g} to {high:g} {unit} {where}")
    return said


def _weather(columns: dict[str, Array], altitude_m: float) -> Weather:
    dry = columns["tdb"]
    month = np.repeat(np.arange(12), [24 * days for days in DAYS])
    sky = tuple(columns[one] for one in _SKY) if all(one in columns for one in _SKY) else None
    if "twb" in columns and "tdp" not in columns:
        return Weather(dry, np.minimum(columns["twb"], dry), np.full(_HOURS, np.nan), month, sky)  # type: ignore[arg-type]
    dew = np.minimum(columns["tdp"], dry) if "tdp" in columns else dry - _HUMID_GAP_K
    wet = np.asarray(wet_bulb_c(dry, dew, relative_pressure(altitude_m)))
    if "twb" in columns:
        wet = np.minimum(columns["twb"], dry)
    return Weather(dry, wet, dew, month, sky)  # type: ignore[arg-type]
