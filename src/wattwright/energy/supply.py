"""Least-cost supply of a campus: capacities and hourly dispatch, as one linear program solved by HiGHS.

Variables an hour: grid, shed load, each plant, charge, discharge and energy in the battery; then one capacity
for each plant, the battery's power and its energy. The battery ends the year as it began it. Its round trip
is lost in equal parts on the way in and on the way out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wattwright.errors import DataError, InfeasibleError

__all__ = ["Battery", "Grid", "Plant", "Supply", "least_cost_supply"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plant:
    """A kind of plant: yearly cost of a MW, cost of a MWh, emissions (t/MWh), and output a MW by the hour."""

    name: str
    usd_per_mw_year: float
    usd_per_mwh: float
    t_per_mwh: float
    available: Array


@dataclass(frozen=True, slots=True)
class Battery:
    """Yearly cost of a MW and of a MWh, and the share of energy that comes back."""

    usd_per_mw_year: float
    usd_per_mwh_year: float
    round_trip_share: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Connection: limit (MW), price by the hour (USD/MWh), emissions (t/MWh)."""

    limit_mw: float
    usd_per_mwh: Array
    t_per_mwh: float


@dataclass(frozen=True, slots=True)
class Supply:
    """The cheapest supply: cost of a year (USD), capacities (MW), energy of the battery (MWh), dispatch by
    the hour (MW, and MWh for `stored`), price of one more MWh of load (USD/MWh), emissions (t).
    """

    usd_per_year: float
    capacity_mw: Mapping[str, float]
    battery_mwh: float
    dispatch_mw: Mapping[str, Array]
    price_usd_per_mwh: Array
    emissions_t: float


def least_cost_supply(
    load_mw: Array,
    grid: Grid,
    plants: Sequence[Plant],
    battery: Battery,
    *,
    shed_usd_per_mwh: float,
    cap_t: float | None = None,
) -> Supply:
    """Solves the linear program; shape of `load_mw` and of all hourly columns (hours,).

    `cap_t` bounds the emissions of the year. DataError lists columns of another length and values below 0;
    InfeasibleError where the cap cannot be met.
    """
    from scipy.optimize import linprog
    from scipy.sparse import csc_array

    _check(load_mw, grid, plants, battery)
    hours, count = len(load_mw), len(plants)
    usd, upper, size = _columns(grid, plants, battery, shed_usd_per_mwh, hours)
    balance = _balance(hours, count)
    storage = _storage(hours, count, battery.round_trip_share**0.5)
    limits, bound = _limits(plants, hours), np.zeros((count + 3) * hours)
    if cap_t is not None:
        emitted = np.zeros(size)
        emitted[:hours] = grid.t_per_mwh
        for place, plant in enumerate(plants):
            emitted[(2 + place) * hours : (3 + place) * hours] = plant.t_per_mwh
        limits = _stacked(limits, emitted)
        bound = np.append(bound, cap_t)
    rows, columns, values = (
        np.concatenate(pair) for pair in zip(balance, _shifted(storage, hours), strict=True)
    )
    equal = csc_array((values, (rows, columns)), shape=(2 * hours, size))
    below = csc_array((limits[2], (limits[0], limits[1])), shape=(len(bound), size))
    found = linprog(
        usd,
        A_ub=below,
        b_ub=bound,
        A_eq=equal,
        b_eq=np.concatenate([load_mw, np.zeros(hours)]),
        bounds=np.column_stack([np.zeros(size), upper]),
        method="highs",
    )
    if found.status != 0:
        raise InfeasibleError("no supply meets these limits", [str(found.message)])
    return _read(found, grid, plants, hours, usd)


def _check(load_mw: Array, grid: Grid, plants: Sequence[Plant], battery: Battery) -> None:
    hours = len(load_mw)
    columns = {"load": load_mw, "grid price": grid.usd_per_mwh} | {
        f"availability of {one.name}": one.available for one in plants
    }
    problems = [
        f"{name} has {len(values)} hours; {hours} are needed"
        for name, values in columns.items()
        if len(values) != hours
    ]
    problems += [
        f"{name} holds what is no number" for name, values in columns.items() if not np.isfinite(values).all()
    ]
    problems += ["load falls below 0"] if (load_mw < 0).any() else []
    problems += [] if grid.limit_mw >= 0 else [f"grid limit is {grid.limit_mw}; nothing below 0 is possible"]
    if not 0 < battery.round_trip_share <= 1:
        problems.append(f"the battery's round trip is {battery.round_trip_share}; a share above 0 is needed")
    if problems:
        raise DataError("this supply cannot be computed", problems)


def _columns(
    grid: Grid, plants: Sequence[Plant], battery: Battery, shed_usd_per_mwh: float, hours: int
) -> tuple[Array, Array, int]:
    """Cost and upper bound of every variable, in the order of the module's docstring, and their number."""
    count = len(plants)
    size = (5 + count) * hours + count + 2
    usd, upper = np.zeros(size), np.full(size, np.inf)
    usd[:hours], upper[:hours] = grid.usd_per_mwh, grid.limit_mw
    usd[hours : 2 * hours] = shed_usd_per_mwh
    for place, plant in enumerate(plants):
        usd[(2 + place) * hours : (3 + place) * hours] = plant.usd_per_mwh
        usd[(5 + count) * hours + place] = plant.usd_per_mw_year
    usd[-2:] = battery.usd_per_mw_year, battery.usd_per_mwh_year
    return usd, upper, size


Entries = tuple[Array, Array, Array]
"""Rows, columns and values of a sparse matrix."""


def _balance(hours: int, count: int) -> Entries:
    """Grid, shed, plants and discharge less charge meet the load."""
    here = np.arange(hours)
    blocks = [*range(2 + count), 2 + count, 3 + count]
    signs = [1.0] * (2 + count) + [-1.0, 1.0]
    return (
        np.tile(here, len(blocks)),
        np.concatenate([block * hours + here for block in blocks]),
        np.repeat(signs, hours),
    )


def _storage(hours: int, count: int, way: float) -> Entries:
    """Energy of an hour is that of the hour before, what is charged and what is discharged."""
    here = np.arange(hours)
    charge, discharge, stored = ((2 + count + step) * hours for step in range(3))
    return (
        np.tile(here, 4),
        np.concatenate([stored + here, stored + np.roll(here, 1), charge + here, discharge + here]),
        np.repeat([1.0, -1.0, -way, 1 / way], hours),
    )


def _limits(plants: Sequence[Plant], hours: int) -> Entries:
    """Plants below capacity times availability, charge and discharge below power, energy below energy."""
    count, here = len(plants), np.arange(hours)
    first = (5 + count) * hours
    owners = [*range(count), count, count, count + 1]
    rows, columns, values = [], [], []
    for row, place in enumerate(owners):
        scale = plants[row].available if row < count else np.ones(hours)
        rows += [row * hours + here] * 2
        columns += [(2 + row) * hours + here, np.full(hours, first + place)]
        values += [np.ones(hours), -scale]
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)


def _shifted(entries: Entries, rows: int) -> Entries:
    return entries[0] + rows, entries[1], entries[2]


def _stacked(entries: Entries, row: Array) -> Entries:
    """The matrix with one more row below."""
    last = entries[0].max() + 1
    columns = np.flatnonzero(row)
    return (
        np.append(entries[0], np.full(len(columns), last)),
        np.append(entries[1], columns),
        np.append(entries[2], row[columns]),
    )


def _read(found: object, grid: Grid, plants: Sequence[Plant], hours: int, usd: Array) -> Supply:
    """The solution by name."""
    values: Array = found.x  # type: ignore[attr-defined]
    prices: Array = found.eqlin.marginals[:hours]  # type: ignore[attr-defined]
    names = ["grid", "shed", *(one.name for one in plants), "charge", "discharge", "stored"]
    dispatch = {name: values[place * hours : (place + 1) * hours] for place, name in enumerate(names)}
    capacities = values[len(names) * hours :]
    kept = [*(one.name for one in plants), "battery"]
    emitted = grid.t_per_mwh * dispatch["grid"].sum() + sum(
        one.t_per_mwh * dispatch[one.name].sum() for one in plants
    )
    return Supply(
        float(usd @ values),
        dict(zip(kept, capacities[:-1].tolist(), strict=True)),
        float(capacities[-1]),
        dispatch,
        np.asarray(prices, dtype=np.float64),
        float(emitted),
    )
