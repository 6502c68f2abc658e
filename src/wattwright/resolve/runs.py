"""Training runs: work, cluster and rates from the plan, else from the model's entry in the catalog."""

from __future__ import annotations

from datetime import date

from wattwright.catalog import Catalog, period_end
from wattwright.plan import Plan
from wattwright.plan.schema import TrainingRun
from wattwright.resolve.accelerators import chip_name, chip_of_the_time, named_chip, resolve_accelerator
from wattwright.resolve.known import known_name, latest_text, when_known
from wattwright.resolve.leaves import PLAN_SOURCE, from_amount, from_assumption, from_fact, points_of
from wattwright.resolve.model import ResolvedAccelerator, ResolvedRun
from wattwright.results import Figure, Origin, observed

__all__ = ["resolve_run"]


def resolve_run(run: TrainingRun, plan: Plan, catalog: Catalog) -> ResolvedRun | None:
    """The run with all gaps filled; None where neither plan nor catalog know its work on that day."""
    assert catalog.day is not None
    model = known_name(catalog, "model", run.model)
    origin = Origin("announced", plan.as_of, plan.source or PLAN_SOURCE)
    work = _work(run, model, origin, catalog)
    if not work:
        return None
    group = "sparse_pretraining" if _is_sparse(model, catalog) else "pretraining"
    usual, day = from_assumption(f"{group}.mfu", catalog.day), catalog.day
    goodput = from_assumption("pretraining.goodput_share", day)
    stated = run.utilisation is not None
    whole = observed("campus_share", "whole campus", (1.0, 1.0, 1.0), origin)
    return ResolvedRun(
        run.model,
        work,
        _accelerator(run, model, plan, catalog),
        from_amount(run.utilisation, "mfu", run.model, origin) if run.utilisation else usual,
        _full(run.model, origin) if stated else goodput,
        (from_amount(run.count, "accelerator_count", run.model, origin),)
        if run.count is not None
        else _known(model, "training_accelerator_count", "accelerator_count", run.model, catalog),
        ()
        if stated
        else _known(
            model, "reported_flop_per_s_per_accelerator", "accelerator_useful_flop_per_s", run.model, catalog
        ),
        _known(model, "training_accelerator_hours", "training_accelerator_hours", run.model, catalog),
        _rental(run, model, plan, catalog),
        (run.campus,) if run.campus else tuple(campus.name for campus in plan.campuses),
        whole
        if run.share_of_campus is None
        else from_amount(run.share_of_campus, "campus_share", run.model, origin),
        usual,
        goodput,
        stated,
        latest_text(catalog, "model", model, "developer") or plan.company or "",
        _released(model, catalog),
    )


def _known(model: str, quantity: str, name: str, subject: str, catalog: Catalog) -> tuple[Figure, ...]:
    facts = when_known(catalog, "model", model, quantity)
    return tuple(from_fact(fact, name, subject) for fact in facts)


def _full(subject: str, origin: Origin) -> Figure:
    """Productive time of a stated utilisation, which counts the whole run."""
    note = "the stated utilisation counts the whole run"
    return observed(
        "goodput_share", subject, (1.0, 1.0, 1.0), Origin("assumed", origin.date, origin.source, note)
    )


def _work(run: TrainingRun, model: str, origin: Origin, catalog: Catalog) -> tuple[Figure, ...]:
    """FLOP, or active parameters and tokens: those of the plan, else of the catalog, else nothing."""
    if run.compute is not None:
        return (from_amount(run.compute, "training_flop", run.model, origin),)
    sizes = tuple(
        figure
        for given, quantity, name in (
            (run.parameters, "active_parameters", "active_parameters"),
            (run.tokens, "train_tokens", "train_tokens"),
        )
        for figure in (
            (from_amount(given, name, run.model, origin),)
            if given is not None
            else _known(model, quantity, name, run.model, catalog)
        )
    )
    if len(sizes) == 2:
        return sizes
    return _known(model, "train_flop", "training_flop", run.model, catalog)


def _is_sparse(model: str, catalog: Catalog) -> bool:
    """Whether the model is known to use a part of its parameters at a time."""
    total = when_known(catalog, "model", model, "total_parameters")
    active = when_known(catalog, "model", model, "active_parameters")
    return any(points_of(part)[1] < points_of(whole)[1] for whole in total for part in active)


def _accelerator(run: TrainingRun, model: str, plan: Plan, catalog: Catalog) -> ResolvedAccelerator:
    """The chip named by the plan or the catalog, that of the developer's last model, or that of the time."""
    developer = latest_text(catalog, "model", model, "developer")
    end = _released(model, catalog) or plan.as_of
    builder = known_name(catalog, "company", developer or plan.company)
    for name in (
        run.accelerator or "",
        latest_text(catalog, "model", model, "training_accelerator"),
        _of_developer(developer, end, catalog),
    ):
        if chip_name(name, catalog):
            return resolve_accelerator(named_chip(name, builder, end, catalog), end, catalog)
    return resolve_accelerator(chip_of_the_time(builder, end, catalog), end, catalog)


def _released(model: str, catalog: Catalog) -> date | None:
    return period_end(latest_text(catalog, "model", model, "release_date")) if model else None


def _of_developer(developer: str, end: date, catalog: Catalog) -> str:
    """Chip on which the developer's newest model with a known chip was trained, up to the day `end`."""
    found: list[tuple[date, str]] = []
    for fact in catalog.facts("model", None, "developer") if developer else ():
        chip = latest_text(catalog, "model", fact.name, "training_accelerator")
        day = _released(fact.name, catalog)
        if fact.value == developer and day and day <= end and chip_name(chip, catalog):
            found.append((day, chip))
    return max(found)[1] if found else ""


def _rental(run: TrainingRun, model: str, plan: Plan, catalog: Catalog) -> tuple[Figure, ...]:
    """What an hour of the chip costs to rent, as far as it was known on the day."""
    chip = _accelerator(run, model, plan, catalog).name
    facts = when_known(catalog, "accelerator", chip_name(chip, catalog), "rental_usd_per_h")
    return tuple(from_fact(fact, "rental_usd_per_h", chip) for fact in facts)
