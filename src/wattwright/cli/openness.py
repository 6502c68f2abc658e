"""`wattwright openness`: open weights or a closed interface, for the same model."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from wattwright.cli.assumed import assume_option, told_from
from wattwright.cli.inputs import understood
from wattwright.cli.options import as_of_option, json_option, language_option, today_option
from wattwright.cli.output import print_json, print_text
from wattwright.cli.rates import exchange_option, rates_from

__all__ = ["command"]


@click.command("openness")
@click.argument("source", default="example")
@click.option("--model", help="Only this model, or maker of voices.")
@exchange_option
@assume_option
@click.option("--chart", type=click.Path(path_type=Path), help="Write what decides as SVG.")
@as_of_option
@today_option
@language_option
@json_option
def command(
    source: str,
    as_of: date | None,
    today: date | None,
    language: str | None,
    as_json: bool,
    **given: Any,  # noqa: ANN401
) -> None:
    """Weigh open weights against a closed interface for the models of SOURCE, and for voices that it buys.

    Closed: margin from price, volume, share and lag against rivals. Open: saved engineering, complements,
    hiring, less what rivals gain. The structure is Wattwright's, its numbers rest on thin evidence; the last
    table says which of them decides. `--assume` replaces any.
    """
    told = told_from(given["assumed"])
    rates, _ = rates_from(given["exchange"], ())
    plan = understood(source, as_of=as_of, language=language, exchange=rates)
    from wattwright.cli.texts import texts
    from wattwright.cli.views import print_view, tornado, view_json
    from wattwright.evaluate import evaluate
    from wattwright.evaluate.views import openness_view

    day = today or date.today()
    view = openness_view(evaluate(plan, at=day, told=told), given["model"])
    words = texts(language or "en")
    if given["chart"] is not None:
        tornado(view.deciding[0], given["chart"], language or "en")
    if as_json:
        print_json(view_json(view, plan, day, {"evidence": words["openness_thin"]}))
        return
    print_view(view, plan, day, language or "en")
    print_text("\n" + words["openness_thin"])
