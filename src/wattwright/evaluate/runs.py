"""Figures of training runs: work, useful rate, run time, chip time, energy, cost, per cluster or campus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wattwright.economics import runs
from wattwright.evaluate.building import EPOCH
from wattwright.evaluate.campuses import PhaseFigures
from wattwright.evaluate.epoch import epoch_figures, recorded_figures
from wattwright.evaluate.goodput import SYNCHRONOUS, job_goodput, useful_job_size
from wattwright.evaluate.hours import Place, known_figure, owned_hour, serving_figures
from wattwright.performance import fleet, training
from wattwright.resolve.model import ResolvedAccelerator, ResolvedPlan, ResolvedRun, Surroundings
from wattwright.results import Figure, Origin, derived, observed
from wattwright.training.expected import expected_rate, has_shape, usual_rate

__all__ = ["run_figures"]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Where a run takes place: subject and period of its figures, chips, power and load of the site."""

    subject: str
    when: str | None
    accelerator: ResolvedAccelerator
    count: Figure
    each: Figure
    load: Figure
    surroundings: Surroundings


def run_figures(plan: ResolvedPlan, run: ResolvedRun, phases: Mapping[str, PhaseFigures]) -> Iterator[Figure]:
    """Figures of one run: on its own cluster where a count is named, and on each of its campuses.

    Subjects are the model, and "model · campus"; the period of the latter is that of the campus's phase.
    Costs on rented accelerators end in " · rented".
    """
    work = run.work[0]
    if len(run.work) == 2:
        work = derived(training.training_flop, *run.work, subject=run.model)
    yield work
    for hours in run.hours:
        yield hours
        mfu = derived(training.realised_mfu, work, hours, run.accelerator.peak, subject=run.model)
        yield mfu
        yield from _rented(run, hours, run.model, None)
    recorded = tuple(recorded_figures(plan, run))
    yield from recorded
    for count in run.count:
        cluster = _own_cluster(plan, run, count)
        yield count
        useful = tuple(_useful(plan, run, cluster))
        yield from useful
        found = _spent(plan, run, work, useful[-1], cluster)
        yield from (one for one in found if not (recorded and one.subject.endswith(f" · {EPOCH}")))
    for name in run.campuses:
        if name in phases:
            yield from _on_campus(plan, run, work, phases[name])


def _own_cluster(plan: ResolvedPlan, run: ResolvedRun, count: Figure) -> _Cluster:
    given, chip = plan.assumptions, run.accelerator
    each_it = derived(
        fleet.accelerator_it_power_w, chip.server_power, given["network_power_share"], subject=chip.name
    )
    each = derived(
        fleet.accelerator_facility_power_w, each_it, given["facility_to_it_ratio"], subject=chip.name
    )
    return _Cluster(run.model, None, chip, count, each, given["load_factor"], plan.surroundings)


def _useful(plan: ResolvedPlan, run: ResolvedRun, cluster: _Cluster) -> Iterator[Figure]:
    """Peak and useful rate of the named cluster, the latter as stated where the developer states it."""
    subject, count = cluster.subject, cluster.count
    peak = derived(fleet.peak_flop_per_s, count, cluster.accelerator.peak, subject=subject)
    yield peak
    for rate in run.rate:
        yield derived(fleet.stated_useful_flop_per_s, count, rate, subject=subject)
        return
    chip = cluster.accelerator
    expected = None if run.rated else _expected_mfu(plan, run, chip, count, subject, cluster.when)
    goodput = _expected_goodput(plan, run.goodput, count, subject, cluster.when)
    yield goodput
    yield derived(fleet.useful_flop_per_s, peak, expected or run.mfu, goodput, subject=subject)


def _expected_goodput(
    plan: ResolvedPlan, known: Figure, count: Figure, subject: str, when: str | None
) -> Figure:
    """The part of the time in which a job of this size trains, where the plan does not count it in
    already."""
    if known.subject == subject:
        return known
    size = int(count.value)
    nature = "elastic replicas, so that the others train on" if size > SYNCHRONOUS else "one synchronous job"
    origin = Origin("inferred", plan.at, "own-derivation", f"failures of {size:,} accelerators; {nature}")
    return observed("goodput_share", subject, job_goodput(size), origin, when=when)


def _useful_share(
    plan: ResolvedPlan,
    run: ResolvedRun,
    chip: ResolvedAccelerator,
    count: Figure,
    subject: str,
    when: str | None,
) -> Figure:
    """The part of a campus that one job uses: as the plan says, else so much that failures leave most of
    it."""
    whole = int(count.value)
    size = useful_job_size(whole) if run.share.value >= 1 else whole
    if size >= whole:
        return run.share
    if _halved_is_better(plan, run, chip, size):
        size //= 2
    share = size / whole
    note = (
        f"one job of {size:,} of {whole:,} accelerators: beyond it failures cost more than accelerators bring"
    )
    origin = Origin("inferred", plan.at, "own-derivation", note)
    return observed("campus_share", subject, (share, share, share), origin, when=when, spread="point")


def _halved_is_better(plan: ResolvedPlan, run: ResolvedRun, chip: ResolvedAccelerator, size: int) -> bool:
    """Whether half as many accelerators get more work done: larger jobs teach little more a step, and stop
    more often.
    """
    if len(run.work) != _SIZED or not has_shape(run.model):
        return False
    batch = plan.assumptions["batch_tokens"].value
    rates = [usual_rate(run.model, chip.name, one, batch, _SEQ_LEN) for one in (size, size // 2)]
    if rates[0] is None or rates[1] is None:
        return False
    return 2 * rates[0] * job_goodput(size)[1] < rates[1] * job_goodput(size // 2)[1]


def _expected_mfu(
    plan: ResolvedPlan,
    run: ResolvedRun,
    chip: ResolvedAccelerator,
    count: Figure,
    subject: str,
    when: str | None,
) -> Figure | None:
    """The utilisation that the model of a training step predicts; None where the model's shape is not known,
    or its size is not (only its FLOP), or no layout fits."""
    if len(run.work) != _SIZED or not has_shape(run.model):
        return None
    batch = plan.assumptions["batch_tokens"]
    found = expected_rate(run.model, chip.name, count.value, (batch.low, batch.value, batch.high), _SEQ_LEN)
    if found is None:
        return None
    origin = Origin("inferred", plan.at, "own-fit-training", found.command)
    rate = observed(
        "accelerator_tokens_per_s", subject, found.tokens_per_s, origin, when=when, spread="lognormal"
    )
    return derived(training.expected_mfu, run.work[0], rate, chip.peak, subject=subject, when=when)


_SIZED: Final = 2
"""Parts of the work of a run whose parameters and tokens are known."""

_SEQ_LEN: Final = 8192
"""Tokens of a sequence in pre-training, where nobody states them."""


def _on_campus(plan: ResolvedPlan, run: ResolvedRun, work: Figure, phase: PhaseFigures) -> Iterator[Figure]:
    subject, when = f"{run.model} · {phase.campus.name}", phase.phase.when
    count, chip = phase.accelerator_count, phase.phase.accelerator
    share = _useful_share(plan, run, chip, count, subject, when)
    if share.value < 1:
        count = derived(fleet.used_accelerator_count, count, share, subject=subject, when=when)
        yield count
    peak = derived(fleet.peak_flop_per_s, count, chip.peak, subject=subject, when=when)
    mfu = _expected_mfu(plan, run, chip, count, subject, when) or run.campus_mfu
    goodput = _expected_goodput(plan, run.campus_goodput, count, subject, when)
    useful = derived(fleet.useful_flop_per_s, peak, mfu, goodput, subject=subject, when=when)
    yield from (mfu, peak, goodput, useful)
    campus = phase.campus
    cluster = _Cluster(
        subject,
        when,
        chip,
        count,
        phase.accelerator_facility_power,
        campus.load_factor,
        campus.surroundings,
    )
    spent = tuple(_spent(plan, run, work, useful, cluster))
    yield from spent
    hours = next(one for one in spent if one.name == "training_accelerator_hours")
    yield derived(training.lost_accelerator_hours, hours, goodput, subject=subject, when=when)


def _spent(
    plan: ResolvedPlan, run: ResolvedRun, work: Figure, useful: Figure, cluster: _Cluster
) -> Iterator[Figure]:
    """Run time, chip time, energy and cost."""
    subject, when, count = cluster.subject, cluster.when, cluster.count
    duration = derived(training.training_duration_s, work, useful, subject=subject, when=when)
    yield duration
    hours = derived(training.training_accelerator_hours, count, duration, subject=subject, when=when)
    yield hours
    yield derived(
        training.training_energy_wh, count, cluster.each, cluster.load, duration, subject=subject, when=when
    )
    price = cluster.surroundings.electricity_price
    place = Place(plan, cluster.accelerator, subject, when, cluster.each, cluster.load, price)
    hourly = owned_hour(place)
    own = subject == run.model and bool(run.hours)
    paid = run.hours[-1] if own else hours
    cost = derived(runs.training_cost_usd, paid, hourly, subject=subject, when=when)
    yield from (hourly, cost, *_people(plan, cost), *epoch_figures(place, count, hours))
    if len(run.work) == _SIZED:
        yield from serving_figures(place, hourly, run.work[0])
    if cluster.accelerator.name == run.accelerator.name and not own:
        yield from _rented(run, hours, subject, when)


def _people(plan: ResolvedPlan, cost: Figure) -> Iterator[Figure]:
    """The people behind a model, the run with them, and with the experiments before it."""
    subject, when = cost.subject, cost.when
    team = (known_figure(plan, f"development.contributor{one}") for one in ("s", "_share", "_pay_usd"))
    staff = derived(runs.research_staff_usd, *team, subject=subject, when=when)
    yield staff
    yield derived(runs.full_training_cost_usd, cost, staff, subject=subject, when=when)
    factor = known_figure(plan, "development.development_factor")
    yield derived(runs.development_cost_usd, cost, factor, staff, subject=subject, when=when)


def _rented(run: ResolvedRun, hours: Figure, subject: str, when: str | None) -> Iterator[Figure]:
    for price in run.rental:
        rented = f"{subject} · rented"
        yield derived(runs.rented_training_cost_usd, hours, price, subject=rented, when=when)
