"""Power of training: bounds that physics sets, and servers whose power was logged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from wattwright.errors import DataError
from wattwright.performance.power import training_accelerator_power_w
from wattwright.performance.step import step
from wattwright.training.constants import constants
from wattwright.training.layouts import completed
from wattwright.training.powers import liquid_cooled, power_of, rated_power_w
from wattwright.training.runs import Run
from wattwright.training.shapes import completed_shape
from wattwright.training.tables import case_of
from wattwright.validation.powers import NEEDED, read_power

RUN = Run(
    "gpt3",
    "GPT-3-175B",
    completed_shape({"layers": 96, "hidden": 12288, "ffn": 49152, "heads": 96, "vocabulary": 51200}),
    "H100-SXM-80GB",
    512,
    "fp8-delayed",
    "megatron",
    2048,
    2048,
    {"tp": 4, "pp": 8, "vpp": 6, "cp": 1, "micro_batch": 2},
    {},
)


def powers_of(*runs: Run) -> tuple[np.ndarray, np.ndarray]:
    whole = completed(runs, constants())
    found = power_of(whole, step(case_of(whole, constants())), constants())
    return found.accelerator_power_w, found.server_power_w


def test_a_server_with_liquid_cooling_draws_what_mlperf_logged_for_gpt_3() -> None:
    _, server = powers_of(replace(RUN, notes=frozenset({"liquid_cooled"})))
    assert server[0] * 8 == pytest.approx(7007, rel=0.06)  # median of two logs of 64 servers


def test_fans_of_air_cooled_servers_cost_a_tenth_and_more() -> None:
    _, (air, liquid) = powers_of(RUN, replace(RUN, notes=frozenset({"liquid_cooled"})))
    assert 1.1 < air / liquid < 1.3


def test_racks_are_cooled_by_liquid_and_single_servers_by_air() -> None:
    assert liquid_cooled(replace(RUN, accelerator="GB200-NVL72"))
    assert not liquid_cooled(RUN)


def test_no_accelerator_draws_more_than_it_is_rated_for_or_less_than_idle() -> None:
    activity = np.linspace(0.0, 2.0, 21)
    drawn = training_accelerator_power_w(700.0, 0.15, activity)
    assert np.all((drawn >= 105) & (drawn <= 700))
    assert np.all(np.diff(drawn) >= 0)


def test_waiting_lowers_power_and_raises_energy() -> None:
    whole = completed([RUN], constants())
    parts = step(case_of(whole, constants()))
    plain = power_of(whole, parts, constants())
    slow = power_of(whole, parts, constants(), np.asarray(1.5 * parts.total_s()))
    assert slow.server_power_w[0] < plain.server_power_w[0]
    assert slow.token_energy_j[0] > plain.token_energy_j[0]


def test_energy_of_a_step_is_that_of_its_tokens() -> None:
    whole = completed([RUN], constants())
    found = power_of(whole, step(case_of(whole, constants())), constants())
    assert found.step_energy_j[0] == pytest.approx(found.token_energy_j[0] * 2048 * 2048)


def test_a_chip_without_a_stated_rating_is_assumed() -> None:
    assert rated_power_w("TPU-v5p") == 0.0
    alone, _ = powers_of(replace(RUN, accelerator="TPU-v5p", family="xla", layout={}, recompute=None))
    assert 0 < alone[0] <= constants()["training_power.tdp_w"]


def test_everything_wrong_with_a_table_of_power_logs_is_listed_at_once(tmp_path: Path) -> None:
    table = tmp_path / "logs.csv"
    table.write_text("system\na\n")
    with pytest.raises(DataError) as error:
        read_power(table, [])
    assert len(error.value.problems) == len(NEEDED) - 1
    table.write_text(",".join(NEEDED) + "\nv4.0,a,b,gpt3,H100-SXM-80GB,0,8,nan,-5\n")
    with pytest.raises(DataError) as error:
        read_power(table, [])
    assert len(error.value.problems) == 3


def test_a_log_without_a_known_run_says_so(tmp_path: Path) -> None:
    table = tmp_path / "logs.csv"
    table.write_text(",".join(NEEDED) + "\nv4.0,a,b,gpt3,H100-SXM-80GB,1,8,7000,7100\n")
    (record,) = read_power(table, [])
    assert record.run is None
    assert "no measured run" in record.reason
