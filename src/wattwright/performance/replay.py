"""Pipeline schedules walked task by task: exact for one layout, where the closed forms hold for millions.

Chunks of layers lie along a route; stage `i` of `pp` holds every `pp`-th one. DualPipe has two routes, one
from each end. A schedule gives every stage the order of its tasks; a task starts when its stage is free and
its input has arrived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wattwright.errors import InfeasibleError
from wattwright.performance.columns import Case
from wattwright.performance.pipeline import SCHEDULES
from wattwright.performance.step import WEIGHT_GRADIENT_SHARE, Work, layer_work

__all__ = ["ChunkWork", "chunk_work", "dealt_layers", "replay", "replayed_wait_s"]

Array = NDArray[np.float64]
Task = tuple[str, int, int, int]
"""Kind, route, place along the route, micro-batch. F: forward, B: input gradient, W: weight gradient."""

Order = list[tuple[Task, ...]]
"""What a stage does one after the other; tasks in one entry run together."""


@dataclass(frozen=True, slots=True)
class ChunkWork:
    """Seconds of one micro-batch in every chunk, along the route: shape (stages · chunks per stage,).

    A backward pass is the gradient of the input and that of the weights; `paired_share` is the time of a
    forward and a backward pass run together, over the sum of both (DualPipe).
    """

    forward_s: Array
    input_gradient_s: Array
    weight_gradient_s: Array
    paired_share: float = 1.0


def replay(
    work: ChunkWork, stages: int, microbatches: int, schedule: str = "1f1b", send_s: float = 0.0
) -> float:
    """Time of one step of a pipeline in s, from the first task to the end of the last one.

    `schedule` is one of `pipeline.SCHEDULES`; `send_s` lies between a chunk and the next one of another
    stage. 1F1B with several chunks a stage is interleaved. InfeasibleError where a schedule does not exist:
    DualPipe for odd stages or with fewer than two micro-batches a stage, interleaved chunks for micro-batches
    that are no multiple of the stages.
    """
    return _walked(work, stages, microbatches, schedule, send_s)


def replayed_wait_s(case: Case, work: Work | None = None) -> float:
    """Time in s that a mean stage waits in one step of `case`, which has one row: what `Step.bubble_s` says
    in closed form, from its schedule walked task by task. Sends are not in it."""
    layout = case.layout
    pp, schedule = round(float(np.ravel(layout.pp)[0])), round(float(np.ravel(layout.schedule)[0]))
    if pp == 1:
        return 0.0
    samples = case.job.global_batch / (layout.dp * layout.micro_batch)
    microbatches = max(round(float(np.ravel(samples)[0])), 1)
    chunks = chunk_work(case, layer_work(case) if work is None else work)
    each = chunks.forward_s + chunks.input_gradient_s + chunks.weight_gradient_s
    return replay(chunks, pp, microbatches, SCHEDULES[schedule]) - microbatches * float(each.sum()) / pp


def chunk_work(case: Case, work: Work) -> ChunkWork:
    """Work of one micro-batch in every chunk of a case with one row; the last chunk makes the logits."""

    def seconds(value: object) -> float:
        return float(np.ravel(np.asarray(value) * case.practice.software)[0])

    layers, pp, vpp = (
        round(float(np.ravel(value)[0]))
        for value in (case.architecture.layers, case.layout.pp, case.layout.vpp)
    )
    share = dealt_layers(layers, pp, max(vpp, 1)) / layers
    output = np.zeros(len(share))
    output[-1] = seconds(work.logits_s) / 3
    backward, redone = seconds(work.backward.total_s()), seconds(work.recomputed.total_s())
    weight = WEIGHT_GRADIENT_SHARE * backward
    return ChunkWork(
        seconds(work.forward.total_s()) * share + output,
        (backward - weight + redone) * share + output,
        weight * share + output,
    )


def dealt_layers(layers: int, pp: int, vpp: int) -> Array:
    """Layers of every chunk along the route, dealt as `pipeline.stage_layers` says; shape (pp · vpp,).

    >>> dealt_layers(126, 16, 4)[[0, 1, -1]], dealt_layers(80, 6, 1)
    (array([1., 2., 1.]), array([14., 14., 14., 14., 14., 10.]))
    """
    chunks = pp * vpp
    counted = layers % chunks != 0 and (layers + 2) % chunks == 0
    each = -(-(layers + 2 * counted) // chunks)
    dealt = np.clip(layers + counted - each * np.arange(chunks), 0, each).astype(np.float64)
    dealt[0] -= counted
    return dealt


def _walked(work: ChunkWork, stages: int, microbatches: int, schedule: str, send_s: float) -> float:
    chunks = len(work.forward_s) // stages
    if schedule == "dualpipe":
        orders = [_dualpipe(stage, stages, microbatches) for stage in range(stages)]
    elif schedule == "zero-bubble":
        orders = [_zero_bubble(stage, stages, microbatches) for stage in range(stages)]
    elif schedule in SCHEDULES:
        orders = [_interleaved(stage, stages, microbatches, chunks) for stage in range(stages)]
    else:
        raise InfeasibleError("no such schedule", [f"{schedule!r}; known: {', '.join(SCHEDULES)}"])
    return _walk(orders, work, stages, send_s)


def _interleaved(stage: int, stages: int, microbatches: int, chunks: int) -> Order:
    """1F1B, with several chunks Megatron's interleaved order: micro-batches in groups of one per stage, each
    group chunk after chunk."""
    if chunks > 1 and microbatches % stages:
        near = f"{microbatches // stages * stages or stages} or {-(-microbatches // stages) * stages}"
        raise InfeasibleError(
            "interleaved chunks cannot be scheduled",
            [f"{microbatches} micro-batches are no multiple of {stages} stages; nearest: {near}"],
        )

    def places(*, backward: bool) -> Iterator[tuple[int, int]]:
        for first in range(0, microbatches, stages):
            for chunk in range(chunks):
                place = (chunks - 1 - chunk if backward else chunk) * stages + stage
                yield from ((place, one) for one in range(first, min(first + stages, microbatches)))

    forward: Order = [(("F", 0, *place),) for place in places(backward=False)]
    backward: Order = [(("B", 0, *place), ("W", 0, *place)) for place in places(backward=True)]
    ahead = stages - stage - 1 if chunks == 1 else 2 * (stages - stage - 1) + (chunks - 1) * stages
    ahead = min(ahead, len(forward))
    middle = [one for pair in zip(forward[ahead:], backward, strict=False) for one in pair]
    return forward[:ahead] + middle + backward[len(forward) - ahead :]


def _zero_bubble(stage: int, stages: int, microbatches: int) -> Order:
    """ZB-H1: as 1F1B, but weight gradients wait for as many micro-batches as stages lie before this one."""
    ahead = min(stages - stage, microbatches)
    order: Order = [(("F", 0, stage, one),) for one in range(ahead)]
    for one in range(microbatches):
        order.append((("B", 0, stage, one),))
        if one >= stage:
            order.append((("W", 0, stage, one - stage),))
        if ahead + one < microbatches:
            order.append((("F", 0, stage, ahead + one),))
    return order + [(("W", 0, stage, one),) for one in range(max(microbatches - stage, 0), microbatches)]


class _Counter:
    """Hands out the next micro-batch of each kind and route of one stage."""

    def __init__(self, stage: int, stages: int) -> None:
        self.place = (stage, stages - 1 - stage)
        self.near = 0 if stage < stages // 2 else 1
        self.next: dict[tuple[str, int], int] = {}
        self.waiting: list[tuple[int, int, int]] = []

    def one(self, kind: str, side: int) -> Task:
        """The next task of a kind; side 0 is the route that begins nearer to this stage."""
        route = side ^ self.near
        batch = self.next.get((kind, route), 0)
        self.next[kind, route] = batch + 1
        return kind, route, self.place[route], batch

    def back(self, side: int, *, delayed: bool = False) -> tuple[Task, ...]:
        """A backward pass, whole or with its weight gradient put off."""
        task = self.one("B", side)
        if delayed:
            self.waiting.append(task[1:])
            return (task,)
        return task, ("W", *task[1:])

    def late(self) -> tuple[Task, ...]:
        """The weight gradient that has waited longest."""
        return (("W", *self.waiting.pop(0)),)


def _dualpipe(stage: int, stages: int, microbatches: int) -> Order:
    """DualPipe: half of the micro-batches from each end, forward and backward passes of both run together."""
    if stages % 2 or microbatches % 2 or microbatches < 2 * stages:
        nearest = f"{2 * max(stages, (microbatches + 1) // 2)} on {stages + stages % 2} stages"
        raise InfeasibleError(
            "DualPipe cannot be scheduled",
            [
                f"{microbatches} micro-batches on {stages} stages; it needs even numbers of both and two "
                f"micro-batches a stage or more; nearest: {nearest}"
            ],
        )
    half, inner = stages // 2, min(stage, stages - 1 - stage)
    outer = half - inner - 1
    count = _Counter(stage, stages)
    order: Order = [(count.one("F", 0),) for _ in range(2 * outer)]
    for _ in range(inner + 1):
        order += [(count.one("F", 0),), (count.one("F", 1),)]
    for _ in range(outer):
        order += [count.back(1, delayed=True), count.late(), (count.one("F", 1),)]
    for _ in range(microbatches // 2 - stages + inner + 1):
        order += [(count.one("F", 0), *count.back(1)), (count.one("F", 1), *count.back(0))]
    for _ in range(outer):
        order += [count.back(1), (count.one("F", 1), *count.back(0))]
    for done in range(inner + 1):
        delayed = done > inner // 2
        order += [count.back(1, delayed=delayed), count.back(0, delayed=delayed)]
    for _ in range(outer):
        order += [*([count.late()] if count.waiting else []), count.back(0, delayed=True)]
    while count.waiting:
        order.append(count.late())
    return order


def _walk(orders: list[Order], work: ChunkWork, stages: int, send_s: float) -> float:
    """End of the last task when every stage works through its order and waits for what it needs."""
    seconds = {
        "F": work.forward_s.tolist(),
        "B": work.input_gradient_s.tolist(),
        "W": work.weight_gradient_s.tolist(),
    }
    last = len(work.forward_s) - 1
    between = send_s if stages > 1 else 0.0
    done: dict[Task | None, float] = {None: 0.0}
    steps = [[_step(tasks, seconds, last, between, work.paired_share) for tasks in order] for order in orders]
    clock, position = [0.0] * stages, [0] * stages
    moved = True
    while moved:
        moved = False
        for stage, order in enumerate(steps):
            now, at = clock[stage], position[stage]
            for one, first, other, second, length, made in order[at:]:
                if one not in done or other not in done:
                    break
                now = max(now, done[one] + first, done[other] + second) + length
                for task in made:
                    done[task] = now
                at += 1
            moved = moved or at > position[stage]
            clock[stage], position[stage] = now, at
    if any(at < len(order) for at, order in zip(position, orders, strict=True)):
        raise InfeasibleError("this pipeline waits for itself", ["its orders form a circle"])
    return max(clock)


Step = tuple[Task | None, float, Task | None, float, float, tuple[Task, ...]]
"""Two inputs, each with the time until it has arrived, the length, and what others wait for."""


def _step(
    tasks: tuple[Task, ...], seconds: dict[str, list[float]], last: int, send_s: float, paired_share: float
) -> Step:
    """What an entry of an order needs, takes, and gives."""
    inputs = [_input(task, last, send_s) for task in tasks if task[0] != "W"]
    length = sum(seconds[kind][place] for kind, _, place, _ in tasks)
    if len(inputs) > 1:
        length *= paired_share
    (one, first), (other, second) = (*inputs, (None, 0.0), (None, 0.0))[:2]
    return one, first, other, second, length, tuple(task for task in tasks if task[0] != "W")


def _input(task: Task, last: int, send_s: float) -> tuple[Task | None, float]:
    """The task that a forward or backward pass waits for, and how long its result travels."""
    kind, route, place, batch = task
    if kind == "F":
        return (("F", route, place - 1, batch), send_s) if place else (None, 0.0)
    return (("F", route, place, batch), 0.0) if place == last else (("B", route, place + 1, batch), send_s)
