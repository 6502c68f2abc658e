"""`wattwright power`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wattwright.cli import main


def test_a_campus_is_followed_through_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "power",
                "--campus",
                "Prometheus",
                "--it",
                "1 GW",
                "--load-factor",
                "1",
                "--limit",
                "1.08 GW",
                "--json",
            ]
        )
        == 0
    )
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
    assert len(made["rows"]) == 88
    assert made["groups"][0]["coverage"] > 0.95
    assert main(["validate", "weather", str(shared)]) == 2


def test_the_phase_of_a_scenario_and_a_position_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["power", "meta-2025", "--campus", "hyperion", "--phase", "2030", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["place"] == "Monroe LA" and made["it_power_mw"] == pytest.approx(1538, rel=0.01)
    low, high = made["ranges"]["energy_mwh"]
    assert low < made["energy_mwh"] < high
    assert made["emissions"]["by_market_t"] is None
    assert main(["power", "--at", "52.5,13.4", "--it", "100 MW", "--certificates", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["distance_km"] > 100


def test_the_load_follows_training_and_serving(capsys: pytest.CaptureFixture[str]) -> None:
    def mean(*options: str) -> float:
        assert main(["power", "--place", "Columbus OH", "--it", "1 GW", *options, "--json"]) == 0
        return float(json.loads(capsys.readouterr().out)["mean_it_power_mw"])

    assert mean("--load-factor", "1") == pytest.approx(1000.0)
    assert 600 < mean("--training-share", "0") < mean() < 900


def test_a_named_job_sets_the_power_of_its_servers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "power.svg"
    job = ["--model", "llama-3.1-405b", "--accelerator", "gb200-nvl72", "--chart", str(path)]
    assert main(["power", "--place", "Columbus OH", "--it", "100 MW", *job, "--json"]) == 0
    assert 0.5 < json.loads(capsys.readouterr().out)["busy_power_share"] <= 1.0
    assert path.read_text(encoding="utf-8").startswith("<svg")


def test_published_figures_of_power_are_met(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "power", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    cases = [row for name, row in rows.items() if "H100-SXM" not in name and row["low"] == row["low"]]
    assert rows["83,000 GB200, MW"]["predicted"] == pytest.approx(150, rel=0.05)
    assert rows["Columbus OH, best of air and towers"]["predicted"] == pytest.approx(1.1144, abs=0.02)
    assert rows["Monroe LA, best of air and towers"]["predicted"] == pytest.approx(1.1458, abs=0.02)
    assert cases
