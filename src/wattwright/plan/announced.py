"""Statements as amounts of a plan: which of them count, and their value with its range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Final

from wattwright.catalog import Catalog, period_end
from wattwright.errors import UnknownNameError
from wattwright.plan.amounts import Amount, format_amount
from wattwright.plan.wording import ABOUT_SHARE
from wattwright.reading.statements import Statement

__all__ = ["NAME_LENGTH", "amount_of", "known", "period_of", "said"]

NAME_LENGTH: Final = 200
"""Longest name that a plan holds."""

_BOUNDS: Final = ("up_to", "less_than", "at_least", "more_than")
_UNITS: Final = {
    "power": "W",
    "money": "USD",
    "area": "m2",
    "duration": "s",
    "compute": "FLOP",
}
"""Units of the amounts of a plan; everything else is counted."""

_DIGITS: Final = 3


def said(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements that are asserted, each fact once: no denials, opinions or repeats."""
    return tuple(
        replace(one, entity=(one.entity or "").strip()[:NAME_LENGTH].strip() or None)
        for one in statements
        if one.modality not in ("denial", "opinion") and one.dup_of is None
    )


def amount_of(statement: Statement, kind: str) -> Amount | None:
    """The statement's value as an amount of `kind`; None where unit or value do not fit a plan.

    A range has its middle as value, an order of magnitude its geometric mean.
    """
    unit = _UNITS.get(kind, "1")
    if statement.unit != unit:
        return None
    low, high = statement.low, statement.high
    value = statement.value if statement.value is not None else _middle(statement)
    if value is None or not 0 < value < float("inf") or (low is not None and low <= 0):
        return None
    if statement.qualifier in _BOUNDS:
        amount = Amount(value, value, value, unit, statement.qualifier)
    elif low is not None and high is not None:
        amount = Amount(value, low, high, unit)
    elif statement.qualifier == "about":
        low, high = (float(Decimal(repr(value)) * (1 + sign * ABOUT_SHARE)) for sign in (-1, 1))
        amount = Amount(value, low, high, unit, "about")
    else:
        amount = Amount(value, value, value, unit)
    return _readable(amount, kind)


def _middle(statement: Statement) -> float | None:
    low, high = statement.low, statement.high
    if low is None or high is None or not 0 <= low <= high:
        return None
    if statement.qualifier != "order_of_magnitude" or low == 0:
        return (low + high) / 2
    return float(f"{sqrt(low * high):.{_DIGITS - 1}e}")


def _readable(amount: Amount, kind: str) -> Amount | None:
    """The amount if a plan file can hold it."""
    if (kind == "share" and amount.high > 1) or not amount.low <= amount.value <= amount.high:
        return None
    try:
        format_amount(amount, kind)
    except AssertionError:
        return None
    return amount


def period_of(when: str | None) -> str | None:
    """The one period that `when` names, None where it names none or two."""
    try:
        end = period_end(when)
    except ValueError:
        return None
    return when if end is not None and end < date.max else None


def known(catalog: Catalog, kind: str, name: str | None) -> str:
    """The catalog's name behind `name`, empty where it knows none."""
    return _known(catalog.folder, kind, name) if name else ""


@lru_cache(maxsize=4096)
def _known(folder: Path, kind: str, name: str) -> str:
    try:
        return Catalog(folder).resolve(kind, name)
    except UnknownNameError:
        return ""
