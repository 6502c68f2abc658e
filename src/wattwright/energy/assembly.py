"""From a campus and what may supply it to the `program` of all its stages, and where each quantity stands in
it.

Hours of all stages follow each other. Each stage has its own capacities, which can only grow from one stage
to the next. Rules that may prove impossible get a last way out at a price beyond all others, so that an
answer says which rule breaks and by how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.program import Capacity, Flow, Program, Row, Store
from wattwright.energy.site import Battery, Grid, Plant, Site, Stage

__all__ = ["UNSERVED", "Assembled", "WayOut", "assemble"]

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Bounds = Mapping[tuple[int, str], tuple[float, float]]
UNSERVED: Final = "unserved"
_OFTEN: Final = 30.0
"""Capacity at most, over the highest load, where no other limit is given."""
_DAYS: Final = 30.0
"""Days of the highest load that a battery holds at most, where no other limit is given."""
_MONTHS: Final = 12
_TRACE: Final = 1e-6
"""What a battery that cannot stand yet keeps of its size: every hour of the store needs room."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """Prices of breaking a rule: of load, of energy or emissions beyond a bound, of firm capacity. With
    `alone` nothing else costs, so that the answer breaks the rules as little as possible.
    """

    usd_per_mwh: float = 1e5
    usd_per_t: float = 1e4
    usd_per_mw: float = 1e8
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Assembled:
    """The program; places of its capacities by stage and name, of its flows by name, of its rows by stage and
    name."""

    program: Program
    columns: tuple[dict[str, int], ...]
    flows: dict[str, int]
    rows: tuple[dict[str, int], ...]


def assemble(site: Site, bounds: Bounds = MappingProxyType({}), out: WayOut | None = None) -> Assembled:
    """The program of a site; `bounds` hold capacities (stage, plant) between two values (MW)."""
    return _Assembler(site, bounds, out or WayOut()).assembled()


class _Assembler:
    """Capacities, flows and rows while they are gathered."""

    def __init__(self, site: Site, bounds: Bounds, out: WayOut) -> None:
        self.site, self.bounds, self.out = site, bounds, out
        self.hours, self.count = site.hours, len(site.stages)
        self.all_hours = self.hours * self.count
        self.years = np.repeat([one.years for one in site.stages], self.hours)
        self.capacities: list[Capacity] = []
        self.flows: list[Flow] = []
        self.rows: list[Row] = []
        self.places: dict[str, int] = {}
        self.columns: tuple[dict[str, int], ...] = tuple({} for _ in site.stages)
        self.named: tuple[dict[str, int], ...] = tuple({} for _ in site.stages)

    def assembled(self) -> Assembled:
        """All of it."""
        site = self.site
        load = np.concatenate([one.load_mw for one in site.stages])
        none, nowhere = np.zeros(self.all_hours), np.full(self.all_hours, -1)
        self._grid()
        for plant in site.plants:
            self._plant(plant)
        unserved = site.rules.unserved_usd_per_mwh
        last = self.out.usd_per_mwh if unserved is None or self.out.alone else unserved
        self._flow(UNSERVED, 1, last * self.years, load, none, nowhere, always=unserved is None)
        for wait in site.flexible:
            self._flow(wait.name, 1, wait.usd_per_mwh * self.years, wait.load_share * load, none, nowhere)
        store = None if site.battery is None else self._battery(site.battery)
        for place, stage in enumerate(site.stages):
            self._rules(place, stage)
        for earlier, later in zip(self.columns, self.columns[1:], strict=False):
            for name in (*(one.name for one in site.plants), "battery", "battery energy"):
                if name in earlier and name in later:
                    self.rows.append(Row("growth", 0.0, {}, {earlier[name]: 1.0, later[name]: -1.0}))
        program = Program(load, self.flows, self.capacities, store, self.rows)
        return Assembled(program, self.columns, self.places, self.named)

    def _column(self, place: int, name: str, usd: float, most: float, *, always: bool = False) -> int:
        """A capacity of a stage; its cost is that of a year and counts for all years of the stage."""
        here = 0.0 if self.out.alone and not always else usd * self.site.stages[place].years
        self.columns[place][name] = len(self.capacities)
        self.capacities.append(Capacity(name, here, most))
        return self.columns[place][name]

    def _flow(
        self,
        name: str,
        sign: int,
        usd: Array,
        fixed: Array,
        share: Array,
        column: Indices,
        *,
        always: bool = False,
    ) -> None:
        self.places[name] = len(self.flows)
        free = self.out.alone and not always
        self.flows.append(Flow(name, sign, 0 * usd if free else usd, fixed, share, column))

    def _grid(self) -> None:
        """The connection: a fixed limit, or, where its peak costs, a capacity for each month and for the
        year."""
        usd, fixed, column = [], [], []
        for place, stage in enumerate(self.site.stages):
            grid = stage.grid
            priced = grid.limit_mw > 0 and (grid.usd_per_mw_month > 0 or grid.usd_per_mw_year > 0)
            usd.append(grid.usd_per_mwh + grid.t_per_mwh * self.site.rules.usd_per_t)
            fixed.append(np.full(self.hours, 0.0 if priced else grid.limit_mw))
            column.append(self._peaks(place, grid) if priced else np.full(self.hours, -1))
        self._flow(
            "grid",
            1,
            np.concatenate(usd) * self.years,
            np.concatenate(fixed),
            np.ones(self.all_hours),
            np.concatenate(column),
        )

    def _peaks(self, place: int, grid: Grid) -> Indices:
        """The capacity that limits the connection in each hour."""
        if not grid.usd_per_mw_month:
            return np.full(self.hours, self._column(place, "grid", grid.usd_per_mw_year, grid.limit_mw))
        months = [
            self._column(place, f"grid month {one + 1}", grid.usd_per_mw_month, grid.limit_mw)
            for one in range(_MONTHS)
        ]
        if grid.usd_per_mw_year:
            whole = self._column(place, "grid", grid.usd_per_mw_year, grid.limit_mw)
            self.rows += [Row("peak", 0.0, {}, {one: 1.0, whole: -1.0}) for one in months]
        return months[0] + np.minimum(np.arange(self.hours) * _MONTHS // self.hours, _MONTHS - 1)

    def _plant(self, plant: Plant) -> None:
        """A capacity for each stage in which the plant can stand, and its flow; two flows with
        take-or-pay."""
        fixed, column = [], []
        for place, stage in enumerate(self.site.stages):
            low, high = self.bounds.get((place, plant.name), (0.0, plant.most_mw))
            high = min(high, _OFTEN * self.site.peak_mw)
            at = -1
            if plant.name not in stage.blocked and high > low:
                at = self._column(place, plant.name, plant.usd_per_mw_year, high - low)
            fixed.append(plant.available * (plant.standing_mw + low))
            column.append(np.full(self.hours, at))
        usd = (plant.usd_per_mwh + plant.t_per_mwh * self.site.rules.usd_per_t) * self.years
        share, limit = np.tile(plant.available, self.count), np.concatenate(fixed)
        owner = np.concatenate(column)
        paid = plant.take_share
        if paid:
            self._flow(f"{plant.name} taken", 1, 0 * usd, paid * limit, paid * share, owner)
        self._flow(plant.name, 1, usd, (1 - paid) * limit, (1 - paid) * share, owner)

    def _battery(self, battery: Battery) -> Store:
        power_at, energy_at = [], []
        most_mw = min(battery.most_mw, _OFTEN * self.site.peak_mw)
        most_mwh = min(battery.most_mwh, 24 * _DAYS * self.site.peak_mw)
        for place, stage in enumerate(self.site.stages):
            part = _TRACE if "battery" in stage.blocked else 1.0
            power_at.append(self._column(place, "battery", battery.usd_per_mw_year, part * most_mw))
            energy_at.append(self._column(place, "battery energy", battery.usd_per_mwh_year, part * most_mwh))
        none, ones = np.zeros(self.all_hours), np.ones(self.all_hours)
        self._flow("charge", -1, none, none, ones, np.repeat(power_at, self.hours))
        self._flow("discharge", 1, none, none, ones, np.repeat(power_at, self.hours))
        return Store(
            self.places["charge"],
            self.places["discharge"],
            battery.round_trip_share**0.5,
            np.repeat(energy_at, self.hours),
            none,
            np.arange(self.count) * self.hours,
        )

    def _rules(self, place: int, stage: Stage) -> None:
        """Rows of a stage: emissions, carbon-free energy, load that waits, capacity without the largest
        unit."""
        rules, load_mwh = self.site.rules, float(stage.load_mw.sum())
        emitted = {"grid": stage.grid.t_per_mwh} | {one.name: one.t_per_mwh for one in self.site.plants}
        fossil = {"grid": stage.grid.fossil_share} | {one.name: one.fossil_share for one in self.site.plants}
        if rules.cap_t is not None:
            self._row(place, "emissions", rules.cap_t, self._weighed(place, emitted), self.out.usd_per_t)
        if rules.carbon_free_share > 0:
            most = (1 - rules.carbon_free_share) * load_mwh
            self._row(place, "carbon-free", most, self._weighed(place, fossil), self.out.usd_per_t)
        for wait in self.site.flexible:
            if wait.energy_share < 1:
                self.named[place][wait.name] = len(self.rows)
                flows = self._weighed(place, {wait.name: 1.0})
                self.rows.append(Row(wait.name, wait.energy_share * load_mwh, flows))
        if rules.without_largest_unit:
            self._reserve(place, stage)

    def _weighed(self, place: int, factors: Mapping[str, float]) -> dict[int, Array]:
        """Coefficients of a stage's flows in a row; both flows of a contract with take-or-pay count."""
        found = {}
        for name, factor in factors.items():
            for flow in (name, f"{name} taken"):
                if factor > 0 and flow in self.places:
                    found[self.places[flow]] = np.zeros(self.all_hours)
                    found[self.places[flow]][place * self.hours : (place + 1) * self.hours] = factor
        return found

    def _row(
        self,
        place: int,
        name: str,
        bound: float,
        flows: dict[int, Array],
        usd: float,
        capacities: Mapping[int, float] = MappingProxyType({}),
    ) -> None:
        """A row with its last way out."""
        reach = sum(float(one.sum()) for one in flows.values()) * self.site.peak_mw
        out = self._column(place, f"beyond {name}", usd, max(reach, 10 * abs(bound), 1.0), always=True)
        self.named[place][name] = len(self.rows)
        self.rows.append(Row(name, bound, flows, {**capacities, out: -1.0}))

    def _reserve(self, place: int, stage: Stage) -> None:
        """Firm capacity and connection less the largest unit that may be built cover the highest load."""
        columns, battery = self.columns[place], self.site.battery
        firm = [one for one in self.site.plants if one.name not in stage.blocked and one.firm_share > 0]
        largest = max((one.unit_mw for one in firm), default=0.0)
        bound = stage.grid.limit_mw - largest - float(stage.load_mw.max())
        bound += sum(
            one.firm_share * (one.standing_mw + self.bounds.get((place, one.name), (0.0, 0.0))[0])
            for one in firm
        )
        parts = {columns[one.name]: -one.firm_share for one in firm if one.name in columns}
        if battery is not None and battery.firm_h > 0:
            power_at, energy_at = columns["battery"], columns["battery energy"]
            held = self._column(place, "firm battery", 0.0, self.capacities[power_at].most_mw)
            parts[held] = -1.0
            self.rows.append(Row("firm power", 0.0, {}, {held: 1.0, power_at: -1.0}))
            self.rows.append(Row("firm energy", 0.0, {}, {held: battery.firm_h, energy_at: -1.0}))
        self._row(place, "reserve", bound, {}, self.out.usd_per_mw, parts)
