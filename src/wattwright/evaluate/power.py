"""A campus hour by hour: workload, cooling, losses, water, emissions and homes, with ranges over draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.assumptions import Assumption
from wattwright.assumptions import load as load_assumptions
from wattwright.energy.demand import workload_mw
from wattwright.energy.hourly import CampusYear, campus_year
from wattwright.energy.weather import Weather
from wattwright.equations import Real
from wattwright.study.draws import column, quantiles

__all__ = ["Campus", "busy_share", "campus_hours", "campus_ranges", "cooling_values", "embodied_kg_per_year"]

Array = NDArray[np.float64]
_DRAWS: Final = 128
_GROUPS: Final = ("cooling", "demand")
_LARGEST: Final = 131_072
"""Accelerators of the largest job that the training model is asked about."""


@dataclass(frozen=True, slots=True)
class Campus:
    """IT power that it is built for (MW), its weather and cooling, and its work.

    `load_factor` holds the power level at this part of the design; None lets it follow the work: so much of
    it training in so many jobs, the rest serving. `busy_power_share` of a known job stands in for the
    assumption.
    """

    design_power_mw: float
    weather: Weather
    cooling: str
    load_factor: float | None = None
    training_share: float = 1.0
    jobs: int = 1
    busy_power_share: float | None = None


def cooling_values() -> dict[str, Real]:
    """Assumptions of cooling and demand by quantity."""
    return {one.quantity: one.value for one in _assumed().values()}


def _assumed() -> dict[str, Assumption]:
    return {name: one for name, one in load_assumptions().items() if name.partition(".")[0] in _GROUPS}


def campus_hours(campus: Campus, given: Mapping[str, Real] | None = None) -> CampusYear:
    """The year of a campus; values of shape (draws, 1) in `given` put draws in front of the hours."""
    values = dict(cooling_values() if given is None else given)
    if campus.busy_power_share is not None:
        values["busy_power_share"] = campus.busy_power_share
    if campus.load_factor is not None:
        load: Real = campus.design_power_mw * campus.load_factor
    else:
        share, jobs = campus.training_share, campus.jobs
        load = workload_mw(campus.design_power_mw, values, training_share=share, jobs=jobs)
    return campus_year(load, campus.weather, campus.cooling, values, campus.design_power_mw)


def campus_ranges(campus: Campus, draws: int = _DRAWS) -> dict[str, tuple[float, float]]:
    """5 % and 95 % points, over so many draws, of energy (MWh), PUE, WUE (l/kWh), make-up water (m³), mean
    and peak power (MW).
    """
    drawn: dict[str, Real] = {
        one.quantity: quantiles(one.spread, one.low, one.value, one.high, column(name)[:draws])[:, None]
        for name, one in _assumed().items()
    }
    year = campus_hours(campus, drawn)
    figures = {
        "energy_mwh": year.energy_mwh,
        "pue": year.annual_pue,
        "wue_l_per_kwh": year.wue_l_per_kwh,
        "make_up_m3": year.make_up_m3.sum(axis=-1),
        "mean_facility_power_mw": year.facility_power_mw.mean(axis=-1),
        "peak_facility_power_mw": year.facility_power_mw.max(axis=-1),
    }
    return {
        name: (float(np.quantile(values, 0.05)), float(np.quantile(values, 0.95)))
        for name, values in figures.items()
    }


def busy_share(model: str, accelerator: str, design_power_mw: float) -> tuple[float, float]:
    """Power of a server in a step of this training over what it is rated for, and the job's accelerators.

    The job takes the whole campus, at most 131,072 accelerators, in a power of two. UnknownNameError and
    DataError as the training model raises them; DataError where nobody rates the server.
    """
    from datetime import date

    from wattwright.catalog import load as load_catalog
    from wattwright.resolve.accelerators import server_power
    from wattwright.training.constants import constants
    from wattwright.training.predicting import predict
    from wattwright.training.searching import searched
    from wattwright.training.setups import Setup, run_of

    catalog = load_catalog().at(date.today())
    name = catalog.resolve("accelerator", accelerator)
    rated = server_power(name, date.today(), catalog).value
    count = 2 ** int(np.log2(max(min(design_power_mw * 1e6 / rated, _LARGEST), 8)))
    known = constants()
    run = run_of(Setup(model, accelerator, count))
    found = searched(run, known, keep=1, usual=True)
    best = next(iter(found.best), found.smallest) or run
    server = float(predict([best], known).power.server_power_w[0])
    return min(server / rated, 1.0), float(count)


def embodied_kg_per_year(accelerators: float) -> float:
    """Emissions from making the accelerators with their servers, spread over their years."""
    known = load_assumptions()
    return accelerators * known["demand.embodied_kg"].value / known["demand.embodied_years"].value
