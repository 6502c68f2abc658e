"""Pictures of money as one SVG each: a waterfall of parts, columns by year, a tornado of what decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from wattwright.report.charts.hourly import (
    BOTTOM,
    COLOURS,
    HEIGHT,
    LEFT,
    RIGHT,
    STYLE,
    WIDTH,
    Frame,
    Scale,
    file_of,
    whole_picture,
)
from wattwright.report.charts.svg import element, label, text_width, wrapped
from wattwright.report.numbers import format_number, format_quantity
from wattwright.report.scales import scale_of
from wattwright.study import Sway

__all__ = ["draw_columns", "draw_tornado", "draw_waterfall"]

_FILLED: Final = 0.7
"""Part of its place that a column fills."""

_SIZE: Final = 11.0
_ROW: Final = 30.0
_NAMES: Final = 300.0
_MOST: Final = 12


def draw_waterfall(parts: Mapping[str, float], whole: str, frame: Frame) -> str:
    """Parts one on the other from left to right, and their sum as the last column; all above zero."""
    total = sum(parts.values())
    scale, unit = Scale(0.0, total, 2), scale_of(total, frame.unit, frame.language)
    shapes, below = [], 0.0
    names = [*parts, whole]
    for place, (name, value) in enumerate(zip(names, [*parts.values(), total], strict=True)):
        foot = 0.0 if name == whole else below
        left, width = _place(scale, place, len(names))
        top = scale.y(foot + value)
        shapes.append(
            element(
                "rect",
                x=left,
                y=top,
                width=width,
                height=max(scale.y(foot) - top, 0.5),
                fill=COLOURS[0] if name == whole else COLOURS[7],
            )
        )
        text = format_number(value / unit.divisor, frame.language, digits=2)
        shapes.append(label(text, left + width / 2, top - 5, anchor="middle", kind="s"))
        shapes += _named(name, left, width)
        below += value
    return whole_picture(frame, scale, shapes, [], [])


def draw_columns(groups: Mapping[str, Mapping[str, float]], frame: Frame) -> str:
    """Groups of columns (year → series → value), one colour a series; values may be below zero."""
    series = list(dict.fromkeys(name for values in groups.values() for name in values))
    levels = [value for values in groups.values() for value in values.values()]
    scale = Scale(min(0.0, *levels), max(0.0, *levels), 2)
    shapes = []
    for place, (group, values) in enumerate(groups.items()):
        left, width = _place(scale, place, len(groups))
        each = width / len(series)
        for name, value in values.items():
            at = series.index(name)
            top, foot = scale.y(max(value, 0.0)), scale.y(min(value, 0.0))
            shapes.append(
                element(
                    "rect",
                    x=left + at * each,
                    y=top,
                    width=each * 0.9,
                    height=foot - top,
                    fill=COLOURS[at % len(COLOURS)],
                )
            )
        shapes += _named(group, left, width)
    return whole_picture(frame, scale, shapes, series, list(COLOURS))


def draw_tornado(value: float, found: Sequence[Sway], frame: Frame) -> str:
    """What each input does to a result, the strongest on top: from its low draws to its high ones.

    Ticks of the frame are not drawn; `value` is where the result stands.
    """
    rows = list(found[:_MOST])
    ends = [value, *(one.low for one in rows), *(one.high for one in rows)]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    height = 96 + _ROW * max(len(rows), 1) + 34

    def x(at: float) -> float:
        return _NAMES + 100 + (at - low) / span * (WIDTH - _NAMES - 200)

    def said(at: float) -> str:
        return format_quantity(at, frame.unit, frame.language, digits=2)

    drawn = [element("style", STYLE), element("title", frame.title), label(frame.title, 14, 26, kind="h")]
    drawn.append(label(said(value), x(value), 56, anchor="middle", kind="s"))
    drawn.append(
        element(
            "line",
            class_="a",
            x1=x(value),
            x2=x(value),
            y1=62,
            y2=70 + _ROW * len(rows) - 8,
            stroke_dasharray="5 4",
        )
    )
    for place, one in enumerate(rows):
        y = 70 + place * _ROW
        first, last = sorted((one.low, one.high))
        fill = COLOURS[0] if one.high >= one.low else COLOURS[2]
        drawn.append(element("rect", x=x(first), y=y, width=max(x(last) - x(first), 1), height=18, fill=fill))
        name = wrapped(one.name, _NAMES - 20, 13)
        for line, text in enumerate(name[:2]):
            drawn.append(label(text, _NAMES - 6, y + (8 if len(name) > 1 else 13) + 13 * line, anchor="end"))
        drawn.append(label(said(first), x(first) - 5, y + 13, anchor="end", kind="s"))
        drawn.append(label(said(last), x(last) + 5, y + 13, kind="s"))
    drawn.append(label(frame.source, 14, height - 14, kind="s"))
    return file_of(drawn, height)


def _place(scale: Scale, place: int, count: int) -> tuple[float, float]:
    """Left end and width of a column."""
    whole = (WIDTH - LEFT - RIGHT) / count
    return scale.x(0.0) + place * whole + whole * (1 - _FILLED) / 2, whole * _FILLED


def _named(name: str, left: float, width: float) -> list[str]:
    """Name of a column below the base line, in up to three lines."""
    lines = wrapped(name, max(width / _FILLED - 4, text_width("00000", _SIZE)), _SIZE)[:3]
    return [
        label(text, left + width / 2, HEIGHT - BOTTOM + 14 + 12 * place, anchor="middle", kind="s")
        for place, text in enumerate(lines)
    ]
