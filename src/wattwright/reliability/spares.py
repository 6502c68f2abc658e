"""What has to stand by: spare nodes for a level of service, and jobs that find a place on a pod."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

__all__ = ["elastic_share", "nodes_in_repair", "placed_share", "spares_for"]


@equation(symbol=r"m", latex=r"n\,r_h\,t_r", source="own-derivation")
def nodes_in_repair(node_count: Real, hard_failures_per_node_day: Real, repair_days: Real) -> Real:
    """Mean number of nodes out for repair; by Little's law any distribution of repair times gives the same.

    >>> round(nodes_in_repair(2048, 3.79e-3, 2.0), 1)
    15.5
    """
    return node_count * hard_failures_per_node_day * repair_days


def spares_for(mean_in_repair: float, service_share: float) -> int:
    """Spare nodes such that repairs exceed them in no more than 1 - `service_share` of the time.

    >>> spares_for(15.5, 0.999)
    29
    """
    from scipy.stats import poisson

    return int(poisson.ppf(service_share, mean_in_repair))


def placed_share(
    cubes_needed: int, host_down_share: float, cubes: int = 64, hosts_per_cube: int = 16
) -> float:
    """Chance that so many whole cubes of a pod with optical switches are up.

    >>> round(placed_share(54, 0.00782), 2)
    0.87
    """
    from scipy.stats import binom

    whole = (1 - host_down_share) ** hosts_per_cube
    return float(binom.sf(cubes_needed - 1, cubes, whole))


@equation(symbol=r"\eta_e", latex=r"1 - \frac{s}{\mu} - \frac{t_d}{\mu\,R}", source="ft-hsdp-2026")
def elastic_share(mean_gap_h: Real, stall_h: Real, replica_down_h: Real, replica_count: Real) -> Real:
    """Part of the full job's time that trains when only the failed replica waits: all stall for a moment,
    then one of the replicas is down.

    >>> print(round(elastic_share(0.3, 0.05, 0.0, 32.0), 3))
    0.833
    """
    lost = stall_h / mean_gap_h + replica_down_h / (mean_gap_h * replica_count)
    return np.maximum(1 - lost, 0.0)
