"""How answers and problems reach the terminal: JSON, plain aligned text, or a table of rich on a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from wattwright.errors import DataError

__all__ = ["print_json", "print_problem", "print_table", "print_text", "save_text"]

_WIDEST = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Signs that could steer a terminal; texts of strangers may hold them."""


def print_text(text: str) -> None:
    """Write `text` and a line end to standard output; ends quietly when nobody reads any more."""
    try:
        click.echo(_CONTROL.sub("", text))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(141) from None


def save_text(path: Path, text: str) -> None:
    """Write a file; DataError says why that is not possible."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        missing = "" if path.parent.is_dir() else f"; the folder {path.parent} does not exist"
        raise DataError(
            f"{path} cannot be written", [f"{(error.strerror or str(error)).lower()}{missing}"]
        ) from None


def print_json(value: object) -> None:
    """Write one JSON value, umlauts as they are, days as YYYY-MM-DD."""
    print_text(json.dumps(value, ensure_ascii=False, indent=2, default=_day))


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


def print_problem(kind: str, title: str, problems: Sequence[str], *, as_json: bool) -> None:
    """Write an error to standard error: its title and one bullet a problem, or one JSON object."""
    if as_json:
        error = {"error": {"kind": kind, "title": title, "problems": list(problems)}}
        click.echo(json.dumps(error, ensure_ascii=False, indent=2), err=True)
        return
    text = "\n".join([f"wattwright: {title}", *(f"  • {problem}" for problem in problems)])
    click.echo(_CONTROL.sub("", text), err=True)


def print_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows under a heading: on a terminal wrapped to its width, else aligned by spaces."""
    if sys.stdout.isatty():
        _print_rich(heading, rows)
        return
    cells = [[_shortened(cell) for cell in row] for row in (heading, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heading))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    print_text("\n".join(line.rstrip() for line in lines))


def _shortened(cell: str) -> str:
    """One line of at most 60 characters."""
    line = " ".join(cell.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"


def _print_rich(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table of rich; it honours NO_COLOR by itself."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heading, box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(_CONTROL.sub("", " ".join(cell.split()))) for cell in row))
    Console().print(table)
