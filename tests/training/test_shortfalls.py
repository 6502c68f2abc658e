"""A run that does not fit gets a reason and the nearest setting that fits, which does fit."""

from __future__ import annotations

import numpy as np
import pytest

from performance.setups import DENSE, SPARSE, case, changed, plain_shape
from wattwright.performance.memory import memory
from wattwright.performance.step import step
from wattwright.training.checks import problems
from wattwright.training.constants import constants
from wattwright.training.runs import Run
from wattwright.training.shortfalls import shortfall

TOO_LARGE = [
    changed(DENSE, {"tp": 1.0, "pp": 1.0, "sequence_parallel": 0.0}),
    changed(DENSE, {"micro_batch": 8.0}),
    changed(DENSE, {"pp": 1.0}, accelerators=4.0, global_batch=4.0),
    changed(SPARSE, {"ep": 4.0}),
    changed(SPARSE, {"ep": 4.0}, recompute={"full": 1.0}),
    changed(DENSE, {"tp": 1.0, "pp": 1.0}, accelerators=1.0, global_batch=16.0),
]


def test_a_run_that_fits_has_no_shortfall() -> None:
    assert shortfall(changed(DENSE, {"tp": 8.0}, recompute={"full": 1.0}), constants()) is None


@pytest.mark.parametrize("run", TOO_LARGE, ids=range(len(TOO_LARGE)))
def test_the_nearest_setting_is_possible_and_fits(run: Run) -> None:
    found = shortfall(run, constants())
    assert found is not None
    assert found.needed_bytes > found.capacity_bytes
    assert found.fitting is not None
    assert problems(found.fitting) == ()
    columns = case(found.fitting)
    assert float(np.ravel(memory(columns).total_bytes())[0]) == pytest.approx(found.fitting_bytes)
    assert found.fitting_bytes <= found.capacity_bytes
    ratio = step(columns).total_s()[0] / step(case(run)).total_s()[0]
    assert ratio == pytest.approx(found.time_ratio)


def test_the_reason_names_sizes_the_largest_part_and_the_change_in_both_languages() -> None:
    run = changed(DENSE, {"micro_batch": 8.0})
    found = shortfall(run, constants())
    assert found is not None
    assert found.largest == "activation"
    english, german = found.text(), found.text("de")
    assert english.startswith("does not fit: needs ")
    assert "most of it is saved activations" in english
    assert "fits with " in english
    assert "gespeicherte Aktivierungen" in german
    for text in (english, german):
        assert all(change in text for change in found.changes)


def test_few_changes_come_before_more_accelerators() -> None:
    found = shortfall(changed(DENSE, {"micro_batch": 2.0}), constants())
    assert found is None or (found.fitting is not None and found.fitting.accelerators == DENSE.accelerators)


def test_a_model_that_nothing_holds_says_how_far_was_looked() -> None:
    shape = plain_shape(4.0, 2.0**18, 64.0, 1e6)
    run = changed(
        DENSE,
        {"tp": 1.0, "pp": 1.0, "sequence_parallel": 0.0},
        shape=shape,
        accelerators=1.0,
        global_batch=1.0,
    )
    found = shortfall(run, constants())
    assert found is not None
    assert found.fitting is None
    assert found.text().endswith("no change of layout on up to 64 accelerators makes it fit")
    assert found.text("de").endswith("keine Aufteilung auf bis zu 64 Beschleuniger passt")
