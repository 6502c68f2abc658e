"""Interior-point method made for `program`: linear in the hours, and with its own proof.

Hours touch each other only through the store and through few capacities and rows. So each Newton step
eliminates the flows hour by hour, solves one tridiagonal system for the worth of stored energy, and a small
dense one for capacities and rows. Steps are Mehrotra's predictor and corrector. Whatever the duals are, they
prove a lower bound for every supply there is; the search ends when cost and bound meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.energy.newton import Newton
from wattwright.energy.program import Program
from wattwright.energy.scaled import Point, Scaled
from wattwright.errors import InfeasibleError

__all__ = ["Point", "Solution", "solve"]

Array = NDArray[np.float64]
_STEPS: Final = 300
_BACK: Final = 0.9995
"""Part of the way to the nearest border that a step goes."""
_MEETS: Final = 1e-8
"""Residual of balance and limits, over the largest load, that counts as none; a hundred times that where the
search can go no further."""
_CENTRED: Final = 3e-3
"""Mean product of pairs at which a point is kept as the start of a neighbour's search."""
_SCALES: Final = (1.0, 30.0, 0.03, 1000.0)
"""Units of cost, over the usual price, that are tried one after the other where no proof is reached."""
_PROVEN: Final = 1e-5
"""Relative gap between cost and bound that an answer may have at most."""
_WEIGHTS: Final = (1.0, 0.5, 0.25, 0.1)
"""Weights of the corrector that are tried."""
_PRIMAL: Final = ("flow", "slack", "stored", "room", "built", "rest", "spare")
_DUAL: Final = (
    "flow_dual",
    "slack_dual",
    "stored_dual",
    "room_dual",
    "built_dual",
    "rest_dual",
    "spare_dual",
)
_PAIRS: Final = tuple(zip(_PRIMAL, _DUAL, strict=True))


@dataclass(frozen=True, slots=True)
class Solution:
    """The optimum: flows (flows, hours) and stored energy (hours,), capacities, cost and its lower bound.

    `price_usd_per_mwh` is the cost of one more MWh of load by the hour, `stored_usd_per_mwh` that of one more
    MWh in the store, `shadow_usd` what one more unit of each row's bound saves, `margin_usd` what one more
    unit of each capacity would add to the cost where none is built, `most_usd` what one more unit of its most
    saves, `limit_usd_per_mwh` what one more MW of a flow's limit saves in an hour. `start` begins a
    neighbour's search.
    """

    flow_mw: Array
    stored_mwh: Array
    capacity_mw: Array
    usd: float
    bound_usd: float
    price_usd_per_mwh: Array
    stored_usd_per_mwh: Array
    shadow_usd: Array
    margin_usd: Array
    most_usd: Array
    limit_usd_per_mwh: Array
    steps: int
    start: Point

    @property
    def gap_share(self) -> float:
        """How far the cost may lie above the least one, over the cost."""
        return abs(self.usd - self.bound_usd) / max(abs(self.usd), 1e-12)


def solve(program: Program, *, gap_share: float = 1e-7, start: Point | None = None) -> Solution:
    """The least-cost answer, proven to `gap_share`; `start` is that of a neighbour with the same shape.

    Every flow needs a limit and every capacity a finite `most_mw`. InfeasibleError where no proof to 1e-5 is
    reached: then the rows contradict each other, or numbers differ by too many orders of magnitude.
    """
    told = 0
    for scale in _SCALES:
        scaled = Scaled(program, scale)
        begin = scaled.start() if start is None or scale != 1 else start
        found = _searched(scaled, begin, gap_share)
        told += found.steps
        if found.apart <= max(_PROVEN, gap_share):
            return _solution(scaled, found, told)
    raise InfeasibleError(
        "no least-cost supply is proven", ["limits contradict each other, or numbers differ too widely"]
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a search ended: relative gap, point, cost and bound, steps, and the start for a neighbour."""

    apart: float
    at: Point
    usd: float
    bound: float
    steps: int
    kept: Point


def _searched(scaled: Scaled, at: Point, gap_share: float) -> _Found:
    """The best point of a search from `at`."""
    kept, best, steps = at, _Found(np.inf, at, 0.0, 0.0, 0, at), -1
    with np.errstate(all="ignore"):
        while (steps := steps + 1) < _STEPS:
            miss = scaled.misses(at)
            usd, bound = scaled.usd_of(at), scaled.bound_of(at)
            apart = abs(usd - bound) / max(abs(usd), 1e-9)
            worst = max(
                float(np.abs(one).max(initial=0.0))
                for one in (miss.hour_dual, miss.slack, miss.store_dual, miss.spare)
            )
            mean = _mean(scaled, at)
            kept = at if mean > _CENTRED else kept
            if worst < 100 * _MEETS and apart < best.apart:
                best = _Found(apart, at, usd, bound, steps, kept)
            if worst < _MEETS and apart <= gap_share:
                break
            further = _stepped(scaled, at, miss, mean)
            if further is None:
                break
            at = further
    return replace(best, steps=steps)


def _solution(scaled: Scaled, found: _Found, steps: int) -> Solution:
    """In the units of the program."""
    usd_each, mw, at = scaled.unit_usd, scaled.mw, found.at
    return Solution(
        at.flow * scaled.live * mw,
        at.stored * mw,
        at.built * mw,
        found.usd * mw * usd_each,
        found.bound * mw * usd_each,
        at.hour_dual * usd_each,
        at.store_dual * usd_each,
        at.spare_dual * usd_each,
        at.built_dual * usd_each,
        at.rest_dual * usd_each,
        at.slack_dual * scaled.live * usd_each,
        steps,
        found.kept,
    )


def _products(scaled: Scaled, at: Point) -> dict[str, Array]:
    """Products of each pair of variable and multiplier; 0 where a pair does not exist."""
    found = {one: getattr(at, one) * getattr(at, other) for one, other in _PAIRS}
    for name in ("flow", "slack"):
        found[name] = found[name] * scaled.live
    if scaled.program.store is None:
        found["stored"] = found["room"] = np.zeros(scaled.hours)
    return found


def _mean(scaled: Scaled, at: Point) -> float:
    return float(sum(one.sum() for one in _products(scaled, at).values())) / scaled.pairs


def _moved(at: Point, step: Point, near: float, far: float) -> Point:
    """The point after a step: primal by `near`, dual by `far`."""
    return Point(
        **{
            one.name: getattr(at, one.name) + (near if one.name in _PRIMAL else far) * getattr(step, one.name)
            for one in fields(Point)
        }
    )


def _reach(at: Point, step: Point, names: Sequence[str]) -> float:
    """The part of a step, at most all, at which the first variable falls to 0."""
    return _reach_of(at, {name: getattr(step, name) for name in names})


def _reach_of(at: Point, moves: Mapping[str, Array]) -> float:
    low = 0.0
    for name, move in moves.items():
        now = getattr(at, name)
        low = min(low, float((move / np.where(now > 0, now, np.inf)).min(initial=0.0)))
    return 1.0 if low > -1 else -1 / low


def _stepped(scaled: Scaled, at: Point, miss: Point, mean: float) -> Point | None:
    """One predictor and corrector; None where numbers no longer tell the shared quantities apart."""
    try:
        newton, products = Newton(scaled, at), _products(scaled, at)
        step = newton.step(miss, {name: -value for name, value in products.items()})
        near, far = _reach(at, step, _PRIMAL), _reach(at, step, _DUAL)
        centre = mean * (_mean(scaled, _moved(at, step, near, far)) / mean) ** 3
        aims = {one: centre - getattr(step, one) * getattr(step, other) for one, other in _PAIRS}
        step, near, far = _weighted(at, step, newton.step(_nothing(miss), aims))
    except np.linalg.LinAlgError:
        return None
    further = _moved(at, step, min(1.0, _BACK * near), min(1.0, _BACK * far))
    return further if np.isfinite(scaled.usd_of(further) + scaled.bound_of(further)) else None


def _nothing(miss: Point) -> Point:
    """A point that misses nothing."""
    return Point(**{one.name: np.zeros_like(getattr(miss, one.name)) for one in fields(Point)})


def _weighted(at: Point, step: Point, corrector: Point) -> tuple[Point, float, float]:
    """The step with the weight of the corrector, primal and dual each its own, that reaches farthest."""
    found: dict[str, Array] = {}
    reaches = []
    for names, free in ((_PRIMAL, ()), (_DUAL, ("hour_dual", "store_dual"))):
        reach, weight = max(
            (_reach_of(at, {one: getattr(step, one) + part * getattr(corrector, one) for one in names}), part)
            for part in _WEIGHTS
        )
        found |= {one: getattr(step, one) + weight * getattr(corrector, one) for one in (*names, *free)}
        reaches.append(reach)
    return Point(**found), reaches[0], reaches[1]
