"""Own assumptions on the command line: NAME=VALUE or NAME=VALUE:LOW:HIGH."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from wattwright.errors import DataError

__all__ = ["assume_option", "told_from"]

Command = TypeVar("Command", bound=Callable[..., Any])

assume_option: Callable[[Command], Command] = click.option(
    "--assume",
    "assumed",
    multiple=True,
    metavar="NAME=VALUE[:LOW:HIGH]",
    help="Own number for an assumption, such as accelerator.accelerator_life_years=3; may be given again.",
)
_FORMS = (1, 3)


def told_from(assumed: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Low, value and high by name; DataError lists everything that cannot be read."""
    problems: list[str] = []
    told: dict[str, tuple[float, float, float]] = {}
    for text in assumed:
        name, _, rest = text.partition("=")
        try:
            numbers = [float(one) for one in rest.split(":")]
        except ValueError:
            numbers = []
        if not name.strip() or len(numbers) not in _FORMS:
            problems.append(f"--assume {text}: give NAME=VALUE or NAME=VALUE:LOW:HIGH")
            continue
        value, low, high = numbers if len(numbers) == max(_FORMS) else numbers * max(_FORMS)
        told[name.strip()] = (low, value, high)
    if problems:
        raise DataError("own assumptions cannot be read", problems)
    return told
