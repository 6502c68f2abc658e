"""Which input decides: how far a result moves between the low and the high draws of each input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Sway", "sways"]

Array = NDArray[np.float64]
_TAIL: Final = 0.2
"""Part of the draws at either end of an input."""

_NOISE: Final = 2.5
"""Standard errors below which two medians are the same."""


@dataclass(frozen=True, slots=True)
class Sway:
    """What one input does to a result: the result's median where the input is low, and where it is high."""

    name: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """Distance between both."""
        return abs(self.high - self.low)


def sways(result: Array, inputs: Mapping[str, Array]) -> list[Sway]:
    """Inputs by how far they move `result`, the strongest first; those that move it by chance are left out.

    All arrays have the same shape (draws,) and belong to the same draws. The result's median is taken over
    the fifth of the draws in which an input is lowest, and highest; everything else varies as it does.
    """
    count = max(int(_TAIL * result.size), 1)
    middle = np.quantile(result, (0.25, 0.75))
    chance = _NOISE * 1.25 * float(middle[1] - middle[0]) / 1.349 * np.sqrt(2 / count)
    found = []
    for name, draws in inputs.items():
        if draws.size != result.size or draws.min() == draws.max():
            continue
        order = np.argpartition(draws, (count, draws.size - count - 1))
        low, high = (float(np.median(result[part])) for part in (order[:count], order[-count:]))
        if abs(high - low) > chance:
            found.append(Sway(name, low, high))
    return sorted(found, key=lambda one: -one.width)
