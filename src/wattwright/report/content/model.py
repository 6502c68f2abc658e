"""What a dossier shows, in no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from wattwright.claims.model import Judgement, Quantity
from wattwright.report.charts.drawing import Graphic
from wattwright.report.phrases import Phrase, Slot

__all__ = [
    "Block",
    "Bullet",
    "ClaimRow",
    "Content",
    "Header",
    "Heading",
    "Note",
    "OpinionRow",
    "Paragraph",
    "Points",
    "Section",
    "Snippet",
    "SourceRow",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in a row."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences; each item may have a few words in front that name it."""

    items: tuple[tuple[Phrase | None, tuple[Phrase, ...]], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A small remark, such as what was not found."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `columns` are keys of `column.*` texts, `numeric` says which hold numbers.

    `sources` has the ids behind each row; `folded` tables open on demand.
    """

    name: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Slot, ...], ...]
    sources: tuple[tuple[str, ...], ...] = ()
    folded: bool = False


Block: TypeAlias = Heading | Paragraph | Points | Note | Table | Graphic


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the dossier; `name` is the key of its heading and its anchor."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Title, one sentence of news, the days, and the newest knowledge of each kind.

    `dated` is false where the text names no day and one had to be assumed.
    """

    title: str
    news: Phrase
    as_of: date
    today: date
    vintages: tuple[tuple[str, date], ...]
    source_language: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Bullet:
    """One of the three numbers at a glance: number, a few words on it, what it is about, and the verdict.

    `claim` is the number of the claim that it belongs to.
    """

    number: Slot
    interval: Slot | None
    caption: Phrase | None
    label: Phrase
    then: Judgement | None
    today: Judgement | None
    claim: int | None


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of the text: those that are judged, and what stands around them."""

    before: str
    judged: str
    after: str

    def __str__(self) -> str:
        """All words in a row."""
        return f"{self.before}{self.judged}{self.after}"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One checked statement with both judgements and the command that repeats them.

    `quote` has at most twelve words, `claim` the whole wording; `said` is the number that was stated,
    `company` whether a company speaks.
    """

    number: int
    quote: Snippet
    claim: str
    speaker: str | None
    company: bool
    kind: str
    modality: str
    said: Quantity | None
    then: Judgement
    today: Judgement
    graded: bool
    rule: str
    command: str


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """A judgement of the text: listed, never graded."""

    quote: Snippet
    speaker: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A numbered source; `date` is the newest day from which a figure of it was used."""

    number: int
    id: str
    title: str
    url: str
    licence: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a dossier shows.

    `numbers` gives each source its number; `address` is where the
    announcement stands on the web, empty where nobody said.
    """

    header: Header
    glance: tuple[Bullet, ...]
    background: Section
    assessment: Section
    claims: tuple[ClaimRow, ...]
    opinions: tuple[OpinionRow, ...]
    unchecked: tuple[OpinionRow, ...]
    outlook: Section
    method: Section
    sources: tuple[SourceRow, ...]
    numbers: Mapping[str, int]
    address: str
