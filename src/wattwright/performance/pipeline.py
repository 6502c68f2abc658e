"""Pipelines: how long stages wait, in closed form, and the same schedules replayed step by step.

Closed forms hold for any number of stages and micro-batches at once. `replay` walks one schedule event by
event; a test holds both against each other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real, equation
from wattwright.errors import InfeasibleError

__all__ = [
    "SCHEDULES",
    "dualpipe_wait_s",
    "interleaved_wait_s",
    "pipeline_bubble_fraction",
    "replay",
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
    """
    return (pp - 1) * (forward_s + backward_s) / vpp


@equation(
    symbol=r"t_w",
    latex=r"(p-1)\,(t_f + t_{bi} - t_{bw})",
    source="qi-2024",
    gives="pipeline_wait_s",
)
def zero_bubble_wait_s(pp: Real, forward_s: Real, input_gradient_s: Real, weight_gradient_s: Real) -> Real:
    """Wait under ZB-H1, where weight gradients fill the drain; memory as 1F1B, never below zero."""
    return np.maximum((pp - 1) * (forward_s + input_gradient_s - weight_gradient_s), 0.0)


@equation(
    symbol=r"t_w",
    latex=r"\left(\tfrac{p}{2} - 1\right)(t_{fb} + t_b - 3 t_{bw})",
    source="deepseek-v3",
    gives="pipeline_wait_s",
)
def dualpipe_wait_s(pp: Real, paired_s: Real, backward_s: Real, weight_gradient_s: Real) -> Real:
    """Wait under DualPipe, fed from both ends; `paired_s` is a forward and a backward pass run together.

    Weights are held twice. `pp` is even.
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


def _order_1f1b(stage: int, stages: int, microbatches: int) -> list[tuple[str, int, int]]:
    warm = min(stages - stage - 1, microbatches)
    order = [("F", 0, i) for i in range(warm)]
    for i in range(microbatches - warm):
        order += [("F", 0, warm + i), ("B", 0, i)]
    return order + [("B", 0, i) for i in range(microbatches - warm, microbatches)]


def _order_interleaved(stage: int, stages: int, microbatches: int, chunks: int) -> list[tuple[str, int, int]]:
    """Order of Megatron's interleaved schedule: micro-batches in groups of one per stage, chunk after
    chunk."""
    total = microbatches * chunks

    def unit(index: int, backward: bool) -> tuple[int, int]:
        group, within = divmod(index, stages * chunks)
        chunk, place = divmod(within, stages)
        return (chunks - 1 - chunk if backward else chunk), group * stages + place

    warm = min((stages - stage - 1) * 2 + (chunks - 1) * stages, total)
    order = [("F", *unit(i, False)) for i in range(warm)]
    for i in range(total - warm):
        order += [("F", *unit(warm + i, False)), ("B", *unit(i, True))]
    return order + [("B", *unit(i, True)) for i in range(total - warm, total)]


def replay(
    forward_s: NDArray[np.float64], backward_s: NDArray[np.float64], microbatches: int, send_s: float = 0.0
) -> float:
    """Time of one step of a pipeline, in s, walked event by event.

    `forward_s` and `backward_s` have shape (stages, chunks): the time of each chunk of each stage for one
    micro-batch. With one chunk the schedule is 1F1B, with more Megatron's interleaved one, which needs a
    multiple of `stages` micro-batches (else InfeasibleError). `send_s` lies between a chunk and the next
    one of another stage.
    """
    stages, chunks = forward_s.shape
    if chunks > 1 and microbatches % stages:
        nearest = max(microbatches // stages, 1) * stages
        raise InfeasibleError(
            "this interleaved pipeline cannot be scheduled",
            [f"{microbatches} micro-batches are no multiple of {stages} stages; nearest: {nearest}"],
        )
    orders = [
        _order_1f1b(stage, stages, microbatches)
        if chunks == 1
        else _order_interleaved(stage, stages, microbatches, chunks)
        for stage in range(stages)
    ]
    return _walk(orders, forward_s, backward_s, send_s)


def _walk(
    orders: list[list[tuple[str, int, int]]],
    forward_s: NDArray[np.float64],
    backward_s: NDArray[np.float64],
    send_s: float,
) -> float:
    """End of the last task when every stage works through its order and waits for what it needs."""
    stages, chunks = forward_s.shape
    done: dict[tuple[str, int, int, int], float] = {}
    clock, place = [0.0] * stages, [0] * stages
    left = sum(len(order) for order in orders)
    while left:
        moved = False
        for stage, order in enumerate(orders):
            while place[stage] < len(order):
                kind, chunk, batch = order[place[stage]]
                ready = _ready(done, (kind, stage, chunk, batch), (stages, chunks), send_s)
                if ready is None:
                    break
                spent = (forward_s if kind == "F" else backward_s)[stage, chunk]
                clock[stage] = max(clock[stage], ready) + float(spent)
                done[kind, stage, chunk, batch] = clock[stage]
                place[stage] += 1
                left -= 1
                moved = True
        if not moved:
            raise InfeasibleError("this pipeline waits for itself", ["its orders form a circle"])
    return max(clock)


def _ready(
    done: dict[tuple[str, int, int, int], float],
    task: tuple[str, int, int, int],
    size: tuple[int, int],
    send_s: float,
) -> float | None:
    """When the input of a task is there; None while it is not made yet."""
    kind, stage, chunk, batch = task
    stages, chunks = size
    step = 1 if kind == "F" else -1
    position = chunk * stages + stage - step
    if kind == "F" and position < 0:
        return 0.0
    if kind == "B" and position == stages * chunks:
        return done.get(("F", stage, chunk, batch))
    before = done.get((kind, position % stages, position // stages, batch))
    return None if before is None else before + (send_s if stages > 1 else 0.0)
