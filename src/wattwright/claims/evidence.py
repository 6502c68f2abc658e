"""From a statement and the facts that it can be compared with to a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.model import Finding, Period, Quantity, Slot, Word
from wattwright.claims.numbers import PROMISES, Claimed, Known, deviation, graded, known
from wattwright.claims.periods import days_apart, fact_days
from wattwright.claims.policy import policy, setting

__all__ = [
    "Match",
    "best_match",
    "compared",
    "forecast",
    "lacking",
    "latest_until",
    "nothing_found",
    "outside",
    "recent",
    "shown",
    "unknown_entity",
]

_DENIED: Final = {
    "true": "false",
    "mostly_true": "mostly_true",
    "half": "true",
    "mostly_false": "true",
    "false": "true",
    "unproven": "unproven",
}
"""What a denial of a number is worth, by the rating of the number: right as soon as it is clearly off."""

_FIRM: Final = ("true", "mostly_true")
_WORDS_OF_PERIODS: Final = re.compile(r"^(?:from|to|through|until)\s+")


@dataclass(frozen=True, slots=True)
class Match:
    """A statement beside the fact that comes nearest to it."""

    claim: Claimed
    fact: Fact
    known: Known
    rating: str

    @property
    def apart(self) -> float:
        """Relative deviation of the claim, negative where it is too low."""
        return deviation(self.claim, self.known)


def best_match(case: Case, facts: Iterable[Fact], family: str) -> Match | None:
    """The fact nearest to the claim; of equally near ones that of the nearest period, then the newest."""
    claim = case.claim
    if claim is None:
        return None
    found = [
        Match(claim, fact, number, graded(claim, number, family))
        for fact in facts
        if (number := known(fact, claim.unit)) is not None
    ]
    return min(found, key=lambda one: _order(case, one), default=None)


def _order(case: Case, match: Match) -> tuple[float, int, int]:
    return round(abs(match.apart), 4), days_apart(case.wanted, match.fact), -match.fact.date.toordinal()


def compared(case: Case, facts: Sequence[Fact], family: str, *, stated: bool = False) -> Finding | None:
    """The finding of a statement about what is or was; None where there is nothing to compare with.

    What agrees with an announcement only is mostly true at best: announced is not measured. Where `stated`,
    announcements are all that can be known (land, model cards). A denial is right where the denied number is
    wrong; weak or wide evidence settles no denial.
    """
    match = best_match(case, facts, family)
    if match is None:
        return None
    values = shown(match)
    if case.denied:
        rating = "unproven" if _settles_nothing(match) else _DENIED[match.rating]
        return Finding(rating, f"numbers.{_denial(rating)}", values, (match.fact,))
    if _something_else(match):
        return Finding("unproven", "numbers.elsewhere", values, (match.fact,))
    if match.fact.basis == "assumed":
        return Finding("unproven", "numbers.assumed", values, (match.fact,))
    promised = match.fact.basis in PROMISES and not case.forward and not stated
    if promised and match.rating in _FIRM:
        return Finding("mostly_true", "numbers.promised", values, (match.fact,))
    return Finding(match.rating, f"numbers.{_outcome(match)}", values, (match.fact,))


def _something_else(match: Match) -> bool:
    """Whether two numbers are so far apart that they count different things, or in different units."""
    return match.rating == "false" and match.known.value != 0 and _times(match) > setting("something_else")


def _times(match: Match) -> float:
    """The larger over the smaller number."""
    return 1 + abs(match.apart)


def _settles_nothing(match: Match) -> bool:
    """Whether the evidence is too weak to refute a denial: doubtful, or a range wide around another value."""
    if match.rating not in _FIRM:
        return False
    known_number = match.known
    wide = known_number.high > (1 + setting("wide_range")) * known_number.low
    central = known_number.low == known_number.high or abs(match.claim.point / known_number.value - 1) <= 0.1
    return match.fact.doubtful or (wide and not central)


def _denial(rating: str) -> str:
    if rating in _FIRM:
        return "denied_rightly"
    return "denied_wrongly" if rating == "false" else "denied_open"


def _outcome(match: Match) -> str:
    """Which sentence compares the claim with what is known."""
    if match.rating == "unproven":
        return "inside"
    if match.rating == "true":
        return "agrees"
    if not match.known.value:
        return "nothing"
    inside = match.claim.low <= match.known.value <= match.claim.high
    if match.claim.qualifier in ("up_to", "less_than", "at_least", "more_than"):
        bound = match.claim.high if match.claim.qualifier in ("up_to", "less_than") else match.claim.low
        above = bound > match.known.value
        inside = above == (match.claim.qualifier in ("up_to", "less_than"))
    if inside:
        return "loose"
    return "above" if match.apart > 0 else "below"


def shown(match: Match) -> dict[str, Slot]:
    """Slots of the sentences that compare a claim with a fact."""
    fact = match.fact
    apart = match.apart if match.known.value else 1.0
    return {
        "entity": fact.name,
        "what": Word(fact.quantity),
        "period": _period(fact),
        "known": match.known.quantity(),
        "basis": Word(f"basis_{fact.basis}"),
        "since": fact.date,
        "claimed": match.claim.quantity(),
        "apart": Quantity(_rounded(apart if apart > 0 else -apart / (1 - apart)), unit="%"),
    }


def _period(fact: Fact) -> Slot:
    """The period of a fact as people write it; the word for none where it names none."""
    if not fact.when:
        return Word("no_period")
    return Period(_WORDS_OF_PERIODS.sub("", fact.when).replace("..", "/"))


def _rounded(share: float) -> float:
    """A share for reading: whole per cent, tenths below ten per cent."""
    return round(share, 2 if share >= 0.1 else 3)


def forecast(case: Case, outcomes: Sequence[Fact], promises: Sequence[Fact], family: str) -> Finding | None:
    """The finding of a statement about what is to come.

    Once `outcomes` of its period are known, they decide. Before, a plan that says what was announced is open,
    and one that misstates the announcement is graded; the estimate of someone else is open in any case. None
    where there is nothing to compare with.
    """
    over = case.due is not None and case.due <= case.day
    outcome = best_match(case, outcomes, family)
    if outcome is not None:
        widening = setting("about_widening") if outcome.claim.qualifier == "about" else 1.0
        met = abs(outcome.apart) <= setting("on_amount") * widening
        rating = "forecast_hit" if met else "forecast_missed"
        return Finding(rating, f"numbers.{rating}", shown(outcome), (outcome.fact,))
    match = best_match(case, promises, family)
    if match is None:
        return None
    values = shown(match)
    if match.rating in _FIRM:
        return Finding(
            "forecast_open", "numbers.plan_over" if over else "numbers.plan", values, (match.fact,)
        )
    if case.statement.modality == "estimate":
        return Finding("forecast_open", "numbers.estimate_apart", values, (match.fact,))
    if _something_else(match):
        return Finding("unproven", "numbers.elsewhere", values, (match.fact,))
    return Finding(match.rating, f"numbers.{_outcome(match)}", values, (match.fact,))


def nothing_found(case: Case, what: str | None = None, facts: tuple[Fact, ...] = ()) -> Finding:
    """The catalog knows the entity but nothing to compare the statement with: unproven."""
    entity = case.statement.entity or case.article.company or ""
    values: dict[str, Slot] = {"entity": entity, "what": Word(what or _subject(case)), "day": case.day}
    return Finding("unproven", "nothing_found" if entity else "nothing_found_anywhere", values, facts)


def lacking(case: Case, known: object, what: str | None = None) -> Finding:
    """Nothing to compare with: unproven where the catalog has `known` the entity, else not checked."""
    return nothing_found(case, what) if known else unknown_entity(case)


def unknown_entity(case: Case) -> Finding:
    """The catalog does not know what the statement is about: not checked."""
    if not case.statement.entity:
        return outside(case)
    return Finding("not_checked", "unknown_entity", {"entity": case.statement.entity})


def outside(case: Case) -> Finding:
    """Nothing of this kind can be checked."""
    return Finding("not_checked", "outside", {"what": Word(_subject(case))})


def _subject(case: Case) -> str:
    """What a statement speaks of: its kind, or the topic of an assertion for which a rule is stated."""
    topic = case.statement.topic
    ruled = any(entry.get("topic") == topic for entry in policy().dispatch)
    return f"topic_{topic}" if topic and ruled else case.statement.kind


def recent(case: Case, facts: Iterable[Fact], days: float) -> tuple[Fact, ...]:
    """Facts whose period lies at most `days` from the one that the statement speaks of."""
    return tuple(fact for fact in facts if days_apart(case.wanted, fact) <= days)


def latest_until(facts: Iterable[Fact], day: date) -> Fact | None:
    """The last fact of a timeline whose period has begun by `day`."""
    begun = [fact for fact in facts if fact_days(fact)[0] <= day]
    return max(begun, key=lambda fact: (fact_days(fact)[0], fact.date), default=None)
