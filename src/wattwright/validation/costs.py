"""Published costs beside the models: rows of a table with the columns of `cost_cases.csv`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from wattwright.catalog import Catalog, period_end
from wattwright.economics import hours, present, runs
from wattwright.errors import DataError, UnknownNameError
from wattwright.evaluate import epoch
from wattwright.resolve.known import known_name, when_known
from wattwright.validation.cost_cases import CostCase, numbers_in
from wattwright.validation.cost_places import gigawatt_usd, hour_of
from wattwright.validation.scoreboard import Row

__all__ = ["cost_rows"]

_AMORTISED: Final = 0.03
_OTHER: Final = 0.05
_COMPUTED: Final = 0.005


class _NoAnswerError(Exception):
    """Why a row has no answer."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One prediction: end of the row's name, published figure, prediction, distances that are allowed."""

    suffix: str
    measured: float
    predicted: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Known:
    """What rules need besides their row: catalog, price index, rates of exchange, all runs by subject."""

    catalog: Catalog
    index: epoch.PriceIndex
    exchange: Mapping[str, float]
    runs: Mapping[str, CostCase]


def cost_rows(
    cases: list[CostCase], catalog: Catalog, index: epoch.PriceIndex, exchange: Mapping[str, float]
) -> list[Row]:
    """Every row with what is predicted for it, and the reason where nothing is.

    `exchange` has USD for one unit of other currencies. DataError names every row whose currency or price
    level cannot be converted.
    """
    known = _Known(catalog, index, exchange, {one.subject: one for one in cases if _is_run(one)})
    problems = [problem for case in cases for problem in _unpriced(case, known)]
    if problems:
        raise DataError("published costs cannot be compared", problems)
    return [row for case in cases for row in _rows(case, known)]


def _unpriced(case: CostCase, known: _Known) -> list[str]:
    """What is missing to express a row in USD of its price level."""
    problems = []
    if case.currency not in ("", "USD", *known.exchange):
        problems.append(
            f"{case.case_id}: published in {case.currency}; give USD for one {case.currency} as"
            f" --exchange {case.currency}=RATE"
        )
    for day in (case.level and known.index.labels.get(case.level, date(int(case.level[:4]), 7, 1)),):
        try:
            if day:
                known.index.at(day)
        except DataError as error:
            problems += [f"{case.case_id}: {error.title}: {one}" for one in error.problems]
    return problems


def _rows(case: CostCase, known: _Known) -> list[Row]:
    traits = {"kind": case.kind.partition(",")[0]}
    try:
        found = _rule(case)(case, known)
    except _NoAnswerError as reason:
        return [_silent(case, str(reason), traits)]
    except (DataError, UnknownNameError) as error:
        return [_silent(case, "; ".join([error.title, *error.problems]), traits)]
    return [
        Row(
            case.case_id + one.suffix,
            one.measured,
            one.predicted,
            one.low,
            one.high,
            answered=True,
            traits=traits | {"method": one.suffix.strip() or "as published"},
            trusted=case.trusted,
        )
        for one in found
    ]


def _silent(case: CostCase, reason: str, traits: Mapping[str, str]) -> Row:
    return Row(case.case_id, case.published, reason=reason, traits=traits, trusted=case.trusted)


def _near(suffix: str, measured: float, predicted: float, share: float) -> _Found:
    return _Found(
        suffix, measured, predicted, predicted - share * abs(measured), predicted + share * abs(measured)
    )


def _is_run(case: CostCase) -> bool:
    return case.kind.startswith("training run")


def _run_of(case: CostCase, known: _Known) -> epoch.EpochRun:
    """The run of a row, with what the catalog knows of its model."""
    usual, given = epoch.usual(), case.numbers
    known_of_model = _model(case.subject, known.catalog)
    decay, network = case.method_values(usual)
    power_usd = given.get("energy_usd_per_kwh")
    return epoch.EpochRun(
        case.subject,
        str(known_of_model.get("developer", "")),
        case.accelerator,
        given.get("chip_hours", _worked_hours(case, known.catalog)),
        given.get("n_accelerators"),
        float(wall) if isinstance(wall := known_of_model.get("training_wall_hours"), float) else None,
        case.days.get("training_start"),
        period_end(str(known_of_model.get("release_date", ""))),
        given.get("server_price_per_chip_usd"),
        case.days.get("price_available"),
        given.get("value_per_chip_at_start_usd"),
        given.get("chip_tdp_w"),
        given.get("server_power_factor"),
        given.get("tdp_fraction", usual["mean_draw_share"]),
        given.get("pue", usual["annual_pue"]),
        None if power_usd is None else 1000 * power_usd,
        decay,
        network,
    )


def _worked_hours(case: CostCase, catalog: Catalog) -> float | None:
    """Chip-hours of a run of which only the work is given, at the utilisation that is usual."""
    flop, mfu = case.work()
    chip = known_name(catalog, "accelerator", epoch.chip_family(case.accelerator).removesuffix(" 80"))
    peak = when_known(catalog, "accelerator", chip, "peak_bf16_flop_per_s")
    if flop is None or not peak or not isinstance(peak[-1].value, float):
        return None
    return flop / (peak[-1].value * (mfu or epoch.usual()["mfu"])) / 3600


def _model(name: str, catalog: Catalog) -> dict[str, float | str]:
    """What the catalog knows of a model's developer, release and time of training."""
    try:
        model = catalog.resolve("model", name)
    except UnknownNameError:
        return {}
    facts = (
        catalog.latest("model", model, one) for one in ("developer", "release_date", "training_wall_hours")
    )
    return {fact.quantity: fact.value for fact in facts if fact is not None and fact.value is not None}


def _run(case: CostCase, known: _Known) -> list[_Found]:
    """Amortised, rented and bought, in the prices of the published figures."""
    run = _run_of(case, known)
    published = run.publication()
    ratio = 1.0
    if case.level:
        if published is None:
            raise _NoAnswerError("training_start is not given, so the year of its prices is not known")
        ratio = known.index.ratio(case.level, published)
    found = []
    if np.isfinite(case.published):
        usd = runs.priced_usd(epoch.amortised(run).value, ratio)
        found.append(_near(" amortised", _usd(case, known), float(usd), _AMORTISED))
    for suffix, column, method in (
        (" cloud", "cloud_cost_usd", epoch.cloud),
        (" acquisition", "acquisition_cost_usd", epoch.acquisition),
    ):
        if column in case.numbers:
            usd = runs.priced_usd(method(run).value, ratio)
            found.append(_near(suffix, case.numbers[column], float(usd), _OTHER))
    return found


def _usd(case: CostCase, known: _Known) -> float:
    return case.published * known.exchange.get(case.currency, 1.0)


def _cloud(case: CostCase, known: _Known) -> list[_Found]:
    """A cloud figure of somebody else, from the run of the same model in this table."""
    if case.subject not in known.runs:
        raise _NoAnswerError(f"the table has no training run of {case.subject} to compute it from")
    run = _run_of(known.runs[case.subject], known)
    return [_near(" cloud", _usd(case, known), epoch.cloud(run).value, _OTHER)]


def _rental(case: CostCase, known: _Known) -> list[_Found]:
    rate = re.search(r"([\d.]+) USD per GPU-hour", case.other_inputs)
    if rate is None or "chip_hours" not in case.numbers:
        raise _NoAnswerError("chip hours and USD per GPU-hour are needed")
    predicted = float(runs.rented_training_cost_usd(case.numbers["chip_hours"], float(rate[1])))
    return [_near("", _usd(case, known), predicted, _COMPUTED)]


def _hour(case: CostCase, known: _Known) -> list[_Found]:
    """Hours of owners with cheap and dear money, and of a lease, inside the predicted interval."""
    power = re.search(r"([\d.]+) kW", case.other_inputs)
    if power is None:
        raise _NoAnswerError("the power of an accelerator is not given")
    found = []
    for name, published in re.findall(r"(hyperscaler|neocloud|rental) ([\d.]+)", case.published_text):
        figure = hour_of(known.catalog, case.accelerator, float(power[1]), name)
        found.append(_Found(f" {name}", float(published), figure.value, figure.low, figure.high))
    if not found:
        raise _NoAnswerError("no hourly cost is published")
    return found


def _buildup(case: CostCase, _: _Known) -> list[_Found]:
    """The closed form of the literature: charge with residual value, electricity, other costs."""
    given = case.build_up()
    charge = hours.annual_capital_usd(given["capex"], given["wacc"], given["life"], given["residual"])
    predicted = hours.accelerator_cost_usd_per_h(
        charge, 0.0, given["opex"], 1000 * given["kw"], 1.0, 1000 * given["usd_per_kwh"], given["sold"]
    )
    measured = numbers_in(case.recomputed_here)
    if not measured:
        raise _NoAnswerError("no result is given to compare with")
    return [_near("", measured[0], float(predicted), _COMPUTED)]


def _depreciation(case: CostCase, _: _Known) -> list[_Found]:
    cost = numbers_in(case.subject)
    published = re.findall(r"(\d+) y: ([\d,.]+)", case.published_text)
    if not cost or not published:
        raise _NoAnswerError("an accounting life, no cost")
    return [
        _near(
            f" {years} years",
            float(value.replace(",", "")),
            cost[0] - float(present.straight_line_values_usd(cost[0], 0.0, int(years))[0]),
            _COMPUTED,
        )
        for years, value in published
    ]


def _campus(case: CostCase, known: _Known) -> list[_Found]:
    """A gigawatt site, bottom-up, in bn USD."""
    ends = numbers_in(case.published_text.partition("(")[0])
    if len(ends) < 2:
        raise _NoAnswerError("no range is published")
    figure = gigawatt_usd(known.catalog)
    return [
        _Found("", float(np.mean(ends[:2])), *(one / 1e9 for one in (figure.value, figure.low, figure.high)))
    ]


def _rule(case: CostCase) -> Callable[[CostCase, _Known], list[_Found]]:
    if _is_run(case):
        return _run
    rule = _RULES.get(case.kind.partition(" (")[0])
    if rule is None:
        raise _NoAnswerError(_REASONS.get(case.kind, f"{case.kind} is not computed"))
    return rule


_RULES: Final[Mapping[str, Callable[[CostCase, _Known], list[_Found]]]] = {
    "cloud": _cloud,
    "rental equivalent": _rental,
    "TCO per GPU-hour": _hour,
    "TCO build-up": _buildup,
    "depreciation": _depreciation,
    "capex per GW": _campus,
}

_REASONS: Final = {
    "trend": "a growth over many runs, not the cost of one",
    "multiplier": "goes into the models as an assumption",
    "parameter": "goes into the models as an assumption",
    "share": "staff and hardware of those models are not published one by one",
    "hours": "a number of hours, not a cost",
    "market price": "a market's price, not a cost",
    "break-even": "how it was computed is not published",
}
