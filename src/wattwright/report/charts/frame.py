"""What all charts share: the text line above a row, the time axis, and the frame with title and table."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from wattwright.report.charts.drawing import Chart, Heading
from wattwright.report.charts.svg import GAP, LINE, NARROW, SIZE, across, element, label, text_width, wrapped
from wattwright.report.wording import Wording

__all__ = ["TimeAxis", "chart_of", "headed"]

_MARGIN: Final = 0.03
_MOST_TICKS: Final = 6


def chart_of(heading: Heading, wording: Wording, **drawn: Any) -> Chart:  # noqa: ANN401
    """The chart of a heading in one language; `drawn` are the fields of `Chart` that differ."""
    return Chart(
        name=heading.name,
        title=wording.text(heading.title),
        unit=wording.text(heading.unit),
        description=wording.text(heading.description),
        sources=heading.sources,
        **drawn,
    )


def headed(left: str, right: str, y: float, *, strong: bool = False) -> tuple[str, float]:
    """A name on the left and a number on the right above a row; gives the y below them.

    The name is wrapped to what the number leaves free on the narrowest screen, or has lines of its own.
    """
    kind = "t strong" if strong else "t"
    beside = NARROW - text_width(right) - GAP
    if beside < NARROW / 3:
        lines = [*wrapped(left, NARROW), *wrapped(right, NARROW)]
        texts = [label(text, 0.0, y + SIZE + LINE * place, kind=kind) for place, text in enumerate(lines)]
        return "".join(texts), y + LINE * len(lines) + 4
    lines = wrapped(left, beside * (0.93 if strong else 1.0))
    texts = [label(text, 0.0, y + SIZE + LINE * place, kind=kind) for place, text in enumerate(lines)]
    texts.append(label(right, "100%", y + SIZE + LINE * (len(lines) - 1), anchor="end", kind=f"{kind} num"))
    return "".join(texts), y + LINE * len(lines) + 4


class TimeAxis:
    """Days across a chart, from the first to the last with a small margin on both sides."""

    def __init__(self, days: list[date]) -> None:
        """An axis that holds all `days`, at least two years of them."""
        first, last = min(days), max(days)
        self.first = date(first.year, 1, 1)
        self.last = date(max(last.year, first.year + 1) + 1, 1, 1)

    def at(self, day: date) -> float:
        """Share of the width at which `day` stands."""
        whole = (self.last - self.first).days
        return _MARGIN + (1 - 2 * _MARGIN) * (day - self.first).days / whole

    def years(self) -> list[date]:
        """First days of the years that are marked, at most six."""
        every = range(self.first.year, self.last.year + 1)
        step = -(-len(every) // _MOST_TICKS)
        return [date(year, 1, 1) for year in every[::step]]

    def grid(self, top: float, bottom: float) -> str:
        """A thin line at the start of each marked year."""
        return "".join(
            element(
                "line", class_="grid", x1=across(self.at(day)), x2=across(self.at(day)), y1=top, y2=bottom
            )
            for day in self.years()
        )

    def ticks(self, y: float) -> str:
        """The years below the lines, the last one only where it does not leave the chart."""
        return "".join(
            label(str(day.year), across(self.at(day)), y, anchor=self._anchor(day), kind="t small")
            for day in self.years()
        )

    def _anchor(self, day: date) -> str:
        share = self.at(day)
        return "start" if share < 0.1 else "end" if share > 0.9 else "middle"

    def today(self, day: date, top: float, bottom: float, word: str) -> str:
        """A line for today with its word on top; nothing where today lies outside."""
        if not self.first <= day <= self.last:
            return ""
        x = across(self.at(day))
        line = element("line", class_="today", x1=x, x2=x, y1=top + 6, y2=bottom)
        return line + (self.word(day, top, word) if word else "")

    def word(self, day: date, y: float, word: str) -> str:
        """The word for today at its place, kept inside of the chart."""
        if not self.first <= day <= self.last:
            return ""
        share = self.at(day)
        anchor = "start" if share < 0.2 else "end" if share > 0.8 else "middle"
        return label(word, across(share), y, anchor=anchor, kind="t small today-word")
