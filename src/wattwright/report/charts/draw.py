"""Draws any chart of a dossier."""

from __future__ import annotations

from wattwright.report.charts.bars import draw_bars
from wattwright.report.charts.drawing import Bars, Chart, Gaps, Graphic, Slips, Squares, Stack, Steps
from wattwright.report.charts.gaps import draw_gaps
from wattwright.report.charts.slips import draw_slips
from wattwright.report.charts.squares import draw_squares
from wattwright.report.charts.stack import draw_stack
from wattwright.report.charts.steps import draw_steps
from wattwright.report.wording import Wording

__all__ = ["draw"]


def draw(graphic: Graphic, wording: Wording) -> Chart:
    """The chart of `graphic` in the language of `wording`."""
    if isinstance(graphic, Bars):
        return draw_bars(graphic, wording)
    if isinstance(graphic, Steps):
        return draw_steps(graphic, wording)
    if isinstance(graphic, Slips):
        return draw_slips(graphic, wording)
    if isinstance(graphic, Stack):
        return draw_stack(graphic, wording)
    if isinstance(graphic, Gaps):
        return draw_gaps(graphic, wording)
    assert isinstance(graphic, Squares)
    return draw_squares(graphic, wording)
