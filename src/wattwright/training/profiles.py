"""Profiles: constants fitted to one's own runs, as a file that every training command accepts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from wattwright.errors import DataError, nearest_names
from wattwright.training.constants import constants

__all__ = ["dump_profile", "read_profile"]


def dump_profile(fitted: Mapping[str, float], notes: Mapping[str, object]) -> str:
    """A profile as YAML: constants that moved by more than one part in a thousand, and how it was made."""
    shipped = constants()
    moved = {
        name: float(f"{value:.5g}")
        for name, value in sorted(fitted.items())
        if abs(math.log(value / shipped[name])) > 1e-3
    }
    return yaml.safe_dump(
        {"wattwright": "profile", **notes, "constants": moved}, sort_keys=False, allow_unicode=True
    )


def read_profile(path: Path) -> dict[str, float]:
    """The constants of a profile over the shipped ones; DataError lists all that is wrong with the file."""
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(f"{path}: no such file", ["`wattwright fit training` writes a profile"]) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path} cannot be read", [str(error).replace("\n", " ")]) from None
    if not isinstance(value, dict) or value.get("wattwright") != "profile":
        raise DataError(f"{path} is no profile", ["it begins with `wattwright: profile`"])
    given = value.get("constants")
    if not isinstance(given, dict):
        raise DataError(f"{path} is no profile", ["constants: names and numbers are expected"])
    problems = list(_problems(given))
    if problems:
        raise DataError(f"{path} cannot be used", problems)
    return constants({name: float(number) for name, number in given.items()})


def _problems(given: Mapping[object, object]) -> Iterator[str]:
    """What is wrong with the constants of a profile."""
    known = constants()
    for name, number in given.items():
        if name not in known:
            near = ", ".join(nearest_names(str(name), list(known))) or "none is similar"
            yield f"unknown constant {name}; nearest: {near}"
        elif isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number < math.inf:
            yield f"{name} is {number!r}; a number above 0 is needed"
