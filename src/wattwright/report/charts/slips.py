"""Milestones: a hollow mark where they were announced, a full one where they are expected now."""

from __future__ import annotations

from typing import Final

from wattwright.report.charts.drawing import Chart, Slip, Slips
from wattwright.report.charts.frame import TimeAxis, chart_of
from wattwright.report.charts.svg import LINE, NARROW, SIZE, across, element, label, wrapped
from wattwright.report.wording import Wording

__all__ = ["draw_slips"]

_TRACK: Final = 16.0
_BELOW: Final = 12.0


def draw_slips(slips: Slips, wording: Wording) -> Chart:
    """One row a milestone: its name, both days in words, and the arrow between them on a common axis."""
    days = [day for slip in slips.slips for day in (slip.then, slip.now, *slip.estimates)]
    axis = TimeAxis([*days, slips.today])
    y = 0.0
    drawn: list[str] = []
    for slip in slips.slips:
        lines = [
            *wrapped(wording.text(slip.label), NARROW * 0.95),
            *wrapped(wording.text(slip.shown), NARROW),
        ]
        kinds = ["t strong", *("t" for _ in lines[1:])]
        for text, kind in zip(lines, kinds, strict=True):
            drawn.append(label(text, 0.0, y + SIZE, kind=kind))
            y += LINE
        drawn += [axis.grid(y, y + _TRACK), axis.today(slips.today, y - 6, y + _TRACK, "")]
        drawn += _track(slip, axis, y + _TRACK / 2)
        y += _TRACK + _BELOW
    ticks = axis.ticks(y + SIZE - 4)
    today = axis.word(slips.today, y + SIZE + LINE - 4, wording.texts["chart.today"])
    columns = ("milestone", "announced", "expected")
    keys = ("announced", "estimate", "expected")
    return chart_of(
        slips.heading,
        wording,
        height=y + 2 * LINE,
        body="".join([*drawn, ticks, today]),
        columns=tuple(wording.texts[f"chart.column.{column}"] for column in columns),
        rows=tuple(
            (wording.text(slip.label), wording.text(slip.then), wording.text(slip.now))
            for slip in slips.slips
        ),
        key=tuple((f"point {kind}", wording.texts[f"chart.point.{kind}"]) for kind in keys),
    )


def _track(slip: Slip, axis: TimeAxis, y: float) -> list[str]:
    """Baseline, earlier estimates, arrow, and both marks."""
    then, now = axis.at(slip.then), axis.at(slip.now)
    drawn = [element("line", class_="axis", x1="0%", x2="100%", y1=y, y2=y)]
    drawn += [
        element("circle", class_="point estimate", cx=across(axis.at(day)), cy=y, r=3.0)
        for day in slip.estimates
    ]
    if slip.then != slip.now:
        drawn.append(element("line", class_="arrow", x1=across(then), x2=across(now), y1=y, y2=y))
        back = 1.0 if slip.now > slip.then else -1.0
        tip = element("path", class_="arrow-head", d=f"M{-14 * back:g} -5L{-6 * back:g} 0L{-14 * back:g} 5Z")
        drawn.append(element("svg", tip, x=across(now), y=y, overflow="visible"))
    drawn.append(element("circle", class_="point announced", cx=across(then), cy=y, r=5.5))
    drawn.append(element("circle", class_="point expected", cx=across(now), cy=y, r=5.5))
    return drawn
