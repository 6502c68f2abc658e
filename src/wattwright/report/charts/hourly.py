"""Pictures of hours as one SVG each: stacked supply of a week, lines over a year, duration curves.

Each is a file of its own with title, unit, source and the numbers behind it as a description; it needs
neither script nor style sheet from outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.report.charts.svg import element, label
from wattwright.report.numbers import format_quantity

__all__ = [
    "BOTTOM",
    "COLOURS",
    "HEIGHT",
    "LEFT",
    "RIGHT",
    "STYLE",
    "WIDTH",
    "Frame",
    "Scale",
    "draw_lines",
    "draw_stack",
    "file_of",
    "whole_picture",
]

Array = NDArray[np.float64]
WIDTH: Final = 860.0
HEIGHT: Final = 380.0
LEFT, RIGHT, TOP, BOTTOM = 94.0, 20.0, 64.0, 66.0
COLOURS: Final = (
    "#4269d0",
    "#efb118",
    "#ff725c",
    "#6cc5b0",
    "#3ca951",
    "#ff8ab7",
    "#a463f2",
    "#97bbf5",
    "#9c6b4e",
    "#9498a0",
)
STYLE: Final = (
    "svg{background:#fff;font-family:system-ui,sans-serif}.t{font-size:13px;fill:#222}.s{font-size:12px;"
    "fill:#555}.h{font-size:16px;font-weight:600;fill:#111}.g{stroke:#ddd}.a{stroke:#555}.k{stroke:#c33;stroke-opacity:.5}"
)
_NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """Words around a picture: title, unit of its values, source, names of the ticks across."""

    title: str
    unit: str
    source: str
    ticks: tuple[tuple[float, str], ...]
    language: str


def draw_stack(layers: Mapping[str, Array], line: tuple[str, Array], frame: Frame) -> str:
    """Layers on each other by the hour, what draws below zero, and a line across (the load)."""
    kept = {name: values for name, values in layers.items() if np.abs(values).max(initial=0.0) > 0}
    above, below = np.zeros(len(line[1])), np.zeros(len(line[1]))
    shapes, top, bottom = [], float(line[1].max()), 0.0
    stacked: list[tuple[Array, Array]] = []
    for values in kept.values():
        low, high = above.copy(), above + np.maximum(values, 0)
        under = below + np.minimum(values, 0)
        stacked.append((np.where(values < 0, under, low), np.where(values < 0, below, high)))
        above, below = high, under
        top, bottom = max(top, float(high.max())), min(bottom, float(under.min()))
    scale = Scale(bottom, top, len(line[1]))
    for place, (low, high) in enumerate(stacked):
        points = [*scale.points(high), *reversed(scale.points(low))]
        shapes.append(element("polygon", points=" ".join(points), fill=COLOURS[place % len(COLOURS)]))
    shapes.append(
        element(
            "polyline", points=" ".join(scale.points(line[1])), fill="none", stroke="#111", stroke_width=1.5
        )
    )
    return whole_picture(frame, scale, shapes, [*kept, line[0]], [*COLOURS[: len(kept)], "#111"])


def draw_lines(
    lines: Mapping[str, Array],
    frame: Frame,
    marks: Sequence[tuple[str, float]] = (),
    stops: Sequence[tuple[float, float]] = (),
) -> str:
    """One line a series; `marks` are levels across with a name, `stops` ticks at the foot: the part of the
    way across and a size, the largest of which is a fifth of the picture high.
    """
    levels = [*(float(one.max()) for one in lines.values()), *(value for _, value in marks)]
    scale = Scale(
        min(0.0, *(float(one.min()) for one in lines.values())), max(levels), max(map(len, lines.values()))
    )
    shapes = [
        element(
            "polyline",
            points=" ".join(scale.points(values)),
            fill="none",
            stroke=COLOURS[place % len(COLOURS)],
            stroke_width=1.4,
        )
        for place, values in enumerate(lines.values())
    ]
    largest = max((size for _, size in stops), default=1.0) or 1.0
    foot = scale.y(scale.low)
    shapes += [
        element(
            "line", class_="k", x1=scale.x(at), x2=scale.x(at), y1=foot, y2=foot - 2 - 50 * size / largest
        )
        for at, size in stops
    ]
    for name, value in marks:
        y = scale.y(value)
        shapes.append(
            element("line", class_="a", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke_dasharray="5 4")
        )
        shapes.append(label(name, WIDTH - RIGHT - 4, y - 5, anchor="end", kind="s"))
    return whole_picture(frame, scale, shapes, list(lines), list(COLOURS))


class Scale:
    """From values and hours to places in the picture."""

    def __init__(self, low: float, high: float, count: int) -> None:
        self.step = _step((high - low) or 1.0)
        self.low = self.step * np.floor(low / self.step)
        self.high = self.step * np.ceil(high * 1.001 / self.step)
        self.count = count

    def y(self, value: float) -> float:
        """Height of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return float(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM))

    def x(self, share: float) -> float:
        """Place of a part of the way across."""
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def points(self, values: Array) -> list[str]:
        """Points of a series, as written in a path."""
        last = max(len(values) - 1, 1)
        return [f"{self.x(at / last):.1f},{self.y(value):.1f}" for at, value in enumerate(values.tolist())]

    def levels(self) -> list[float]:
        """Levels at which a line is drawn across."""
        return [float(one) for one in np.arange(self.low, self.high + self.step / 2, self.step)]


def _step(span: float) -> float:
    """A round step that divides a span into four to eight parts."""
    rough = span / 5
    power = 10.0 ** np.floor(np.log10(rough))
    return float(next(power * nice for nice in _NICE if power * nice >= rough))


def whole_picture(
    frame: Frame, scale: Scale, shapes: Sequence[str], names: Sequence[str], colours: Sequence[str]
) -> str:
    """Title, grid, shapes, legend and source."""
    drawn = [element("style", STYLE), element("title", frame.title), label(frame.title, 14, 26, kind="h")]
    for level in scale.levels():
        y = scale.y(level)
        drawn.append(element("line", class_="g" if level else "a", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y))
        text = format_quantity(level, frame.unit, frame.language)
        drawn.append(label(text, LEFT - 8, y + 4, anchor="end", kind="s"))
    drawn += shapes
    for share, name in frame.ticks:
        drawn.append(label(name, scale.x(share), HEIGHT - BOTTOM + 18, anchor="middle", kind="s"))
    x = 14.0
    for name, colour in zip(names, colours, strict=False):
        drawn.append(element("rect", x=x, y=38, width=11, height=11, fill=colour))
        drawn.append(label(name, x + 16, 48, kind="s"))
        x += 34 + 7.2 * len(name)
    drawn.append(label(frame.source, 14, HEIGHT - 14, kind="s"))
    return file_of(drawn, HEIGHT)


def file_of(drawn: Sequence[str], height: float) -> str:
    """An SVG file of what is drawn."""
    picture = element(
        "svg",
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        viewBox=f"0 0 {WIDTH:g} {height:g}",
        width=WIDTH,
        height=height,
    )
    return f"{picture}\n"
