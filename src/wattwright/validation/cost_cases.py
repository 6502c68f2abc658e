"""Rows of a table of published costs, checked completely before anything is computed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from wattwright.errors import DataError

__all__ = ["CostCase", "numbers_in", "read_cost_cases"]

_TEXTS: Final = (
    "case_id",
    "kind",
    "subject",
    "accelerator",
    "other_inputs",
    "published_value",
    "published_unit",
    "recomputed_here",
)
_NUMBERS: Final = (
    "n_accelerators",
    "chip_hours",
    "server_price_per_chip_usd",
    "value_per_chip_at_start_usd",
    "chip_tdp_w",
    "server_power_factor",
    "tdp_fraction",
    "pue",
    "energy_usd_per_kwh",
    "cloud_cost_usd",
    "acquisition_cost_usd",
)
_DAYS: Final = ("price_available", "training_start")
_SHARES: Final = ("tdp_fraction",)
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?")
_CURRENCY: Final = re.compile(r"\b(?:USD|EUR|GBP|CNY|JPY|CHF|[A-Z]{3}(?= per| \())\b")
_LEVEL: Final = re.compile(r"\b((?:19|20)\d\d) [A-Z]{3}\b")
_DECAY: Final = re.compile(r"k=([\d.]+)")
_NETWORK: Final = re.compile(r"interconnect ([\d.]+)%")
_BUILD_UP: Final = {
    "capex": r"capex ([\d,.]+) USD",
    "residual": r"residual ([\d.]+)%",
    "wacc": r"WACC ([\d.]+)%",
    "life": r"life ([\d.]+) y",
    "kw": r"([\d.]+) kW\b",
    "usd_per_kwh": r"([\d.]+) USD/kWh",
    "opex": r"opex ([\d.]+) USD/h",
    "sold": r"([\d.]+)% sold",
}
_DOUBTED: Final = re.compile(r"\bverify\b|\brecalled\b|\bsecondary\b")
_PERCENT: Final = ("residual", "wacc", "sold")


@dataclass(frozen=True, slots=True)
class CostCase:
    """One row: texts as they are, numbers and days by column where they are given.

    `currency` is that of the published unit, `level` its price level ("2023 USD"), both empty where none is.
    A row is not `trusted` where the table itself says that its value is recalled or has to be verified.
    """

    case_id: str
    kind: str
    subject: str
    accelerator: str
    other_inputs: str
    published_text: str
    recomputed_here: str
    currency: str
    level: str
    numbers: Mapping[str, float]
    days: Mapping[str, date]
    trusted: bool

    @property
    def published(self) -> float:
        """The published value where it is one number, else not a number."""
        return _float(self.published_text) if self.published_text else float("nan")

    def method_values(self, usual: Mapping[str, float]) -> tuple[float, float]:
        """Decay of prices a year in powers of ten, and the network's share of a cluster's cost."""
        decay, network = _DECAY.search(self.other_inputs), _NETWORK.search(self.other_inputs)
        return (
            float(decay[1]) if decay else usual["price_decay_per_year"],
            float(network[1]) / 100 if network else usual["network_cost_share"],
        )

    def work(self) -> tuple[float | None, float | None]:
        """FLOP and MFU of a run, as far as `other_inputs` has them."""
        flop, mfu = (re.search(rf"{name}=([\d.eE+]+)", self.other_inputs) for name in ("FLOP", "MFU"))
        return (float(flop[1]) if flop else None, float(mfu[1]) if mfu else None)

    def build_up(self) -> dict[str, float]:
        """Inputs of an hourly cost as `other_inputs` lists them; DataError names all that are missing."""
        found = {name: re.search(pattern, self.other_inputs) for name, pattern in _BUILD_UP.items()}
        missing = [name for name, match in found.items() if match is None]
        if missing:
            raise DataError("the hourly cost is not found", [f"{one} is not given" for one in missing])
        return {
            name: _float(match[1]) / (100 if name in _PERCENT else 1)
            for name, match in found.items()
            if match
        }


def read_cost_cases(path: Path) -> list[CostCase]:
    """All rows of a table; DataError lists missing columns, or everything that is wrong in the rows."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [one for one in (*_TEXTS, *_NUMBERS, *_DAYS) if one not in (reader.fieldnames or [])]
        if missing:
            raise DataError(
                f"{path.name} is no table of cost cases", [f"column {one} is missing" for one in missing]
            )
        rows = list(reader)
    problems: list[str] = []
    cases = [_case(row, problems) for row in rows]
    if problems:
        raise DataError(f"{path.name} has rows that cannot be used", problems)
    return cases


def _case(row: Mapping[str, str | None], problems: list[str]) -> CostCase:
    texts = {one: (row[one] or "").strip() for one in _TEXTS}
    name = texts["case_id"]
    unit = texts.pop("published_unit")
    given = {one: _number(row[one], f"{name}: {one}", problems) for one in _NUMBERS}
    numbers = {one: value for one, value in given.items() if value is not None}
    problems += [
        f"{name}: {one} is {value:g}, but a share lies between 0 and 1"
        for one, value in numbers.items()
        if one in _SHARES and not 0 < value <= 1
    ]
    problems += [
        f"{name}: {one} is {value:g}, but must be above 0"
        for one, value in numbers.items()
        if one not in _SHARES and value <= 0
    ]
    days = {one: _day(row[one], f"{name}: {one}", problems) for one in _DAYS}
    problems += _out_of_bounds(name, texts["other_inputs"])
    currency, level = _CURRENCY.search(unit), _LEVEL.search(unit)
    return CostCase(
        published_text=texts.pop("published_value"),
        currency=currency[0] if currency else "",
        level=level[0] if level else "",
        trusted=not _DOUBTED.search(f"{row.get('source') or ''} {row.get('notes') or ''}"),
        numbers=numbers,
        days={one: day for one, day in days.items() if day is not None},
        **texts,
    )


def _out_of_bounds(name: str, inputs: str) -> list[str]:
    """Shares above one and lives of zero among the inputs that stand in a text."""
    found = {key: re.search(pattern, inputs) for key, pattern in _BUILD_UP.items()}
    found["interconnect"] = _NETWORK.search(inputs)
    values = {key: _float(match[1]) for key, match in found.items() if match}
    wrong = [
        f"{name}: {key} is {values[key]:g} %, but a share lies between 0 and 100 %"
        for key in (*_PERCENT, "interconnect")
        if key in values and not 0 <= values[key] <= 100
    ]
    wrong += [f"{name}: {key} must be above 0" for key in ("life", "wacc", "sold") if values.get(key) == 0]
    return wrong


def _number(text: str | None, place: str, problems: list[str]) -> float | None:
    if not (text or "").strip():
        return None
    try:
        value = float((text or "").replace(",", ""))
    except ValueError:
        problems.append(f"{place} is {text!r}, not a number")
        return None
    if value in (float("inf"), float("-inf")) or value != value:
        problems.append(f"{place} is {text!r}, not a finite number")
        return None
    return value


def _day(text: str | None, place: str, problems: list[str]) -> date | None:
    if not (text or "").strip():
        return None
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        problems.append(f"{place} is {text!r}, not a day such as 2024-05-11")
        return None


def _float(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return float("nan")


def numbers_in(text: str) -> list[float]:
    """Numbers of a text in order; thousands with commas, ranges with a stroke between them."""
    return [_float(one) for one in _NUMBER.findall(text)]
