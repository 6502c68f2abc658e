"""What a forward pass saves for the backward pass, tensor by tensor, and what that one needs beside it.

All in bytes for one micro-batch on one accelerator. Linear layers save their input in the working precision,
everything else is saved in 16 bits. Adapters sit on attention's projections: the frozen MLPs save no inputs.
Before fused attention, scores and the masks of dropout were saved too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wattwright.equations import Real
from wattwright.performance.columns import Case, Columns

__all__ = ["Saved", "routed_share", "saved"]

_WIDE = 2.0
"""Bytes of a 16-bit number."""

_SINGLE = 4.0
"""Bytes of a 32-bit number."""

_SCORE_BYTES = 5.0
"""Bytes of one score: softmax and its dropout in 16 bits, the mask of the dropout in 8."""

_MIXER_VALUES = 5.0
"""Values of a mixer's width that it saves: two projected, one convolved, one scanned, one gated."""


@dataclass(frozen=True, slots=True)
class Saved(Columns):
    """Bytes that all layers keep, that one layer being redone adds, and that one layer's gradients need."""

    kept_bytes: Real
    redone_bytes: Real
    gradient_bytes: Real


def saved(case: Case) -> Saved:
    """Saved tensors of one micro-batch through all layers, less what is recomputed in whole or in part."""
    shape, layout = case.architecture, case.layout
    tokens = layout.micro_batch * case.job.seq_len / layout.cp
    entry = _WIDE * shape.hidden / _divided(case)
    partial = (
        shape.attention_layers * _attention(case)
        + shape.dense_layers * _dense(case)
        + shape.expert_layers * _sparse(case)
        + shape.mixer_layers * _mixer(case)
    )
    full = layout.recompute_full
    return Saved(
        tokens * (full * shape.layers * entry + (1 - full) * partial),
        tokens * np.where(np.greater(full, 0), partial / shape.layers, 0.0),
        tokens * _gradients(case),
    )


def _divided(case: Case) -> Real:
    """What divides tensors of the hidden width: tensor parallelism, if it splits the sequence as well."""
    return np.where(np.greater(case.layout.sequence_parallel, 0), case.layout.tp, 1.0)


def _unfused(case: Case) -> Real:
    return np.where(np.greater(case.practice.fused_attention, 0), 0.0, 1.0)


def _entered(case: Case, read_bytes: Real) -> Real:
    """Input of a norm in 16 bits and its output as the next layer reads it, with a mask of dropout."""
    wide: Real = case.architecture.hidden / _divided(case)
    return wide * (_WIDE + read_bytes * (1 - case.layout.recompute_norm) + _unfused(case))


def _attention(case: Case) -> Real:
    """Per token and layer: norm, latent vectors, queries, keys, values, scores, and what the output reads."""
    shape, layout, operand = case.architecture, case.layout, case.machine.operand_bytes
    latent = np.greater(shape.query_rank, 0)
    ranks = np.where(latent, shape.query_rank + shape.kv_rank + shape.rotary_dim, 0.0)
    keys = np.where(latent, shape.heads * shape.key_dim, shape.kv_heads * shape.key_dim)
    values = np.where(latent, shape.heads * shape.value_dim, shape.kv_heads * shape.value_dim)
    redone = np.maximum(layout.recompute_projection, np.where(latent, layout.recompute_latent, 0.0))
    heads = _WIDE * (shape.heads * shape.key_dim + keys + values) * (1 - redone)
    narrow = np.where(np.less(operand, _WIDE), operand, 0.0)
    output = (_WIDE + narrow) * shape.heads * shape.value_dim
    scores = np.where(
        np.greater(case.practice.fused_attention, 0),
        _SINGLE,
        _SCORE_BYTES * case.job.seq_len * (1 - layout.recompute_attention),
    )
    kept: Real = (
        _entered(case, operand)
        + (_WIDE + operand) * ranks / _divided(case)
        + (heads + output + shape.heads * scores) / layout.tp
    )
    return kept


def _inner(case: Case, width: Real) -> Real:
    """Of an MLP: what its first layer gives, and what its second one reads."""
    gate, kept = case.architecture.gate, 1 - case.layout.recompute_activation
    return width * (_WIDE * (1 + gate) + _read(case) * kept)


def _read(case: Case) -> Real:
    """Bytes of a value that a linear layer of an MLP keeps; a frozen one without adapter keeps none."""
    return np.where(np.less(case.job.trained, 0.5), 0.0, case.machine.operand_bytes)


def _dense(case: Case) -> Real:
    """Per token and layer: norm and MLP; a recomputed MLP keeps its input in 16 bits."""
    again = case.layout.recompute_mlp
    read = again * _WIDE + (1 - again) * _read(case)
    return _entered(case, read) + (1 - again) * _inner(case, case.architecture.ffn / case.layout.tp)


def routed_share(case: Case) -> Real:
    """Routed copies of a token that the busiest accelerator holds, per token of its micro-batch."""
    layout = case.layout
    share: Real = case.architecture.active_experts * layout.etp / layout.tp * layout.imbalance
    return share


def _sparse(case: Case) -> Real:
    """Per token and layer: norm, router in 32 bits, and the experts' inputs and inner values."""
    shape, layout = case.architecture, case.layout
    router = 2 * _SINGLE * shape.experts / layout.tp
    expert = _read(case) * shape.expert_hidden + _inner(case, shape.expert_ffn / layout.etp)
    shared = shape.shared_experts * _inner(case, shape.expert_ffn / layout.tp)
    kept = 1 - layout.recompute_experts
    return _entered(case, _WIDE) + router + kept * (routed_share(case) * expert + shared)


def _mixer(case: Case) -> Real:
    """Per token and layer: norm and the values of a state-space mixer."""
    inner = _WIDE * _MIXER_VALUES * case.architecture.mixer_width / case.layout.tp
    return _entered(case, case.machine.operand_bytes) + inner


def _gradients(case: Case) -> Real:
    """Per token: gradients alive at once in the widest block, and the sequence that tensor parallelism
    gathers."""
    shape, layout = case.architecture, case.layout
    wide = _WIDE * (2 + shape.gate)
    heads = 2 * _WIDE * shape.heads * (shape.key_dim + shape.value_dim) / layout.tp
    dense = np.where(np.greater(shape.dense_layers, 0), wide * shape.ffn / layout.tp, 0.0)
    expert = wide * shape.expert_ffn / layout.etp + 2 * _WIDE * shape.expert_hidden
    sparse = np.where(np.greater(shape.expert_layers, 0), routed_share(case) * expert, 0.0)
    gathered = np.where(np.greater(layout.tp, 1), _WIDE * shape.hidden, 0.0)
    return np.maximum(heads, np.maximum(dense, sparse)) + gathered + 2 * _WIDE * shape.hidden / _divided(case)
