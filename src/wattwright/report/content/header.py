"""The head of a dossier: one sentence of news from the verdicts, and how fresh the knowledge behind it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from wattwright.report.content.known import Known
from wattwright.report.content.model import ClaimRow, Header
from wattwright.report.content.voices import group_of
from wattwright.report.phrases import Phrase, Series

__all__ = ["header_of"]

_GROUPS: Final = ("holds", "partly", "fails", "unproven", "open")
_KINDS: Final = ("campus", "company", "model")


def header_of(known: Known, claims: tuple[ClaimRow, ...]) -> Header:
    """Title, news, days, and the newest day of knowledge about campuses, company and models."""
    dossier = known.dossier
    return Header(
        dossier.title,
        _news(claims),
        dossier.as_of,
        dossier.today,
        tuple(_vintages(known)),
        dossier.source_language,
        dossier.reading.as_of is not None,
    )


def _news(claims: tuple[ClaimRow, ...]) -> Phrase:
    """How many claims hold today, and for how many the verdict has changed since they were published."""
    if not claims:
        return Phrase("news.none")
    counts = Counter(group_of(row.today.rating) for row in claims)
    parts = tuple(_counted(f"news.{group}", counts[group]) for group in _GROUPS if counts[group])
    changed = sum(row.then.rating != row.today.rating for row in claims)
    checked = _counted("news.checked", len(claims))
    if not parts:
        return checked
    whole = Phrase("news.whole", {"checked": checked, "parts": Series(parts)})
    if not changed:
        return whole
    return Phrase("news.both", {"first": whole, "second": _counted("news.changed", changed)})


def _counted(key: str, count: int) -> Phrase:
    return Phrase(f"{key}.one") if count == 1 else Phrase(f"{key}.many", {"count": count})


def _vintages(known: Known) -> Iterator[tuple[str, date]]:
    """Newest knowledge of each kind that the catalog has on the day."""
    for kind in _KINDS:
        days = [fact.date for fact in known.catalog.facts(kind)]
        if days:
            yield kind, max(days)
