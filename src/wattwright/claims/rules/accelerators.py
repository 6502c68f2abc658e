"""Numbers of chips: of a site, of a company, of a training run; and whether they fit the power."""

from __future__ import annotations

from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import best_match, compared, nothing_found, shown, unknown_entity
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.periods import fact_days
from wattwright.claims.policy import setting
from wattwright.claims.rules.models import models_of
from wattwright.claims.sites import is_programme, sites

__all__ = ["accelerators"]

_FIRM: Final = ("true", "mostly_true")
_AGREES: Final = (*_FIRM, "forecast_open", "forecast_hit")
_COUNTS: Final = ("accelerator_count", "h100_equivalents")


def accelerators(case: Case) -> Finding:
    """Compare a number of chips with estimates or statements for the site on that day.

    H100 equivalents are compared with equivalents only. What the catalog does not know is held against the
    power that the text states for the same site: more chips than it can feed are wrong.
    """
    models = models_of(case)
    if models:
        facts = case.numbers("model", models, "training_accelerator_count")
        return compared(case, facts, "accelerators") or nothing_found(case)
    known = sites(case)
    for name in known:
        found = _plan(case, name) if case.forward and not case.denied else _site(case, name)
        if found is not None and (found.rating in _AGREES or _refutes(case, name)):
            return found
    fits = _fits_power(case)
    if fits is not None:
        return fits
    return nothing_found(case) if case.companies or known else unknown_entity(case)


def _refutes(case: Case, name: str) -> bool:
    """Whether a mismatch says anything: not of sums, parts, programmes, or of a company with many sites."""
    passage = case.passage
    counted = passage.has("part_of_site", "room_for", "together") or passage.near("part", 30)
    return case.statement.entity_type == "campus" and not counted and not is_programme(case, name)


def _site(case: Case, name: str) -> Finding | None:
    """A number of chips that is said to be there, or to have been there on the way."""
    wanted = _quantity(case)
    same = [fact for fact in case.numbers("campus", (name,), wanted) if _of_the_day(case, fact)]
    found = compared(case, same, "accelerators")
    if found is None or found.rating in _FIRM or case.denied:
        return found
    begun = [
        fact
        for fact in case.numbers("campus", (name,), *_COUNTS)
        if fact_days(fact)[0] <= case.wanted[1] and wanted in (fact.quantity, "accelerator_count")
    ]
    other = compared(case, begun, "accelerators")
    return other if other is not None and other.rating in _FIRM else found


def _plan(case: Case, name: str) -> Finding | None:
    """A number of chips to come."""
    facts = case.numbers("campus", (name,), _quantity(case))
    match = best_match(case, facts, "accelerators")
    if match is None or match.rating not in _FIRM:
        return None
    there = fact_days(match.fact)[0] <= case.day and match.fact.basis == "inferred"
    rating, key = ("forecast_hit", "forecast_hit") if there else ("forecast_open", "plan")
    return Finding(rating, f"numbers.{key}", shown(match), (match.fact,))


def _quantity(case: Case) -> str:
    return "h100_equivalents" if case.passage.near("h100_equivalents", 40) else "accelerator_count"


def _of_the_day(case: Case, fact: Fact) -> bool:
    """Whether a count holds for the day of the statement: the same half-year, begun by then."""
    first = fact_days(fact)[0]
    return -45 <= (case.wanted[1] - first).days <= setting("count_days")


def _fits_power(case: Case) -> Finding | None:
    """Chips of a site that only the text knows, against the power that the text states for it."""
    claim = case.claim
    chip = case.names("accelerator").mentioned(case.passage.text)
    watts = _stated_watts(case)
    needs = case.numbers("accelerator", chip[:1], "all_in_power_w", "server_power_w") if chip else ()
    if claim is None or not watts or not needs or case.denied or not case.statement.entity:
        return None
    need = max(needs, key=lambda fact: (fact.quantity == "all_in_power_w", fact.date))
    each = float(need.value or 0) / (8 if need.quantity == "server_power_w" else 1)
    whole = each * claim.low
    if whole > setting("something_else") * max(watts):
        return None
    values: dict[str, Slot] = {
        "claimed": claim.quantity(),
        "chip": need.name,
        "each": Quantity(each, unit="W"),
        "needed": Quantity(whole, unit="W"),
        "power": Quantity(max(watts), unit="W"),
        "entity": case.statement.entity,
    }
    if whole > setting("fits_chips") * max(watts):
        return Finding("mostly_false", "accelerators.exceed_power", values, (need,))
    return Finding("unproven", "accelerators.fit_power", values, (need,))


def _stated_watts(case: Case) -> list[float]:
    """Powers that the text states for the statement's site."""
    planned = [
        phase.power.value
        for campus in case.article.plan.campuses
        if campus.name == case.statement.entity
        for phase in campus.phases
        if phase.power is not None
    ]
    if planned or case.statement.entity_type != "campus":
        return planned
    beside = case.article.beside(case.statement)
    same = [one for one in beside if one.kind == "power" and one.entity == case.statement.entity]
    return [one.value for one in same if one.value]
