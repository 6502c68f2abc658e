"""Numbers from outside that belong to no single company or campus, each with range, source and date.

They stand in `data/assumptions/*.yaml`, one file a science, as `group: {name: {value, low, high, …}}`.
`low` and `high` are the 5 % and 95 % points, `value` is the median of the spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from wattwright.errors import CatalogError, UnknownNameError

__all__ = ["KINDS", "Assumption", "assumption", "load"]

KINDS: Final = ("measured", "published", "announced", "inferred", "assumed")
_SPREADS: Final = ("point", "uniform", "triangular", "normal", "lognormal", "three_point")
_WANTED: Final = {"value", "low", "high", "spread", "unit", "source", "kind", "date", "note"}


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number from outside; `name` is "group.quantity", the quantity is a term of the glossary."""

    name: str
    value: float
    low: float
    high: float
    spread: str
    unit: str
    source: str
    kind: str
    date: date
    note: str

    @property
    def quantity(self) -> str:
        """Glossary name, the part after the dot."""
        return self.name.partition(".")[2]


def _problems(name: str, entry: dict[str, Any]) -> list[str]:
    if set(entry) != _WANTED:
        return [f"{name}: has {sorted(entry)}, needs {sorted(_WANTED)}"]
    found = []
    if not entry["low"] <= entry["value"] <= entry["high"]:
        found.append(f"{name}: {entry['low']} ≤ {entry['value']} ≤ {entry['high']} does not hold")
    if entry["spread"] not in _SPREADS:
        found.append(f"{name}: spread {entry['spread']!r} is not one of {', '.join(_SPREADS)}")
    if entry["spread"] == "lognormal" and entry["low"] <= 0:
        found.append(f"{name}: a lognormal spread needs low > 0, not {entry['low']}")
    if entry["kind"] not in KINDS:
        found.append(f"{name}: kind {entry['kind']!r} is not one of {', '.join(KINDS)}")
    return found


@cache
def load() -> dict[str, Assumption]:
    """All assumptions by "group.quantity"; a CatalogError lists everything that is wrong in the files."""
    entries: dict[str, dict[str, Any]] = {}
    for path in sorted((files("wattwright") / "data" / "assumptions").iterdir(), key=lambda item: item.name):
        groups = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for group, names in groups.items():
            entries |= {f"{group}.{name}": entry for name, entry in names.items()}
    problems = [problem for name, entry in entries.items() for problem in _problems(name, entry)]
    if problems:
        raise CatalogError("the assumptions are malformed", problems)
    return {
        name: Assumption(
            name,
            float(entry["value"]),
            float(entry["low"]),
            float(entry["high"]),
            entry["spread"],
            entry["unit"],
            entry["source"],
            entry["kind"],
            entry["date"],
            entry["note"],
        )
        for name, entry in entries.items()
    }


def assumption(name: str) -> Assumption:
    """The assumption called "group.quantity"; UnknownNameError offers the nearest ones."""
    known = load()
    if name not in known:
        raise UnknownNameError("assumption", name, known)
    return known[name]
