"""Places for published costs that name a chip but no campus: an hour of a chip, a gigawatt of a new site."""

from __future__ import annotations

from functools import lru_cache

from wattwright.catalog import Catalog
from wattwright.evaluate import evaluate
from wattwright.evaluate.hours import CLOUD, RENTED, Place, hourly_figures
from wattwright.plan import parse_plan
from wattwright.resolve import resolve
from wattwright.resolve.leaves import assuming
from wattwright.results import Figure, Origin, observed

__all__ = ["gigawatt_usd", "hour_of"]

_ASPECTS = {"hyperscaler": "", "neocloud": f" · {CLOUD}", "rental": f" · {RENTED}"}
_PLAN = """wattwright: 1
title: One site
as_of: {day}
campuses:
  - name: Site
    country: US
    accelerator: {chip}
    phases:
      - power: 1 GW
        counts: facility
        status: announced
"""


@lru_cache(maxsize=64)
def hour_of(catalog: Catalog, chip: str, power_kw: float, owner: str) -> Figure:
    """An hour of a chip that is never idle and draws `power_kw` with all that belongs to it.

    `owner` is "hyperscaler", "neocloud" or "rental". `catalog` knows one day; UnknownNameError if it knows no
    such chip.
    """
    assert catalog.day is not None
    name = catalog.resolve("accelerator", chip)
    origin = Origin("published", catalog.day, "own-derivation", "as the published row says")

    def point(name: str, value: float) -> Figure:
        return observed(name, chip, (value, value, value), origin, spread="point")

    with assuming({"accelerator.sold_share": point("sold_share", 1.0)}):
        plan = resolve(parse_plan(_PLAN.format(day=catalog.day, chip=name)), catalog)
    campus = plan.campuses[0]
    place = Place(
        plan,
        campus.phases[-1].accelerator,
        chip,
        None,
        point("accelerator_facility_power_w", 1000 * power_kw),
        campus.load_factor,
        campus.surroundings.electricity_price,
    )
    return next(
        one
        for one in hourly_figures(place)
        if one.name == "accelerator_cost_usd_per_h" and one.subject == chip + _ASPECTS[owner]
    )


@lru_cache(maxsize=4)
def gigawatt_usd(catalog: Catalog) -> Figure:
    """Capital cost in USD of a new site of one gigawatt in all, filled with GB300."""
    assert catalog.day is not None
    plan = parse_plan(_PLAN.format(day=catalog.day, chip="GB300"))
    found = evaluate(plan, at=catalog.day, catalog=catalog).find("capital_cost_usd", "Site")
    return next(one for one in found if one.subject == "Site")
