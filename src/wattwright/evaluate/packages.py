"""A package of one's own: by year who stays, what is paid and held, its present value, and paid up front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from wattwright.evaluate.told import Points, told_figures
from wattwright.resolve.leaves import assuming, from_assumption
from wattwright.strategy import people
from wattwright.strategy.packages import Milestone, PackageTerms, expected_usd, held_usd, paid_usd

__all__ = ["Milestone", "PackageTerms", "own_package"]

Array = NDArray[np.float64]
_ENDS: Final = (0.05, 0.5, 0.95)


def own_package(terms: PackageTerms, day: date, told: Mapping[str, Points] | None = None) -> dict[str, Any]:
    """Years with what is paid, held, expected, and who stays; the same sum paid on the first day beside it.

    Shares and USD as value, low and high over the draws. Assumptions are those known on `day`, or `told`.
    """
    with assuming(told_figures(told or {}, day)):
        draws = {
            name: from_assumption(f"leaving.{name}", day).draws
            for name in (
                "free_hazard_per_year",
                "bond_strength_ratio",
                "outside_pay_ratio",
                "discount_ratio",
            )
        }
    at_once = replace(
        terms,
        base_usd=0.0,
        bonus_usd=terms.total_usd,
        equity_usd=0.0,
        milestones=(),
        cliff_years=0.0,
        clawback_years=0.0,
    )
    return {
        "terms": {name: getattr(terms, name) for name in terms.__slots__ if name != "milestones"}
        | {"milestones": [[one.usd, one.year, one.chance_share] for one in terms.milestones]},
        "total_usd": terms.total_usd,
        "as_agreed": _course(terms, draws),
        "up_front": _course(at_once, draws),
    }


def _course(terms: PackageTerms, draws: Mapping[str, Array]) -> dict[str, Any]:
    yearly = terms.total_usd / terms.horizon_years
    outside = np.asarray(people.outside_pay_usd(yearly, draws["outside_pay_ratio"]))[:, None]
    ratio = people.unvested_ratio(held_usd(terms), outside)
    hazard = people.leaving_hazard_per_year(
        draws["free_hazard_per_year"][:, None], draws["bond_strength_ratio"][:, None], ratio
    )
    stay = np.exp(-np.cumsum(hazard, axis=1))
    expected = expected_usd(terms, np.asarray(stay))
    middle = np.arange(terms.horizon_years) + 0.5
    discount = (1 + draws["discount_ratio"][:, None]) ** -middle
    years = people.expected_stay_years(*stay.T)
    return {
        "paid_usd": paid_usd(terms).tolist(),
        "held_usd": held_usd(terms).tolist(),
        "stay_share": [_points(column) for column in stay.T],
        "expected_usd": [_points(column) for column in expected.T],
        "present_usd": _points((expected * discount).sum(axis=1)),
        "expected_stay_years": _points(np.asarray(years)),
        "usd_per_year_stayed": _points((expected * discount).sum(axis=1) / years),
    }


def _points(draws: Array) -> dict[str, float]:
    low, value, high = (float(one) for one in np.quantile(draws, _ENDS))
    return {"value": value, "low": low, "high": high}
