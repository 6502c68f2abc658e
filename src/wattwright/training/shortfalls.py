"""Why a run does not fit into memory, and the nearest setting that does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.performance.memory import Memory, memory
from wattwright.performance.step import step
from wattwright.training.checks import Problem, problems, remarks, texts
from wattwright.training.frameworks import defaults
from wattwright.training.runs import Run
from wattwright.training.tables import case_of

__all__ = ["Shortfall", "shortfall"]

_GIB: Final = 2.0**30
_GROWTH: Final = (1, 2, 4, 8, 16, 32, 64)
"""Times as many accelerators that are tried, fewest first."""

_MULTIPLIED: Final = ("tp", "pp", "cp", "ep")
_TIMES: Final = (2, 4, 8, 16)
_RECOMPUTE: Final[tuple[dict[str, float], ...]] = (
    {"attention": 1.0},
    {"norm": 1.0, "activation": 1.0},
    {"mlp": 1.0},
    {"experts": 1.0},
    *({"full": n / 4} for n in range(1, 5)),
)
_SET: Final = (
    ("zero", 1.0),
    ("zero", 2.0),
    ("zero", 3.0),
    ("sequence_parallel", 1.0),
    ("vpp", 1.0),
)
_OFFLOADED: Final = (("offload_activation", 0.5), ("offload_activation", 1.0), ("offload_optimiser", 1.0))

Changes = tuple[str, ...]
Rules = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A run that needs more memory than its accelerator has.

    `largest` is the part that holds most (a key of `parts` in `data/texts/setups.*.yaml`), `fitting` the
    nearest run that fits with the `changes` that lead to it and its time over the original one's, None where
    none was found on up to `tried` accelerators.
    """

    needed_bytes: float
    capacity_bytes: float
    largest: str
    largest_bytes: float
    fitting: Run | None
    changes: Changes
    fitting_bytes: float
    time_ratio: float
    tried: float

    def problems(self, language: str = "en") -> tuple[Problem, Problem]:
        """What is missing, and what helps; part names in `language`."""
        part = texts(language)["parts"][self.largest]
        lack = Problem(
            "memory",
            {
                "needed": _gib(self.needed_bytes),
                "capacity": _gib(self.capacity_bytes),
                "part": part,
                "part_size": _gib(self.largest_bytes),
            },
        )
        if self.fitting is None:
            return lack, Problem("memory_never", {"accelerators": f"{self.tried:.0f}"})
        return lack, Problem(
            "memory_nearest",
            {
                "changes": ", ".join(self.changes),
                "needed": _gib(self.fitting_bytes),
                "slower": f"{100 * (self.time_ratio - 1):+.0f} %",
            },
        )

    def text(self, language: str = "en") -> str:
        """The reason and the nearest fitting setting in words, German for "de", else English."""
        return "; ".join(one.text(language) for one in self.problems(language))


def shortfall(run: Run, constants: Mapping[str, float]) -> Shortfall | None:
    """Why `run`, with a whole layout, does not fit; None where it does.

    The nearest fitting setting needs the fewest accelerators, of those no offloading where that is enough,
    then the fewest changes (at most two), and of those the least time.
    """
    held, seconds = _judged([run], constants)
    needed, capacity = (float(np.ravel(size)[0]) for size in (held.total_bytes(), held.capacity_bytes))
    if needed <= capacity:
        return None
    parts = {name: float(np.ravel(getattr(held, name))[0]) for name in Memory.__slots__[:-1]}
    largest = max(parts, key=lambda name: parts[name])
    found = _nearest(run, constants)
    fitting, changes, size, time_s = found or (None, (), 0.0, 0.0)
    return Shortfall(
        needed,
        capacity,
        largest.removesuffix("_bytes"),
        parts[largest],
        fitting,
        changes,
        size,
        time_s / float(seconds[0]),
        run.accelerators * _GROWTH[-1],
    )


def _gib(size: float) -> str:
    return f"{size / _GIB:.1f}"


def _judged(runs: Sequence[Run], constants: Mapping[str, float]) -> tuple[Memory, NDArray[np.float64]]:
    """Memory and step time (s) of runs with whole layouts."""
    case = case_of(runs, constants)
    return memory(case), np.broadcast_to(step(case).total_s(), (len(runs),))


def _nearest(run: Run, constants: Mapping[str, float]) -> tuple[Run, Changes, float, float] | None:
    """The nearest run that fits, its changes, memory (bytes) and step time (s)."""
    for times in _GROWTH:
        grown = replace(run, accelerators=run.accelerators * times)
        said: Changes = () if times == 1 else (f"accelerators={grown.accelerators:.0f}",)
        for rules in (_SET, (*_SET, *_OFFLOADED)):
            once = [(one, (*said, *new)) for one, new in _changed(grown, rules)]
            if best := _fastest([*([(grown, said)] if said else []), *once], constants):
                return best
            twice = [(other, (*old, *new)) for one, old in once for other, new in _changed(one, rules)]
            if best := _fastest(twice, constants):
                return best
    return None


def _fastest(
    offered: Sequence[tuple[Run, Changes]], constants: Mapping[str, float]
) -> tuple[Run, Changes, float, float] | None:
    """Of the offered runs that fit the fastest."""
    if not offered:
        return None
    held, seconds = _judged([run for run, _ in offered], constants)
    needed = np.asarray(held.total_bytes())
    order = np.where(needed <= held.capacity_bytes, seconds, np.inf)
    best = int(np.argmin(order))
    if not np.isfinite(order[best]):
        return None
    return (*offered[best], float(needed[best]), float(seconds[best]))


def _changed(run: Run, rules: Rules) -> Iterator[tuple[Run, Changes]]:
    """Possible runs one change away, with the change in words."""
    for name, value in _settings(run, rules):
        changed = replace(run, layout={**run.layout, name: value})
        if run.layout.get(name, 0.0) != value and not problems(changed) and not remarks(changed):
            yield changed, (f"{name}={value:g}",)
    if not run.recompute:
        for parts in _RECOMPUTE:
            words = "+".join(name if share == 1 else f"{name}:{share:g}" for name, share in parts.items())
            yield replace(run, recompute=parts), (f"recompute={words}",)


def _settings(run: Run, rules: Rules) -> Iterator[tuple[str, float]]:
    """Fields of the layout and values that save memory."""
    layout = run.layout
    yield from ((name, value) for name, value in rules if value >= layout.get(name, 0.0) or name == "vpp")
    if layout.get("micro_batch", 1.0) > 1:
        yield from (("micro_batch", value) for value in (layout["micro_batch"] // 2, 1.0))
    whole = not defaults(run.family)["sequence_parallel"] or layout.get("sequence_parallel", 0.0) > 0
    names = _MULTIPLIED if whole else _MULTIPLIED[1:]
    yield from ((name, times * layout.get(name, 1.0)) for name in names for times in _TIMES)
