"""Packages with all their parts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.errors import DataError
from wattwright.strategy.packages import Milestone, PackageTerms, expected_usd, held_usd, paid_usd

SUMS = st.floats(0, 1e9)


@st.composite
def packages(draw: st.DrawFn) -> PackageTerms:
    horizon = draw(st.integers(1, 10))
    vesting = draw(st.floats(0.25, horizon))
    return PackageTerms(
        base_usd=draw(SUMS) + 1.0,
        bonus_usd=draw(SUMS),
        equity_usd=draw(SUMS),
        vesting_years=vesting,
        cliff_years=draw(st.floats(0, vesting)),
        clawback_years=draw(st.floats(0, horizon)),
        milestones=(Milestone(draw(SUMS) + 1.0, draw(st.integers(1, horizon)), draw(st.floats(0, 1))),),
        horizon_years=horizon,
    )


@given(packages())
def test_who_stays_is_paid_everything(terms: PackageTerms) -> None:
    milestones = sum(one.usd * one.chance_share for one in terms.milestones)
    whole = terms.base_usd * terms.horizon_years + terms.bonus_usd + terms.equity_usd + milestones
    assert paid_usd(terms).sum() == pytest.approx(whole)
    assert (paid_usd(terms) >= 0).all()


@given(packages())
def test_what_is_at_stake_only_shrinks(terms: PackageTerms) -> None:
    assert (np.diff(held_usd(terms)) <= 1e-6).all() and (held_usd(terms) >= 0).all()


@given(packages())
def test_a_package_costs_no_more_than_it_says_and_all_of_it_if_everybody_stays(terms: PackageTerms) -> None:
    stays = np.ones(terms.horizon_years)
    assert expected_usd(terms, stays) == pytest.approx(paid_usd(terms))
    leaving = np.exp(-0.3 * np.arange(1, terms.horizon_years + 1))
    assert expected_usd(terms, leaving).sum() <= paid_usd(terms).sum() * (1 + 1e-9)


def test_a_leaver_pays_a_part_of_the_bonus_back() -> None:
    terms = PackageTerms(bonus_usd=100.0, clawback_years=2.0, horizon_years=2)
    expected = expected_usd(terms, np.array([0.5, 0.5]))
    assert expected.tolist() == pytest.approx([100 - 0.5 * 75, 0.0])


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    with pytest.raises(DataError) as caught:
        PackageTerms(
            base_usd=-1.0,
            equity_usd=1e8,
            vesting_years=6.0,
            cliff_years=7.0,
            clawback_years=9.0,
            milestones=(Milestone(0.0, 5, 1.5),),
        )
    assert len(caught.value.problems) == 7
    with pytest.raises(DataError, match="nothing is paid"):
        PackageTerms()
    with pytest.raises(DataError, match="must be above 0"):
        PackageTerms(equity_usd=1.0, vesting_years=0.0)
