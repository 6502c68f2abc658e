"""Money over time: annuities, present values, rates of return, depreciation, and a guaranteed residual value.

Flows stand in the last axis, one a year; rates broadcast against all axes before it.
"""

from __future__ import annotations

from math import erf
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wattwright.equations import Real, equation

__all__ = [
    "annuity_ratio",
    "declining_values_usd",
    "guarantee_cost_ratio",
    "guarantee_payoff_usd",
    "guarantee_worth_usd",
    "internal_rate",
    "net_present_usd",
    "straight_line_values_usd",
]

Array = NDArray[np.float64]
_STEPS: Final = 200
_LOWEST: Final = -0.999999
_HIGHEST: Final = 1e6


@equation(symbol=r"\alpha", latex=r"\frac{i}{1 - (1+i)^{-n}}", source="own-derivation")
def annuity_ratio(interest_ratio: Real, term_years: Real) -> Real:
    """Level payment a year over the sum that it pays back; `interest_ratio` above 0.

    >>> round(annuity_ratio(0.0658, 24.0), 4)
    0.084
    """
    return interest_ratio / (1 - (1 + interest_ratio) ** -term_years)


def net_present_usd(interest_ratio: ArrayLike, flows_usd: ArrayLike) -> Array:
    """Present value of yearly flows, the first of them today.

    >>> round(float(net_present_usd(0.1, [-100.0, 60.0, 60.0])), 4)
    4.1322
    """
    flows = np.asarray(flows_usd, dtype=np.float64)
    years = np.arange(flows.shape[-1], dtype=np.float64)
    growth = 1 + np.asarray(interest_ratio, dtype=np.float64)[..., None]
    return np.asarray((flows * growth**-years).sum(axis=-1))


def internal_rate(flows_usd: ArrayLike) -> Array:
    """Rate at which the present value of yearly flows is zero; not a number where no sign changes.

    Bisected, so it holds for every series with one change of sign; with several the lowest bracket counts.

    >>> round(float(internal_rate([-100.0, 60.0, 60.0])), 6)
    0.130662
    """
    flows = np.asarray(flows_usd, dtype=np.float64)
    low = np.full(flows.shape[:-1], _LOWEST)
    high = np.full(flows.shape[:-1], _HIGHEST)
    first = np.sign(flows[..., 0])
    crosses = first * np.sign(_signed_end(flows)) < 0
    for _ in range(_STEPS):
        middle = np.where(high > 1, np.sqrt((1 + low) * (1 + high)) - 1, (low + high) / 2)
        above = np.sign(net_present_usd(middle, flows)) == first
        high, low = np.where(above, middle, high), np.where(above, low, middle)
    return np.asarray(np.where(crosses, (low + high) / 2, np.nan))


def _signed_end(flows: Array) -> Array:
    """Sign that rules at the lowest rate: that of the last flow that is not zero."""
    backwards = flows[..., ::-1]
    place = (backwards != 0).argmax(axis=-1)
    return np.asarray(np.take_along_axis(backwards, place[..., None], axis=-1)[..., 0])


def straight_line_values_usd(cost_usd: float, salvage_usd: float, life_years: int) -> Array:
    """Book values at the end of every year of a straight-line depreciation.

    >>> straight_line_values_usd(100.0, 20.0, 4).tolist()
    [80.0, 60.0, 40.0, 20.0]
    """
    years = np.arange(1, life_years + 1)
    return np.asarray(cost_usd - (cost_usd - salvage_usd) * years / life_years)


def declining_values_usd(cost_usd: float, price_decay_per_year: float, life_years: int) -> Array:
    """Market values at the end of every year when prices fall by so many powers of ten a year.

    >>> declining_values_usd(100.0, 0.14, 2).round(2).tolist()
    [72.44, 52.48]
    """
    return np.asarray(cost_usd * 10 ** (-price_decay_per_year * np.arange(1, life_years + 1)))


@equation(symbol=r"\Pi", latex=r"\max(G - V_h, 0)", source="own-derivation")
def guarantee_payoff_usd(guaranteed_usd: Real, expected_value_usd: Real) -> Real:
    """What a tenant pays who guarantees a value that the market does not reach.

    >>> float(guarantee_payoff_usd(13e9, 9e9))
    4000000000.0
    """
    return np.maximum(guaranteed_usd - expected_value_usd, 0.0)


@equation(
    symbol=r"\pi",
    latex=r"e^{-i n}\left(G\,\Phi(w - d) - V_h\,\Phi(-d)\right),\;"
    r" d = \frac{\ln(V_h/G)}{w} + \frac{w}{2},\; w = \sigma\,n^{1/2}",
    source="black-1976",
)
def guarantee_worth_usd(
    guaranteed_usd: Real,
    expected_value_usd: Real,
    value_spread_ratio: Real,
    coupon_ratio: Real,
    term_years: Real,
) -> Real:
    """Worth today of a guaranteed residual value: a put that the tenant has written.

    `expected_value_usd` is what the thing is expected to be worth at the end, `value_spread_ratio` the spread
    of its logarithm in one year.

    >>> round(float(guarantee_worth_usd(100.0, 100.0, 0.2, 0.0, 1.0)), 3)
    7.966
    """
    width = value_spread_ratio * np.sqrt(term_years)
    near = np.log(expected_value_usd / guaranteed_usd) / width
    paid = guaranteed_usd * _below(width / 2 - near) - expected_value_usd * _below(-width / 2 - near)
    return np.asarray(np.exp(-coupon_ratio * term_years) * paid)


@equation(
    symbol=r"\pi_h",
    latex=r"e^{-i n}\left(g_v\,\Phi(w - d) - \rho_h\,\Phi(-d)\right),\;"
    r" d = \frac{\ln(\rho_h/g_v)}{w} + \frac{w}{2},\; w = \sigma\,n^{1/2}",
    source="black-1976",
)
def guarantee_cost_ratio(
    guaranteed_share: Real,
    hall_value_ratio: Real,
    value_spread_ratio: Real,
    coupon_ratio: Real,
    term_years: Real,
) -> Real:
    """Worth today of the guarantee over the cost of the halls.

    >>> round(float(guarantee_cost_ratio(0.8, 0.85, 0.2, 0.0658, 4.0)), 3)
    0.082
    """
    return guarantee_worth_usd(
        guaranteed_share, hall_value_ratio, value_spread_ratio, coupon_ratio, term_years
    )


def _below(score: Real) -> Real:
    """Share of a normal spread below so many widths."""
    return np.asarray(0.5 * (1 + np.vectorize(erf, otypes=[np.float64])(score / np.sqrt(2.0))))
