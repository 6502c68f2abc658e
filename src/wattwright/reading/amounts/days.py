"""Expressions of time: what they are, and days written in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

__all__ = ["DateMention", "parse_date_token"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A point or stretch of time in the text.

    `when` follows YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, YYYY-Hn, a/b. `bound` is up_to, at_least, about or
    None; `form` says how it was written: day, month, quarter, half, season, year, years, decade, relative,
    today.
    """

    first: int
    last: int
    when: str
    form: str
    bound: str | None = None

    @property
    def year(self) -> int:
        """First year of the stretch."""
        return int(self.when[:4])


_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2,4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})")


def parse_date_token(text: str, language: str) -> date | None:
    """Day of a token such as `17.11.2025`, `2026-01-09` or `11/17/2025`; None where it is no date."""
    parts = _parts(text, language)
    if parts is None:
        return None
    year = parts[0] + 2000 if parts[0] < 100 else parts[0]
    try:
        return date(year, parts[1], parts[2])
    except ValueError:
        return None


def _parts(text: str, language: str) -> tuple[int, int, int] | None:
    """Year, month and day as they are written."""
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DOTTED.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _SLASHED.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        swapped = language == "de" or first > 12
        return (int(match[3]), second, first) if swapped else (int(match[3]), first, second)
    return None
