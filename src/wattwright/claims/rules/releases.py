"""Days on which models came out, or are to come out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.model import Finding, Period, Slot
from wattwright.claims.periods import span_days
from wattwright.claims.rules.models import came_out, models_of, shelved

__all__ = ["release_day"]

_SLACK: Final = timedelta(days=45)
_YEAR: Final = timedelta(days=365)


def release_day(case: Case) -> Finding | None:
    """Compare a day with the one on which the model came out; None where neither is known.

    Only a sentence about a release of one single model can be wrong about its day.
    """
    models = models_of(case)
    if case.due is None or not models:
        return None
    days = {name: found for name in models if (found := _released(case, name)) is not None}
    for name, (fact, out) in days.items():
        if _apart(case.wanted, out) <= _SLACK:
            return _as_said(case, name, fact)
    if len(models) > 1 or not case.passage.near("release", 80):
        return None
    name = models[0]
    return _other_day(case, name, *days[name]) if days else _never(case, name)


def _released(case: Case, name: str) -> tuple[Fact, tuple[date, date]] | None:
    fact = came_out(case, name)
    days = span_days(fact.value) if fact is not None and isinstance(fact.value, str) else None
    return None if fact is None or days is None else (fact, days)


def _apart(wanted: tuple[date, date], out: tuple[date, date]) -> timedelta:
    return max(timedelta(0), out[0] - wanted[1], wanted[0] - out[1])


def _values(case: Case, name: str, fact: Fact) -> dict[str, Slot]:
    return {"entity": name, "stated": Period(case.statement.when), "step": Period(str(fact.value))}


def _as_said(case: Case, name: str, fact: Fact) -> Finding:
    """The stated day is the day."""
    values = _values(case, name, fact)
    if case.denied:
        return Finding("false", "milestone.released_after_all", values, (fact,))
    ahead = case.due is not None and case.due > case.said
    return Finding("forecast_hit" if ahead else "true", "milestone.released", values, (fact,))


def _other_day(case: Case, name: str, fact: Fact, out: tuple[date, date]) -> Finding:
    """The model came out on another day: right as a denial; a forecast holds where it came earlier."""
    values = _values(case, name, fact)
    if case.denied:
        return Finding("true", "milestone.released_otherwise", values, (fact,))
    if case.due is not None and case.due > case.said:
        early = case.said < out[0] <= case.due
        return Finding(
            "forecast_hit" if early else "forecast_missed", "milestone.released_otherwise", values, (fact,)
        )
    near = _apart(case.wanted, out) <= _YEAR
    return Finding("mostly_false" if near else "false", "milestone.released_otherwise", values, (fact,))


def _never(case: Case, name: str) -> Finding | None:
    """A model of which no release is known: open until its day, after it only a shelved one is decided."""
    facts = tuple(fact for one in ("status", "openness") if (fact := case.catalog.latest("model", name, one)))
    if not facts or case.due is None or case.denied:
        return None
    values: dict[str, Slot] = {"entity": name, "stated": Period(case.statement.when), "day": case.day}
    if case.due > case.day:
        return Finding("forecast_open", "milestone.not_released", values, facts) if case.forward else None
    if not shelved(case, name):
        return None
    rating = "forecast_missed" if case.due > case.said else "false"
    return Finding(rating, "milestone.not_released", values, facts)
