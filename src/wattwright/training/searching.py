"""Search for the best layout of a named run: `performance.search` with names, counts and reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np

from wattwright.performance.columns import Layout
from wattwright.performance.pipeline import SCHEDULES
from wattwright.performance.search import Candidate, Objective, Outcome, search
from wattwright.performance.space import Offered, blocks, dropped, offered_layouts
from wattwright.performance.step import Step, step
from wattwright.training.checks import Problem, remarks, texts
from wattwright.training.constants import constants as shipped
from wattwright.training.powers import power_of, step_energy_of
from wattwright.training.predicting import checked
from wattwright.training.runs import LAYOUT, Run
from wattwright.training.shortfalls import Shortfall, shortfall
from wattwright.training.tables import case_of

__all__ = ["OBJECTIVES", "Found", "Setting", "searched"]

Row = Mapping[str, float]
Told = Callable[[int, int], None]

OBJECTIVES: Final = ("time", "cost", "energy", "memory")
"""What a search may minimise: step time, its cost (the same order on a given cluster), energy of a step in
all servers, memory in use."""

_RECOMPUTE: Final = "recompute_"
_USUAL_MICRO_BATCH: Final = 8
_USUAL_CP: Final = 32
_SEEN: Final = 0.001
"""Share of the best step time from which a difference is told."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole run with its step time (s), memory of the fullest accelerator (bytes), energy of a step in all
    servers (J), and the seconds that parts of the step take more (or less) than in the best run, largest
    difference first."""

    run: Run
    step_s: float
    memory_bytes: float
    step_energy_j: float
    against: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """The best runs, and what became of all other settings.

    `best` are whole runs, best first; `ranked` says the same with figures, `apart` holds the best setting of
    each parallelism, `pareto` what nothing beats in both step time and memory. `offered` counts all
    combinations of values, `dropped` those that fall out by reason (a rule of `performance.space`, or
    memory), `valid` those that keep the rules (all of them were evaluated), `fitting` those of them that fit
    into memory. `boundless` would be better than the best one and does not fit. Where nothing fits, `best` is
    empty, `smallest` takes the least memory, and `shortfall` says what it lacks and what would fit.
    """

    best: tuple[Run, ...]
    ranked: tuple[Setting, ...]
    apart: tuple[Setting, ...]
    pareto: tuple[Setting, ...]
    offered: int
    dropped: Mapping[str, int]
    valid: int
    fitting: int
    boundless: Setting | None
    smallest: Run | None
    shortfall: Shortfall | None
    remarks: tuple[Problem, ...] = ()

    def reason(self, language: str = "en") -> str:
        """Why nothing was found, in words: what memory lacks, or the rules that every setting breaks."""
        if self.shortfall is not None:
            return self.shortfall.text(language)
        words = texts(language)["dropped"]
        broken = sorted((count, rule) for rule, count in self.dropped.items() if count)
        said = [words[rule] for _, rule in reversed(broken)] or [words["nothing"]]
        return f"{words['no_layout']}: {'; '.join([*said, *(one.text(language) for one in self.remarks)])}"


def searched(
    run: Run,
    constants: Mapping[str, float] | None = None,
    *,
    objective: str = "time",
    keep: int = 16,
    usual: bool = False,
    told: Told | None = None,
) -> Found:
    """The best layouts of `run` by an objective of `OBJECTIVES`; what `run.layout` and `run.recompute` set
    stays.

    `usual` leaves out what is rarely chosen: offload, recompute of single parts, tensor parallelism without
    sequence parallelism, ZeRO 0 and 2, zero-bubble and DualPipe schedules, micro-batches above 8,
    context parallelism above 32. `told` hears how many of how many settings are evaluated. DataError lists
    what makes the run impossible.
    """
    constants = shipped() if constants is None else constants
    checked([run])
    case = case_of(
        [replace(run, layout=dict.fromkeys(("tp", "pp", "cp"), 1.0), recompute={})], constants
    ).first()
    count = int(run.accelerators)
    offered = offered_layouts(case.architecture, case.job, count, run.layout, run.recompute)
    offered = _usual(offered) if usual else offered
    lost = dropped(offered, case.job, count)
    possible = offered.total() - sum(lost.values())
    outcome = search(
        case,
        blocks(offered, case.job, count, run.layout),
        objective=_objective(objective, run, constants),
        keep=keep,
        told=None if told is None else lambda done: told(done, possible),
    )
    return _found(run, constants, outcome, offered.total(), lost)


def _objective(name: str, run: Run, constants: Mapping[str, float]) -> Objective | None:
    """What is minimised; None is the step time."""
    energy_j = step_energy_of(run, constants)
    return {
        "time": None,
        "cost": None,
        "energy": lambda spent, _: energy_j(spent),
        "memory": lambda _, held: held.total_bytes(),
    }[name]


def _found(
    run: Run,
    constants: Mapping[str, float],
    outcome: Outcome,
    offered: int,
    lost: Mapping[str, int],
) -> Found:
    beyond = outcome.boundless
    shown = [*outcome.best, *outcome.apart, *outcome.pareto, *([] if beyond is None else [beyond])]
    settings = _settings(run, shown, constants)
    first, second = len(outcome.best), len(outcome.best) + len(outcome.apart)
    third = second + len(outcome.pareto)
    smallest = None if outcome.smallest is None else _run(run, outcome.smallest)
    unbound = bool(outcome.best) and beyond is not None and beyond.layout != outcome.best[0].layout
    return Found(
        tuple(one.run for one in settings[:first]),
        settings[:first],
        settings[first:second],
        settings[second:third],
        offered,
        {**lost, "memory": outcome.evaluated - outcome.fitting},
        outcome.evaluated,
        outcome.fitting,
        settings[third] if unbound else None,
        smallest,
        None if smallest is None else shortfall(smallest, constants),
        () if outcome.evaluated else remarks(run),
    )


def _settings(run: Run, shown: Sequence[Candidate], constants: Mapping[str, float]) -> tuple[Setting, ...]:
    """Candidates as runs, each with what it costs and what tells it from the first one."""
    if not shown:
        return ()
    runs = [_run(run, one) for one in shown]
    spent = step(case_of(runs, constants))
    energy = power_of(runs, spent, constants).step_energy_j
    parts = {
        name.removesuffix("_s"): np.broadcast_to(getattr(spent, name), (len(runs),)).tolist()
        for name in Step.__slots__
    }
    made = []
    for row, (one, candidate) in enumerate(zip(runs, shown, strict=True)):
        more = {name: column[row] - column[0] for name, column in parts.items()}
        seen = [name for name in more if abs(more[name]) >= _SEEN * shown[0].step_s]
        against = {name: more[name] for name in sorted(seen, key=lambda name: -abs(more[name]))}
        made.append(Setting(one, candidate.step_s, candidate.memory_bytes, float(energy[row]), against))
    return tuple(made)


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
