"""Capability, milestones and pay against published values."""

from __future__ import annotations

import pytest

from wattwright.strategy import capability, milestones, people


def test_metas_gap_of_15_points_is_a_year_of_frontier_progress() -> None:
    gap = capability.capability_gap(148.2, 133.2)
    assert capability.capability_gap_years(gap, 15.2) == pytest.approx(0.99, abs=0.01)


def test_the_estimate_for_prometheus_slipped_by_more_than_a_day_a_day() -> None:
    assert milestones.slip_ratio(322.0, 288.0) == pytest.approx(1.118, abs=1e-3)


def test_without_slip_a_date_holds() -> None:
    lead = milestones.projected_lead_days(100.0, 0.0)
    assert milestones.slip_days(lead, 100.0) == 0


def test_what_is_reached_slips_no_more() -> None:
    assert milestones.slip_days(milestones.reached_lead_days(-30.0), -100.0) == 70.0


def test_a_package_of_250_million_over_four_years_is_62_5_million_a_year() -> None:
    assert people.annual_pay_usd(250e6, 4.0) == 62.5e6


def test_one_percent_of_research_compute_is_worth_as_much_as_a_large_package() -> None:
    low, high = (people.research_gain_usd(70e9, share, 0.01) for share in (0.10, 0.20))
    assert (low, high) == pytest.approx((70e6, 140e6))
