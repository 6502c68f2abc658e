"""Firmness of on-site generation: how many units are up, how long they last, what load goes unserved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real

__all__ = ["Backup", "Units", "outage_survival_share", "units_up_share", "unserved_mwh"]

Array = NDArray[np.float64]


def units_up_share(units: int, availability_share: float) -> Array:
    """Chance that 0, 1, … of `units` are up, each with this availability on its own; shape (units + 1,).

    >>> [round(float(one), 4) for one in units_up_share(2, 0.9)]
    [0.01, 0.18, 0.81]
    """
    from scipy.stats import binom

    return np.asarray(binom.pmf(np.arange(units + 1), units, availability_share))


def unserved_mwh(load_mw: Array, units: int, unit_mw: Real, availability_share: float) -> float:
    """Expected energy of the hours of `load_mw` that units of this size and availability cannot serve.

    `unit_mw` may have one value an hour, such as what heat leaves of it.
    """
    missing = 0.0
    for up, chance in enumerate(units_up_share(units, availability_share).tolist()):
        missing += chance * float(np.maximum(load_mw - up * np.asarray(unit_mw), 0.0).sum())
    return missing


@dataclass(frozen=True, slots=True)
class Units:
    """Equal generators: number, size (kW), availability, chance of a failed start, mean hours to a
    failure."""

    count: int
    unit_kw: float
    availability_share: float
    start_failure_share: float
    mean_h_to_failure: float


@dataclass(frozen=True, slots=True)
class Backup:
    """A battery: power (kW), energy when full (kWh), availability."""

    power_kw: float
    energy_kwh: float
    availability_share: float = 1.0


def outage_survival_share(load_kw: Array, units: Units, backup: Backup | None = None) -> float:
    """Chance that a site without its connection serves every hour of `load_kw`.

    A chain over the units that still run and the energy left in the battery, which begins full, gives what
    units lack and takes what they have left. A unit takes part if it is available and starts; while it runs
    it fails with 1/MTTF an hour. Without an available battery there is none.
    """
    survived = _survival(load_kw, units, backup or Backup(0.0, 0.0))
    if backup is None or backup.availability_share >= 1:
        return survived
    bare = _survival(load_kw, units, Backup(0.0, 0.0))
    return backup.availability_share * survived + (1 - backup.availability_share) * bare


def _survival(load_kw: Array, units: Units, backup: Backup) -> float:
    from scipy.stats import binom

    places = np.arange(units.count + 1)
    ready = units.availability_share * (1 - units.start_failure_share)
    starts = np.asarray(binom.pmf(places, units.count, ready))
    moves = np.array([binom.pmf(places, up, 1 - 1 / units.mean_h_to_failure) for up in places])
    states = {(up, backup.energy_kwh): float(chance) for up, chance in enumerate(starts) if chance > 0}
    for load in load_kw.tolist():
        after: dict[tuple[int, float], float] = {}
        for (up, held), chance in states.items():
            for now in np.flatnonzero(moves[up]).tolist():
                left = _left(held, load - now * units.unit_kw, backup)
                if left is not None:
                    after[now, left] = after.get((now, left), 0.0) + chance * float(moves[up][now])
        states = after
    return sum(states.values())


def _left(held_kwh: float, lacking_kw: float, backup: Backup) -> float | None:
    """Energy left after an hour; None where the load is not met."""
    if lacking_kw > min(backup.power_kw, held_kwh) + 1e-9:
        return None
    charged = min(-lacking_kw, backup.power_kw) if lacking_kw < 0 else -lacking_kw
    return round(min(held_kwh + charged, backup.energy_kwh), 6)
