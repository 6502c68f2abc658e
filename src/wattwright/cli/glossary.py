"""`wattwright glossary`: which quantities Wattwright knows, with unit, symbol and definition."""

from __future__ import annotations

from dataclasses import asdict

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text

__all__ = ["command"]


@click.command("glossary")
@click.argument("quantity", required=False)
@language_option
@json_option
def command(quantity: str | None, language: str | None, as_json: bool) -> None:
    """Define QUANTITY, or list all quantities with their units."""
    from wattwright.glossary import term

    if quantity is None:
        _print_all(language or "en", as_json)
        return
    found = term(quantity)
    if as_json:
        print_json(asdict(found))
    else:
        print_text(f"{found.label(language or 'en')} ({found.name}, {found.symbol}) in {found.unit}")
        print_text(found.definition)


def _print_all(language: str, as_json: bool) -> None:
    from wattwright.cli.texts import texts
    from wattwright.glossary import load

    terms = load().values()
    if as_json:
        print_json([asdict(one) for one in terms])
        return
    words = texts(language)
    heading = [words[f"column_{column}"] for column in ("name", "unit", "symbol", "label")]
    print_table(heading, [(one.name, one.unit, one.symbol, one.label(language)) for one in terms])
