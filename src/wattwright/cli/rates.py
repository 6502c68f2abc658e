"""Rates that a user gives as NAME=VALUE: exchange of currencies, months of a price index."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, TypeVar

import click

from wattwright.errors import DataError

__all__ = ["exchange_option", "rates_from"]

Command = TypeVar("Command", bound=Callable[..., Any])

exchange_option: Callable[[Command], Command] = click.option(
    "--exchange",
    multiple=True,
    metavar="EUR=1.08",
    help="USD for one unit of a currency; may repeat.",
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


def rates_from(exchange: Sequence[str], months: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
    """USD for one unit of each currency, and index by month; DataError lists everything that is no such
    rate."""
    problems: list[str] = []
    rates = _rates(exchange, _CURRENCY, "--exchange", "EUR=1.08", problems)
    index = _rates(months, _MONTH, "--index", "2026-01=125", problems)
    if problems:
        raise DataError("rates cannot be used", problems)
    return rates, index


def _rates(
    given: Sequence[str], form: re.Pattern[str], option: str, example: str, problems: list[str]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            value = float(number)
        except ValueError:
            value = float("nan")
        if not form.fullmatch(name) or not isfinite(value) or value <= 0:
            problems.append(f"{option} {text}: give a name and a number above 0, such as {option} {example}")
        else:
            found[name] = value
    return found
