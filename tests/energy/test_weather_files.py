"""Weather files as users have them: EPW, TMY3 and CSV, whole, broken and impossible."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wattwright.energy.weather import DAYS
from wattwright.errors import DataError
from wattwright.evaluate.weather_files import weather_from_file, weather_from_pvgis

DATES = [
    (month + 1, day + 1, hour + 1) for month in range(12) for day in range(DAYS[month]) for hour in range(24)
]
EPW_HEAD = [
    "LOCATION,Test,OH,USA,own,724280,39.98,-82.88,-5.0,247.0",
    "DESIGN CONDITIONS,0",
    "TYPICAL/EXTREME PERIODS,0",
    "GROUND TEMPERATURES,0",
    "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
    "COMMENTS 1,own",
    "COMMENTS 2,own",
    "DATA PERIODS,1,1,Data,Sunday,1/1,12/31",
]


def epw(path: Path, dry: float = 10.0, dew: float = 5.0, hours: int = 8760, wind: float = 3.0) -> Path:
    rows = [
        f"2019,{month},{day},{hour},0,?,{dry},{dew},70,99000,0,0,300,200,100,80,0,0,0,0,180,{wind},5,5,10,"
        "7777,9,9,10,0.1,0,88,0.2,0,1"
        for month, day, hour in DATES[:hours]
    ]
    path.write_text("\n".join([*EPW_HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def tmy3(path: Path) -> Path:
    head = '724280,"TEST",OH,-5.0,39.983,-82.883,247'
    names = "Date (MM/DD/YYYY),Time (HH:MM),GHI (W/m^2),DNI (W/m^2),DHI (W/m^2),"
    names += "Dry-bulb (C),Dew-point (C),Wspd (m/s)"
    rows = [f"{month:02d}/{day:02d}/1999,{hour:02d}:00,200,100,80,10.0,5.0,3.0" for month, day, hour in DATES]
    path.write_text("\n".join([head, names, *rows]) + "\n", encoding="utf-8")
    return path


def table(path: Path, columns: dict[str, object], hours: int = 8760) -> Path:
    frame = pd.DataFrame({name: np.broadcast_to(value, hours) for name, value in columns.items()})  # type: ignore[call-overload]
    frame.to_csv(path, index=False)
    return path


def told(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        weather_from_file(path)
    return "\n".join([caught.value.title, *caught.value.problems])


@pytest.mark.parametrize("made", [epw, tmy3])
def test_epw_and_tmy3_give_the_same_year(made: object, tmp_path: Path) -> None:
    name = "year.epw" if made is epw else "year.csv"
    weather = weather_from_file(made(tmp_path / name))  # type: ignore[operator]
    assert weather.dry_bulb_c == pytest.approx(np.full(8760, 10.0))
    assert 5.0 < weather.wet_bulb_c.mean() < 10.0
    assert weather.sky is not None and weather.sky[3].mean() == pytest.approx(3.0)


def test_a_table_with_wet_bulb_alone_is_enough(tmp_path: Path) -> None:
    weather = weather_from_file(table(tmp_path / "a.csv", {"tdb": 20.0, "twb": 15.0}))
    assert weather.wet_bulb_c.mean() == pytest.approx(15.0) and weather.sky is None


def test_the_29th_of_february_is_left_out(tmp_path: Path) -> None:
    assert (
        len(weather_from_file(table(tmp_path / "a.csv", {"tdb": 20.0, "tdp": 5.0}, 8784)).dry_bulb_c) == 8760
    )


def test_missing_hours_are_counted(tmp_path: Path) -> None:
    assert "60 hours are missing" in told(epw(tmp_path / "short.epw", hours=8700))


def test_all_that_is_impossible_is_told_at_once(tmp_path: Path) -> None:
    wrong = table(tmp_path / "a.csv", {"tdb": 95.0, "tdp": 40.0, "wspd": -1.0, "ghi": np.nan}, 100)
    said = told(wrong)
    for part in ("100 rows", "dry bulb leaves", "wind leaves"):
        assert part in said


def test_missing_values_and_dew_above_dry_are_told(tmp_path: Path) -> None:
    said = told(epw(tmp_path / "a.epw", dew=15.0, wind=999.0))
    assert "dew point above dry bulb in 8760 hours" in said and "wind is missing in 8760 hours" in said


def test_what_is_no_weather_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "a.epw"
    broken.write_text("no weather at all", encoding="utf-8")
    assert "cannot be read as EPW" in told(broken)
    assert "column tdb" in told(table(tmp_path / "b.csv", {"temperature": 3.0}))
    assert "no such file" in told(tmp_path / "none.csv")


def test_without_a_network_pvgis_says_why() -> None:
    def offline(*_: object, **__: object) -> tuple[pd.DataFrame, object]:
        raise ConnectionError("no route to host")

    with pytest.raises(DataError) as caught:
        weather_from_pvgis(52.5, 13.4, offline)
    assert "no route to host" in caught.value.problems[0]


def test_with_a_network_pvgis_gives_a_year() -> None:
    def online(*_: object, **__: object) -> tuple[pd.DataFrame, object]:
        names = {"temp_air": 10.0, "ghi": 100.0, "dni": 50.0, "dhi": 60.0, "wind_speed": 4.0}
        return pd.DataFrame({name: np.full(8760, value) for name, value in names.items()}), None

    assert weather_from_pvgis(52.5, 13.4, online).sky is not None
