"""Years made from monthly normals beside hourly files: mean, design temperature, and the PUE that follows."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import numpy as np

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import Catalog
from wattwright.energy.hourly import campus_year
from wattwright.energy.weather import Weather
from wattwright.errors import DataError
from wattwright.evaluate.weather import generation_profiles, normals_of, weather_of
from wattwright.evaluate.weather_files import weather_from_file
from wattwright.validation.scoreboard import Row

__all__ = ["weather_rows"]

_ZERO_K: Final = 273.15
_YIELD: Final = "pv_cf_ac"
_US: Final = "us_"
"""Only these files have a sun that can be trusted: the European ones read 15 to 30 % too dark."""
_TOLERANCES: Final = {"mean temperature, K": 1.0, "99 % temperature, K": 2.5, "annual PUE, air": 0.01}
"""What is compared → how far the made year may lie from the file."""


def weather_rows(folder: Path, catalog: Catalog) -> list[Row]:
    """Rows of every hourly file in `folder` whose place has normals; its `INDEX.csv` names the places.

    Intervals are the tolerances around what the made year gives. DataError where the folder holds no index.
    """
    index = folder / "INDEX.csv"
    if not index.is_file():
        raise DataError(
            f"{folder} holds no hourly years", ["INDEX.csv with columns slug and place is missing"]
        )
    with index.open(encoding="utf-8-sig", newline="") as lines:
        places = {row["slug"]: row["place"] for row in csv.DictReader(lines)}
    rows = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem in places and path != index:
            rows += _rows(places[path.stem], weather_from_file(path), catalog)
            rows += _solar_rows(path, places[path.stem], catalog)
    return rows


def _solar_rows(path: Path, place: str, catalog: Catalog) -> list[Row]:
    """Yield of trackers: made from normals beside the file's column, and from the file's own sun."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        column = [row.get(_YIELD) or "" for row in csv.DictReader(lines)]
    if not all(column) or not path.stem.startswith(_US):
        return []
    measured = float(np.mean([float(one) for one in column]))
    file = weather_from_file(path)
    found = {
        "solar yield, made": (
            generation_profiles(weather_of(normals_of(catalog, place)), catalog, place),
            0.10,
        ),
        "solar yield, file's sun": (generation_profiles(file, catalog, place), 0.02),
    }
    return [
        Row(
            f"{place}, {name}",
            measured,
            float(profiles["solar"].mean()),
            float(profiles["solar"].mean()) * (1 - apart),
            float(profiles["solar"].mean()) * (1 + apart),
            answered=True,
            traits={"figure": name},
        )
        for name, (profiles, apart) in found.items()
    ]


def _rows(place: str, measured: Weather, catalog: Catalog) -> list[Row]:
    made = _figures(weather_of(normals_of(catalog, place)))
    return [
        Row(
            f"{place}, {name}",
            value,
            made[name],
            made[name] - _TOLERANCES[name],
            made[name] + _TOLERANCES[name],
            answered=True,
            traits={"figure": name},
        )
        for name, value in _figures(measured).items()
    ]


def _figures(weather: Weather) -> dict[str, float]:
    given = {
        name.partition(".")[2]: one.value
        for name, one in load_assumptions().items()
        if name.startswith("cooling.")
    }
    values = (
        float(weather.dry_bulb_c.mean()) + _ZERO_K,
        float(np.quantile(weather.dry_bulb_c, 0.99)) + _ZERO_K,
        float(campus_year(1000.0, weather, "air", given).annual_pue),
    )
    return dict(zip(_TOLERANCES, values, strict=True))
