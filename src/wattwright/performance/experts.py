"""Time of an expert block: router, permutation, exchange between accelerators, and grouped matmuls."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real
from wattwright.performance.blocks import (
    Both,
    Pass,
    Passes,
    assembled,
    linear_s,
    matmul_s,
    norm_s,
    summed,
    tensor_s,
    tokens_held,
)
from wattwright.performance.collectives import crossed_nodes, exchange_time_s
from wattwright.performance.columns import Case
from wattwright.performance.kernels import traffic_time_s

__all__ = ["expert_block"]


def _experts(case: Case, tokens: Real) -> Both:
    """Grouped matmuls of the experts of one accelerator, its shared experts, router and latent
    projections."""
    shape, layout, practice = case.architecture, case.layout, case.practice
    experts = np.maximum(shape.experts, 1.0)
    here = experts / layout.ep
    rows = tokens * shape.active_experts * layout.ep / experts * layout.imbalance
    wide, inner = (1 + shape.gate) * shape.expert_ffn / layout.etp, shape.expert_ffn / layout.etp
    grouped = summed(
        linear_s(case, rows, wide, shape.expert_hidden), linear_s(case, rows, shape.expert_hidden, inner)
    )
    shared = np.maximum(shape.expert_ffn * shape.shared_experts, 1.0)
    common = summed(
        linear_s(case, tokens, (1 + shape.gate) * shared, shape.hidden),
        linear_s(case, tokens, shape.hidden, shared),
    )
    narrow = linear_s(case, tokens, shape.expert_hidden, shape.hidden)
    router = matmul_s(case, tokens, experts, shape.hidden, wide=True)
    has_shared = np.where(np.asarray(shape.shared_experts) > 0, 1.0, 0.0)
    is_narrow = np.where(np.less(shape.expert_hidden, shape.hidden), 2.0, 0.0)
    return (
        grouped[0] * here / practice.expert_rate + has_shared * common[0] + is_narrow * narrow[0] + router,
        grouped[1] * here / practice.expert_rate
        + has_shared * common[1]
        + is_narrow * narrow[1]
        + 2 * router,
    )


def _exchange_s(case: Case, tokens: Real) -> Real:
    """Exposed dispatch and combine of one pass."""
    shape, machine, layout = case.architecture, case.machine, case.layout
    nodes = np.maximum(layout.ep * layout.etp / machine.domain, 1.0)
    reached = np.minimum(crossed_nodes(nodes, shape.active_experts), shape.route_nodes)
    once_a_node = (case.practice.deduplicated > 0) | np.less(shape.route_nodes, shape.active_experts)
    once = exchange_time_s(
        case.practice.exchange_bytes * tokens * shape.expert_hidden * layout.imbalance,
        shape.active_experts,
        layout.ep,
        nodes,
        np.where(once_a_node, reached, shape.active_experts),
        machine.exchange_up_bytes_per_s,
        machine.exchange_out_bytes_per_s,
    )
    return 2 * (once + machine.latency_s) * case.practice.ep_exposed * np.where(layout.ep > 1, 1.0, 0.0)


def expert_block(case: Case) -> tuple[Passes, Pass]:
    """Norm, router, permutation, exchange and experts of one layer, and what is recomputed of it."""
    shape, layout = case.architecture, case.layout
    tokens = tokens_held(case) / layout.tp
    linear = _experts(case, tokens)
    norm = norm_s(case)
    routed = tokens * shape.active_experts * layout.imbalance
    moved = routed * (10 * shape.expert_hidden + 6 * shape.expert_ffn) + 24 * tokens * shape.experts
    permuted = traffic_time_s(case.practice.permutation * moved, case.machine.memory_bytes_per_s)
    cast = traffic_time_s(
        case.machine.cast_bytes * routed * (shape.expert_hidden + shape.expert_ffn),
        case.machine.memory_bytes_per_s,
    )
    zero, slower = 0.0 * tokens, case.practice.expert_software
    moved_s = norm + permuted
    exchange = _exchange_s(case, tokens)
    common = np.where(np.asarray(shape.shared_experts) > 0, 1.0, 0.0)
    gathered = tensor_s(case, overlap=0.0)
    shared = (common * gathered[0], common * gathered[1])
    passes = assembled(
        case,
        [
            (slower * linear[0], slower * linear[1]),
            (zero, zero),
            (slower * moved_s, 2 * slower * moved_s),
            (cast, 2 * cast),
        ],
        case.practice.expert_launch_s,
        [shared, (zero, zero), (exchange, exchange)],
    )
    waits = Pass(
        *(zero if name != "launch_s" else zero + case.practice.routing_sync_s for name in Pass.__slots__)
    )
    passes = (passes[0] + waits, passes[1] + waits)
    activation = traffic_time_s(6 * routed * shape.expert_ffn, case.machine.memory_bytes_per_s)
    redone = Pass(
        layout.recompute_experts * linear[0],
        zero,
        layout.recompute_norm * norm
        + layout.recompute_experts * permuted
        + layout.recompute_activation * activation,
        zero,
        zero,
        zero,
        zero,
        zero,
    )
    return passes, redone
