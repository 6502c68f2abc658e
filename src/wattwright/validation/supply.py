"""The supply program beside optima that other exact solvers agree on."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from wattwright.economics.finance import level_payment_usd
from wattwright.energy.site import Battery, Grid, Plant, Rules, Site, Stage
from wattwright.energy.supply import Supply, least_cost_supply
from wattwright.errors import DataError
from wattwright.validation.scoreboard import Row

__all__ = ["reference_case", "reference_site", "supply_rows"]

Array = NDArray[np.float64]
_KW = 1000.0
_AGREED = 1e-5
"""Relative difference up to which two optima are the same."""


def _case() -> dict[str, Any]:
    text = (files("wattwright") / "data" / "supply_cases.yaml").read_text(encoding="utf-8")
    case: dict[str, Any] = yaml.safe_load(text)
    return case


def reference_case(variant: str, weather: Path, hours: int | None = None) -> Supply:
    """The optimum of one variant (base, island without a grid, co2 with a cap), over the first `hours`.

    `weather` is the hourly CSV of Columbus with columns tdb, pv_cf_ac and wind_cf_rough.
    """
    return least_cost_supply(reference_site(variant, weather, hours))


def reference_site(variant: str, weather: Path, hours: int | None = None) -> Site:
    """What `reference_case` solves; costs of a year are those of the hours that are taken."""
    case = _case()
    columns = _columns(weather, hours)
    count = len(columns["tdb"])
    charge = float(level_payment_usd(1.0, case["interest_share"], case["life_years"])) * count / 8760
    yearly = count / 8760
    plants = tuple(
        Plant(
            name,
            _KW * (one["usd_per_kw"] * charge + one["usd_per_kw_year"] * yearly),
            one["usd_per_mwh"] + one["mmbtu_per_mwh"] * case["gas_usd_per_mmbtu"],
            one["mmbtu_per_mwh"] * case["gas_t_per_mmbtu"],
            columns.get(one.get("column", ""), np.ones(count)),
        )
        for name, one in case["plants"].items()
    )
    store = case["battery"]
    share = charge + store["yearly_share"] * yearly
    battery = Battery(
        _KW * store["usd_per_kw"] * share, _KW * store["usd_per_kwh"] * share, store["round_trip_share"]
    )
    limit = 0.0 if variant == "island" else float(case["grid_limit_mw"])
    load = np.full(count, float(case["load_mw"]))
    grid = Grid(limit, _price(case["price"], columns["tdb"]), case["grid_t_per_mwh"])
    cap = case["cap_t_per_mwh"] * float(load.sum()) if variant == "co2" else None
    rules = Rules(unserved_usd_per_mwh=case["shed_usd_per_mwh"], cap_t=cap)
    return Site((Stage(variant, load, grid),), plants, battery, rules=rules)


def _columns(path: Path, hours: int | None) -> dict[str, Array]:
    if not path.is_file():
        raise DataError(
            f"{path}: no such file", ["hourly weather of Columbus is expected: us_oh_columbus.csv"]
        )
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))[:hours]
    return {
        name: np.array([float(row[name]) for row in rows]) for name in ("tdb", "pv_cf_ac", "wind_cf_rough")
    }


def _price(given: dict[str, float], temperature_c: Array) -> Array:
    """Grid price from the hour of the day, heat and cold; rounded to thousandths."""
    hour = np.arange(len(temperature_c)) % 24
    hot = np.maximum(temperature_c - given["hot_from_c"], 0) ** given["power"]
    cold = np.maximum(given["cold_from_c"] - temperature_c, 0) ** given["power"]
    swing = given["swing"] * np.sin((hour - given["hour"]) / 24 * 2 * np.pi)
    return np.asarray(np.round(given["mean"] + swing + given["hot"] * hot + given["cold"] * cold, 3))


def supply_rows(weather: Path, variants: tuple[str, ...]) -> list[Row]:
    """Optima in million USD a year beside the reference ones."""
    known = _case()["optima_musd_per_year"]
    rows = []
    for variant in variants:
        found = reference_case(variant, weather).usd / 1e6
        ends = found * (1 - _AGREED), found * (1 + _AGREED)
        rows.append(
            Row(variant, known[variant], found, *ends, answered=True, traits={"figure": "MUSD per year"})
        )
    return rows
