"""Checkpoints: how often to write them, and what part of the time becomes progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wattwright.equations import Real, equation

__all__ = [
    "Level",
    "daly_interval_h",
    "exact_interval_h",
    "expected_ettr",
    "level_intervals_h",
    "progress_share",
    "refined_interval_h",
    "write_time_s",
    "young_interval_h",
]


@equation(symbol=r"T_Y", latex=r"(2 \mu C)^{1/2} + C", source="young-1974")
def young_interval_h(mean_gap_h: Real, write_stall_h: Real) -> Real:
    """Young's time from checkpoint to checkpoint, the stall of writing included.

    >>> print(round(young_interval_h(3849609 / 3600, 600 / 3600) * 3600))
    68567
    """
    return np.sqrt(2 * mean_gap_h * write_stall_h) + write_stall_h


@equation(symbol=r"T_D", latex=r"(2 (\mu + D + R) C)^{1/2} + C", source="daly-2006")
def daly_interval_h(mean_gap_h: Real, write_stall_h: Real, downtime_h: Real, reload_h: Real) -> Real:
    """Daly's first-order time from checkpoint to checkpoint.

    >>> print(round(daly_interval_h(3849609 / 3600, 600 / 3600, 60 / 3600, 600 / 3600) * 3600))
    68573
    """
    return np.sqrt(2 * (mean_gap_h + downtime_h + reload_h) * write_stall_h) + write_stall_h


@equation(symbol=r"T_R", latex=r"(2 (\mu - D - R) C)^{1/2}", source="aupy-2013")
def refined_interval_h(mean_gap_h: Real, write_stall_h: Real, downtime_h: Real, reload_h: Real) -> Real:
    """The refined first-order time from checkpoint to checkpoint.

    >>> print(round(refined_interval_h(3849609 / 3600, 600 / 3600, 60 / 3600, 600 / 3600) * 3600))
    67961
    """
    return np.sqrt(np.maximum(2 * (mean_gap_h - downtime_h - reload_h) * write_stall_h, 0.0))


@equation(symbol=r"T^*", latex=r"T / \mu - C / \mu - 1 + e^{-T / \mu} = 0", source="daly-2006")
def exact_interval_h(mean_gap_h: Real, write_stall_h: Real) -> Real:
    """The best time from checkpoint to checkpoint for exponential failures: the root of its equation, by
    Newton.

    >>> print(round(float(exact_interval_h(7519 / 3600, 600 / 3600)) * 3600))
    3218
    """
    stall = np.asarray(write_stall_h / mean_gap_h, dtype=np.float64)
    reach = stall + np.sqrt(2 * stall)
    for _ in range(12):
        slope = -np.expm1(-reach)
        reach = reach - (reach - stall - slope) / np.maximum(slope, 1e-12)
    found = np.maximum(reach, stall) * mean_gap_h
    return float(found) if np.ndim(found) == 0 else np.asarray(found)


@equation(
    symbol=r"\eta",
    latex=r"\frac{T - C}{(\mu + D)\,e^{R / \mu}\,(e^{T / \mu} - 1)}",
    source="daly-2006",
)
def progress_share(
    interval_h: Real, mean_gap_h: Real, write_stall_h: Real, downtime_h: Real, reload_h: Real
) -> Real:
    """Part of the wall time that becomes progress, exactly, for exponential failures; failures do not strike
    while the job is down.

    >>> print(round(progress_share(3218 / 3600, 7519 / 3600, 600 / 3600, 60 / 3600, 600 / 3600), 4))
    0.5971
    """
    reached = np.minimum(interval_h / mean_gap_h, 300.0)
    spent = (mean_gap_h + downtime_h) * np.exp(np.minimum(reload_h / mean_gap_h, 300.0)) * np.expm1(reached)
    return np.maximum(interval_h - write_stall_h, 0.0) / spent


@equation(
    symbol=r"\mathrm{ETTR}",
    latex=r"\frac{1 - \Lambda\,(u_0 + \Delta t / 2)}{1 + w / \Delta t}",
    source="kokolis-2024",
)
def expected_ettr(interruptions_per_h: Real, interval_h: Real, write_stall_h: Real, restart_h: Real) -> Real:
    """Part of the time in training, to first order: restarts, half an interval of work lost, and stalls.

    >>> print(round(expected_ettr(2048 * 6.5e-3 / 24, 5 / 60, 0.0, 5 / 60), 3))
    0.931
    """
    lost = interruptions_per_h * (restart_h + interval_h / 2)
    return np.maximum(1 - lost, 0.0) / (1 + write_stall_h / interval_h)


@equation(symbol=r"t_w", latex=r"\frac{M}{B}", source="own-derivation")
def write_time_s(checkpoint_bytes: Real, storage_bytes_per_s: Real) -> Real:
    """Time to write a checkpoint at the bandwidth of the storage.

    >>> write_time_s(5e12, 2e12)
    2.5
    """
    return checkpoint_bytes / storage_bytes_per_s


@dataclass(frozen=True, slots=True)
class Level:
    """One level of checkpoints: stall of a write (h), time of a restore (h), failures an hour that need
    it."""

    name: str
    write_stall_h: float
    restore_h: float
    failures_per_h: float


def level_intervals_h(levels: Sequence[Level]) -> tuple[list[float], float]:
    """Best interval of each level, each a whole number of times the one before, and the part of the time
    lost.

    Levels go from the quick and near (memory of a peer) to the slow and safe (remote storage); a failure that
    needs a level loses half its interval.
    """
    intervals: list[float] = []
    for level in levels:
        best = (
            float(np.sqrt(2 * level.write_stall_h / level.failures_per_h)) if level.failures_per_h else np.inf
        )
        if intervals and np.isfinite(best) and np.isfinite(intervals[-1]):
            best = max(round(best / intervals[-1]), 1) * intervals[-1]
        intervals.append(best)
    lost = sum(
        (level.write_stall_h / each if np.isfinite(each) else 0.0)
        + level.failures_per_h * (level.restore_h + (each / 2 if np.isfinite(each) else 0.0))
        for level, each in zip(levels, intervals, strict=True)
    )
    return intervals, lost
