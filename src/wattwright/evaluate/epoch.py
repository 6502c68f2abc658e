"""Epoch AI's three published methods for the cost of a training run: amortised, rented, bought.

They leave out halls, power plants, financing, staff at the site, idle time and failed nodes; `evaluate.runs`
has the method that counts those in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

import numpy as np
import yaml

from wattwright.economics import runs
from wattwright.errors import DataError
from wattwright.evaluate.hours import Place, known_figure
from wattwright.resolve.leaves import known_assumption
from wattwright.resolve.model import ResolvedRun
from wattwright.results import Figure, Origin, derived, observed
from wattwright.units import DAYS_PER_YEAR

__all__ = [
    "EPOCH",
    "EpochRun",
    "PriceIndex",
    "acquisition_usd",
    "amortised_usd",
    "chip_family",
    "epoch_figures",
    "price_index",
    "recorded_figures",
    "recorded_run",
    "rent_usd_per_h",
    "rented_usd",
    "usual",
]

EPOCH: Final = "Epoch"
"""Aspect of costs by Epoch AI's methods."""

_TPU: Final = re.compile(r"TPU[- ]v\w+")
_GPU: Final = re.compile(r"\b[A-Z]{1,2}\d{2,3}[A-Z]?\b")
_LARGE: Final = re.compile(r"\b80 ?GB")
_GROUP: Final = "epoch"
_DAY_ONE: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class EpochRun:
    """A training run as the methods see it; None where nobody published it.

    `server_price_usd` is the price of one accelerator with its part of the server when it could first be had,
    on the day `priced`; `value_usd` its value at the start where that is known. Power in W, `wall_hours` from
    start to end, shares from 0 to 1, `electricity_usd_per_mwh` that of the year before the start where None.
    """

    model: str
    developer: str
    chip: str
    accelerator_hours: float | None
    count: float | None
    wall_hours: float | None
    start: date | None
    published: date | None
    server_price_usd: float | None
    priced: date | None
    value_usd: float | None
    chip_tdp_w: float | None
    server_power_factor: float | None
    mean_draw_share: float
    annual_pue: float
    electricity_usd_per_mwh: float | None
    price_decay_per_year: float
    network_cost_share: float

    def publication(self) -> date | None:
        """The day of publication: known, else the end of the run and two months."""
        if self.published is not None or self.start is None:
            return self.published
        return self.start + self._to_publication()

    def begin(self) -> date | None:
        """The day of the start: known, else two months and the run before its publication."""
        if self.start is not None or self.published is None:
            return self.start
        return self.published - self._to_publication()

    def _to_publication(self) -> timedelta:
        """From start to publication; the usual length where nobody knows how long the run took."""
        ran = timedelta(days=_days()["run"])
        if self.wall_hours is not None:
            ran = timedelta(hours=self.wall_hours)
        elif self.accelerator_hours is not None and self.count:
            ran = timedelta(hours=self.accelerator_hours / self.count)
        return ran + timedelta(days=_days()["to_publication"])


def amortised_usd(run: EpochRun) -> float:
    """Loss of value of hardware and network during the run, and its electricity; nominal USD.

    DataError names everything that is missing.
    """
    hours, tdp, factor = _given(run, "accelerator_hours", "chip_tdp_w", "server_power_factor")
    value = run.value_usd
    if value is None:
        (price,) = _given(run, "server_price_usd")
        if run.priced is None:
            raise _missing(run, ["priced"])
        years = max((_start(run) - run.priced).days, 0) / DAYS_PER_YEAR
        value = float(runs.hardware_value_usd(price, run.price_decay_per_year, years))
    hardware = runs.amortised_hardware_usd(hours, value, run.price_decay_per_year, run.network_cost_share)
    power = runs.run_electricity_usd(
        hours, tdp, factor, run.mean_draw_share, run.annual_pue, _electricity(run)
    )
    return float(runs.amortised_training_cost_usd(hardware, power))


def rented_usd(run: EpochRun) -> float:
    """Chip-hours at the rent of a three-year contract; those of the whole cluster where its time is known."""
    if run.count is not None and run.wall_hours is not None:
        return float(runs.rented_training_cost_usd(run.count * run.wall_hours, rent_usd_per_h(run)))
    (hours,) = _given(run, "accelerator_hours")
    return float(runs.rented_training_cost_usd(hours, rent_usd_per_h(run)))


def acquisition_usd(run: EpochRun) -> float:
    """Price of the whole cluster when its chips could first be had, network included; nominal USD."""
    count, price = _given(run, "count", "server_price_usd")
    return float(runs.acquisition_cost_usd(count, price, run.network_cost_share))


def rent_usd_per_h(run: EpochRun) -> float:
    """Rent of a chip-hour: of the developer's provider, the newest before the order, else the next one."""
    day = _start(run) - timedelta(days=_days()["before_start"])
    chip = chip_family(run.chip)
    offers = [one for one in _prices()["rents"]["values"] if one["chip"] == chip]
    if not offers:
        raise DataError(f"no rent of {run.chip} is known", [f"{chip} is missing in training_prices.yaml"])
    wanted = _provider(run, chip)
    provider = next(name for name in (wanted, *_prices()["providers"]) if _of(offers, name))
    return float(_nearest(_of(offers, provider), day)["usd_per_h"])


def _of(offers: list[dict[str, Any]], provider: str) -> list[dict[str, Any]]:
    return [one for one in offers if one["provider"] == provider]


def _nearest(offers: list[dict[str, Any]], day: date) -> dict[str, Any]:
    """The newest offer up to a day, else the first after it."""
    before = [one for one in offers if one["from"] <= day]
    return max(before, key=lambda one: one["from"]) if before else min(offers, key=lambda one: one["from"])


def _provider(run: EpochRun, chip: str) -> str:
    if chip.startswith("TPU"):
        return "google"
    family = next((who for sign, who in _prices()["families"].items() if run.model.startswith(sign)), "")
    who = run.developer or family
    named = _prices()["providers"].items()
    return next((name for name, makers in named if any(one in who for one in makers)), "aws")


def chip_family(name: str) -> str:
    """Family of a chip: "NVIDIA A100 SXM4 80 GB" is an "A100 80", "Google TPU v4" a "TPU v4"."""
    found = _TPU.search(name) or _GPU.search(name)
    family = found[0].replace("-", " ") if found else name
    return f"{family} 80" if family == "A100" and _LARGE.search(name) else family


def recorded_run(run: ResolvedRun) -> EpochRun | None:
    """A run whose accelerator-hours are published, on chips whose prices these methods know; else None."""
    if not (run.hours and run.count and run.released):
        return None
    chip = chip_family(run.accelerator.name)
    servers = [one for one in _prices()["servers"]["values"] if one["chip"] == chip]
    if not servers:
        return None
    server, given = servers[0], usual()
    large = any(one in run.developer for one in _prices()["hyperscale"])
    return EpochRun(
        run.model,
        run.developer,
        run.accelerator.name,
        run.hours[-1].value,
        run.count[-1].value,
        None,
        None,
        run.released,
        server["usd"],
        server["from"],
        None,
        server["tdp_w"],
        server["power_factor"],
        server["draw_share"],
        given["hyperscale_pue" if large else "annual_pue"],
        None,
        given["price_decay_per_year"],
        given["network_cost_share"],
    )


def recorded_figures(run: ResolvedRun) -> Iterator[Figure]:
    """Amortised, cloud and acquisition cost of a run that has been; nothing without published hours."""
    known = recorded_run(run)
    if known is None:
        return
    subject, hours, count = f"{run.model} · {EPOCH}", run.hours[-1], run.count[-1]
    figure = partial(derived, subject=subject)
    point = partial(_point, subject, _start(known))
    decay = point("price_decay_per_year", known.price_decay_per_year)
    network = point("network_cost_share", known.network_cost_share)
    price = point("server_price_usd", known.server_price_usd)
    assert known.priced is not None
    owned = point("owned_years", max((_start(known) - known.priced).days, 0) / DAYS_PER_YEAR)
    value = figure(runs.hardware_value_usd, price, decay, owned)
    hardware = figure(runs.amortised_hardware_usd, hours, value, decay, network)
    power = figure(
        runs.run_electricity_usd,
        hours,
        point("chip_tdp_w", known.chip_tdp_w),
        point("server_power_factor", known.server_power_factor),
        point("mean_draw_share", known.mean_draw_share),
        point("annual_pue", known.annual_pue),
        point("electricity_price_usd_per_mwh", _electricity(known), "eia-industrial-prices"),
    )
    yield from (value, hardware, power, figure(runs.amortised_training_cost_usd, hardware, power))
    rent = point("rental_usd_per_h", rent_usd_per_h(known))
    yield figure(runs.cloud_training_cost_usd, hours, rent)
    yield figure(runs.acquisition_cost_usd, count, price, network)


def _point(
    subject: str, day: date, name: str, value: float | None, source: str = "cloud-price-pages"
) -> Figure:
    """A value of these methods, which have no intervals."""
    assert value is not None
    origin = Origin("published", day, source, "as Epoch AI's method takes it")
    return observed(name, subject, (value, value, value), origin, spread="point")


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """A price index by month, and which month's prices a label such as "2023 USD" stands for."""

    months: tuple[date, ...]
    values: tuple[float, ...]
    labels: dict[str, date]

    def at(self, day: date) -> float:
        """Index of a day, between the months that are known; DataError names the year outside of them."""
        if not self.months[0] <= day <= self.months[-1] + timedelta(days=31):
            known = f"{self.months[0]:%Y-%m} to {self.months[-1]:%Y-%m}"
            raise DataError(
                f"the price index of {day:%Y-%m} is not known",
                [f"known: {known}; give it as --index {day:%Y-%m}=VALUE (BLS PCU518210518210)"],
            )
        x = [(month - _DAY_ONE).days for month in self.months]
        return float(np.interp((day - _DAY_ONE).days, x, self.values))

    def of_label(self, label: str) -> float:
        """Index of the prices that a label names: its own month, else the middle of its year."""
        day = self.labels.get(label) or date(int(label.split()[0]), 7, 1)
        return self.at(day)

    def ratio(self, label: str, day: date) -> float:
        """Factor from prices of a day to those that a label names."""
        return self.of_label(label) / self.at(day)


def epoch_figures(place: Place, count: Figure, hours: Figure) -> Iterator[Figure]:
    """A run of so many hours on so many accelerators of a place: amortised and bought, by these methods.

    Nothing where the methods were not published on the plan's day.
    """
    plan, chip = place.plan, place.chip
    if not known_assumption(f"{_GROUP}.server_cost_factor", plan.at):
        return
    figure = partial(derived, subject=f"{place.subject} · {EPOCH}", when=place.when)
    factor, decay, network, draw, pue = (
        known_figure(plan, f"{_GROUP}.{one}")
        for one in (
            "server_cost_factor",
            "price_decay_per_year",
            "network_cost_share",
            "mean_draw_share",
            "annual_pue",
        )
    )
    price = figure(runs.server_price_usd, chip.price, factor)
    value = figure(runs.hardware_value_usd, price, decay, chip.owned)
    hardware = figure(runs.amortised_hardware_usd, hours, value, decay, network)
    power = figure(runs.server_electricity_usd, hours, chip.server_power, draw, pue, place.price)
    yield from (price, value, hardware, power)
    yield figure(runs.amortised_training_cost_usd, hardware, power)
    yield figure(runs.acquisition_cost_usd, count, price, network)


def price_index(more: dict[str, float] | None = None) -> PriceIndex:
    """The index that ships, with months of your own ("2027-01": 130.0)."""
    given = _prices()["price_index"]
    values = given["values"] | (more or {})
    months = sorted((_month(name), float(value)) for name, value in values.items())
    labels = {name: _month(month) for name, month in given["labels"].items()}
    return PriceIndex(tuple(day for day, _ in months), tuple(value for _, value in months), labels)


def usual() -> dict[str, float]:
    """Values of the methods where nothing else is known."""
    return dict(_prices()["usual"])


def _month(name: str) -> date:
    year, month = (int(one) for one in f"{name}-01".split("-")[:2])
    return date(year, month, 1)


def _electricity(run: EpochRun) -> float:
    if run.electricity_usd_per_mwh is not None:
        return run.electricity_usd_per_mwh
    known = _prices()["electricity"]["values"]
    year = min(max(_start(run).year, min(known)), max(known))
    return float(known[year])


def _given(run: EpochRun, *names: str) -> list[float]:
    """Numbers of a run; DataError names all that are missing."""
    values = [getattr(run, name) for name in names]
    missing = [name for name, value in zip(names, values, strict=True) if value is None]
    if missing:
        raise _missing(run, missing)
    return [float(value) for value in values]


def _start(run: EpochRun) -> date:
    day = run.begin()
    if day is None:
        raise _missing(run, ["start"])
    return day


def _missing(run: EpochRun, names: Sequence[str]) -> DataError:
    return DataError(f"the cost of {run.model} is not found", [f"{one} is not given" for one in names])


def _days() -> dict[str, float]:
    days: dict[str, float] = _prices()["days"]
    return days


@cache
def _prices() -> dict[str, Any]:
    text = (files("wattwright") / "data" / "training_prices.yaml").read_text(encoding="utf-8")
    prices: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return prices
