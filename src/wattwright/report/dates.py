"""Days and periods in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from wattwright.report.notation import signs

__all__ = ["format_date", "format_period", "short_date"]

_PERIOD: Final = re.compile(r"(FY)?(\d{4})(?:-?(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


def format_date(day: date, language: str) -> str:
    """The day in long form.

    >>> format_date(date(2025, 7, 17), "de")
    '17.\\xa0Juli 2025'
    """
    words = signs(language)
    return str(words["dates.day"]).format(
        day=day.day, month=words["dates.months"][day.month - 1], year=day.year
    )


def short_date(day: date, language: str) -> str:
    """Month and year in short form, for charts and tables."""
    words = signs(language)
    return str(words["dates.month"]).format(month=words["dates.short"][day.month - 1], year=day.year)


def format_period(period: str | None, language: str) -> str:
    """A period such as 2026, FY2026, 2026-Q2, 2026-H2, 2026-07, 2026-07-17 or 2025/2026 in words.

    What is no period is given back as it is, `undated` and None in words.

    >>> format_period("2026-Q2", "de")
    '2. Quartal 2026'
    """
    words = signs(language)
    if period is None or period == "undated":
        return str(words["dates.undated"])
    first, stroke, last = period.partition("/")
    if stroke:
        ends = [format_period(one, language) for one in (first, last)]
        return str(words["range.apart"]).format(low=ends[0], high=ends[1])
    found = _PERIOD.fullmatch(period)
    if found is None:
        return period
    fiscal, year, quarter, half, month, day = found.groups()
    if day:
        return format_date(date(int(year), int(month), int(day)), language)
    if month:
        return str(words["dates.month"]).format(month=words["dates.months"][int(month) - 1], year=year)
    if quarter:
        return str(words["dates.quarter"]).format(quarter=quarter, year=year)
    if half:
        return str(words["dates.half"][int(half) - 1]).format(year=year)
    return str(words["dates.fiscal"]).format(year=year) if fiscal else year
