"""Days and periods in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from wattwright.report.notation import signs

__all__ = ["format_date", "format_period", "short_date"]

_PERIOD: Final = re.compile(r"(FY)?(\d{4})(?:-?(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


def format_date(day: date, language: str, form: str = "") -> str:
    """The day in long form; `form` "in" or "by" puts the preposition of a day or of a deadline in front.

    >>> format_date(date(2025, 7, 17), "de", "by")
    'bis zum 17.\\xa0Juli 2025'
    """
    words = signs(language)
    month = words.listed("dates.months")[day.month - 1]
    return _with(form, "day", words["dates.day"].format(day=day.day, month=month, year=day.year), language)


def short_date(day: date, language: str) -> str:
    """Month and year in short form, for charts and tables."""
    words = signs(language)
    return words["dates.month"].format(month=words.listed("dates.short")[day.month - 1], year=day.year)


def format_period(period: str | None, language: str, form: str = "") -> str:
    """A period such as 2026, FY2026, 2026-Q2, 2026-H2, 2026-07, 2026-07-17 or 2025/2026 in words.

    What is no period is given back as it is, `undated` and None in words; `form` as for `format_date`.

    >>> format_period("2026-Q2", "de", "in")
    'im 2. Quartal 2026'
    """
    words = signs(language)
    if period is None or period == "undated":
        return words["dates.undated"]
    first, stroke, last = period.partition("/")
    if stroke:
        ends = [format_period(one, language) for one in (first, last)]
        return _with(form, "span", words["range.apart"].format(low=ends[0], high=ends[1]), language)
    found = _PERIOD.fullmatch(period)
    if found is None:
        return period
    fiscal, year, quarter, half, month, day = found.groups()
    if day:
        return format_date(date(int(year), int(month), int(day)), language, form)
    if month:
        name = words.listed("dates.months")[int(month) - 1]
        return _with(form, "month", words["dates.month"].format(month=name, year=year), language)
    if quarter:
        text = words["dates.quarter"].format(quarter=quarter, year=year)
        return _with(form, "quarter", text, language)
    if half:
        return _with(form, "half", words.listed("dates.half")[int(half) - 1].format(year=year), language)
    if fiscal:
        return _with(form, "fiscal", words["dates.fiscal"].format(year=year), language)
    return _with(form, "year", year, language)


def _with(form: str, kind: str, text: str, language: str) -> str:
    """`text` behind the preposition that `form`, "in" or "by", asks for."""
    if form not in ("in", "by"):
        return text
    return signs(language)[f"{form}.{kind}"].format(text=text)
