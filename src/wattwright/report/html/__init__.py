"""Turns a dossier's content into one HTML page that needs nothing else: no network, no script, no fonts."""

from __future__ import annotations

from wattwright.report.html.page import render_html

__all__ = ["render_html"]
