"""The stated rules of judging: `data/verdicts.yaml` with tolerances, settings and word groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wattwright.reading import Statement

__all__ = ["Policy", "Tolerance", "policy", "setting"]

_BETWEEN = r"[^.!?]{1,90}?"
"""What may stand between the two parts of a verb: `gibt … aus`."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Largest relative deviation for each rating, from `exact` to `barely`; beyond it a number is wrong."""

    exact: float
    close: float
    partly: float
    barely: float

    def rating(self, deviation: float, widening: float = 1.0) -> str:
        """The rating that a deviation earns; `widening` stretches what counts as exact and close.

        >>> Tolerance(0.03, 0.10, 0.30, 1.0).rating(0.05)
        'mostly_true'
        """
        size = abs(deviation)
        steps = (
            (self.exact * widening, "true"),
            (self.close * widening, "mostly_true"),
            (max(self.partly, self.close * widening), "half"),
            (max(self.barely, self.close * widening), "mostly_false"),
        )
        return next((name for limit, name in steps if size <= limit), "false")


@dataclass(frozen=True, slots=True)
class Policy:
    """All that `verdicts.yaml` states; `words` and `regions` hold one pattern for each group of words."""

    dispatch: tuple[Mapping[str, str], ...]
    tolerances: Mapping[str, Tolerance]
    settings: Mapping[str, float]
    words: Mapping[str, re.Pattern[str]]
    money: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, str]
    regions: Mapping[str, re.Pattern[str]]

    def rule(self, statement: Statement) -> str:
        """Name of the rule for a statement; "nothing" where none is stated for its kind or topic."""
        for entry in self.dispatch:
            wanted = {key: value for key, value in entry.items() if key != "rule"}
            if all(getattr(statement, key) == value for key, value in wanted.items()):
                return entry["rule"]
        return "nothing"


@cache
def policy() -> Policy:
    """The rules that ship with Wattwright."""
    path = files("wattwright") / "data" / "verdicts.yaml"
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    tolerances = {
        name: Tolerance(entry["exact"], entry["close"], entry["partly"], entry["barely"])
        for name, entry in content["tolerances"].items()
    }
    return Policy(
        tuple(content["dispatch"]),
        tolerances,
        {name: float(entry["value"]) for name, entry in content["settings"].items()},
        {name: _pattern(phrases) for name, phrases in content["words"].items()},
        {name: tuple(quantities) for name, quantities in content["money"].items()},
        content["countries"],
        {name: _pattern(phrases) for name, phrases in content["regions"].items()},
    )


def setting(name: str) -> float:
    """One number of the section `settings`."""
    return policy().settings[name]


def _pattern(phrases: list[object]) -> re.Pattern[str]:
    """One pattern for a group of words; longest phrases first.

    In a phrase * stands for any letters, ~ for what stands between the two parts of a verb.
    """
    ordered = sorted((str(phrase) for phrase in phrases), key=lambda phrase: (-len(phrase), phrase))
    parts = (
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\~", _BETWEEN).replace(r"\ ", r"\s+")
        for phrase in ordered
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
