"""What can interrupt a job and how it recovers: the inputs that closed forms and both simulations share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wattwright.errors import DataError
from wattwright.reliability.checkpoints import exact_interval_h
from wattwright.reliability.rates import interruptions_per_h, large_job_factor

__all__ = ["Category", "Cluster", "Extras", "Recovery", "base_rate_per_h", "chosen_interval_h"]


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of interruption: its share of all, time until it is noticed (h), part that needs another node,
    and for silent corruption the time that lies between the fault and its discovery (h; 0: noticed at once).
    """

    name: str
    share: float
    detect_h: float
    swap_share: float
    silent_h: float = 0.0


@dataclass(frozen=True, slots=True)
class Recovery:
    """Checkpoints and restarts, all in h: stall of a write, time from write to write (0: the best one), flush
    of an asynchronous write until the copy is safe, reload, restart in place, and restart with another node.

    `replicas` above 1 keep training when one of them is down (elastic data parallelism).
    """

    write_stall_h: float
    interval_h: float = 0.0
    flush_h: float = 0.0
    reload_h: float = 0.05
    restart_h: float = 0.1
    swap_h: float = 0.2
    replicas: int = 1


@dataclass(frozen=True, slots=True)
class Extras:
    """What departs from a constant rate: lemons (share of nodes, how much more often they fail, whether a
    repair mends them), a batch defect (day, length in days, factor), racks that fail together (events a day,
    nodes lost), planned maintenance (events a day, length in h), stragglers (share of nodes, slowdown, hours
    until one is evicted).
    """

    lemon_share: float = 0.0
    lemon_factor: float = 1.0
    repair_mends_share: float = 0.0
    defect_day: float = 0.0
    defect_days: float = 0.0
    defect_factor: float = 1.0
    rack_events_per_day: float = 0.0
    maintenance_per_day: float = 0.0
    maintenance_h: float = 0.0
    straggler_share: float = 0.0
    straggler_slowdown: float = 0.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A job on a cluster: accelerators and how many share a node, failures of a node a day, hazard of the job
    itself (an hour), growth beyond a size, spare nodes and repair times, and the categories of interruptions.
    """

    accelerators: int
    per_node: int
    failures_per_node_day: float
    categories: Sequence[Category]
    recovery: Recovery
    job_hazard_per_h: float = 0.0
    growth_from: float = 32768.0
    growth_exponent: float = 0.0
    spare_nodes: int = 0
    repair_mean_h: float = 48.0
    repair_median_h: float = 48.0
    extras: Extras = field(default_factory=Extras)

    @property
    def nodes(self) -> int:
        """Nodes of the job."""
        return -(-self.accelerators // self.per_node)

    def check(self) -> None:
        """DataError with everything that is out of range."""
        recovery, extras = self.recovery, self.extras
        times = {
            "write": recovery.write_stall_h,
            "interval": recovery.interval_h,
            "flush": recovery.flush_h,
            "reload": recovery.reload_h,
            "restart": recovery.restart_h,
            "swap": recovery.swap_h,
            "repair": self.repair_mean_h,
            "maintenance": extras.maintenance_h,
        }
        rates = {
            "failures of a node": self.failures_per_node_day,
            "hazard of the job": self.job_hazard_per_h,
            "rack events": extras.rack_events_per_day,
            "maintenance events": extras.maintenance_per_day,
        }
        shares = {
            "lemons": extras.lemon_share,
            "stragglers": extras.straggler_share,
            "mended by repair": extras.repair_mends_share,
        }
        shares |= {f"share of {one.name}": one.share for one in self.categories}
        shares |= {f"swaps of {one.name}": one.swap_share for one in self.categories}
        problems = [
            f"{name} is {value:g} h; nothing below 0 is possible"
            for name, value in times.items()
            if not value >= 0
        ]
        problems += [
            f"{name} is {value:g}; nothing below 0 is possible"
            for name, value in rates.items()
            if not value >= 0
        ]
        problems += [
            f"{name} is {value:g}; 0 to 1 is possible"
            for name, value in shares.items()
            if not 0 <= value <= 1
        ]
        problems += (
            [] if self.accelerators > 0 and self.per_node > 0 else ["at least 1 accelerator is needed"]
        )
        if not 0 <= self.spare_nodes <= max(self.nodes, 0):
            problems.append(f"{self.spare_nodes} spare nodes; 0 to the fleet's {self.nodes} are possible")
        if 0 < recovery.interval_h <= recovery.write_stall_h:
            problems.append(
                f"interval of {recovery.interval_h:g} h: shorter than a write ({recovery.write_stall_h:g} h)"
            )
        total = sum(one.share for one in self.categories)
        problems += (
            [] if abs(total - 1) < 1e-6 else [f"shares of categories add up to {total:g}; 1 is needed"]
        )
        problems += (
            [] if recovery.replicas >= 1 else [f"{recovery.replicas} replicas; 1 or more are possible"]
        )
        if problems:
            raise DataError("this cluster cannot be computed", problems)


def base_rate_per_h(cluster: Cluster) -> float:
    """Interruptions an hour while the job runs, lemons as at the start."""
    growth = float(large_job_factor(cluster.accelerators, cluster.growth_from, cluster.growth_exponent))
    extras = cluster.extras
    lemons = 1 + extras.lemon_share * (extras.lemon_factor - 1)
    rate = cluster.failures_per_node_day * lemons
    return (
        float(interruptions_per_h(cluster.nodes, rate, growth, cluster.job_hazard_per_h))
        + extras.rack_events_per_day / 24
    )


def chosen_interval_h(cluster: Cluster) -> float:
    """Time from checkpoint to checkpoint: the one that was asked for, else the best one, never shorter than
    the flush of the write before.
    """
    recovery = cluster.recovery
    if recovery.interval_h:
        return recovery.interval_h
    rate = base_rate_per_h(cluster)
    best = (
        float(exact_interval_h(1 / rate, recovery.write_stall_h))
        if rate > 0 and recovery.write_stall_h > 0
        else 0.0
    )
    return max(best, recovery.flush_h, 1 / 60)
