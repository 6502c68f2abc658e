"""`wattwright power`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wattwright.cli import main


def test_a_campus_is_followed_through_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["power", "--campus", "Prometheus", "--it", "1 GW", "--limit", "1.08 GW", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["place"] == "Columbus OH"
    assert made["energy_mwh"] == pytest.approx(8.76e6 * made["pue"])
    assert len(made["hours"]["pue"]) == 8760
    assert 0 < made["hours_above"] < 8760
    assert made["peak_facility_power_mw"] >= made["duration_mw"]["100"] >= made["duration_mw"]["8000"]


def test_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["power", "--place", "Monroe LA", "--it", "2 GW", "--design", "tower", "--lang", "de"]) == 0
    assert "Energie eines Jahres" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ([], ["--place", "--it"]),
        (["--place", "Columbus OHIO", "--it", "1 GW"], ["nearest", "Columbus OH"]),
        (["--place", "Columbus OH", "--it", "1 GWh"], ["power is expected"]),
        (["--place", "Columbus OH", "--it", "1 GW", "--weather", "missing.csv"], ["no such file"]),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    arguments: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["power", *arguments]) == 2
    said = capsys.readouterr().err
    assert all(part in said for part in parts), said


def test_made_years_are_compared_with_hourly_files(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "weather", str(shared / "data" / "weather"), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert len(made["rows"]) == 60
    assert made["groups"][0]["coverage"] > 0.95
    assert main(["validate", "weather", str(shared)]) == 2
