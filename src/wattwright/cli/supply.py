"""`wattwright supply`: the cheapest way to supply a campus, hour by hour, with its proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, log10
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from wattwright.cli.options import json_option, language_option, with_options
from wattwright.cli.output import print_json, print_table, print_text, save_text
from wattwright.cli.sites import DESIGNS, named

if TYPE_CHECKING:
    from wattwright.energy.answer import StageSupply, Supply
    from wattwright.evaluate.supply import Wanted

__all__ = ["command"]

_OPTIONS: Final[tuple[Callable[[Any], Any], ...]] = (
    click.argument("source", required=False),
    click.option("--campus", help="Campus of the scenario, or of the catalog."),
    click.option("--place", help="Place of the catalog with monthly normals, such as Columbus OH."),
    click.option("--it", "it_power", help="IT power, such as 1 GW; by phase: 2026: 1 GW, 2030: 2 GW."),
    click.option("--phase", help="Phase of the campus: its last one up to this year, or undated."),
    click.option("--all-phases", is_flag=True, help="All phases to come, one after the other."),
    click.option("--load-factor", type=click.FloatRange(0, 1, min_open=True), default=1.0, show_default=True),
    click.option("--design", type=click.Choice(DESIGNS), default="liquid-dry", show_default=True),
    click.option("--weather", type=click.Path(path_type=Path), help="Hourly weather: EPW, TMY3 or CSV."),
    click.option(
        "--grid", help="Limit of the connection, such as 600 MW; by phase: 2026: 200 MW, 2030: 1 GW."
    ),
    click.option("--grid-price", type=float, help="Mean price of energy, USD/MWh (else the state's)."),
    click.option("--price-file", type=click.Path(path_type=Path), help="CSV with 8,760 prices, USD/MWh."),
    click.option("--demand-charge", type=float, default=0.0, help="USD a MW of each month's highest hour."),
    click.option("--capacity-charge", type=float, default=0.0, help="USD a MW of the year's highest hour."),
    click.option("--only", help="Kinds that may be built, such as ccgt,solar,battery."),
    click.option("--without", help="Kinds that may not be built."),
    click.option("--standing", help="What stands already, such as ccgt=2262 MW."),
    click.option(
        "--contract", "contracts", multiple=True, help="Firm energy: NAME = 200 MW at 85 (USD/MWh)."
    ),
    click.option("--carbon-cap", type=float, help="Emissions at most, t a MWh of load."),
    click.option("--carbon-price", type=float, default=0.0, help="Price of emissions, USD/t."),
    click.option(
        "--carbon-free", type=float, default=0.0, help="Share of energy that is carbon-free in its hour."
    ),
    click.option("--n-1", "without_largest", is_flag=True, help="Meet the load without the largest unit."),
    click.option("--units", is_flag=True, help="Build whole units only."),
    click.option(
        "--flexible", is_flag=True, help="Let training be capped or pause at the worth of its chips."
    ),
    click.option(
        "--ordered", type=int, help="Year of ordering: what cannot stand by a phase is left out of it."
    ),
    click.option("--until", type=int, help="Year in which the last phase ends."),
    click.option("--gas-price", type=float, help="USD/MMBtu."),
    click.option(
        "--sweep", "swept", help="Vary one thing: carbon-price=0:200:9, or supply_ccgt.build_usd_per_kw=…"
    ),
    click.option("--sensitivity", is_flag=True, help="Each assumption at its ends, the strongest first."),
    click.option(
        "--week", type=click.IntRange(1, 52), default=28, show_default=True, help="Week of the chart."
    ),
    click.option("--chart", type=click.Path(path_type=Path), help="Write the dispatch of that week as SVG."),
    language_option,
    json_option,
)


@click.command("supply")
@with_options(*_OPTIONS)
def command(language: str | None, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """Find the cheapest supply of a campus for all 8,760 hours: what to build, what runs, what it costs.

    Connection, gas plants, fuel cells, sun, wind, batteries and contracts are weighed against each other; the
    answer carries a bound that no supply can go below. SOURCE is a scenario or plan file; without it, name a
    campus of the catalog, or a place and a power. A rule that cannot be kept is named with the least breach.
    """
    from wattwright.energy.supply import least_cost_supply
    from wattwright.evaluate.supply import campus_site, given_values

    lang = language or "en"
    wanted, where = _wanted(given)
    values = given_values() | (
        {} if given["gas_price"] is None else {"supply.gas_usd_per_mmbtu": given["gas_price"]}
    )
    if given["swept"]:
        _sweep(wanted, values, given["swept"], lang, as_json=as_json)
        return
    found = least_cost_supply(campus_site(wanted, values))
    if given["chart"] is not None:
        _chart(found, wanted, where, given["week"], given["chart"], lang)
    swings = _sensitivity(wanted, values, found) if given["sensitivity"] else []
    if as_json:
        print_json(_plain(found, where) | ({"sensitivity": swings} if swings else {}))
    else:
        _print(found, wanted, where, lang)
        _print_sensitivity(swings, lang)
    if found.shortfalls:
        raise click.exceptions.Exit(1)


def _wanted(given: dict[str, Any]) -> tuple[Wanted, str]:
    """What was typed, with what catalog and weather add; DataError lists everything that is missing or
    wrong."""
    from wattwright.cli.supply_inputs import wanted_from

    return wanted_from(given)


def _plain(found: Supply, where: str) -> dict[str, Any]:
    """The answer as JSON, hours included."""
    return {
        "place": where,
        "usd": found.usd,
        "bound_usd": found.bound_usd,
        "gap_share": found.gap_share,
        "shortfalls": [
            {"rule": one.rule, "stage": one.stage, "amount": one.amount, "unit": one.unit, "hours": one.hours}
            for one in found.shortfalls
        ],
        "stages": [
            {
                "name": one.name,
                "usd_per_mwh": one.usd_per_mwh,
                "usd_per_year": dict(one.usd_per_year),
                "capacity_mw": dict(one.capacity_mw),
                "battery_mwh": one.battery_mwh,
                "load_mwh": one.load_mwh,
                "energy_mwh": {
                    name: float(flow.sum()) for name, flow in one.dispatch_mw.items() if name != "stored"
                },
                "unused_mwh": dict(one.unused_mwh),
                "emissions_t": one.emissions_t,
                "fossil_share": one.fossil_share,
                "shadow_usd": dict(found.shadow_usd[place]),
                "grid_usd_per_mw": found.grid_usd_per_mw[place],
                "margin_usd_per_mw": dict(found.margin_usd_per_mw[place]),
                "price_usd_per_mwh": one.price_usd_per_mwh.tolist(),
                "dispatch_mw": {name: flow.tolist() for name, flow in one.dispatch_mw.items()},
            }
            for place, one in enumerate(found.stages)
        ],
    }


def _print(found: Supply, wanted: Wanted, where: str, language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)
    for place, stage in enumerate(found.stages):
        peak = float(wanted.phases[place].load_mw.max())
        print_text(
            words["supply_title"].format(
                place=named(where, stage.name),
                peak=format_quantity(peak, "MW", language),
                energy=format_quantity(stage.load_mwh, "MWh", language),
            )
        )
        print_table(
            [words[f"supply_{one}"] for one in ("part", "built", "energy", "share", "usd", "each")],
            _rows(stage, language, words),
        )
        lines = [
            words["supply_cost"].format(
                each=format_number(stage.usd_per_mwh, language),
                year=format_quantity(sum(stage.usd_per_year.values()), "USD", language),
            ),
            words["supply_emissions"].format(
                tons=format_quantity(stage.emissions_t * 1e3, "kg", language),
                each=format_number(stage.emissions_t * 1e3 / stage.load_mwh, language),
                free=format_quantity(round(max(1 - stage.fossil_share, 0.0), 4), "%", language),
            ),
        ]
        if not found.shortfalls:
            saved = format_quantity(float(round(found.grid_usd_per_mw[place])), "USD", language)
            lines.append(words["supply_grid_value"].format(value=saved))
        lines += [
            words[f"supply_shadow_{rule.replace('-', '_')}"].format(
                value=format_quantity(value, "USD", language)
            )
            for rule, value in found.shadow_usd[place].items()
            if f"supply_shadow_{rule.replace('-', '_')}" in words and value > 1e-3
        ]
        print_text("\n".join(lines) + "\n")
    if not found.shortfalls:
        bound = format_quantity(found.bound_usd, "USD", language, digits=7)
        gap = format_number(10.0 ** ceil(log10(max(found.gap_share, 1e-9))) * 100, language)
        print_text(words["supply_proof"].format(bound=bound, gap=gap))
    for short in found.shortfalls:
        print_text(
            words[f"supply_short_{short.rule.replace('-', '_')}"].format(
                stage=short.stage,
                amount=format_quantity(_base(short.amount, short.unit), _unit(short.unit), language),
                hours=short.hours,
            )
        )


def _base(amount: float, unit: str) -> float:
    return amount * 1e3 if unit == "t" else amount


def _unit(unit: str) -> str:
    return "kg" if unit == "t" else unit


def _rows(stage: StageSupply, language: str, words: dict[str, str]) -> list[list[str]]:
    """One line a part: what is built, what it gives, its part of the load, what it costs."""
    from wattwright.report.numbers import format_number, format_quantity

    rows = []
    for name, usd in stage.usd_per_year.items():
        built = stage.capacity_mw.get(name, float(stage.dispatch_mw["grid"].max()) if name == "grid" else 0.0)
        flow = stage.dispatch_mw.get("discharge" if name == "battery" else name)
        energy = 0.0 if flow is None else float(flow.sum())
        if max(built, energy, abs(usd)) <= 0:
            continue
        size = format_quantity(built, "MW", language) if built else "–"
        if name == "battery" and built:
            size += " / " + format_quantity(stage.battery_mwh, "MWh", language)
        rows.append(
            [
                words.get(f"supply_kind_{name}", name),
                size,
                format_quantity(energy, "MWh", language),
                format_quantity(energy / stage.load_mwh, "%", language),
                format_quantity(usd, "USD", language),
                format_number(usd / energy, language) if energy else "–",
            ]
        )
    return rows


def _sweep(wanted: Wanted, values: dict[str, float], text: str, language: str, *, as_json: bool) -> None:
    """The optimum over a range of one thing: cost, emissions, and the mix of the last phase."""
    from wattwright.cli.supply_inputs import steps_of
    from wattwright.cli.texts import texts
    from wattwright.evaluate.supply import sweep
    from wattwright.report.numbers import format_number, format_quantity

    name, steps = steps_of(text)
    found = sweep(wanted, values, name, steps)
    if as_json:
        print_json(
            [
                {
                    name: value,
                    "usd_per_mwh": one.stages[-1].usd_per_mwh,
                    "emissions_t": one.stages[-1].emissions_t,
                    "capacity_mw": dict(one.stages[-1].capacity_mw),
                    "battery_mwh": one.stages[-1].battery_mwh,
                    "gap_share": one.gap_share,
                }
                for value, one in found
            ]
        )
        return
    words = texts(language)
    kinds = [
        kind
        for kind in found[0][1].stages[-1].capacity_mw
        if any(one.stages[-1].capacity_mw[kind] > 0 for _, one in found)
    ]
    rows = [
        [
            format_number(value, language),
            format_number(one.stages[-1].usd_per_mwh, language),
            format_number(one.stages[-1].emissions_t * 1e3 / one.stages[-1].load_mwh, language),
            *(format_quantity(one.stages[-1].capacity_mw[kind], "MW", language) for kind in kinds),
        ]
        for value, one in found
    ]
    heading = [name, "USD/MWh", "kg/MWh", *(words.get(f"supply_kind_{kind}", kind) for kind in kinds)]
    print_table(heading, rows)


def _sensitivity(wanted: Wanted, values: dict[str, float], found: Supply) -> list[dict[str, Any]]:
    """Cost at both ends of each assumption, strongest first; those that change nothing are left out."""
    import numpy as np

    from wattwright.assumptions import load as load_assumptions
    from wattwright.evaluate.supply import sweep

    swings = []
    for name in values:
        known = load_assumptions()[name]
        if known.low == known.high or name.endswith((".lead_years", ".unit_size_mw")):
            continue
        ends = [one.usd for _, one in sweep(wanted, values, name, np.array([known.low, known.high]))]
        if max(abs(end - found.usd) for end in ends) > 1e-4 * abs(found.usd):
            swings.append(
                {"name": name, "low": known.low, "high": known.high, "usd": [end / found.usd for end in ends]}
            )
    return sorted(swings, key=lambda one: -max(abs(end - 1) for end in one["usd"]))


def _print_sensitivity(swings: Sequence[dict[str, Any]], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    if not swings:
        return
    words = texts(language)
    rows = [
        [
            one["name"],
            format_number(one["low"], language),
            format_quantity(one["usd"][0] - 1, "%", language),
            format_number(one["high"], language),
            format_quantity(one["usd"][1] - 1, "%", language),
        ]
        for one in swings
    ]
    print_text("")
    print_table(
        [words[f"supply_{one}"] for one in ("assumption", "low", "cost_low", "high", "cost_high")], rows
    )


def _chart(found: Supply, wanted: Wanted, where: str, week: int, path: Path, language: str) -> None:
    """The dispatch of one week of the last phase as SVG."""
    from wattwright.cli.texts import texts
    from wattwright.report.charts.hourly import Frame, draw_stack

    words, stage = texts(language), found.stages[-1]
    here = slice((week - 1) * 168, week * 168)
    layers = {
        words.get(f"supply_kind_{name}", name): (-flow if name == "charge" else flow)[here]
        for name, flow in stage.dispatch_mw.items()
        if name != "stored"
    }
    days = tuple(((day + 0.5) / 7, words["supply_day"].format(day=day + 1)) for day in range(7))
    frame = Frame(
        words["supply_chart"].format(place=named(where, stage.name), week=week),
        "MW",
        words["supply_chart_source"],
        days,
        language,
    )
    load = (words["supply_load"], wanted.phases[-1].load_mw[here])
    save_text(path, draw_stack(layers, load, frame))
