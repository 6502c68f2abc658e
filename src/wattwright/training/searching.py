"""Search for the best layout of a named run: `performance.search` with names, counts and reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from wattwright.performance.columns import Layout
from wattwright.performance.pipeline import SCHEDULES
from wattwright.performance.search import Candidate, search
from wattwright.performance.space import Offered, blocks, offered_layouts
from wattwright.training.constants import constants as shipped
from wattwright.training.predicting import checked
from wattwright.training.runs import LAYOUT, Run
from wattwright.training.shortfalls import Shortfall, shortfall
from wattwright.training.tables import case_of

__all__ = ["Found", "searched"]

Row = Mapping[str, float]

_RECOMPUTE: Final = "recompute_"
_USUAL_MICRO_BATCH: Final = 8
_USUAL_CP: Final = 32


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
    constants: Mapping[str, float] | None = None,
    *,
    objective: str = "time",
    keep: int = 16,
    usual: bool = False,
    told: Callable[[int], None] | None = None,
) -> Found:
    """The best layouts of `run` by step time or memory; what `run.layout` and `run.recompute` set stays.

    `usual` leaves out what is rarely chosen: offload, recompute of single parts, tensor parallelism without
    sequence parallelism, ZeRO 0 and 2, zero-bubble and DualPipe schedules, micro-batches above 8,
    context parallelism above 32. DataError lists what makes the run impossible.
    """
    constants = shipped() if constants is None else constants
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
    """The offer without what is rarely chosen; an axis that would be left empty stays whole."""

    def kept(rows: Sequence[Row], chosen: Callable[[Row], bool]) -> Sequence[Row]:
        return [row for row in rows if chosen(row)] or rows

    return Offered(
        kept(offered.divisions, _is_usual_division),
        kept(
            offered.recompute, lambda row: row["recompute_full"] > 0 or not any(row[one] for one in _BY_PARTS)
        ),
        kept(offered.pipelines, lambda row: row["schedule"] <= SCHEDULES.index("interleaved")),
        kept(
            offered.states,
            lambda row: row["zero"] in (1, 3) and row["offload_activation"] + row["offload_optimiser"] == 0,
        ),
    )


_BY_PARTS: Final = ("recompute_projection", "recompute_mlp", "recompute_experts")


def _is_usual_division(row: Row) -> bool:
    small = row["micro_batch"] <= _USUAL_MICRO_BATCH and row["cp"] <= _USUAL_CP
    return small and (row["tp"] == 1 or row["sequence_parallel"] > 0)


def _run(run: Run, found: Candidate) -> Run:
    """The run with a found layout."""
    layout = {name: found.layout[name] for name in LAYOUT if name in found.layout}
    parts = {
        field.name.removeprefix(_RECOMPUTE): found.layout[field.name]
        for field in fields(Layout)
        if field.name.startswith(_RECOMPUTE) and found.layout[field.name]
    }
    return replace(run, layout=layout, recompute=parts)
