"""Writes the dossier: one page, one Markdown text and one JSON file from the same content.

`content_of` says in no language what is shown; `render_html` and `render_markdown` turn it into pages with
the texts of `data/texts/report.*.yaml`, `dossier_data` into plain values, and `write_dossier` writes all
files. Numbers, dates and charts are formatted here and nowhere else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wattwright.report.content import content_of
    from wattwright.report.data import dossier_data
    from wattwright.report.files import write_dossier
    from wattwright.report.html import render_html
    from wattwright.report.markdown import render_markdown

__all__ = ["content_of", "dossier_data", "render_html", "render_markdown", "write_dossier"]

_HOMES = {
    "content_of": "content",
    "dossier_data": "data",
    "render_html": "html",
    "render_markdown": "markdown",
    "write_dossier": "files",
}


def __getattr__(name: str) -> object:
    """Names are loaded when they are first used: `report.numbers` alone must stay light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
