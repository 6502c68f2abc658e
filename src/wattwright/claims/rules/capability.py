"""Who is ahead: the best model of a company against the best of all, on one index, on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wattwright.assumptions import assumption
from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import nothing_found, outside, unknown_entity
from wattwright.claims.model import Finding, Quantity, Slot, Word
from wattwright.claims.policy import policy, setting
from wattwright.claims.rules.models import models_of

__all__ = ["Standing", "position", "standing"]

_SIDES: Final = ("level", "behind", "ahead", "chase")
_LEADING: Final = {"behind": "false", "ahead": "true", "level": "half"}
_LEVEL: Final = {"behind": "mostly_false", "ahead": "half", "level": "true"}
"""What a side that is taken is worth where the company leads, and where the gap is within the scatter."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The best scored model of a company and the best of all by a day, as index facts."""

    own: Fact
    best: Fact

    @property
    def gap(self) -> float:
        """Index points between the two; 0 where the company leads."""
        return max(0.0, _points(self.best) - _points(self.own))

    @property
    def years(self) -> float:
        """Years of frontier progress that the gap stands for."""
        return self.gap / assumption("frontier.frontier_index_per_year").value


def standing(case: Case, company: str) -> Standing | None:
    """Where a company stands by the day of judging; None where none of its models is scored.

    It is held against the best of all, or against the one that the statement names as the other side.
    """
    scores = _scores(case)
    meant = _named(case)
    own = [fact for maker, fact in scores if (fact.name in meant if meant else maker == company)]
    rival = case.entry("company", case.statement.object) if case.statement.object else None
    named = [fact for maker, fact in scores if rival is not None and maker == rival]
    others = named or [fact for _, fact in scores]
    if not own:
        return None
    return Standing(max(own, key=_points), max((*others, *own), key=_points))


def _named(case: Case) -> tuple[str, ...]:
    """Models that the statement itself names as its subject."""
    return models_of(case) if case.statement.entity_type in ("model", "product") else ()


def _scores(case: Case) -> list[tuple[str | None, Fact]]:
    """All scores that are known, with the company that made the model."""
    return [
        (case.entry("company", _developer(case, name)), fact)
        for name in case.catalog.names("model")
        for fact in case.numbers("model", (name,), "eci_points")
        if fact.date <= case.day
    ]


def _developer(case: Case, name: str) -> str:
    return case.text_of("model", name, "developer")


def _points(fact: Fact) -> float:
    return fact.value if isinstance(fact.value, float) else 0.0


def position(case: Case) -> Finding:
    """Whether a company lags behind, leads or is level: by the index gap, in points and in years of progress.

    A gap that has shrunk a good deal since publication is no longer the one that was meant: partly right. The
    index measures models; a sentence about another race is not checked.
    """
    side = case.passage.nearest(_SIDES)
    if side is None or not _of_models(case):
        return outside(case)
    if not case.actors:
        return unknown_entity(case)
    now = standing(case, case.actors[0])
    if now is None:
        return nothing_found(case, "eci_points")
    plans = case.statement.modality == "plan"
    return _compared(case, now, "behind" if side == "chase" and not plans else side)


def _compared(case: Case, now: Standing, side: str) -> Finding:
    """The side that the statement takes, against the standing of the day."""
    values: dict[str, Slot] = {
        "entity": case.actors[0],
        "which": Word("named_model" if _named(case) else "best_model"),
        "own": now.own.name,
        "own_points": Quantity(_points(now.own)),
        "against": Word("frontier" if _of_all(case, now) else "compared_model"),
        "best": now.best.name,
        "best_points": Quantity(_points(now.best)),
        "gap": Quantity(now.gap),
        "years": Quantity(round(now.years, 1), unit="yr"),
        "day": case.day,
    }
    facts = (now.own, now.best)
    if side != "behind" and case.statement.modality == "plan":
        return Finding("forecast_open", "position.goal", values, facts)
    if not now.gap:
        return Finding(_LEADING[side], "position.leads", values, facts)
    if now.years < setting("gap_behind_years"):
        return Finding(_LEVEL[side], "position.level", values, facts)
    then = _then(case) if side == "behind" else None
    if then is not None and now.gap <= setting("gap_closed_share") * then.gap:
        values |= {"gap_then": Quantity(then.gap)}
        return Finding("half", "position.gap_shrank", values, facts)
    return Finding("true" if side == "behind" else "mostly_false", "position.behind", values, facts)


def _of_all(case: Case, now: Standing) -> bool:
    """Whether the other side of a comparison is the best model of all."""
    return all(_points(fact) <= _points(now.best) for _, fact in _scores(case))


def _of_models(case: Case) -> bool:
    """Whether the sentence speaks of models, or at least its title does and the sentence of nothing else."""
    if case.passage.has("models"):
        return True
    about = case.statement.entity_type in ("model", "product")
    titled = policy().words["models"].search(case.article.reading.title or "") is not None
    return (about or titled) and not case.passage.has("other_race")


def _then(case: Case) -> Standing | None:
    """Where the company stood on the day of publication."""
    if case.day <= case.said:
        return None
    past = Case(case.statement, case.article, case.catalog.at(case.said), None, case.said)
    return standing(past, case.actors[0])
