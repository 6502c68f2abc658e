"""Words and signs around numbers, from `data/notation.yaml` and `data/texts/units.*.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["Notation", "Signs", "notation", "signs"]


@dataclass(frozen=True, slots=True)
class Notation:
    """How a unit is written: its family, the base unit that is shown, and the factor to that unit."""

    family: str
    base: str
    factor: float


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns and words of one language, by group and key; `~` became a non-breaking space."""

    language: str
    groups: dict[str, dict[str, Any]]

    def __getitem__(self, key: str) -> str:
        """The entry "group.key"."""
        group, _, name = key.partition(".")
        return str(self.groups[group][name])

    def listed(self, key: str) -> list[str]:
        """The entry "group.key", where it is a list."""
        group, _, name = key.partition(".")
        return list(self.groups[group][name])

    def get(self, key: str, fallback: str) -> str:
        """The entry "group.key", or `fallback` where there is none."""
        group, _, name = key.partition(".")
        return str(self.groups[group].get(name, fallback))


def _read(name: str) -> dict[str, Any]:
    text = (files("wattwright") / "data" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


@cache
def notation(unit: str) -> Notation:
    """The notation of `unit`; an unknown unit follows the number as it is."""
    entry = _units().get(unit)
    if entry is None:
        return Notation("ratio" if "/" in unit else "plain", unit, 1.0)
    return Notation(entry["family"], entry["base"], float(entry["factor"]))


@cache
def _units() -> dict[str, dict[str, Any]]:
    return _read("notation.yaml")


@cache
def signs(language: str) -> Signs:
    """Patterns and words of `language`: German for "de", English for all else."""
    groups = _read(f"texts/units.{'de' if language == 'de' else 'en'}.yaml")
    spaced = {
        group: {
            str(key): value.replace("~", "\u00a0") if isinstance(value, str) else value
            for key, value in entries.items()
        }
        for group, entries in groups.items()
    }
    return Signs(language, spaced)
