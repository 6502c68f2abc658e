"""`wattwright power`: a campus hour by hour through a year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.errors import DataError

if TYPE_CHECKING:
    from wattwright.energy.hourly import CampusYear
    from wattwright.energy.weather import Weather

__all__ = ["command"]

_DESIGNS = ("air", "tower", "liquid-dry", "liquid-adiabatic")
_HOURS = (1, 100, 1000, 4380, 8000)
"""Hours of the duration curve that are shown."""


@click.command("power")
@click.option("--campus", help="Campus of the catalog: its place, and its IT power today.")
@click.option("--place", help="Place of the catalog with monthly normals, such as Columbus OH.")
@click.option("--it", "it_power", help="IT power, such as 1 GW.")
@click.option("--load-factor", type=click.FloatRange(0, 1, min_open=True), default=1.0, show_default=True)
@click.option(
    "--design", type=click.Choice(_DESIGNS), default="liquid-dry", show_default=True, help="Cooling."
)
@click.option("--weather", type=click.Path(path_type=Path), help="Hourly CSV: tdb, twb or tdp in °C.")
@click.option("--limit", help="Power limit, such as 1.1 GW: hours above it are counted.")
@language_option
@json_option
def command(
    load_factor: float,
    design: str,
    weather: Path | None,
    limit: str | None,
    language: str | None,
    as_json: bool,
    **site: str | None,
) -> None:
    """Follow the power of a campus through the 8,760 hours of a year: cooling, PUE, water, peak and energy.

    Weather comes from the monthly normals of the place, or of the place nearest to the campus, unless a file
    is given.
    """
    from wattwright.assumptions import load as load_assumptions
    from wattwright.energy.hourly import campus_year

    where, megawatts = _site(site["campus"], site["place"], site["it_power"])
    hours = _weather(weather, where)
    assumed = {
        name.partition(".")[2]: one.value
        for name, one in load_assumptions().items()
        if name.startswith("cooling.")
    }
    year = campus_year(megawatts * load_factor, hours, design, assumed)
    made = _plain(year, where, megawatts, design, None if limit is None else _megawatts(limit))
    if as_json:
        print_json(
            made | {"hours": {"facility_power_mw": year.facility_power_mw.tolist(), "pue": year.pue.tolist()}}
        )
    else:
        _print(made, language or "en")


def _megawatts(text: str) -> float:
    from wattwright.plan.amounts import parse_amount

    return parse_amount(text, "power").value / 1e6


def _site(campus: str | None, place: str | None, it_power: str | None) -> tuple[str, float]:
    """Place and IT power in MW, from what was typed and what the catalog knows of the campus."""
    from wattwright.catalog import load

    problems = []
    if campus is None:
        wanted = (("--place", place), ("--it", it_power))
        problems = [f"give --campus, or {option}" for option, value in wanted if value is None]
    if problems:
        raise DataError("the campus is not given", problems)
    megawatts = None if it_power is None else _megawatts(it_power)
    if campus is not None:
        known_place, known_power = _known(campus)
        place, megawatts = place or known_place, megawatts or known_power
        wanted_too = (("--place", place), ("--it", megawatts))
        missing = [f"give {option}" for option, value in wanted_too if value is None]
        if missing:
            raise DataError(f"the catalog does not know enough of {campus}", missing)
    assert place is not None and megawatts is not None
    return load().resolve("place", place), megawatts


def _known(campus: str) -> tuple[str | None, float | None]:
    """The place nearest to a campus of the catalog, and its newest IT power in MW; None where not known."""
    from wattwright.catalog import load
    from wattwright.evaluate.weather import nearest_place

    catalog = load()
    name = catalog.resolve("campus", campus)
    facts = [catalog.latest("campus", name, one) for one in ("lat", "lon", "it_power_mw")]
    latitude, longitude, power = (
        fact.value if fact is not None and isinstance(fact.value, float) else None for fact in facts
    )
    if latitude is None or longitude is None:
        return None, power
    return nearest_place(catalog, latitude, longitude)[0], power


def _weather(path: Path | None, place: str) -> Weather:
    from wattwright.catalog import load
    from wattwright.evaluate.weather import normals_of, weather_from_csv, weather_of

    if path is None:
        return weather_of(normals_of(load(), place))
    if not path.is_file():
        raise DataError(
            f"{path}: no such file", ["hourly weather as CSV with columns tdb and twb or tdp is expected"]
        )
    return weather_from_csv(path)


def _plain(
    year: CampusYear, place: str, megawatts: float, design: str, limit_mw: float | None
) -> dict[str, Any]:
    """The year as plain values: power in MW, energy in MWh, water in m³."""
    import numpy as np

    ordered = np.sort(year.facility_power_mw)[::-1]
    return {
        "place": place,
        "design": design,
        "it_power_mw": megawatts,
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


def _print(made: dict[str, Any], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)
    print_text(
        f"{made['place']} · {format_quantity(made['it_power_mw'], 'MW', language)} IT · {made['design']}\n"
    )
    rows = [
        [words["power_energy"], format_quantity(made["energy_mwh"], "MWh", language)],
        [words["power_mean"], format_quantity(made["mean_facility_power_mw"], "MW", language)],
        [words["power_peak"], format_quantity(made["peak_facility_power_mw"], "MW", language)],
        ["PUE", format_number(made["pue"], language, digits=4)],
        [words["power_peak_pue"], format_number(made["peak_pue"], language, digits=4)],
        [words["power_water"], format_quantity(made["make_up_m3"] * 1000, "l", language)],
        ["WUE (l/kWh)", format_number(made["wue_l_per_kwh"], language)],
    ]
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
    print_table([words["column_quantity"], words["column_value"]], rows)
