"""Levels over time as steps: solid where observed, dashed where projected, diamonds where announced."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import Final

from wattwright.report.charts.drawing import Chart, Marker, Panel, Steps
from wattwright.report.charts.frame import TimeAxis, chart_of
from wattwright.report.charts.svg import GAP, LINE, NARROW, SIZE, across, element, label, text_width, wrapped
from wattwright.report.numbers import format_quantity
from wattwright.report.printable import printable
from wattwright.report.wording import Wording

__all__ = ["draw_steps"]

_PANEL: Final = 118.0
_AXIS: Final = 20.0
_TOP: Final = 22.0
_NICE: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_DIAMOND: Final = "M0 -6L6 0L0 6L-6 0Z"

Box = tuple[float, float, float, float]


def draw_steps(steps: Steps, wording: Wording) -> Chart:
    """One panel a site, all on the same time axis; each panel has its own scale from zero."""
    days = [marker.day for panel in steps.panels for marker in panel.markers]
    axis = TimeAxis([*days, steps.today])
    word = wording.texts["chart.today"]
    y = 0.0
    drawn: list[str] = []
    for place, panel in enumerate(steps.panels):
        body, y = _panel(panel, steps, axis, y, wording)
        today = axis.today(steps.today, y - _PANEL - 8, y, word if place == 0 else "")
        drawn += [axis.grid(y - _PANEL, y), today, body, axis.ticks(y + SIZE + 2)]
        y += _AXIS + 8
    kinds = dict.fromkeys(marker.kind for panel in steps.panels for marker in panel.markers)
    columns = ("site", "day", "level", "kind")
    return chart_of(
        steps.heading,
        wording,
        height=y - 6,
        body="".join(drawn),
        columns=tuple(wording.texts[f"chart.column.{column}"] for column in columns),
        rows=tuple(
            (
                wording.text(panel.label),
                wording.text(marker.day),
                wording.text(marker.shown),
                wording.texts[f"chart.kind.{marker.kind}"],
            )
            for panel in steps.panels
            for marker in panel.markers
        ),
        key=tuple((f"step {kind}", wording.texts[f"chart.kind.{kind}"]) for kind in kinds),
    )


def _panel(panel: Panel, steps: Steps, axis: TimeAxis, y: float, wording: Wording) -> tuple[str, float]:
    """One site; gives the markup and the y of its zero line."""
    lines = wrapped(wording.text(panel.label), NARROW * 0.95)
    names = [label(line, 0.0, y + SIZE + LINE * row, kind="t strong") for row, line in enumerate(lines)]
    bottom = y + LINE * len(lines) + _TOP + _PANEL
    top = _ceiling(max(marker.value for marker in panel.markers))
    level = _Level(bottom, top)
    boxes: list[Box] = []
    grid = _levels(level, steps.unit, wording, boxes)
    known = [marker for marker in panel.markers if marker.kind != "announced"]
    announced = [marker for marker in panel.markers if marker.kind == "announced"]
    path = _path(known, axis, level, steps)
    boxes += _corridors(known, axis, level, steps)
    boxes += [_box_around(axis.at(marker.day) * NARROW, level.at(marker.value)) for marker in announced]
    diamonds = [_diamond(marker, axis, level) for marker in announced]
    texts = [_named(marker, axis, level, wording, boxes) for marker in announced]
    return "".join([*names, grid, *path, *diamonds, *texts]), bottom


class _Level:
    """Heights of one panel: zero at the bottom, `top` at the upper edge."""

    def __init__(self, bottom: float, top: float) -> None:
        self.bottom = bottom
        self.top = top

    def at(self, value: float) -> float:
        """The y of a value."""
        return self.bottom - _PANEL * value / self.top


def _ceiling(largest: float) -> float:
    """A round number a little above the largest value."""
    if largest <= 0:
        return 1.0
    size = 10.0
    while size > largest:
        size /= 10
    while size * 10 <= largest:
        size *= 10
    return next(size * nice for nice in _NICE if size * nice >= largest * 1.05 or nice == _NICE[-1])


def _levels(level: _Level, unit: str, wording: Wording, boxes: list[Box]) -> str:
    """Lines at zero, half and full height with their numbers above them on the left."""
    drawn = []
    for share in (0.0, 0.5, 1.0):
        value = share * level.top
        y = level.at(value)
        kind = "axis" if share == 0 else "grid"
        drawn.append(element("line", class_=kind, x1="0%", x2="100%", y1=y, y2=y))
        if share:
            text = format_quantity(value, unit, wording.language)
            drawn.append(label(text, 0.0, y - 4, kind="t small"))
            boxes.append((0.0, y - 4 - SIZE, text_width(text), y - 2))
    return "".join(drawn)


def _path(known: list[Marker], axis: TimeAxis, level: _Level, steps: Steps) -> list[str]:
    """The steps of what is known: level until the next day, then up or down; flat to the right edge."""
    drawn = []
    end = axis.at(axis.last)
    for marker, after in pairwise([*known, None]):
        assert marker is not None
        left = axis.at(marker.day)
        right = axis.at(after.day) if after else max(left, min(end, axis.at(steps.today)))
        if marker.kind == "projected" and after is None:
            right = end
        y = level.at(marker.value)
        kind = f"step {marker.kind}"
        drawn.append(element("line", class_=kind, x1=across(left), x2=across(right), y1=y, y2=y))
        if after:
            rise = f"step {after.kind}"
            ends = {"y1": y, "y2": level.at(after.value)}
            drawn.append(element("line", class_=rise, x1=across(right), x2=across(right), **ends))
    if known:
        first = known[0]
        x, y = across(axis.at(first.day)), level.at(first.value)
        drawn.append(element("line", class_=f"step {first.kind}", x1=x, x2=x, y1=level.bottom, y2=y))
    return drawn


def _corridors(known: list[Marker], axis: TimeAxis, level: _Level, steps: Steps) -> list[Box]:
    """Boxes around the steps and today's line on the narrowest screen, where no label may stand."""
    today = axis.at(steps.today) * NARROW
    boxes = [(today - 2, 0.0, today + 2, level.bottom)]
    for marker, after in pairwise([*known, None]):
        assert marker is not None
        left, y = axis.at(marker.day) * NARROW, level.at(marker.value)
        right = axis.at(after.day) * NARROW if after else NARROW
        boxes.append((left, y - 2, right, y + 2))
        rise = sorted((y, level.at(after.value) if after else y))
        boxes.append((right - 2, rise[0], right + 2, rise[1]))
    return boxes


def _box_around(x: float, y: float) -> Box:
    return x - 7, y - 7, x + 7, y + 7


def _diamond(marker: Marker, axis: TimeAxis, level: _Level) -> str:
    """A diamond at the announced day and level; a nested drawing takes its place in per cent."""
    shape = element("path", class_="step announced", d=_DIAMOND)
    return element("svg", shape, x=across(axis.at(marker.day)), y=level.at(marker.value), overflow="visible")


def _named(marker: Marker, axis: TimeAxis, level: _Level, wording: Wording, boxes: list[Box]) -> str:
    """The number beside a diamond, where there is room for it on the narrowest screen."""
    text = wording.text(marker.shown)
    share, y = axis.at(marker.day), level.at(marker.value)
    x, width = share * NARROW, text_width(text)
    for side in ("end", "start"):
        for rise in (-GAP, GAP + 6, 4.5):
            left = x - GAP - width if side == "end" else x + GAP
            box = (left, y + rise - SIZE, left + width, y + rise + 3)
            outside = box[0] < 0 or box[2] > NARROW or box[1] < level.bottom - _PANEL - _TOP
            if outside or box[3] > level.bottom or any(_touch(box, other) for other in boxes):
                continue
            boxes.append(box)
            shift = {"dx": -GAP if side == "end" else GAP}
            return element(
                "text",
                escape(printable(text)),
                class_="t",
                x=across(share),
                y=y + rise,
                text_anchor=side,
                **shift,
            )
    return ""


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
