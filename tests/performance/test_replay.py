"""Pipelines: schedules walked task by task agree with the closed forms, where these hold."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.setups import DENSE, SPARSE, case, changed
from wattwright.errors import InfeasibleError
from wattwright.performance import pipeline, replay
from wattwright.performance.replay import ChunkWork, dealt_layers, replayed_wait_s
from wattwright.performance.step import step
from wattwright.training.runs import Run
from wattwright.training.shapes import shape_named

SECONDS = st.floats(0.5, 2.0)
STAGES = st.integers(1, 9)


def equal(chunks: int, forward_s: float, input_s: float, weight_s: float) -> ChunkWork:
    return ChunkWork(*(np.full(chunks, one) for one in (forward_s, input_s, weight_s)))


@given(STAGES, st.integers(1, 4), st.integers(1, 5), SECONDS, SECONDS, SECONDS)
def test_equal_stages_wait_as_the_closed_form_says(
    pp: int, vpp: int, groups: int, forward: float, back: float, weight: float
) -> None:
    microbatches = groups * pp
    time_s = replay.replay(equal(pp * vpp, forward / vpp, back / vpp, weight / vpp), pp, microbatches)
    whole = forward + back + weight
    wait = pipeline.interleaved_wait_s(pp, vpp, forward, back + weight)
    assert time_s == pytest.approx(microbatches * whole + wait)
    assert wait / time_s == pytest.approx(pipeline.pipeline_bubble_fraction(pp, microbatches, vpp))


@given(STAGES, st.integers(0, 20), SECONDS, SECONDS, st.floats(0.1, 1.0))
def test_a_zero_bubble_pipeline_waits_as_the_closed_form_says(
    pp: int, more: int, forward: float, back: float, part: float
) -> None:
    weight, microbatches = part * min(forward, back), 2 * pp + more
    time_s = replay.replay(equal(pp, forward, back, weight), pp, microbatches, "zero-bubble")
    wait = pipeline.zero_bubble_wait_s(pp, forward, back, weight)
    assert time_s == pytest.approx(microbatches * (forward + back + weight) + wait)


@given(st.integers(1, 5), st.integers(0, 10), SECONDS, st.floats(0.5, 1.0), st.floats(0.1, 1.0))
def test_dualpipe_waits_as_the_closed_form_says(
    half: int, more: int, back: float, share: float, part: float
) -> None:
    pp, microbatches = 2 * half, 4 * half + 2 * more
    forward, weight = share * back, part * share * back
    time_s = replay.replay(equal(pp, forward, back, weight), pp, microbatches, "dualpipe")
    whole = forward + back + weight
    wait = pipeline.dualpipe_wait_s(pp, whole, back + weight, weight)
    assert time_s == pytest.approx(microbatches * whole + wait)


@given(st.lists(SECONDS, min_size=2, max_size=8), st.integers(0, 30))
def test_uneven_stages_take_the_slowest_one_and_once_through_all(stages: list[float], more: int) -> None:
    pp, microbatches = len(stages), len(stages) + more
    work = ChunkWork(np.array(stages), np.array(stages), 0 * np.array(stages))
    closed = 2 * ((microbatches - 1) * max(stages) + sum(stages))
    time_s = replay.replay(work, pp, microbatches)
    assert 2 * microbatches * max(stages) * (1 - 1e-9) <= time_s
    assert time_s <= closed * (1 + 1e-9) + 2 * pp * (max(stages) - min(stages))


ORDERS = [
    *(("1f1b", pp, 1, m) for pp in (1, 2, 4, 7) for m in (1, 3, 7, 8, 21)),
    *(("1f1b", pp, 3, groups * pp) for pp in (1, 2, 4, 7) for groups in (1, 2, 5)),
    *(("zero-bubble", pp, 1, m) for pp in (1, 3, 6) for m in (1, 4, 9)),
    *(("dualpipe", pp, 1, m) for pp in (2, 4, 8) for m in (16, 22)),
]


@pytest.mark.parametrize(("schedule", "pp", "vpp", "m"), ORDERS)
def test_every_stage_does_every_pass_once(schedule: str, pp: int, vpp: int, m: int) -> None:
    for stage in range(pp):
        order = {
            "1f1b": lambda one: replay._interleaved(one, pp, m, vpp),
            "zero-bubble": lambda one: replay._zero_bubble(one, pp, m),
            "dualpipe": lambda one: replay._dualpipe(one, pp, m),
        }[schedule](stage)
        counts = Counter(task for tasks in order for task in tasks)
        assert set(counts.values()) == {1}
        assert Counter(kind for kind, *_ in counts) == dict.fromkeys("FBW", m * vpp)


@pytest.mark.parametrize(("schedule", "pp", "vpp", "m"), ORDERS)
def test_a_slower_send_never_makes_a_step_faster(schedule: str, pp: int, vpp: int, m: int) -> None:
    work = equal(pp * vpp, 1.0, 1.0, 0.5)
    times = [replay.replay(work, pp, m, schedule, send) for send in (0.0, 0.1, 1.0)]
    assert times == sorted(times)
    assert times[0] >= 2.5 * m * vpp


@pytest.mark.parametrize(("pp", "m"), [(3, 12), (4, 7), (4, 6)])
def test_dualpipe_says_what_it_needs(pp: int, m: int) -> None:
    with pytest.raises(InfeasibleError, match=r"even numbers of both .*; nearest: \d+ on \d+ stages"):
        replay.replay(equal(pp, 1.0, 1.0, 0.5), pp, m, "dualpipe")


def test_interleaved_chunks_need_whole_groups() -> None:
    with pytest.raises(InfeasibleError, match="nearest: 4 or 8"):
        replay.replay(equal(8, 1.0, 1.0, 0.5), 4, 7)


def test_an_unknown_schedule_is_refused() -> None:
    with pytest.raises(InfeasibleError, match="known: 1f1b, interleaved"):
        replay.replay(equal(2, 1.0, 1.0, 0.5), 2, 4, "2f2b")


@pytest.mark.parametrize(
    ("layers", "pp", "vpp"), [(126, 16, 1), (126, 16, 8), (80, 6, 1), (105, 35, 3), (61, 16, 1), (32, 4, 2)]
)
def test_layers_are_dealt_as_the_closed_form_counts_them(layers: int, pp: int, vpp: int) -> None:
    dealt = dealt_layers(layers, pp, vpp)
    stages = dealt.reshape(vpp, pp).sum(axis=0)
    inner, last = pipeline.stage_layers(layers, pp, vpp)
    assert dealt.sum() == layers
    assert stages[1:-1].max() == inner
    assert stages[-1] == last


LARGE = changed(
    DENSE,
    {"tp": 8.0, "pp": 16.0, "vpp": 1.0},
    shape=shape_named("llama-3.1-405b"),
    accelerators=4096.0,
    global_batch=1024.0,
)
REAL = [
    DENSE,
    SPARSE,
    LARGE,
    changed(LARGE, {"vpp": 8.0}),
    changed(LARGE, {"schedule": 2.0}),
    changed(LARGE, {"schedule": 3.0}),
    changed(LARGE, {"pp": 9.0}, accelerators=4608.0, global_batch=576.0),
    changed(DENSE, {"pp": 2.0, "vpp": 4.0}, shape=shape_named("llama-3-8b")),
    changed(DENSE, {"pp": 1.0}),
]


@pytest.mark.parametrize("run", REAL, ids=range(len(REAL)))
def test_the_wait_of_real_pipelines_with_logits_is_that_of_the_replay(run: Run) -> None:
    columns = case(run)
    closed = step(columns)
    difference = replayed_wait_s(columns) - float(np.ravel(closed.bubble_s)[0])
    assert abs(difference) < 0.015 * float(np.ravel(closed.total_s())[0])
