"""Epoch AI's three published methods for the cost of a training run: amortised, rented, bought.

They leave out halls, power plants, financing, staff at the site, idle time and failed nodes; `evaluate.runs`
has the method that counts those in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import yaml

from wattwright.economics import runs
from wattwright.errors import DataError
from wattwright.evaluate.building import EPOCH
from wattwright.evaluate.hours import Place, known_figure
from wattwright.resolve.leaves import known_assumption
from wattwright.resolve.model import ResolvedPlan, ResolvedRun
from wattwright.results import Figure, Origin, derived, observed
from wattwright.units import DAYS_PER_YEAR

__all__ = [
    "EpochRun",
    "PriceIndex",
    "acquisition",
    "amortised",
    "chip_family",
    "cloud",
    "epoch_figures",
    "price_index",
    "recorded_figures",
    "usual",
]

_TPU: Final = re.compile(r"TPU[- ]v\w+")
_GPU: Final = re.compile(r"\b[A-Z]{1,2}\d{2,3}[A-Z]?\b")
_LARGE: Final = re.compile(r"\b80 ?GB")
_GROUP: Final = "epoch"
_METHOD: Final = date(2024, 5, 31)
"""The day on which the methods were published, with the prices that they take."""

_DAY_ONE: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class EpochRun:
    """A training run as the methods see it; None where nobody published it. Fields are terms of the glossary.

    `server_price_usd` is the price of one accelerator with its part of the server when it could first be had,
    on the day `priced`; `hardware_value_usd` its value at the start where that is known. Power in W,
    `wall_hours` from start to end, shares from 0 to 1; without a price of electricity that of the year of
    publication counts.
    `leaves` are figures with a source of their own that stand for fields, `place` and `when` say where and
    when a run is meant to be that has not been. Prices count that were known on the day `known`, all if None.
    """

    model: str
    developer: str
    chip: str
    training_accelerator_hours: float | None = None
    accelerator_count: float | None = None
    wall_hours: float | None = None
    start: date | None = None
    published: date | None = None
    server_price_usd: float | None = None
    priced: date | None = None
    hardware_value_usd: float | None = None
    chip_tdp_w: float | None = None
    server_power_factor: float | None = None
    mean_draw_share: float | None = None
    annual_pue: float | None = None
    electricity_price_usd_per_mwh: float | None = None
    price_decay_per_year: float | None = None
    network_cost_share: float | None = None
    leaves: Mapping[str, Figure] = field(default_factory=dict)
    place: str = ""
    when: str | None = None
    known: date | None = None

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
        elif self.training_accelerator_hours is not None and self.accelerator_count:
            ran = timedelta(hours=self.training_accelerator_hours / self.accelerator_count)
        return ran + timedelta(days=_days()["to_publication"])

    def derived(self, function: Callable[..., Any], *inputs: Figure) -> Figure:
        """A figure of this run."""
        return derived(function, *inputs, subject=self._subject, when=self.when)

    def point(self, name: str, value: float, day: date, source: str) -> Figure:
        """A value that the methods take as it stands; they have no intervals."""
        origin = Origin("published", day, source, "as Epoch AI's method takes it")
        points = (value, value, value)
        return observed(name, self._subject, points, origin, when=self.when, spread="point")

    @property
    def _subject(self) -> str:
        return " · ".join(one for one in (self.model, self.place, EPOCH) if one)


def amortised(run: EpochRun) -> Figure:
    """Loss of value of hardware and network during the run, and its electricity; nominal USD.

    DataError names everything that is missing.
    """
    hours, decay, network = _leaves(
        run, "training_accelerator_hours", "price_decay_per_year", "network_cost_share"
    )
    hardware = run.derived(runs.amortised_hardware_usd, hours, _value(run, decay), decay, network)
    draw, pue = _leaves(run, "mean_draw_share", "annual_pue")
    price = _electricity(run)
    if "accelerator_server_power_w" in run.leaves:
        server = run.leaves["accelerator_server_power_w"]
        power = run.derived(runs.server_electricity_usd, hours, server, draw, pue, price)
    else:
        chip = _leaves(run, "chip_tdp_w", "server_power_factor")
        power = run.derived(runs.run_electricity_usd, hours, *chip, draw, pue, price)
    return run.derived(runs.amortised_training_cost_usd, hardware, power)


def cloud(run: EpochRun) -> Figure:
    """Chip-hours at the rent of a three-year contract; those of the whole cluster where its time is known.

    DataError where no rent of the chip is known.
    """
    rent = _rent(run)
    if run.accelerator_count is not None and run.wall_hours is not None:
        whole = run.accelerator_count * run.wall_hours
        hours = run.point("training_accelerator_hours", whole, _METHOD, "own-derivation")
    else:
        (hours,) = _leaves(run, "training_accelerator_hours")
    return run.derived(runs.cloud_training_cost_usd, hours, rent)


def acquisition(run: EpochRun) -> Figure:
    """Price of the whole cluster when its chips could first be had, network included; nominal USD."""
    given = _leaves(run, "accelerator_count", "server_price_usd", "network_cost_share")
    return run.derived(runs.acquisition_cost_usd, *given)


def _leaves(run: EpochRun, *names: str) -> list[Figure]:
    """Inputs of a run; DataError names all that are missing."""
    missing = [one for one in names if one not in run.leaves and getattr(run, one) is None]
    if missing:
        raise _missing(run, missing)
    return [
        run.leaves[one]
        if one in run.leaves
        else run.point(one, getattr(run, one), _METHOD, "cloud-price-pages")
        for one in names
    ]


def _value(run: EpochRun, decay: Figure) -> Figure:
    """Value of an accelerator at the start: known, else its price and its age."""
    if run.hardware_value_usd is not None:
        return _leaves(run, "hardware_value_usd")[0]
    (price,) = _leaves(run, "server_price_usd")
    owned = run.leaves.get("owned_years")
    if owned is None:
        if run.priced is None:
            raise _missing(run, ["priced"])
        years = max((_start(run) - run.priced).days, 0) / DAYS_PER_YEAR
        owned = run.point("owned_years", years, _METHOD, "own-derivation")
    return run.derived(runs.hardware_value_usd, price, decay, owned)


def _rent(run: EpochRun) -> Figure:
    """Rent of a chip-hour: of the developer's provider, the newest before the order, else the next one."""
    day = _start(run) - timedelta(days=_days()["before_start"])
    chip = chip_family(run.chip)
    listed = [one for one in _prices()["rents"]["values"] if one["chip"] == chip]
    offers = [one for one in listed if run.known is None or one["from"] <= run.known]
    if not offers:
        raise DataError(f"no rent of {run.chip} is known", [f"{chip} is missing in training_prices.yaml"])
    wanted = _provider(run, chip)
    provider = next(name for name in (wanted, *_prices()["providers"]) if _of(offers, name))
    found = _nearest(_of(offers, provider), day)
    return run.point("rental_usd_per_h", found["usd_per_h"], found["from"], "cloud-price-pages")


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


def recorded_figures(plan: ResolvedPlan, run: ResolvedRun) -> Iterator[Figure]:
    """Amortised, cloud and acquisition cost of a run that has been; nothing without published hours.

    Nothing either where the methods, or the price of its chip, were not known on the plan's day.
    """
    server = _server(run.accelerator.name)
    if not (run.hours and run.count and run.released and server and _known(plan)):
        return
    given = usual()
    large = any(one in run.developer for one in _prices()["hyperscale"])
    known = EpochRun(
        run.model,
        run.developer,
        run.accelerator.name,
        run.hours[-1].value,
        run.count[-1].value,
        published=run.released,
        server_price_usd=server["usd"],
        priced=server["from"],
        chip_tdp_w=server["tdp_w"],
        server_power_factor=server["power_factor"],
        mean_draw_share=server["draw_share"],
        annual_pue=given["hyperscale_pue" if large else "annual_pue"],
        price_decay_per_year=given["price_decay_per_year"],
        network_cost_share=given["network_cost_share"],
        leaves={"training_accelerator_hours": run.hours[-1], "accelerator_count": run.count[-1]},
        known=plan.at,
    )
    yield from (amortised(known), acquisition(known))
    if any(one["chip"] == server["chip"] and one["from"] <= plan.at for one in _prices()["rents"]["values"]):
        yield cloud(known)


def _server(chip: str) -> dict[str, Any]:
    """Price and power of a chip with its server, as the methods take them; empty where they know none."""
    family = chip_family(chip)
    return next((one for one in _prices()["servers"]["values"] if one["chip"] == family), {})


def _known(plan: ResolvedPlan) -> bool:
    """Whether the methods were published on the plan's day."""
    return bool(known_assumption(f"{_GROUP}.server_cost_factor", plan.at))


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
    if not _known(plan):
        return
    taken = ("price_decay_per_year", "network_cost_share", "mean_draw_share", "annual_pue")
    leaves = {
        "training_accelerator_hours": hours,
        "accelerator_count": count,
        "accelerator_server_power_w": chip.server_power,
        "owned_years": chip.owned,
        "electricity_price_usd_per_mwh": place.price,
        **{one: known_figure(plan, f"{_GROUP}.{one}") for one in taken},
    }
    server = _server(chip.name)
    if not server:
        factor = known_figure(plan, f"{_GROUP}.server_cost_factor")
        leaves["server_price_usd"] = derived(runs.server_price_usd, chip.price, factor, subject=chip.name)
    model, _, site = place.subject.partition(" · ")
    run = EpochRun(
        model,
        "",
        chip.name,
        server_price_usd=server.get("usd"),
        leaves=leaves,
        place=site,
        when=place.when,
    )
    yield from (amortised(run), acquisition(run))


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


def _electricity(run: EpochRun) -> Figure:
    """Price of electricity: given, else of US industry in the year of publication."""
    if run.electricity_price_usd_per_mwh is not None or "electricity_price_usd_per_mwh" in run.leaves:
        return _leaves(run, "electricity_price_usd_per_mwh")[0]
    day = run.publication()
    if day is None:
        raise _missing(run, ["start"])
    prices = _prices()["electricity"]["values"]
    newest = max(prices) if run.known is None else min(max(prices), run.known.year - 1)
    year = min(max(day.year, min(prices)), newest)
    return run.point(
        "electricity_price_usd_per_mwh", prices[year], date(year, 12, 31), "eia-industrial-prices"
    )


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
