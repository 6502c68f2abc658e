"""Decides what a dossier shows, in no language: sections of blocks with phrases, figures and charts.

`content_of` takes the dossier of `decode` and gives a `Content`; what a text does not mention is left out or
said in one honest sentence. Renderers only turn blocks into markup.
"""

from __future__ import annotations

from wattwright.report.content.build import content_of
from wattwright.report.content.model import Content

__all__ = ["Content", "content_of"]
