"""Closed forms, many runs at once and the event simulation: each against the next, and against published
figures."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattwright.errors import DataError
from wattwright.evaluate.goodput import GoodputAsked, cluster_of, goodput_of, job_goodput, useful_job_size
from wattwright.reliability.checkpoints import (
    Level,
    exact_interval_h,
    level_intervals_h,
    progress_share,
    refined_interval_h,
    young_interval_h,
)
from wattwright.reliability.events import timeline
from wattwright.reliability.model import Category, Cluster, Extras, Recovery
from wattwright.reliability.renewal import expected_goodput, simulated
from wattwright.reliability.spares import elastic_share, spares_for
from wattwright.validation.goodput import goodput_rows

ONE = [Category("failure", 1.0, 0.02, 0.5)]


def cluster(gap_h: float = 3.0, **recovery: float) -> Cluster:
    times = {"write_stall_h": 5 / 3600, "reload_h": 0.02, "restart_h": 0.08, "swap_h": 0.15} | recovery
    return Cluster(8, 8, 24 / gap_h, ONE, Recovery(**times))  # type: ignore[arg-type]


def test_every_row_that_can_be_computed_is_met(shared: Path) -> None:
    rows = goodput_rows(shared / "data" / "goodput_cases.csv")
    missed = [row.id for row in rows if row.answered and not row.low <= row.measured <= row.high]
    assert sum(row.answered for row in rows) >= 49
    assert not missed
    assert all(row.reason for row in rows if not row.answered)


@given(st.floats(0.05, 50.0), st.floats(1e-4, 0.3))
def test_the_exact_interval_is_the_best_one(gap: float, stall: float) -> None:
    best = float(exact_interval_h(gap, stall))
    there = progress_share(best, gap, stall, 0.1, 0.1)
    for factor in (0.9, 1.1):
        assert progress_share(max(best * factor, stall * 1.001), gap, stall, 0.1, 0.1) <= there * (1 + 1e-9)
    assert (
        refined_interval_h(gap, stall, 0.0, 0.0) < best + 1e-9 < young_interval_h(gap, stall) + stall + 1e-9
    )


@settings(max_examples=25, deadline=None)
@given(st.floats(0.3, 20.0), st.floats(0.0, 0.2), st.floats(0.0, 0.3))
def test_many_runs_agree_with_the_closed_form(gap: float, reload_h: float, restart_h: float) -> None:
    job = cluster(gap, reload_h=reload_h, restart_h=restart_h, swap_h=restart_h)
    expected, lost = expected_goodput(job)
    assert expected + sum(lost.values()) == pytest.approx(1.0)
    found = simulated(job, 2000.0, 200, seed=1).goodput_share.mean()
    assert found == pytest.approx(expected, rel=0.02)


def test_the_event_simulation_agrees_with_many_runs() -> None:
    job = replace(cluster(1.5), extras=Extras(maintenance_per_day=1.0, maintenance_h=0.5))
    runs = simulated(job, 400.0, 400)
    played = [timeline(job, 400.0, seed).goodput_share for seed in range(12)]
    assert np.mean(played) == pytest.approx(float(runs.goodput_share.mean()), abs=0.01)


def test_lemons_fail_more_often_until_repairs_mend_them() -> None:
    extras = Extras(lemon_share=0.15, lemon_factor=5.0, repair_mends_share=0.76)
    job = Cluster(
        4096,
        1,
        0.01,
        [Category("server", 1.0, 0.0, 1.0)],
        Recovery(0.0, 1e-6, reload_h=0.0, restart_h=1 / 3, swap_h=1 / 3),
        spare_nodes=464,
        extras=extras,
    )
    runs = simulated(job, 6144.0, 30)
    assert float(runs.wall_h.mean()) == pytest.approx(9865.97, rel=0.005)
    assert float(runs.goodput_share.mean()) == pytest.approx(0.623, rel=0.005)


def test_thirty_runs_of_the_peer_are_a_thousand_times_faster_than_its_own() -> None:
    job = Cluster(
        4096,
        1,
        0.01,
        [Category("server", 1.0, 0.0, 1.0)],
        Recovery(0.0, 1e-6, reload_h=0.0),
        spare_nodes=464,
        extras=Extras(0.15, 5.0, 0.76),
    )
    begin = time.process_time()
    simulated(job, 6144.0, 30)
    assert time.process_time() - begin < 30 * 15.6 / 1000


def test_a_thousand_draws_of_llama_3_take_less_than_half_a_second() -> None:
    job = cluster_of(GoodputAsked(16384, 54.0, parameters=405e9, storage_bytes_per_s=2e12))
    spent = []
    for seed in range(3):
        begin = time.process_time()
        simulated(job, 54 * 24 * 0.91, 1000, seed)
        spent.append(time.process_time() - begin)
    assert min(spent) < 0.5


def test_a_hundred_thousand_accelerators_are_played_in_seconds() -> None:
    job = cluster_of(GoodputAsked(100_000, 100.0, replicas=24, spare_nodes=600))
    begin = time.process_time()
    played = timeline(job, 100 * 24 * 0.7)
    assert time.process_time() - begin < 20
    assert len(played.events) > 3000 and 0.4 < played.goodput_share < 1


def test_llama_3_lies_inside_what_was_to_be_expected() -> None:
    made = goodput_of(GoodputAsked(16384, 54.0, parameters=405e9, storage_bytes_per_s=2e12))
    low, high = made["interruption_range"]
    assert low < 419 < high
    assert made["goodput_share"] > 0.9
    counts = made["by_category"]
    gpu = sum(counts[one] for one in ("accelerator", "memory", "silent")) / sum(counts.values())
    assert gpu == pytest.approx(268 / 419, rel=1e-6)


def test_the_two_departures_follow_from_their_mechanisms() -> None:
    large = goodput_of(
        GoodputAsked(98304, 30.0, failures_per_node_day=2.3e-3, given={"growth_exponent": 0.95})
    )
    assert large["mean_gap_h"] * 60 == pytest.approx(18, rel=0.03)
    elastic = goodput_of(
        GoodputAsked(98304, 30.0, failures_per_node_day=2.3e-3, replicas=32, given={"growth_exponent": 0.95})
    )
    assert large["goodput_share"] == pytest.approx(0.44, abs=0.06)
    assert elastic["goodput_share"] == pytest.approx(0.80, abs=0.03)
    small = goodput_of(GoodputAsked(1024, 30.0, failures_per_node_day=6.5e-3, research=True))
    assert small["mean_gap_h"] == pytest.approx(7.9, rel=0.01)


def test_each_improvement_helps_and_is_worth_something() -> None:
    made = goodput_of(GoodputAsked(32768, 30.0))
    assert {one["change"] for one in made["improvements"]} >= {
        "elastic",
        "hot_swap",
        "detection",
        "asynchronous",
    }
    for one in made["improvements"]:
        assert one["goodput_share"] > made["goodput_share"] and one["days"] > 0 and one["usd"] > 0


def test_a_job_that_never_ends_says_why() -> None:
    made = goodput_of(
        GoodputAsked(1_000_000, 30.0, failures_per_node_day=0.01, given={"growth_exponent": 0.95})
    )
    assert made["goodput_share"] == 0 and "more time is lost" in made["reason"]
    assert not np.isfinite(timeline(cluster(0.05, reload_h=0.5), 50.0).wall_h)


def test_larger_jobs_are_only_useful_up_to_a_size() -> None:
    assert useful_job_size(100_000) == 100_000
    assert useful_job_size(1_500_000) == useful_job_size(600_000) < 600_000
    low, middle, high = job_goodput(16384)
    assert 0.8 < low < middle < high < 0.96


def test_levels_of_checkpoints_nest() -> None:
    levels = [
        Level("memory", 1 / 3600, 0.02, 0.3),
        Level("local", 10 / 3600, 0.05, 0.05),
        Level("remote", 60 / 3600, 0.2, 0.01),
    ]
    intervals, lost = level_intervals_h(levels)
    assert intervals == sorted(intervals) and 0 < lost < 0.2
    for near, far in pairwise(intervals):
        assert far / near == pytest.approx(round(far / near))


def test_spares_and_elastic_replicas_have_their_published_values() -> None:
    assert spares_for(15.5, 0.999) == 29
    assert elastic_share(0.3, 0.05, 0.0, 1.0) == pytest.approx(0.833, abs=1e-3)


def test_everything_wrong_is_told_at_once() -> None:
    job = Cluster(
        8,
        8,
        -1.0,
        [Category("x", 0.7, 0.1, 2.0)],
        Recovery(0.5, 0.1, reload_h=-1.0),
        spare_nodes=9,
        extras=Extras(lemon_share=3.0),
    )
    with pytest.raises(DataError) as caught:
        job.check()
    told = "\n".join(caught.value.problems)
    for part in (
        "failures of a node is -1",
        "reload is -1",
        "lemons is 3",
        "swaps of x is 2",
        "9 spare nodes",
        "shorter than a write",
        "add up to 0.7",
    ):
        assert part in told
    with pytest.raises(DataError, match="bandwidth is 0"):
        cluster_of(GoodputAsked(8, 1.0, parameters=1e9, storage_bytes_per_s=0.0))
