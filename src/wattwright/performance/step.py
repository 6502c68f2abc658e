"""One training step: layers of all stages, pipeline, data parallelism, optimiser; and where all of it went.

`step` takes columns and gives columns: the same call serves one plan and ten million candidates.
`layer_work` is the expensive part and depends on few fields of a layout, so the search computes it once for
each of their combinations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wattwright.equations import Real
from wattwright.performance import blocks
from wattwright.performance.activations import saved
from wattwright.performance.blocks import Pass
from wattwright.performance.collectives import (
    exposed_time_s,
    group_bytes_per_s,
    linked_time_s,
    outward_bytes_per_s,
    ring_time_s,
)
from wattwright.performance.columns import Case, Columns
from wattwright.performance.experts import expert_block
from wattwright.performance.parameters import parameters_held
from wattwright.performance.pipeline import SCHEDULES, interleaved_wait_s, stage_layers

__all__ = ["WEIGHT_GRADIENT_SHARE", "Step", "Work", "layer_work", "step"]

WEIGHT_GRADIENT_SHARE = 0.45
"""Part of a backward pass that makes gradients of weights: half of the matmuls, nothing of the attention."""


@dataclass(frozen=True, slots=True)
class Work:
    """Work of one micro-batch through all layers: forward, backward, what is recomputed, and the output
    layer (s)."""

    forward: Pass
    backward: Pass
    recomputed: Pass
    logits_s: Real

    def layers_s(self) -> Real:
        """Time of all layers without the output layer, in s."""
        return self.forward.total_s() + self.backward.total_s() + self.recomputed.total_s()


@dataclass(frozen=True, slots=True)
class Step(Columns):
    """Seconds of one step on one accelerator, by what they went to; they add up to `total_s`."""

    matmul_s: Real
    attention_s: Real
    memory_bound_s: Real
    cast_s: Real
    logits_s: Real
    recompute_s: Real
    tp_s: Real
    cp_s: Real
    ep_s: Real
    pp_s: Real
    dp_s: Real
    bubble_s: Real
    launch_s: Real
    optimiser_s: Real
    offload_s: Real
    fixed_s: Real

    def total_s(self) -> Real:
        """Time of the step, in s."""
        seconds: Real = sum(getattr(self, name) for name in self.__slots__)
        return seconds


def layer_work(case: Case) -> Work:
    """Work of one micro-batch through all layers, on one accelerator of a stage that would hold them all."""
    shape, layout = case.architecture, case.layout
    attention, redone_attention = blocks.attention_block(case)
    dense, redone_dense = blocks.dense_block(case)
    counted = [
        (attention, redone_attention, shape.attention_layers),
        (dense, redone_dense, shape.dense_layers),
    ]
    if np.any(np.asarray(shape.expert_layers) > 0):
        experts, redone_experts = expert_block(case)
        counted.append((experts, redone_experts, shape.expert_layers))
    if np.any(np.asarray(shape.mixer_layers) > 0):
        mixer, redone_mixer = blocks.mixer_block(case)
        counted.append((mixer, redone_mixer, shape.mixer_layers))
    forward, backward, redone = (
        _total([(one if side == 2 else both[side], count) for both, one, count in counted])
        for side in range(3)
    )
    full = layout.recompute_full
    return Work(forward, backward, forward * full + redone * (1 - full), blocks.logits_s(case))


def _total(parts: list[tuple[Pass, Real]]) -> Pass:
    first, *others = (one * count for one, count in parts)
    for other in others:
        first = first + other
    return first


def step(case: Case, work: Work | None = None) -> Step:
    """One step of `case`, from `work` where it is known already (same rows)."""
    work = layer_work(case) if work is None else work
    layout, software = case.layout, case.practice.software
    microbatches = np.maximum(case.job.global_batch / (layout.dp * layout.micro_batch), 1.0)
    per_stage = microbatches / layout.pp
    layers = work.layers_s()
    slowest = _slowest_stage(case, layers, work.logits_s)
    mean = (layers + work.logits_s) / layout.pp
    bubble = microbatches * (slowest - mean) + _wait(case, work, mean)
    sends = _sends_s(case, microbatches)
    sharded = _sharded_s(case, microbatches, layers)
    reduced, optimiser = _update_s(case, work)
    share = software * per_stage
    done = work.forward + work.backward
    extra = work.recomputed
    return Step(
        share * done.matmul_s,
        share * done.attention_s,
        share * done.traffic_s,
        share * done.cast_s,
        share * work.logits_s,
        share * extra.total_s(),
        share * done.tp_s,
        share * done.cp_s,
        share * done.ep_s,
        software * sends,
        software * sharded + reduced,
        software * bubble,
        share * done.launch_s,
        optimiser,
        _offload_s(case, work, microbatches),
        case.practice.step_s + 0.0 * share,
    )


def _slowest_stage(case: Case, layers_s: Real, logits_s: Real) -> Real:
    """Time of one micro-batch in the stage that takes longest; under DualPipe the accelerators of the last
    stage hold the first one as well, and each makes half of the logits."""
    layout = case.layout
    layer = layers_s / case.architecture.layers
    inner, last = stage_layers(case.architecture.layers, layout.pp, np.maximum(layout.vpp, 1))
    most, end = inner * layer, last * layer + logits_s
    dual = np.equal(layout.schedule, SCHEDULES.index("dualpipe"))
    if np.any(dual):
        end = np.where(dual, (most + end) / 2, end)
    slowest = np.maximum(most, end)
    return np.where(np.equal(layout.pp, 1), layers_s + logits_s, slowest)


def _wait(case: Case, work: Work, mean_s: Real) -> Real:
    """Wait while the pipeline fills and drains, by schedule."""
    layout = case.layout
    vpp = np.maximum(layout.vpp, 1)
    plain = interleaved_wait_s(layout.pp, vpp, mean_s, 0.0)
    if not np.any(np.asarray(layout.schedule) > 1):
        return plain
    from wattwright.performance.pipeline import dualpipe_wait_s, zero_bubble_wait_s

    forward = work.forward.total_s() / layout.pp
    backward = (work.backward.total_s() + work.recomputed.total_s()) / layout.pp
    weight = WEIGHT_GRADIENT_SHARE * work.backward.total_s() / layout.pp
    zero = zero_bubble_wait_s(layout.pp, forward, backward - weight, weight)
    dual = dualpipe_wait_s(layout.pp, forward + backward, backward, weight)
    names = {name: place for place, name in enumerate(SCHEDULES)}
    waited = np.where(np.equal(layout.schedule, names["zero-bubble"]), zero, plain)
    return np.where(np.equal(layout.schedule, names["dualpipe"]), dual, waited)


def _sends_s(case: Case, microbatches: Real) -> Real:
    """Exposed sends between stages: every chunk of every micro-batch there and back."""
    machine, layout, practice = case.machine, case.layout, case.practice
    tokens = layout.micro_batch * case.job.seq_len / layout.cp
    split = np.where((layout.sequence_parallel > 0) | (practice.sharded_sends > 0), layout.tp, 1.0)
    span = layout.tp * layout.cp * layout.pp
    rate = group_bytes_per_s(span, 1.0, machine.domain, machine.scale_up_bytes_per_s, _outward(case, span))
    once = 2 * tokens * case.architecture.hidden / split / rate + machine.latency_s
    count = 2 * (microbatches * np.maximum(layout.vpp, 1) + layout.pp - 1)
    return np.where(np.greater(layout.pp, 1), practice.pp_exposed * count * once, 0.0)


def _group_rate(case: Case, span: Real) -> Real:
    """Ring bandwidth of data parallelism over `span` accelerators."""
    machine, layout = case.machine, case.layout
    members = np.minimum(machine.domain, layout.accelerators) / (layout.tp * layout.cp)
    return group_bytes_per_s(
        span,
        np.minimum(members, 8.0),
        machine.domain,
        machine.scale_up_bytes_per_s,
        _outward(case, span),
    )


def _outward(case: Case, span: Real) -> Real:
    """Network rate of one accelerator in a group of `span`."""
    machine = case.machine
    return outward_bytes_per_s(span, machine.pod, machine.scale_out_bytes_per_s, machine.oversubscription)


def _linked_s(case: Case) -> Real:
    """Sum of all gradients over the links between buildings, which hold whole replicas each."""
    machine, layout, job = case.machine, case.layout, case.job
    if not np.any(np.asarray(machine.buildings) > 1):
        return 0.0
    dense, routed = parameters_held(case)
    copy = dense * layout.tp * layout.pp + routed * layout.ep * layout.etp * layout.pp
    sent = job.trained * case.practice.gradient_bytes * copy
    return linked_time_s(sent, machine.buildings, machine.link_bytes_per_s, machine.link_latency_s)


def _sharded_s(case: Case, microbatches: Real, layers_s: Real) -> Real:
    """Exposed gathers and scatters of fully sharded weights, and of gradients that are sharded in every
    pass."""
    layout, practice, job = case.layout, case.practice, case.job
    if not np.any(np.asarray(layout.zero) >= 2):
        return 0.0 * layers_s
    dense, routed = parameters_held(case)
    weights = 2 * (dense + routed)
    members = np.minimum(layout.shards, layout.dp * layout.cp)
    rate = _group_rate(case, np.minimum(members * layout.tp, layout.accelerators))
    once = ring_time_s(weights, members, rate, 0.0)
    passes = np.where(np.greater_equal(layout.zero, 3), 2.0, 0.0) + job.trained
    traffic = microbatches * passes * once
    copies = layout.dp * layout.cp / members
    outward = _outward(case, layout.accelerators)
    across = 2 * ring_time_s(job.trained * weights / members, copies, outward, 0.0) + _linked_s(case)
    busy = microbatches * layers_s / layout.pp
    exposed = exposed_time_s(traffic + across, practice.dp_overlap, busy)
    slowed = practice.contention * np.minimum(traffic, busy)
    return np.where(np.greater_equal(layout.zero, 2), exposed + slowed, 0.0)


def _update_s(case: Case, work: Work) -> tuple[Real, Real]:
    """Exposed gradient reduction with the return of weights, and the optimiser's own time."""
    layout, practice, job = case.layout, case.practice, case.job
    dense, routed = parameters_held(case)
    group = layout.dp * layout.cp
    back = np.where(np.greater_equal(layout.zero, 1), 2.0, practice.gradient_bytes)
    rate = _group_rate(case, layout.accelerators)
    replicas = np.maximum(group / np.maximum(layout.ep, 1), 1.0)
    traffic = job.trained * (
        ring_time_s(dense * (practice.gradient_bytes + back), group, rate, 0.0)
        + ring_time_s(routed * (practice.gradient_bytes + back), replicas, rate, 0.0)
    )
    traffic = traffic + _linked_s(case)
    window = (work.forward.total_s() + work.backward.total_s()) / layout.pp
    reduced = np.where(
        np.greater_equal(layout.zero, 2), 0.0, exposed_time_s(traffic, practice.dp_overlap, window)
    )
    on_chip = job.trained * (1 - layout.offload_optimiser) * _kept_parameters(case)
    optimiser = on_chip * practice.optimiser_bytes / case.machine.memory_bytes_per_s
    return reduced, optimiser


def _offload_s(case: Case, work: Work, microbatches: Real) -> Real:
    """Exposed copies to the host and back: activations under the pass that makes or needs them, and an
    optimiser that the host runs, with gradients down and weights up."""
    layout, machine, job = case.layout, case.machine, case.job
    away, optimiser = layout.offload_activation, layout.offload_optimiser
    if not np.any(np.asarray(away) > 0) and not np.any(np.asarray(optimiser) > 0):
        return 0.0 * work.logits_s
    copy = away * saved(case).kept_bytes / layout.pp / machine.host_bytes_per_s
    there = exposed_time_s(copy, machine.host_overlap, work.forward.total_s() / layout.pp)
    back = exposed_time_s(copy, machine.host_overlap, work.backward.total_s() / layout.pp)
    kept = job.trained * optimiser * _kept_parameters(case)
    moved = kept * (case.practice.kept_gradient_bytes + 2.0) / machine.host_bytes_per_s
    updated = kept * case.practice.optimiser_bytes / machine.host_memory_bytes_per_s
    return microbatches * (there + back) + moved + updated


def _kept_parameters(case: Case) -> Real:
    """Weights whose optimiser states one accelerator keeps."""
    layout = case.layout
    dense, routed = parameters_held(case)
    group = layout.dp * layout.cp
    shards = np.where(np.greater_equal(layout.zero, 1), np.minimum(layout.shards, group), 1.0)
    return dense / shards + routed / np.maximum(shards / np.maximum(layout.ep, 1), 1.0)
