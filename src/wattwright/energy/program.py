"""A year of hours that share a few capacities, as a linear program in arrays.

Minimise the cost of hourly flows and of capacities, such that in every hour flows meet the load, what is
stored follows from what goes in and out, each flow stays below a fixed limit plus a share of a capacity, and
a few rows over all hours hold. `interior` solves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Capacity", "Flow", "Program", "Row", "Store"]

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Capacity:
    """One capacity (MW, or MWh of a store): its cost over all hours, and the most that can be had."""

    name: str
    usd_per_mw: float
    most_mw: float


@dataclass(frozen=True, slots=True)
class Flow:
    """An hourly flow. `sign` is 1 where it feeds the load and -1 where it draws.

    Arrays have one value an hour: cost (USD/MWh), the fixed part of the limit (MW), and the share of the
    capacity of index `column` that is added to it (-1: no capacity).
    """

    name: str
    sign: int
    usd_per_mwh: Array
    fixed_mw: Array
    available_share: Array
    column: Indices


@dataclass(frozen=True, slots=True)
class Store:
    """What the flows `charge` and `discharge` fill and empty.

    `way_share` comes through one way; `column` is the capacity of its energy and `fixed_mwh` what stands
    already, by the hour; each round that begins at `starts` ends as it began.
    """

    charge: int
    discharge: int
    way_share: float
    column: Indices
    fixed_mwh: Array
    starts: Indices


@dataclass(frozen=True, slots=True)
class Row:
    """Σ flows · coefficients + Σ capacities · coefficients ≤ bound; keys are indices."""

    name: str
    bound: float
    flows: Mapping[int, Array] = field(default_factory=dict)
    capacities: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Program:
    """The whole problem; `load_mw` has one value an hour."""

    load_mw: Array
    flows: Sequence[Flow]
    capacities: Sequence[Capacity]
    store: Store | None = None
    rows: Sequence[Row] = ()
