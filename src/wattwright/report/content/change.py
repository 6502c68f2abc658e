"""What would change a verdict: one sentence for each kind of open or doubtful claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.report.content.model import Block, ClaimRow, Heading, Points
from wattwright.report.content.voices import group_of
from wattwright.report.phrases import Phrase, Series

__all__ = ["change_blocks", "numbered"]

_OPEN_KINDS: Final = ("power", "date_milestone", "money")
_ORDER: Final = ("unproven", "power", "date_milestone", "money", "open", "partly", "fails")


def change_blocks(claims: tuple[ClaimRow, ...]) -> tuple[Block, ...]:
    """One sentence a kind with the numbers of its claims; empty where everything holds."""
    items = tuple(_items(claims))
    return (Heading(Phrase("heading.change")), Points(items)) if items else ()


def _items(claims: tuple[ClaimRow, ...]) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
    kinds: dict[str, list[int]] = {}
    for row in claims:
        group = group_of(row.today.rating)
        kind = row.kind if group == "open" and row.kind in _OPEN_KINDS else group
        kinds.setdefault(kind, []).append(row.number)
    for kind in _ORDER:
        if kind in kinds:
            yield numbered(kinds[kind]), (Phrase(f"change.{kind}"),)


def numbered(numbers: list[int]) -> Phrase:
    """ "Claim 3:" or "Claims 3, 5 and 6:"."""
    if len(numbers) == 1:
        return Phrase("change.claim", {"number": str(numbers[0])})
    return Phrase("change.claims", {"numbers": Series(tuple(map(str, numbers)))})
