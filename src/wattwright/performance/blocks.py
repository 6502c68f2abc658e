"""Time of the blocks of a layer for one micro-batch on one accelerator, forward and backward.

A layer is an attention or a mixer block followed by a dense or an expert block. Each block is one `Pass`
forward and one backward, split into what costs time: matmuls, attention, memory traffic, casts, the launch
floor, and the traffic of tensor, context and expert parallelism that computing does not hide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wattwright.equations import Real
from wattwright.performance.collectives import (
    exposed_time_s,
    group_bytes_per_s,
    ring_time_s,
)
from wattwright.performance.columns import Case, Columns
from wattwright.performance.kernels import (
    attention_time_s,
    floored_time_s,
    matmul_compute_time_s,
    matmul_memory_time_s,
    traffic_time_s,
)

__all__ = [
    "Both",
    "Pass",
    "Passes",
    "assembled",
    "attention_block",
    "dense_block",
    "linear_s",
    "logits_s",
    "matmul_s",
    "mixer_block",
    "norm_s",
    "summed",
    "tensor_s",
    "tokens_held",
]

_NORM_BYTES = 10.0
"""Per token and hidden value of one block: norm reads and writes 4, residual 6 bytes in 16 bits."""

_PORTS = 8.0
"""Accelerators of one server that bring a network port of their own."""


@dataclass(frozen=True, slots=True)
class Pass(Columns):
    """Seconds of one pass through blocks, by what they are spent on."""

    matmul_s: Real
    attention_s: Real
    traffic_s: Real
    cast_s: Real
    launch_s: Real
    tp_s: Real
    cp_s: Real
    ep_s: Real

    def total_s(self) -> Real:
        """All of it, in s."""
        kernels = self.matmul_s + self.attention_s + self.traffic_s + self.cast_s + self.launch_s
        return kernels + self.tp_s + self.cp_s + self.ep_s

    def __mul__(self, times: Real) -> Pass:
        return self._each(lambda value: value * times)

    def __add__(self, other: Pass) -> Pass:
        return Pass(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


Passes = tuple[Pass, Pass]
Both = tuple[Real, Real]
"""Forward and backward."""


def matmul_s(case: Case, rows: Real, columns: Real, depth: Real, *, wide: bool = False) -> Real:
    """Time of one matmul at the working precision, or in 16 bits where `wide`."""
    machine = case.machine
    rate, operand = (
        (machine.wide_flop_per_s, 2.0) if wide else (machine.matmul_flop_per_s, machine.operand_bytes)
    )
    computing = matmul_compute_time_s(
        rows, columns, depth, rate, machine.tile_rows, machine.tile_columns, machine.tile_depth
    )
    return np.maximum(
        computing, matmul_memory_time_s(rows, columns, depth, operand, machine.memory_bytes_per_s)
    )


def linear_s(case: Case, rows: Real, columns: Real, depth: Real) -> tuple[Real, Real]:
    """Forward and backward of one linear layer: input gradient, and weight gradient added up in 32 bits."""
    weight = matmul_s(case, depth, columns, rows) + traffic_time_s(
        4 * depth * columns, case.machine.memory_bytes_per_s
    )
    return (
        matmul_s(case, rows, columns, depth),
        matmul_s(case, rows, depth, columns) + case.job.trained * weight,
    )


def summed(*pairs: Both) -> Both:
    """Forward and backward of several kernels one after the other."""
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def tokens_held(case: Case) -> Real:
    """Tokens of a micro-batch on one accelerator before tensor parallelism."""
    return case.layout.micro_batch * case.job.seq_len / case.layout.cp


def norm_s(case: Case) -> Real:
    """Norm and residual of one block; tensor parallelism divides them only with sequence parallelism."""
    layout = case.layout
    divided = np.where(layout.sequence_parallel > 0, layout.tp, 1.0)
    moved = _NORM_BYTES * case.architecture.hidden * tokens_held(case) / divided
    return traffic_time_s(case.practice.traffic * moved, case.machine.memory_bytes_per_s)


def _cast_s(case: Case, values: Real) -> Real:
    """Casting `values` per token to the working precision."""
    return traffic_time_s(
        case.machine.cast_bytes * tokens_held(case) * values, case.machine.memory_bytes_per_s
    )


def tensor_s(case: Case, overlap: Real) -> Both:
    """Exposed traffic of tensor parallelism of one block: an all-gather and a reduce-scatter, of which
    computing hides `overlap`."""
    machine, layout = case.machine, case.layout
    ports = np.minimum(np.minimum(layout.tp, machine.domain), _PORTS)
    rate = group_bytes_per_s(
        layout.tp, ports, machine.domain, machine.scale_up_bytes_per_s, machine.scale_out_bytes_per_s
    )
    one = ring_time_s(2 * tokens_held(case) * case.architecture.hidden, layout.tp, rate, machine.latency_s)
    forward = 2 * one * (1 - overlap)
    return forward, forward * np.where(layout.sequence_parallel > 0, 1.5, 1.0)


def assembled(case: Case, kernels: list[Both], launches: Real, exposed: list[Both]) -> Passes:
    """Forward and backward pass of a block from its kernels (matmul, attention, traffic, cast), launch time
    and exposed traffic (tp, cp, ep), under which launches hide as well."""
    made = []
    for side in (0, 1):
        matmul, attention, traffic, cast = (pair[side] for pair in kernels)
        sent = [pair[side] for pair in exposed]
        busy = matmul + attention + traffic + cast + sum(sent)
        floor = launches * (case.practice.backward_launches if side else 1.0)
        launch = floored_time_s(busy, floor) - busy
        made.append(Pass(matmul, attention, traffic, cast, launch, *sent))
    return made[0], made[1]


def _projections(case: Case) -> tuple[Both, Both]:
    """All projections around the attention, and within them those of latent attention that recompute may
    redo."""
    shape, tokens, tp = case.architecture, tokens_held(case), case.layout.tp
    nothing = (0.0 * tokens, 0.0 * tokens)
    latent = np.asarray(shape.query_rank) > 0
    heads = shape.heads / tp
    out = linear_s(case, tokens, shape.hidden, heads * shape.value_dim)
    plain = linear_s(
        case, tokens, heads * shape.key_dim + 2 * shape.kv_heads * shape.key_dim / tp, shape.hidden
    )
    if not latent.any():
        return summed(plain, out), nothing
    ranks = linear_s(case, tokens, shape.query_rank + shape.kv_rank + shape.rotary_dim, shape.hidden)
    widths = heads * (shape.key_dim - shape.rotary_dim + shape.value_dim)
    up = summed(
        linear_s(case, tokens, heads * shape.key_dim, np.maximum(shape.query_rank, 1.0)),
        linear_s(case, tokens, widths, np.maximum(shape.kv_rank, 1.0)),
    )
    both = summed(ranks, up)
    chosen = tuple(np.where(latent, one, other) for one, other in zip(both, plain, strict=True))
    redone = tuple(np.where(latent, one, 0.0) for one in up)
    return summed((chosen[0], chosen[1]), out), (redone[0], redone[1])


def _scores(case: Case) -> Both:
    """Attention itself: fused, or as two matmuls with the scores written to memory."""
    shape, machine, practice, job, layout = (
        case.architecture,
        case.machine,
        case.practice,
        case.job,
        case.layout,
    )
    heads = shape.heads / layout.tp
    sequences = layout.micro_batch / layout.cp * job.packed
    window = np.minimum(shape.window, job.seq_len)
    dims = shape.key_dim + shape.value_dim
    rate = machine.attention_flop_per_s
    full_rate, band_rate = (rate / (1 + machine.attention_half / length) for length in (job.seq_len, window))
    whole = attention_time_s(sequences, heads, job.seq_len, job.seq_len, dims, full_rate)
    band = attention_time_s(sequences, heads, job.seq_len, window, dims, band_rate)
    fused = whole + shape.window_share * (band - whole)
    square = sequences * heads * job.seq_len**2
    products = 2 * square * dims / (machine.wide_flop_per_s * practice.score_rate)
    written = traffic_time_s(square * practice.score_bytes, machine.memory_bytes_per_s)
    flash = practice.fused_attention > 0
    return (
        np.where(flash, fused, products + written),
        np.where(flash, 2.5 * fused / machine.attention_backward, 2 * products + 0.85 * written),
    )


def attention_block(case: Case) -> tuple[Passes, Pass]:
    """Norm, projections and attention of one layer; and what a backward pass may recompute of it, part by
    part.

    The third value holds the redone parts at the layout's shares.
    """
    shape, layout, tokens = case.architecture, case.layout, tokens_held(case)
    projections, latent = _projections(case)
    scores = _scores(case)
    rotary = traffic_time_s(
        case.practice.traffic * 4 * (shape.heads + shape.kv_heads) * shape.key_dim * tokens / layout.tp,
        case.machine.memory_bytes_per_s,
    )
    norm = norm_s(case)
    width = (shape.heads + 2 * shape.kv_heads) * shape.key_dim / layout.tp
    casts = (
        _cast_s(case, shape.hidden + shape.heads * shape.value_dim / layout.tp),
        _cast_s(case, width + shape.hidden),
    )
    adapters = traffic_time_s(
        case.job.adapter_bytes
        * tokens
        * (2 * shape.hidden + width + shape.heads * shape.value_dim / layout.tp),
        case.machine.memory_bytes_per_s,
    )
    moved = norm + rotary + adapters
    ring = _context_s(case, scores)
    passes = assembled(
        case,
        [projections, scores, (moved, 2 * moved), casts],
        case.practice.attention_launch_s,
        [tensor_s(case, case.practice.tp_overlap), ring, (0.0 * tokens, 0.0 * tokens)],
    )
    zero = 0.0 * tokens
    redone = Pass(
        layout.recompute_projection * projections[0] + layout.recompute_latent * latent[0],
        layout.recompute_attention * scores[0],
        layout.recompute_norm * norm,
        zero,
        zero,
        zero,
        zero,
        zero,
    )
    return passes, redone


def _context_s(case: Case, scores: Both) -> Both:
    """Exposed traffic of context parallelism: keys and values of the others, hidden under the attention."""
    shape, machine, layout = case.architecture, case.machine, case.layout
    latent = np.asarray(shape.kv_rank) > 0
    values = np.where(latent, shape.heads, shape.kv_heads) * (shape.key_dim + shape.value_dim) / layout.tp
    whole = 2 * layout.micro_batch * case.job.seq_len * values
    rate = group_bytes_per_s(
        layout.tp * layout.cp,
        _PORTS / layout.tp,
        machine.domain,
        machine.scale_up_bytes_per_s,
        machine.scale_out_bytes_per_s,
    )
    once = ring_time_s(whole, layout.cp, rate, machine.latency_s * layout.cp)
    overlap = case.practice.cp_overlap
    return exposed_time_s(once, overlap, scores[0]), exposed_time_s(2 * once, overlap, scores[1])


def dense_block(case: Case) -> tuple[Passes, Pass]:
    """Norm and MLP of one layer, and what is recomputed of it."""
    shape, layout, tokens = case.architecture, case.layout, tokens_held(case)
    wide = (1 + shape.gate) * shape.ffn / layout.tp
    linear = summed(
        linear_s(case, tokens, wide, shape.hidden),
        linear_s(case, tokens, shape.hidden, shape.ffn / layout.tp),
    )
    norm = norm_s(case)
    activation = traffic_time_s(
        case.practice.traffic * (5 + shape.gate) * shape.ffn * tokens / layout.tp,
        case.machine.memory_bytes_per_s,
    )
    casts = (
        _cast_s(case, shape.hidden + shape.ffn / layout.tp),
        _cast_s(case, wide + shape.hidden),
    )
    zero = 0.0 * tokens
    passes = assembled(
        case,
        [linear, (zero, zero), (norm + activation, 2 * (norm + activation)), casts],
        case.practice.dense_launch_s,
        [tensor_s(case, case.practice.tp_overlap), (zero, zero), (zero, zero)],
    )
    redone = Pass(
        layout.recompute_mlp * linear[0],
        zero,
        layout.recompute_norm * norm
        + np.maximum(layout.recompute_activation, layout.recompute_mlp) * activation,
        zero,
        zero,
        zero,
        zero,
        zero,
    )
    return passes, redone


def logits_s(case: Case) -> Real:
    """Output layer and loss of one micro-batch, forward and backward, in 16 and 32 bits on the last stage."""
    shape, layout, tokens = case.architecture, case.layout, tokens_held(case)
    part = shape.vocabulary / layout.tp
    product = matmul_s(case, tokens, part, shape.hidden, wide=True)
    loss = traffic_time_s(16 * tokens * part, case.machine.memory_bytes_per_s)
    return product * (2 + case.job.trained) + loss


def mixer_block(case: Case) -> tuple[Passes, Pass]:
    """Norm and state-space mixer of one layer; it has nothing to recompute by parts."""
    shape, layout, tokens = case.architecture, case.layout, tokens_held(case)
    width = np.maximum(shape.mixer_width, 1.0) / layout.tp
    linear = summed(
        linear_s(case, tokens, 2 * width + 18 * shape.mixer_state, shape.hidden),
        linear_s(case, tokens, shape.hidden, width),
    )
    scan = 30 * tokens * width * shape.mixer_state / case.machine.wide_flop_per_s
    moved = traffic_time_s(case.practice.mixer_bytes * tokens * width, case.machine.memory_bytes_per_s)
    norm = norm_s(case)
    zero = 0.0 * tokens
    passes = assembled(
        case,
        [linear, (zero, zero), (norm + scan + moved, 2 * norm + 2.2 * (scan + moved)), (zero, zero)],
        case.practice.mixer_launch_s,
        [tensor_s(case, 0.0), (zero, zero), (zero, zero)],
    )
    return passes, Pass(*(zero for _ in Pass.__slots__))
