"""What a campus can be supplied with: connection, plants, battery, flexible load, stages and rules.

Amounts of money are those of one year. Arrays have one value an hour of the same weather year.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wattwright.errors import DataError

__all__ = ["Battery", "Flexibility", "Grid", "Plant", "Rules", "Site", "Stage"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plant:
    """A kind of plant or contract: yearly cost of a MW, cost of a MWh, emissions, and output a MW by the
    hour.

    `fossil_share` is the part of its energy that is not carbon-free, `firm_share` the part of a MW that
    counts when the largest unit is out, `unit_mw` the size of one unit (0: any size), `standing_mw` what
    stands already and costs nothing more, `take_share` the part of its hourly energy that is paid whether
    taken or not (its cost then belongs into `usd_per_mw_year`, and only what lies above costs `usd_per_mwh`).
    """

    name: str
    usd_per_mw_year: float
    usd_per_mwh: float
    t_per_mwh: float
    available: Array
    fossil_share: float = 0.0
    firm_share: float = 0.0
    unit_mw: float = 0.0
    standing_mw: float = 0.0
    most_mw: float = np.inf
    take_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Battery:
    """Yearly cost of a MW and of a MWh, the share of energy that comes back, and hours that make it firm."""

    usd_per_mw_year: float
    usd_per_mwh_year: float
    round_trip_share: float
    firm_h: float = 4.0
    most_mw: float = np.inf
    most_mwh: float = np.inf


@dataclass(frozen=True, slots=True)
class Grid:
    """Connection: limit (MW), price by the hour (USD/MWh), emissions (t/MWh), what is not carbon-free of it.

    `usd_per_mw_month` is paid for the highest hour of each month, `usd_per_mw_year` for that of the year.
    """

    limit_mw: float
    usd_per_mwh: Array
    t_per_mwh: float
    fossil_share: float = 1.0
    usd_per_mw_month: float = 0.0
    usd_per_mw_year: float = 0.0


@dataclass(frozen=True, slots=True)
class Flexibility:
    """Load that may wait: part of the load, cost of a MWh not served, and the part of a year's energy at
    most."""

    name: str
    load_share: float
    usd_per_mwh: float
    energy_share: float = 1.0


@dataclass(frozen=True, slots=True)
class Stage:
    """Years with one load: its connection, the plants that cannot stand yet, and how many years it counts."""

    name: str
    load_mw: Array
    grid: Grid
    blocked: frozenset[str] = frozenset()
    years: float = 1.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a supply must keep: cost of load that is not served (None: all of it must be), cap and price of
    emissions a year, share of energy that must be carbon-free in its own hour, and load met without the
    largest unit.
    """

    unserved_usd_per_mwh: float | None = None
    cap_t: float | None = None
    usd_per_t: float = 0.0
    carbon_free_share: float = 0.0
    without_largest_unit: bool = False
    whole_units: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """All stages of a campus in order, and what may supply them; `battery` None: none can be built."""

    stages: tuple[Stage, ...]
    plants: tuple[Plant, ...] = ()
    battery: Battery | None = None
    flexible: tuple[Flexibility, ...] = ()
    rules: Rules = field(default_factory=Rules)

    @property
    def hours(self) -> int:
        """Hours of one stage."""
        return len(self.stages[0].load_mw)

    @property
    def peak_mw(self) -> float:
        """Highest load of all stages."""
        return max(float(one.load_mw.max()) for one in self.stages)

    def check(self) -> None:
        """DataError with everything that is wrong: lengths, values below 0, shares above 1, names that
        repeat."""
        problems = [] if self.stages and self.hours > 1 else ["a load of at least 2 hours is needed"]
        hours = self.hours if self.stages else 0
        for stage in self.stages:
            problems += _of_stage(stage, hours, {"battery", *(one.name for one in self.plants)})
        for plant in self.plants:
            problems += _of_plant(plant, hours)
        problems += [] if self.battery is None else _of_battery(self.battery)
        for wait in self.flexible:
            shares = {"share of the load": wait.load_share, "share of the energy": wait.energy_share}
            problems += _shares(wait.name, shares)
        names = [one.name for one in self.plants] + [one.name for one in self.flexible]
        problems += [
            f"{name} stands twice" for name in sorted({one for one in names if names.count(one) > 1})
        ]
        problems += _shares("rules", {"carbon-free share": self.rules.carbon_free_share})
        problems += [] if self.rules.cap_t is None else _amounts("rules", {"emission cap": self.rules.cap_t})
        if problems:
            raise DataError("this supply cannot be computed", problems)


def _of_stage(stage: Stage, hours: int, plants: set[str]) -> list[str]:
    grid = stage.grid
    amounts = {
        "grid limit": grid.limit_mw,
        "grid emissions": grid.t_per_mwh,
        "demand charge": grid.usd_per_mw_month,
        "capacity charge": grid.usd_per_mw_year,
        "years": stage.years,
    }
    return [
        *_series(f"load of {stage.name}", stage.load_mw, hours, negative=False),
        *_series(f"grid price of {stage.name}", grid.usd_per_mwh, hours, negative=True),
        *_amounts(stage.name, amounts),
        *_shares(stage.name, {"fossil share of the grid": grid.fossil_share}),
        *(f"{stage.name}: {name} is blocked but no plant" for name in sorted(stage.blocked - plants)),
    ]


def _of_plant(plant: Plant, hours: int) -> list[str]:
    amounts = {
        "yearly cost": plant.usd_per_mw_year,
        "emissions": plant.t_per_mwh,
        "unit": plant.unit_mw,
        "standing capacity": plant.standing_mw,
        "most capacity": plant.most_mw,
    }
    shares = {"fossil share": plant.fossil_share, "firm share": plant.firm_share, "take": plant.take_share}
    return [
        *_series(f"availability of {plant.name}", plant.available, hours, negative=False),
        *_amounts(plant.name, amounts),
        *_shares(plant.name, shares),
    ]


def _of_battery(battery: Battery) -> list[str]:
    amounts = {
        "cost of power": battery.usd_per_mw_year,
        "cost of energy": battery.usd_per_mwh_year,
        "firm hours": battery.firm_h,
        "most power": battery.most_mw,
        "most energy": battery.most_mwh,
    }
    problems = _amounts("battery", amounts)
    if not 0 < battery.round_trip_share <= 1:
        problems.append(
            f"battery: round trip is {battery.round_trip_share:g}; above 0 and at most 1 is possible"
        )
    return problems


def _series(name: str, values: Array, hours: int, *, negative: bool) -> list[str]:
    if np.shape(values) != (hours,):
        return [f"{name} has {np.size(values)} hours; {hours} are needed"]
    if not np.isfinite(values).all():
        return [f"{name} holds what is no number"]
    return [] if negative or (values >= 0).all() else [f"{name} falls below 0"]


def _amounts(owner: str, given: dict[str, float]) -> list[str]:
    return [
        f"{owner}: {name} is {value:g}; nothing below 0 is possible"
        for name, value in given.items()
        if not value >= 0
    ]


def _shares(owner: str, given: dict[str, float]) -> list[str]:
    return [
        f"{owner}: {name} is {value:g}; 0 to 1 is possible"
        for name, value in given.items()
        if not 0 <= value <= 1
    ]
