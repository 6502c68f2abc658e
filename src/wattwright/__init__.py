"""Wattwright breaks an AI build-out into its parts, from grid to gradient, and says whether it holds.

    import wattwright as ww

    dossier = ww.decode("meta-2025")            # a text, a scenario, a reading or a plan
    plan = ww.load("meta-2025")                 # a scenario or a plan file
    results = ww.evaluate(plan, at=plan.as_of)  # figures with intervals, sources and the way to them
    print(ww.explain("household equivalents", results, "en"))

Every name is imported when it is first used. Some functions have the name of the module that holds them:
`wattwright.evaluate` is always the function, and `from wattwright.evaluate import evaluate` works as well.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wattwright.catalog import Catalog
    from wattwright.catalog import load as catalog
    from wattwright.claims import Verdict, judge
    from wattwright.decode import Dossier, decode
    from wattwright.errors import WattwrightError
    from wattwright.evaluate import evaluate
    from wattwright.explain import explain
    from wattwright.plan import Plan, dump_plan, load, parse_plan, plan_from_reading, scenario_names
    from wattwright.reading import Reading, Statement, read
    from wattwright.results import Figure, Results

__all__ = [
    "Catalog",
    "Dossier",
    "Figure",
    "Plan",
    "Reading",
    "Results",
    "Statement",
    "Verdict",
    "WattwrightError",
    "catalog",
    "decode",
    "dump_plan",
    "evaluate",
    "explain",
    "judge",
    "load",
    "parse_plan",
    "plan_from_reading",
    "read",
    "scenario_names",
]

__version__ = "0.1.0"

_HOMES = {
    "catalog": ("Catalog",),
    "claims": ("Verdict", "judge"),
    "decode": ("Dossier", "decode"),
    "errors": ("WattwrightError",),
    "evaluate": ("evaluate",),
    "explain": ("explain",),
    "plan": ("Plan", "dump_plan", "load", "parse_plan", "plan_from_reading", "scenario_names"),
    "reading": ("Reading", "Statement", "read"),
    "results": ("Figure", "Results"),
}
"""Module → names that it gives to the top level."""


def __getattr__(name: str) -> object:
    """The exported name, imported now."""
    if name == "catalog":
        value = import_module("wattwright.catalog").load
    else:
        home = next((module for module, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module 'wattwright' has no attribute {name!r}")
        value = getattr(import_module(f"wattwright.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Exported names, also those not yet imported."""
    return sorted([*__all__, "__version__"])


class _Exports(ModuleType):
    """The package itself: an exported function is not replaced by the module of its name once that loads."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Exports
