"""`wattwright fit`: constants fitted to one's own measurements, as a profile for the other commands."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text, save_text
from wattwright.errors import DataError

if TYPE_CHECKING:
    from wattwright.validation.scoreboard import Group

__all__ = ["command"]


@click.group("fit")
def command() -> None:
    """Fit the constants of a model to measurements of your own."""


@command.command("training")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="profile.yaml",
    show_default=True,
    help="Profile to write.",
)
@language_option
@json_option
def training(file: Path, out: Path, language: str | None, as_json: bool) -> None:
    """Refit training to the runs of FILE, a CSV table with the columns of training_runs.csv.

    The shipped constants are where the fit starts from and what holds it where your runs say nothing.
    Printed are the errors as shipped, after the fit, and on runs that were left out of it.
    """
    from wattwright.cli.validate import measured_table
    from wattwright.training.constants import constants
    from wattwright.training.profiles import dump_profile
    from wattwright.validation.fitting import trusted
    from wattwright.validation.records import read_records
    from wattwright.validation.scoreboard import groups
    from wattwright.validation.training import fitted, left_out_rows, training_rows

    records = [
        record for record in read_records(measured_table(file, "training_runs.csv")) if trusted(record)
    ]
    if not records:
        raise DataError(
            f"{file.name} holds no run to fit",
            ["rows need a shape, a length, accelerators and a measured rate"],
        )
    shipped = constants()
    found = fitted(records, shipped)
    boards = {
        "shipped": training_rows(records, shipped),
        "fitted": training_rows(records, found),
        "folds": left_out_rows(records, shipped, "random", centre=shipped),
    }
    errors = {name: groups(rows)[0] for name, rows in boards.items()}
    notes: dict[str, object] = {"fitted_to": file.name, "runs": len(records)}
    notes |= {f"median_error_{name}": round(group.median, 4) for name, group in errors.items()}
    draft = out.with_name(out.name + ".part")
    save_text(draft, dump_profile(found, notes))
    draft.replace(out)
    moved = sum(abs(math.log(found[name] / shipped[name])) > 0.05 for name in shipped)
    if as_json:
        print_json({"profile": str(out), "moved": moved, **notes})
        return
    _print(errors, moved, out, language or "en")


def _print(errors: Mapping[str, Group], moved: int, out: Path, language: str) -> None:
    """Errors as shipped, fitted and left out, and how many constants have moved."""
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_quantity

    words = texts(language)
    heading = [
        words["validate_group"],
        *(words[f"validate_{name}"] for name in ("rows", "median", "mean", "p90")),
    ]
    print_table(
        heading,
        [
            [
                words[f"fit_{name}"],
                str(group.answered),
                *(format_quantity(value, "%", language) for value in (group.median, group.mean, group.p90)),
            ]
            for name, group in errors.items()
        ],
    )
    print_text("\n" + words["fit_moved"].format(count=moved))
    print_text(words["fit_written"].format(path=out))
