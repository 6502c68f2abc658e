"""Memory of the fullest accelerator, by what holds it: states of the weights, saved activations, logits,
gathered weights, gradients in passing, and what drivers keep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wattwright.equations import Real, equation
from wattwright.performance.activations import Saved, saved
from wattwright.performance.columns import Case, Columns
from wattwright.performance.parameters import stage_parameters
from wattwright.performance.pipeline import SCHEDULES, stage_layers

__all__ = [
    "Memory",
    "in_flight_share",
    "last_in_flight_share",
    "logits_bytes",
    "memory",
    "state_bytes",
]

_MASTER_BYTES = 12.0
"""Bytes of a weight's optimiser: a copy in 32 bits and two moments."""

_WIDE = 2.0
"""Bytes of a 16-bit number."""


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


@equation(symbol=r"\phi", latex=r"p\left(1 + \frac{p-1}{p\,v}\right)", source="korthikanti-2022")
def in_flight_share(pp: Real, vpp: Real, microbatches: Real) -> Real:
    """Micro-batches whose activations the first stage holds at once, in units of the whole stage.

    >>> print(in_flight_share(8, 1, 64), in_flight_share(8, 2, 64))
    8.0 11.5
    """
    held = np.where(np.greater(vpp, 1), pp * (1 + (pp - 1) / (pp * vpp)), pp)
    return np.minimum(held, microbatches) * 1.0


@equation(symbol=r"\phi_l", latex=r"\frac{(v-1)\,p + 1}{v}", source="own-derivation")
def last_in_flight_share(pp: Real, vpp: Real, microbatches: Real) -> Real:
    """Micro-batches whose activations the last stage holds at once, in units of the whole stage.

    >>> print(last_in_flight_share(8, 1, 64), last_in_flight_share(8, 2, 64))
    1.0 4.5
    """
    return np.minimum(((vpp - 1) * pp + 1) / vpp, microbatches) * 1.0


@equation(symbol=r"M_l", latex=r"\frac{b\,s\,V\,b_l}{c\,t}", source="korthikanti-2022", gives="logits_bytes")
def logits_bytes(held_tokens: Real, vocabulary: Real, tp: Real, logit_bytes: Real) -> Real:
    """Logits and their gradient on the last stage.

    A logit takes 8 bytes where the loss keeps both in 32 bits, 4 where a fused loss writes over it.

    >>> print(logits_bytes(8192, 128256, 8, 4) / 1e9)
    0.525336576
    """
    return held_tokens * vocabulary / tp * logit_bytes


@dataclass(frozen=True, slots=True)
class Memory(Columns):
    """Bytes of the fullest accelerator, by what holds them; `capacity_bytes` is what the chip has."""

    weight_bytes: Real
    gradient_bytes: Real
    optimiser_bytes: Real
    gathered_bytes: Real
    activation_bytes: Real
    logits_bytes: Real
    buffer_bytes: Real
    fragmented_bytes: Real
    reserved_bytes: Real
    capacity_bytes: Real

    def total_bytes(self) -> Real:
        """All that is held, in bytes."""
        held: Real = sum(getattr(self, name) for name in self.__slots__ if name != "capacity_bytes")
        return held


def memory(case: Case, tensors: Saved | None = None) -> Memory:
    """Memory of the fullest accelerator, from `tensors` where they are known already (same rows).

    That is the first stage, which holds most activations, or the last one, which makes the logits.
    """
    tensors = saved(case) if tensors is None else tensors
    layout, machine = case.layout, case.machine
    shape = case.architecture
    inner, last = stage_layers(shape.layers, layout.pp, np.maximum(layout.vpp, 1))
    twice = np.equal(layout.schedule, SCHEDULES.index("dualpipe"))
    states = _states(case, inner / shape.layers, twice)
    first, end = _activations(case, tensors, inner / shape.layers, last / shape.layers)
    logits = _logits(case)
    alone = np.equal(layout.pp, 1)
    at_end = alone | twice | np.greater(end + logits, first)
    activation = np.where(alone | ~np.greater(end + logits, first), first, end)
    gathered = _gathered(case)
    moving = activation + gathered + tensors.gradient_bytes
    return Memory(
        *states,
        gathered,
        activation,
        np.where(at_end, logits, 0.0),
        tensors.gradient_bytes + 0.0 * activation,
        machine.fragmented_share * moving,
        machine.reserved_bytes + 0.0 * activation,
        machine.memory_bytes + 0.0 * activation,
    )


def _states(case: Case, share: Real, twice: Real) -> tuple[Real, Real, Real]:
    """Weights, gradients and optimiser of the stage with `share` of the layers and one table (both, where it
    is the only one); DualPipe holds weights and gradients of two stages."""
    layout, job, trained = case.layout, case.job, case.job.trained
    dense, routed, table = stage_parameters(case)
    tables = table * np.where(np.greater(layout.pp, 1), 1.0, 2.0)
    copies = np.where(twice, 2.0, 1.0)
    weight = np.where(np.less(job.trained, 0.5), case.machine.operand_bytes, _WIDE)
    spread = np.maximum(layout.shards * layout.tp / np.maximum(layout.ep * layout.etp, 1), 1)
    held = ((dense * share + tables, layout.shards), (routed * share, spread))
    kept = case.practice.kept_gradient_bytes

    def whole(weights: Real, gradients: Real, optimiser: Real) -> Real:
        one, other = (
            state_bytes(part, weights, gradients, optimiser, layout.zero, shards) for part, shards in held
        )
        return one + other

    weights, gradients, optimiser = (
        whole(weight, 0.0, 0.0),
        whole(0.0, kept, 0.0),
        whole(0.0, 0.0, _MASTER_BYTES),
    )
    on_device = 1 - layout.offload_optimiser
    return copies * weights, copies * trained * gradients, copies * trained * optimiser * on_device


def _activations(case: Case, tensors: Saved, inner: Real, last: Real) -> tuple[Real, Real]:
    """Saved activations of the first and of the last stage; of those that the host keeps, two layers stay."""
    layout, schedule = case.layout, case.layout.schedule
    microbatches = np.maximum(case.job.global_batch / (layout.dp * layout.micro_batch), 1.0)
    vpp = np.maximum(layout.vpp, 1)
    both_ends = np.equal(schedule, SCHEDULES.index("dualpipe"))
    begun = np.where(both_ends, layout.pp + 1, in_flight_share(layout.pp, vpp, microbatches))
    ended = np.where(both_ends, layout.pp + 1, last_in_flight_share(layout.pp, vpp, microbatches))
    away = layout.offload_activation
    passing = 2 * tensors.kept_bytes / case.architecture.layers * away
    held = (1 - away) * tensors.kept_bytes
    beside = passing + tensors.redone_bytes
    return held * inner * begun + beside, held * last * ended + beside


def _logits(case: Case) -> Real:
    """Logits with their gradient, and what the last norm and the output layer read."""
    layout, shape = case.layout, case.architecture
    tokens = layout.micro_batch * case.job.seq_len / layout.cp
    logit = np.where(np.greater(case.practice.fused_attention, 0), 4.0, 8.0)
    divided = np.where(np.greater(layout.sequence_parallel, 0), layout.tp, 1.0)
    return (
        logits_bytes(tokens, shape.vocabulary, layout.tp, logit) + 2 * _WIDE * tokens * shape.hidden / divided
    )


def _gathered(case: Case) -> Real:
    """Fully sharded weights that are whole for a while: this layer, the next one, the tables, a gradient."""
    dense, routed, table = stage_parameters(case)
    layout, shape = case.layout, case.architecture
    layer = (dense + routed) / shape.layers
    gradient = np.where(np.less(case.job.trained, 0.5), 0.0, case.practice.kept_gradient_bytes * layer)
    whole = 2 * _WIDE * layer + gradient + 2 * _WIDE * table
    return np.where(np.greater_equal(layout.zero, 3), whole, 0.0)
