"""The prediction of a training step: time and where it went, memory, utilisation, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wattwright.errors import DataError
from wattwright.performance.flop import model_flop, recomputed_flop
from wattwright.performance.memory import Memory, memory
from wattwright.performance.step import Step, step
from wattwright.training.checks import problems
from wattwright.training.constants import constants as shipped
from wattwright.training.intervals import error_share
from wattwright.training.layouts import completed
from wattwright.training.powers import Power, power_of
from wattwright.training.runs import Run
from wattwright.training.tables import case_of

__all__ = ["Prediction", "checked", "predict"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What runs will do; every array has one entry a run, in the order of `runs`, whose layouts are whole.

    `model_flop` and `hardware_flop` (with recompute) are those of one step of the whole cluster,
    `peak_flop_per_s` that of all accelerators at the working precision. `error_share` is the half width of
    the 80 % interval as a logarithm. `power` is that of the step, server by server.
    """

    runs: tuple[Run, ...]
    step: Step
    memory: Memory
    model_flop: Array
    hardware_flop: Array
    peak_flop_per_s: Array
    tokens: Array
    error_share: Array
    power: Power

    @property
    def step_s(self) -> Array:
        """Time of a step, in s."""
        return np.asarray(self.step.total_s() + 0.0 * self.tokens, dtype=np.float64)

    @property
    def tokens_per_s(self) -> Array:
        """Tokens per second of one accelerator."""
        count: Array = np.array([run.accelerators for run in self.runs], dtype=np.float64)
        return self.tokens / self.step_s / count

    @property
    def mfu(self) -> Array:
        """Share of the peak that the model's own FLOP take (recompute left out)."""
        return self.model_flop / self.step_s / self.peak_flop_per_s

    @property
    def hfu(self) -> Array:
        """Share of the peak that all FLOP take, recompute included."""
        return self.hardware_flop / self.step_s / self.peak_flop_per_s

    @property
    def fits(self) -> NDArray[np.bool_]:
        """Whether the fullest accelerator holds what it has to."""
        return np.broadcast_to(self.memory.total_bytes() <= self.memory.capacity_bytes, self.tokens.shape)


def checked(runs: Sequence[Run]) -> None:
    """Raises DataError with every problem of `runs` that makes them impossible."""
    found = [
        f"{run.name}: {problem.text()}" if len(runs) > 1 else problem.text()
        for run in runs
        for problem in problems(run)
    ]
    if found:
        title = "this training run is impossible" if len(runs) == 1 else "some training runs are impossible"
        raise DataError(title, found)


def predict(runs: Sequence[Run], constants: Mapping[str, float] | None = None) -> Prediction:
    """Predicts one step of each of `runs`; open fields are filled by the fastest setting that fits.

    `constants` are the shipped ones, or those of a profile. DataError lists what makes runs impossible. Too
    little memory is no error: see `Prediction.fits` and `training.shortfalls`.
    """
    constants = shipped() if constants is None else constants
    checked(runs)
    whole = [run if _is_whole(run) else completed([run], constants, filled=1.0)[0] for run in runs]
    case = case_of(whole, constants)
    case = case.first() if len(runs) == 1 else case
    tokens = np.array([run.global_batch * run.seq_len for run in runs])
    needed = np.broadcast_to(model_flop(case), tokens.shape)
    count = np.array([run.accelerators for run in runs])
    spent = step(case)
    return Prediction(
        tuple(whole),
        spent,
        memory(case),
        needed,
        needed + recomputed_flop(case),
        count * case.machine.peak_flop_per_s,
        tokens,
        error_share(runs, constants),
        power_of(whole, spent, constants),
    )


def _is_whole(run: Run) -> bool:
    """Whether nothing is left to fill."""
    needed = {"tp", "pp", "cp", "ep", "micro_batch", "vpp", "zero", "sequence_parallel"}
    return run.recompute is not None and needed <= set(run.layout)
