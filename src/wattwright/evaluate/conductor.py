"""Calls the parts in order and adds up what may be added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from wattwright import __version__
from wattwright.catalog import Catalog
from wattwright.catalog import load as load_catalog
from wattwright.economics import costs, market
from wattwright.evaluate.campuses import FULL_LOAD, PhaseFigures, campus_figures, households, phase_figures
from wattwright.evaluate.cash import cash_figures
from wattwright.evaluate.company import (
    deal_figures,
    period_figures,
    rival_figures,
    spending_totals,
)
from wattwright.evaluate.crossings import (
    it_power_in_watts,
    total_accelerator_count,
    total_annual_energy_mwh,
    total_capital_cost_usd,
    total_facility_power_mw,
    total_peak_flop_per_s,
    total_useful_flop_per_s,
)
from wattwright.evaluate.energy import annual_pue_of, energy_figures
from wattwright.evaluate.hours import Place, hourly_figures, voice_figure
from wattwright.evaluate.listed import listed_offers
from wattwright.evaluate.milestones import milestone_figures
from wattwright.evaluate.openness import TEXT, VOICE, Offer, openness_figures
from wattwright.evaluate.people import package_figures, staff_figures, usual_stay_figures
from wattwright.evaluate.runs import run_figures
from wattwright.evaluate.told import Points, told_figures
from wattwright.plan import Plan
from wattwright.resolve import ResolvedPlan, resolve
from wattwright.resolve.known import known_name, when_known
from wattwright.resolve.leaves import assuming, from_fact
from wattwright.resolve.model import SITE
from wattwright.results import Figure, Results, derived

__all__ = ["evaluate"]

_SEED: Final = 0
_RENT: Final = "rental_usd_per_h"

_GROUPS: Final = {
    "plan": ("announced", "contracted", "construction"),
    "projected": ("projected",),
    "sites running": ("operational",),
}
"""Aspect of a sum over sites → status of its phases: promised by builders, expected by others, running."""


def evaluate(
    plan: Plan,
    *,
    at: date,
    catalog: Catalog | None = None,
    told: Mapping[str, Points] | None = None,
) -> Results:
    """All figures of `plan` with the knowledge of the day `at`.

    What the plan leaves out comes from `catalog` (the one that ships where none is given), else from an
    assumption, own ones (`told`: name → low, value, high) before those that ship. Errors of `resolve` and
    `told_figures` pass through.
    """
    known = (load_catalog() if catalog is None else catalog).at(at)
    with assuming(told_figures(told or {}, at)):
        resolved = resolve(plan, known)
        distinct = {
            (one.name, one.subject, one.when, one.value, one.equation): one
            for one in _figures(resolved, known)
        }
    return Results(tuple(distinct.values()), __version__, resolved.catalog_hash, _SEED)


def _figures(plan: ResolvedPlan, catalog: Catalog) -> Iterator[Figure]:
    pues = {campus.name: annual_pue_of(plan, campus, catalog) for campus in plan.campuses}
    phases = [
        phase_figures(plan, campus, phase, pues[campus.name])
        for campus in plan.campuses
        for phase in campus.phases
    ]
    rivals = [figure for rival in plan.rivals for figure in rival_figures(plan, rival)]
    yield from rivals
    for campus in plan.campuses:
        yield from campus_figures(plan, campus)
    for phase in phases:
        yield from phase.figures
    builds = _last(phases)
    hours: list[Figure] = []
    for build in builds.values():
        yield from _stated_cost(build)
        yield pues[build.campus.name]
        yield from energy_figures(plan, build, pues[build.campus.name], catalog)
        hours += _hours(plan, build, catalog)
    yield from hours
    for aspect, statuses in _GROUPS.items():
        group = [one for one in phases if one.phase.status in statuses]
        yield from _totals(plan, list(_last(group).values()), aspect)
    for period in plan.periods:
        yield from period_figures(period)
    yield from spending_totals(plan)
    yield from _affordable(plan, builds)
    yield from cash_figures(plan, catalog)
    runs = [figure for run in plan.runs for figure in run_figures(plan, run, builds)]
    yield from runs
    for package in plan.packages:
        yield from package_figures(plan, package)
    if plan.packages:
        yield from usual_stay_figures(plan)
    for deal in plan.deals:
        yield from deal_figures(deal)
        yield from staff_figures(plan, deal)
    yield from _openness(plan, (*hours, *runs), rivals, catalog)
    yield from plan.slip
    for milestone in plan.milestones:
        yield from milestone_figures(milestone, plan.slip)


def _last(phases: Sequence[PhaseFigures]) -> dict[str, PhaseFigures]:
    """The last phase of each campus, one that the plan itself states before one of the catalog."""
    builds = {one.campus.name: one for one in phases}
    return builds | {one.campus.name: one for one in phases if one.phase.origin == "plan"}


def _affordable(plan: ResolvedPlan, builds: Mapping[str, PhaseFigures]) -> Iterator[Figure]:
    """IT power that each stated sum would buy at the cost per watt of the plan's first campus."""
    for build in list(builds.values())[:1]:
        per_watt = next(
            one
            for one in build.figures
            if one.name == "capital_cost_usd_per_w" and one.subject == build.campus.name
        )
        for period in plan.periods:
            if period.subject != period.company:
                yield derived(
                    costs.affordable_power_w, period.capex, per_watt, subject=period.subject, when=period.when
                )


def _stated_cost(build: PhaseFigures) -> Iterator[Figure]:
    """What the plan says of a campus's cost, per watt of the last IT power that it states."""
    for cost in build.campus.cost:
        power = next(one for one in build.figures if one.equation == it_power_in_watts.__name__)
        yield derived(costs.capital_cost_usd_per_w, cost, power, subject=cost.subject, when=build.phase.when)


def _hours(plan: ResolvedPlan, build: PhaseFigures, catalog: Catalog) -> Iterator[Figure]:
    """What an accelerator-hour costs in the last phase of a campus, and a minute of voice from it."""
    campus, chip = build.campus, build.phase.accelerator
    rents = when_known(catalog, "accelerator", known_name(catalog, "accelerator", chip.name), _RENT)
    place = Place(
        plan,
        chip,
        campus.name,
        build.phase.when,
        build.accelerator_facility_power,
        campus.load_factor,
        campus.surroundings.electricity_price,
        tuple(from_fact(fact, _RENT, chip.name) for fact in rents),
    )
    found = tuple(hourly_figures(place))
    yield from found
    own = next(one for one in found if one.name == "accelerator_cost_usd_per_h")
    yield voice_figure(place, own)


def _openness(
    plan: ResolvedPlan, costs: Sequence[Figure], rivals: Sequence[Figure], catalog: Catalog
) -> Iterator[Figure]:
    """Both sides of opening each trained model, the company's own listed one, and voices that it buys."""
    known = [
        revenue
        for one in plan.periods
        if one.subject == plan.company and one.when.isdigit()
        for revenue in one.revenue
    ]
    if not known and plan.company:
        facts = when_known(catalog, "company", known_name(catalog, "company", plan.company), "revenue_usd")
        known = [from_fact(fact, "revenue_usd", plan.company) for fact in facts]
    if not known:
        return
    gap = [one for one in rivals if one.name == "capability_gap" and one.subject == plan.company]
    for offer in (*_offers(plan, costs), *listed_offers(plan, catalog)):
        yield from openness_figures(plan, offer, max(known, key=lambda one: str(one.when)), gap)


def _offers(plan: ResolvedPlan, costs: Sequence[Figure]) -> Iterator[Offer]:
    """Models with a cost of their tokens, the last campus's, and takeovers of makers of voices."""
    for run in plan.runs:
        units = [one for one in costs if one.name == "million_tokens_usd" and run.model in one.subject]
        made = [one for one in costs if one.name == "development_cost_usd" and run.model in one.subject]
        for unit in units[-1:]:
            cost = derived(market.token_unit_cost_usd, unit, subject=run.model)
            yield Offer(run.model, TEXT, cost, tuple(made[-1:]))
    for deal in plan.deals:
        for unit in [one for one in costs if one.name == "voice_minute_usd"][-1:]:
            if deal.voice:
                cost = derived(market.voice_unit_cost_usd, unit, subject=deal.target)
                yield Offer(deal.target, VOICE, cost, deal.price)


def _totals(plan: ResolvedPlan, phases: Sequence[PhaseFigures], aspect: str) -> Iterator[Figure]:
    """Sums over the sites of one company, where there are several; all on the basis of facility power."""
    sites = [one for one in phases if one.campus.layer == SITE]
    for company in dict.fromkeys(one.campus.company for one in sites):
        own = [one for one in sites if one.campus.company == company]
        if len(own) > 1:
            yield from _sums(plan, own, f"{company} · {aspect}")


def _sums(plan: ResolvedPlan, phases: Sequence[PhaseFigures], subject: str) -> Iterator[Figure]:
    when = plan.at.isoformat()
    for function, parts in (
        (total_facility_power_mw, [one.facility_power for one in phases]),
        (total_accelerator_count, [one.accelerator_count for one in phases]),
        (total_peak_flop_per_s, [one.peak_rate for one in phases]),
        (total_useful_flop_per_s, [one.useful_rate for one in phases]),
        (total_capital_cost_usd, [one.capital_cost for one in phases]),
    ):
        yield derived(function, *parts, subject=subject, when=when)
    homes = plan.surroundings.homes
    energies = [one.annual_energy for one in phases]
    energy = derived(total_annual_energy_mwh, *energies, subject=subject, when=when)
    yield energy
    yield from households(energy, homes, subject)
    full_energies = [one.full_energy for one in phases]
    full = derived(total_annual_energy_mwh, *full_energies, subject=f"{subject} · {FULL_LOAD}", when=when)
    yield full
    yield from households(full, homes | plan.surroundings.older_homes, subject, FULL_LOAD)
