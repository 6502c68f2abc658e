"""Memory of an accelerator: published figures, and what every change of a layout does to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from performance.setups import DENSE, GIB, OLD, SPARSE, case, changed, plain_shape
from wattwright.performance.activations import saved
from wattwright.performance.memory import Memory, in_flight_share, memory, state_bytes
from wattwright.performance.parameters import total_parameters
from wattwright.performance.step import step
from wattwright.training.runs import Run

PUBLISHED = yaml.safe_load((Path(__file__).parent / "published_memory.yaml").read_text(encoding="utf-8"))
TOLERANCE = 0.06


def of(run: Run) -> Memory:
    found = memory(case(run))
    return Memory(*(float(np.ravel(getattr(found, name))[0]) for name in found.__slots__))


@pytest.mark.parametrize("row", PUBLISHED["devices"], ids=lambda row: row["name"])
def test_the_memory_of_a_device_is_within_six_per_cent_of_the_published_one(row: dict[str, Any]) -> None:
    layout = {name: float(row[name]) for name in ("tp", "pp", "vpp", "micro_batch")}
    run = changed(
        OLD,
        {**layout, "sequence_parallel": 1.0, "zero": 0.0},
        shape=plain_shape(row["layers"], row["hidden"], row["heads"]),
        accelerators=float(row["accelerators"]),
        global_batch=float(row["global_batch"]),
        recompute={"attention": 1.0},
    )
    held = of(run)
    counted = held.weight_bytes + held.gradient_bytes + held.optimiser_bytes + held.activation_bytes
    assert counted / GIB == pytest.approx(row["gib"], rel=TOLERANCE)


@pytest.mark.parametrize("tp", [1.0, 2.0, 8.0])
@pytest.mark.parametrize("row", PUBLISHED["layers"], ids=lambda row: row["name"])
def test_a_layer_saves_what_its_published_formula_says(row: dict[str, Any], tp: float) -> None:
    shape = plain_shape(12.0, 6144.0, 64.0)
    run = changed(
        OLD,
        {"tp": tp, "pp": 1.0, "micro_batch": 4.0, "sequence_parallel": float(row["sequence_parallel"])},
        shape=shape,
        global_batch=256.0,
        recompute=row["recompute"],
    )
    kept = float(np.ravel(saved(case(run)).kept_bytes)[0]) / 12
    per_token = row["whole"] + row["divided"] / tp + row["scores"] * 64 * 2048 / (6144 * tp)
    assert kept == pytest.approx(4 * 2048 * 6144 * per_token)


def test_a_fused_gated_layer_with_grouped_queries_saves_what_the_formula_says() -> None:
    shape = dict(DENSE.shape)
    hidden, ffn, heads, groups = (shape[name] for name in ("hidden", "ffn", "heads", "kv_heads"))
    kept = float(np.ravel(saved(case(DENSE)).kept_bytes)[0]) / shape["layers"]
    attention = 2 + 2 + 2 * (1 + 2 * groups / heads) + 2 + 4 * heads / hidden
    mlp = 2 + 2 + 6 * ffn / hidden
    assert kept == pytest.approx(8192 * hidden * (attention + mlp) / 4)


@pytest.mark.parametrize("row", PUBLISHED["states"], ids=lambda row: row["name"])
@given(st.floats(1e6, 1e12), st.integers(1, 4096))
def test_states_take_the_published_bytes_per_weight(row: dict[str, Any], weights: float, d: int) -> None:
    held = state_bytes(weights, 2.0, row["gradient"], 12.0, row["zero"], d)
    assert held == pytest.approx(weights * (row["plain"] + row["over_d"] / d))


@pytest.mark.parametrize("row", PUBLISHED["in_flight"])
def test_the_first_stage_holds_the_published_number_of_micro_batches(row: dict[str, Any]) -> None:
    assert in_flight_share(row["pp"], row["vpp"], 1000) == pytest.approx(row["held"])
    assert in_flight_share(row["pp"], row["vpp"], 1) == 1


def test_logits_take_eight_bytes_and_four_where_the_loss_is_fused() -> None:
    alone = {"pp": 1.0, "tp": 8.0}
    for run, each, beside in ((OLD, 8, 4), (DENSE, 4, 4)):
        tokens = run.seq_len
        expected = tokens * (each * run.shape["vocabulary"] + beside * run.shape["hidden"]) / 8
        assert of(changed(run, alone)).logits_bytes == pytest.approx(expected)


LIGHTER: list[tuple[str, Run, Run]] = [
    ("ZeRO 1", changed(DENSE, {"zero": 0.0}), changed(DENSE, {"zero": 1.0})),
    ("ZeRO 2", changed(DENSE, {"zero": 1.0}), changed(DENSE, {"zero": 2.0})),
    ("more shards", changed(DENSE, {"zero": 3.0, "shards": 2.0}), changed(DENSE, {"zero": 3.0})),
    ("tensor parallelism", DENSE, changed(DENSE, {"tp": 8.0})),
    ("sequence parallelism", changed(DENSE, {"sequence_parallel": 0.0}), DENSE),
    ("context parallelism", DENSE, changed(DENSE, {"cp": 2.0})),
    ("a smaller micro-batch", changed(DENSE, {"micro_batch": 2.0}), DENSE),
    ("expert parallelism", changed(SPARSE, {"ep": 16.0}), SPARSE),
    ("tensor parallelism of experts", SPARSE, changed(SPARSE, {"etp": 2.0, "tp": 2.0})),
    ("balanced experts", changed(SPARSE, {"imbalance": 1.5}), SPARSE),
    ("full recompute", DENSE, changed(DENSE, recompute={"full": 1.0})),
    ("half of full recompute", DENSE, changed(DENSE, recompute={"full": 0.5})),
    ("recomputed norms", DENSE, changed(DENSE, recompute={"norm": 1.0})),
    ("recomputed MLPs", DENSE, changed(DENSE, recompute={"mlp": 1.0})),
    ("recomputed activations", DENSE, changed(DENSE, recompute={"activation": 1.0})),
    ("recomputed projections", DENSE, changed(DENSE, recompute={"projection": 1.0})),
    ("recomputed scores", OLD, changed(OLD, recompute={"attention": 1.0})),
    ("recomputed latent vectors", SPARSE, changed(SPARSE, recompute={"latent": 1.0})),
    ("recomputed experts", SPARSE, changed(SPARSE, recompute={"experts": 1.0})),
    ("narrow numbers", DENSE, changed(DENSE, precision="fp8-current")),
    ("offloaded activations", DENSE, changed(DENSE, {"offload_activation": 0.5})),
    ("an offloaded optimiser", DENSE, changed(DENSE, {"offload_optimiser": 1.0})),
    ("no interleaving", changed(DENSE, {"vpp": 4.0}), DENSE),
    ("no DualPipe", changed(DENSE, {"schedule": 3.0}), DENSE),
    ("adapters", DENSE, changed(DENSE, trained=0.003)),
]  # fmt: skip


@pytest.mark.parametrize(("heavy", "light"), [row[1:] for row in LIGHTER], ids=[row[0] for row in LIGHTER])
def test_what_is_meant_to_save_memory_saves_memory(heavy: Run, light: Run) -> None:
    assert of(light).total_bytes() < 0.999 * of(heavy).total_bytes()


@given(
    st.sampled_from(["full", "norm", "attention", "projection", "latent", "mlp", "experts", "activation"]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from([DENSE, SPARSE, OLD]),
)
def test_more_recompute_never_keeps_more(part: str, one: float, other: float, run: Run) -> None:
    less, more = sorted((one, other))
    kept = saved(case(changed(run, recompute={part: less}), changed(run, recompute={part: more}))).kept_bytes
    assert kept[1] <= kept[0] * (1 + 1e-12)


def test_sharding_inside_groups_keeps_more_than_sharding_over_all() -> None:
    whole, groups = changed(DENSE, {"zero": 3.0}), changed(DENSE, {"zero": 3.0, "shards": 2.0})
    states = [
        held.weight_bytes + held.gradient_bytes + held.optimiser_bytes for held in map(of, (whole, groups))
    ]
    assert states[1] == pytest.approx(2 * states[0])


def test_offloading_moves_time_to_the_link_and_a_faster_link_takes_less() -> None:
    away = {"offload_activation": 1.0, "offload_optimiser": 1.0}
    slow, fast = changed(DENSE, away), changed(DENSE, away, accelerator="GB200-NVL72")
    times = np.ravel(step(case(DENSE, slow, fast)).offload_s)
    assert times[0] == 0
    assert times[1] > 2 * times[2] > 0
    assert of(slow).optimiser_bytes == 0
    assert of(slow).activation_bytes < 0.2 * of(DENSE).activation_bytes


def test_the_last_stage_is_the_fullest_where_logits_outweigh_what_is_in_flight() -> None:
    run = changed(DENSE, {"pp": 2.0, "micro_batch": 8.0}, global_batch=64.0, recompute={"full": 1.0})
    assert of(run).logits_bytes > 0
    assert of(changed(DENSE, {"pp": 8.0, "tp": 8.0})).logits_bytes == 0


@pytest.mark.parametrize("run", [DENSE, SPARSE], ids=lambda run: run.name)
def test_all_weights_are_held_once_over_the_cluster(run: Run) -> None:
    shape = case(run).architecture
    held = (
        of(changed(run, {"zero": 3.0, "pp": 1.0, "tp": 1.0, "ep": 1.0})).weight_bytes * run.accelerators / 2
    )
    assert held == pytest.approx(float(np.ravel(total_parameters(shape))[0]))


def test_one_run_gives_the_same_as_a_row_of_many() -> None:
    runs = [run for row in LIGHTER for run in row[1:]]
    many = memory(case(*runs)).total_bytes()
    assert many == pytest.approx([of(run).total_bytes() for run in runs])
