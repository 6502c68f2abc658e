"""What verdicts are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from wattwright.catalog import Fact
from wattwright.claims.ratings import rating
from wattwright.reading import Statement
from wattwright.results import Figure

__all__ = ["Finding", "Judgement", "Period", "Quantity", "Slot", "Verdict", "Word"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number for a slot of a reason: value and, where known, both ends of its range, in `unit`."""

    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str = "1"


@dataclass(frozen=True, slots=True)
class Period:
    """A period for a slot, as the catalog writes it: 2026, FY2026, 2026-Q2, 2026-07; None is "undated"."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a slot that differs between languages: the text `words.<key>` of `reasons.*.yaml`."""

    key: str


Slot: TypeAlias = Quantity | Figure | Period | Word | date | str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found out about a statement on one day: rating, reason, and the evidence behind it."""

    rating: str
    reason: str
    values: Mapping[str, Slot] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One side of a verdict, with the knowledge of one day.

    `rating` is a name of `ratings()`, `reason` a key of `data/texts/reasons.*.yaml` and `values` fills its
    slots. `figures` are computed numbers behind it, `sources` ids of the catalog's sources. `confidence` is
    high, medium or low: that of the weakest fact used; `doubtful` names weak facts.
    """

    rating: str
    reason: str
    values: Mapping[str, Slot]
    figures: tuple[Figure, ...]
    sources: tuple[str, ...]
    confidence: str
    doubtful: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The rating in words, in `language` ("de" or "en")."""
        return rating(self.rating).label(language)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A statement judged twice: with what was known when it was published, and with what is known today.

    `rule` names the rule of `data/verdicts.yaml` that was used, `command` is a command line that shows the
    evidence again, `label` the statement's own words, shortened.
    """

    statement: Statement
    rule: str
    then: Judgement
    today: Judgement
    command: str
    label: str

    @property
    def graded(self) -> bool:
        """Whether either side carries a grade, as opposed to an opinion, a forecast or nothing to check."""
        return any(rating(side.rating).value is not None for side in (self.then, self.today))
