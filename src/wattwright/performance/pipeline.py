"""Pipelines: how layers are dealt to stages, and how long stages wait, in closed form.

Closed forms hold for any number of stages and micro-batches at once. `replay` walks one schedule task by
task; a test holds both against each other.
"""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

__all__ = [
    "SCHEDULES",
    "dualpipe_wait_s",
    "interleaved_wait_s",
    "pipeline_bubble_fraction",
    "stage_layers",
    "zero_bubble_wait_s",
]

SCHEDULES = ("1f1b", "interleaved", "zero-bubble", "dualpipe")


@equation(
    symbol=r"\beta",
    latex=r"\frac{p-1}{v\,m + p - 1}",
    source="narayanan-2021",
)
def pipeline_bubble_fraction(pp: Real, microbatches: Real, vpp: Real) -> Real:
    """Share of a step in which a stage waits under the interleaved 1F1B schedule with equal stages.

    >>> pipeline_bubble_fraction(8, 32, 1)
    0.1794871794871795
    """
    return (pp - 1) / (vpp * microbatches + pp - 1)


@equation(
    symbol=r"t_w",
    latex=r"\frac{(p-1)(t_f + t_b)}{v}",
    source="narayanan-2021",
    gives="pipeline_wait_s",
)
def interleaved_wait_s(pp: Real, vpp: Real, forward_s: Real, backward_s: Real) -> Real:
    """Wait of a stage while the pipeline fills and drains; plain 1F1B with one chunk.

    `forward_s` and `backward_s` are those of all chunks of one stage for one micro-batch.

    >>> interleaved_wait_s(8, 2, 1.0, 2.0)
    10.5
    """
    return (pp - 1) * (forward_s + backward_s) / vpp


@equation(
    symbol=r"t_w",
    latex=r"(p-1)\,(t_f + t_{bi} - t_{bw})",
    source="qi-2024",
    gives="pipeline_wait_s",
)
def zero_bubble_wait_s(pp: Real, forward_s: Real, input_gradient_s: Real, weight_gradient_s: Real) -> Real:
    """Wait under ZB-H1, where weight gradients fill the drain; memory as 1F1B, never below zero.

    >>> print(zero_bubble_wait_s(8, 1.0, 1.0, 0.5))
    10.5
    """
    return np.maximum((pp - 1) * (forward_s + input_gradient_s - weight_gradient_s), 0.0)


@equation(
    symbol=r"t_w",
    latex=r"\left(\frac{p}{2} - 1\right)(t_{fb} + t_b - 3 t_{bw})",
    source="deepseek-v3",
    gives="pipeline_wait_s",
)
def dualpipe_wait_s(pp: Real, paired_s: Real, backward_s: Real, weight_gradient_s: Real) -> Real:
    """Wait under DualPipe, fed from both ends; `paired_s` is a forward and a backward pass run together.

    Weights are held twice. `pp` is even.

    >>> print(dualpipe_wait_s(8, 3.0, 2.0, 0.5))
    10.5
    """
    return np.maximum((pp / 2 - 1) * (paired_s + backward_s - 3 * weight_gradient_s), 0.0)


def stage_layers(layers: Real, pp: Real, vpp: Real) -> tuple[Real, Real]:
    """Layers of the fullest stage and of the last one, dealt in whole chunks.

    Where they do not divide but two more would, embedding and output count as a layer each; else the last
    stage holds the rest beside the output layer.

    >>> [float(one) for one in stage_layers(126, 16, 8)], [float(one) for one in stage_layers(80, 6, 1)]
    ([8.0, 7.0], [14.0, 10.0])
    """
    chunks = pp * vpp
    ragged = np.mod(layers, chunks) != 0
    counted = ragged & (np.mod(layers + 2, chunks) == 0)
    per_chunk = np.ceil(np.where(counted, layers + 2, layers) / chunks)
    inner = per_chunk * vpp
    rest = np.maximum(layers - (chunks - 1) * per_chunk, 0) + (vpp - 1) * per_chunk
    last = np.where(counted, inner - 1, np.where(ragged, rest, inner))
    return np.minimum(inner, layers), np.minimum(last, layers)
