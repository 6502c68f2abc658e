"""`wattwright explain`: where a number comes from, down to measured values and assumptions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from wattwright.cli.inputs import understood
from wattwright.cli.options import as_of_option, at_option, json_option, language_option
from wattwright.cli.output import print_json, print_text
from wattwright.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from wattwright.results import Figure

__all__ = ["command"]


@click.command("explain")
@click.argument("quantity")
@click.argument("source", default="example")
@as_of_option
@at_option
@language_option
@json_option
def command(
    quantity: str,
    source: str,
    as_of: date | None,
    at: date | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Show how QUANTITY follows from SOURCE: equations, inputs, assumptions, sources.

    SOURCE is a text, a scenario name, a plan file, `-` or `example` (taken where none is given).
    `--at` computes with the knowledge of that day; without it, the day of the announcement.
    """
    plan = understood(source, as_of=as_of, language=language)
    from wattwright.evaluate import evaluate

    results = evaluate(plan, at=at or plan.as_of)
    from wattwright.explain import explain, quantity_named

    try:
        name = quantity_named(quantity, results)
    except UnknownNameError as error:
        computed = ", ".join(sorted(results.names())) or "nothing"
        raise DataError(error.title, [*error.problems, f"computed from {source}: {computed}"]) from None
    if as_json:
        print_json({"quantity": name, "figures": [_figure(one) for one in results.find(name)]})
        return
    print_text(explain(name, results, language or "en"))


def _figure(figure: Figure) -> dict[str, object]:
    """A figure as JSON, with everything that it was computed from."""
    wanted = ("name", "subject", "value", "low", "high", "unit", "basis", "when", "date", "equation", "note")
    inputs = [_figure(one) for one in figure.inputs]
    return {name: getattr(figure, name) for name in wanted} | {"sources": figure.sources, "inputs": inputs}
