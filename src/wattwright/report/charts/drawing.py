"""What every chart is made of, drawn or not yet drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TypeAlias

from wattwright.report.charts.svg import element
from wattwright.report.phrases import Phrase, Slot
from wattwright.report.printable import printable

__all__ = [
    "Bar",
    "Bars",
    "Chart",
    "Gap",
    "Gaps",
    "Graphic",
    "Heading",
    "Marker",
    "Panel",
    "Part",
    "Slip",
    "Slips",
    "Squares",
    "Stack",
    "Steps",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a chart: title, unit, what it shows in a sentence, source ids, and its name."""

    name: str
    title: Slot
    unit: Slot
    description: Phrase
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `kind` is measured, announced, projected or plain; `mark` sets it off from its rivals."""

    label: Slot
    value: float
    low: float | None
    high: float | None
    shown: Slot
    kind: str = "plain"
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from zero on one scale."""

    heading: Heading
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A level that holds from `day` on; `kind` is measured, projected or announced."""

    day: date
    value: float
    kind: str
    shown: Slot


@dataclass(frozen=True, slots=True)
class Panel:
    """One site: its levels in the order of their days."""

    label: Slot
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Levels over time, one panel a site on a common time axis; `today` is drawn as a line."""

    heading: Heading
    panels: tuple[Panel, ...]
    unit: str
    today: date


@dataclass(frozen=True, slots=True)
class Slip:
    """A dated milestone: the announced day, later estimates with the day they were made, oldest first."""

    label: Slot
    then: date
    now: date
    shown: Slot
    estimates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Slips:
    """Milestones with an arrow from the announced to the expected day."""

    heading: Heading
    slips: tuple[Slip, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole; `kind` numbers its colour."""

    label: Slot
    value: float
    shown: Slot
    kind: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A whole, cut into its parts."""

    heading: Heading
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Two values of one day on one scale, such as a company's best model and the best of all."""

    label: Slot
    value: float
    best: float
    shown: Slot
    detail: Slot


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps on a common scale, one row a day; `names` are what stands left and right of each gap."""

    heading: Heading
    gaps: tuple[Gap, ...]
    names: tuple[Slot, Slot]


@dataclass(frozen=True, slots=True)
class Squares:
    """Areas as squares to scale, one inside the other."""

    heading: Heading
    parts: tuple[Part, ...]


Graphic: TypeAlias = Bars | Steps | Slips | Stack | Gaps | Squares


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: texts of its figure, SVG markup, key and data table, all in one language.

    `key` pairs a class of the style sheet with its meaning. `width` is None where the drawing is
    as wide as its column.
    """

    name: str
    title: str
    unit: str
    description: str
    sources: tuple[str, ...]
    height: float
    body: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[tuple[str, str], ...] = ()
    width: float | None = None

    def svg(self) -> str:
        """The drawing as an SVG element with title and description."""
        names = f"{self.name}-title {self.name}-desc"
        return element(
            "svg",
            element("title", escape(printable(self.title)), id=f"{self.name}-title"),
            element("desc", escape(printable(self.description)), id=f"{self.name}-desc"),
            self.body,
            class_="chart",
            xmlns="http://www.w3.org/2000/svg",
            width="100%" if self.width is None else self.width,
            height=self.height,
            role="img",
            aria_labelledby=names,
        )
