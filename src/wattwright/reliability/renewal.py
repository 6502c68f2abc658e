"""Many runs at once: interruptions, lost time, lemons, spares and maintenance, step by step over all draws.

Between two steps of some hours of training the rate is constant; each step draws how many interruptions of
each category it holds, adds what they cost, and moves lemons and repairs on. Exact as steps grow short; a
test holds it against the closed form and against the event simulation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.reliability.model import Cluster, Recovery, base_rate_per_h, chosen_interval_h
from wattwright.reliability.rates import large_job_factor

__all__ = ["Runs", "expected_goodput", "simulated"]

Array = NDArray[np.float64]
_STEPS: Final = 160
_NEVER_H: Final = 50.0
"""A run that would take this many times its training time counts as one that never ends."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Draws of one job, each array of shape (draws,): wall time (h), interruptions, and hours by cause.
    `wall_h` is infinite where a run never ends.
    """

    training_h: float
    wall_h: Array
    interruptions: Array
    by_category: Mapping[str, Array]
    lost_h: Mapping[str, Array]

    @property
    def goodput_share(self) -> Array:
        """Training over wall time."""
        return self.training_h / self.wall_h


def expected_goodput(cluster: Cluster) -> tuple[float, dict[str, float]]:
    """Part of the wall time that trains, in closed form, and the parts that are lost by cause.

    Exponential failures at the rate of the start; the time that a failure costs is a mean over categories. 0
    where more is lost than time passes.
    """
    rate, costs, recovery = base_rate_per_h(cluster), _costs(cluster), cluster.recovery
    interval, stall = chosen_interval_h(cluster), recovery.write_stall_h
    struck, again, reloaded = (float(one[0]) for one in _failures(np.array([rate]), interval, recovery))
    # hours lost for each hour of training, by cause
    lost = {
        "checkpoint writes": stall / max(interval - stall, 1e-9),
        "work done again": struck * (again + recovery.flush_h + costs["silent"]) / recovery.replicas,
        "detection": struck * costs["detect"],
        "restarts": struck * (costs["restart"] + reloaded) / recovery.replicas,
        "maintenance": cluster.extras.maintenance_per_day / 24 * cluster.extras.maintenance_h,
    }
    slow = _straggler_share(cluster)
    lost["stragglers"] = slow / max(1 - slow, 1e-9)
    total = 1 + sum(lost.values())
    share = 1 / total if total < _NEVER_H else 0.0
    return share, {name: value / total for name, value in lost.items()}


def _failures(rate: Array, interval_h: float, recovery: Recovery) -> tuple[Array, Array, Array]:
    """Failures for each hour of training, and for each of them work done again and time of reloading (h),
    exactly for exponential failures that strike work, writes and reloads, but not the time until a restart.
    """
    stall, reload = recovery.write_stall_h, recovery.reload_h
    work = max(interval_h - stall, 1e-9)
    reach = np.maximum(rate * interval_h, 1e-12)
    failures = rate * np.exp(np.minimum(rate * reload, 50.0)) * np.expm1(np.minimum(reach, 50.0)) / reach
    failures = failures * interval_h / work
    small = rate * (interval_h + reload) < 1e-4
    spent = 1 / np.maximum(rate, 1e-15) - (interval_h / work) / np.maximum(failures, 1e-15)
    reloading = np.where(rate * reload < 1e-6, reload, -np.expm1(-rate * reload) / np.maximum(rate, 1e-15))
    redo = np.where(small, interval_h / 2, spent - reloading)
    return failures, np.maximum(redo, 0.0), reloading


def _costs(cluster: Cluster) -> dict[str, float]:
    """Mean hours of one interruption over the categories: detection, restart, silence."""
    recovery = cluster.recovery
    return {
        "detect": sum(one.share * one.detect_h for one in cluster.categories),
        "restart": sum(
            one.share * (one.swap_share * recovery.swap_h + (1 - one.swap_share) * recovery.restart_h)
            for one in cluster.categories
        ),
        "silent": sum(one.share * one.silent_h for one in cluster.categories),
    }


def _straggler_share(cluster: Cluster) -> float:
    """Part of the speed lost to the slowest node: a synchronous step waits for it, until it is evicted."""
    extras = cluster.extras
    if not extras.straggler_share or not extras.straggler_slowdown:
        return 0.0
    met = 1 - (1 - extras.straggler_share) ** cluster.nodes
    return met * extras.straggler_slowdown


def simulated(cluster: Cluster, training_h: float, draws: int = 1000, seed: int = 0) -> Runs:
    """Runs of so many hours of training."""
    cluster.check()
    chance = np.random.default_rng(seed)
    state = _State(cluster, training_h, draws, chance)
    for _ in range(_STEPS):
        state.step()
    return state.runs()


class _State:
    """All draws at one moment of training."""

    def __init__(self, cluster: Cluster, training_h: float, draws: int, chance: np.random.Generator) -> None:
        self.cluster, self.training_h, self.chance = cluster, training_h, chance
        self.step_h, self.interval_h = training_h / _STEPS, chosen_interval_h(cluster)
        self.growth = float(
            large_job_factor(cluster.accelerators, cluster.growth_from, cluster.growth_exponent)
        )
        self.wall_h, zero = np.zeros(draws), np.zeros(draws)
        fleet = cluster.nodes + cluster.spare_nodes
        self.lemons = chance.binomial(fleet, cluster.extras.lemon_share, draws).astype(np.float64)
        self.fleet = float(fleet)
        self.in_repair = zero.copy()
        self.counts = {one.name: zero.copy() for one in cluster.categories} | {"rack or power": zero.copy()}
        causes = (
            "checkpoint writes",
            "work done again",
            "detection",
            "restarts",
            "waiting for spares",
            "maintenance",
            "stragglers",
        )
        self.lost = {one: zero.copy() for one in causes}

    def _rate_per_h(self) -> Array:
        cluster, extras = self.cluster, self.cluster.extras
        share = self.lemons / self.fleet
        alike = cluster.failures_per_node_day / 24 * self.growth * cluster.nodes
        rate = alike * (1 + share * (extras.lemon_factor - 1))
        day = self.wall_h / 24
        broken = (day >= extras.defect_day) & (day < extras.defect_day + extras.defect_days)
        return np.where(broken, rate * extras.defect_factor, rate) + cluster.job_hazard_per_h

    def step(self) -> None:
        """One step of training with all that it loses."""
        cluster, recovery, extras, chance = (
            self.cluster,
            self.cluster.recovery,
            self.cluster.extras,
            self.chance,
        )
        before = sum(self.lost.values())
        stall = recovery.write_stall_h
        written = self.step_h * stall / max(self.interval_h - stall, 1e-9)
        self.lost["checkpoint writes"] += written
        failures, redo, reload = _failures(self._rate_per_h(), self.interval_h, recovery)
        exposed = self.step_h + written
        mean = failures * self.step_h
        swaps = np.zeros_like(self.wall_h)
        total = np.zeros_like(self.wall_h)
        for one in cluster.categories:
            found = chance.poisson(mean * one.share).astype(np.float64)
            self.counts[one.name] += found
            total += found
            swapped = chance.binomial(found.astype(np.int64), one.swap_share).astype(np.float64)
            swaps += swapped
            self.lost["detection"] += found * one.detect_h
            restarts = swapped * recovery.swap_h + (found - swapped) * recovery.restart_h + found * reload
            self.lost["restarts"] += restarts / recovery.replicas
            self.lost["work done again"] += self._gamma(found, one.silent_h) / recovery.replicas
        racks = chance.poisson(extras.rack_events_per_day / 24 * exposed, len(total)).astype(np.float64)
        self.counts["rack or power"] += racks
        self.lost["restarts"] += racks * (recovery.swap_h + reload) / recovery.replicas
        total += racks
        self.lost["work done again"] += self._rework(total, redo) / recovery.replicas
        self._repair(swaps + racks * 8)
        self.lost["maintenance"] += (
            chance.poisson(extras.maintenance_per_day / 24 * exposed, len(total)) * extras.maintenance_h
        )
        slow = _straggler_share(cluster)
        self.lost["stragglers"] += exposed * slow / (1 - slow)
        self.wall_h = self.wall_h + self.step_h + (sum(self.lost.values()) - before)

    def _gamma(self, count: Array, mean_h: float) -> Array:
        """Sum of so many exponential times."""
        return self.chance.gamma(np.maximum(count, 1e-12), mean_h) * (count > 0) if mean_h else 0.0 * count

    def _rework(self, count: Array, redo: Array) -> Array:
        """Work done again, summed over interruptions: a mean for each, spread as over an interval."""
        noise = self.chance.standard_normal(len(count)) * np.sqrt(count / 12) * self.interval_h
        return np.maximum(count * (redo + self.cluster.recovery.flush_h) + noise, 0.0)

    def _repair(self, swaps: Array) -> None:
        """Nodes out and back; a job that finds no spare waits for the first node that comes back."""
        cluster, extras = self.cluster, self.cluster.extras
        wall = self.step_h * 1.2
        back = self.in_repair * -np.expm1(-wall / max(cluster.repair_mean_h, 1e-9))
        self.in_repair = np.maximum(self.in_repair + swaps - back, 0.0)
        if cluster.spare_nodes:
            short = np.maximum(self.in_repair - cluster.spare_nodes, 0.0)
            wait = np.where(short > 0, cluster.repair_mean_h / np.maximum(self.in_repair, 1.0), 0.0)
            self.lost["waiting for spares"] += np.minimum(short, swaps) * wait
        if extras.lemon_share:
            odds = self.lemons * extras.lemon_factor
            hit = odds / np.maximum(odds + self.fleet - self.lemons, 1e-9)
            mended = self.chance.binomial(
                np.maximum(swaps, 0).astype(np.int64), np.clip(hit * extras.repair_mends_share, 0, 1)
            )
            self.lemons = np.maximum(self.lemons - mended, 0.0)

    def runs(self) -> Runs:
        """What came."""
        wall = np.where(self.wall_h > _NEVER_H * self.training_h, np.inf, self.wall_h)
        total = sum(self.counts.values())
        return Runs(self.training_h, wall, np.asarray(total), self.counts, self.lost)
