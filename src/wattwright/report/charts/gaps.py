"""Distances between two values on one scale, one row a day."""

from __future__ import annotations

from typing import Final

from wattwright.report.charts.drawing import Chart, Gaps
from wattwright.report.charts.frame import chart_of, headed
from wattwright.report.charts.svg import LINE, NARROW, SIZE, across, element, label, wrapped
from wattwright.report.numbers import format_number
from wattwright.report.wording import Wording

__all__ = ["draw_gaps"]

_TRACK: Final = 18.0
_BELOW: Final = 12.0
_MARGIN: Final = 0.04


def draw_gaps(gaps: Gaps, wording: Wording) -> Chart:
    """Each row has its words, then both points and the line between them, all on one scale."""
    ends = [end for gap in gaps.gaps for end in (gap.value, gap.best)]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    y = 0.0
    drawn: list[str] = []
    for gap in gaps.gaps:
        text, y = headed(wording.text(gap.label), wording.text(gap.shown), y)
        for line in wrapped(wording.text(gap.detail), NARROW):
            text += label(line, 0.0, y + SIZE - 4, kind="t small")
            y += LINE
        middle = y + _TRACK / 2
        places = [across(_MARGIN + (1 - 2 * _MARGIN) * (end - low) / span) for end in (gap.value, gap.best)]
        drawn += [
            text,
            element("line", class_="axis", x1="0%", x2="100%", y1=middle, y2=middle),
            element("line", class_="gap", x1=places[0], x2=places[1], y1=middle, y2=middle),
            element("circle", class_="point own", cx=places[0], cy=middle, r=6.0),
            element("circle", class_="point best", cx=places[1], cy=middle, r=6.0),
        ]
        y += _TRACK + _BELOW
    names = [wording.text(name) for name in gaps.names]
    return chart_of(
        gaps.heading,
        wording,
        height=y - _BELOW + 4,
        body="".join(drawn),
        columns=(wording.texts["chart.column.day"], *names),
        rows=tuple(
            (
                f"{wording.text(gap.label)}: {wording.text(gap.detail)}",
                *(format_number(end, wording.language, digits=4) for end in (gap.value, gap.best)),
            )
            for gap in gaps.gaps
        ),
        key=(("point own", names[0]), ("point best", names[1])),
    )
