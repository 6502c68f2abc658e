"""`wattwright glossary`."""

from __future__ import annotations

import json

import pytest

from wattwright.cli import main
from wattwright.glossary import load


def test_a_quantity_is_defined_with_unit_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "load_factor", "--lang", "de"]) == 0
    german = capsys.readouterr().out
    assert main(["glossary", "load_factor"]) == 0
    english = capsys.readouterr().out
    one = load()["load_factor"]
    assert german.startswith(f"{one.label_de} (load_factor, {one.symbol}) in {one.unit}\n")
    assert english.startswith(f"{one.label_en} (load_factor,")


def test_all_quantities_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(load())
    assert main(["glossary", "--json"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == list(load())


def test_an_unknown_quantity_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "load_facter"]) == 2
    assert "nearest: load_factor" in capsys.readouterr().err
