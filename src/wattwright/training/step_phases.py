"""One training step as phases that the whole job goes through together, each with its time and power."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from wattwright.performance.step import Step
from wattwright.training.powers import chip_rated_w, run_fan_share, with_server
from wattwright.training.runs import Run

__all__ = ["StepPhases", "phases_of"]

_MEMBERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "busy": {
        "compute": ("matmul", "attention", "logits", "recompute"),
        "traffic": ("memory_bound", "cast"),
        "communication": ("tp", "cp", "ep", "pp"),
    },
    "exchange": {"communication": ("dp",)},
    "update": {"traffic": ("optimiser",)},
}
"""Phases, and by kind of activity the parts of a step that belong to them; the rest of a step is waiting."""


@dataclass(frozen=True, slots=True)
class StepPhases:
    """Phases by name: time (s), and power of one accelerator (W), alone and with its part of the server."""

    phase_s: Mapping[str, float]
    accelerator_power_w: Mapping[str, float]
    server_power_w: Mapping[str, float]


def phases_of(run: Run, step: Step, constants: Mapping[str, float]) -> StepPhases:
    """The phases of a step: micro-batches, the exchange of gradients, the update, and waiting.

    What changes within a millisecond, such as traffic between layers, is averaged into the micro-batches.
    Waiting is that of the pipeline, of launches and of input.
    """
    parts = {name.removesuffix("_s"): float(np.ravel(getattr(step, name))[0]) for name in Step.__slots__}
    seconds, activity = {}, {}
    for phase, kinds in _MEMBERS.items():
        spent = {kind: sum(parts[name] for name in names) for kind, names in kinds.items()}
        seconds[phase] = sum(spent.values())
        worked = sum(
            time * constants[f"training_power.{kind}_activity_share"] for kind, time in spent.items()
        )
        activity[phase] = worked / seconds[phase] if seconds[phase] > 0 else 0.0
    seconds["wait"] = max(float(np.ravel(step.total_s())[0]) - sum(seconds.values()), 0.0)
    activity["wait"] = 0.0
    rated, fans = chip_rated_w(run, constants), run_fan_share(run, constants)
    kept = {phase: time for phase, time in seconds.items() if time > 0}
    drawn = {phase: with_server(activity[phase], rated, fans, constants) for phase in kept}
    return StepPhases(
        kept,
        {phase: float(np.ravel(alone)[0]) for phase, (alone, _) in drawn.items()},
        {phase: float(np.ravel(server)[0]) for phase, (_, server) in drawn.items()},
    )
