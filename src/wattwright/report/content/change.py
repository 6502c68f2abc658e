"""What would change a verdict: one sentence for each kind of open or doubtful claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.report.content.model import Block, ClaimRow, Heading, Points
from wattwright.report.content.voices import group_of
from wattwright.report.phrases import Phrase

__all__ = ["change_blocks"]

_MOST: Final = 5
_GROUPS: Final = ("unproven", "open", "partly", "fails")


def change_blocks(claims: tuple[ClaimRow, ...]) -> tuple[Block, ...]:
    """At most five sentences, open questions first; empty where everything holds."""
    items = tuple(_sentences(claims))[:_MOST]
    return (Heading(Phrase("heading.change")), Points(items)) if items else ()


def _sentences(claims: tuple[ClaimRow, ...]) -> Iterator[tuple[Phrase | None, Phrase]]:
    for group in _GROUPS:
        for row in claims:
            if group_of(row.today.rating) == group:
                name = Phrase("change.claim", {"number": row.number})
                yield (
                    name,
                    Phrase(
                        f"change.{row.kind if group == 'open' and row.kind in _OPEN_KINDS else group}",
                        {"quote": row.quote},
                    ),
                )


_OPEN_KINDS: Final = ("power", "date_milestone", "money")
