"""Time of one kernel: matmul, attention, memory traffic, and the launch floor below which none gets."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

__all__ = [
    "attention_time_s",
    "floored_time_s",
    "matmul_compute_time_s",
    "matmul_memory_time_s",
    "traffic_time_s",
]


@equation(
    symbol=r"t_c",
    latex=r"\frac{2\,(m + m_0)(n + n_0)(k + k_0)}{F_m}",
    source="own-fit-training",
    gives="matmul_time_s",
)
def matmul_compute_time_s(
    rows: Real,
    columns: Real,
    depth: Real,
    matmul_flop_per_s: Real,
    tile_rows: Real,
    tile_columns: Real,
    tile_depth: Real,
) -> Real:
    """Time of an m × k by k × n product on the matrix units; each dimension carries a fixed overhead.

    The overheads stand for ragged tiles, waves that do not fill, and the fill of the reduction. Fitted on
    measured kernels of eight chips with 128 to 16,384 rows; below 64 rows the memory bound rules.

    >>> round(matmul_compute_time_s(8192, 8192, 8192, 600e12, 60, 80, 150) * 1e3, 3)
    1.898
    """
    return 2 * (rows + tile_rows) * (columns + tile_columns) * (depth + tile_depth) / matmul_flop_per_s


@equation(
    symbol=r"t_b",
    latex=r"\frac{b\,(m k + k n) + 2 m n}{B}",
    source="williams-2009",
    gives="matmul_time_s",
)
def matmul_memory_time_s(
    rows: Real, columns: Real, depth: Real, operand_bytes: Real, memory_bytes_per_s: Real
) -> Real:
    """Time to read both operands once and to write the product in 16 bits.

    >>> round(matmul_memory_time_s(64, 8192, 8192, 2, 2.7e12) * 1e6, 1)
    50.5
    """
    moved = operand_bytes * (rows * depth + depth * columns) + 2 * rows * columns
    return moved / memory_bytes_per_s


@equation(
    symbol=r"t_a",
    latex=r"\frac{b\,a\,s\,w\,(d_k + d_v)}{F_a}",
    source="dao-2023",
)
def attention_time_s(
    sequences: Real, heads: Real, seq_len: Real, window: Real, head_dims: Real, attention_flop_per_s: Real
) -> Real:
    """Forward time of fused causal attention: half of the scores of a full square, or a band of `window`.

    `head_dims` is the sum of the key and the value dimension of a head. A window of `seq_len` is plain causal
    attention; shorter ones keep the band, whose start is cut off.

    >>> round(attention_time_s(1, 64, 8192, 8192, 256, 300e12) * 1e3, 3)
    3.665
    """
    scores = seq_len * window - window * window / 2
    return 2 * sequences * heads * scores * head_dims / attention_flop_per_s


@equation(symbol=r"t_m", latex=r"\frac{V}{B}", source="own-derivation")
def traffic_time_s(traffic_bytes: Real, memory_bytes_per_s: Real) -> Real:
    """Time of work that memory bounds: norms, residuals, activations, casts.

    >>> traffic_time_s(2.7e9, 2.7e12)
    0.001
    """
    return traffic_bytes / memory_bytes_per_s


@equation(symbol=r"t", latex=r"\left(t_k^4 + t_l^4\right)^{1/4}", source="own-derivation")
def floored_time_s(kernel_time_s: Real, launch_time_s: Real) -> Real:
    """Time of a block whose kernels the host launches one by one: the slower of both, rounded where they
    meet.

    >>> print(floored_time_s(3.0, 0.0).round(6), floored_time_s(1.0, 4.0).round(3))
    3.0 4.004
    """
    return np.sqrt(np.sqrt(kernel_time_s**4 + launch_time_s**4))
