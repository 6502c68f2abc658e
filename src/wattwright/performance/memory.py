"""Memory of one accelerator, tensor by tensor: weights, gradients, optimiser, saved activations, logits,
buffers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wattwright.equations import Real, equation
from wattwright.performance.columns import Architecture, Case, Columns

__all__ = [
    "Memory",
    "activation_bytes",
    "attention_parameters",
    "dense_parameters",
    "expert_parameters",
    "in_flight_share",
    "memory",
    "parameters_held",
    "state_bytes",
    "total_parameters",
]


def attention_parameters(shape: Architecture) -> Real:
    """Weights of one attention block, plain or latent."""
    plain = shape.hidden * (
        shape.heads * (shape.key_dim + shape.value_dim) + 2 * shape.kv_heads * shape.key_dim
    )
    heads = shape.heads
    latent = (
        shape.hidden * (shape.query_rank + shape.kv_rank + shape.rotary_dim)
        + shape.query_rank * heads * shape.key_dim
        + shape.kv_rank * heads * (shape.key_dim - shape.rotary_dim + shape.value_dim)
        + heads * shape.value_dim * shape.hidden
    )
    return np.where(np.asarray(shape.query_rank) > 0, latent, plain)


def dense_parameters(shape: Architecture) -> Real:
    """Weights of one dense MLP."""
    return (2 + shape.gate) * shape.hidden * shape.ffn


def expert_parameters(shape: Architecture) -> Real:
    """Weights of one routed expert."""
    return (2 + shape.gate) * shape.expert_hidden * shape.expert_ffn


def _common_parameters(shape: Architecture) -> Real:
    """Weights of an expert block that every token uses: shared experts, router, projections to the experts'
    width."""
    narrow = np.where(np.less(shape.expert_hidden, shape.hidden), 2.0, 0.0)
    shared = (2 + shape.gate) * shape.hidden * shape.expert_ffn * shape.shared_experts
    return shared + shape.experts * shape.hidden + narrow * shape.hidden * shape.expert_hidden


def _mixer_parameters(shape: Architecture) -> Real:
    return shape.hidden * (3 * shape.mixer_width + 18 * shape.mixer_state)


def total_parameters(shape: Architecture) -> Real:
    """All weights, embedding and output layer counted apart."""
    blocks = (
        shape.attention_layers * attention_parameters(shape)
        + shape.mixer_layers * _mixer_parameters(shape)
        + shape.dense_layers * dense_parameters(shape)
        + shape.expert_layers * (_common_parameters(shape) + shape.experts * expert_parameters(shape))
    )
    return blocks + 2 * shape.vocabulary * shape.hidden


def parameters_held(case: Case) -> tuple[Real, Real]:
    """Weights of the fullest stage on one accelerator before sharding: those of all tokens, and those of
    experts."""
    shape, layout = case.architecture, case.layout
    dense = (
        shape.attention_layers * attention_parameters(shape)
        + shape.mixer_layers * _mixer_parameters(shape)
        + shape.dense_layers * dense_parameters(shape)
    ) / (layout.tp * layout.pp) + shape.expert_layers * _common_parameters(shape) / layout.pp
    tables = shape.vocabulary * shape.hidden / layout.tp * np.where(np.greater(layout.pp, 1), 1.0, 2.0)
    routed = (
        shape.expert_layers * shape.experts * expert_parameters(shape) / (layout.pp * layout.ep * layout.etp)
    )
    return dense + tables, routed


@equation(symbol=r"M_s", latex=r"W\left(b_w + b_g + \frac{b_o}{d}\right)", source="rajbhandari-2020")
def state_bytes(
    parameters: Real,
    weight_bytes: Real,
    gradient_bytes: Real,
    optimiser_bytes: Real,
    zero: Real,
    shards: Real,
) -> Real:
    """Weights, gradients and optimiser states of one accelerator under ZeRO stage `zero` over `shards`.

    Stage 1 divides the optimiser, 2 the gradients as well, 3 everything.

    >>> print(state_bytes(1e9, 2, 4, 12, 1, 8))
    7500000000.0
    """
    return parameters * (
        weight_bytes / np.where(np.greater_equal(zero, 3), shards, 1)
        + gradient_bytes / np.where(np.greater_equal(zero, 2), shards, 1)
        + optimiser_bytes / np.where(np.greater_equal(zero, 1), shards, 1)
    )


@equation(
    symbol=r"\phi",
    latex=r"p\left(1 + \frac{p-1}{p\,v}\right)",
    source="korthikanti-2022",
)
def in_flight_share(pp: Real, vpp: Real, microbatches: Real) -> Real:
    """Micro-batches whose activations the first stage holds at once, in units of the whole stage.

    >>> print(in_flight_share(8, 1, 64), in_flight_share(8, 2, 64))
    8.0 11.5
    """
    held = np.where(np.greater(vpp, 1), pp * (1 + (pp - 1) / (pp * vpp)), pp)
    return np.minimum(held, microbatches) * 1.0


def activation_bytes(case: Case) -> Real:
    """Saved activations of all layers for one micro-batch on one accelerator of its tensor group, in bytes.

    Tensor by tensor in 16 bits, linear inputs in the working precision where that is narrower, less what is
    recomputed. Scores are saved only where attention is not fused.
    """
    shape, layout, job = case.architecture, case.layout, case.job
    tokens = layout.micro_batch * job.seq_len / layout.cp
    divided = np.where(layout.sequence_parallel > 0, layout.tp, 1.0)
    saved = np.minimum(np.where(np.less(case.machine.operand_bytes, 2), 1.25, 2.0), 2.0)
    keep = {name: 1 - getattr(layout, f"recompute_{name}") for name in _PARTS}
    norm = shape.hidden / divided * (2 + 2 * keep["norm"])
    inputs = saved * shape.hidden / divided
    keys = 2 * (shape.heads + 2 * shape.kv_heads) * shape.key_dim / layout.tp * keep["projection"]
    latent = np.where(np.asarray(shape.query_rank) > 0, keep["latent"], 1.0)
    scores = 2 * shape.heads * shape.value_dim / layout.tp
    square = (
        np.where(case.practice.fused_attention > 0, 0.0, 5.0)
        * shape.heads
        * job.seq_len
        / layout.tp
        * keep["attention"]
    )
    attention = norm + inputs + keys * latent + scores + square
    inner = 2 * (1 + shape.gate) * shape.ffn / layout.tp + saved * shape.ffn / layout.tp * keep["activation"]
    dense = norm + inputs * keep["mlp"] + inner * keep["mlp"]
    routed = shape.active_experts / layout.tp
    wide = (
        saved * shape.expert_hidden
        + 2 * (1 + shape.gate) * shape.expert_ffn / layout.etp
        + saved * shape.expert_ffn / layout.etp * keep["activation"]
    )
    common = shape.shared_experts * 2 * (2 + shape.gate) * shape.expert_ffn / layout.tp
    sparse = norm + inputs + (routed * wide + common) * keep["experts"] + 8 * shape.experts / layout.tp
    mixer = norm + inputs + 10 * shape.mixer_width / layout.tp
    partial = tokens * (
        shape.attention_layers * attention
        + shape.dense_layers * dense
        + shape.expert_layers * sparse
        + shape.mixer_layers * mixer
    )
    whole = tokens * shape.layers * 2 * shape.hidden / divided + partial / shape.layers
    kept: Real = layout.recompute_full * whole + (1 - layout.recompute_full) * partial
    return kept


_PARTS = ("norm", "attention", "projection", "latent", "mlp", "experts", "activation")


@dataclass(frozen=True, slots=True)
class Memory(Columns):
    """Bytes of the fullest accelerator, by what holds them; `capacity_bytes` is what the chip has."""

    state_bytes: Real
    gathered_bytes: Real
    activation_bytes: Real
    logits_bytes: Real
    buffer_bytes: Real
    capacity_bytes: Real

    def total_bytes(self) -> Real:
        """All that is held, in bytes."""
        return (
            self.state_bytes
            + self.gathered_bytes
            + self.activation_bytes
            + self.logits_bytes
            + self.buffer_bytes
        )


def memory(case: Case) -> Memory:
    """Memory of the fullest accelerator: the first stage in activations, with tables of the fullest in
    weights."""
    shape, layout, job, practice = case.architecture, case.layout, case.job, case.practice
    dense, routed = parameters_held(case)
    weight = np.where(np.less(job.trained, 0.5), case.machine.operand_bytes, 2.0)
    states = [
        job.trained * state_bytes(part, weight, practice.kept_gradient_bytes, 12.0, layout.zero, shards)
        + (1 - job.trained) * state_bytes(part, weight, 0.0, 0.0, layout.zero, shards)
        for part, shards in (
            (dense, layout.shards),
            (routed, np.maximum(layout.shards / np.maximum(layout.ep, 1), 1)),
        )
    ]
    gathered = np.where(np.greater_equal(layout.zero, 3), 4 * dense / shape.layers * layout.pp, 0.0)
    microbatches = np.maximum(job.global_batch / (layout.dp * layout.micro_batch), 1.0)
    held = in_flight_share(layout.pp, np.maximum(layout.vpp, 1), microbatches)
    frozen = np.where(np.less(job.trained, 0.5), 0.7, 1.0)
    activations = activation_bytes(case) / layout.pp * held * frozen
    tokens = layout.micro_batch * job.seq_len / layout.cp
    output = np.where(np.greater(layout.pp, 1), 0.0, 6 * tokens * shape.vocabulary / layout.tp)
    buffers = 2.5e9 + 8 * tokens * shape.hidden / np.where(layout.sequence_parallel > 0, layout.tp, 1.0)
    return Memory(
        states[0] + states[1],
        gathered,
        activations,
        output,
        buffers + 0.0 * activations,
        case.machine.memory_bytes,
    )
