"""The search finds what trying every layout one by one finds."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattwright.performance.columns import Case, Layout
from wattwright.performance.memory import memory
from wattwright.performance.replay import replayed_wait_s
from wattwright.performance.search import search
from wattwright.performance.space import RULES, Block, blocks, dropped, offered_layouts
from wattwright.performance.step import step
from wattwright.training.checks import problems
from wattwright.training.constants import constants
from wattwright.training.predicting import predict
from wattwright.training.runs import Run
from wattwright.training.searching import OBJECTIVES, searched
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


def one_by_one(case: Case, space: list[Block], every: int = 1) -> list[tuple[float, float, dict[str, float]]]:
    """Time, memory and layout of every valid configuration (or of every n-th), each computed alone."""
    found = []
    for block in space:
        columns = {name: np.broadcast_to(getattr(block.layout, name), block.valid.shape) for name in FIELDS}
        for place in np.argwhere(block.valid)[::every]:
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
    rows = one_by_one(case, space, every=37)
    assert rows
    for _, _, row in rows:
        layout = {
            name: row[name]
            for name in ("tp", "pp", "vpp", "cp", "ep", "etp", "micro_batch", "zero", "schedule")
        }
        assert not problems(replace(run, layout=layout, recompute={})), layout


@settings(max_examples=15, deadline=None)
@given(
    model=st.sampled_from(["llama-3-8b", "mixtral-8x7b", "gpt-3-175b"]),
    count=st.sampled_from([4, 6, 12, 16]),
    batch=st.sampled_from([6, 8, 12]),
    fixed=st.sampled_from([{}, {"vpp": 3.0}, {"schedule": 3.0}, {"micro_batch": 4.0}, {"zero": 3.0}]),
)
def test_every_combination_is_evaluated_or_falls_out_for_a_reason(
    model: str, count: int, batch: int, fixed: dict[str, float]
) -> None:
    run = run_of(model, count, batch)
    case, space = case_and_space(run, fixed, {})
    offered = offered_layouts(case.architecture, case.job, count, fixed, {})
    lost = dropped(offered, case.job, count)
    valid = sum(int(np.count_nonzero(block.valid)) for block in space)
    assert tuple(lost) == RULES
    assert offered.total() == valid + sum(lost.values())
    for tp in (one for one in range(1, count + 1) if count % one == 0):
        heads, kv_heads = run.shape["heads"], run.shape["kv_heads"]
        dealt = heads % tp == 0 and (kv_heads % tp == 0 or tp % kv_heads == 0)
        offers = any(row["tp"] == tp for row in offered.divisions)
        assert offers == dealt or (lost["micro_batch"] and not offered.divisions)


def test_every_pipeline_of_the_space_has_a_schedule_that_can_be_walked() -> None:
    run = run_of("llama-3-8b", 16, 48)
    fixed = {"zero": 1.0, "offload_activation": 0.0, "offload_optimiser": 0.0, "tp": 1.0, "cp": 1.0}
    case, space = case_and_space(run, fixed, {})
    walked = set()
    for _, _, row in one_by_one(case, space):
        if row["pp"] > 1:
            closed = step(replace(case, layout=Layout(**row)))
            away = replayed_wait_s(replace(case, layout=Layout(**row))) - float(np.ravel(closed.bubble_s)[0])
            assert abs(away) < 0.07 * float(np.ravel(closed.total_s())[0]), row
            walked.add(row["schedule"])
    assert walked == {0.0, 1.0, 2.0, 3.0}


@settings(max_examples=4, deadline=None)
@given(
    model=st.sampled_from(["llama-3-8b", "deepseek-v2"]),
    batch=st.sampled_from([8, 16]),
    parts=st.sampled_from([{"full": 1.0}, {"norm": 1.0, "activation": 1.0}]),
)
def test_the_best_of_each_parallelism_is_what_trying_all_finds(
    model: str, batch: int, parts: dict[str, float]
) -> None:
    fixed = {"offload_activation": 0.5, "offload_optimiser": 1.0, "micro_batch": 1.0, "ep": 1.0}
    case, space = case_and_space(run_of(model, 8, batch), fixed, parts)
    names = ("tp", "sequence_parallel", "cp", "ep", "etp", "pp", "vpp", "schedule")
    tried: dict[tuple[float, ...], float] = {}
    for seconds, held, row in one_by_one(case, space):
        if held <= float(case.machine.memory_bytes):
            key = tuple(row[name] for name in names)
            tried[key] = min(seconds, tried.get(key, np.inf))
    found = search(case, space, keep=7).apart
    assert [one.step_s for one in found] == pytest.approx(sorted(tried.values())[:7])
    for one in found:
        assert one.step_s == pytest.approx(tried[tuple(one.layout[name] for name in names)])


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_nothing_evaluated_beats_the_best_one_in_its_objective(objective: str) -> None:
    run = replace(run_of("mixtral-8x7b", 8, 16), layout={"zero": 1.0, "micro_batch": 1.0})
    best, *others = searched(run, constants(), objective=objective).ranked
    runs = [one.run for one in (best, *others, *searched(run, constants()).ranked)]
    made = predict(runs, constants())
    judged = {
        "time": made.step_s,
        "cost": made.step_s,
        "energy": made.power.step_energy_j,
        "memory": made.memory.total_bytes(),
    }[objective]
    assert float(judged[0]) == pytest.approx(float(np.min(judged)), rel=1e-12)


def test_found_settings_are_predicted_as_they_were_found() -> None:
    """One code path: rows of the search, runs one by one, all runs at once."""
    found = searched(run_of("deepseek-v2", 64, 256), constants(), keep=5)
    shown = (*found.ranked, *found.apart, *found.pareto)
    made = predict([one.run for one in shown], constants())
    assert made.step_s.tolist() == pytest.approx([one.step_s for one in shown], rel=1e-12)
    assert made.memory.total_bytes().tolist() == pytest.approx([one.memory_bytes for one in shown], rel=1e-12)
    for one, energy in zip(shown, made.power.step_energy_j.tolist(), strict=True):
        assert energy == pytest.approx(one.step_energy_j, rel=1e-12)
        assert predict([one.run], constants()).step_s[0] == pytest.approx(one.step_s, rel=1e-12)


def test_differences_to_the_best_add_up() -> None:
    found = searched(run_of("llama-3-70b", 64, 64), constants(), keep=8)
    for one in found.apart:
        more = one.step_s - found.ranked[0].step_s
        assert sum(one.against.values()) == pytest.approx(more, abs=0.016 * found.ranked[0].step_s)
    assert found.boundless is None or found.boundless.step_s <= found.ranked[0].step_s


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


def test_a_batch_that_replicas_cannot_share_is_answered_with_the_nearest_ones() -> None:
    run = replace(run_of("llama-3-8b", 8, 9), layout={"tp": 1.0, "pp": 1.0, "cp": 1.0})
    found = searched(run, constants())
    assert not found.best and found.valid == 0 and found.dropped["batch"] == found.offered
    assert "nearest: 8, 16" in found.reason() and "nächste: 8, 16" in found.reason("de")
