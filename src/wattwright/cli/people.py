"""`wattwright people`: packages, who stays, what people are worth, and takeovers for their staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from wattwright.cli.assumed import assume_option, told_from
from wattwright.cli.inputs import understood
from wattwright.cli.options import as_of_option, json_option, language_option, today_option, with_options
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.cli.rates import exchange_option, rates_from
from wattwright.errors import DataError

__all__ = ["command"]

_ON_THE_LINE: Final = re.compile(r"the key `exchange: \{(.*?)\}` in the plan")
_MONEY: Final = ("base", "bonus", "equity")
_OPTIONS: Final[tuple[Callable[[Any], Any], ...]] = (
    click.argument("source", required=False),
    click.option("--base", help="Salary a year of a package of your own, such as 1 mn USD."),
    click.option("--bonus", help="Its signing bonus, such as 100 mn USD."),
    click.option("--equity", help="Its shares, such as 200 mn USD."),
    click.option("--vesting", type=float, default=4.0, show_default=True, help="Years over which they vest."),
    click.option("--cliff", type=float, default=0.0, show_default=True, help="Years before the first share."),
    click.option(
        "--clawback",
        type=float,
        default=0.0,
        show_default=True,
        help="Years in which a leaver pays a part of the bonus back.",
    ),
    click.option(
        "--milestone", "milestones", multiple=True, help="USD:YEAR:CHANCE, such as 50e6:3:0.5; may repeat."
    ),
    click.option("--horizon", type=int, default=4, show_default=True, help="Years that are counted."),
    exchange_option,
    assume_option,
    click.option("--chart", type=click.Path(path_type=Path), help="Write what decides as SVG."),
    as_of_option,
    today_option,
    language_option,
    json_option,
)


@click.command("people")
@with_options(*_OPTIONS)
def command(source: str | None, language: str | None, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """Say what the packages and takeovers of SOURCE mean: cost by year, who stays, break-even, payback.

    Each package is shown deferred, as it vests over years, and paid up front. With --base, --bonus, --equity
    or --milestone a package of your own is computed, with SOURCE or without.
    """
    given["told"] = told_from(given["assumed"])
    given["day"] = given["today"] or date.today()
    own = _terms(given)
    made: dict[str, Any] = {}
    if own is not None:
        from wattwright.evaluate.packages import own_package

        made = own_package(own, given["day"], given["told"])
        if not as_json:
            _print_own(made, language or "en")
    if source is None and own is not None:
        if as_json:
            print_json({"at": given["day"], "package": made})
        return
    _of_source(source or "example", given, language, made, as_json=as_json)


def _of_source(
    source: str, given: dict[str, Any], language: str | None, made: dict[str, Any], *, as_json: bool
) -> None:
    rates, _ = rates_from(given["exchange"], ())
    plan = understood(source, as_of=given["as_of"], language=language, exchange=rates)
    from wattwright.cli.views import print_view, tornado, view_json
    from wattwright.evaluate import evaluate
    from wattwright.evaluate.views import people_view

    view = people_view(evaluate(plan, at=given["day"], told=given["told"]))
    if given["chart"] is not None:
        tornado(view.deciding[0], given["chart"], language or "en")
    if as_json:
        print_json(view_json(view, plan, given["day"], {"package": made} if made else {}))
    else:
        print_view(view, plan, given["day"], language or "en")


def _terms(given: dict[str, Any]) -> Any:  # noqa: ANN401
    """The package that was typed; None where nothing of one was, DataError with everything that is wrong."""
    from wattwright.evaluate.packages import Milestone, PackageTerms

    if not any(given[name] for name in (*_MONEY, "milestones")):
        return None
    problems: list[str] = []
    rates, _ = rates_from(given["exchange"], ())
    money = {f"{name}_usd": _usd(given[name], f"--{name}", rates, problems) for name in _MONEY}
    milestones = []
    for text in given["milestones"]:
        try:
            usd, year, chance = (float(one) for one in text.split(":"))
            milestones.append(Milestone(usd, int(year), chance))
        except ValueError:
            problems.append(f"--milestone {text}: give USD:YEAR:CHANCE, such as 50e6:3:0.5")
    try:
        terms = PackageTerms(
            **money,
            vesting_years=given["vesting"],
            cliff_years=given["cliff"],
            clawback_years=given["clawback"],
            milestones=tuple(milestones),
            horizon_years=given["horizon"],
        )
    except DataError as error:
        found = [one for one in error.problems if not (problems and one.startswith("nothing is paid"))]
        raise DataError(error.title, [*problems, *found]) from None
    if problems:
        raise DataError("the package cannot be computed", problems)
    return terms


def _usd(text: str | None, option: str, rates: Mapping[str, float], problems: list[str]) -> float:
    """USD of a sum such as "100 mn USD" or 100e6."""
    from wattwright.errors import PlanError
    from wattwright.plan.amounts import parse_amount

    if text is None:
        return 0.0
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return parse_amount(text, "money", rates).value
    except PlanError as error:
        problems += [f"{option}: {_ON_THE_LINE.sub(_told, one)}" for one in error.problems]
        return 0.0


def _told(found: re.Match[str]) -> str:
    """How the command line states the rates that a plan would name."""
    return " ".join(f"--exchange {one.replace(': ', '=')}" for one in found[1].split(", "))


def _print_own(made: dict[str, Any], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_quantity

    words = texts(language)

    def usd(value: float) -> str:
        return format_quantity(value, "USD", language)

    def points(one: dict[str, float], unit: str) -> str:
        return format_quantity(one["value"], unit, language, one["low"], one["high"], digits=2)

    print_text(words["people_own"].format(total=usd(made["total_usd"])))
    for name in ("as_agreed", "up_front"):
        course = made[name]
        print_text("\n" + words[f"people_{name}"])
        rows = [
            [
                str(year + 1),
                usd(course["paid_usd"][year]),
                usd(course["held_usd"][year]),
                points(course["stay_share"][year], "%"),
                points(course["expected_usd"][year], "USD"),
            ]
            for year in range(len(course["paid_usd"]))
        ]
        heading = ("cost_year", "people_paid", "people_held", "people_stay", "people_expected")
        print_table([words[one] for one in heading], rows)
        print_text(
            words["people_present"].format(
                present=points(course["present_usd"], "USD"),
                years=points(course["expected_stay_years"], "years"),
                each=points(course["usd_per_year_stayed"], "USD"),
            )
        )
