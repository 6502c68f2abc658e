"""One predicted run as plain values with intervals: what `wattwright train` prints, in its JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from wattwright.equations import Real
from wattwright.errors import InfeasibleError
from wattwright.performance.memory import Memory
from wattwright.performance.replay import replayed_wait_s
from wattwright.performance.step import Step
from wattwright.training.powers import power_error
from wattwright.training.predicting import Prediction
from wattwright.training.runs import Run
from wattwright.training.shortfalls import shortfall
from wattwright.training.tables import case_of

__all__ = ["PARTS", "replayed_bubble_s", "summary"]

PARTS: Final = tuple(name.removesuffix("_s") for name in Step.__slots__)
"""What a step is spent on, in the order of `Step`."""

_SHOWN: Final = ("tp", "pp", "vpp", "cp", "ep", "etp", "micro_batch", "zero", "schedule", "sequence_parallel")


def summary(
    prediction: Prediction, constants: Mapping[str, float], *, tokens: float = 0.0, language: str = "en"
) -> dict[str, Any]:
    """The first run of a prediction: layout, step, rates, memory by leaf, and the time of `tokens` in all.

    Times are in s, memory in bytes, power in W an accelerator (alone, and with its part of the server).
    `parts` are shares of the step and add up to 1; `replayed_bubble_s` is the wait of the pipeline's schedule
    walked task by task, None where there are no stages. Where the run does not fit, `shortfall` says why in
    words and which setting would.
    """
    run = prediction.runs[0]
    step_s = float(prediction.step_s[0])
    seconds = {name: _first(getattr(prediction.step, f"{name}_s")) for name in PARTS}
    held = {name: _first(getattr(prediction.memory, name)) for name in Memory.__slots__}
    capacity = held.pop("capacity_bytes")
    lacking = shortfall(run, constants)
    each = prediction.tokens_per_s[0]
    drawn = float(power_error([run], prediction.step, constants)[0])
    spent = float(np.hypot(drawn, prediction.error_share[0]))
    made: dict[str, Any] = {
        "model": run.model,
        "accelerator": run.accelerator,
        "accelerators": int(run.accelerators),
        "precision": "bf16" if run.precision == "wide" else run.precision,
        "framework": run.family,
        "seq_len": int(run.seq_len),
        "global_batch": run.global_batch,
        "layout": _layout(run),
        "recompute": dict(run.recompute or {}),
        "step_s": _between(prediction, step_s),
        "tokens_per_s_per_accelerator": _between(prediction, float(each)),
        "mfu": _between(prediction, float(prediction.mfu[0])),
        "hfu": _between(prediction, float(prediction.hfu[0])),
        "power": _power(prediction, drawn, spent),
        "parts": {name: value / step_s for name, value in seconds.items()},
        "replayed_bubble_s": replayed_bubble_s(run, constants),
        "memory": {
            "total_bytes": sum(held.values()),
            "capacity_bytes": capacity,
            "fits": lacking is None,
            "parts": {name.removesuffix("_bytes"): value for name, value in held.items()},
        },
        "shortfall": None if lacking is None else lacking.text(language),
        "fitting": None
        if lacking is None or lacking.fitting is None
        else _changed(run.layout, lacking.fitting),
    }
    if tokens:
        duration = tokens / (float(each) * run.accelerators)
        made["budget"] = {
            "tokens": tokens,
            "duration_s": _between(prediction, duration),
            "server_energy_wh": _within(tokens * float(prediction.power.token_energy_j[0]) / 3600, spent),
            "accelerator_hours": _between(prediction, duration * run.accelerators / 3600),
        }
    return made


def _power(prediction: Prediction, drawn: float, spent: float) -> dict[str, Any]:
    """Power and energy with the spreads of power, and of power and time."""
    power = prediction.power
    return {
        "accelerator_w": _within(float(power.accelerator_power_w[0]), drawn),
        "server_w": _within(float(power.server_power_w[0]), drawn),
        "step_energy_j": _within(float(power.step_energy_j[0]), spent),
        "token_energy_j": _within(float(power.token_energy_j[0]), spent),
    }


def _layout(run: Run) -> dict[str, float]:
    shown = {name: run.layout[name] for name in _SHOWN if name in run.layout}
    replicas = run.accelerators / np.prod([run.layout.get(name, 1.0) for name in ("tp", "pp", "cp")])
    return shown | {"dp": float(replicas)}


def replayed_bubble_s(run: Run, constants: Mapping[str, float]) -> float | None:
    """Wait of the pipeline of a whole run in s, its schedule walked task by task; None for one stage or a
    schedule that the counts rule out."""
    if run.layout["pp"] <= 1:
        return None
    try:
        return replayed_wait_s(case_of([run], constants))
    except InfeasibleError:
        return None


def _first(value: Real) -> float:
    return float(np.ravel(value)[0])


def _between(prediction: Prediction, value: float) -> dict[str, float]:
    """A value with the ends of its 80 % interval."""
    return _within(value, float(prediction.error_share[0]))


def _within(value: float, error: float) -> dict[str, float]:
    """A value with both ends of its interval, whose half width is `error` as a logarithm."""
    return {"value": value, "low": value / float(np.exp(error)), "high": value * float(np.exp(error))}


def _changed(layout: Mapping[str, float], fitting: Run) -> dict[str, Any]:
    """Layout, recompute and count of the nearest setting that fits."""
    return {
        "accelerators": int(fitting.accelerators),
        "layout": {name: value for name, value in fitting.layout.items() if layout.get(name) != value},
        "recompute": dict(fitting.recompute or {}),
    }
