"""`wattwright supply` and `wattwright swings`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wattwright.cli import main

COLUMBUS = ["supply", "--place", "Columbus OH", "--it", "1 GW"]


def test_a_campus_is_supplied_at_a_proven_cost(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COLUMBUS, "--only", "ccgt,solar,battery", "--grid", "600 MW", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    (stage,) = made["stages"]
    assert made["gap_share"] < 1e-5 and not made["shortfalls"]
    assert sum(stage["usd_per_year"].values()) == pytest.approx(made["usd"], rel=1e-4)
    assert sum(stage["energy_mwh"][one] for one in ("grid", "ccgt", "solar")) == pytest.approx(
        stage["load_mwh"], rel=1e-3
    )
    assert len(stage["dispatch_mw"]["ccgt"]) == 8760


def test_a_chart_and_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "week.svg"
    arguments = [
        *COLUMBUS,
        "--only",
        "ccgt,solar,battery",
        "--carbon-cap",
        "0.3",
        "--chart",
        str(path),
        "--lang",
        "de",
    ]
    assert main(arguments) == 0
    assert "Gas und Dampf" in capsys.readouterr().out
    drawn = path.read_text(encoding="utf-8")
    assert drawn.startswith("<svg") and "Versorgung von Columbus OH" in drawn


def test_what_cannot_be_supplied_is_said_with_the_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COLUMBUS, "--only", "ccgt", "--carbon-cap", "0", "--grid", "0 MW"]) == 1
    assert "cannot be kept" in capsys.readouterr().out


def test_a_sweep_of_prices_lowers_emissions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COLUMBUS, "--only", "ccgt,solar", "--sweep", "carbon-price=0,100,200", "--json"]) == 0
    tons = [one["emissions_t"] for one in json.loads(capsys.readouterr().out)]
    assert tons == sorted(tons, reverse=True) and tons[0] > tons[-1]


def test_the_phases_of_a_plan_follow_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["--it", "2027: 500 MW, 2032: 1 GW", "--ordered", "2026", "--flexible", "--grid", "2027: 300 MW"]
    assert main(["supply", "--place", "Columbus OH", *typed, "--only", "ccgt,engine", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["stages"]
    assert first["capacity_mw"]["ccgt"] == 0 < second["capacity_mw"]["ccgt"]
    assert first["energy_mwh"]["unserved"] + first["energy_mwh"]["capped"] > 0


def test_prices_may_be_negative_and_come_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "prices.csv"
    path.write_text(
        "price\n" + "\n".join("-5" if hour % 24 < 6 else "60" for hour in range(8760)), encoding="utf-8"
    )
    assert main([*COLUMBUS, "--only", "ccgt", "--price-file", str(path)]) == 0
    assert "connection" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ([], ["give a scenario"]),
        (["--place", "Columbus OHIO", "--it", "1 GW"], ["nearest", "Columbus OH"]),
        (
            [
                *COLUMBUS[1:],
                "--only",
                "coal",
                "--carbon-free",
                "2",
                "--contract",
                "x",
                "--demand-charge",
                "-1",
            ],
            ["coal", "--carbon-free is 2", "NAME = 200 MW at 85", "--demand-charge is -1"],
        ),
        ([*COLUMBUS[1:], "--sweep", "wind"], ["is no sweep"]),
        ([*COLUMBUS[1:], "--only", "ccgt", "--sweep", "gas=1,2"], ["cannot be varied"]),
        ([*COLUMBUS[1:], "--price-file", "none.csv"], ["no such file"]),
        (["--place", "Columbus OH", "--it", "2027: 1 GW, 2025: 2 GW"], ["follow each other"]),
        ([*COLUMBUS[1:], "--standing", "ccgt"], ["KIND=POWER"]),
    ],
)
def test_everything_wrong_is_said(
    arguments: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["supply", *arguments]) == 2
    said = capsys.readouterr().err
    assert all(part in said for part in parts), said


def test_a_large_job_swings_by_tens_of_megawatts(capsys: pytest.CaptureFixture[str]) -> None:
    job = ["--model", "llama-3.1-405b", "--accelerator", "h100-sxm", "--count", "16384"]
    assert main(["swings", *job, "--ramp-limit", "5", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert 10 < made["swing_mw"] < 40
    assert made["smoothing"]["buffer_mwh"] <= made["buffer_mwh"] * 1.01
    assert sum(one["best"] for one in made["caps"]) == 1
    assert main(["swings", *job, "--lang", "de"]) == 0
    assert "Mikro-Batches" in capsys.readouterr().out


def test_impossible_swings_are_refused_with_all_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    job = ["--model", "llama-3.1-405b", "--accelerator", "h100-sxm", "--count", "1024"]
    assert main(["swings", *job, "--ramp-limit", "-1", "--facility-ratio", "0.5"]) == 2
    said = capsys.readouterr().err
    assert "ramp limit is -1" in said and "facility ratio is 0.5" in said
