"""Plan and dated catalog to a plan without gaps."""

from __future__ import annotations

from typing import Final

from wattwright.catalog import Catalog
from wattwright.errors import CatalogError
from wattwright.plan import Plan
from wattwright.resolve.accelerators import chip_of_the_time, resolve_accelerator
from wattwright.resolve.campuses import UNNAMED, resolve_campus
from wattwright.resolve.known import known_name
from wattwright.resolve.leaves import from_assumption, known_assumption
from wattwright.resolve.milestones import resolve_milestones, resolve_slip
from wattwright.resolve.model import ResolvedAccelerator, ResolvedPlan
from wattwright.resolve.money import resolve_deal, resolve_packages, resolve_periods
from wattwright.resolve.rivals import resolve_frontier, resolve_rivals
from wattwright.resolve.runs import resolve_run
from wattwright.resolve.surroundings import Region, areas, surroundings

__all__ = ["resolve"]

_ASSUMED: Final = (
    "cluster.network_power_share",
    "pretraining.mfu",
    "pretraining.goodput_share",
    "pretraining.batch_tokens",
    "campus.facility_to_it_ratio",
    "campus.load_factor",
    "full_load.load_factor",
    "campus.wue_l_per_kwh",
    "campus.construction_cost_usd_per_w",
    "campus.land_price_usd_per_m2",
    "campus.area_m2_per_mw",
    "campus.paid_price_ratio",
    "campus.server_cost_factor",
    "campus.network_cost_share",
    "research.training_spend_share",
    "research.efficiency_gain_ratio",
    "frontier.frontier_index_per_year",
    "accelerator.capital_interest_ratio",
    "accelerator.accelerator_life_years",
    "accelerator.sold_share",
    "campus.storage_cost_share",
    "campus.electrical_cost_share",
    "campus.mechanical_cost_share",
    "campus.hall_build_years",
    "campus.equipment_lead_years",
    "campus.equipment_upkeep_share",
    "campus.hall_upkeep_share",
    "campus.tax_and_insurance_share",
    "campus.site_staff_per_mw",
    "campus.site_pay_usd",
    "campus.hall_life_years",
    "campus.price_decay_per_year",
)
"""Assumptions that every plan may need, keyed in the resolved plan by their last part."""

_EPOCH: Final = ("epoch.capital_cost_usd_per_w", "epoch.operating_usd_per_w")
"""Constants of Epoch AI's table, not there before it was."""


def resolve(plan: Plan, catalog: Catalog) -> ResolvedPlan:
    """The plan with everything filled in as known on the catalog's day.

    What the plan leaves out comes from the catalog, else from an assumption; both say so. CatalogError if the
    catalog has no day.
    """
    if catalog.day is None:
        raise CatalogError("a plan is resolved with the knowledge of one day", ["use catalog.at(day)"])
    assumptions = {
        "full_load" if name.startswith("full_load") else name.partition(".")[2]: from_assumption(
            name, catalog.day
        )
        for name in _ASSUMED
    }
    for name in _EPOCH:
        for figure in known_assumption(name, catalog.day):
            assumptions[name.partition(".")[2]] = figure
    runs = (resolve_run(run, plan, catalog) for run in plan.training)
    return ResolvedPlan(
        plan.title,
        plan.company or UNNAMED,
        plan.as_of,
        catalog.day,
        tuple(resolve_campus(campus, plan, catalog) for campus in plan.campuses),
        resolve_periods(plan, catalog),
        tuple(run for run in runs if run is not None),
        resolve_packages(plan, catalog),
        tuple(resolve_deal(deal, plan, catalog) for deal in plan.deals),
        resolve_milestones(plan, catalog),
        resolve_slip(catalog),
        resolve_rivals(catalog),
        resolve_frontier(catalog),
        _reference(plan, catalog),
        assumptions,
        surroundings(Region("US", ""), catalog),
        areas(catalog),
        catalog.fingerprint(),
    )


def _reference(plan: Plan, catalog: Catalog) -> ResolvedAccelerator:
    """The chip in which sums of money are counted: the newest one on the day of the plan."""
    builder = known_name(catalog, "company", plan.company)
    return resolve_accelerator(chip_of_the_time(builder, plan.as_of, catalog), plan.as_of, catalog)
