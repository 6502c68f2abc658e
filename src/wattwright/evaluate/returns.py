"""What it brings to own accelerators and rent them out: rate of return and present value over their life."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.economics.present import internal_rate, net_present_usd
from wattwright.results import Figure, Results
from wattwright.units import HOURS_PER_YEAR

__all__ = ["owner_return"]

Array = NDArray[np.float64]
_ENDS: Final = (0.05, 0.5, 0.95)


def owner_return(results: Results, campus: str) -> dict[str, dict[str, float]] | None:
    """Return a year, and present value in USD of one accelerator, at the market's rent; None without a rent.

    Flows of whole years, draw by draw: equipment and halls at first, rent of the hours in use less upkeep and
    electricity, and at the end what equipment and halls are still worth.
    """
    shares = results.find("break_even_share", campus)
    if not shares:
        return None
    given = _behind(shares[-1])
    energy_usd = given["accelerator_facility_power_w"] * 1e-6 * given["electricity_price_usd_per_mwh"]
    cost = given["accelerator_other_usd_per_h"] + energy_usd * given["load_factor"]
    income = HOURS_PER_YEAR * (given["sold_share"] * given["rental_usd_per_h"] - cost)
    life = np.maximum(np.rint(given["accelerator_life_years"]), 1.0)
    hall, equipment = given["accelerator_hall_usd"], given["accelerator_capital_usd"]
    left = equipment * given["residual_share"] + hall * np.maximum(1 - life / given["hall_life_years"], 0.0)
    years = np.arange(int(life.max()) + 1)
    flows = np.where((years > 0) & (years <= life[:, None]), income[:, None], 0.0)
    flows[:, 0] = -(equipment + hall)
    flows[np.arange(len(life)), life.astype(np.intp)] += left
    return {
        "return_ratio": _points(np.nan_to_num(internal_rate(flows), nan=-1.0)),
        "present_usd": _points(net_present_usd(given["capital_interest_ratio"], flows)),
    }


def _behind(figure: Figure) -> dict[str, Array]:
    """Draws of everything behind a figure by name; what stands nearest to it where a name comes twice."""
    found: dict[str, Array] = {}
    for _, one in sorted(figure.tree(), key=lambda pair: pair[0]):
        found.setdefault(one.name, one.draws)
    return found


def _points(draws: Array) -> dict[str, float]:
    low, value, high = (float(one) for one in np.quantile(draws, _ENDS))
    return {"value": value, "low": low, "high": high}
