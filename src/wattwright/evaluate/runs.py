"""Figures of training runs: work, useful rate, run time, chip time and energy, per cluster or campus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wattwright.evaluate.campuses import PhaseFigures
from wattwright.performance import fleet, training
from wattwright.resolve import Origin, ResolvedPlan, ResolvedRun, from_points
from wattwright.results import Figure, derived

__all__ = ["run_figures"]


def run_figures(
    plan: ResolvedPlan, run: ResolvedRun, phases: Mapping[str, PhaseFigures]
) -> Iterator[Figure]:
    """Figures of one run: on its own cluster where a count is named, and on each of its campuses.

    Subjects are the model, and "model · campus"; the period of the latter is that of the campus's phase.
    """
    work = run.work[0]
    if len(run.work) == 2:
        work = derived(training.training_flop, *run.work, subject=run.model)
    yield work
    for count in run.count:
        each_it = derived(
            fleet.accelerator_it_power_w,
            run.accelerator.server_power,
            plan.assumptions["network_power_share"],
            subject=run.accelerator.name,
        )
        each = derived(
            fleet.accelerator_facility_power_w,
            each_it,
            plan.assumptions["facility_to_it_ratio"],
            subject=run.accelerator.name,
        )
        yield from _on_cluster(run, work, count, each, plan.assumptions["load_factor"])
    for name in run.campuses:
        yield from _on_campus(run, work, phases[name])


def _on_cluster(
    run: ResolvedRun, work: Figure, count: Figure, each: Figure, load: Figure
) -> Iterator[Figure]:
    yield count
    peak = derived(fleet.peak_flop_per_s, count, run.accelerator.peak, subject=run.model)
    useful = derived(fleet.useful_flop_per_s, peak, run.mfu, run.goodput, subject=run.model)
    yield from (peak, useful)
    yield from _spent(work, useful, count, each, load)


def _on_campus(run: ResolvedRun, work: Figure, phase: PhaseFigures) -> Iterator[Figure]:
    subject, when = f"{run.model} · {phase.campus.name}", phase.phase.when
    count = phase.accelerator_count
    if run.share < 1:
        points = (count.low * run.share, count.value * run.share, count.high * run.share)
        note = f"{run.share:.0%} of the accelerators of {phase.campus.name}"
        origin = Origin("inferred", count.date, count.sources[0], note)
        count = from_points(points, "accelerator_count", subject, origin, when=when)
        yield count
    peak = derived(
        fleet.peak_flop_per_s, count, phase.campus.accelerator.peak, subject=subject, when=when
    )
    useful = derived(
        fleet.useful_flop_per_s, peak, run.campus_mfu, run.campus_goodput, subject=subject, when=when
    )
    yield useful
    yield from _spent(work, useful, count, phase.accelerator_facility_power, phase.campus.load_factor)


def _spent(
    work: Figure, useful: Figure, count: Figure, each: Figure, load: Figure
) -> Iterator[Figure]:
    """Run time, chip time and energy; subject and period are those of the useful rate."""
    subject, when = useful.subject, useful.when
    duration = derived(training.training_duration_s, work, useful, subject=subject, when=when)
    yield duration
    yield derived(training.training_accelerator_hours, count, duration, subject=subject, when=when)
    yield derived(training.training_energy_wh, count, each, load, duration, subject=subject, when=when)
