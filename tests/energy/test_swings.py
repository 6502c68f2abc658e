"""Swings, caps, chains and outages: closed forms, what must hold always, and published figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.energy.capping import Connection, best_cap, capping_curve
from wattwright.energy.electrical import campus_loss_mw, chain_share
from wattwright.energy.outages import Backup, Units, outage_survival_share, unserved_mwh
from wattwright.energy.swings import buffer_mw, buffer_mwh, mean_step_mw, smoothing

PHASES = st.lists(st.tuples(st.floats(0.1, 5.0), st.floats(0.0, 500.0)), min_size=1, max_size=5)


def test_the_buffer_of_a_gigawatt_campus_is_small_in_energy_and_large_in_power() -> None:
    assert buffer_mwh(400.0, 0.8, 5.0) * 3.6e3 == pytest.approx(320.0)
    assert buffer_mw(400.0, 0.8) == pytest.approx(320.0)
    assert mean_step_mw(600.0, 400.0, 0.8) == pytest.approx(920.0)


def test_a_flat_grid_needs_the_buffer_of_the_closed_form() -> None:
    flat = smoothing(np.array([4.0, 1.0]), np.array([1000.0, 600.0]), 0.0)
    assert flat.buffer_mwh == pytest.approx(buffer_mwh(400.0, 0.8, 5.0), rel=0.01)
    assert flat.buffer_mw == pytest.approx(buffer_mw(400.0, 0.8), rel=0.01)
    assert flat.high_mw == pytest.approx(flat.low_mw)


@given(PHASES, st.floats(1.0, 1e4))
def test_the_ramp_is_kept_and_a_looser_limit_never_needs_more(
    phases: list[tuple[float, float]], limit: float
) -> None:
    seconds, power = (np.array(one) for one in zip(*phases, strict=True))
    tight, loose = smoothing(seconds, power, limit), smoothing(seconds, power, 2 * limit)
    if np.isfinite(tight.ramp_mw_per_s):
        assert tight.ramp_mw_per_s <= limit * (1 + 1e-6)
    assert loose.buffer_mwh <= tight.buffer_mwh + 1e-6 * (power.max() + 1)
    assert smoothing(seconds, np.full(len(seconds), 7.0), limit).buffer_mwh == 0


@given(st.floats(0.0, 1.0), st.floats(1.5, 3.5), st.floats(50.0, 800.0))
def test_a_lower_cap_is_never_faster_and_a_best_cap_is_never_worse_than_none(
    share: float, exponent: float, beside: float
) -> None:
    caps = np.linspace(300.0, 700.0, 20)
    curve = capping_curve(caps, (650.0, 100.0), share, exponent, Connection(1e8, beside, 1.2))
    assert (np.diff(curve.rate_share) >= -1e-12).all()
    assert curve.work_ratio[best_cap(curve)] >= curve.work_ratio[-1]


def test_capping_pays_less_where_much_is_drawn_beside_the_accelerator() -> None:
    caps = np.linspace(300.0, 700.0, 41)
    best = [
        caps[best_cap(capping_curve(caps, (700.0, 100.0), 0.8, 2.4, Connection(1e9, beside, 1.2)))]
        for beside in (50.0, 900.0)
    ]
    assert best[0] < best[1]


def test_losses_grow_from_no_load_to_full_load() -> None:
    parts = np.linspace(0.0, 1000.0, 11)
    lost = np.asarray(campus_loss_mw(parts, 1000.0, 0.04, 0.25, 0.4))
    assert lost[0] == pytest.approx(10.0) and lost[-1] == pytest.approx(40.0)
    assert (np.diff(lost) > 0).all()
    assert chain_share(1.0, 1.0, 1.0, 1.0, 1.0, 0.9) == 0.9


def test_a_generator_with_a_battery_of_four_hours_survives_a_day_as_published() -> None:
    found = outage_survival_share(np.full(24, 100.0), Units(1, 100.0, 0.98, 0.1, 100.0), Backup(100.0, 400.0))
    assert found == pytest.approx(0.99**20 * 0.9 * 0.98, abs=1e-5)


def test_one_unit_more_makes_a_site_firmer_and_a_battery_that_may_fail_less_so() -> None:
    load = np.full(24, 100.0)
    one, two = (outage_survival_share(load, Units(count, 100.0, 0.95, 0.05, 500.0)) for count in (1, 2))
    assert one < two < 1
    sure, unsure = (
        outage_survival_share(load, Units(1, 100.0, 0.95, 0.05, 500.0), Backup(100.0, 2400.0, share))
        for share in (1.0, 0.9)
    )
    assert one < unsure < sure == pytest.approx(1.0)


def test_expected_unserved_energy_is_that_of_all_states() -> None:
    assert unserved_mwh(np.full(10, 100.0), 2, 60.0, 0.9) == pytest.approx(
        10 * (0.81 * 0 + 0.18 * 40 + 0.01 * 100)
    )
