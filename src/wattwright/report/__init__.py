"""Writes the dossier: one page, one Markdown text and one JSON file from the same content.

`content` says in no language what is shown; the renderers turn it into pages with the texts of
`data/texts/report.*.yaml`. Numbers, dates and charts are formatted here and nowhere else.
"""

from __future__ import annotations

__all__: list[str] = []
