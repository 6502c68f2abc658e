"""IT power of a campus by the hour: training with its stalls and restarts, serving with its daily course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.equations import Real, equation

__all__ = ["serving_power_share", "stopped_share_hours", "training_power_share", "workload_mw"]

Array = NDArray[np.float64]
_SEED: Final = 20250717
_BUSIEST_H: Final = 20
"""Hour of the day at which most people ask."""


@equation(symbol=r"s_t", latex=r"s_b\,(1 - s_0) + s_i\,s_0", source="own-derivation")
def training_power_share(busy_power_share: Real, server_idle_share: Real, stopped_share: Real) -> Real:
    """Power of training over the design power of its servers: busy but for the time in which it stands.

    >>> round(training_power_share(0.86, 0.27, 0.1), 3)
    0.801
    """
    return busy_power_share * (1 - stopped_share) + server_idle_share * stopped_share


@equation(symbol=r"s_v", latex=r"s_i + (s_b - s_i)\,a\,(1 + d \cos\tau)", source="own-derivation")
def serving_power_share(
    busy_power_share: Real,
    server_idle_share: Real,
    serving_activity_share: Real,
    serving_swing_share: Real,
    day_cosine: Real,
) -> Real:
    """Power of serving over the design power of its servers, with the hour's place in the day.

    >>> print(round(float(serving_power_share(0.86, 0.27, 0.6, 0.3, 1.0)), 3))
    0.73
    """
    activity = np.minimum(serving_activity_share * (1 + serving_swing_share * day_cosine), 1.0)
    return server_idle_share + (busy_power_share - server_idle_share) * activity


def stopped_share_hours(stopped_share: Real, restart_h: float, jobs: int, hours: int = 8760) -> Array:
    """Part of each hour in which training stands: failures by chance, each for `restart_h`, over so many
    jobs.

    The mean of the year is `stopped_share`; the same input gives the same year. Shape (…, hours).
    """
    rate = np.asarray(stopped_share, dtype=np.float64)[..., None] / restart_h
    chance = np.random.default_rng(_SEED)
    stopped = chance.poisson(rate * jobs, (*rate.shape[:-1], hours)) * restart_h / jobs
    drawn = np.minimum(stopped, 1.0)
    mean = drawn.mean(axis=-1, keepdims=True)
    return np.asarray(
        np.minimum(drawn * np.divide(rate * restart_h, mean, out=np.ones_like(mean), where=mean > 0), 1.0)
    )


def workload_mw(
    design_power_mw: Real, given: Mapping[str, Real], *, training_share: float, jobs: int
) -> Array:
    """IT power by the hour (…, 8760) of servers of this design power, so much of it for training.

    `given` are the assumptions of group `demand`; values of shape (draws, 1) give draws in front.
    """
    hours = np.arange(8760)
    cosine = np.cos((hours % 24 - _BUSIEST_H) / 24 * 2 * np.pi)
    stopped = stopped_share_hours(
        np.squeeze(given["stopped_share"]), float(np.mean(given["restart_h"])), jobs
    )
    training = training_power_share(given["busy_power_share"], given["server_idle_share"], stopped)
    serving = serving_power_share(
        given["busy_power_share"],
        given["server_idle_share"],
        given["serving_activity_share"],
        given["serving_swing_share"],
        cosine,
    )
    return np.asarray(design_power_mw * (training_share * training + (1 - training_share) * serving))
