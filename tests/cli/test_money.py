"""`wattwright cost`, `openness` and `people`."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from wattwright.cli import main

TODAY = ["--today", "2026-11-25"]


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main([*arguments, *TODAY, "--json"]) == 0
    made: dict[str, object] = json.loads(capsys.readouterr().out)
    return made


@pytest.mark.parametrize("command", ["cost", "openness", "people"])
def test_every_number_has_unit_interval_source_and_date(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = answer([command, "meta-2025"], capsys)
    figures = [one for section in made["sections"] for one in section["figures"]]  # type: ignore[attr-defined, index]
    assert len(figures) > 20
    for one in figures:
        assert one["unit"] and one["date"] and one["sources"] and one["low"] <= one["value"] <= one["high"]
    assert made["deciding"][0]["inputs"]  # type: ignore[index]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("command", ["cost", "openness", "people"])
def test_tables_and_pictures_in_both_languages(
    command: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chart = tmp_path / "chart.svg"
    assert main([command, "meta-2026", *TODAY, "--chart", str(chart), "--lang", language]) == 0
    out = capsys.readouterr().out
    assert "Behemoth" in out or command == "people"
    assert ("entscheidet" if language == "de" else "decides") in out
    pictures = sorted(tmp_path.glob("*.svg"))
    assert len(pictures) == (3 if command == "cost" else 1)
    for picture in pictures:
        root = ElementTree.parse(picture).getroot()
        assert root.find("{http://www.w3.org/2000/svg}title") is not None


def test_a_package_of_ones_own_with_and_without_a_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    own = ["people", "--base", "1 mn USD", "--bonus", "1e8", "--milestone", "5e7:2:0.5"]
    made = answer(own, capsys)
    assert made["package"]["total_usd"] == pytest.approx(129e6)  # type: ignore[index]
    both = answer([*own, "meta-2025"], capsys)
    assert both["package"] == made["package"] and both["sections"]


def test_a_package_in_euros(capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(["people", "--equity", "100 mn EUR", "--exchange", "EUR=1.1"], capsys)
    assert made["package"]["total_usd"] == pytest.approx(110e6)  # type: ignore[index]


def test_what_is_wrong_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ["people", "--equity", "200 mn EUR", "--bonus", "x", "--vesting", "6", "--milestone", "1:2"]
    assert main([*wrong, "--base", "1e6", "--clawback", "9"]) == 2
    err = capsys.readouterr().err
    for part in ("--equity", "--exchange EUR=RATE", "--bonus", "--milestone 1:2", "clawback"):
        assert part in err
    assert main(["cost", "meta-2025", "--assume", "x", "--assume", "y=1:2"]) == 2
    assert capsys.readouterr().err.count("--assume") == 2
    assert main(["cost", "meta-2025", "--campus", "Promethius"]) == 2
    assert "nearest: Prometheus" in capsys.readouterr().err
    assert main(["people", "--equity", "1e8", "--vesting", "5"]) == 2
    assert "beyond the horizon of 4" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["openness", "meta-2025", *TODAY, "--chart", "/no/such/folder/x.svg"]) == 2
    assert "the folder /no/such/folder does not exist" in capsys.readouterr().err


def test_sums_in_another_currency_are_asked_for_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text(
        "Mistral AI plans investment of 4 billion euros in data centres in 2026.", encoding="utf-8"
    )
    assert main(["cost", str(text), *TODAY]) in (0, 2)
    said = capsys.readouterr()
    assert "--exchange EUR=RATE" in said.out + said.err
    assert main(["plan", str(text), "--exchange", "EUR=1.25"]) == 0
    plan = capsys.readouterr().out
    assert "EUR: 1.25" in plan and "amount: 5 bn USD" in plan
    file = tmp_path / "plan.yaml"
    file.write_text(
        "wattwright: 1\ntitle: x\nas_of: 2026-03-30\ncompany: Mistral AI\nspending:\n  - amount: 4 bn EUR\n",
        encoding="utf-8",
    )
    assert main(["plan", str(file)]) == 2
    assert "exchange: {EUR: RATE}" in capsys.readouterr().err
    assert main(["plan", str(file), "--exchange", "EUR=1.25"]) == 0
    assert "amount: 5 bn USD" in capsys.readouterr().out
