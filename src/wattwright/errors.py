"""Every error that Wattwright raises on purpose.

    WattwrightError
    ├── PlanError          a plan file or a quantity in it cannot be used
    ├── CatalogError       a catalog table or query cannot be used
    ├── DataError          an input text, table or file cannot be used
    ├── InfeasibleError    nothing can be returned under the given limits
    └── UnknownNameError   a name is not known; the nearest ones are offered

Input is checked completely before anything is raised: one error carries every problem as a bullet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

__all__ = [
    "CatalogError",
    "DataError",
    "InfeasibleError",
    "PlanError",
    "UnknownNameError",
    "WattwrightError",
    "nearest_names",
]


class WattwrightError(Exception):
    """Base of all errors raised on purpose; `problems` lists every finding in reading order."""

    def __init__(self, title: str, problems: Iterable[str] = ()) -> None:
        self.title = title
        self.problems: tuple[str, ...] = tuple(problems)
        super().__init__("\n".join([title, *(f"  • {problem}" for problem in self.problems)]))


class PlanError(WattwrightError):
    """A plan file, a scenario or a quantity in it cannot be used."""


class CatalogError(WattwrightError):
    """A catalog table is malformed, or a query asks for something that no table holds."""


class DataError(WattwrightError):
    """A text, table or file from outside cannot be used."""


class InfeasibleError(WattwrightError):
    """Nothing can be returned under the given limits; the binding one is named."""


class UnknownNameError(WattwrightError):
    """A name is not known; the message offers the nearest known names."""

    def __init__(self, what: str, given: str, known: Iterable[str]) -> None:
        close = nearest_names(given, list(known))
        hint = f"nearest: {', '.join(close)}" if close else "no similar name is known"
        super().__init__(f"unknown {what} {given!r}", [hint])


def nearest_names(given: str, known: Sequence[str], count: int = 3) -> list[str]:
    """Known names most similar to `given`, best first; empty where nothing is similar."""
    folded = {name.casefold(): name for name in known}
    needle = given.casefold()
    inside = [name for key, name in folded.items() if needle and needle in key]
    close = [folded[key] for key in get_close_matches(needle, list(folded), n=count, cutoff=0.55)]
    return list(dict.fromkeys([*close, *inside]))[:count]
