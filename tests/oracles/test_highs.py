"""Our interior-point method against HiGHS on programs that chance has made: same optimum, and a bound below
it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import lil_array

from wattwright.energy.interior import solve
from wattwright.energy.program import Capacity, Flow, Program, Row, Store

HOURS = 36


def highs(program: Program) -> float:
    """The optimum by HiGHS, from the definition of the program, entry by entry."""
    hours, flows, width = len(program.load_mw), program.flows, len(program.capacities)
    size = (len(flows) + 1) * hours + width

    def at(flow: int, hour: int) -> int:
        return flow * hours + hour

    usd = np.zeros(size)
    for place, flow in enumerate(flows):
        usd[place * hours : (place + 1) * hours] = flow.usd_per_mwh
    first = (len(flows) + 1) * hours
    usd[first:] = [one.usd_per_mw for one in program.capacities]
    equal, right = lil_array((2 * hours, size)), np.zeros(2 * hours)
    below, most = lil_array(((len(flows) + 1) * hours + len(program.rows), size)), []
    for hour in range(hours):
        right[hour] = program.load_mw[hour]
        for place, flow in enumerate(flows):
            equal[hour, at(place, hour)] = flow.sign
            below[len(most), at(place, hour)] = 1.0
            if flow.column[hour] >= 0:
                below[len(most), first + flow.column[hour]] = -flow.available_share[hour]
            most.append(flow.fixed_mw[hour])
        if program.store is not None:
            store, here = program.store, at(len(flows), hour)
            begin = store.starts[store.starts <= hour][-1]
            ends = np.append(store.starts[1:], hours)[store.starts == begin][0] - 1
            before = at(len(flows), ends if hour == begin else hour - 1)
            equal[hours + hour, here] += 1.0
            equal[hours + hour, before] -= 1.0
            equal[hours + hour, at(store.charge, hour)] = -store.way_share
            equal[hours + hour, at(store.discharge, hour)] = 1 / store.way_share
            below[len(most), here] = 1.0
            below[len(most), first + store.column[hour]] = -1.0
            most.append(store.fixed_mwh[hour])
    for row in program.rows:
        for place, values in row.flows.items():
            for hour in range(hours):
                below[len(most), at(place, hour)] = values[hour]
        for place, value in row.capacities.items():
            below[len(most), first + place] = value
        most.append(row.bound)
    bounds = [(0, None)] * first + [(0, one.most_mw) for one in program.capacities]
    found = linprog(usd, below.tocsr()[: len(most)], most, equal.tocsr(), right, bounds, method="highs")
    assert found.status == 0, found.message
    return float(found.fun)


def made(seed: int, *, rounds: int, charged: bool, capped: bool) -> Program:
    """A program of chance: a connection, waiting load, two plants, sun, perhaps a store and a cap."""
    chance = np.random.default_rng(seed)
    none, nowhere, ones = np.zeros(HOURS), np.full(HOURS, -1), np.ones(HOURS)
    load = chance.uniform(0, 100, HOURS) * (chance.random(HOURS) > 0.1)
    sun = np.maximum(np.sin(np.arange(HOURS) * np.pi / 12), 0) * chance.uniform(0, 1, HOURS)
    # priced as a year would be: the last way out stays dear, negative prices occur
    price = chance.uniform(-20, 120, HOURS).round(3)
    capacities = [
        Capacity("gas", chance.uniform(0, 2000), 300.0),
        Capacity("sun", chance.uniform(50, 500), 300.0),
    ]
    peak = nowhere
    limit = chance.uniform(0, 80)
    if charged:
        capacities += [Capacity("peak", 800.0, limit), Capacity("peak later", 200.0, limit)]
        peak = np.where(np.arange(HOURS) < HOURS // 2, 2, 3)
    flows = [
        Flow("grid", 1, price, 0 * ones if charged else limit * ones, ones, peak),
        Flow("wait", 1, 400 * ones, load, none, nowhere),
        Flow("gas", 1, chance.uniform(20, 80) * ones, none, chance.uniform(0.8, 1, HOURS), nowhere * 0),
        Flow("sun", 1, none, sun * chance.uniform(0, 20), sun, nowhere * 0 + 1),
    ]
    store = None
    if rounds:
        place = len(capacities)
        capacities += [
            Capacity("power", chance.uniform(1, 50), 200.0),
            Capacity("energy", chance.uniform(1, 50), 900.0),
        ]
        flows += [
            Flow("charge", -1, none, none, ones, np.full(HOURS, place)),
            Flow("discharge", 1, none, none, ones, np.full(HOURS, place)),
        ]
        starts = np.arange(rounds) * (HOURS // rounds)
        store = Store(4, 5, chance.uniform(0.8, 1), np.full(HOURS, place + 1), none, starts)
    rows = []
    if capped:
        weights = {0: 0.5 * ones, 2: 0.4 * ones}
        rows = [Row("cap", 0.1 * float(load.sum()) + 1, weights), Row("both", 150.0, {}, {0: 1.0, 1: 2.0})]
    return Program(load, flows, capacities, store, rows)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 3), st.booleans(), st.booleans())
def test_chance_programs_have_the_optimum_that_highs_finds(
    seed: int, rounds: int, charged: bool, capped: bool
) -> None:
    program = made(seed, rounds=rounds, charged=charged, capped=capped)
    found, exact = solve(program), highs(program)
    scale = max(abs(exact), 1.0)
    assert found.usd == pytest.approx(exact, rel=1e-5, abs=1e-3)
    assert found.bound_usd <= exact + 1e-6 * scale  # HiGHS keeps limits to 1e-7 itself
    assert found.gap_share < 1e-5
