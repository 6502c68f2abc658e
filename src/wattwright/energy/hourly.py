"""A campus hour by hour: IT power, cooling, losses and water of one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.cooling import cooling_of, facility_pue
from wattwright.energy.electrical import campus_loss_mw
from wattwright.energy.weather import Weather
from wattwright.equations import Real

__all__ = ["CampusYear", "campus_year"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CampusYear:
    """Hours of a year: IT and facility power (MW), PUE, and make-up water (m³ an hour); shape (…, 8760)."""

    it_power_mw: Array
    facility_power_mw: Array
    pue: Array
    make_up_m3: Array

    @property
    def energy_mwh(self) -> Array:
        """Facility energy of the year."""
        return np.asarray(self.facility_power_mw.sum(axis=-1))

    @property
    def annual_pue(self) -> Array:
        """Facility over IT energy of the year."""
        return np.asarray(self.energy_mwh / self.it_power_mw.sum(axis=-1))

    @property
    def wue_l_per_kwh(self) -> Array:
        """Water on site per kWh of IT energy."""
        return np.asarray(self.make_up_m3.sum(axis=-1) / self.it_power_mw.sum(axis=-1))

    def hours_above(self, limit_mw: float) -> Array:
        """Hours in which the facility draws more than `limit_mw`."""
        return np.asarray((self.facility_power_mw > limit_mw).sum(axis=-1))


def campus_year(
    it_power_mw: Real,
    weather: Weather,
    design: str,
    given: Mapping[str, Real],
    design_power_mw: Real | None = None,
) -> CampusYear:
    """The year of a campus whose computers draw `it_power_mw` (one value, or one an hour; draws in front).

    `design` is one of `cooling.DESIGNS`, `given` the assumptions of group `cooling` by quantity. With
    `design_power_mw`, the IT power that the campus is built for, losses without load and offices stay at part
    load; `given` then needs `no_load_share` and `copper_share` too.
    """
    spent = cooling_of(design, weather.dry_bulb_c, weather.wet_bulb_c, dict(given))
    load = np.asarray(it_power_mw, dtype=np.float64)
    loss, other = given["electrical_loss_share"], given["other_power_share"]
    if design_power_mw is not None:
        lost = campus_loss_mw(load, design_power_mw, loss, given["no_load_share"], given["copper_share"])
        loss, other = lost / load, other * design_power_mw / load
    pue = np.asarray(facility_pue(loss, other, spent.power_share))
    load = np.broadcast_to(load, np.broadcast_shapes(np.shape(load), np.shape(pue)))
    return CampusYear(load, load * pue, np.broadcast_to(pue, load.shape), load * spent.water_l_per_kwh)
