"""`wattwright validate`: predictions beside measurements, by row and by group."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.cli.rates import exchange_option, rates_from
from wattwright.cli.training_options import constants_of
from wattwright.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wattwright.validation.scoreboard import Row

__all__ = ["command", "measured_table"]


@click.group("validate")
def command() -> None:
    """Show how far predictions lie from measurements, on tables of your own or on the published ones."""


@command.command("training")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--left-out",
    "key",
    type=click.Choice(["random", "source", "model"]),
    help="Refit without each fold first.",
)
@click.option("--profile", type=click.Path(path_type=Path), help="Constants fitted to your own runs.")
@language_option
@json_option
def training(
    file: Path | None, key: str | None, profile: Path | None, language: str | None, as_json: bool
) -> None:
    """Predict every run of FILE, a CSV table with the columns of training_runs.csv.

    Errors are those of tokens per second and accelerator. With `--left-out` every run is predicted by a fit
    that has not seen runs of its fold, source or model. Without FILE the shared table is taken, where the
    environment variable WATTWRIGHT_SHARED names its folder.
    """
    from wattwright.validation.records import read_records
    from wattwright.validation.training import left_out_rows, training_rows

    records = read_records(measured_table(file, "training_runs.csv"))
    constants = constants_of(profile)
    rows = training_rows(records, constants) if key is None else left_out_rows(records, constants, key)
    show(rows, language or "en", as_json=as_json, key=key)


@command.command("power")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--runs", type=click.Path(path_type=Path), help="Table of the runs that the logs belong to.")
@language_option
@json_option
def power(file: Path | None, runs: Path | None, language: str | None, as_json: bool) -> None:
    """Compare server power while training with FILE, a CSV table with the columns of power_measured.csv.

    Figures are W of a server an accelerator. Each log is joined to the measured run of its round and system
    in `--runs` (columns of training_runs.csv). Without them the shared tables are taken.
    """
    from wattwright.catalog import load
    from wattwright.training.constants import constants
    from wattwright.validation.power_cases import power_case_rows
    from wattwright.validation.powers import power_rows, read_power
    from wattwright.validation.records import read_records

    rows = [] if file is not None else power_case_rows(load())
    if file is not None or "WATTWRIGHT_SHARED" in os.environ:
        known = read_records(measured_table(runs, "training_runs.csv"))
        rows += power_rows(read_power(measured_table(file, "power_measured.csv"), known), constants())
    show(rows, language or "en", as_json=as_json)


@command.command("weather")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@language_option
@json_option
def weather(folder: Path | None, language: str | None, as_json: bool) -> None:
    """Compare years made from monthly normals with the hourly files of FOLDER.

    FOLDER holds INDEX.csv (columns slug and place) and one CSV a place. Temperatures are in K; intervals are
    the tolerances of 1 K, 2.5 K and 0.01.
    """
    from wattwright.catalog import load
    from wattwright.validation.weather import weather_rows

    index = measured_table(None if folder is None else folder / "INDEX.csv", "weather/INDEX.csv")
    show(weather_rows(index.parent, load()), language or "en", as_json=as_json)


@command.command("supply")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--variant",
    "variants",
    multiple=True,
    type=click.Choice(["base", "island", "co2"]),
    default=("base", "island", "co2"),
    show_default=True,
)
@language_option
@json_option
def supply(file: Path | None, variants: tuple[str, ...], language: str | None, as_json: bool) -> None:
    """Compare the least-cost supply of 1,000 MW with optima that other exact solvers agree on.

    FILE is the hourly weather of Columbus with columns tdb, pv_cf_ac and wind_cf_rough. `co2` caps emissions
    and keeps a battery at work. Intervals are the proven bound and the tolerance of 1e-5.
    """
    from wattwright.validation.supply import supply_rows

    path = measured_table(file, "weather/us_oh_columbus.csv")
    show(supply_rows(path, variants), language or "en", as_json=as_json)


@command.command("goodput")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@language_option
@json_option
def goodput(file: Path | None, language: str | None, as_json: bool) -> None:
    """Compare published reliability figures (columns of goodput_cases.csv) with the models.

    Intervals are the tolerances of the table; rows whose inputs are not published say so.
    """
    from wattwright.validation.goodput import goodput_rows

    show(goodput_rows(measured_table(file, "goodput_cases.csv")), language or "en", as_json=as_json)


@command.command("cost")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@exchange_option
@click.option("--index", "months", multiple=True, metavar="2026-01=125", help="Price index of a month.")
@language_option
@json_option
def cost(
    file: Path | None,
    exchange: tuple[str, ...],
    months: tuple[str, ...],
    language: str | None,
    as_json: bool,
) -> None:
    """Compare published costs (columns of cost_cases.csv) with the models, then reported money and retention.

    Epoch AI's costs have intervals of 3 and 5 %, hours those of the model. With FILE only its rows are
    compared.
    """
    from datetime import date

    from wattwright.catalog import load
    from wattwright.evaluate.epoch import price_index
    from wattwright.validation.cost_cases import read_cost_cases
    from wattwright.validation.cost_records import record_rows
    from wattwright.validation.costs import cost_rows

    rates, index = rates_from(exchange, months)
    catalog = load().at(date.today())
    rows = []
    if file is not None or "WATTWRIGHT_SHARED" in os.environ:
        cases = read_cost_cases(measured_table(file, "cost_cases.csv"))
        rows += cost_rows(cases, catalog, price_index(index), rates)
    if file is None:
        rows += record_rows(catalog)
    show(rows, language or "en", as_json=as_json)


def measured_table(file: Path | None, name: str) -> Path:
    """The table that was given, or the shared one; DataError says how to get at one."""
    folder = os.environ.get("WATTWRIGHT_SHARED")
    path = file if file is not None else Path(folder) / "data" / name if folder else None
    if path is None:
        raise DataError(
            "no table of measurements is given",
            [
                f"give a CSV file with the columns of {name}",
                "or set WATTWRIGHT_SHARED to the folder that holds data/" + name,
            ],
        )
    if not path.is_file():
        raise DataError(f"{path}: no such file", [f"a CSV file with the columns of {name} is expected"])
    return path


def show(rows: Sequence[Row], language: str, *, as_json: bool, key: str | None = None) -> None:
    """Print a scoreboard as JSON, or its groups as a table."""
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_quantity
    from wattwright.validation.scoreboard import groups, scoreboard_json

    if as_json:
        print_json(scoreboard_json(rows))
        return
    words = texts(language)
    if not any(row.answered for row in rows):
        print_text(words["validate_none"])
    if key is not None:
        print_text(words["validate_left_out"].format(key=key) + "\n")
    columns = ("group", "rows", "answered", "median", "mean", "p90", "bias", "coverage")
    shown = [
        [
            group.name if group.dimension in ("all", "apart") else f"  {group.name}",
            str(group.rows),
            str(group.answered),
            *(
                format_quantity(value, "%", language) if value == value else "–"
                for value in (group.median, group.mean, group.p90, group.bias, group.coverage)
            ),
        ]
        for group in groups(rows)
    ]
    print_table([words[f"validate_{column}"] for column in columns], shown)
    silent = [row for row in rows if not row.answered]
    if silent:
        print_text("\n" + words["validate_unanswered"].format(count=len(silent)))
        for reason in list(dict.fromkeys(row.reason for row in silent))[:6]:
            print_text(f"  • {reason} ({next(row.id for row in silent if row.reason == reason)})")
