"""Predictions of runs: every accelerator answers, and intervals widen where less is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from wattwright.catalog import load
from wattwright.errors import DataError
from wattwright.training.constants import constants
from wattwright.training.machines import evidence
from wattwright.training.predicting import predict
from wattwright.training.runs import Run
from wattwright.training.searching import searched
from wattwright.training.setups import Setup, run_of

LAYOUT = {"tp": 4.0, "pp": 4.0, "vpp": 5.0, "cp": 1.0, "micro_batch": 1.0}


def run(**fields: object) -> Run:
    made = run_of(Setup("llama-3-70b", "h100-sxm", 64, seq_len=8192, global_batch=128, layout=LAYOUT))
    return replace(made, **fields)  # type: ignore[arg-type]


WITH_PEAK = [
    name
    for name in sorted(load().names("accelerator"))
    if load().latest("accelerator", name, "peak_bf16_flop_per_s")
]


@pytest.mark.parametrize("name", WITH_PEAK)
def test_every_accelerator_of_the_catalog_is_answered(name: str) -> None:
    made = run_of(Setup("llama-3-8b", name, 64))
    found = searched(made, constants(), keep=1, usual=True)
    predicted = predict([found.best[0]], constants())
    assert 0.1 < predicted.mfu[0] <= predicted.hfu[0] < 1


def test_the_breakdown_adds_up_to_the_step() -> None:
    found = predict([run()], constants())
    parts = [float(np.ravel(getattr(found.step, name))[0]) for name in found.step.__slots__]
    assert sum(parts) == pytest.approx(float(found.step_s[0]))
    assert min(parts) >= 0


def test_one_run_alone_gives_what_it_gives_among_others() -> None:
    others = [run(), run(seq_len=4096.0), run(precision="fp8-current")]
    together = predict(others, constants())
    for place, one in enumerate(others):
        assert predict([one], constants()).step_s[0] == pytest.approx(together.step_s[place], rel=1e-12)


def test_intervals_are_wider_where_less_is_measured() -> None:
    known, few, none = (
        predict([run_of(Setup("llama-3-8b", name, 64))], constants()).error_share[0]
        for name in ("h100-sxm", "mi300x", "ascend-910c")
    )
    assert known < few < none
    assert evidence("h200-sxm") == "few"


def test_narrow_numbers_are_faster_and_adapters_cheaper() -> None:
    plain = predict([run()], constants()).step_s[0]
    assert predict([run(precision="fp8-current")], constants()).step_s[0] < plain
    assert predict([run(trained=0.003)], constants()).step_s[0] < 0.8 * plain


def test_impossible_runs_list_all_problems() -> None:
    with pytest.raises(DataError) as caught:
        predict([run(layout={**LAYOUT, "tp": 3.0, "pp": 100.0}, seq_len=float("nan"))], constants())
    assert caught.value.problems
