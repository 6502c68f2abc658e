"""Draws: spreads meet their points, columns belong to identities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from wattwright.assumptions import load as load_assumptions
from wattwright.study import DRAWS, SPREADS, column, quantiles

POINTS = st.lists(st.floats(0.01, 1e12, allow_nan=False), min_size=3, max_size=3, unique=True).map(sorted)
ENDS = np.array([0.05, 0.5, 0.95])


@given(st.sampled_from([spread for spread in SPREADS if spread != "point"]), POINTS)
def test_every_spread_meets_its_three_points(spread: str, points: list[float]) -> None:
    low, value, high = points
    assert quantiles(spread, low, value, high, ENDS) == pytest.approx([low, value, high])


@given(st.sampled_from(SPREADS), POINTS)
def test_draws_rise_with_their_share_and_stay_positive(spread: str, points: list[float]) -> None:
    low, value, high = points
    drawn = quantiles(spread, low, value, high, np.linspace(0.001, 0.999, 101))
    assert (np.diff(drawn) >= 0).all()
    assert (drawn > 0).all()


def test_a_point_is_drawn_as_itself() -> None:
    assert (quantiles("point", 1.0, 2.0, 3.0, column("any")) == 2.0).all()
    assert (quantiles("normal", 2.0, 2.0, 2.0, column("any")) == 2.0).all()


def test_a_normal_spread_has_the_scores_of_the_normal_distribution() -> None:
    shares = np.linspace(0.001, 0.999, 201)
    drawn = quantiles("normal", -1.0, 0.0, 1.0, shares)
    assert drawn == pytest.approx(norm.ppf(shares) / norm.ppf(0.95))


def test_a_column_fills_every_stratum_once() -> None:
    shares = column("facility_to_it_ratio|campus|None")
    assert sorted((shares * DRAWS).astype(int)) == list(range(DRAWS))


def test_the_same_input_is_drawn_alike_and_others_are_independent() -> None:
    one, again, other = column("a|b"), column("a|b"), column("a|c")
    assert (one == again).all()
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.1
    assert (one != column("a|b", seed=1)).any()


def test_shares_are_never_drawn_above_one() -> None:
    for one in load_assumptions().values():
        if one.unit == "1" and one.high <= 1 and one.name.endswith(("share", "factor", "mfu")):
            drawn = quantiles(one.spread, one.low, one.value, one.high, column(one.name))
            assert drawn.max() <= 1, one.name
