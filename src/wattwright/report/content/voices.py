"""The statements of the text as rows: checked claims, what cannot be checked, and opinions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from wattwright.catalog import Catalog
from wattwright.claims.model import Quantity, Verdict
from wattwright.claims.ratings import rating
from wattwright.reading import Statement
from wattwright.report.content.model import ClaimRow, OpinionRow, Snippet
from wattwright.resolve.known import known_name

__all__ = ["GROUPS", "claim_rows", "group_of", "opinion_rows", "snippet", "unchecked_rows"]

GROUPS: Final = {
    "true": "holds",
    "mostly_true": "holds",
    "forecast_hit": "holds",
    "half": "partly",
    "missing_context": "partly",
    "mostly_false": "fails",
    "false": "fails",
    "forecast_missed": "fails",
    "unproven": "unproven",
    "forecast_open": "open",
}
"""Rating → group: how the verdict is coloured, counted and filtered; the others are in no group."""

_WORDS: Final = 12
_CELLS: Final = re.compile(r"\s*\|\s*")
_FRONT: Final = re.compile(r"^[\s•·*▪◦|–—-]+(?=\S)")
_UNCHECKED: Final = "not_checked"


def group_of(name: str) -> str:
    """Group of a rating; "none" for opinions and what was not checked."""
    return GROUPS.get(name, "none")


def claim_rows(verdicts: tuple[Verdict, ...], catalog: Catalog) -> tuple[ClaimRow, ...]:
    """Checked statements in reading order, repeats left out, numbered from 1."""
    checked = [one for one in verdicts if _checked(one) and one.statement.dup_of is None]
    return tuple(_row(number, one, catalog) for number, one in enumerate(checked, 1))


def _checked(verdict: Verdict) -> bool:
    return any(side.rating in GROUPS for side in (verdict.then, verdict.today))


def _row(number: int, verdict: Verdict, catalog: Catalog) -> ClaimRow:
    said = verdict.statement
    return ClaimRow(
        number,
        snippet(said.sentence or said.span, said.span),
        said.sentence or said.span,
        said.speaker,
        bool(known_name(catalog, "company", said.speaker)),
        said.kind,
        said.modality,
        _said(said),
        verdict.then,
        verdict.today,
        verdict.graded,
        verdict.rule,
        verdict.command,
    )


def _said(statement: Statement) -> Quantity | None:
    """The number that a statement gives, shares in per cent."""
    numbers = (statement.value, statement.low, statement.high)
    if statement.unit is None or numbers == (None, None, None):
        return None
    return Quantity(*numbers, "%" if statement.kind == "share" else statement.unit)


def unchecked_rows(verdicts: tuple[Verdict, ...]) -> tuple[OpinionRow, ...]:
    """Statements that no rule can decide."""
    return _rows(verdicts, lambda one: one.today.rating == _UNCHECKED and one.then.rating == _UNCHECKED)


def opinion_rows(verdicts: tuple[Verdict, ...]) -> tuple[OpinionRow, ...]:
    """Opinions: neither side is graded, checked or a forecast."""
    return _rows(verdicts, lambda one: not _checked(one) and rating(one.today.rating).name == "opinion")


def _rows(verdicts: tuple[Verdict, ...], wanted: Callable[[Verdict], bool]) -> tuple[OpinionRow, ...]:
    found = [one.statement for one in verdicts if wanted(one) and one.statement.dup_of is None]
    return tuple(OpinionRow(snippet(one.sentence or one.span, one.span), one.speaker) for one in found)


def snippet(sentence: str, span: str, most: int = _WORDS) -> Snippet:
    """At most twelve words of `sentence` around `span`, cut ends marked with an ellipsis.

    >>> str(snippet("Dieses Jahr sollen satte 70 Milliarden US-Dollar in KI fließen.", "70 Milliarden", 5))
    '… satte 70 Milliarden US-Dollar in …'
    """
    words = _CELLS.sub("; ", _FRONT.sub("", sentence)).strip("; ").split()
    start, length = _place(words, _CELLS.sub("; ", span).split())
    if not length or length == len(words):
        tail = " …" if len(words) > most else ""
        return Snippet("", " ".join(words[:most]) + tail, "")
    if length >= most:
        return Snippet("… " if start else "", " ".join(words[start : start + most]) + " …", "")
    first = max(0, min(start - (most - length) // 2, len(words) - most))
    last = min(len(words), first + most)
    before, after = " ".join(words[first:start]), " ".join(words[start + length : last])
    return Snippet(
        f"{'… ' if first else ''}{before}{' ' if before else ''}",
        " ".join(words[start : start + length]),
        f"{' ' if after else ''}{after}{' …' if last < len(words) else ''}",
    )


def _place(words: list[str], inside: list[str]) -> tuple[int, int]:
    """Where the words of a span stand in a sentence and how many they are; none where they do not."""
    bare = [_bare(word) for word in words]
    wanted = [_bare(word) for word in inside]
    for start in range(len(bare) - len(wanted) + 1):
        middle = bare[start + 1 : start + len(wanted) - 1] == wanted[1:-1]
        if (
            wanted
            and middle
            and bare[start].endswith(wanted[0])
            and wanted[-1] in bare[start + len(wanted) - 1]
        ):
            return start, len(wanted)
    return 0, 0


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold()
