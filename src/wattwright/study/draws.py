"""Draws of uncertain inputs: Latin-hypercube columns through quantile functions."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["DRAWS", "SPREADS", "column", "quantiles"]

DRAWS: Final = 2048
"""Draws of every uncertain input; the 5 % and 95 % points of a product of ten then repeat within 2 %."""

SPREADS: Final = ("point", "uniform", "triangular", "normal", "lognormal", "three_point")

_NORMAL: Final = NormalDist()
_FIRST, _LAST = 0.05, 0.95
_EXACT: Final = 1e-9


@lru_cache(maxsize=2048)
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
    continue to the ends at the same slope, but never below a line from the 5 % point to zero: what is
    positive at 5 % is drawn positive. Same shape as `share`, unit of `value`.
    """
    if spread == "point" or low == high:
        return np.full_like(share, value)
    if spread == "lognormal":
        score = _scores(share)
        return np.asarray(value * np.where(score < 0, value / low, high / value) ** score)
    score = _scores(share) if spread == "normal" else (share - 0.5) / (_LAST - 0.5)
    drawn = value + score * np.where(score < 0, value - low, high - value)
    return np.maximum(drawn, low * np.minimum(share / _FIRST, 1)) if low >= 0 else drawn


def _scores(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Normal scores of shares, in units of the score at 95 %; those of a column come from one table."""
    place = share * DRAWS - 0.5
    nearest = np.rint(place)
    if np.abs(place - nearest).max() < _EXACT and nearest.min() >= 0 and nearest.max() < DRAWS:
        return _table()[nearest.astype(np.intp)]
    return _scored(share.ravel()).reshape(share.shape)


@lru_cache(maxsize=1)
def _table() -> NDArray[np.float64]:
    """Scores of the midpoints of all strata."""
    return _scored((np.arange(DRAWS) + 0.5) / DRAWS)


def _scored(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """The standard library's normal scores; scipy loads slowly."""
    inverse = _NORMAL.inv_cdf
    return np.fromiter(map(inverse, share.tolist()), np.float64, share.size) / inverse(_LAST)
