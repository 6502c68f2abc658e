"""Draws of uncertain inputs: Latin-hypercube columns through quantile functions."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

__all__ = ["DRAWS", "SPREADS", "column", "quantiles"]

DRAWS: Final = 2048
"""Draws of every uncertain input; the 5 % and 95 % points of a product of ten then repeat within 1 %."""

SPREADS: Final = ("point", "uniform", "triangular", "normal", "lognormal", "three_point")


@lru_cache(maxsize=512)
def column(identity: str, seed: int = 0) -> NDArray[np.float64]:
    """Shares in (0, 1), shape (DRAWS,): the midpoints of equal strata in an order seeded by `identity`."""
    digest = blake2b(f"{seed}:{identity}".encode(), digest_size=8).digest()
    order = np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big"))).permutation(DRAWS)
    shares = (order + 0.5) / DRAWS
    shares.flags.writeable = False
    return shares


def quantiles(
    spread: str, low: float, value: float, high: float, share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Values at `share` of the spread with 5 % point `low`, median `value` and 95 % point `high`.

    Normal and lognormal have a width of their own on each side of the median, so all three points are met;
    lognormal needs `low` > 0. Uniform, triangular and three_point run linearly between the points and
    continue to the ends at the same slope. Same shape as `share`, unit of `value`.
    """
    if spread == "point" or low == high:
        return np.full_like(share, value)
    if spread == "lognormal":
        return np.exp(quantiles("normal", np.log(low), np.log(value), np.log(high), share))
    if spread == "normal":
        score = ndtri(share) / ndtri(0.95)
        return np.where(score < 0, value + score * (value - low), value + score * (high - value))
    below = value + (share - 0.5) / 0.45 * (value - low)
    above = value + (share - 0.5) / 0.45 * (high - value)
    return np.where(share < 0.5, below, above)
