"""`wattwright plan`: what was understood, as a plan file to correct and keep."""

from __future__ import annotations

from datetime import date

import click

from wattwright.cli.inputs import understood
from wattwright.cli.options import as_of_option, json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.cli.rates import exchange_option, rates_from

__all__ = ["command"]


@click.command("plan")
@click.argument("source", required=False)
@click.option("--list", "listed", is_flag=True, help="List the scenarios that ship with Wattwright.")
@exchange_option
@as_of_option
@language_option
@json_option
def command(
    source: str | None,
    listed: bool,
    exchange: tuple[str, ...],
    as_of: date | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Print the plan that was understood from SOURCE, as a YAML file to correct and use again.

    SOURCE is a text, a scenario name, a plan file, `-` or `example`. `--lang` says in which language the
    text is written, where that is not recognised.
    """
    if listed or source is None:
        _print_scenarios(language or "en", as_json)
        return
    rates, _ = rates_from(exchange, ())
    plan = understood(source, as_of=as_of, language=language, exchange=rates)
    from wattwright.plan import dump_plan

    if as_json:
        print_json(plan.model_dump(mode="json", exclude_none=True))
    else:
        print_text(dump_plan(plan).rstrip())


def _print_scenarios(language: str, as_json: bool) -> None:
    from wattwright.plan import load, scenario_names

    titles = {name: load(name).title for name in scenario_names()}
    if as_json:
        print_json(titles)
    else:
        from wattwright.cli.texts import texts

        words = texts(language)
        print_table([words["column_scenario"], words["column_title"]], list(titles.items()))
