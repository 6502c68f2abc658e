"""Wind of a place by the hour, made from monthly means, and what a modern turbine makes of it.

Means at airports are no assessment of a site: hills, forests and the height of the mast decide. Scale the
series to a known yield where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.weather import DAYS
from wattwright.equations import Real, equation

__all__ = ["hub_wind_m_per_s", "synthetic_wind_m_per_s", "turbine_output_share"]

Array = NDArray[np.float64]
_SEED: Final = 20250716
_WINDIEST_H: Final = 14.5
_CUT_IN, _CUT_OUT = 3.0, 25.0
_GUST_STEPS: Final = np.linspace(-2.5, 2.5, 21)


@equation(symbol=r"v_h", latex=r"v\,\left(\frac{h}{10}\right)^{\alpha}", source="own-derivation")
def hub_wind_m_per_s(wind_m_per_s: Real, hub_height_m: Real, shear_exponent: Real) -> Real:
    """Wind at the hub from wind at 10 m, by the power law; exponents beyond 0 to 1 do not occur.

    >>> print(round(hub_wind_m_per_s(5.0, 100.0, 0.2), 2))
    7.92
    """
    return wind_m_per_s * (hub_height_m / 10) ** np.clip(shear_exponent, 0.0, 1.0)


def synthetic_wind_m_per_s(
    monthly_m_per_s: Array, *, shape: float, persistence: float, swing_share: float
) -> Array:
    """Wind at 10 m of a year (8760,) with these monthly means (12,): Weibull of this shape, windiest at noon.

    `persistence` is how much of an hour's departure the next one keeps. The same means give the same year.
    """
    from scipy.special import gamma, ndtr

    month = np.repeat(np.repeat(np.arange(12), DAYS), 24)
    noise = np.random.default_rng(_SEED).standard_normal(len(month))
    values, last = np.empty(len(month)), 0.0
    for hour, one in enumerate((np.sqrt(1 - persistence**2) * noise).tolist()):
        last = persistence * last + one
        values[hour] = last
    share = np.clip(ndtr((values - values.mean()) / values.std()), 1e-9, 1 - 1e-9)
    wind = (-np.log1p(-share)) ** (1 / shape) / gamma(1 + 1 / shape)
    hours = np.arange(len(month)) % 24
    wind *= 1 + swing_share * np.cos((hours - _WINDIEST_H) / 24 * 2 * np.pi)
    return np.asarray(wind * (monthly_m_per_s * np.bincount(month) / np.bincount(month, wind))[month])


def turbine_output_share(wind_m_per_s: Array, given: Mapping[str, float]) -> Array:
    """Output of a wind farm over its rated power, by the hour, from wind at 10 m.

    `given` are the assumptions of group `wind_output`: hub height, shear, rated power over swept area, power
    coefficient, density of air, turbulence, losses. Gusts round the corner at rated power.
    """
    hub = np.asarray(hub_wind_m_per_s(wind_m_per_s, given["hub_height_m"], given["shear_exponent"]))
    weights = np.exp(-(_GUST_STEPS**2) / 2)
    gusts = hub[:, None] * (1 + given["turbulence_share"] * _GUST_STEPS)
    made = np.minimum(
        given["power_coefficient"]
        * given["air_kg_per_m3"]
        / 2
        * np.maximum(gusts, 0) ** 3
        / given["rated_w_per_m2"],
        1.0,
    )
    made = np.where((gusts < _CUT_IN) | (gusts > _CUT_OUT), 0.0, made)
    return np.asarray((made @ (weights / weights.sum())) * (1 - given["wind_loss_share"]))
