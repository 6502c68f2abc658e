"""A package with all its parts by year: what is paid, what a leaver would lose, what it is expected to cost.

Years stand in the last axis, draws in those before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from wattwright.errors import DataError

__all__ = ["Milestone", "PackageTerms", "expected_usd", "held_usd", "paid_usd"]

Array = NDArray[np.float64]
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Milestone:
    """A sum that falls due at the end of a year if a goal is reached, which has this chance."""

    usd: float
    year: int
    chance_share: float


@dataclass(frozen=True, slots=True)
class PackageTerms:
    """Terms of a package in USD and years; DataError lists everything that does not fit together.

    The signing bonus is paid on the first day, and paid back in part on leaving before `clawback_years`.
    Equity vests evenly over `vesting_years`, nothing of it before `cliff_years`.
    """

    base_usd: float = 0.0
    bonus_usd: float = 0.0
    equity_usd: float = 0.0
    vesting_years: float = 4.0
    cliff_years: float = 0.0
    clawback_years: float = 0.0
    milestones: tuple[Milestone, ...] = ()
    horizon_years: int = 4

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise DataError("the package cannot be computed", problems)

    @property
    def total_usd(self) -> float:
        """Everything that is paid over the horizon to someone who stays, milestones by their chance."""
        return float(paid_usd(self).sum())


def _problems(terms: PackageTerms) -> Iterator[str]:
    horizon = terms.horizon_years
    for name in ("base_usd", "bonus_usd", "equity_usd", "cliff_years", "clawback_years"):
        value = getattr(terms, name)
        if not isfinite(value) or value < 0:
            yield f"{name} is {value:g}, but counts from zero up"
    if not 1 <= horizon <= _LONGEST:
        yield f"horizon_years is {horizon}, but lies between 1 and {_LONGEST}"
    yield from _times(terms)
    for one in terms.milestones:
        yield from _wrong_milestone(one, horizon)
    if not (terms.base_usd or terms.bonus_usd or terms.equity_usd or terms.milestones):
        yield "nothing is paid; give base, bonus, equity or a milestone"


def _times(terms: PackageTerms) -> Iterator[str]:
    horizon, vesting = terms.horizon_years, terms.vesting_years
    if not isfinite(vesting) or vesting <= 0:
        yield f"vesting_years is {vesting:g}, but must be above 0"
    if terms.equity_usd > 0 and vesting > horizon:
        yield f"equity vests over {vesting:g} years, beyond the horizon of {horizon}"
    if terms.cliff_years > vesting:
        yield f"the cliff of {terms.cliff_years:g} years lies beyond the vesting of {vesting:g}"
    if terms.clawback_years > horizon:
        yield f"the clawback of {terms.clawback_years:g} years lies beyond the horizon of {horizon}"


def _wrong_milestone(one: Milestone, horizon: int) -> Iterator[str]:
    if not 0 <= one.chance_share <= 1:
        yield f"a milestone has the chance {one.chance_share:g}, but a share lies between 0 and 1"
    if not 1 <= one.year <= horizon:
        yield f"a milestone falls into year {one.year}, beyond the horizon of {horizon}"
    if not isfinite(one.usd) or one.usd <= 0:
        yield f"a milestone is {one.usd:g} USD, but must be above 0"


def paid_usd(terms: PackageTerms) -> Array:
    """What someone who stays is paid in each year of the horizon, shape (years,).

    >>> paid_usd(PackageTerms(base_usd=1.0, bonus_usd=10.0, equity_usd=40.0)).tolist()
    [21.0, 11.0, 11.0, 11.0]
    """
    years = np.arange(1, terms.horizon_years + 1, dtype=np.float64)
    paid = terms.base_usd + terms.equity_usd * (_vested(terms, years) - _vested(terms, years - 1))
    paid[0] += terms.bonus_usd
    for one in terms.milestones:
        paid[one.year - 1] += one.usd * one.chance_share
    return np.asarray(paid)


def held_usd(terms: PackageTerms) -> Array:
    """What someone who leaves in the middle of each year gives up or pays back, shape (years,).

    >>> held_usd(PackageTerms(bonus_usd=10.0, equity_usd=40.0, clawback_years=1.0)).tolist()
    [40.0, 25.0, 15.0, 5.0]
    """
    middle = _middles(terms)
    held = terms.equity_usd * (1 - _vested(terms, middle)) + _owed(terms, middle)
    for one in terms.milestones:
        held = held + np.where(middle < one.year, one.usd * one.chance_share, 0.0)
    return np.asarray(held)


def expected_usd(terms: PackageTerms, stay_share: Array) -> Array:
    """What is expected to be paid in each year, less what leavers pay back; shape of `stay_share`.

    `stay_share` is the share still there at the end of each year, shape (…, years). Who leaves does so in the
    middle of a year and has been paid for half of it; the signing bonus is paid to all.

    >>> expected_usd(PackageTerms(base_usd=10.0, horizon_years=2), np.array([0.8, 0.6])).round(2).tolist()
    [9.0, 7.0]
    """
    before = np.concatenate([np.ones_like(stay_share[..., :1]), stay_share[..., :-1]], axis=-1)
    paid = paid_usd(terms)
    paid[0] -= terms.bonus_usd
    expected = paid * (before + stay_share) / 2
    expected = expected - (before - stay_share) * _owed(terms, _middles(terms))
    expected[..., 0] += terms.bonus_usd
    return np.asarray(expected)


def _middles(terms: PackageTerms) -> Array:
    """Years from joining to the middle of each year."""
    return np.asarray(np.arange(terms.horizon_years, dtype=np.float64) + 0.5)


def _vested(terms: PackageTerms, elapsed: Array) -> Array:
    """Part of the equity that is earned after so many years."""
    earned = np.minimum(elapsed, terms.vesting_years) / terms.vesting_years
    return np.asarray(np.where(elapsed < terms.cliff_years, 0.0, earned))


def _owed(terms: PackageTerms, elapsed: Array) -> Array:
    """Part of the signing bonus that is paid back on leaving after so many years."""
    if terms.clawback_years <= 0:
        return np.zeros_like(elapsed)
    return np.asarray(
        terms.bonus_usd * (1 - np.minimum(elapsed, terms.clawback_years) / terms.clawback_years)
    )
