"""Which chips builders use where nobody says so; the rows stand in `data/fleets.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["Fleets", "load"]


@dataclass(frozen=True, slots=True)
class Fleets:
    """Rows of chips from old to new by builder, words for a row, and how later chips may grow.

    A count of a site is taken with its power only if IT power per accelerator lies between `fits_low` and
    `fits_high` times its server power.
    """

    rows: dict[str, tuple[str, ...]]
    words: dict[str, str]
    trend: str
    trend_quantity: str
    years_of_a_generation: float
    fits_low: float
    fits_high: float

    def row(self, builder: str) -> tuple[str, ...]:
        """Chips of a builder from old to new."""
        return self.rows.get(builder, self.rows["default"])


@cache
def load() -> Fleets:
    """What `data/fleets.yaml` says."""
    text = (files("wattwright") / "data" / "fleets.yaml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    growth, fits = given["growth"], given["fits"]
    return Fleets(
        {name: tuple(row["chips"]) for name, row in given["rows"].items()},
        {word: name for name, row in given["rows"].items() for word in row["words"]},
        growth["trend"],
        growth["quantity"],
        float(growth["years_of_a_generation"]),
        float(fits["low"]),
        float(fits["high"]),
    )
