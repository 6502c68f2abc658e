"""The search finds what trying every layout one by one finds."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattwright.performance.columns import Case, Layout
from wattwright.performance.memory import memory
from wattwright.performance.search import search
from wattwright.performance.space import Block, blocks, offered_layouts
from wattwright.performance.step import step
from wattwright.training.checks import problems
from wattwright.training.constants import constants
from wattwright.training.runs import Run
from wattwright.training.searching import searched
from wattwright.training.shapes import shape_named
from wattwright.training.tables import case_of

FIELDS = tuple(field.name for field in fields(Layout))


def run_of(model: str, count: int, batch: int, accelerator: str = "H100-SXM-80GB") -> Run:
    return Run(
        "run", model, shape_named(model), accelerator, float(count), "wide", "megatron", 4096.0, float(batch)
    )


def case_and_space(
    run: Run, fixed: dict[str, float], parts: dict[str, float] | None
) -> tuple[Case, list[Block]]:
    plain = replace(run, layout={"tp": 1.0, "pp": 1.0, "cp": 1.0}, recompute={})
    case = case_of([plain], constants()).first()
    offered = offered_layouts(case.architecture, case.job, int(run.accelerators), fixed, parts)
    return case, list(blocks(offered, case.job, int(run.accelerators), fixed))


def one_by_one(case: Case, space: list[Block]) -> list[tuple[float, float, dict[str, float]]]:
    """Time, memory and layout of every valid configuration, each computed alone."""
    found = []
    for block in space:
        columns = {name: np.broadcast_to(getattr(block.layout, name), block.valid.shape) for name in FIELDS}
        for place in np.argwhere(block.valid):
            row = {name: float(columns[name][tuple(place)]) for name in FIELDS}
            alone = replace(case, layout=Layout(**row))
            held = float(np.ravel(memory(alone).total_bytes())[0])
            found.append((float(np.ravel(step(alone).total_s())[0]), held, row))
    return found


@settings(max_examples=12, deadline=None)
@given(
    model=st.sampled_from(["llama-3-8b", "mixtral-8x7b", "deepseek-v2"]),
    count=st.sampled_from([4, 6, 8]),
    batch=st.sampled_from([6, 8, 16]),
    zero=st.sampled_from([{}, {"zero": 1.0}, {"zero": 3.0}]),
    parts=st.sampled_from([{}, {"full": 1.0}, {"norm": 1.0, "activation": 1.0}]),
)
def test_the_search_finds_what_trying_all_finds(
    model: str, count: int, batch: int, zero: dict[str, float], parts: dict[str, float]
) -> None:
    fixed = {**zero, "offload_optimiser": 1.0, "micro_batch": 1.0}
    case, space = case_and_space(run_of(model, count, batch), fixed, parts)
    outcome = search(case, space)
    tried = one_by_one(case, space)
    fitting = sorted(
        (seconds, held) for seconds, held, _ in tried if held <= float(case.machine.memory_bytes)
    )
    assert (outcome.evaluated, outcome.fitting) == (len(tried), len(fitting))
    assert [one.step_s for one in outcome.best] == pytest.approx([seconds for seconds, _ in fitting[:16]])
    front = [held for seconds, held in fitting if not any(t <= seconds and m < held for t, m in fitting)]
    assert min((one.memory_bytes for one in outcome.pareto), default=0) == pytest.approx(
        min(front, default=0)
    )
    for one in outcome.pareto:
        assert not any(t < one.step_s - 1e-9 and m < one.memory_bytes - 1 for t, m in fitting)


def test_every_configuration_of_the_space_is_a_possible_run() -> None:
    run = run_of("mixtral-8x7b", 16, 32)
    case, space = case_and_space(run, {"offload_activation": 0.0}, {})
    rows = one_by_one(case, space)[::37]
    assert rows
    for _, _, row in rows:
        layout = {
            name: row[name]
            for name in ("tp", "pp", "vpp", "cp", "ep", "etp", "micro_batch", "zero", "schedule")
        }
        assert not problems(replace(run, layout=layout, recompute={})), layout


def test_what_is_given_stays() -> None:
    found = searched(replace(run_of("llama-3-70b", 64, 64), layout={"tp": 4.0, "zero": 1.0}), constants())
    assert found.best and all(one.layout["tp"] == 4 and one.layout["zero"] == 1 for one in found.best)


def test_more_memory_and_more_bandwidth_never_slow_the_best_down() -> None:
    case, space = case_and_space(run_of("llama-3-70b", 64, 64), {"offload_activation": 0.0}, None)
    base = search(case, space).best[0].step_s
    for name in ("memory_bytes", "scale_up_bytes_per_s", "scale_out_bytes_per_s", "memory_bytes_per_s"):
        richer = replace(
            case, machine=replace(case.machine, **{name: 2 * float(getattr(case.machine, name))})
        )
        assert search(richer, space).best[0].step_s <= base * (1 + 1e-12)


def test_a_model_that_fits_nowhere_is_answered_with_what_would_fit() -> None:
    found = searched(run_of("llama-3.1-405b", 8, 8), constants())
    assert not found.best and found.fitting == 0 < found.valid
    assert found.shortfall is not None and "does not fit" in found.shortfall.text()
