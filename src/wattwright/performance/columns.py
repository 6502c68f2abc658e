"""What a training step is computed from: columns that broadcast, one value or one per candidate.

Every field is a float or an array; fields of different classes broadcast against each other. A dense model
has no expert layers, a model without latent attention a `query_rank` of 0: nothing is ever missing. Units
are in the names; counts and shares have none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real

__all__ = ["Architecture", "Case", "Columns", "Job", "Layout", "Machine", "Practice"]

Kind = TypeVar("Kind", bound="Columns")


@dataclass(frozen=True, slots=True)
class Columns:
    """Fields that broadcast; `take` picks rows of those that are arrays."""

    def take(self: Kind, rows: NDArray[np.intp]) -> Kind:
        """The same columns, of these rows only; scalars stay as they are."""
        return self._each(lambda value: np.asarray(value)[rows] if np.ndim(value) else value)

    def first(self: Kind) -> Kind:
        """The first row as plain numbers."""
        return self._each(lambda value: float(np.ravel(value)[0]))

    def _each(self: Kind, change: Callable[[Real], Real]) -> Kind:
        return type(self)(**{field.name: change(getattr(self, field.name)) for field in fields(self)})


@dataclass(frozen=True, slots=True)
class Architecture(Columns):
    """Shape of a transformer, dense, sparse or hybrid.

    Layers are counted by block: `attention_layers` and `mixer_layers` (state-space) mix along the sequence,
    `dense_layers` and `expert_layers` along the width. `latent` attention (MLA) has ranks above 0, and
    `key_dim` includes its rotary part. `expert_hidden` is the width that experts read, smaller than
    `hidden` where tokens are projected first; a token's experts lie on at most `route_nodes` nodes. `gate`
    is 1 for gated MLPs. `window` is the length that attention sees in `window_share` of its layers; the
    others see all.
    """

    layers: Real
    attention_layers: Real
    mixer_layers: Real
    dense_layers: Real
    expert_layers: Real
    hidden: Real
    ffn: Real
    gate: Real
    heads: Real
    kv_heads: Real
    key_dim: Real
    value_dim: Real
    vocabulary: Real
    experts: Real
    active_experts: Real
    expert_ffn: Real
    expert_hidden: Real
    shared_experts: Real
    route_nodes: Real
    query_rank: Real
    kv_rank: Real
    rotary_dim: Real
    mixer_width: Real
    mixer_state: Real
    window: Real
    window_share: Real


@dataclass(frozen=True, slots=True)
class Machine(Columns):
    """One accelerator with its fabric, and what training kernels reach on it.

    Rates are those reached, not peaks: `matmul_flop_per_s` at the working precision, `wide_flop_per_s` in
    16 bits (router, logits), `attention_flop_per_s` forward at endless length, of which `attention_half`
    tokens reach one half. `tile_rows`, `tile_columns`, `tile_depth` are the sizes at which a matmul reaches
    half of its rate in one dimension. groups wider than `pod` (0: no such bound)
    share the network `oversubscription` times; the cluster stands in `buildings`, each joined to the others
    by `link_bytes_per_s`. `domain` is the scale-up domain in accelerators. `reserved_bytes` of
    the memory belong to drivers and communication, `fragmented_share` of what comes and goes is lost between
    blocks. `host_bytes_per_s` is the link to the host's memory, which `host_memory_bytes_per_s` bounds and
    of which computing hides `host_overlap`.
    """

    peak_flop_per_s: Real
    matmul_flop_per_s: Real
    wide_flop_per_s: Real
    attention_flop_per_s: Real
    attention_backward: Real
    attention_half: Real
    tile_rows: Real
    tile_columns: Real
    tile_depth: Real
    operand_bytes: Real
    cast_bytes: Real
    memory_bytes: Real
    memory_bytes_per_s: Real
    domain: Real
    scale_up_bytes_per_s: Real
    scale_out_bytes_per_s: Real
    exchange_up_bytes_per_s: Real
    exchange_out_bytes_per_s: Real
    latency_s: Real
    pod: Real
    oversubscription: Real
    buildings: Real
    link_bytes_per_s: Real
    link_latency_s: Real
    reserved_bytes: Real
    fragmented_share: Real
    host_bytes_per_s: Real
    host_memory_bytes_per_s: Real
    host_overlap: Real


@dataclass(frozen=True, slots=True)
class Practice(Columns):
    """What a framework of its time does: launches, fusing, overlap, and a software factor.

    `*_overlap` is the share of a traffic that computing hides, `*_exposed` the share that stays;
    where `deduplicated` is 1 a token goes once to every node of its experts, else once to every expert;
    `gradient_bytes` are sent, `kept_gradient_bytes` stay. `fused_attention` is 1 where scores never reach
    memory. `software` multiplies all computing (1 = as the kernels allow).
    """

    attention_launch_s: Real
    mixer_launch_s: Real
    dense_launch_s: Real
    expert_launch_s: Real
    backward_launches: Real
    traffic: Real
    fused_attention: Real
    score_bytes: Real
    score_rate: Real
    tp_overlap: Real
    cp_overlap: Real
    dp_overlap: Real
    pp_exposed: Real
    ep_exposed: Real
    deduplicated: Real
    sharded_sends: Real
    gradient_bytes: Real
    kept_gradient_bytes: Real
    contention: Real
    expert_rate: Real
    permutation: Real
    expert_software: Real
    routing_sync_s: Real
    mixer_bytes: Real
    exchange_bytes: Real
    optimiser_bytes: Real
    step_s: Real
    software: Real


@dataclass(frozen=True, slots=True)
class Job(Columns):
    """What is trained: lengths, batch, and which weights move.

    `trained` is the share of weights that get gradients (1 pre-training, near 0 with adapters),
    `adapter_bytes` the memory traffic of adapters per value in and out of a projection, `packed` the share
    of attention that remains where short samples are packed into a sequence.
    """

    seq_len: Real
    global_batch: Real
    trained: Real
    adapter_bytes: Real
    packed: Real


@dataclass(frozen=True, slots=True)
class Layout(Columns):
    """How a job is spread: tp · pp · cp · dp accelerators, and what is recomputed, sharded and sent where.

    `zero` is the stage of sharded states (0–3), `shards` the accelerators that share them. `recompute_full`
    does whole layers again in the backward pass, the other `recompute_*` parts of blocks. `ep` divides the
    experts, `etp` each expert. `schedule` is a place in `pipeline.SCHEDULES`. `imbalance` is the routed
    tokens of the busiest accelerator over the mean, `offload_activation` and `offload_optimiser` the shares
    of saved activations and of optimiser states that the host keeps.
    """

    accelerators: Real
    tp: Real
    pp: Real
    vpp: Real
    cp: Real
    ep: Real
    etp: Real
    dp: Real
    schedule: Real
    micro_batch: Real
    sequence_parallel: Real
    zero: Real
    shards: Real
    recompute_full: Real
    recompute_norm: Real
    recompute_attention: Real
    recompute_projection: Real
    recompute_latent: Real
    recompute_mlp: Real
    recompute_experts: Real
    recompute_activation: Real
    imbalance: Real = 1.0
    offload_activation: Real = 0.0
    offload_optimiser: Real = 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """All columns of a training step together."""

    architecture: Architecture
    machine: Machine
    practice: Practice
    job: Job
    layout: Layout

    def first(self) -> Case:
        """The first row as plain numbers, with which one prediction is several times as fast."""
        return Case(
            self.architecture.first(),
            self.machine.first(),
            self.practice.first(),
            self.job.first(),
            self.layout.first(),
        )

    def take(self, rows: NDArray[np.intp]) -> Case:
        """The same case, of these rows only."""
        return Case(
            self.architecture.take(rows),
            self.machine.take(rows),
            self.practice.take(rows),
            self.job.take(rows),
            self.layout.take(rows),
        )
