"""What a reading gives: statements with their place, value, unit and attribution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["Reading", "Statement", "reading_json"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of a text, in the terms of the annotation guide.

    `kind` is one of the numeric kinds (power, energy, households, money, pay, area, accelerators, compute,
    tokens, parameters, water, emissions, price, headcount, share, count_other, duration), date_milestone,
    quote, opinion, or assertion (checkable, without a number). `value`, `low` and `high` are in `unit`, the
    base unit of the kind.
    """

    id: str
    span: str
    start: int
    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    period: str | None = None
    entity: str | None = None
    entity_type: str | None = None
    speaker: str | None = None
    modality: str = "fact"
    when: str | None = None
    dup_of: str | None = None
    sentence: str = ""
    """The whole sentence it stands in, without markup."""
    topic: str | None = None
    """Of an assertion: acquisition, openness, position, hiring, departure, monetisation and so on."""
    object: str | None = None
    """Of an assertion: what the subject acts on, such as the company bought."""
    scope: str | None = None
    """Words that narrow a sum down, such as `allein für KI` or `for AI alone`."""
    direction: str | None = None
    """`supply` where a consumer is said to supply others, `equivalent` where a comparison is meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read: its language, day, title and statements in reading order, and the sites it names."""

    language: str
    as_of: date | None
    title: str | None
    statements: tuple[Statement, ...]
    sites: tuple[str, ...] = ()


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point."""
    if value is None or not float(value).is_integer() or abs(value) >= 1e300:
        return value
    return int(value)


def reading_json(reading: Reading) -> dict[str, Any]:
    """The reading in the JSON form of the corpus: language, as_of, title, claims with every field."""
    claims: list[dict[str, Any]] = []
    for statement in reading.statements:
        row = {name: getattr(statement, name) for name in Statement.__slots__}
        for name in ("value", "low", "high"):
            row[name] = _number(row[name])
        claims.append(row)
    return {
        "language": reading.language,
        "as_of": reading.as_of.isoformat() if reading.as_of else None,
        "title": reading.title,
        "claims": claims,
    }
