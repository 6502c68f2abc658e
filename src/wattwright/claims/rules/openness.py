"""Open or closed: what a model's licence gives away, and whether a developer turns from one to the other."""

from __future__ import annotations

from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import lacking, nothing_found, outside, unknown_entity
from wattwright.claims.model import Finding, Slot, Word
from wattwright.claims.periods import span_days
from wattwright.claims.policy import policy
from wattwright.claims.rules.models import came_out, family, models_of, shelved

__all__ = ["openness", "release"]

_HEARSAY: Final = ("plan", "estimate")
_CLOSED: Final = "closed"
_OPEN: Final = "open"


def openness(case: Case) -> Finding:
    """Compare `open` or `closed` with licence and release of the model, or of the developer's models.

    Open weights are not open source code. A plan to close is held against what came out afterwards.
    """
    models = _models(case)
    if case.passage.has("reversal") and case.actors:
        return _reversal(case)
    if not models:
        model = case.statement.entity_type in ("model", "product")
        return lacking(case, () if model else case.actors, "openness")
    if case.passage.nearest(("closed", "open")) == "closed":
        return _closed(case, models)
    return _opened(case, models)


def _models(case: Case) -> tuple[str, ...]:
    """Models that the statement names, else the newest that its company had out by publication.

    A model that the catalog does not know stands for no other one.
    """
    named = models_of(case) or family(case, case.statement.object)
    named = named or case.names("model").mentioned(case.passage.text)
    if named or case.statement.entity_type in ("model", "product"):
        return named
    own = [name for name in case.catalog.names("model") if _developed_by(case, name)]
    out = [(str(day.value), name) for name in own if (day := came_out(case, name)) is not None]
    return (max(out)[1],) if out else ()


def _developed_by(case: Case, name: str) -> bool:
    return case.entry("company", case.text_of("model", name, "developer")) in case.actors


def _licence(case: Case, name: str) -> tuple[Fact, ...]:
    """The newest openness of a model, with its licence where that is on record."""
    found = (case.catalog.latest("model", name, quantity) for quantity in ("openness", "licence"))
    return tuple(fact for fact in found if fact is not None)


def _shade(text: str) -> str:
    """The word for what a model's openness says."""
    if text.startswith("announced"):
        return "openness_announced"
    if not text.startswith(_OPEN):
        return "openness_closed" if text.startswith(_CLOSED) else "openness_unknown"
    return "openness_restricted" if _is_restricted(text) else "openness_open"


def _is_restricted(text: str) -> bool:
    """Whether a licence puts conditions on the use of open weights."""
    return any(word in text for word in ("restricted", "research", "non-commercial"))


def _opened(case: Case, models: tuple[str, ...]) -> Finding:
    """A model that is said to be open."""
    licences = [(name, _licence(case, name)) for name in models]
    known = [(name, facts) for name, facts in licences if facts]
    if not known:
        return nothing_found(case, "openness")
    name, facts = max(known, key=lambda one: (len(one[1]), one[1][0].date))
    text = str(facts[0].value)
    values: dict[str, Slot] = {"model": name, "openness": Word(_shade(text)), "since": facts[0].date}
    if _shade(text) == "openness_unknown":
        return nothing_found(case, "openness", facts)
    if not text.startswith(_OPEN):
        return Finding(
            "false" if text.startswith(_CLOSED) else "mostly_false", "openness.is_closed", values, facts
        )
    if case.passage.has("source_code"):
        return Finding("half", "openness.weights_only", values, facts)
    return Finding("mostly_true" if _is_restricted(text) else "true", "openness.weights", values, facts)


def _closed(case: Case, models: tuple[str, ...]) -> Finding:
    """A model that is said to be, or to become, closed."""
    name = models[0]
    facts = _licence(case, name)
    status = case.catalog.latest("model", name, "status")
    if shelved(case, name):
        return _shelved_and_closed(case, name, facts, status)
    if not facts:
        return nothing_found(case, "openness")
    text = str(facts[0].value)
    values: dict[str, Slot] = {"model": name, "openness": Word(_shade(text)), "known": facts[0].date}
    if text.startswith(_CLOSED):
        return Finding("true", "openness.closed", values, facts)
    if case.statement.modality not in _HEARSAY and text.startswith(_OPEN):
        return Finding("false", "openness.is_open", values, facts)
    if status is not None and policy().words["another_model"].search(str(status.value)):
        values |= {"status": str(status.value), "since": status.date}
        return Finding("mostly_false", "openness.another_model", values, (*facts, status))
    if text.startswith(_OPEN):
        return Finding("false", "openness.is_open", values, facts)
    announced = _shade(text) == "openness_announced" and case.statement.modality in _HEARSAY
    return Finding("forecast_open", "openness.not_out", values, facts) if announced else nothing_found(case)


def _shelved_and_closed(case: Case, name: str, facts: tuple[Fact, ...], status: Fact | None) -> Finding:
    """A model that never came out: right in substance where its successor did, closed."""
    values: dict[str, Slot] = {"model": name, "status": "–", "since": facts[0].date if facts else case.day}
    if status is not None:
        facts = (*facts, status)
        values |= {"status": str(status.value), "since": status.date}
    successor = _next_release(case, name, _CLOSED)
    if successor is None:
        return Finding("mostly_false", "openness.shelved", values, facts)
    values |= {"successor": successor.name, "released": successor.date}
    return Finding("half", "openness.shelved_successor_closed", values, (*facts, successor))


def _next_release(case: Case, name: str, kind: str) -> Fact | None:
    """The first model of the same developer that came out later and is open or closed, as its openness."""
    developer = case.entry("company", case.text_of("model", name, "developer"))
    start = case.catalog.latest("model", name, "release_date")
    days = span_days(str(start.value)) if start is not None else None
    found = [
        fact
        for other in case.catalog.names("model")
        if other != name and case.entry("company", case.text_of("model", other, "developer")) == developer
        if (fact := case.catalog.latest("model", other, "openness")) is not None
        and str(fact.value).startswith(kind)
        and (out := came_out(case, other)) is not None
        and days is not None
        and (span_days(str(out.value)) or days)[0] > days[0]
    ]
    return min(found, key=lambda fact: fact.date, default=None)


def _reversal(case: Case) -> Finding:
    """A turn from open to closed: by the developer's releases since publication."""
    since = [
        (name, out)
        for name in case.catalog.names("model")
        if _developed_by(case, name)
        and (out := came_out(case, name)) is not None
        and (span_days(str(out.value)) or (case.said, case.said))[0] > case.said
    ]
    dated = sorted(since, key=lambda one: str(one[1].value))
    kinds = [(name, fact) for name, _ in dated if (fact := case.catalog.latest("model", name, "openness"))]
    closed = [(name, fact) for name, fact in kinds if str(fact.value).startswith(_CLOSED)]
    opened = [(name, fact) for name, fact in kinds if str(fact.value).startswith(_OPEN)]
    values: dict[str, Slot] = {"entity": case.actors[0], "day": case.day}
    facts = tuple(fact for _, fact in (*closed, *opened))
    if not closed:
        return Finding("forecast_open", "openness.no_turn_yet", values, facts)
    values |= {"closed": closed[0][0], "closed_since": _day(case, closed[0][0])}
    if opened:
        values |= {"opened": opened[-1][0], "opened_since": _day(case, opened[-1][0])}
        return Finding("forecast_hit", "openness.turned_and_back", values, facts)
    return Finding("forecast_hit", "openness.turned", values, facts)


def _day(case: Case, name: str) -> str | Slot:
    fact = case.catalog.latest("model", name, "release_date")
    days = span_days(str(fact.value)) if fact is not None else None
    return days[0] if days else ""


def release(case: Case) -> Finding:
    """Whether a model came out; a sentence that names no model speaks of something else."""
    models = (*models_of(case), *case.names("model").mentioned(case.passage.text))
    if not models:
        return unknown_entity(case) if case.statement.entity_type == "model" else outside(case)
    name = models[0]
    denies = case.denied != case.passage.has("not_released")
    status = case.catalog.latest("model", name, "status")
    facts = tuple(f for f in (case.catalog.latest("model", name, "release_date"), status) if f is not None)
    if shelved(case, name):
        return Finding("true" if denies else "false", "release.never", {"model": name}, facts)
    out = came_out(case, name)
    if out is None:
        return nothing_found(case, "release_date", facts)
    return Finding(
        "false" if denies else "true", "release.out", {"model": name, "day": _day(case, name)}, facts
    )
