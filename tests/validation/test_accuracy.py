"""How near predictions of training come to measured runs: floors below the figures of the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from wattwright.training.constants import constants
from wattwright.validation.records import read_records
from wattwright.validation.scoreboard import Group, groups
from wattwright.validation.training import training_rows


@pytest.fixture(scope="module")
def boards(shared: Path) -> dict[str, list[Group]]:
    return {
        name: groups(training_rows(read_records(shared / "data" / f"{name}.csv"), constants()))
        for name in ("training_runs", "peer_cases")
    }


def group(found: list[Group], name: str) -> Group:
    return next(one for one in found if one.name == name)


def test_a100_runs_of_the_peers_are_met(boards: dict[str, list[Group]]) -> None:
    every = group(boards["peer_cases"], "all")
    assert every.mean <= 0.07 and every.median <= 0.04


def test_dense_runs_on_newer_chips_are_met(boards: dict[str, list[Group]]) -> None:
    for name in ("hopper, dense", "blackwell, dense"):
        found = group(boards["training_runs"], name)
        assert found.median <= 0.07 and found.p90 <= 0.18


def test_mixtures_of_experts_are_met(boards: dict[str, list[Group]]) -> None:
    found = group(boards["training_runs"], "mixture of experts")
    assert found.median <= 0.10 and found.p90 <= 0.25


def test_nearly_every_row_is_answered_and_intervals_hold(boards: dict[str, list[Group]]) -> None:
    every = group(boards["training_runs"], "all")
    assert every.answered / every.rows >= 0.98
    assert 0.75 <= every.coverage <= 0.88
