"""Search for the best layout of a named run: `performance.search` with names, counts and reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from wattwright.performance.columns import Layout
from wattwright.performance.search import Candidate, search
from wattwright.performance.space import Offered, blocks, offered_layouts
from wattwright.training.predicting import checked
from wattwright.training.runs import LAYOUT, Run
from wattwright.training.shortfalls import Shortfall, shortfall
from wattwright.training.tables import case_of

__all__ = ["Found", "searched"]

_RECOMPUTE: Final = "recompute_"


@dataclass(frozen=True, slots=True)
class Found:
    """Whole runs, best first; the Pareto set of step time and memory; and how many settings were looked at.

    `offered` counts all combinations of values, `valid` those that keep the rules of division and schedule
    (all of them were evaluated), `fitting` those of them that fit into memory. Where none fits, `best` is
    empty, `smallest` takes the least memory, and `shortfall` says what it lacks and what would fit.
    """

    best: tuple[Run, ...]
    pareto: tuple[Run, ...]
    step_s: tuple[float, ...]
    memory_bytes: tuple[float, ...]
    offered: int
    valid: int
    fitting: int
    smallest: Run | None
    shortfall: Shortfall | None


def searched(
    run: Run,
    constants: Mapping[str, float],
    *,
    objective: str = "time",
    keep: int = 16,
    usual: bool = False,
    told: Callable[[int], None] | None = None,
) -> Found:
    """The best layouts of `run` by step time or memory; what `run.layout` and `run.recompute` set stays.

    `usual` leaves out what is rarely chosen: offload, recompute of single parts, tensor parallelism without
    sequence parallelism. DataError lists what makes the run impossible.
    """
    checked([run])
    case = case_of(
        [replace(run, layout=dict.fromkeys(("tp", "pp", "cp"), 1.0), recompute={})], constants
    ).first()
    count = int(run.accelerators)
    offered = offered_layouts(case.architecture, case.job, count, run.layout, run.recompute)
    offered = _usual(offered) if usual else offered
    space = blocks(offered, case.job, count, run.layout)
    outcome = search(case, space, objective=objective, keep=keep, told=told)
    shown = (*outcome.best, *outcome.pareto)
    smallest = None if outcome.smallest is None else _run(run, outcome.smallest)
    return Found(
        tuple(_run(run, one) for one in outcome.best),
        tuple(_run(run, one) for one in outcome.pareto),
        tuple(one.step_s for one in shown),
        tuple(one.memory_bytes for one in shown),
        offered.total(),
        outcome.evaluated,
        outcome.fitting,
        smallest,
        None if smallest is None else shortfall(smallest, constants),
    )


def _usual(offered: Offered) -> Offered:
    """The offer without offload, recompute of single parts, and tensor parallelism of whole sequences."""
    parts = [
        row
        for row in offered.recompute
        if row["recompute_full"]
        or not row["recompute_projection"] + row["recompute_mlp"] + row["recompute_experts"]
    ]
    return Offered(
        [row for row in offered.divisions if row["sequence_parallel"] or row["tp"] == 1],
        parts or offered.recompute,
        offered.pipelines,
        [row for row in offered.states if not row["offload_activation"] + row["offload_optimiser"]]
        or offered.states,
    )


def _run(run: Run, found: Candidate) -> Run:
    """The run with a found layout."""
    layout = {name: found.layout[name] for name in LAYOUT if name in found.layout}
    parts = {
        field.name.removeprefix(_RECOMPUTE): found.layout[field.name]
        for field in fields(Layout)
        if field.name.startswith(_RECOMPUTE) and found.layout[field.name]
    }
    return replace(run, layout=layout, recompute=parts)
