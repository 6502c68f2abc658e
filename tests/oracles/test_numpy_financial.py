"""Debt service and annuities against numpy-financial, which shares no code with us."""

from __future__ import annotations

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.economics import costs, finance

INTEREST = st.floats(0.001, 0.3)
TERMS = st.integers(1, 40)


@given(st.floats(1e3, 1e12), INTEREST, TERMS)
def test_level_payments_agree(principal: float, interest: float, years: int) -> None:
    ours = finance.level_payment_usd(principal, interest, years)
    assert ours == pytest.approx(-npf.pmt(interest, years, principal))


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
    assert costs.annual_capital_usd(capital, interest, years) == pytest.approx(
        -npf.pmt(interest, years, capital)
    )


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
