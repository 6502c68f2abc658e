"""FLOP of a step against an enumeration of its matmuls."""

from __future__ import annotations

import numpy as np
import pytest

from performance.setups import DENSE, SPARSE, changed
from wattwright.performance.flop import model_flop, recomputed_flop
from wattwright.training.constants import constants
from wattwright.training.runs import Run
from wattwright.training.tables import case_of


def enumerated(run: Run) -> float:
    """Forward FLOP of one token, matmul by matmul, causal attention halved."""
    s = run.shape
    if s["query_rank"]:
        attention = [
            (s["hidden"], s["query_rank"] + s["kv_rank"] + s["rotary_dim"]),
            (s["query_rank"], s["heads"] * s["key_dim"]),
            (s["kv_rank"], s["heads"] * (s["key_dim"] - s["rotary_dim"] + s["value_dim"])),
        ]
    else:
        attention = [(s["hidden"], (s["heads"] + 2 * s["kv_heads"]) * s["key_dim"])]
    attention.append((s["heads"] * s["value_dim"], s["hidden"]))
    dense = [(s["hidden"], (1 + s["gate"]) * s["ffn"]), (s["ffn"], s["hidden"])]
    inner = s["expert_ffn"]
    expert = [(s["hidden"], (1 + s["gate"]) * inner), (inner, s["hidden"])]
    used = s["active_experts"] + s["shared_experts"]
    router = s["hidden"] * s["experts"]
    weights = (
        s["layers"] * sum(rows * columns for rows, columns in attention)
        + s["dense_layers"] * sum(rows * columns for rows, columns in dense)
        + s["expert_layers"] * (used * sum(rows * columns for rows, columns in expert) + router)
        + s["vocabulary"] * s["hidden"]
    )
    scores = s["layers"] * s["heads"] * (s["key_dim"] + s["value_dim"]) * run.seq_len / 2
    return 2 * weights + 2 * scores


@pytest.mark.parametrize("run", [DENSE, SPARSE], ids=["dense", "sparse"])
def test_flop_equal_an_enumeration_of_matmuls(run: Run) -> None:
    tokens = run.global_batch * run.seq_len
    found = float(np.ravel(model_flop(case_of([run], constants())))[0])
    assert found == pytest.approx(3 * tokens * enumerated(run), rel=1e-12)


def test_frozen_weights_need_two_of_three_passes() -> None:
    full, frozen = (
        float(np.ravel(model_flop(case_of([changed(DENSE, seq_len=64.0, trained=share)], constants())))[0])
        for share in (1.0, 0.0)
    )
    assert frozen / full == pytest.approx(2 / 3, rel=2e-3)


def test_full_recompute_does_a_forward_pass_of_all_layers_again() -> None:
    run = changed(DENSE, recompute={"full": 1.0})
    again = float(np.ravel(recomputed_flop(case_of([run], constants())))[0])
    output = 2 * run.shape["vocabulary"] * run.shape["hidden"]
    tokens = run.global_batch * run.seq_len
    assert again == pytest.approx(tokens * (enumerated(run) - output), rel=1e-12)
