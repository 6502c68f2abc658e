"""Words that the command line prints around the numbers, in both languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

__all__ = ["texts"]


@cache
def texts(language: str) -> dict[str, str]:
    """All texts of `data/texts/cli.<language>.yaml` by key."""
    path = files("wattwright") / "data" / "texts" / f"cli.{language}.yaml"
    found: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found
