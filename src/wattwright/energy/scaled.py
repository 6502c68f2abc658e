"""A `program` scaled to loads and costs near one, a point of its search, what the point misses, and its
bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.program import Program

__all__ = ["Point", "Scaled"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the search, each quantity with its multiplier: flows and the slack to their limits, stored
    energy and the room above it, capacities built and the rest to the most, and what rows spare; `hour_dual`
    is the multiplier of each hour's balance, `store_dual` that of the store's.
    """

    flow: Array
    slack: Array
    stored: Array
    room: Array
    built: Array
    rest: Array
    spare: Array
    flow_dual: Array
    slack_dual: Array
    stored_dual: Array
    room_dual: Array
    built_dual: Array
    rest_dual: Array
    spare_dual: Array
    hour_dual: Array
    store_dual: Array


_FEW: Final = 3
_NONE: Final = 1e-6
"""Limits and availabilities below this part of the largest load or of a capacity count as none."""


def _kept(values: Array) -> Array:
    return np.where(values < _NONE, 0.0, values)


class Scaled:
    """The arrays of a program: (flows, hours) for flows, (hours,) for the store, (capacities,), (rows,)."""

    def __init__(self, program: Program, scale: float = 1.0) -> None:
        flows, capacities, rows = program.flows, program.capacities, program.rows
        self.program = program
        self.hours, self.width = len(program.load_mw), len(capacities)
        self.mw = float(program.load_mw.max()) or 1.0
        means = [float(np.abs(one.usd_per_mwh).mean()) for one in flows]
        costs = sorted(one for one in means if one > 0)
        costs += [1.0] if not costs else []
        # a usual price, not the last way out, which is beyond all others
        self.unit_usd = costs[(len(costs) - 1) // 2 if len(costs) > _FEW else 0] * scale
        self.load = program.load_mw / self.mw
        self.sign = np.array([[float(one.sign)] for one in flows])
        self.usd = np.stack([one.usd_per_mwh for one in flows]) / self.unit_usd
        self.fixed = _kept(np.stack([one.fixed_mw for one in flows]) / self.mw)
        self.share = _kept(np.stack([np.where(one.column >= 0, one.available_share, 0.0) for one in flows]))
        self.live = ((self.fixed > 0) | (self.share > 0)).astype(np.float64)
        self.column = np.stack([np.maximum(one.column, 0) for one in flows])
        self.cost = np.array([one.usd_per_mw for one in capacities]) / self.unit_usd
        self.most = np.array([one.most_mw for one in capacities]) / self.mw
        self.bound = np.array([one.bound for one in rows]) / self.mw
        self.by_capacity = np.zeros((len(rows), self.width))
        for place, row in enumerate(rows):
            self.by_capacity[place, list(row.capacities)] = list(row.capacities.values())
        self._store()
        self.pairs = 2 * float(self.live.sum()) + 2 * self.width + len(rows)
        self.pairs += 0 if program.store is None else 2 * self.hours

    def _store(self) -> None:
        """Effect of flows on the store (`kappa`, with the sign of the flow), and each hour's neighbours."""
        store = self.program.store
        self.kappa = np.zeros((len(self.program.flows), 1))
        here = np.arange(self.hours)
        self.back, self.ahead = here - 1, (here + 1) % self.hours
        if store is not None:
            self.kappa[store.charge], self.kappa[store.discharge] = store.way_share, 1 / store.way_share
            self.back[store.starts] = np.append(store.starts[1:], self.hours) - 1
            self.ahead[self.back] = here

    def per_column(self, values: Array) -> Array:
        """Values of flows and hours, times the share, summed by the capacity that limits them."""
        if not self.width:
            return np.zeros(0)
        summed = np.bincount(self.column.ravel(), (values * self.share).ravel(), self.width)
        return np.asarray(summed, dtype=np.float64)

    def per_store(self, values: Array) -> Array:
        """Values of hours summed by the capacity of the store's energy."""
        store = self.program.store
        if store is None:
            return np.zeros(self.width)
        return np.asarray(np.bincount(store.column, values, self.width), dtype=np.float64)

    def by_flow(self, built: Array) -> Array:
        """The capacity that limits each flow and hour."""
        return built[self.column] if self.width else np.zeros(self.column.shape)

    def row_sums(self, flow: Array) -> Array:
        """Each row's sum over flows and hours."""
        return np.array(
            [sum(float(value @ flow[key]) for key, value in row.flows.items()) for row in self.program.rows]
        )

    def row_pull(self, dual: Array) -> Array:
        """Σ multipliers of rows times their coefficients, by flow and hour."""
        pull = np.zeros(self.usd.shape)
        for value, row in zip(dual, self.program.rows, strict=True):
            for key, coefficients in row.flows.items():
                pull[key] += value * coefficients
        return pull

    def start(self) -> Point:
        """A point amid the limits: capacities of the largest load, flows at half of their limit."""
        built = np.minimum(self.most / 2, 1.0)
        half = np.where(self.live > 0, (self.fixed + self.share * self.by_flow(built)) / 2, 1.0)
        ones, hour = np.ones(half.shape), np.ones(self.hours)
        left = self.bound - self.row_sums(half * self.live) - self.by_capacity @ built
        spare = np.maximum(left, 0.1 * np.abs(self.bound) + 1.0)
        dual = np.maximum(self.cost, 1.0)
        return Point(
            flow=half,
            slack=half.copy(),
            stored=hour / 2,
            room=hour / 2,
            built=built,
            rest=self.most - built,
            spare=spare,
            flow_dual=ones,
            slack_dual=ones,
            stored_dual=hour,
            room_dual=hour,
            built_dual=dual,
            rest_dual=dual / 10,
            spare_dual=np.ones(len(spare)),
            hour_dual=hour,
            store_dual=np.zeros(self.hours),
        )

    def usd_of(self, at: Point) -> float:
        """Cost of a point."""
        return float((self.usd * at.flow * self.live).sum() + self.cost @ at.built)

    def _reduced(self, at: Point) -> Array:
        """Cost of one more MW of each flow and hour at the point's prices."""
        fed = self.sign * (at.hour_dual + self.kappa * at.store_dual)
        return self.usd - fed + self.row_pull(at.spare_dual)

    def misses(self, at: Point) -> Point:
        """What is missing of every equation: limits under the slacks, stationarity under the multipliers,
        balances under `hour_dual` and `store_dual`.
        """
        store, live, flow = self.program.store, self.live, at.flow * self.live
        nothing, worth, room, stored = (
            np.zeros(self.hours),
            np.zeros(self.hours),
            np.zeros(self.hours),
            np.zeros(self.hours),
        )
        if store is not None:
            taken = (self.sign * self.kappa * flow).sum(0)
            worth = at.stored[self.back] - at.stored - taken
            room = at.built[store.column] + store.fixed_mwh / self.mw - at.stored - at.room
            stored = at.store_dual[self.ahead] - at.store_dual + at.room_dual - at.stored_dual
        limit = self.fixed + self.share * self.by_flow(at.built)
        built = self.cost - self.per_column(at.slack_dual * live) - self.per_store(at.room_dual)
        built = built + self.by_capacity.T @ at.spare_dual + at.rest_dual - at.built_dual
        none, rows = np.zeros(self.width), self.bound - self.row_sums(flow) - self.by_capacity @ at.built
        return Point(
            flow=nothing,
            slack=live * (limit - at.flow - at.slack),
            stored=nothing,
            room=room,
            built=none,
            rest=self.most - at.built - at.rest,
            spare=rows - at.spare,
            flow_dual=live * (self._reduced(at) + at.slack_dual - at.flow_dual),
            slack_dual=nothing,
            stored_dual=stored,
            room_dual=nothing,
            built_dual=built,
            rest_dual=none,
            spare_dual=none,
            hour_dual=self.load - (self.sign * flow).sum(0),
            store_dual=worth,
        )

    def bound_of(self, at: Point) -> float:
        """Lower bound of the cost of every supply, proven by the point's prices alone."""
        paid = np.maximum(-self._reduced(at), 0.0) * self.live
        held = np.zeros(self.hours)
        if self.program.store is not None:
            held = np.maximum(at.store_dual - at.store_dual[self.ahead], 0.0)
        left = self.cost - self.per_column(paid) - self.per_store(held) + self.by_capacity.T @ at.spare_dual
        stored = 0.0 if self.program.store is None else float(held @ self.program.store.fixed_mwh) / self.mw
        fixed = float((paid * self.fixed).sum()) + stored + float(at.spare_dual @ self.bound)
        return float(at.hour_dual @ self.load) - fixed + float(np.minimum(left, 0.0) @ self.most)
