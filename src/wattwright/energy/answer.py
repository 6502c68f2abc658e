"""The solution of a supply program by name: what stands, what runs, what it costs, and what limits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.assembly import UNSERVED, Assembled, Bounds
from wattwright.energy.interior import Point, Solution
from wattwright.energy.site import Site

__all__ = ["Shortfall", "StageSupply", "Supply", "read", "shortfalls"]

Array = NDArray[np.float64]
_NONE_SHARE: Final = 1e-5
"""Capacity or energy below this part of the load counts as none."""
_UNITS: Final = {"emissions": "t", "carbon-free": "MWh", "reserve": "MW"}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A rule that cannot be kept: which, in which stage, and by how much in its own unit; hours for load."""

    rule: str
    stage: str
    amount: float
    unit: str
    hours: int = 0


@dataclass(frozen=True, slots=True)
class StageSupply:
    """One stage: capacities (MW) and energy of the battery (MWh), hourly flows by name (MW; MWh for
    `stored`), price of one more MWh of load by the hour, yearly emissions (t), yearly cost by part (USD),
    energy (MWh) of the load and of what was not used of each plant, and the part of the load's energy that is
    not carbon-free.
    """

    name: str
    capacity_mw: Mapping[str, float]
    battery_mwh: float
    dispatch_mw: Mapping[str, Array]
    price_usd_per_mwh: Array
    emissions_t: float
    usd_per_year: Mapping[str, float]
    load_mwh: float
    unused_mwh: Mapping[str, float]
    fossil_share: float

    @property
    def usd_per_mwh(self) -> float:
        """Cost of the year over the energy of the load."""
        return sum(self.usd_per_year.values()) / self.load_mwh


@dataclass(frozen=True, slots=True)
class Supply:
    """The cheapest supply of all stages together, its proof, and what limits it.

    `usd` is the cost over all stages, each by its years, and `bound_usd` what no supply can go below. By
    stage, `shadow_usd` says what one more unit of a rule's bound saves in a year, `grid_usd_per_mw` what one
    more MW of connection saves, `margin_usd_per_mw` how much cheaper a MW of a kind that is not built would
    have to be.
    """

    usd: float
    bound_usd: float
    stages: tuple[StageSupply, ...]
    shadow_usd: tuple[Mapping[str, float], ...]
    grid_usd_per_mw: tuple[float, ...]
    margin_usd_per_mw: tuple[Mapping[str, float], ...]
    shortfalls: tuple[Shortfall, ...]
    steps: int
    start: Point

    @property
    def gap_share(self) -> float:
        """How far the cost may lie above the least one, over the cost."""
        return abs(self.usd - self.bound_usd) / max(abs(self.usd), 1e-12)


def read(made: Assembled, found: Solution, site: Site, bounds: Bounds = MappingProxyType({})) -> Supply:
    """The solution by name and stage."""
    hours, built = site.hours, [*(one.name for one in site.plants), "battery", "battery energy"]
    limit = found.limit_usd_per_mwh[made.flows["grid"]]
    shadow, grid, margin = [], [], []
    for place, (stage, columns) in enumerate(zip(site.stages, made.columns, strict=True)):
        rows = made.rows[place]
        shadow.append({name: float(found.shadow_usd[at]) / stage.years for name, at in rows.items()})
        peaks = [at for name, at in columns.items() if name.startswith("grid")]
        rent = float(limit[place * hours : (place + 1) * hours].sum())
        grid.append((float(found.most_usd[peaks].sum()) if peaks else rent) / stage.years)
        margin.append(
            {name: float(found.margin_usd[columns[name]]) / stage.years for name in built if name in columns}
        )
    stages = tuple(_Reader(made, found, site, bounds, place).stage() for place in range(len(site.stages)))
    return Supply(
        found.usd,
        found.bound_usd,
        stages,
        tuple(shadow),
        tuple(grid),
        tuple(margin),
        shortfalls(made, found, site),
        found.steps,
        found.start,
    )


class _Reader:
    """One stage of a solution."""

    def __init__(self, made: Assembled, found: Solution, site: Site, bounds: Bounds, place: int) -> None:
        self.made, self.found, self.site, self.place = made, found, site, place
        self.bounds, self.columns = bounds, made.columns[place]
        self.data = site.stages[place]
        self.here = slice(place * site.hours, (place + 1) * site.hours)
        self.least_mw = _NONE_SHARE * float(self.data.load_mw.max())
        self.flows = {name: self._flow(name) for name in made.flows}

    def _flow(self, name: str) -> Array:
        """A flow without the last traces of the search."""
        values = self.found.flow_mw[self.made.flows[name], self.here]
        return np.where(values > self.least_mw, values, 0.0)

    def _built(self, name: str) -> float:
        """Capacity that this stage pays for."""
        low = self.bounds.get((self.place, name), (0.0, 0.0))[0]
        more = float(self.found.capacity_mw[self.columns[name]]) if name in self.columns else 0.0
        return low + more if low + more > self.least_mw else 0.0

    def stage(self) -> StageSupply:
        """The stage by name."""
        site, data = self.site, self.data
        load_mwh = float(data.load_mw.sum())
        dispatch = dict(self.flows)
        for one in site.plants:
            if one.take_share:
                dispatch[one.name] = dispatch[one.name] + dispatch.pop(f"{one.name} taken")
        if site.battery is not None:
            dispatch["stored"] = self.found.stored_mwh[self.here]
        emitted = {"grid": data.grid.t_per_mwh} | {one.name: one.t_per_mwh for one in site.plants}
        fossil = {"grid": data.grid.fossil_share} | {one.name: one.fossil_share for one in site.plants}
        tons = sum(each * float(dispatch[name].sum()) for name, each in emitted.items())
        built_mw = {one.name: self._built(one.name) + one.standing_mw for one in site.plants}
        built_mw |= {} if site.battery is None else {"battery": self._built("battery")}
        unused = {
            one.name: max(float(one.available.sum() * built_mw[one.name] - dispatch[one.name].sum()), 0.0)
            for one in site.plants
        }
        return StageSupply(
            data.name,
            built_mw,
            0.0 if site.battery is None else self._built("battery energy"),
            dispatch,
            self.found.price_usd_per_mwh[self.here] / data.years,
            tons,
            self._usd(tons),
            load_mwh,
            unused,
            sum(each * float(dispatch[name].sum()) for name, each in fossil.items()) / load_mwh,
        )

    def _usd(self, tons: float) -> dict[str, float]:
        """Cost of a year by part: connection, each plant, battery, emissions, and load that is not served."""
        site, data = self.site, self.data
        peaks = sum(
            self.made.program.capacities[at].usd_per_mw / data.years * float(self.found.capacity_mw[at])
            for name, at in self.columns.items()
            if name.startswith("grid")
        )
        usd = {"grid": float(data.grid.usd_per_mwh @ self.flows["grid"]) + peaks}
        for one in site.plants:
            run = one.usd_per_mwh * float(self.flows[one.name].sum())
            usd[one.name] = one.usd_per_mw_year * self._built(one.name) + run
        if site.battery is not None:
            store = site.battery
            usd["battery"] = store.usd_per_mw_year * self._built("battery")
            usd["battery"] += store.usd_per_mwh_year * self._built("battery energy")
        usd["emissions"] = site.rules.usd_per_t * tons
        for name in (UNSERVED, *(one.name for one in site.flexible)):
            usd_each = self.made.program.flows[self.made.flows[name]].usd_per_mwh[self.here] / data.years
            usd[name] = float(usd_each @ self.flows[name])
        if site.rules.unserved_usd_per_mwh is None:
            usd[UNSERVED] = 0.0  # the last way out is no price
        return usd


def shortfalls(made: Assembled, found: Solution, site: Site) -> tuple[Shortfall, ...]:
    """Rules that only hold by their last way out."""
    short = []
    for place, stage in enumerate(site.stages):
        peak = float(stage.load_mw.max())
        scales = {"t": float(stage.load_mw.sum()), "MWh": float(stage.load_mw.sum()), "MW": peak}
        for rule, unit in _UNITS.items():
            at = made.columns[place].get(f"beyond {rule}")
            amount = 0.0 if at is None else float(found.capacity_mw[at])
            if amount > _NONE_SHARE * scales[unit]:
                short.append(Shortfall(rule, stage.name, amount, unit))
        here = slice(place * site.hours, (place + 1) * site.hours)
        missed = found.flow_mw[made.flows[UNSERVED], here]
        hours = int((missed > _NONE_SHARE * peak).sum())
        if site.rules.unserved_usd_per_mwh is None and hours:
            short.append(Shortfall(UNSERVED, stage.name, float(missed.max()), "MW", hours))
    return tuple(short)
