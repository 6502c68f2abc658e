"""One Newton system of the interior-point method, factorised once for predictor and corrector.

With the weight p of each flow and hour, the balance of an hour is a scalar equation for its price; what is
left of the store is a tridiagonal system in the worth of its energy, closed to a ring in each round; what is
left of both is a dense symmetric system in the capacities and the multipliers of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.scaled import Point, Scaled

__all__ = ["Newton"]

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
_STIFF: Final = 1e-7
_FIRM: Final = 1e-10
"""What keeps the ring of the store regular where no hour pins the worth of its energy; later steps mend
it."""


class _Ring:
    """A tridiagonal system that closes to a ring in each round: links between neighbours, and what each row
    has beyond them.
    """

    def __init__(self, link: Array, ahead: Array, beyond: Array, starts: Indices) -> None:
        """`link` couples each hour with the hour before it, `ahead` with the next; the first of a round with
        its last.
        """
        from scipy.linalg.lapack import dpttrf

        hours = len(link)
        ends = np.append(starts[1:], hours) - 1
        self.starts, self.lengths = starts, ends - starts + 1
        main, off = link + ahead + beyond, -link[1:]
        main[starts] = 1.0
        off[starts] = off[starts[1:] - 1] = 0.0
        self.arms = np.zeros((hours, 1))
        self.arms[starts + 1, 0] -= link[starts + 1]
        self.arms[ends, 0] -= link[starts]
        self.main, self.off, _ = dpttrf(main, off)
        self.reached = self._open(self.arms)
        # sum of all rows of a round: no difference of large numbers
        spread = -beyond[:, None] * self.reached
        spread[starts, 0] = beyond[starts]
        self.pivot = np.add.reduceat(spread, starts, axis=0)

    def _open(self, right: Array) -> Array:
        from scipy.linalg.lapack import dpttrs

        return np.asarray(dpttrs(self.main, self.off, right)[0])

    def solve(self, right: Array) -> Array:
        """Solution of each column of `right`, shape (hours, columns)."""
        inner = right.copy()
        inner[self.starts] = 0.0
        found = self._open(inner)
        heads = right[self.starts] - np.add.reduceat(self.arms * found, self.starts, axis=0)
        heads = heads / self.pivot
        found -= self.reached * np.repeat(heads, self.lengths, axis=0)
        found[self.starts] = heads
        return found


class Newton:
    """The system at a point of the search."""

    def __init__(self, scaled: Scaled, at: Point) -> None:
        self.scaled, self.at = scaled, at
        live = scaled.live
        self.tight, loose = live * at.slack_dual / at.slack, live * at.flow_dual / at.flow
        self.weight = live / (self.tight + loose + (1 - live))
        self.signed = scaled.sign * self.weight
        self.total = self.weight.sum(0)
        self.mean = (self.weight * scaled.kappa).sum(0) / self.total
        self.size = scaled.width + len(scaled.program.rows)
        self.pull = self.tight * scaled.share
        self.on_hours, self.on_store = self._forces()
        square = self._square(scaled.per_column(scaled.share * self.tight * loose * self.weight))
        self.square = square + self.on_hours.T @ (self.on_hours / self.total[:, None])
        if scaled.program.store is not None:
            self._close(scaled, at)

    def _forces(self) -> tuple[Array, Array]:
        """Effect of capacities and rows on each hour's balance, and on the store's once prices are gone."""
        scaled = self.scaled
        on_hours, on_store = np.zeros((2, scaled.hours, self.size))
        here = np.arange(scaled.hours)
        apart = scaled.kappa - self.mean
        for flow in range(len(self.signed)):
            if scaled.share[flow].any():
                part = self.signed[flow] * self.pull[flow]
                on_hours[here, scaled.column[flow]] += part
                on_store[here, scaled.column[flow]] += part * apart[flow]
        for place, row in enumerate(scaled.program.rows, scaled.width):
            for flow, coefficients in row.flows.items():
                part = -self.signed[flow] * coefficients
                on_hours[:, place] += part
                on_store[:, place] += part * apart[flow]
        return on_hours, on_store

    def _square(self, own: Array) -> Array:
        """What capacities and rows mean to each other without hours in between."""
        scaled, at, width = self.scaled, self.at, self.scaled.width
        square = np.zeros((self.size, self.size))
        built = np.arange(width)
        square[built, built] = own + at.rest_dual / at.rest + at.built_dual / at.built
        rows = scaled.program.rows
        square[:width, width:] = scaled.by_capacity.T
        for place, row in enumerate(rows):
            for flow, coefficients in row.flows.items():
                weighed = coefficients * self.weight[flow]
                if width:
                    square[:width, width + place] += np.bincount(
                        scaled.column[flow], weighed * self.pull[flow], width
                    )
                for other in range(place + 1):
                    if flow in rows[other].flows:
                        square[width + place, width + other] -= weighed @ rows[other].flows[flow]
            square[width + place, width + place] -= at.spare[place] / at.spare_dual[place]
        corner = square[width:, width:]
        square[width:, width:] = corner + np.tril(corner, -1).T
        square[width:, :width] = square[:width, width:].T
        return square

    def _close(self, scaled: Scaled, at: Point) -> None:
        """The store: its ring, and what it adds to the dense system."""
        store = scaled.program.store
        assert store is not None
        self.hold, loose = at.room_dual / at.room, at.stored_dual / at.stored
        self.ease = 1 / (self.hold + loose + _STIFF)
        link = self.ease[scaled.back]
        spread = (self.weight * (scaled.kappa - self.mean) ** 2).sum(0) + _FIRM
        self.ring = _Ring(link, self.ease, spread, store.starts)
        stored = np.zeros((scaled.hours, self.size))
        stored[np.arange(scaled.hours), store.column] = self.ease * self.hold
        self.on_store = self.on_store + stored - stored[scaled.back]
        built = np.arange(scaled.width)
        self.square[built, built] += scaled.per_store(self.hold * loose * self.ease)
        self.square = self.square + self.on_store.T @ self.ring.solve(self.on_store)

    def step(self, miss: Point, aims: Mapping[str, Array]) -> Point:
        """The step that mends `miss` and moves the products of pairs by `aims`."""
        scaled, at, live, width = self.scaled, self.at, self.scaled.live, self.scaled.width
        lead = live * (aims["slack"] - at.slack_dual * miss.slack) / at.slack
        force = live * (aims["flow"] / at.flow - miss.flow_dual) - lead
        right = np.zeros(self.size)
        right[:width] = (
            aims["built"] / at.built
            - miss.built_dual
            - (aims["rest"] - at.rest_dual * miss.rest) / at.rest
            + scaled.per_column(lead + self.tight * self.weight * force)
        )
        right[width:] = miss.spare - aims["spare"] / at.spare_dual - scaled.row_sums(self.weight * force)
        short = miss.hour_dual - (self.signed * force).sum(0)
        right += self.on_hours.T @ (short / self.total)
        worth, held, alone = np.zeros(scaled.hours), np.zeros(scaled.hours), np.zeros(scaled.hours)
        if scaled.program.store is not None:
            lead = (aims["room"] - at.room_dual * miss.room) / at.room
            held = aims["stored"] / at.stored - miss.stored_dual - lead
            right[:width] += scaled.per_store(lead + self.hold * self.ease * held)
            eased = self.ease * held
            apart = (self.signed * (scaled.kappa - self.mean) * force).sum(0)
            alone = miss.store_dual - apart - self.mean * miss.hour_dual - eased + eased[scaled.back]
            right += self.on_store.T @ self.ring.solve(alone[:, None])[:, 0]
        shared = np.linalg.solve(self.square, right) if self.size else right
        if scaled.program.store is not None:
            worth = self.ring.solve((alone - self.on_store @ shared)[:, None])[:, 0]
        hour_dual = (short - self.on_hours @ shared) / self.total - self.mean * worth
        return self._whole(miss, aims, shared, hour_dual, worth, force, held)

    def _whole(
        self,
        miss: Point,
        aims: Mapping[str, Array],
        shared: Array,
        hour_dual: Array,
        worth: Array,
        force: Array,
        held: Array,
    ) -> Point:
        """All parts of the step from those that are shared by hours."""
        scaled, at, live = self.scaled, self.at, self.scaled.live
        built, spare_dual = shared[: scaled.width], shared[scaled.width :]
        grown = scaled.by_flow(built)
        pulled = force + self.pull * grown - scaled.row_pull(spare_dual)
        flow = self.weight * (scaled.sign * (hour_dual + scaled.kappa * worth) + pulled)
        slack = live * (miss.slack + scaled.share * grown - flow)
        stored = room = np.zeros(scaled.hours)
        if scaled.program.store is not None:
            more = built[scaled.program.store.column]
            stored = self.ease * (worth - worth[scaled.ahead] + held + self.hold * more)
            room = miss.room + more - stored
        rest = miss.rest - built
        return Point(
            flow=flow,
            slack=slack,
            stored=stored,
            room=room,
            built=built,
            rest=rest,
            spare=(aims["spare"] - at.spare * spare_dual) / at.spare_dual,
            flow_dual=live * (aims["flow"] - at.flow_dual * flow) / at.flow,
            slack_dual=live * (aims["slack"] - at.slack_dual * slack) / at.slack,
            stored_dual=(aims["stored"] - at.stored_dual * stored) / at.stored,
            room_dual=(aims["room"] - at.room_dual * room) / at.room,
            built_dual=(aims["built"] - at.built_dual * built) / at.built,
            rest_dual=(aims["rest"] - at.rest_dual * rest) / at.rest,
            spare_dual=spare_dual,
            hour_dual=hour_dual,
            store_dual=worth,
        )
