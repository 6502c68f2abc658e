"""What is said, in no language: keys of the text files with the values that fill their slots.

A slot of a text may ask for a form. Numbers: `{homes}` is the central value, `{homes:range}` the interval,
`{homes:full}` both, `{homes:rough}` the value in two digits, `{homes:noun}` with what it counts. Days and
periods: `{day:short}` is month and year, `{when:in}` has its preposition ("im Juli 2026"), `{when:by}` that
of a deadline ("bis zum 17. Juli 2026"). Text: `{quote:inner}` has single quotation marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from wattwright.catalog import Fact
from wattwright.claims.model import Period, Quantity, Word
from wattwright.results import Figure

__all__ = ["Formula", "Label", "Period", "Phrase", "Quantity", "Series", "Slot", "Word"]


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a quantity of the glossary, or of one of the catalog's own."""

    quantity: str


@dataclass(frozen=True, slots=True)
class Formula:
    """An equation in plain signs; an underscore lowers what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """Several values in a row: "a, b and c"."""

    items: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of `data/texts/report.*.yaml` by its dotted key, its slots, and the sources behind it."""

    key: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


Slot: TypeAlias = (
    "Figure | Fact | Quantity | Phrase | Period | Word | Label | Formula | Series | date | str | int"
)
