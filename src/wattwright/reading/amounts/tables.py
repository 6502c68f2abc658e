"""Tables and lists under a caption: cells take unit, magnitude and kind from their column, row or caption."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from wattwright.reading.amounts.measures import Measure, Unit, amount_at, unit_of
from wattwright.reading.amounts.ranges import with_range
from wattwright.reading.structure import Document, Hit, Line, Sentence

__all__ = ["Cell", "Place", "Spec", "captions", "find_cells", "find_places_in_tables", "spec_of"]


@dataclass(frozen=True, slots=True)
class Spec:
    """What a heading or caption says of the numbers under it."""

    unit: Unit | None = None
    scale: float = 1.0
    kind: str | None = None
    noun: str | None = None
    rate: str | None = None

    @property
    def empty(self) -> bool:
        """True where it says nothing."""
        return self.unit is None and self.kind is None and self.scale == 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table with the token ranges of its row label and column heading."""

    measure: Measure
    row: tuple[int, int]
    column: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: token ranges of the cell, its row label and its column heading."""

    cell: tuple[int, int]
    row: tuple[int, int]
    column: tuple[int, int]


def spec_of(document: Document, first: int, last: int) -> Spec:
    """Unit, magnitude, rate and counted noun in a heading: `Kapital (Mrd. $)`, `Chips (Tsd.)`."""
    rates = [hit for hit in document.each(first, last, "rate") if hit.last <= last]
    inside = {place for hit in rates for place in range(hit.first, hit.last)}
    free = [hit for hit in document.within(first, last, *_IN_HEADINGS) if hit.first not in inside]
    sizes = _of(free, "magnitude") or _of(free, "magnitude_noun")
    scale = float(sizes[0].payload) if sizes else 1.0
    rate = rates[0].payload if rates else None
    unit = _unit_of([unit_of(hit.payload) for hit in _of(free, "unit") if hit.last <= last])
    if unit is not None:
        return Spec(unit, scale, unit.kind, None, rate)
    nouns = _of(free, "noun") or _of(free, "chip")
    noun = document.text(nouns[0].first, nouns[0].last).lower() if nouns else None
    return Spec(None, scale, next(map(_counted, nouns or _of(free, "head")), None), noun, rate)


def _unit_of(units: list[Unit]) -> Unit | None:
    """The first unit of a heading that is no stretch of time, else the first one."""
    return next((one for one in units if one.kind != "duration"), units[0] if units else None)


_IN_HEADINGS = ("magnitude", "magnitude_noun", "unit", "noun", "chip", "head")


def _of(hits: list[Hit], category: str) -> list[Hit]:
    """Phrases of one category."""
    return [hit for hit in hits if hit.category == category]


def _counted(hit: Hit) -> str:
    """Kind that a noun, head or chip speaks for."""
    return "accelerators" if hit.category == "chip" else hit.payload


def _cells(document: Document, sentences: list[Sentence]) -> list[tuple[int, int]]:
    """Token ranges of the cells of a table row; leading and closing bars make no cell."""
    first, last = sentences[0].first, sentences[-1].last
    bars = [place for place in range(first, last) if document.tokens[place].text == "|"]
    edges = [first - 1, *bars, last]
    cells = [(start + 1, end) for start, end in pairwise(edges)]
    if bars and bars[0] == first:
        cells = cells[1:]
    if cells and cells[-1][0] >= cells[-1][1]:
        cells = cells[:-1]
    return cells


def _blocks(document: Document) -> list[list[Line]]:
    """Runs of table lines."""
    blocks: list[list[Line]] = []
    for line in document.lines:
        if line.kind != "table":
            continue
        if blocks and blocks[-1][-1].index == line.index - 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _rows(
    document: Document, block: list[Line], by_line: dict[int, list[Sentence]]
) -> list[list[tuple[int, int]]]:
    """Cells of every row of a table that holds words or numbers."""
    rows: list[list[tuple[int, int]]] = []
    for line in block:
        sentences = by_line.get(line.index)
        if not sentences:
            continue
        cells = _cells(document, sentences)
        kinds = {document.tokens[place].kind for first, last in cells for place in range(first, last)}
        if kinds - {"mark"}:
            rows.append(cells)
    return rows


def _grids(document: Document) -> list[tuple[list[Line], list[list[tuple[int, int]]]]]:
    """Tables with their rows of cells."""
    if not any(line.kind == "table" for line in document.lines):
        return []
    by_line: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        by_line.setdefault(sentence.line.index, []).append(sentence)
    grids = [(block, _rows(document, block, by_line)) for block in _blocks(document)]
    return [(block, rows) for block, rows in grids if len(rows) >= 2]


def find_cells(document: Document) -> list[Cell]:
    """Numbers of all tables of a document, in reading order; cells without a meaning are left out."""
    found: list[Cell] = []
    for block, rows in _grids(document):
        caption = _caption_below(document, block[-1]) or _caption(document, block[0])
        found.extend(_block_cells(document, rows, caption))
    return found


def find_places_in_tables(document: Document) -> dict[int, Place]:
    """For every token of a table body, where its cell stands."""
    found: dict[int, Place] = {}
    for _, rows in _grids(document):
        header = rows[0]
        for cells in rows[1:]:
            for index, cell in enumerate(cells):
                column = header[index] if index < len(header) else (cell[0], cell[0])
                for position in range(*cell):
                    found[position] = Place(cell, cells[0], column)
    return found


def _caption(document: Document, line: Line) -> Spec:
    """What the line above a table says of all its numbers: `US dollars per million tokens`."""
    above = [other for other in document.lines if line.index - 3 <= other.index < line.index]
    for other in reversed(above):
        spans = [one for one in document.sentences if one.line.index == other.index]
        if spans and spans[-1].last - spans[0].first <= 24:
            spec = spec_of(document, spans[0].first, spans[-1].last)
            if spec.unit is not None:
                return spec
    return Spec()


def _caption_below(document: Document, line: Line) -> Spec | None:
    """What a note directly under a table says of its prices: `Preise je Million Tokens.`, or None."""
    spans = [one for one in document.sentences if one.line.index == line.index + 1]
    if spans and spans[0].last - spans[0].first <= _NOTE:
        spec = spec_of(document, spans[0].first, spans[0].last)
        numbered = any(document.kind(place) == "number" for place in range(spans[0].first, spans[0].last))
        return spec if spec.rate is not None and not numbered else None
    return None


_NOTE = 12
"""Tokens that the note under a table has at most."""


def _block_cells(document: Document, rows: list[list[tuple[int, int]]], caption: Spec) -> list[Cell]:
    """Cells of one table."""
    header, body = rows[0], rows[1:]
    columns: list[Spec] = []
    for index, (first, last) in enumerate(header):
        spec = spec_of(document, first, last)
        plain = not any(document.tokens[place].kind == "number" for place in range(first, last))
        if (
            spec.empty
            and index
            and plain
            and (document.has(first, last, "subset") or columns[-1].rate is not None)
        ):
            spec = columns[-1]
        columns.append(spec)
    found: list[Cell] = []
    for cells in body:
        label = cells[0]
        row = spec_of(document, *label)
        for index, (first, last) in enumerate(cells[1:], 1):
            column = columns[index] if index < len(columns) else Spec()
            measure = _cell_measure(document, first, last, (column, row, caption))
            if measure is not None:
                found.append(Cell(measure, label, header[index] if index < len(header) else (first, first)))
    return found


def _cell_measure(
    document: Document, first: int, last: int, specs: tuple[Spec, Spec, Spec]
) -> Measure | None:
    """The number of a cell with what it inherits: from the column, else the row, else the caption."""
    measure = _number_of(document, first, last)
    if measure is None:
        return None
    rate = next((spec.rate for spec in specs if spec.rate), None)
    if measure.unit is not None:
        return replace(measure, rate=rate, rate_last=measure.last)
    spec = next((one for one in specs if one.unit is not None or one.kind in _PLAIN_KINDS), None)
    if spec is None:
        return None
    alike = [one for one in specs if one is spec or one.unit is None or one.unit == spec.unit]
    scale = next((one.scale for one in alike if one.scale != 1.0), 1.0) if measure.scale == 1.0 else 1.0
    return replace(
        measure,
        low=measure.low * scale,
        high=measure.high * scale,
        scale=measure.scale * scale,
        unit=spec.unit,
        kind=spec.kind,
        noun=spec.noun,
        rate=rate,
        inherited=True,
    )


def _number_of(document: Document, first: int, last: int) -> Measure | None:
    """The number that a cell consists of, but for a qualifier before it and a short remark behind it."""
    while first < last and (document.at(first, "qualifier") or document.word(first) in tuple("~<>≈+-")):
        first += 1
    if first >= last or document.kind(first) == "date" or document.at(first, "month"):
        return None
    measure = amount_at(document, first)
    if measure is None or measure.style == "article":
        return None
    measure = with_range(document, measure)
    return measure if measure.last <= last <= measure.last + _REMARK else None


_REMARK = 3
"""Tokens that may stand behind the number of a cell."""
_PLAIN_KINDS = frozenset({"accelerators", "headcount", "households", "count_other", "parameters", "tokens"})


def captions(document: Document) -> dict[int, Spec]:
    """For every line the caption that holds for it: `(in Mrd. US-Dollar)` until the next heading."""
    held: dict[int, Spec] = {}
    current = Spec()
    for line, sentences in _by_line(document):
        first, last = sentences[0].first, sentences[-1].last
        if last - first <= 16 and document.has(first, last, "caption_cue"):
            spec = spec_of(document, first, last)
            if spec.unit is not None and not any(
                document.tokens[place].kind == "number" and not _is_year(document, place)
                for place in range(first, last)
            ):
                current = spec
                continue
        if line.kind == "heading" and not any(document.word(place) == ":" for place in range(first, last)):
            current = Spec()
        if not current.empty:
            held[line.index] = current
    return held


def _is_year(document: Document, position: int) -> bool:
    """Whether a token is a year."""
    text = document.tokens[position].text
    return len(text) == 4 and text.startswith(("19", "20"))


def _by_line(document: Document) -> list[tuple[Line, list[Sentence]]]:
    """Lines with their sentences, in reading order."""
    grouped: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        grouped.setdefault(sentence.line.index, []).append(sentence)
    return [(sentences[0].line, sentences) for _, sentences in sorted(grouped.items())]
