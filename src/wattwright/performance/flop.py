"""FLOP of one training step: what the model needs, and what recompute does again."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation
from wattwright.performance.columns import Case
from wattwright.performance.parameters import (
    active_expert_parameters,
    attention_parameters,
    dense_parameters,
    mixer_parameters,
)

__all__ = ["attention_flop", "matmul_flop", "model_flop", "recomputed_flop"]


@equation(symbol=r"C_w", latex=r"2\,N\,D\,(2 + f)", source="kaplan-2020")
def matmul_flop(matmul_parameters: Real, step_tokens: Real, trained: Real) -> Real:
    """FLOP of all matmuls with weights, forward and backward: two a weight and token for the output, for the
    gradient of the input, and for that of the weights, where those are trained.

    >>> f"{matmul_flop(405e9, 16.8e6, 1.0):.3e}"
    '4.082e+19'
    """
    return 2 * matmul_parameters * step_tokens * (2 + trained)


@equation(symbol=r"C_a", latex=r"6\,L\,a\,(d_k + d_v)\,\bar{s}\,D", source="chowdhery-2022")
def attention_flop(
    attention_layers: Real, heads: Real, head_dims: Real, seen_tokens: Real, step_tokens: Real
) -> Real:
    """FLOP of scores and of their products with the values, forward and backward; `seen_tokens` is the mean
    number of tokens that one looks back at (half of the sequence for causal attention).

    >>> f"{attention_flop(126, 128, 256, 4096, 16.8e6):.3e}"
    '1.705e+18'
    """
    return 6 * attention_layers * heads * head_dims * seen_tokens * step_tokens


def model_flop(case: Case) -> Real:
    """FLOP of one step of the whole cluster without recompute: the numerator of the MFU."""
    shape, job = case.architecture, case.job
    tokens = job.global_batch * job.seq_len
    weights = (
        shape.attention_layers * attention_parameters(shape)
        + shape.mixer_layers * mixer_parameters(shape)
        + shape.dense_layers * dense_parameters(shape)
        + shape.expert_layers * active_expert_parameters(shape)
        + shape.vocabulary * shape.hidden
    )
    return matmul_flop(weights, tokens, job.trained) + _scores(case, tokens)


def _scores(case: Case, tokens: Real) -> Real:
    shape, job = case.architecture, case.job
    window = np.minimum(shape.window, job.seq_len)
    band = window - window * window / (2 * job.seq_len)
    seen = job.packed * (job.seq_len / 2 + shape.window_share * (band - job.seq_len / 2))
    return attention_flop(shape.attention_layers, shape.heads, shape.key_dim + shape.value_dim, seen, tokens)


def recomputed_flop(case: Case) -> Real:
    """FLOP that a step does again in its backward pass: the HFU counts them, the MFU does not."""
    shape, layout, job = case.architecture, case.layout, case.job
    tokens = job.global_batch * job.seq_len
    attention, dense, experts = (
        2 * tokens * count * weights
        for count, weights in (
            (shape.attention_layers, attention_parameters(shape)),
            (shape.dense_layers, dense_parameters(shape)),
            (shape.expert_layers, active_expert_parameters(shape)),
        )
    )
    mixers = 2 * tokens * shape.mixer_layers * mixer_parameters(shape)
    scores = _scores(case, tokens) / 3
    parts = (
        layout.recompute_projection * attention
        + layout.recompute_attention * scores
        + layout.recompute_mlp * dense
        + layout.recompute_experts * experts
    )
    full = layout.recompute_full
    return full * (attention + dense + experts + mixers + scores) + (1 - full) * parts
