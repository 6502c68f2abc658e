"""Horizontal bars with intervals: a line of text above each bar, so that long names have the whole width."""

from __future__ import annotations

from typing import Final

from wattwright.report.charts.drawing import Bar, Bars, Chart
from wattwright.report.charts.frame import chart_of, headed
from wattwright.report.charts.svg import across, element
from wattwright.report.wording import Wording

__all__ = ["draw_bars"]

_THICK: Final = 12.0
_BELOW: Final = 14.0


def draw_bars(bars: Bars, wording: Wording) -> Chart:
    """The bars from the top in their order, each with its name, its number and its interval."""
    largest = max((max(bar.value, bar.high or 0.0) for bar in bars.bars), default=0.0) or 1.0
    y = 0.0
    drawn: list[str] = []
    for bar in bars.bars:
        text, y = headed(wording.text(bar.label), wording.text(bar.shown), y, strong=bar.mark)
        drawn += [text, *_bar(bar, y, largest)]
        y += _THICK + _BELOW
    kinds = dict.fromkeys(bar.kind for bar in bars.bars if bar.kind != "plain")
    columns = (wording.texts["chart.column.name"], wording.text(bars.heading.unit))
    return chart_of(
        bars.heading,
        wording,
        height=y - _BELOW + 4,
        body="".join(drawn),
        columns=columns,
        rows=tuple((wording.text(bar.label), wording.text(bar.shown)) for bar in bars.bars),
        key=tuple((f"bar {kind}", wording.texts[f"chart.kind.{kind}"]) for kind in kinds),
    )


def _bar(bar: Bar, y: float, largest: float) -> list[str]:
    """The bar, and a whisker from the lower to the upper end of its interval."""
    kind = f"bar {bar.kind}{' mark' if bar.mark else ''}"
    length = max(bar.value, 0.0) / largest
    drawn = [element("rect", class_=kind, x=0.0, y=y, width=across(length), height=_THICK)]
    if bar.low is None or bar.high is None or bar.low == bar.high:
        return drawn
    middle = y + _THICK / 2
    ends = [across(max(end, 0.0) / largest) for end in (bar.low, bar.high)]
    drawn.append(element("line", class_="whisker", x1=ends[0], x2=ends[1], y1=middle, y2=middle))
    drawn += [element("line", class_="whisker", x1=end, x2=end, y1=middle - 4, y2=middle + 4) for end in ends]
    return drawn
