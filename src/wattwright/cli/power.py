"""`wattwright power`: a campus hour by hour through a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from wattwright.cli.options import json_option, language_option, with_options
from wattwright.cli.output import print_json, print_table, print_text, save_text
from wattwright.cli.sites import DESIGNS, SitePhase, SiteTyped, megawatts_of, named, site_of, weather_at

if TYPE_CHECKING:
    from wattwright.energy.hourly import CampusYear
    from wattwright.evaluate.power import Campus

__all__ = ["command"]

_HOURS: Final = (1, 100, 1000, 4380, 8000)
"""Hours of the duration curve that are shown."""
_RANGED: Final = (
    "energy_mwh",
    "mean_facility_power_mw",
    "peak_facility_power_mw",
    "pue",
    "make_up_m3",
    "wue_l_per_kwh",
)
_OPTIONS: Final[tuple[Callable[[Any], Any], ...]] = (
    click.argument("source", required=False),
    click.option("--campus", help="Campus of the scenario, or of the catalog."),
    click.option("--place", help="Place of the catalog with monthly normals, such as Columbus OH."),
    click.option(
        "--at", "coordinates", help="Latitude and longitude, such as 52.5,13.4: the nearest place counts."
    ),
    click.option("--it", "it_power", help="IT power that the campus is built for, such as 1 GW."),
    click.option("--phase", help="Phase of the campus: its last one up to this year, or undated."),
    click.option(
        "--load-factor", type=click.FloatRange(0, 1, min_open=True), help="Hold the power level at this part."
    ),
    click.option(
        "--training-share",
        type=click.FloatRange(0, 1),
        default=1.0,
        show_default=True,
        help="The rest serves.",
    ),
    click.option(
        "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Training jobs at a time."
    ),
    click.option("--model", help="Take the power of a step of this model, with --accelerator."),
    click.option("--accelerator", help="Accelerator of that model."),
    click.option(
        "--design", type=click.Choice(DESIGNS), default="liquid-dry", show_default=True, help="Cooling."
    ),
    click.option("--weather", type=click.Path(path_type=Path), help="Hourly weather: EPW, TMY3 or CSV."),
    click.option("--download", type=click.Choice(["pvgis"]), help="Fetch a typical year; needs a network."),
    click.option(
        "--certificates", type=click.FloatRange(0, 1), help="Part of the energy covered by contracts."
    ),
    click.option("--limit", help="Power limit, such as 1.1 GW: hours above it are counted."),
    click.option(
        "--chart", type=click.Path(path_type=Path), help="Write the year as SVG, and FILE-duration.svg."
    ),
    language_option,
    json_option,
)


@click.command("power")
@with_options(*_OPTIONS)
def command(language: str | None, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """Follow the power of a campus through the 8,760 hours of a year: load, cooling, PUE, water, emissions.

    SOURCE is a scenario or plan file; without it, name a campus of the catalog, or a place and a power.
    Weather comes from the monthly normals of the nearest place unless a file is given. The load follows the
    work: training with its stalls and restarts, serving with its daily course; --load-factor holds it level.
    """
    from wattwright.evaluate.power import Campus, campus_hours, campus_ranges

    site = _site(given)
    phase = _current(site, given)
    weather = _weather(given, site)
    busy = _busy(given, phase)
    factor = given["load_factor"] if given["load_factor"] is not None else site.load_factor
    campus = Campus(
        phase.it_power_mw, weather, given["design"], factor, given["training_share"], given["jobs"], busy
    )
    year = campus_hours(campus)
    limit = None if given["limit"] is None else megawatts_of(given["limit"])
    made = _plain(year, site, phase, campus, limit) | {"ranges": campus_ranges(campus)}
    made |= _surroundings(year, phase.it_power_mw * made["pue"], site, given["certificates"])
    if given["chart"] is not None:
        _chart(year, made, given["chart"], language or "en")
    if as_json:
        hours = {
            "it_power_mw": year.it_power_mw,
            "facility_power_mw": year.facility_power_mw,
            "pue": year.pue,
        }
        print_json(made | {"hours": {name: values.tolist() for name, values in hours.items()}})
    else:
        _print(made, language or "en")


def _site(given: dict[str, Any]) -> SiteTyped:
    return site_of(
        given["source"],
        given["campus"],
        given["place"],
        given["it_power"],
        given["phase"],
        given["coordinates"],
    )


def _current(site: SiteTyped, given: dict[str, Any]) -> SitePhase:
    """The phase that was asked for, else the one that runs today, else the first."""
    if given["it_power"] is not None or given["phase"] is not None:
        return site.phases[-1]
    running = [one for one in site.phases if 0 < one.year <= date.today().year]
    return running[-1] if running else site.phases[0]


def _weather(given: dict[str, Any], site: SiteTyped) -> Any:  # noqa: ANN401
    if given["download"] is None:
        return weather_at(given["weather"], site.place)
    from wattwright.catalog import load
    from wattwright.evaluate.weather import position_of
    from wattwright.evaluate.weather_files import weather_from_pvgis

    where = position_of(load(), site.place)
    return weather_from_pvgis(where.lat, where.lon)


def _busy(given: dict[str, Any], phase: SitePhase) -> float | None:
    """Power of the named training job over its servers' rating."""
    from wattwright.errors import DataError
    from wattwright.evaluate.power import busy_share

    if (given["model"] is None) != (given["accelerator"] is None):
        raise DataError("a training job needs both", ["give --model and --accelerator together"])
    if given["model"] is None:
        return None
    return busy_share(given["model"], given["accelerator"], phase.it_power_mw)[0]


def _plain(
    year: CampusYear, site: SiteTyped, phase: SitePhase, campus: Campus, limit_mw: float | None
) -> dict[str, Any]:
    """The year as plain values: power in MW, energy in MWh, water in m³."""
    import numpy as np

    ordered = np.sort(year.facility_power_mw)[::-1]
    return {
        "site": site.name,
        "place": site.place,
        "distance_km": site.distance_km,
        "phase": phase.name,
        "design": campus.cooling,
        "it_power_mw": phase.it_power_mw,
        "busy_power_share": campus.busy_power_share,
        "mean_it_power_mw": float(year.it_power_mw.mean()),
        "mean_facility_power_mw": float(year.facility_power_mw.mean()),
        "peak_facility_power_mw": float(ordered[0]),
        "energy_mwh": float(year.energy_mwh),
        "pue": float(year.annual_pue),
        "peak_pue": float(year.pue.max()),
        "wue_l_per_kwh": float(year.wue_l_per_kwh),
        "make_up_m3": float(year.make_up_m3.sum()),
        "duration_mw": {str(hours): float(ordered[hours - 1]) for hours in _HOURS},
        "limit_mw": limit_mw,
        "hours_above": None if limit_mw is None else int(year.hours_above(limit_mw)),
    }


def _surroundings(
    year: CampusYear, full_mw: float, site: SiteTyped, certificates: float | None
) -> dict[str, Any]:
    """Homes by country and year, and emissions: by place, by market where it is told, and from making."""
    from wattwright.assumptions import load as load_assumptions
    from wattwright.evaluate.power import embodied_kg_per_year

    around = site.surroundings
    energy = float(year.energy_mwh)
    factor = around.emission_factor[0].value if around.emission_factor else None
    chips = full_mw * 1e3 / load_assumptions()["supply.accelerator_facility_kw"].value
    return {
        "homes": {
            f"{name} {home.when}".strip(): {
                "household_kwh": home.value * 1e3,
                "modelled": energy / home.value,
                "full_load": full_mw * 8760 / home.value,
            }
            for name, home in around.homes.items()
        },
        "emissions": {
            "grid_kg_per_mwh": factor,
            "by_place_t": None if factor is None else energy * factor / 1e3,
            "by_market_t": None
            if factor is None or certificates is None
            else energy * factor / 1e3 * (1 - certificates),
            "embodied_t": embodied_kg_per_year(chips) / 1e3,
        },
    }


def _print(made: dict[str, Any], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)
    near = (
        words["power_near"].format(km=format_number(made["distance_km"], language))
        if made["distance_km"]
        else ""
    )
    name = made["site"] if made["site"] == made["place"] else f"{made['site']} ({made['place']}{near})"
    size = format_quantity(made["it_power_mw"], "MW", language)
    print_text(f"{named(name, made['phase'])} · {size} IT · {made['design']}\n")
    units = {
        "energy_mwh": "MWh",
        "mean_facility_power_mw": "MW",
        "peak_facility_power_mw": "MW",
        "make_up_m3": "l",
    }
    rows = [[words["power_it"], format_quantity(made["mean_it_power_mw"], "MW", language)]]
    for name_ in _RANGED:
        value, (low, high), factor = made[name_], made["ranges"][name_], 1e3 if name_ == "make_up_m3" else 1.0
        if name_ in units:
            text = format_quantity(value * factor, units[name_], language, low * factor, high * factor)
        else:
            middle, *ends = (format_number(one, language, digits=4) for one in (value, low, high))
            text = f"{middle} ({'–'.join(ends)})"
        rows.append([words[f"power_{name_}"], text])
        if name_ == "pue":
            rows.append([words["power_peak_pue"], format_number(made["peak_pue"], language, digits=4)])
    rows += [
        [
            words["power_above"].format(hours=format_number(int(hours), language, digits=4)),
            format_quantity(value, "MW", language),
        ]
        for hours, value in made["duration_mw"].items()
    ]
    if made["limit_mw"] is not None:
        said = words["power_limit"].format(limit=format_quantity(made["limit_mw"], "MW", language))
        rows.append([said, format_number(made["hours_above"], language, digits=4)])
    rows += _footprint(made, words, language)
    print_table([words["column_quantity"], words["column_value"]], rows)


def _footprint(made: dict[str, Any], words: dict[str, str], language: str) -> list[list[str]]:
    """Emissions and homes as rows."""
    from wattwright.report.numbers import format_quantity

    found = made["emissions"]
    rows = [
        [
            words[f"power_{name}"],
            words["not_found"] if found[name] is None else format_quantity(found[name] * 1e3, "kg", language),
        ]
        for name in ("by_place_t", "by_market_t", "embodied_t")
    ]
    return rows + [
        [
            words["power_homes"].format(
                place=place, each=format_quantity(home["household_kwh"], "kWh", language)
            ),
            words["power_homes_value"].format(
                modelled=format_quantity(home["modelled"], "1", language),
                full=format_quantity(home["full_load"], "1", language),
            ),
        ]
        for place, home in made["homes"].items()
    ]


def _chart(year: CampusYear, made: dict[str, Any], path: Path, language: str) -> None:
    """Daily means and highest hours of facility and IT power as SVG, and beside it the duration curve."""
    import numpy as np

    from wattwright.cli.texts import texts
    from wattwright.report.charts.hourly import Frame, draw_lines
    from wattwright.report.numbers import format_number

    words = texts(language)
    days = year.facility_power_mw.reshape(365, 24)
    lines = {
        words["power_chart_peak"]: days.max(axis=1),
        words["power_chart_mean"]: days.mean(axis=1),
        words["power_chart_it"]: np.asarray(year.it_power_mw.reshape(365, 24).mean(axis=1)),
    }
    ticks = tuple(((month + 0.5) / 12, str(month + 1)) for month in range(12))
    title = words["power_chart"].format(place=named(made["site"], made["phase"]))
    marks = [] if made["limit_mw"] is None else [(words["power_chart_limit"], made["limit_mw"])]
    frame = Frame(title, "MW", words["supply_chart_source"], ticks, language)
    save_text(path, draw_lines(lines, frame, marks))
    hours = tuple((part / 8, format_number(8760 * part / 8, language, digits=4)) for part in range(9))
    ordered = {words["power_chart_duration"]: np.sort(year.facility_power_mw)[::-1][::8]}
    frame = Frame(words["power_chart_ordered"].format(title=title), "MW", frame.source, hours, language)
    save_text(path.with_stem(f"{path.stem}-duration"), draw_lines(ordered, frame, marks))
