"""When a figure was first known: the rules are written out in `rules.yaml` and tested in tests/catalog."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wattwright.catalog.facts import period

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO = re.compile(r"\d{4}(?:-?Q[1-4]|-H[12]|-\d{2}(?!\d)(?:-\d{2})?)?")
_NAMED = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\.? (\d{{4}})", re.IGNORECASE)
_DAYS = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b20\d{2}\b")


def first_day(text: str) -> date:
    """First day of the first period that `text` names."""
    return _span(text)[0]


def last_day(text: str, research: date) -> date:
    """Last day of the last period that `text` names, at most the day of the research.

    A later part may be short: 2025-06/07 is June to July 2025, 2025-09/2026 ends with 2026.
    """
    parts = re.split(r"/|\.\.|(?<=\d{4})-(?=\d{4})", text)
    if len(parts) > 1 and re.fullmatch(r"\d{2}", parts[-1]):
        parts[-1] = f"{parts[0][:4]}-{parts[-1]}"
    return min(_span(parts[-1])[1], research)


def _span(text: str) -> tuple[date, date]:
    found = _ISO.search(text)
    days = period(found.group()) if found else None
    if days is None:
        raise ValueError(f"no date in {text!r}")
    return days


def event_day(event: str, as_of: str, research: date) -> date:
    """Day on which an event was known: its (last) day, or the day of the report where that lies earlier."""
    reported = last_day(as_of, research) if as_of else research
    known = last_day(event, research)
    return min(known, reported) if reported >= first_day(event) else known


def mentions_after(text: str, known: date) -> list[str]:
    """Dates in `text` that begin after `known`: what they tell may have been learnt later."""
    dated = [(found.group(), first_day(found.group())) for found in _DAYS.finditer(text)]
    for found in _NAMED.finditer(text):
        month = MONTHS.index(found.group(1).lower()[:3]) + 1
        dated.append((found.group(), date(int(found.group(2)), month, 1)))
    return [words for words, day in dated if day > known]


def after(end: date, days: int) -> date:
    """The day `days` after `end`."""
    return end + timedelta(days=days)
