"""Prints views of figures: sections as tables, what decides, and the same as JSON and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from wattwright.cli.output import print_table, print_text, save_text
from wattwright.cli.texts import texts

if TYPE_CHECKING:
    from wattwright.evaluate.views import Section, View
    from wattwright.plan import Plan
    from wattwright.results import Figure

__all__ = ["figure_json", "foreign_sums", "print_view", "tornado", "view_json"]

_FIELDS: Final = ("name", "subject", "when", "value", "low", "high", "unit", "basis", "date", "equation")
_DECIDERS: Final = 6


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure with interval, unit, basis, date and the sources behind it."""
    return {name: getattr(figure, name) for name in _FIELDS} | {"sources": figure.sources}


def view_json(view: View, plan: Plan, day: date, more: Mapping[str, Any]) -> dict[str, Any]:
    """Title, day, currencies that are not counted, `more`, then the sections with their figures, and for each
    deciding figure its inputs by strength.
    """
    from wattwright.evaluate.views import deciders
    from wattwright.plan.readings import unconverted

    return {
        "plan": plan.title,
        "at": day,
        "not_converted": unconverted(plan),
        **more,
        "sections": [
            {
                "kind": section.kind,
                "about": section.about,
                "figures": [figure_json(one) for one in section.figures],
            }
            for section in view.sections
        ],
        "deciding": [
            {
                "figure": figure_json(figure),
                "inputs": [{"name": one.name, "low": one.low, "high": one.high} for one in deciders(figure)],
            }
            for figure in view.deciding
        ],
    }


def foreign_sums(plan: Plan, language: str) -> list[str]:
    """What to say of sums in currencies whose rates nobody has given; empty where there are none."""
    from wattwright.plan.readings import unconverted

    foreign = unconverted(plan)
    rates = " ".join(f"--exchange {one}=RATE" for one in foreign)
    said = texts(language)["view_foreign"].format(currencies=", ".join(foreign), rates=rates)
    return [said] if foreign else []


def print_view(view: View, plan: Plan, day: date, language: str) -> None:
    """Sections under their headings, then what decides, and sums for which a rate is needed."""
    from wattwright.evaluate.views import deciders
    from wattwright.report.numbers import format_quantity
    from wattwright.report.wording import figure_unit, wording

    words, say = texts(language), wording(language)
    print_text(words["view_title"].format(title=plan.title, day=say.text(day)))
    for section in view.sections:
        print_text("\n" + words[f"view_{section.kind}"].format(about=section.about).strip())
        if section.kind == "cash":
            _print_years(section, language)
        elif section.kind == "phases":
            _print_phases(section, language)
        else:
            heading = [words[f"column_{one}"] for one in ("quantity", "entity", "value")]
            print_table(heading, [_row(one, section, language) for one in section.figures])
    for figure in view.deciding:
        found = deciders(figure, language)[:_DECIDERS]
        if not found:
            continue
        unit = figure_unit(figure)
        label = f"{say.text(_label(figure))} ({say.subject(figure)})"
        print_text("\n" + words["view_decides"].format(figure=label))
        rows = [
            [
                one.name,
                format_quantity(one.low, unit, language, digits=2),
                format_quantity(one.high, unit, language, digits=2),
            ]
            for one in found
        ]
        print_table([words["view_input"], words["view_when_low"], words["view_when_high"]], rows)

    for asked in foreign_sums(plan, language):
        print_text(f"\n{asked}")


def _label(figure: Figure) -> Any:  # noqa: ANN401
    from wattwright.report.phrases import Label

    return Label(figure.name)


def _row(figure: Figure, section: Section, language: str) -> list[str]:
    from wattwright.report.wording import wording

    say = wording(language)
    about = say.subject(figure).removeprefix(section.about).removeprefix(", ")
    return [say.text(_label(figure)), about, say.text(figure, "full")]


def _print_phases(section: Section, language: str) -> None:
    """A row a phase: the own sum, per watt, by Epoch AI's constant; then what others report or state."""
    from wattwright.report.phrases import Label, Period
    from wattwright.report.wording import wording

    say, words = wording(language), texts(language)
    phases: dict[str, list[str]] = {}
    others = []
    for one in section.figures:
        aspect = one.subject.removeprefix(section.about).removeprefix(" · ")
        column = _PHASES.get((one.name, aspect))
        if column is None:
            others.append(_row(one, section, language))
        else:
            phases.setdefault(str(one.when), ["–"] * len(_PHASES))[column] = say.text(one, "full")
    capital, each = (say.text(Label(name)) for name, aspect in _PHASES if not aspect)
    heading = [words["column_when"], capital, each, words["view_epoch"]]
    print_table(heading, [[say.text(Period(when)), *cells] for when, cells in phases.items()])
    if others:
        print_table([words[f"column_{one}"] for one in ("quantity", "entity", "value")], others)


_PHASES: Final = {
    ("capital_cost_usd", ""): 0,
    ("capital_cost_usd_per_w", ""): 1,
    ("capital_cost_usd", "Epoch"): 2,
}


def _print_years(section: Section, language: str) -> None:
    """Cash by year: years as rows, the last figure of a quantity as a column, what is projected marked."""
    from wattwright.report.phrases import Label
    from wattwright.report.wording import wording

    say, words = wording(language), texts(language)
    cells = by_year(section)
    names = [one for one in _COLUMNS if any(one in row for row in cells.values())]
    rows = [
        [year, *(_cell(row.get(name), words["view_projected"], language) for name in names)]
        for year, row in cells.items()
    ]
    print_table([words["column_when"], *(say.text(Label(name)) for name in names)], rows)
    if any("projected" in one.subject for row in cells.values() for one in row.values()):
        print_text(words["view_projected_note"])


_COLUMNS: Final = (
    "revenue_usd",
    "operating_cash_flow_usd",
    "capex_usd",
    "free_cash_flow_usd",
    "capex_to_cash_flow_ratio",
    "venture_usd",
    "cash_after_ventures_usd",
)


def by_year(section: Section) -> dict[str, dict[str, Figure]]:
    """Figures of whole years by year and quantity; a company's own before those of the announcement."""
    years: dict[str, dict[str, Figure]] = {}
    for figure in section.figures:
        when = str(figure.when)
        stated = figure.subject.endswith(" · plan") and figure.name in years.get(when, {})
        if when.isdigit() and not stated:
            years.setdefault(when, {})[figure.name] = figure
    return dict(sorted(years.items()))


def _cell(figure: Figure | None, mark: str, language: str) -> str:
    from wattwright.report.wording import wording

    if figure is None:
        return "–"
    text = wording(language).text(figure, "full" if figure.low < figure.high else "")
    return f"{text}{mark}" if "projected" in figure.subject else text


def tornado(figure: Figure, path: Path, language: str) -> None:
    """Write what decides about a figure as a picture."""
    from wattwright.evaluate.views import deciders
    from wattwright.report.charts.costs import draw_tornado
    from wattwright.report.charts.hourly import Frame
    from wattwright.report.wording import figure_unit, wording

    words, say = texts(language), wording(language)
    title = words["view_tornado"].format(figure=say.text(_label(figure)), subject=say.subject(figure))
    frame = Frame(title, figure_unit(figure), words["view_tornado_source"], (), language)
    save_text(path, draw_tornado(figure.value, deciders(figure, language), frame))


def beside(path: Path, part: str) -> Path:
    """Path of another picture of the same command: cost.svg and cost-cash.svg."""
    return path.with_name(f"{path.stem}-{part}{path.suffix or '.svg'}")
