"""Swings of one training job and the power cap that makes most of a connection: training meets energy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from wattwright.assumptions import load as load_assumptions
from wattwright.energy import capping, swings
from wattwright.errors import DataError
from wattwright.training.powers import chip_rated_w
from wattwright.training.predicting import predict
from wattwright.training.runs import Run
from wattwright.training.searching import searched
from wattwright.training.step_phases import phases_of

__all__ = ["SwingQuestion", "swings_of"]

_HARMONICS: Final = 5
_CAP_STEPS: Final = 13
_LOWEST_CAP: Final = 0.4
_W_PER_MW: Final = 1e6


@dataclass(frozen=True, slots=True)
class SwingQuestion:
    """A run, constants of training, facility over IT power, the ramp allowed (None: the assumption), and a
    fixed connection in MW (None: what the job itself needs).
    """

    run: Run
    constants: Mapping[str, float]
    facility_ratio: float
    ramp_limit_mw_per_s: float | None
    site_power_mw: float | None


def swings_of(question: SwingQuestion) -> dict[str, Any]:
    """Phases with power (MW of the facility), swing, buffers, harmonics and caps, as plain values."""
    wrong = (
        []
        if question.facility_ratio >= 1
        else [f"facility ratio is {question.facility_ratio:g}; 1 or more is possible"]
    )
    if question.ramp_limit_mw_per_s is not None and not question.ramp_limit_mw_per_s >= 0:
        wrong.append(f"ramp limit is {question.ramp_limit_mw_per_s:g} MW/s; nothing below 0 is possible")
    if question.site_power_mw is not None and not question.site_power_mw > 0:
        wrong.append(f"site power is {question.site_power_mw:g} MW; more than 0 is needed")
    if wrong:
        raise DataError("these swings cannot be computed", wrong)
    run = _laid_out(question.run, question.constants)
    prediction = predict([run], question.constants)
    phases = phases_of(run, prediction.step, question.constants)
    scale = run.accelerators * question.facility_ratio / _W_PER_MW
    seconds = np.array(list(phases.phase_s.values()))
    megawatts = np.array(list(phases.server_power_w.values())) * scale
    step_s, low, high = float(seconds.sum()), float(megawatts.min()), float(megawatts.max())
    mean = float(megawatts @ seconds / step_s)
    swing = high - low
    share = (mean - low) / swing if swing else 1.0
    limit = question.ramp_limit_mw_per_s
    limit = load_assumptions()["capping.ramp_limit_mw_per_s"].value if limit is None else limit
    smooth = swings.smoothing(seconds, megawatts, limit)
    return {
        "model": run.model,
        "accelerator": run.accelerator,
        "accelerators": int(run.accelerators),
        "step_s": step_s,
        "phases": [
            {"phase": name, "time_s": phases.phase_s[name], "power_mw": float(power)}
            for name, power in zip(phases.phase_s, megawatts, strict=True)
        ],
        "mean_mw": mean,
        "high_mw": high,
        "low_mw": low,
        "swing_mw": swing,
        "high_time_share": share,
        "start_mw": high - _idle_mw(question, run, scale),
        "buffer_mwh": float(swings.buffer_mwh(swing, share, step_s)),
        "buffer_mw": float(swings.buffer_mw(swing, share)),
        "smoothing": {
            "limit_mw_per_s": limit,
            "buffer_mwh": smooth.buffer_mwh,
            "buffer_mw": smooth.buffer_mw,
            "high_mw": smooth.high_mw,
            "low_mw": smooth.low_mw,
        },
        "filler_mw": float(swings.filler_mw(swing, share, 1.0)),
        "harmonics": [
            {"frequency_hz": one / step_s, "power_mw": float(swings.harmonic_mw(swing, share, float(one)))}
            for one in range(1, _HARMONICS + 1)
        ],
        **_caps(question, run, phases.accelerator_power_w, phases.server_power_w, phases.phase_s),
    }


def _laid_out(run: Run, constants: Mapping[str, float]) -> Run:
    """The run with the best layout where it names none."""
    if "tp" in run.layout:
        return run
    found = searched(run, constants, keep=1, usual=True)
    best = next(iter(found.best), found.smallest)
    return best or run


def _idle_mw(question: SwingQuestion, run: Run, scale: float) -> float:
    """Power of the job's servers with nothing to do: what a start or stop steps from."""
    from wattwright.training.powers import run_fan_share, with_server

    rated, fans = chip_rated_w(run, question.constants), run_fan_share(run, question.constants)
    return float(np.ravel(with_server(0.0, rated, fans, question.constants)[1])[0]) * scale


def _caps(
    question: SwingQuestion,
    run: Run,
    alone_w: Mapping[str, float],
    server_w: Mapping[str, float],
    phase_s: Mapping[str, float],
) -> dict[str, Any]:
    """Caps from the rated power down, and which of them makes most of the connection."""
    rated = chip_rated_w(run, question.constants)
    idle = rated * question.constants["training_power.idle_power_share"]
    busy, beside = alone_w["busy"], server_w["busy"] - alone_w["busy"]
    own = run.accelerators * (busy + beside) * question.facility_ratio
    site = own if question.site_power_mw is None else question.site_power_mw * _W_PER_MW
    caps = np.linspace(_LOWEST_CAP, 1.0, _CAP_STEPS)[::-1] * rated
    connection = capping.Connection(site, beside, question.facility_ratio)
    clocked = phase_s["busy"] / sum(phase_s.values())
    exponent = load_assumptions()["capping.clock_exponent"].value
    curve = capping.capping_curve(caps, (busy, idle), clocked, exponent, connection)
    best = capping.best_cap(curve)
    return {
        "site_power_mw": site / _W_PER_MW,
        "caps": [
            {
                "cap_w": float(caps[place]),
                "rate_share": float(curve.rate_share[place]),
                "energy_ratio": float(
                    capping.capped_energy_ratio(caps[place], busy, curve.rate_share[place])
                ),
                "fed": float(curve.fed_count[place]),
                "work_ratio": float(curve.work_ratio[place]),
                "best": place == best,
            }
            for place in range(len(caps))
        ],
    }
