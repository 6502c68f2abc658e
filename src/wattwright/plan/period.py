"""Periods as plan files write them: a year, half, quarter, month or day."""

from __future__ import annotations

from datetime import date
from typing import Final

from wattwright.catalog import period_end

__all__ = ["PERIOD_FORMS", "read_period"]

PERIOD_FORMS: Final = "a year 2026, half 2026-H2, quarter 2026-Q3, month 2026-07, day 2026-07-15 or FY2026"


def read_period(given: object) -> str:
    """The period as text; ValueError names the allowed forms.

    >>> read_period(2026)
    '2026'
    """
    text = given.isoformat() if isinstance(given, date) else str(given).strip()
    try:
        known = not isinstance(given, float | bool) and period_end(text) is not None
    except ValueError:
        known = False
    if not known:
        raise ValueError(f"given {text!r}; allowed: {PERIOD_FORMS}")
    return text
