"""Debt service and annuities against numpy-financial, which shares no code with us."""

from __future__ import annotations

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.economics import finance, hours, present

INTEREST = st.floats(0.001, 0.3)
TERMS = st.integers(1, 40)
EXACT = 1e-9


@given(st.floats(1e3, 1e12), INTEREST, TERMS)
def test_level_payments_agree(principal: float, interest: float, years: int) -> None:
    ours = finance.level_payment_usd(principal, interest, years)
    assert ours == pytest.approx(-npf.pmt(interest, years, principal), rel=EXACT)


@given(st.floats(1e3, 1e12), INTEREST, TERMS)
def test_the_present_value_of_all_payments_is_the_principal(
    principal: float, interest: float, years: int
) -> None:
    payment = finance.level_payment_usd(principal, interest, years)
    flows = [0.0, *[float(payment)] * years]
    assert npf.npv(interest, flows) == pytest.approx(principal, rel=1e-6)


@given(st.floats(1e3, 1e6), INTEREST, TERMS)
def test_the_capital_charge_of_an_accelerator_is_an_annuity(
    capital: float, interest: float, years: int
) -> None:
    charged = hours.annual_capital_usd(capital, interest, years, 0.2)
    assert charged == pytest.approx(-npf.pmt(interest, years, capital, -0.2 * capital), rel=EXACT)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40), INTEREST)
def test_present_values_agree(flows: list[float], interest: float) -> None:
    ours = float(present.net_present_usd(interest, flows))
    assert ours == pytest.approx(npf.npv(interest, flows), rel=EXACT, abs=1e-6)


@given(st.floats(1.0, 1e6), st.lists(st.floats(1.0, 1e5), min_size=2, max_size=30))
def test_rates_of_return_agree(outlay: float, returns: list[float]) -> None:
    flows = [-outlay, *returns]
    theirs = npf.irr(flows)
    ours = float(present.internal_rate(flows))
    assert float(present.net_present_usd(ours, flows)) == pytest.approx(
        0.0, abs=1e-9 * (outlay + sum(returns))
    )
    if np.isfinite(theirs) and theirs > -0.9:
        assert ours == pytest.approx(float(theirs), rel=EXACT, abs=EXACT)


def test_rates_and_values_of_many_series_at_once_are_those_of_each() -> None:
    flows = np.array([[-100.0, 60.0, 60.0], [-100.0, 30.0, 90.0], [-100.0, 10.0, 20.0]])
    rates = present.internal_rate(flows)
    assert rates == pytest.approx([float(npf.irr(row)) for row in flows], rel=EXACT)
    assert present.net_present_usd(rates, flows) == pytest.approx(np.zeros(3), abs=1e-9)


@given(st.floats(1e3, 1e9), st.floats(0.0, 0.5), st.integers(1, 30))
def test_straight_line_depreciation_ends_at_the_salvage_value(cost: float, part: float, life: int) -> None:
    values = present.straight_line_values_usd(cost, part * cost, life)
    expected = [cost - (year + 1) * (cost - part * cost) / life for year in range(life)]
    assert values == pytest.approx(expected, rel=EXACT)
    assert values[-1] == pytest.approx(part * cost, rel=EXACT, abs=1e-6)


@given(INTEREST, TERMS)
def test_the_annuity_factor_agrees(interest: float, years: int) -> None:
    assert present.annuity_ratio(interest, years) == pytest.approx(-npf.pmt(interest, years, 1.0), rel=EXACT)


def test_the_interest_of_the_first_year_agrees() -> None:
    ours = finance.annual_interest_usd(27e9, 0.0658)
    assert ours == pytest.approx(-float(npf.ipmt(0.0658, 1, 24, 27e9)))


def test_the_hyperion_loan_is_paid_back_after_its_term() -> None:
    payment = float(finance.level_payment_usd(27e9, 0.0658, 24.0))
    balance = 27e9
    for _ in range(24):
        balance = balance * 1.0658 - payment
    assert balance == pytest.approx(0.0, abs=1e-2)
    assert np.isclose(npf.fv(0.0658, 24, payment, -27e9), 0.0, atol=1e-2)
