"""The blocks of a section as markup: paragraphs, lists, tables, charts."""

from __future__ import annotations

from wattwright.report.charts import Chart, draw
from wattwright.report.content.model import Block, Heading, Note, Paragraph, Points, Table
from wattwright.report.html.markup import Page, tag, text
from wattwright.report.phrases import Phrase

__all__ = ["blocks"]

_NARROW_COLUMNS = 3
"""Columns that fit beside each other on a phone."""


def blocks(page: Page, parts: tuple[Block, ...]) -> str:
    """All blocks in their order."""
    return "".join(_block(page, part) for part in parts)


def _block(page: Page, part: Block) -> str:
    if isinstance(part, Heading):
        return tag("h3", page.say(part.phrase))
    if isinstance(part, Paragraph):
        return tag("p", " ".join(_sentence(page, phrase) for phrase in part.phrases))
    if isinstance(part, Note):
        return tag("p", _sentence(page, part.phrase), class_="note")
    if isinstance(part, Points):
        return tag("ul", *(_item(page, name, phrases) for name, phrases in part.items), class_="points")
    if isinstance(part, Table):
        return _table(page, part)
    return _figure(page, draw(part, page.wording))


def _sentence(page: Page, phrase: Phrase) -> str:
    return page.say(phrase) + page.refs(phrase.sources)


def _item(page: Page, name: Phrase | None, phrases: tuple[Phrase, ...]) -> str:
    front = tag("strong", page.say(name)) + " " if name else ""
    return tag("li", front + " ".join(_sentence(page, phrase) for phrase in phrases))


def _table(page: Page, table: Table) -> str:
    """A table with its caption; on a phone every row is a card, named by `data-label`."""
    names = [page.wording.texts[f"column.{column}"] for column in table.columns]
    head = tag(
        "tr",
        *(
            tag("th", text(name), scope="col", class_="num" if numeric else None)
            for name, numeric in zip(names, table.numeric, strict=True)
        ),
    )
    rows = []
    for place, row in enumerate(table.rows):
        behind = page.refs(table.sources[place]) if table.sources else ""
        cells = []
        for column, slot in enumerate(row):
            said = page.say(slot, "full" if table.numeric[column] else "")
            said += behind if column == 0 else ""
            kind = "num" if table.numeric[column] else None
            if column == 0:
                cells.append(tag("th", said, scope="row", class_=kind))
            else:
                cells.append(tag("td", tag("span", said), class_=kind, data_label=names[column]))
        rows.append(tag("tr", *cells))
    title = page.key(f"table.{table.name}")
    if table.folded:
        whole = tag("table", tag("thead", head), tag("tbody", *rows))
        return tag("details", tag("summary", title), tag("div", whole, class_="table"))
    whole = tag("table", tag("caption", title), tag("thead", head), tag("tbody", *rows))
    return tag("div", whole, class_="table")


def _figure(page: Page, chart: Chart) -> str:
    """A chart with title, unit, key, source line, and its data as a table."""
    title = tag("strong", text(chart.title), class_="title")
    unit = tag("span", text(chart.unit), class_="unit")
    key = ""
    if chart.key:
        items = (tag("li", _swatch(kind), text(meaning)) for kind, meaning in chart.key)
        key = tag("ul", *items, class_="key")
    source = tag("p", page.key("chart.source"), " ", page.refs(chart.sources), class_="source")
    if not any(one in page.numbers for one in chart.sources):
        source = ""
    return tag(
        "figure",
        tag("figcaption", title, " ", unit),
        chart.svg(),
        key,
        source,
        _data(page, chart),
        class_="fixed" if chart.width else None,
        id=chart.name,
    )


def _swatch(kind: str) -> str:
    """A small drawing of the mark that a key explains."""
    name = kind.split()[0]
    shapes = {
        "step": '<line x1="0" x2="18" y1="6" y2="6" class="{0}"/>',
        "point": '<circle cx="9" cy="6" r="5" class="{0}"/>',
    }
    shape = shapes.get(name, '<rect x="1" y="1" width="16" height="10" class="{0}"/>')
    if kind == "step announced":
        shape = '<path d="M9 0L15 6L9 12L3 6Z" class="{0}"/>'
    return f'<svg class="swatch" width="18" height="12" aria-hidden="true">{shape.format(kind)}</svg>'


def _data(page: Page, chart: Chart) -> str:
    """The numbers of a chart as a table that opens on demand; wide ones become cards on a phone."""
    head = tag("tr", *(tag("th", text(name), scope="col") for name in chart.columns))
    rows = []
    for first, *others in chart.rows:
        cells = [
            tag("td", tag("span", text(cell)), data_label=name)
            for cell, name in zip(others, chart.columns[1:], strict=True)
        ]
        rows.append(tag("tr", tag("th", text(first), scope="row"), *cells))
    whole = tag("table", tag("thead", head), tag("tbody", *rows))
    kind = "table plain" if len(chart.columns) <= _NARROW_COLUMNS else "table"
    return tag(
        "details", tag("summary", page.key("chart.data")), tag("div", whole, class_=kind), class_="data"
    )
