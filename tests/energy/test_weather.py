"""The hourly weather generator and cooling against hourly files and published PUE."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import load
from wattwright.energy.cooling import DESIGNS
from wattwright.energy.hourly import CampusYear, campus_year
from wattwright.energy.weather import Weather
from wattwright.errors import DataError, UnknownNameError
from wattwright.evaluate.weather import nearest_place, normals_of, weather_of
from wattwright.evaluate.weather_files import weather_from_file

GIVEN = {
    name.partition(".")[2]: one.value
    for name, one in load_assumptions().items()
    if name.startswith("cooling.")
}


@pytest.fixture(scope="module")
def years(shared: Path) -> dict[str, tuple[Weather, Weather]]:
    """Place → its hourly file and the year that its normals make."""
    catalog = load()
    with (shared / "data" / "weather" / "INDEX.csv").open(encoding="utf-8") as lines:
        places = {row["slug"]: row["place"] for row in csv.DictReader(lines)}
    found = {}
    for path in sorted((shared / "data" / "weather").glob("*.csv")):
        if path.stem in places and path.stem != "INDEX":
            made = weather_of(normals_of(catalog, places[path.stem]))
            found[places[path.stem]] = (weather_from_file(path), made)
    assert len(found) == 20
    return found


def pue(weather: Weather, design: str = "air") -> float:
    return float(campus_year(1000.0, weather, design, GIVEN).annual_pue)


def test_annual_means_are_those_of_the_files(years: dict[str, tuple[Weather, Weather]]) -> None:
    for measured, made in years.values():
        assert made.dry_bulb_c.mean() == pytest.approx(measured.dry_bulb_c.mean(), abs=1.0)


def test_design_temperatures_are_met(years: dict[str, tuple[Weather, Weather]]) -> None:
    gaps = {
        place: float(np.quantile(made.dry_bulb_c, 0.99) - np.quantile(measured.dry_bulb_c, 0.99))
        for place, (measured, made) in years.items()
    }
    assert sum(abs(gap) <= 2.5 for gap in gaps.values()) >= 19  # Amsterdam 2019 had a heat wave
    assert max(map(abs, gaps.values())) < 3.0


@pytest.mark.parametrize("design", DESIGNS)
def test_pue_of_the_made_year_is_that_of_the_file(
    years: dict[str, tuple[Weather, Weather]], design: str
) -> None:
    for place, (measured, made) in years.items():
        if place.endswith(
            (" TX", " OH", " LA", " GA", " IA", " IN", " OR", " TN", " VA", " WI", " WY", " AZ")
        ):
            assert pue(made, design) == pytest.approx(pue(measured, design), abs=0.01)


def test_published_cells_of_pue_are_met(years: dict[str, tuple[Weather, Weather]]) -> None:
    assert pue(years["Columbus OH"][0]) == pytest.approx(1.1144, abs=0.02)
    assert pue(years["Monroe LA"][0]) == pytest.approx(1.1458, abs=0.02)


def year(design: str = "liquid-dry") -> CampusYear:
    return campus_year(1000.0, weather_of(normals_of(load(), "Monroe LA")), design, GIVEN)


def test_energy_balances_close() -> None:
    for design in DESIGNS:
        made = year(design)
        assert made.energy_mwh == pytest.approx(float((made.it_power_mw * made.pue).sum()))
        assert 1.0 < made.annual_pue < made.pue.max() < 1.5
        assert made.hours_above(0.0) == 8760 and made.hours_above(1e9) == 0


def test_only_evaporation_takes_water() -> None:
    assert year("air").wue_l_per_kwh == 0 == year("liquid-dry").wue_l_per_kwh
    assert 0 < year("liquid-adiabatic").wue_l_per_kwh < 0.5 < year("tower").wue_l_per_kwh


def test_draws_are_evaluated_at_once() -> None:
    weather = weather_of(normals_of(load(), "Columbus OH"))
    made = campus_year(np.array([[500.0], [1000.0]]), weather, "air", GIVEN)
    assert made.facility_power_mw.shape == (2, 8760)
    assert made.energy_mwh[1] == pytest.approx(2 * made.energy_mwh[0])


def test_the_nearest_place_of_prometheus_is_columbus() -> None:
    assert nearest_place(load(), 40.07, -82.75)[0] == "Columbus OH"


def test_a_place_without_normals_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        normals_of(load(), "Saarland")


def lines(hours: int, text: str = "20.0,15.0") -> Iterator[str]:
    yield "tdb,twb"
    yield from (text for _ in range(hours))


def test_everything_wrong_with_a_weather_file_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "weather.csv"
    path.write_text("\n".join(lines(8759, "120,x")), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        weather_from_file(path)
    assert len(caught.value.problems) == 3
