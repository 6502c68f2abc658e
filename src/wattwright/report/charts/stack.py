"""A whole cut into its parts: one bar, the parts side by side, named in the key."""

from __future__ import annotations

from typing import Final

from wattwright.report.charts.drawing import Chart, Stack
from wattwright.report.charts.frame import chart_of
from wattwright.report.charts.svg import across, element
from wattwright.report.wording import Wording

__all__ = ["draw_stack"]

_THICK: Final = 34.0


def draw_stack(stack: Stack, wording: Wording) -> Chart:
    """The parts from left to right in their order; the key names each with its number."""
    whole = sum(part.value for part in stack.parts) or 1.0
    left = 0.0
    drawn = []
    for part in stack.parts:
        share = part.value / whole
        drawn.append(
            element(
                "rect", class_=f"part {part.kind}", x=across(left), y=0.0, width=across(share), height=_THICK
            )
        )
        left += share
    rows = tuple((wording.text(part.label), wording.text(part.shown)) for part in stack.parts)
    return chart_of(
        stack.heading,
        wording,
        height=_THICK,
        body="".join(drawn),
        columns=(wording.texts["chart.column.part"], wording.text(stack.heading.unit)),
        rows=rows,
        key=tuple(
            (f"part {part.kind}", f"{name}: {shown}")
            for part, (name, shown) in zip(stack.parts, rows, strict=True)
        ),
    )
