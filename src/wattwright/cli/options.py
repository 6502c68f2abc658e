"""Options that several commands share, so that they look and behave alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

__all__ = ["as_of_option", "at_option", "json_option", "language_option", "today_option", "with_options"]

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """The day that was typed; anything else fails with what is allowed."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        allowed = f"{value!r} is not a day; give it as YYYY-MM-DD, for example 2025-07-17"
        raise click.BadParameter(allowed, context, parameter) from None


def _day_option(name: str, meaning: str) -> Callable[[Command], Command]:
    return click.option(name, callback=_day, metavar="YYYY-MM-DD", help=meaning)


as_of_option = _day_option("--as-of", "Day of the announcement, where the text names none.")
today_option = _day_option("--today", "Day whose knowledge counts as today's.")
at_option = _day_option("--at", "Answer with the knowledge of this day.")
language_option = click.option(
    "--lang", "language", type=click.Choice(["de", "en"]), help="Language of what is printed."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def with_options(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """All of `options` at once, in the order in which the help page lists them."""

    def decorate(function: Command) -> Command:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate
