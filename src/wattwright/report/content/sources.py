"""Numbers the sources in the order in which a dossier names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from wattwright.catalog import Catalog
from wattwright.errors import UnknownNameError
from wattwright.report.charts.drawing import Bars, Gaps, Slips, Squares, Stack, Steps
from wattwright.report.content.model import Block, Bullet, ClaimRow, Note, Paragraph, Points, SourceRow, Table
from wattwright.results import Figure

__all__ = ["credit_of", "named_by_blocks", "named_by_bullets", "named_by_claims", "source_rows"]

_OWN: Final = frozenset({"own-derivation", "own-judgement"})
"""Ids that stand for arithmetic and judgement of the project, not for a work that could be read."""

_NO_LICENCE: Final = ("", "facts only")
_SHOWN_BY_FIGURE: Final = 3


def source_rows(names: Iterable[str], catalog: Catalog, title: str) -> tuple[SourceRow, ...]:
    """Rows for all `names` that are works, each once, numbered from 1; `title` is the announcement's."""
    wanted = [name for name in dict.fromkeys(names) if name not in _OWN]
    newest = _newest(catalog)
    return tuple(
        _row(number, name, catalog, newest.get(name), title) for number, name in enumerate(wanted, 1)
    )


def _row(number: int, name: str, catalog: Catalog, known: date | None, title: str) -> SourceRow:
    reference = _references().get(name)
    if name == "this-plan":
        return SourceRow(number, name, title, "", "", None)
    if reference is not None:
        return SourceRow(number, name, reference["title"], reference["url"], reference["licence"], known)
    try:
        found = catalog.source(name)
    except UnknownNameError:
        return SourceRow(number, name, name, name if name.startswith("http") else "", "", known)
    licence = "" if found.licence in _NO_LICENCE else found.licence
    return SourceRow(number, name, found.title, found.url, licence, known)


def credit_of(name: str, catalog: Catalog) -> str:
    """The line that the licence of a source asks for, empty where it asks for none."""
    reference = _references().get(name)
    if reference is not None:
        licence = reference["licence"]
        return (
            f"{reference['credit']} ({licence})" if reference["credit"] and licence else reference["credit"]
        )
    try:
        return catalog.source(name).credit
    except UnknownNameError:
        return ""


def _newest(catalog: Catalog) -> dict[str, date]:
    """Newest day of knowledge of each source."""
    found: dict[str, date] = {}
    for fact in catalog.facts():
        if fact.source not in found or found[fact.source] < fact.date:
            found[fact.source] = fact.date
    return found


@cache
def _references() -> dict[str, dict[str, str]]:
    text = (files("wattwright") / "data" / "references.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return entries


def named_by_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Ids of sources in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for phrase in block.phrases:
                yield from phrase.sources
        elif isinstance(block, Note):
            yield from block.phrase.sources
        elif isinstance(block, Points):
            for _, phrases in block.items:
                for phrase in phrases:
                    yield from phrase.sources
        elif isinstance(block, Table):
            for row in block.sources:
                yield from row
        elif isinstance(block, Bars | Gaps | Slips | Squares | Stack | Steps):
            yield from block.heading.sources


def named_by_bullets(bullets: Iterable[Bullet]) -> Iterator[str]:
    """Ids of sources in reading order."""
    for bullet in bullets:
        yield from bullet.label.sources


def named_by_claims(claims: Iterable[ClaimRow]) -> Iterator[str]:
    """Ids of sources in reading order."""
    for row in claims:
        for side in (row.today, row.then):
            for figure in side.figures:
                yield from _of_figure(figure)
            yield from side.sources


def _of_figure(figure: Figure) -> tuple[str, ...]:
    return figure.sources[:_SHOWN_BY_FIGURE]
