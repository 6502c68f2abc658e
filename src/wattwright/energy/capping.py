"""Power caps of accelerators: what a cap costs in work, and which cap makes most of a fixed connection."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real, equation

__all__ = [
    "Capped",
    "best_cap",
    "capped_clock_share",
    "capped_energy_ratio",
    "capped_rate_share",
    "capping_curve",
]

Array = NDArray[np.float64]


@equation(
    symbol=r"f",
    latex=r"\min\left(\left(\frac{P_c - P_i}{P_m - P_i}\right)^{1/g}, 1\right)",
    source="own-derivation",
)
def capped_clock_share(cap_w: Real, busy_power_w: Real, idle_power_w: Real, clock_exponent: Real) -> Real:
    """Clock under a cap over the clock without one: dynamic power grows with a power of the clock.

    >>> print(round(capped_clock_share(600.0, 700.0, 100.0, 2.5), 3))
    0.93
    """
    span = np.maximum(busy_power_w - idle_power_w, 1e-9)
    room = np.clip((cap_w - idle_power_w) / span, 0.0, 1.0)
    return room ** (1 / clock_exponent)


@equation(symbol=r"r", latex=r"\frac{1}{s_c / f + 1 - s_c}", source="own-derivation")
def capped_rate_share(capped_clock_share: Real, clocked_time_share: Real) -> Real:
    """Rate of work under a cap over that without one: only work that follows the clock slows down.

    >>> print(round(capped_rate_share(0.93, 0.8), 3))
    0.943
    """
    slowed = clocked_time_share / np.maximum(capped_clock_share, 1e-9)
    return 1 / (slowed + 1 - clocked_time_share)


@equation(symbol=r"e", latex=r"\frac{P_c}{P_m\,r}", source="own-derivation")
def capped_energy_ratio(cap_w: Real, busy_power_w: Real, capped_rate_share: Real) -> Real:
    """Energy of the same work under a cap over that without one.

    >>> print(round(capped_energy_ratio(600.0, 700.0, 0.943), 3))
    0.909
    """
    return np.minimum(cap_w, busy_power_w) / busy_power_w / capped_rate_share


@dataclass(frozen=True, slots=True)
class Capped:
    """Caps (W) and what follows, each of shape (caps,): rate of one accelerator over that without a cap, how
    many a fixed connection feeds, and their work together over that without a cap.
    """

    cap_w: Array
    rate_share: Array
    fed_count: Array
    work_ratio: Array


@dataclass(frozen=True, slots=True)
class Connection:
    """A fixed connection: its power (W), what each accelerator needs besides (host, network, fans; W), and
    facility over IT power.
    """

    site_power_w: float
    beside_w: float
    facility_ratio: float


def capping_curve(
    cap_w: Array,
    busy_idle_w: tuple[float, float],
    clocked_time_share: float,
    clock_exponent: float,
    connection: Connection,
) -> Capped:
    """What each cap makes of a connection: more accelerators run, each slower.

    `busy_idle_w` are the powers of an accelerator that works without a cap, and that waits. Work is compared
    with the same connection without caps.
    """
    busy, idle = busy_idle_w
    clock = capped_clock_share(cap_w, busy, idle, clock_exponent)
    rate = np.asarray(capped_rate_share(clock, clocked_time_share))
    drawn = np.minimum(cap_w, busy) + connection.beside_w
    fed = connection.site_power_w / (drawn * connection.facility_ratio)
    free = connection.site_power_w / ((busy + connection.beside_w) * connection.facility_ratio)
    return Capped(cap_w, rate, np.floor(fed), fed * rate / free)


def best_cap(curve: Capped) -> int:
    """Place of the cap that makes most of the connection."""
    return int(np.argmax(curve.work_ratio))
