"""Periods of statements and facts: which of them overlap, and which day a statement speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from wattwright.catalog import Fact
from wattwright.catalog.facts import period

__all__ = ["days_apart", "due", "fact_days", "overlap", "same_period", "span_days"]

_FISCAL_QUARTER: Final = re.compile(r"FY\d{4}-?Q")
_TRAILING: Final = re.compile(r"TTM (\d{4}-\d{2})")
_RANGE: Final = re.compile(
    r"(?:from |to |through |vintage )?(\S+?)\s*(?:/|\.\.|->|(?<=\d{4})-(?=\d{4}$))\s*(\S+)"
)
_ALMOST_A_YEAR: Final = 350


@lru_cache(maxsize=4096)
def span_days(text: str | None) -> tuple[date, date] | None:
    """First and last day of a period of a statement or fact, ranges and trailing years included.

    None for what names no period, and for quarters of a fiscal year, which begins on another day everywhere.

    >>> span_days("2025-07/2026-06")
    (datetime.date(2025, 7, 1), datetime.date(2026, 6, 30))
    """
    if not text or _FISCAL_QUARTER.search(text):
        return None
    whole = period(text)
    if whole:
        return whole
    trailing = _TRAILING.fullmatch(text)
    if trailing:
        last = period(trailing.group(1))
        return None if last is None else (_year_before(last[1]), last[1])
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    first, last = period(found.group(1)), period(found.group(2))
    return (first[0], last[1]) if first and last else None


def _year_before(day: date) -> date:
    """First of the twelve months that end with `day`, the last of a month."""
    after = day + timedelta(days=1)
    return after.replace(year=after.year - 1)


def fact_days(fact: Fact) -> tuple[date, date]:
    """The days that a fact speaks of; the day since when it is known where it names no period."""
    return span_days(fact.when) or (fact.date, fact.date)


def due(text: str | None) -> date | None:
    """The last day of a statement's period: until then a plan may come true."""
    days = span_days(text)
    return None if days is None else days[1]


def same_period(wanted: tuple[date, date], fact: Fact) -> bool:
    """Whether a fact covers the period of a statement: equal, or the fiscal year of that name."""
    first, last = fact_days(fact)
    if (fact.when or "").startswith("FY") and "Q" not in (fact.when or ""):
        return (
            wanted[0].year == wanted[1].year == first.year and (wanted[1] - wanted[0]).days > _ALMOST_A_YEAR
        )
    length = (last - first).days - (wanted[1] - wanted[0]).days
    return abs((first - wanted[0]).days) <= 31 and abs((last - wanted[1]).days) <= 31 and abs(length) <= 10


def overlap(wanted: tuple[date, date], fact: Fact) -> bool:
    """Whether a fact and a statement speak of common days."""
    first, last = fact_days(fact)
    return first <= wanted[1] and wanted[0] <= last


def days_apart(wanted: tuple[date, date], fact: Fact) -> int:
    """Days between the periods of a statement and a fact; 0 where they overlap."""
    first, last = fact_days(fact)
    return max(0, (first - wanted[1]).days, (wanted[0] - last).days)
