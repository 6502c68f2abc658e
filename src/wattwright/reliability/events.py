"""One run through time, event by event: when it trained, what struck it, which nodes were out, when it ended.

For what depends on state over time: repairs of heavy-tailed length, a pool of spares, nodes that are lemons
and stay in the job until a repair mends them, maintenance windows, a batch defect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from wattwright.reliability.model import Cluster, chosen_interval_h
from wattwright.reliability.rates import large_job_factor

__all__ = ["Event", "Timeline", "timeline"]

_PATIENCE: Final = 50.0
_RACK_NODES: Final = 8


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: hour of wall time, cause, hours until training went on, progress (h) to which it fell
    back."""

    at_h: float
    cause: str
    lost_h: float
    progress_h: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A run: its events, wall time (infinite if it never ended), training time, and spares in use by
    event."""

    events: tuple[Event, ...]
    wall_h: float
    training_h: float
    in_repair: NDArray[np.float64]

    @property
    def goodput_share(self) -> float:
        """Training over wall time."""
        return self.training_h / self.wall_h


def timeline(cluster: Cluster, training_h: float, seed: int = 0) -> Timeline:
    """One run of so many hours of training, with SimPy; DataError lists what is wrong with the cluster."""
    import simpy

    cluster.check()
    run = _Run(cluster, training_h, np.random.default_rng(seed), simpy.Environment())
    run.environment.process(run.train())
    run.environment.run()
    return run.timeline()


class _Run:
    def __init__(
        self,
        cluster: Cluster,
        training_h: float,
        chance: np.random.Generator,
        environment: Any,  # noqa: ANN401
    ) -> None:
        self.cluster, self.training_h, self.chance, self.environment = (
            cluster,
            training_h,
            chance,
            environment,
        )
        self.interval_h = chosen_interval_h(cluster)
        self.growth = float(
            large_job_factor(cluster.accelerators, cluster.growth_from, cluster.growth_exponent)
        )
        self.fleet = cluster.nodes + cluster.spare_nodes
        self.lemons = int(chance.binomial(self.fleet, cluster.extras.lemon_share))
        self.out = 0
        self.progress_h, self.ended_h = 0.0, float("inf")
        self.events: list[Event] = []
        self.repairs: list[float] = []
        self.returned = environment.event()
        self.shares = np.array([one.share for one in cluster.categories])

    def _rate_per_h(self) -> float:
        extras, cluster = self.cluster.extras, self.cluster
        rate = cluster.failures_per_node_day / 24 * self.growth * cluster.nodes
        rate *= 1 + self.lemons / self.fleet * (extras.lemon_factor - 1)
        day = self.environment.now / 24
        if extras.defect_days and extras.defect_day <= day < extras.defect_day + extras.defect_days:
            rate *= extras.defect_factor
        return rate + cluster.job_hazard_per_h

    def train(self) -> Any:  # noqa: ANN401
        """Train, be struck, recover, until the work is done or hope is lost."""
        cluster, extras = self.cluster, self.cluster.extras
        speed = 1.0
        if extras.straggler_share and extras.straggler_slowdown:
            met = 1 - (1 - extras.straggler_share) ** cluster.nodes
            speed = 1 - met * extras.straggler_slowdown
        work = max(self.interval_h - cluster.recovery.write_stall_h, 1e-9)
        while self.progress_h < self.training_h:
            if self.environment.now > _PATIENCE * self.training_h:
                return
            rates = [self._rate_per_h(), extras.rack_events_per_day / 24, extras.maintenance_per_day / 24]
            total = sum(rates)
            until = float(self.chance.exponential(1 / total)) if total > 0 else float("inf")
            left = (self.training_h - self.progress_h) / speed
            needed = left * self.interval_h / work
            if until >= needed:
                yield self.environment.timeout(needed)
                self.progress_h = self.training_h
                break
            yield self.environment.timeout(until)
            gained = until * work / self.interval_h * speed
            cause = int(self.chance.choice(3, p=np.array(rates) / total))
            yield from self._struck(cause, gained, work * speed)
        self.ended_h = self.environment.now

    def _struck(self, cause: int, gained: float, kept_every: float) -> Any:  # noqa: ANN401
        """Fall back to the last safe checkpoint, be noticed, restart with what nodes there are."""
        cluster, recovery = self.cluster, self.cluster.recovery
        before, begin = self.progress_h, self.environment.now
        reached = before + gained
        if cause == 2:  # planned: the job is saved before it stops
            self.progress_h = reached
            yield self.environment.timeout(cluster.extras.maintenance_h)
            self.events.append(Event(begin, "maintenance", self.environment.now - begin, reached))
            return
        name, detect, swaps, silent = self._category(cause)
        back = np.floor(gained / kept_every) * kept_every
        back = max(before + back - recovery.flush_h - silent, 0.0)
        lost = (reached - back) / recovery.replicas
        self.progress_h = max(reached - lost, 0.0)
        while not (yield from self._recovered(detect, swaps)):
            self.events.append(Event(begin, name, self.environment.now - begin + lost, self.progress_h))
            begin, lost = self.environment.now, 0.0
            name, detect, swaps, silent = self._category(0)
            self.progress_h = max(self.progress_h - silent, 0.0)
            if begin > _PATIENCE * self.training_h:
                return
        self.events.append(Event(begin, name, self.environment.now - begin + lost, self.progress_h))
        self.repairs.append(float(self.out))

    def _recovered(self, detect_h: float, swaps: int) -> Any:  # noqa: ANN401
        """Notice, swap, restart, reload; False where the reload is struck too."""
        cluster, recovery = self.cluster, self.cluster.recovery
        yield self.environment.timeout(detect_h)
        for _ in range(swaps):
            self._send_to_repair()
        while cluster.spare_nodes and self.out > cluster.spare_nodes:
            yield self.returned
        restart = recovery.swap_h if swaps else recovery.restart_h
        yield self.environment.timeout(restart / recovery.replicas)
        rate = self._rate_per_h()
        until = float(self.chance.exponential(1 / rate)) if rate > 0 else float("inf")
        yield self.environment.timeout(min(until, recovery.reload_h) / recovery.replicas)
        return until >= recovery.reload_h

    def _category(self, cause: int) -> tuple[str, float, int, float]:
        """Name, time to notice, nodes to swap, silence."""
        if cause == 1:
            return "rack or power", 0.0, _RACK_NODES, 0.0
        one = self.cluster.categories[
            int(self.chance.choice(len(self.shares), p=self.shares / self.shares.sum()))
        ]
        silent = float(self.chance.exponential(one.silent_h)) if one.silent_h else 0.0
        return one.name, one.detect_h, int(self.chance.random() < one.swap_share), silent

    def _send_to_repair(self) -> None:
        """A node goes; lemons go more often, and some come back mended."""
        extras = self.cluster.extras
        odds = self.lemons * extras.lemon_factor
        lemon = self.chance.random() < odds / max(odds + self.fleet - self.lemons, 1e-9)
        self.out += 1
        self.environment.process(self._repair(lemon=bool(lemon)))

    def _repair(self, *, lemon: bool) -> Any:  # noqa: ANN401
        cluster = self.cluster
        spread = np.sqrt(max(2 * np.log(max(cluster.repair_mean_h / cluster.repair_median_h, 1.0)), 0.0))
        yield self.environment.timeout(
            float(cluster.repair_median_h * np.exp(spread * self.chance.standard_normal()))
        )
        self.out -= 1
        if lemon and self.chance.random() < cluster.extras.repair_mends_share:
            self.lemons -= 1
        waiting, self.returned = self.returned, self.environment.event()
        waiting.succeed()

    def timeline(self) -> Timeline:
        """What came."""
        return Timeline(tuple(self.events), self.ended_h, self.training_h, np.array(self.repairs))
