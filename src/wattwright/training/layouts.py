"""Filling what a run leaves open: every setting that its family would take, and of those that fit the
fastest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

import numpy as np

from wattwright.performance.memory import memory
from wattwright.performance.step import step
from wattwright.training.frameworks import defaults
from wattwright.training.machines import accelerator_facts
from wattwright.training.runs import Run
from wattwright.training.tables import case_of

__all__ = ["FILLED_SHARE", "candidates", "completed"]

FILLED_SHARE: Final = 1.03
"""Share of the memory that a completed run may fill."""

_RECOMPUTE: Final[dict[str, list[dict[str, float]]]] = {
    "fit": [{}, {"norm": 1, "activation": 1}, *({"full": n / 8} for n in range(1, 9))],
    "full": [{"full": 1}],
    "dots": [{"norm": 1, "attention": 1, "activation": 1, "full": n / 8} for n in range(9)],
    "selective": [{"attention": 1}, {"full": 1}],
}
_LONG: Final = 32_768


def completed(
    runs: Sequence[Run], constants: Mapping[str, float], *, filled: float = FILLED_SHARE
) -> list[Run]:
    """`runs` with whole layouts: of the candidates of each the fastest that takes at most `filled` of the
    memory, else the smallest."""
    offered = [list(candidates(run)) for run in runs]
    flat = [one for many in offered for one in many]
    case = case_of(flat, constants)
    seconds = np.broadcast_to(step(case).total_s(), (len(flat),))
    held = np.broadcast_to(memory(case).total_bytes() / case.machine.memory_bytes, (len(flat),))
    order = np.where(held <= filled, seconds, 1e9 * held)
    chosen, first = [], 0
    for many in offered:
        best = int(np.argmin(order[first : first + len(many)]))
        chosen.append(many[best])
        first += len(many)
    return chosen


def candidates(run: Run) -> Iterator[Run]:
    """Complete versions of `run`: fields that it sets stay, open ones take every usual value that divides."""
    usual = defaults(run.family)
    base = {"zero": float(usual["zero"]), "etp": 1.0, **run.layout}
    base.setdefault("shards", _slice(run, base))
    parts = [run.recompute] if run.recompute is not None else _RECOMPUTE[str(usual["recompute"])]
    for layout in _layouts(run, base, interleaved=bool(usual["interleaved"])):
        divided = {
            "sequence_parallel": float(layout["tp"] > 1 and bool(usual["sequence_parallel"])),
            **layout,
        }
        for part in parts:
            yield replace(run, layout=divided, recompute=part)


def _layouts(run: Run, base: Mapping[str, float], *, interleaved: bool) -> Iterator[dict[str, float]]:
    found = False
    for tp, pp, cp in product(_tp(run, base), _pp(run, base), _cp(run, base)):
        dp = run.accelerators / (tp * pp * cp)
        if dp < 1 or dp != int(dp):
            continue
        for batch, ep in product(_micro_batches(run, base, dp), _ep(run, base, dp)):
            for vpp in _vpp(run, base, pp, dp * batch, interleaved=interleaved):
                found = True
                yield {**base, "tp": tp, "pp": pp, "cp": cp, "ep": ep, "micro_batch": batch, "vpp": vpp}
    if not found:  # stated numbers that do not multiply: taken as they are
        usual = {"tp": 1.0, "pp": 1.0, "cp": 1.0, "ep": 1.0, "micro_batch": 1.0, "vpp": 1.0}
        yield {**usual, **base}


def _slice(run: Run, base: Mapping[str, float]) -> float:
    """Accelerators that share states: all of them, or on TPUs those of one slice."""
    domain = accelerator_facts(run.accelerator)["scale_up_domain_accelerators"]
    sliced = run.accelerator.startswith("TPU") and base["zero"] == 3 and run.accelerators > domain
    return domain / base.get("tp", 1.0) if sliced else 0.0


def _tp(run: Run, base: Mapping[str, float]) -> list[float]:
    if "tp" in base:
        return [base["tp"]]
    heads = run.shape["heads"]
    limit = min(accelerator_facts(run.accelerator)["scale_up_domain_accelerators"], 8)
    if run.accelerator.startswith("TPU"):
        limit = 16
    elif defaults(run.family)["zero"] == 3:
        limit = 1
    return [float(2**n) for n in range(5) if 2**n <= limit and heads % 2**n == 0]


def _pp(run: Run, base: Mapping[str, float]) -> list[float]:
    if "pp" in base:
        return [base["pp"]]
    if defaults(run.family)["zero"] == 3:
        return [1.0]
    layers = int(run.shape["layers"])
    return [float(n) for n in range(1, min(layers, 32) + 1) if layers % n == 0 or (layers + 2) % n == 0]


def _cp(run: Run, base: Mapping[str, float]) -> list[float]:
    if "cp" in base:
        return [base["cp"]]
    return [1.0, 2.0, 4.0, 8.0, 16.0] if run.seq_len > _LONG else [1.0]


def _ep(run: Run, base: Mapping[str, float], dp: float) -> list[float]:
    if "ep" in base or not run.shape["experts"]:
        return [base.get("ep", 1.0)]
    return [float(2**n) for n in range(8) if run.shape["experts"] % 2**n == 0 and 2**n <= dp]


def _micro_batches(run: Run, base: Mapping[str, float], dp: float) -> list[float]:
    if "micro_batch" in base:
        return [base["micro_batch"]]
    samples = run.global_batch / dp
    if samples < 1 or samples != int(samples):
        return [max(samples, 1.0)] if samples < 1 else [1.0]
    return [float(n) for n in (1, 2, 3, 4, 6, 8, 12, 16) if samples % n == 0]


def _vpp(run: Run, base: Mapping[str, float], pp: float, samples: float, *, interleaved: bool) -> list[float]:
    if base.get("vpp", 0) >= 1:
        return [base["vpp"]]
    layers, microbatches = run.shape["layers"], run.global_batch / samples
    dealt = layers if layers % pp == 0 else layers + 2  # embedding and output count as a layer each
    if pp <= 1 or not interleaved or dealt % pp or microbatches % pp:
        return [1.0]
    each = int(dealt / pp)
    return [float(n) for n in range(1, each + 1) if each % n == 0]
