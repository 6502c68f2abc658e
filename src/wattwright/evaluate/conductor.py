"""Calls the parts in order and adds up what may be added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wattwright import __version__
from wattwright.catalog import Catalog
from wattwright.catalog import load as load_catalog
from wattwright.evaluate.campuses import PhaseFigures, campus_figures, phase_figures
from wattwright.evaluate.company import deal_figures, package_figures, period_figures, spending_totals
from wattwright.evaluate.crossings import (
    total_accelerator_count,
    total_annual_energy_mwh,
    total_capital_cost_usd,
    total_facility_power_mw,
    total_useful_flop_per_s,
)
from wattwright.evaluate.milestones import milestone_figures
from wattwright.evaluate.runs import run_figures
from wattwright.plan import Plan
from wattwright.resolve import ResolvedPlan, resolve
from wattwright.results import Figure, Results, derived

__all__ = ["evaluate"]

_SEED = 0


def evaluate(plan: Plan, *, at: date, catalog: Catalog | None = None) -> Results:
    """All figures of `plan` with the knowledge of the day `at`.

    What the plan leaves out comes from `catalog` (the one that ships where none is given), else from an
    assumption. Errors of `resolve` pass through.
    """
    known = (load_catalog() if catalog is None else catalog).at(at)
    resolved = resolve(plan, known)
    distinct = {
        (one.name, one.subject, one.when, one.value, one.equation): one for one in _figures(resolved)
    }
    return Results(tuple(distinct.values()), __version__, resolved.catalog_hash, _SEED)


def _figures(plan: ResolvedPlan) -> Iterator[Figure]:
    phases = [
        phase_figures(plan, campus, phase) for campus in plan.campuses for phase in campus.phases
    ]
    for campus in plan.campuses:
        yield from campus_figures(plan, campus)
    for phase in phases:
        yield from phase.figures
    for group, subject in ((_announced(phases), "plan"), (_running(phases), "operational")):
        yield from _totals(group, f"{plan.company} · {subject}", plan)
    for period in plan.periods:
        yield from period_figures(period)
    yield from spending_totals(plan)
    full_builds = {phase.campus.name: phase for phase in _announced(phases) or phases}
    for run in plan.runs:
        yield from run_figures(plan, run, full_builds)
    for package in plan.packages:
        yield from package_figures(plan, package)
    for deal in plan.deals:
        yield from deal_figures(deal)
    for slip in plan.slip:
        yield slip
        for milestone in plan.milestones:
            yield from milestone_figures(milestone, slip)


def _announced(phases: list[PhaseFigures]) -> list[PhaseFigures]:
    """The last phase of each campus that the plan itself states."""
    stated = [one for one in phases if one.phase.origin == "plan"]
    return list({one.campus.name: one for one in stated}.values())


def _running(phases: list[PhaseFigures]) -> list[PhaseFigures]:
    """The last phase of each campus that runs."""
    running = [one for one in phases if one.phase.status == "operational"]
    return list({one.campus.name: one for one in running}.values())


def _totals(phases: list[PhaseFigures], subject: str, plan: ResolvedPlan) -> Iterator[Figure]:
    """Sums over campuses, where there are several; all on the basis of facility power."""
    if len(phases) < 2:
        return
    when = plan.at.isoformat()
    sums = (
        (total_facility_power_mw, [one.facility_power for one in phases]),
        (total_accelerator_count, [one.accelerator_count for one in phases]),
        (total_useful_flop_per_s, [one.useful_rate for one in phases]),
        (total_annual_energy_mwh, [one.annual_energy for one in phases]),
        (total_capital_cost_usd, [one.capital_cost for one in phases]),
    )
    for function, parts in sums:
        yield derived(function, *parts, subject=subject, when=when)
