"""Least-cost supply of a campus: capacities and hourly dispatch, proven by a lower bound.

`site` says what may supply it, `assembly` makes the linear program of all stages, `interior` solves it,
`answer` reads the solution by name. Whole units are found by branching on kinds whose number of units is
broken. Where a rule seems to break, the least breach of all rules decides whether it must, or only costs
much.
"""

from __future__ import annotations

import heapq
import itertools
from dataclasses import replace
from typing import Final

import numpy as np

from wattwright.energy.answer import StageSupply, Supply, read, shortfalls
from wattwright.energy.assembly import Assembled, Bounds, WayOut, assemble
from wattwright.energy.interior import Point, Solution, solve
from wattwright.energy.site import Site

__all__ = ["StageSupply", "Supply", "least_cost_supply"]

_WHOLE: Final = 5e-3
"""Part of a unit that is taken for none."""
_GAP: Final = 1e-6
"""Relative gap between cost and proven bound."""
_UNITS_GAP: Final = 5e-4
"""Relative gap at which the search for whole units ends."""
_BRANCHES: Final = 200
_DEARER: Final = 100.0


def least_cost_supply(site: Site, *, start: Point | None = None, gap_share: float = _GAP) -> Supply:
    """The cheapest supply of all stages, proven to `gap_share`.

    `start` of a neighbour of the same shape makes it quicker.

    Rules that cannot be kept show as `shortfalls`, with the least breach that is possible. DataError lists
    everything that is wrong with the site.
    """
    site.check()
    if site.rules.whole_units and any(one.unit_mw > 0 for one in site.plants):
        return _whole_units(site)
    out = WayOut()
    while True:
        made = assemble(site, out=out)
        found = solve(made.program, gap_share=gap_share, start=start)
        short = shortfalls(made, found, site)
        if short:
            least = assemble(site, out=replace(out, alone=True))
            must = shortfalls(least, solve(least.program, gap_share=_GAP), site)
            if must or out.usd_per_t > WayOut().usd_per_t * _DEARER:
                return replace(read(made, found, site), shortfalls=must or short)
            out = WayOut(out.usd_per_mwh * _DEARER, out.usd_per_t * _DEARER, out.usd_per_mw * _DEARER)
            continue
        return read(made, found, site)


def _whole_units(site: Site) -> Supply:
    """Branch and bound on numbers of units; the proof is the bound of the lowest open branch."""
    order = itertools.count()
    best: tuple[float, Assembled, Solution, Bounds] | None = None
    waiting: list[tuple[float, int, Bounds]] = [(-np.inf, next(order), {})]
    for _ in range(_BRANCHES):
        if not waiting or (best is not None and waiting[0][0] >= best[0] - _UNITS_GAP * abs(best[0])):
            break
        _, _, bounds = heapq.heappop(waiting)
        made = assemble(site, bounds)
        found = solve(made.program, gap_share=_GAP)
        fixed = _fixed_usd(site, bounds)
        usd, bound = found.usd + fixed, found.bound_usd + fixed
        if best is not None and bound >= best[0]:
            continue
        broken = _broken(made, found, site, bounds)
        if broken is None:
            best = (usd, made, found, bounds) if best is None or usd < best[0] else best
            continue
        for pair in broken[1:]:
            heapq.heappush(waiting, (bound, next(order), {**bounds, broken[0]: pair}))
    assert best is not None, "every branch ends in whole units"
    usd, made, found, bounds = best
    answer = read(made, found, site, bounds)
    return replace(
        answer, usd=usd, bound_usd=min([found.bound_usd + usd - found.usd, *(one[0] for one in waiting)])
    )


def _fixed_usd(site: Site, bounds: Bounds) -> float:
    """Cost of the capacity that a branch sets from below."""
    usd = {one.name: one.usd_per_mw_year for one in site.plants}
    return sum(usd[name] * site.stages[place].years * low for (place, name), (low, _) in bounds.items())


def _broken(
    made: Assembled, found: Solution, site: Site, bounds: Bounds
) -> tuple[tuple[int, str], tuple[float, float], tuple[float, float]] | None:
    """The stage and kind whose number of units is farthest from a whole one, and the two ways to go on."""
    worst, at = _WHOLE, None
    for place, columns in enumerate(made.columns):
        for plant in site.plants:
            if plant.unit_mw > 0 and plant.name in columns:
                low, high = bounds.get((place, plant.name), (0.0, plant.most_mw))
                units = (low + float(found.capacity_mw[columns[plant.name]])) / plant.unit_mw
                if abs(units - round(units)) > worst:
                    worst, below = abs(units - round(units)), float(np.floor(units)) * plant.unit_mw
                    at = (place, plant.name), (low, below), (below + plant.unit_mw, high)
    return at
