"""`wattwright goodput`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wattwright.cli import main

LLAMA = ["goodput", "--accelerator", "h100-sxm", "--count", "16384", "--days", "54"]


def test_the_run_of_llama_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*LLAMA, "--parameters", "405 bn", "--storage", "2", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["nodes"] == 2048 and made["goodput_share"] > 0.9
    assert made["spares"]["needed"] > 10


def test_runs_by_chance_with_a_picture_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "run.svg"
    assert main([*LLAMA, "--simulate", "--draws", "200", "--chart", str(path), "--lang", "de"]) == 0
    out = capsys.readouterr().out
    assert "Läufe nach Zufall" in out and "Ereignis für Ereignis" in out
    assert path.read_text(encoding="utf-8").startswith("<svg")


def test_a_run_that_never_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["goodput", "--count", "1000000", "--rate", "7", "--growth", "0.95"]) == 0
    assert "never ends" in capsys.readouterr().out


def test_the_campus_of_a_scenario_and_all_that_can_go_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["goodput", "meta-2025", "--campus", "prometheus", "--json"]) == 0
    quiet = json.loads(capsys.readouterr().out)
    assert 65_536 <= quiet["accelerators"] <= 262_144
    rough = ["--stragglers", "--lemons", "0.1", "--racks", "0.5", "--defect", "5,5,4", "--test-every", "24 h"]
    assert main([*LLAMA, *rough, "--simulate", "--draws", "100", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["goodput_share"] < 0.9 and {"evicted", "test_often"} <= {
        one["change"] for one in made["improvements"]
    }
    assert made["intervals_h"]["young"] == pytest.approx(made["intervals_h"]["exact"], rel=0.1)


def test_published_cases(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "goodput", str(shared / "data" / "goodput_cases.csv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"][0]["coverage"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (
            ["--count", "0", "--days", "-1", "--rate", "-1", "--interval", "x", "--storage", "0"],
            ["--count is 0", "--days is -1", "--rate is -1", "is no time", "--storage is 0", "together"],
        ),
        ([], ["give --count, or a scenario"]),
        (["meta-2025"], ["say which with --campus"]),
        (["--count", "64", "--defect", "x"], ["is no bad batch"]),
        (
            ["--count", "64", "--rate", "-1", "--spares", "100", "--interval", "1 s", "--write", "5 s"],
            ["--rate is -1", "--spares is 100", "not longer than --write"],
        ),
        (["--count", "64", "--interval", "1 s"], ["shorter than a write"]),
        (["--count", "64", "--accelerator", "h1000"], ["--accelerator", "nearest"]),
    ],
)
def test_everything_wrong_is_said(
    arguments: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["goodput", *arguments]) == 2
    said = capsys.readouterr().err
    assert all(part in said for part in parts), said
