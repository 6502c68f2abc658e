"""Reads the tables: `catalog.yaml` says which quantity a column gives and where its dates stand."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from wattwright.catalog.facts import BASES, Fact, Source
from wattwright.errors import CatalogError

__all__ = ["ABSENT", "ANY", "Column", "Table", "read_aliases", "read_facts", "read_sources", "read_tables"]

ABSENT: Final = "not found"
ANY: Final = "any"
_TEXTS: Final = ("text", "date")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """How the cells of one column become facts.

    `quantity` and `unit` are those of all its cells; `when`, `date`, `note` and `source` name columns (an
    empty cell of a special source column means the row's source); `basis` names a column or is the basis
    itself. Bounds stand in columns with the endings _low and _high.

    `long` marks tables with one value a row, whose quantity and unit stand in columns of their own.
    """

    value: str
    quantity: str
    unit: str
    when: str
    date: str
    basis: str
    note: str
    source: str = "source"
    long: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file of the catalog: the kind of its entries, the column with their names, and its columns.

    The kind `ANY` marks a table whose rows name their kind in a column of their own.
    """

    file: str
    kind: str
    name: str
    columns: tuple[Column, ...]


def _columns(entry: Mapping[str, Any]) -> Iterator[Column]:
    if entry.get("long"):
        yield Column("value", "quantity", "unit", "when", "known", "basis", "note", long=True)
    defaults = {"when": "when", "date": "known", "basis": "basis", "note": "note"}
    for value, given in entry.get("columns", {}).items():
        yield Column(value, **({"quantity": value} | defaults | given))


@cache
def read_tables(folder: Path) -> tuple[Table, ...]:
    """All tables that `catalog.yaml` in `folder` describes."""
    entries = yaml.load((folder / "catalog.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Table(f"{file}.csv", entry["kind"], entry.get("name", "name"), tuple(_columns(entry)))
        for file, entry in entries.items()
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _points(column: Column, row: Row, unit: str) -> tuple[float | str | None, float | None, float | None]:
    """Value and bounds of a cell; ValueError where they are no numbers or out of order."""
    cell = row[column.value]
    bounds = ("low", "high") if column.long else (f"{column.value}_low", f"{column.value}_high")
    low, high = (_number(row.get(bound, "")) for bound in bounds)
    if cell == ABSENT:
        return None, low, high
    if unit in _TEXTS:
        return cell, low, high
    value = float(cell)
    if (low is not None and low > value) or (high is not None and high < value):
        raise ValueError(f"{low} ≤ {value} ≤ {high} does not hold")
    return value, low, high


def _basis(column: Column, row: Row) -> str:
    basis = row.get(column.basis, column.basis)
    if basis not in BASES:
        raise ValueError(f"basis {basis!r} is not one of {', '.join(BASES)}")
    return basis


def _confidence(column: Column, row: Row) -> str:
    marked = row.get("recalled", "").split()
    return row["confidence"] + ("; recalled" if column.value in marked or "*" in marked else "")


def _fact(kind: str, table: Table, column: Column, row: Row) -> Fact:
    unit = row[column.unit] if column.long else column.unit
    value, low, high = _points(column, row, unit)
    note = row.get(column.note, "")
    intern = sys.intern
    return Fact(
        kind,
        intern(row[table.name]),
        intern(row[column.quantity] if column.long else column.quantity),
        value,
        low,
        high,
        intern(unit),
        row.get(column.when) or None,
        date.fromisoformat(row[column.date]),
        intern(_basis(column, row)),
        intern(_confidence(column, row)),
        intern(row.get(column.source) or row["source"]),
        f"{ABSENT}; {note}".removesuffix("; ") if value is None else note,
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _rows_of(folder: Path, kind: str) -> Iterator[tuple[Table, int, Row]]:
    for table in read_tables(folder):
        if table.kind not in (kind, ANY):
            continue
        for line, row in enumerate(_rows(folder / "tables" / table.file), start=2):
            if table.kind != ANY or row["kind"] == kind:
                yield table, line, row


@cache
def read_facts(folder: Path, kind: str) -> tuple[Fact, ...]:
    """All facts of `kind`, each once, by date and period; a CatalogError lists every unusable cell."""
    facts: dict[Fact, None] = {}
    problems = []
    for table, line, row in _rows_of(folder, kind):
        for column in table.columns:
            if not row.get(column.value):
                continue
            try:
                facts[_fact(kind, table, column, row)] = None
            except (ValueError, KeyError) as problem:
                problems.append(f"{table.file}, line {line}, column {column.value}: {problem}")
    if problems:
        raise CatalogError("the catalog's tables are malformed", problems)
    return tuple(sorted(facts, key=lambda fact: (fact.date, fact.when or "")))


@cache
def read_aliases(folder: Path) -> dict[str, dict[str, str]]:
    """Other names of entries: kind → alias as written → name."""
    aliases: dict[str, dict[str, str]] = {}
    for row in _rows(folder / "tables" / "aliases.csv"):
        aliases.setdefault(row["kind"], {})[row["alias"]] = row["name"]
    return aliases


@cache
def read_sources(folder: Path) -> dict[str, Source]:
    """All sources by id."""
    entries = yaml.load((folder / "sources.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        name: Source(name, entry["title"], entry["url"], entry["licence"], entry["credit"])
        for name, entry in entries.items()
    }
