"""Swings of power within a training step: how large, how fast, and what would flatten them for the grid.

All accelerators of a synchronous job work and wait together, so the whole job is one load.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real, equation

__all__ = [
    "Smoothing",
    "buffer_mw",
    "buffer_mwh",
    "filler_mw",
    "harmonic_mw",
    "mean_step_mw",
    "smoothing",
]

Array = NDArray[np.float64]
_SAMPLES = 2400
_WINDOWS = 120
_S_PER_H = 3600.0


@equation(symbol=r"\bar P", latex=r"P_l + a\,D", source="own-derivation")
def mean_step_mw(low_power_mw: Real, swing_mw: Real, high_time_share: Real) -> Real:
    """Mean power of a step that is high for a part of its time.

    >>> mean_step_mw(600.0, 400.0, 0.8)
    920.0
    """
    return low_power_mw + high_time_share * swing_mw


@equation(symbol=r"E", latex=r"\frac{D\,a\,(1 - a)\,S}{3600}", source="own-derivation")
def buffer_mwh(swing_mw: Real, high_time_share: Real, step_time_s: Real) -> Real:
    """Energy that a buffer needs to flatten a step of high and low power.

    >>> round(buffer_mwh(400.0, 0.8, 5.0) * 1e3)
    89
    """
    return swing_mw * high_time_share * (1 - high_time_share) * step_time_s / _S_PER_H


@equation(symbol=r"P_b", latex=r"D\,\max(a, 1 - a)", source="own-derivation")
def buffer_mw(swing_mw: Real, high_time_share: Real) -> Real:
    """Power that this buffer gives or takes at most.

    >>> print(buffer_mw(400.0, 0.8))
    320.0
    """
    return swing_mw * np.maximum(high_time_share, 1 - high_time_share)


@equation(symbol=r"A_k", latex=r"\frac{2 D}{\pi\,k}\,|\sin(\pi\,k\,a)|", source="own-derivation")
def harmonic_mw(swing_mw: Real, high_time_share: Real, harmonic_number: Real) -> Real:
    """Amplitude of the k-th harmonic of a square wave; its frequency is k over the time of a step.

    >>> print(round(harmonic_mw(400.0, 0.5, 1.0), 1))
    254.6
    """
    return (
        2 * swing_mw / (harmonic_number * np.pi) * np.abs(np.sin(np.pi * harmonic_number * high_time_share))
    )


@equation(symbol=r"P_w", latex=r"(1 - a)\,D\,f", source="own-derivation")
def filler_mw(swing_mw: Real, high_time_share: Real, filler_share: Real) -> Real:
    """Mean power wasted by filler work that lifts the low part of a step by a part of the swing.

    >>> print(round(filler_mw(400.0, 0.8, 1.0), 1))
    80.0
    """
    return (1 - high_time_share) * swing_mw * filler_share


@dataclass(frozen=True, slots=True)
class Smoothing:
    """A buffer that keeps the grid's ramp within a limit: its energy (MWh) and power (MW), the grid's highest
    and lowest power (MW) and its steepest ramp (MW/s).
    """

    buffer_mwh: float
    buffer_mw: float
    high_mw: float
    low_mw: float
    ramp_mw_per_s: float


def smoothing(phase_s: Array, phase_mw: Array, ramp_limit_mw_per_s: float) -> Smoothing:
    """The buffer for a step that repeats, of phases of constant power, under a limit on the grid's ramp.

    The grid sees the load's mean over a window; of all windows that keep the limit, the one with the least
    buffer counts. Without a limit (infinite) none is needed; with a limit of 0 the grid is flat.
    """
    step = float(phase_s.sum()) / _SAMPLES
    ends = np.cumsum(phase_s)
    at = np.searchsorted(ends, (np.arange(_SAMPLES) + 0.5) * step, side="right")
    load = phase_mw[np.minimum(at, len(phase_mw) - 1)]
    span = float(load.max() - load.min())
    if not np.isfinite(ramp_limit_mw_per_s) or span <= 1e-12 * float(np.abs(load).max()):
        return Smoothing(0.0, 0.0, float(load.max()), float(load.min()), np.inf if span else 0.0)
    windows = np.unique(np.append(np.geomspace(1, _SAMPLES, _WINDOWS).astype(int), _SAMPLES))
    found = [_smoothed(load, int(one), step) for one in windows]
    kept = [one for one in found if one.ramp_mw_per_s <= ramp_limit_mw_per_s * (1 + 1e-9)]
    return min(kept or found[-1:], key=lambda one: one.buffer_mwh)


def _smoothed(load: Array, window: int, step_s: float) -> Smoothing:
    """The grid sees the mean over so many samples; what differs flows through the buffer."""
    total = np.cumsum(np.concatenate([[0.0], load, load]))
    grid = (total[window : window + len(load)] - total[: len(load)]) / window
    grid = np.roll(grid, window // 2)
    if window == len(load):
        grid = np.full(len(load), load.mean())
    flow = load - grid
    held = np.cumsum(flow) * step_s / _S_PER_H
    return Smoothing(
        float(held.max() - min(held.min(), 0.0)),
        float(np.abs(flow).max()),
        float(grid.max()),
        float(grid.min()),
        float(np.abs(np.diff(np.append(grid, grid[0]))).max() / step_s),
    )
