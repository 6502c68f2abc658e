"""Repeated mentions: a later statement of the same fact points to the first one."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.statements import Statement

__all__ = ["as_in_body", "mark_repeats"]

_SAME = 0.01
"""Relative difference up to which two values are one."""
_UNREPEATED = frozenset({"quote", "opinion", "assertion"})


def mark_repeats(statements: list[Statement]) -> list[Statement]:
    """Statements with `dup_of` where kind, value and entity are those of an earlier one."""
    marked: list[Statement] = []
    seen: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in statements:
        if statement.kind in _UNREPEATED:
            marked.append(statement)
            continue
        earlier = seen.setdefault((statement.kind, statement.unit), [])
        first = next((one for one in earlier if _repeats(one, statement)), None)
        if first is None:
            earlier.append(statement)
        marked.append(replace(statement, dup_of=first.id) if first is not None else statement)
    return marked


def _repeats(first: Statement, later: Statement) -> bool:
    """Whether two statements of one kind state the same fact."""
    if first.entity is not None and later.entity is not None and first.entity != later.entity:
        return False
    if later.kind == "date_milestone":
        return first.when == later.when
    if (first.modality == "denial") is not (later.modality == "denial"):
        return False
    pairs = ((first.value, later.value), (first.low, later.low), (first.high, later.high))
    numbers = [(one, two) for one, two in pairs if one is not None or two is not None]
    return bool(numbers) and all(
        one is not None and two is not None and abs(one - two) <= _SAME * max(abs(one), abs(two))
        for one, two in numbers[:1]
    )


def as_in_body(statements: list[Statement], end: int) -> list[Statement]:
    """Statements of the title with the modality that the body gives the same figure.

    Headlines are in the present tense whatever they announce. `end` is where the title ends in the source.
    """
    told: list[Statement] = []
    for statement in statements:
        again = None
        if statement.start < end and statement.modality == "fact" and statement.kind not in _UNREPEATED:
            later = (one for one in statements if one.start >= end and one.kind == statement.kind)
            again = next(
                (one for one in later if one.unit == statement.unit and _repeats(statement, one)), None
            )
        told.append(replace(statement, modality=again.modality) if again is not None else statement)
    return told
