"""Areas as squares to scale, the smaller ones in the corner of the larger."""

from __future__ import annotations

from math import sqrt
from typing import Final

from wattwright.report.charts.drawing import Chart, Squares
from wattwright.report.charts.frame import chart_of
from wattwright.report.charts.svg import element
from wattwright.report.wording import Wording

__all__ = ["draw_squares"]

_SIDE: Final = 220.0


def draw_squares(squares: Squares, wording: Wording) -> Chart:
    """The largest square fills the drawing; its sides are the square roots of the areas, so areas compare."""
    parts = sorted(squares.parts, key=lambda part: -part.value)
    largest = parts[0].value or 1.0
    drawn = []
    for part in parts:
        side = max(2.0, _SIDE * sqrt(max(part.value, 0.0) / largest))
        drawn.append(
            element("rect", class_=f"area {part.kind}", x=1.0, y=1 + _SIDE - side, width=side, height=side)
        )
    rows = tuple((wording.text(part.label), wording.text(part.shown)) for part in parts)
    return chart_of(
        squares.heading,
        wording,
        height=_SIDE + 2,
        width=_SIDE + 2,
        body="".join(drawn),
        columns=(wording.texts["chart.column.name"], wording.text(squares.heading.unit)),
        rows=rows,
        key=tuple(
            (f"area {part.kind}", f"{name}: {shown}") for part, (name, shown) in zip(parts, rows, strict=True)
        ),
    )
