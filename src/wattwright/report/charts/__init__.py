"""Draws the charts of a dossier as SVG: fluid in width, readable without script, the same for the same data.

Positions across are percentages, so text keeps its size from a phone to a printed page; a label that would
not fit on the narrowest screen is wrapped. Colours and strokes come from classes of the page's style sheet.
"""

from __future__ import annotations

from wattwright.report.charts.draw import draw
from wattwright.report.charts.drawing import Chart

__all__ = ["Chart", "draw"]
