"""What each improvement of a cluster's reliability is worth: days, energy and money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from wattwright.assumptions import load as load_assumptions
from wattwright.reliability.model import Cluster
from wattwright.reliability.renewal import expected_goodput

__all__ = ["improvements"]

_S_PER_H: Final = 3600.0


def improvements(cluster: Cluster, share: float, days: float, accelerator_kw: float) -> list[dict[str, Any]]:
    """What each change gains: days of the run, energy and money of accelerators that no longer wait."""
    recovery = cluster.recovery
    changes: dict[str, Callable[[Cluster], Cluster]] = {
        "detection": lambda one: replace(
            one, categories=[replace(each, detect_h=each.detect_h / 2) for each in one.categories]
        ),
        "hot_swap": lambda one: replace(
            one, recovery=replace(recovery, swap_h=recovery.swap_h / 3, restart_h=recovery.restart_h / 2)
        ),
        "asynchronous": lambda one: replace(
            one,
            recovery=replace(
                recovery,
                write_stall_h=recovery.write_stall_h / 10,
                flush_h=recovery.write_stall_h,
                interval_h=0.0,
            ),
        ),
        "memory_copies": lambda one: replace(
            one,
            recovery=replace(
                recovery, write_stall_h=1 / _S_PER_H, reload_h=recovery.reload_h / 4, interval_h=0.0
            ),
        ),
        "elastic": lambda one: replace(one, recovery=replace(recovery, replicas=max(recovery.replicas, 16))),
        "sturdier_nodes": lambda one: replace(one, failures_per_node_day=one.failures_per_node_day / 2),
        "evicted": lambda one: replace(one, extras=replace(one.extras, straggler_share=0.0)),
        "test_often": lambda one: replace(
            one, categories=[replace(each, silent_h=each.silent_h / 4) for each in one.categories]
        ),
        "fewer_stops": lambda one: replace(
            one, extras=replace(one.extras, maintenance_h=one.extras.maintenance_h / 2)
        ),
    }
    usd = load_assumptions()["reliability.idle_accelerator_usd_per_h"].value
    found = []
    for name, change in changes.items():
        better = expected_goodput(change(cluster))[0]
        if better <= share:
            continue
        saved = days * (1 - share / better) if share > 0 else 0.0
        hours = saved * 24 * cluster.accelerators
        found.append(
            {
                "change": name,
                "goodput_share": better,
                "days": saved,
                "energy_mwh": hours * accelerator_kw / 1e3,
                "usd": hours * usd,
            }
        )
    return sorted(found, key=lambda one: -float(one["days"]))
