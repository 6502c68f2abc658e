"""Reading shared tables, naming their sources, writing tables of the catalog."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from catalog_build.dates import last_day

Row = dict[str, str]
SEARCHED = "searched, nothing found"


@dataclass
class Workshop:
    """All that the makers of tables share: where to read and write, the rules, and the sources met so far."""

    shared: Path
    data: Path
    hand: Path
    rules: dict[str, Any]
    sources: dict[str, Row] = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def research(self) -> date:
        """Day on which the shared tables were closed: nothing in them is younger."""
        return self.rules["research_day"]

    def read(self, name: str) -> list[Row]:
        """Rows of data/NAME of the shared folder, each with `row`, its number from 1."""
        return read(self.shared / "data" / name)

    def by_hand(self, name: str) -> list[Row]:
        """Rows of a table that is written by hand, beside the rules."""
        return read(self.hand / name)

    def write(self, name: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Writes tables/NAME with the union of all columns."""
        rows = list(rows)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (self.data / "tables" / name).open("w", encoding="utf-8", newline="") as lines:
            sheet = csv.DictWriter(lines, columns, restval="", lineterminator="\n")
            sheet.writeheader()
            sheet.writerows(rows)

    def source(self, title: str, url: str) -> str:
        """Id of the source with this title and address; licence and credit come from the rules."""
        title = title.strip() or SEARCHED
        if (title, url) not in self.seen:
            name = self._free_id(title, url)
            terms = self._terms(title, url)
            self.sources[name] = {"title": title, "url": url, **terms}
            self.seen[title, url] = name
        return self.seen[title, url]

    def _free_id(self, title: str, url: str) -> str:
        base = slug(title, 48)
        if base not in self.sources:
            return base
        tail = slug(re.sub(r"https?://(www\.)?", "", url).rstrip("/").split("/")[-1].split("?")[0], 24)
        name, count = f"{base}-{tail}".strip("-"), 2
        while name in self.sources:
            name, count = f"{base}-{count}", count + 1
        return name

    def _terms(self, title: str, url: str) -> Row:
        for rule in self.rules["licences"]:
            if re.search(rule["match"], f"{title} {url}"):
                return {"licence": rule["licence"], "credit": rule["credit"]}
        return {"licence": "facts only", "credit": ""}

    def write_sources(self) -> None:
        """Writes sources.yaml, sorted by id."""
        head = "# Made by dev/build_tables.py; do not edit. id: {title, url, licence, credit}\n"
        text = yaml.safe_dump(self.sources, sort_keys=True, allow_unicode=True, width=4000)
        (self.data / "sources.yaml").write_text(head + text, encoding="utf-8")


def read(path: Path) -> list[Row]:
    """Rows of a CSV file, each with `row`, its number from 1."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [{"row": str(number)} | row for number, row in enumerate(csv.DictReader(lines), start=1)]


def slug(text: str, length: int) -> str:
    """Lower-case words joined by hyphens, cut at a word's end."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("ü", "ue").replace("ö", "oe").replace("ä", "ae"))
    kept = ""
    for word in words:
        if len(kept) + len(word) >= length:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept or text[:length].lower()


def scaled(text: str, factor: float) -> str:
    """The number `text` times `factor` without floating noise; empty and "not found" pass."""
    if not text or text == "not found":
        return text
    return f"{float(text) * factor:.12g}"


def numbers(text: str) -> list[str]:
    """All plain numbers in `text`, in reading order."""
    return re.findall(r"\d+(?:\.\d+)?", text)


def interval(text: str) -> Row:
    """Columns value, low, high of a cell such as 20000-27000, about 16000, 132, >1000."""
    found = numbers(text)
    if not found:
        return {}
    if len(found) > 1:
        low, high = float(found[0]), float(found[1])
        return {"value": f"{(low + high) / 2:.12g}", "low": found[0], "high": found[1]}
    return {"value": found[0], "low": found[0] if text.startswith(">") else "", "high": ""}


def joined(*notes: str) -> str:
    """Notes that are not empty, with semicolons between."""
    return "; ".join(note.strip("; ") for note in notes if note.strip("; "))


def dated(shop: Workshop, known: date, as_of: str, note: str, rule: str = "") -> Row:
    """Columns known, note, remark: what the page told later than `known` becomes a remark of its own date."""
    written = last_day(as_of, shop.research) if as_of else known
    if not note or written <= known:
        return {"known": str(known), "note": joined(rule, note)}
    return {"known": str(known), "note": rule, "remark": note, "remark_known": str(written)}
