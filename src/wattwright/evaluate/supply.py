"""From a campus, its weather and the assumptions of group `supply` to what may supply it, and back to
answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.assumptions import load as load_assumptions
from wattwright.economics.finance import level_payment_usd
from wattwright.energy.answer import Supply
from wattwright.energy.site import Battery, Flexibility, Grid, Plant, Rules, Site, Stage
from wattwright.energy.supply import least_cost_supply
from wattwright.energy.weather import Weather
from wattwright.errors import DataError, nearest_names
from wattwright.units import HOURS_PER_YEAR

__all__ = [
    "KINDS",
    "Contract",
    "PhaseLoad",
    "Wanted",
    "campus_site",
    "given_values",
    "idle_usd_per_mwh",
    "price_hours",
    "sweep",
]

Array = NDArray[np.float64]
GAS: Final = ("ccgt", "ocgt", "engine", "fuel_cell")
KINDS: Final = (*GAS, "solar", "wind", "nuclear", "battery")
"""Kinds that can be built: gas plants, sun, wind, a contract with new reactors, batteries."""
_KW: Final = 1000.0
_ISO_C: Final = 15.0
_MILD_C: Final = (-5.0, 24.0)
_EVENING_H: Final = 18
"""Hour of the day at which electricity is dearest."""
_MONTHLY: Final = 12


@dataclass(frozen=True, slots=True)
class PhaseLoad:
    """A phase: name, year (0: none), load by the hour (MW), limit of the connection (MW)."""

    name: str
    year: int
    load_mw: Array
    grid_limit_mw: float


@dataclass(frozen=True, slots=True)
class Contract:
    """Firm energy that can be bought: at most so many MW, at a price that is paid whether it is taken or
    not."""

    name: str
    most_mw: float
    usd_per_mwh: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for (over a year, or over hours that stand for one): phases, kinds that may be built,
    what stands, the connection's prices and emissions.

    `grid_usd_per_mwh` is the mean of the year where `grid_hours` is None. `ordered_year` blocks in each phase
    what cannot stand by then (0: nothing is blocked), and `until_year` ends the last phase. `flexible` lets
    training wait at the worth of its accelerators.
    """

    phases: tuple[PhaseLoad, ...]
    weather: Weather
    profiles: Mapping[str, Array]
    kinds: tuple[str, ...] = KINDS
    standing_mw: Mapping[str, float] = field(default_factory=dict)
    contracts: tuple[Contract, ...] = ()
    grid_usd_per_mwh: float = 75.0
    grid_hours: Array | None = None
    grid_t_per_mwh: float = 0.0
    usd_per_mw_month: float = 0.0
    usd_per_mw_year: float = 0.0
    flexible: bool = False
    ordered_year: int = 0
    until_year: int = 0
    rules: Rules = field(default_factory=Rules)


def given_values() -> dict[str, float]:
    """The assumptions of all groups whose name begins with `supply`, by "group.quantity"."""
    return {name: one.value for name, one in load_assumptions().items() if name.startswith("supply")}


def idle_usd_per_mwh(given: Mapping[str, float]) -> float:
    """What a MWh is worth whose accelerators stand idle without it."""
    return given["supply.accelerator_usd_per_h"] / given["supply.accelerator_facility_kw"] * _KW


def campus_site(wanted: Wanted, given: Mapping[str, float]) -> Site:
    """What may supply the campus, with `given` values of `given_values`; DataError lists unknown kinds."""
    unknown = [one for one in (*wanted.kinds, *wanted.standing_mw) if one not in KINDS]
    if unknown:
        raise DataError(
            "this kind of plant is not known",
            [f"{one}: did you mean {', '.join(nearest_names(one, KINDS) or KINDS)}?" for one in unknown],
        )
    hourly = wanted.grid_hours
    if hourly is None:
        hourly = price_hours(wanted.weather, wanted.grid_usd_per_mwh, given)
    stages = tuple(
        Stage(
            phase.name,
            phase.load_mw,
            Grid(
                phase.grid_limit_mw,
                hourly,
                wanted.grid_t_per_mwh,
                usd_per_mw_month=wanted.usd_per_mw_month,
                usd_per_mw_year=wanted.usd_per_mw_year,
            ),
            _blocked(wanted, phase, given),
            _years(wanted, place, given["supply.interest_share"]),
        )
        for place, phase in enumerate(wanted.phases)
    )
    plants = [_plant(wanted, kind, given) for kind in KINDS if kind != "battery" and _offered(wanted, kind)]
    plants += [_contract(one, len(hourly)) for one in wanted.contracts]
    battery = _battery(given, len(hourly)) if "battery" in wanted.kinds else None
    rules = wanted.rules
    if wanted.flexible and rules.unserved_usd_per_mwh is None:
        rules = replace(rules, unserved_usd_per_mwh=idle_usd_per_mwh(given))
    return Site(stages, tuple(plants), battery, _flexible(wanted, given), rules)


def _offered(wanted: Wanted, kind: str) -> bool:
    return kind in wanted.kinds or wanted.standing_mw.get(kind, 0.0) > 0


def price_hours(weather: Weather, mean_usd_per_mwh: float, given: Mapping[str, float]) -> Array:
    """Price by the hour with this mean: dearest in the early evening, and in heat and frost."""
    hours = np.arange(len(weather.dry_bulb_c)) % 24
    daily = given["supply.price_swing_share"] * np.cos((hours - _EVENING_H) / 24 * 2 * np.pi)
    cold, hot = _MILD_C
    extreme = np.maximum(weather.dry_bulb_c - hot, 0) + np.maximum(cold - weather.dry_bulb_c, 0)
    shape = 1 + daily + given["supply.price_rise_per_k"] * extreme
    return np.asarray(mean_usd_per_mwh * shape / shape.mean())


def _blocked(wanted: Wanted, phase: PhaseLoad, given: Mapping[str, float]) -> frozenset[str]:
    """Kinds that cannot stand yet when the phase begins."""
    if not wanted.ordered_year or not phase.year:
        return frozenset()
    spare = phase.year - wanted.ordered_year
    offered = [kind for kind in KINDS if _offered(wanted, kind)]
    return frozenset(kind for kind in offered if given[f"supply_{kind}.lead_years"] > spare)


def _years(wanted: Wanted, place: int, interest_share: float) -> float:
    """Years of a phase until the next one, each worth less the later it comes."""
    phases = wanted.phases
    if len(phases) == 1:
        return 1.0
    first, here = phases[0].year, phases[place].year
    end = phases[place + 1].year if place + 1 < len(phases) else max(wanted.until_year, here + 1)
    return float(sum((1 + interest_share) ** (first - year) for year in range(here, end)))


def _yearly_usd_per_mw(kind: str, given: Mapping[str, float]) -> float:
    """Level payment over the years of writing off, and fixed cost."""
    built = given[f"supply_{kind}.build_usd_per_kw"]
    payment = float(
        level_payment_usd(built, given["supply.interest_share"], given[f"supply_{kind}.book_years"])
    )
    return _KW * (payment + given[f"supply_{kind}.fixed_usd_per_kw"])


def _plant(wanted: Wanted, kind: str, given: Mapping[str, float]) -> Plant:
    """One kind: gas plants lose output in heat, sun and wind follow their profile, reactors are contracts."""
    hours = len(wanted.weather.dry_bulb_c)
    standing = wanted.standing_mw.get(kind, 0.0)
    most = np.inf if kind in wanted.kinds else 0.0
    usd = _yearly_usd_per_mw(kind, given) * hours / HOURS_PER_YEAR
    if kind in ("solar", "wind"):
        return Plant(kind, usd, 0.0, 0.0, wanted.profiles[kind], standing_mw=standing, most_mw=most)
    up = given[f"supply_{kind}.availability_share"]
    run = given[f"supply_{kind}.variable_usd_per_mwh"]
    if kind == "nuclear":
        paid = usd + run * up * hours
        available = np.full(hours, up)
        return Plant(kind, paid, 0.0, 0.0, available, 0.0, 1.0, 0.0, standing, most, take_share=1.0)
    heat = given[f"supply_{kind}.heat_rate_mmbtu_per_mwh"]
    lost = given[f"supply_{kind}.derate_share_per_k"] * np.maximum(wanted.weather.dry_bulb_c - _ISO_C, 0)
    available = up * np.maximum(1 - lost, 0.0)
    return Plant(
        kind,
        usd,
        run + heat * given["supply.gas_usd_per_mmbtu"],
        heat * given["supply.gas_t_per_mmbtu"],
        available,
        fossil_share=1.0,
        firm_share=float((1 - lost).min()),
        unit_mw=given[f"supply_{kind}.unit_size_mw"],
        standing_mw=standing,
        most_mw=most,
    )


def _contract(one: Contract, hours: int) -> Plant:
    usd = one.usd_per_mwh * hours
    return Plant(one.name, usd, 0.0, 0.0, np.ones(hours), 0.0, 1.0, most_mw=one.most_mw, take_share=1.0)


def _battery(given: Mapping[str, float], hours: int) -> Battery:
    charge = float(level_payment_usd(1.0, given["supply.interest_share"], given["supply_battery.book_years"]))
    share = _KW * (charge + given["supply_battery.yearly_share"]) * hours / HOURS_PER_YEAR
    return Battery(
        share * given["supply_battery.build_usd_per_kw"],
        share * given["supply_battery.store_usd_per_kwh"],
        given["supply_battery.round_trip_share"],
    )


def _flexible(wanted: Wanted, given: Mapping[str, float]) -> tuple[Flexibility, ...]:
    """Power caps first, which lose fewer tokens than power; what pauses beyond them is load not served."""
    if not wanted.flexible:
        return ()
    worth = idle_usd_per_mwh(given) * given["supply.capped_rate_share"]
    return (Flexibility("capped", given["supply.capped_load_share"], worth),)


def sweep(wanted: Wanted, given: Mapping[str, float], name: str, values: Array) -> list[tuple[float, Supply]]:
    """The optimum for each value of an assumption of `given`, or of `carbon-price`, `grid-limit`,
    `carbon-cap`.

    Each search starts from its neighbour. DataError names what can be varied.
    """
    own = ("carbon-price", "carbon-cap", "grid-limit", "grid-price")
    if name not in given and name not in own:
        near = nearest_names(name, (*own, *given))
        raise DataError(f"{name} cannot be varied", [f"known: {', '.join(near or own)}"])
    found: list[tuple[float, Supply]] = []
    start = None
    for value in values.tolist():
        here, numbers = _varied(wanted, given, name, value)
        supply = least_cost_supply(campus_site(here, numbers), start=start)
        start = supply.start
        found.append((value, supply))
    return found


def _varied(
    wanted: Wanted, given: Mapping[str, float], name: str, value: float
) -> tuple[Wanted, Mapping[str, float]]:
    if name in given:
        return wanted, {**given, name: value}
    if name == "grid-price":
        return replace(wanted, grid_usd_per_mwh=value), given
    if name == "grid-limit":
        return replace(
            wanted, phases=tuple(replace(one, grid_limit_mw=value) for one in wanted.phases)
        ), given
    if name == "carbon-price":
        return replace(wanted, rules=replace(wanted.rules, usd_per_t=value)), given
    return replace(wanted, rules=replace(wanted.rules, cap_t=value)), given
