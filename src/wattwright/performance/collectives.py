"""Time of collectives over a scale-up domain and a network, and how much of it computing hides."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

__all__ = [
    "crossed_nodes",
    "exchange_time_s",
    "exposed_time_s",
    "group_bytes_per_s",
    "linked_time_s",
    "outward_bytes_per_s",
    "ring_time_s",
]


@equation(symbol=r"B_g", latex=r"\min(B_u,\ B_o\,g_n)", source="own-derivation")
def group_bytes_per_s(
    span: Real, members_per_node: Real, domain: Real, scale_up_bytes_per_s: Real, scale_out_bytes_per_s: Real
) -> Real:
    """Ring bandwidth of one member of a group that spans `span` neighbouring accelerators.

    Inside the scale-up domain the ring runs on it. Across domains every member in a domain brings its own
    network port, so a group with more members in each node is faster, up to the scale-up rate.

    >>> print(group_bytes_per_s(64, 8, 8, 450e9, 50e9), group_bytes_per_s(8, 8, 8, 450e9, 50e9))
    400000000000.0 450000000000.0
    """
    across = np.minimum(scale_out_bytes_per_s * np.maximum(members_per_node, 1.0), scale_up_bytes_per_s)
    return np.where(np.less_equal(span, domain), scale_up_bytes_per_s, across)


@equation(symbol=r"B_o'", latex=r"B_o / \varsigma", source="own-derivation", gives="scale_out_bytes_per_s")
def outward_bytes_per_s(span: Real, pod: Real, scale_out_bytes_per_s: Real, oversubscription: Real) -> Real:
    """Network rate of one accelerator in a group of `span`: less where it leaves a pod of the network.

    >>> print(outward_bytes_per_s(4096, 1024, 50e9, 4.0), outward_bytes_per_s(512, 1024, 50e9, 4.0))
    12500000000.0 50000000000.0
    """
    leaves = np.greater(pod, 0) & np.greater(span, pod)
    return scale_out_bytes_per_s / np.where(leaves, oversubscription, 1.0)


@equation(symbol=r"t_c", latex=r"\frac{2\,V\,(b-1)}{b\,B_c} + 2\,(b-1)\,\ell_c", source="thakur-2005")
def linked_time_s(message_bytes: Real, buildings: Real, link_bytes_per_s: Real, link_latency_s: Real) -> Real:
    """An all-reduce of one whole copy of `message_bytes` a building, over the links between buildings.

    Inside the buildings it has been summed up already; nothing where there is one building.

    >>> print(linked_time_s(810e9, 2, 1e12, 1e-4))
    0.8102
    """
    many = np.greater(buildings, 1)
    crossing = 2 * message_bytes * (buildings - 1) / (buildings * np.where(many, link_bytes_per_s, 1.0))
    return np.where(many, crossing + 2 * (buildings - 1) * link_latency_s, 0.0)


@equation(symbol=r"t_r", latex=r"\frac{V\,(n-1)}{n\,B_g} + \ell", source="thakur-2005")
def ring_time_s(message_bytes: Real, members: Real, group_bytes_per_s: Real, latency_s: Real) -> Real:
    """One pass of a ring: all-gather or reduce-scatter of a whole of `message_bytes`; an all-reduce takes
    two.

    >>> float(ring_time_s(8e9, 1, 100e9, 1e-5))
    0.0
    """
    crossing = message_bytes * (members - 1) / (members * group_bytes_per_s) + latency_s
    return np.where(np.greater(members, 1), crossing, 0.0) + 0.0


@equation(symbol=r"\nu", latex=r"n\left(1 - (1 - 1/n)^k\right)", source="own-derivation")
def crossed_nodes(nodes: Real, active_experts: Real) -> Real:
    """Nodes that one token reaches when its experts lie on `nodes` nodes (one or more) at random.

    >>> print(crossed_nodes(8, 8).round(2), crossed_nodes(1, 8))
    5.25 1.0
    """
    return nodes * (1 - np.maximum(1 - 1 / nodes, 0.0) ** active_experts)


@equation(
    symbol=r"t_e",
    latex=r"\frac{V k (n_e - 1)}{n_e B_u} + \frac{V \nu (1 - 1/n)}{B_o} + 2\ell",
    source="deepep-2025",
)
def exchange_time_s(
    message_bytes: Real,
    active_experts: Real,
    ep: Real,
    nodes: Real,
    reached_nodes: Real,
    up_bytes_per_s: Real,
    out_bytes_per_s: Real,
) -> Real:
    """One dispatch or combine of tokens among experts, each token sent once to every node it needs.

    `message_bytes` is one copy of the tokens of one accelerator; inside a node they go to all their experts.

    >>> round(float(exchange_time_s(58.7e6, 8, 64, 8, 4.0, 250e9, 45e9)) * 1e3, 2)
    6.41
    """
    inside = message_bytes * active_experts * (ep - 1) / (ep * up_bytes_per_s)
    across = message_bytes * reached_nodes * (1 - 1 / nodes) / out_bytes_per_s
    return inside + across


@equation(symbol=r"t_x", latex=r"\max\left(t(1 - \omega),\ t - \omega\,t_w\right)", source="own-derivation")
def exposed_time_s(traffic_s: Real, overlap: Real, window_s: Real) -> Real:
    """Traffic that computing does not hide: what is never overlapped, or what outlasts the window.

    >>> print(exposed_time_s(10.0, 0.75, 20.0), exposed_time_s(10.0, 1.0, 4.0))
    2.5 6.0
    """
    return np.maximum(traffic_s * (1 - overlap), traffic_s - overlap * window_s) + 0.0
