"""`wattwright cost`: what campuses, hours, training runs and years cost, and who pays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wattwright.cli.assumed import assume_option, told_from
from wattwright.cli.inputs import understood
from wattwright.cli.options import as_of_option, json_option, language_option, today_option
from wattwright.cli.output import print_json, print_table, print_text, save_text
from wattwright.cli.rates import exchange_option, rates_from
from wattwright.errors import DataError

if TYPE_CHECKING:
    from wattwright.evaluate.views import View
    from wattwright.results import Results

__all__ = ["command"]


@click.command("cost")
@click.argument("source", default="example")
@click.option("--campus", help="Only this campus of the plan.")
@click.option("--phase", help="Phase of the campus: its period, such as 2028-07-01.  [default: the last]")
@exchange_option
@assume_option
@click.option(
    "--chart",
    type=click.Path(path_type=Path),
    help="Write the parts of the capital cost as SVG, and FILE-cash.svg, FILE-tornado.svg.",
)
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
    """Say what SOURCE costs: building part by part, running, an accelerator-hour, training, cash by year.

    SOURCE is a text, a scenario name, a plan file, `-` or `example`. Beside the own sum stand Epoch AI's
    constant and reported totals; beside the own hour those leased, in a venture's halls, and rented. The
    last tables say which assumption decides.
    """
    told = told_from(given["assumed"])
    rates, _ = rates_from(given["exchange"], ())
    plan = understood(source, as_of=as_of, language=language, exchange=rates)
    from wattwright.cli.views import foreign_sums, print_view, view_json
    from wattwright.evaluate import evaluate
    from wattwright.evaluate.views import cost_view

    day = today or date.today()
    results = evaluate(plan, at=day, told=told)
    try:
        view = cost_view(results, given["campus"], given["phase"])
    except DataError as error:
        raise DataError(error.title, [*error.problems, *foreign_sums(plan, language or "en")]) from None
    books, returns = _beside(results, view)
    if given["chart"] is not None:
        _pictures(view, given["chart"], language or "en")
    if as_json:
        print_json(view_json(view, plan, day, {"book_values": books, "owner_returns": returns}))
        return
    print_view(view, plan, day, language or "en")
    for name, values in books.items():
        _print_books(name, values, language or "en")
    for name, found in returns.items():
        _print_return(name, found, language or "en")


def _beside(results: Results, view: View) -> tuple[dict[str, Any], dict[str, Any]]:
    """Book values and return of owning by campus."""
    from wattwright.evaluate.returns import owner_return
    from wattwright.evaluate.views import book_values

    capital = {one.about: one.figures[0].when for one in view.sections if one.kind == "capital"}
    books = {name: book_values(results, name, when) for name, when in capital.items()}
    return books, {name: found for name in capital if (found := owner_return(results, name))}


def _print_books(campus: str, values: dict[str, list[float]], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_quantity

    words = texts(language)
    print_text("\n" + words["cost_books"].format(campus=campus))
    rows = [
        [str(year + 1), *(format_quantity(column[year], "USD", language) for column in values.values())]
        for year in range(len(values["straight_line_usd"]))
    ]
    print_table([words["cost_year"], words["cost_straight_line"], words["cost_market"]], rows)


def _print_return(campus: str, found: dict[str, dict[str, float]], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_quantity

    rate, present = (
        format_quantity(one["value"], unit, language, one["low"], one["high"], digits=2)
        for one, unit in ((found["return_ratio"], "%"), (found["present_usd"], "USD"))
    )
    said = texts(language)["cost_return"].format(campus=campus, rate=rate, present=present)
    print_text(f"\n{said}")


def _pictures(view: View, chart: Path, language: str) -> None:
    """Parts of the first campus, cash by year, what decides."""
    from wattwright.cli.texts import texts
    from wattwright.cli.views import beside, by_year, tornado
    from wattwright.evaluate.views import CAPITAL
    from wattwright.report.charts.costs import draw_columns, draw_waterfall
    from wattwright.report.charts.hourly import Frame
    from wattwright.report.phrases import Label
    from wattwright.report.wording import wording

    words, say = texts(language), wording(language)
    for section in [one for one in view.sections if one.kind == "capital"][:1]:
        parts = {
            words[f"cost_part_{one.name}"]: one.value
            for one in section.figures
            if one.name in CAPITAL and one.subject == section.about
        }
        whole = next(one for one in section.figures if one.name == "capital_cost_usd")
        title = words["cost_waterfall"].format(subject=say.subject(whole))
        frame = Frame(title, "USD", words["cost_waterfall_source"], (), language)
        save_text(chart, draw_waterfall(parts, words["cost_whole"], frame))
    for section in [one for one in view.sections if one.kind == "cash"][:1]:
        names = ("operating_cash_flow_usd", "capex_usd", "venture_usd", "free_cash_flow_usd")
        years = {
            f"{year}*" if any("projected" in one.subject for one in row.values()) else year: {
                say.text(Label(name)): row[name].value for name in names if name in row
            }
            for year, row in by_year(section).items()
        }
        title = words["cost_cash"].format(company=section.about)
        frame = Frame(title, "USD", words["cost_cash_source"], (), language)
        save_text(beside(chart, "cash"), draw_columns(years, frame))
    for figure in view.deciding[:1]:
        tornado(figure, beside(chart, "tornado"), language)
