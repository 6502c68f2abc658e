"""Who is ahead: the best model of a company against the best of all, on one index, on one day."""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.assumptions import assumption
from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import nothing_found, unknown_entity
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.policy import setting

__all__ = ["Standing", "position", "standing"]


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
    """Where a company stands by the day of judging; None where none of its models is scored."""
    scores = [
        (name, fact)
        for name in case.catalog.names("model")
        for fact in case.numbers("model", (name,), "eci_points")
        if fact.date <= case.day
    ]
    own = [fact for name, fact in scores if case.entry("company", _developer(case, name)) == company]
    if not own:
        return None
    return Standing(max(own, key=_points), max((fact for _, fact in scores), key=_points))


def _developer(case: Case, name: str) -> str:
    return case.text_of("model", name, "developer")


def _points(fact: Fact) -> float:
    return fact.value if isinstance(fact.value, float) else 0.0


def position(case: Case) -> Finding:
    """Whether a company lags behind, or leads: by the index gap, in points and in years of progress.

    A gap that has shrunk a good deal since publication is no longer the one that was meant: partly right.
    """
    if not case.actors:
        return unknown_entity(case)
    now = standing(case, case.actors[0])
    if now is None:
        return nothing_found(case, "eci_points")
    values: dict[str, Slot] = {
        "entity": case.actors[0],
        "own": now.own.name,
        "own_points": Quantity(_points(now.own)),
        "best": now.best.name,
        "best_points": Quantity(_points(now.best)),
        "gap": Quantity(now.gap),
        "years": Quantity(round(now.years, 1), unit="yr"),
        "day": case.day,
    }
    facts = (now.own, now.best)
    if case.passage.nearest(("behind", "ahead")) == "ahead":
        if case.statement.modality == "plan":
            return Finding("forecast_open", "position.goal", values, facts)
        return _ahead(now, values, facts)
    then = _then(case)
    if now.years < setting("gap_behind_years"):
        return Finding("mostly_false" if now.gap else "false", "position.level", values, facts)
    if then is not None and now.gap <= setting("gap_closed_share") * then.gap:
        values |= {"gap_then": Quantity(then.gap)}
        return Finding("half", "position.gap_shrank", values, facts)
    return Finding("true", "position.behind", values, facts)


def _ahead(now: Standing, values: dict[str, Slot], facts: tuple[Fact, ...]) -> Finding:
    if not now.gap:
        return Finding("true", "position.leads", values, facts)
    if now.years < setting("gap_behind_years"):
        return Finding("half", "position.level", values, facts)
    return Finding("mostly_false", "position.behind", values, facts)


def _then(case: Case) -> Standing | None:
    """Where the company stood on the day of publication."""
    if case.day <= case.said:
        return None
    past = Case(case.statement, case.article, case.catalog.at(case.said), None, case.said)
    return standing(past, case.actors[0])
