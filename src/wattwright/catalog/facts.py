"""What the catalog is made of: facts, their sources, and the periods they refer to."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

__all__ = ["BASES", "Fact", "Source", "period", "period_end"]

BASES: Final = ("measured", "published", "derived", "inferred", "announced", "guided", "projected", "assumed")
_DOUBTS: Final = ("recalled", "secondary", "not re-found", "unverified")
_PERIOD: Final = re.compile(r"(?:FY)?(\d{4})(?:-?(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one quantity of one entry.

    `when` is what the figure refers to (2025, 2025-Q2, FY2025, 2026-05-18, or None for no period), `date` the
    day on which it was first known. `low` and `high` are the bounds that the source states, None where it
    states none. `value` is None where a search found nothing, and a text for units "text" and "date".
    `basis` is one of `BASES`; `source` an id for `Catalog.source`.
    """

    kind: str
    name: str
    quantity: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    when: str | None
    date: date
    basis: str
    confidence: str
    source: str
    note: str

    @property
    def doubtful(self) -> bool:
        """Whether the figure is weak evidence: low confidence, recalled, secondary or not found again."""
        words = self.confidence.casefold()
        return words.startswith("low") or any(doubt in words for doubt in _DOUBTS)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read; `credit` is the line that its licence asks for, empty where it asks for none."""

    id: str
    title: str
    url: str
    licence: str
    credit: str


@cache
def period(text: str | None) -> tuple[date, date] | None:
    """First and last day of a period such as 2025, FY2025, 2025-Q2, 2026-H2, 2025-07 or 2025-07-14.

    A fiscal year counts as the calendar year of its name. None for texts that name no single period.

    >>> period("2025-Q2")
    (datetime.date(2025, 4, 1), datetime.date(2025, 6, 30))
    """
    found = _PERIOD.fullmatch(text or "")
    if found is None:
        return None
    year, quarter, half, month, day = (int(part) if part else 0 for part in found.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    first, months = (month, 1) if month else (3 * quarter - 2, 3) if quarter else (6 * half - 5, 6)
    if not (month or quarter or half):
        first, months = 1, 12
    last = first + months - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def period_end(text: str | None) -> date | None:
    """Last day of the period `text` (see `period`); None where it names no single period."""
    days = period(text)
    return None if days is None else days[1]


def precedence(fact: Fact) -> tuple[bool, date, int, date, timedelta]:
    """Order for `Catalog.latest`, best last: a value, newest, firmest basis, latest and longest period."""
    first, last = period(fact.when) or (date.min, date.min)
    return fact.value is not None, fact.date, -BASES.index(fact.basis), last, last - first
