"""The constants of training: assumptions of `data/assumptions/training.yaml`, or a profile fitted to one's
own runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from wattwright.assumptions import load as load_assumptions

__all__ = ["GROUPS", "constant_names", "constants"]

GROUPS = ("training_",)
"""Beginnings of the groups of assumptions that describe training steps."""


@cache
def constant_names() -> tuple[str, ...]:
    """Names of all constants, as "group.quantity", in one fixed order."""
    return tuple(sorted(name for name in load_assumptions() if name.startswith(GROUPS)))


@cache
def _shipped() -> dict[str, float]:
    known = load_assumptions()
    return {name: known[name].value for name in constant_names()}


def constants(profile: Mapping[str, float] | None = None) -> dict[str, float]:
    """All constants by name; those of `profile` in place of the shipped ones."""
    return {**_shipped(), **(profile or {})}
