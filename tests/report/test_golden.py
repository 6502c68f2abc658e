"""Golden dossiers: every number and verdict that they show, compared one by one with those on record.

Where a change is meant, write the record anew and name what moved under *Numbers* in CHANGELOG.md:
WATTWRIGHT_GOLDEN=write pytest tests/report/test_golden.py
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from wattwright.catalog import Fact
from wattwright.claims.model import Quantity
from wattwright.decode import decode
from wattwright.plan import load
from wattwright.report import content_of
from wattwright.report.charts.drawing import Bars, Gaps, Slips, Squares, Stack, Steps
from wattwright.report.content import Content
from wattwright.report.content.model import Block, Heading, Note, Paragraph, Points, Table
from wattwright.report.phrases import Phrase, Series, Slot
from wattwright.report.wording import wording
from wattwright.results import Figure

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
TODAY = date(2026, 11, 25)
DIGITS = 1e-6
Entry = tuple[str, float | str]


def numbers(said: Slot | None, name: str) -> Iterator[Entry]:
    """All numbers and days in a slot, named by the keys and slots that lead to them."""
    if isinstance(said, Phrase):
        for slot, value in said.slots.items():
            yield from numbers(value, f"{name}/{said.key}.{slot}")
    elif isinstance(said, Series):
        for place, value in enumerate(said.items):
            yield from numbers(value, f"{name}[{place}]")
    elif isinstance(said, Figure | Quantity | Fact):
        for end, value in (("", said.value), (" low", said.low), (" high", said.high)):
            if isinstance(value, float | int):
                yield f"{name}{end}", float(value)
    elif isinstance(said, date):
        yield name, said.isoformat()


def of_block(block: Block, place: str) -> Iterator[Entry]:
    words = wording("en")
    if isinstance(block, Heading | Note):
        yield from numbers(block.phrase, place)
    elif isinstance(block, Paragraph):
        for number, phrase in enumerate(block.phrases):
            yield from numbers(phrase, f"{place}.{number}")
    elif isinstance(block, Points):
        for number, (_, phrases) in enumerate(block.items):
            for phrase in phrases:
                yield from numbers(phrase, f"{place}.{number}")
    elif isinstance(block, Table):
        for row in block.rows:
            for column, cell in zip(block.columns, row, strict=True):
                yield from numbers(cell, f"{place}.{words.text(row[0])}.{column}")
    else:
        yield from of_chart(block, place)


def of_chart(block: Bars | Gaps | Slips | Squares | Stack | Steps, place: str) -> Iterator[Entry]:
    words = wording("en")
    if isinstance(block, Bars):
        for bar in block.bars:
            yield f"{place}.{words.text(bar.label)}", bar.value
    elif isinstance(block, Steps):
        for panel in block.panels:
            for marker in panel.markers:
                yield f"{place}.{words.text(panel.label)}.{marker.kind}.{marker.day}", marker.value
    elif isinstance(block, Slips):
        for slip in block.slips:
            yield f"{place}.{words.text(slip.label)}", f"{slip.then} → {slip.now}"
    elif isinstance(block, Gaps):
        for gap in block.gaps:
            yield f"{place}.{words.text(gap.label)}", gap.best - gap.value
    else:
        for part in block.parts:
            yield f"{place}.{words.text(part.label)}", part.value


def of_content(content: Content) -> Iterator[Entry]:
    """Numbers of all sections, and both verdicts of every claim."""
    for bullet in content.glance:
        yield from numbers(bullet.number, f"glance.{wording('en').text(bullet.label)}")
    for section in (content.background, content.assessment, content.outlook):
        yield from of_section(section.name, section.blocks)
    for row in content.claims:
        yield f"claim.{row.quote}.{row.kind}.{row.number}", f"{row.then.rating}, {row.today.rating}"


def of_section(name: str, blocks: Iterable[Block]) -> Iterator[Entry]:
    for block in blocks:
        kind = getattr(block, "name", "") or getattr(getattr(block, "heading", None), "name", "")
        yield from of_block(block, f"{name}.{kind or type(block).__name__.lower()}")


def differences(before: dict[str, float | str], after: dict[str, float | str]) -> Iterator[str]:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if isinstance(old, float | int) and isinstance(new, float):
            if new != pytest.approx(old, rel=DIGITS, abs=1e-12):
                yield f"{key}: {old:.6g} → {new:.6g}"
        elif old != new:
            yield f"{key}: {old} → {new}"


def shown(source: str) -> dict[str, float | str]:
    if source.startswith("example."):
        folder = Path(__file__).resolve().parents[2] / "src" / "wattwright" / "data" / "articles"
        dossier = decode((folder / f"{source}.txt").read_text(encoding="utf-8"), today=TODAY, name="example")
    else:
        dossier = decode(load(source), today=TODAY, name=source)
    found: dict[str, float | str] = {}
    for key, value in of_content(content_of(dossier)):
        name = key
        while name in found:
            name += "'"
        found[name] = float(f"{value:.9g}") if isinstance(value, float) else value
    return found


@pytest.mark.parametrize("source", ["example.de", "example.en", "meta-2025"])
def test_a_golden_dossier_shows_the_numbers_on_record(source: str) -> None:
    path = GOLDEN / f"{source}.json"
    found = shown(source)
    if os.environ.get("WATTWRIGHT_GOLDEN") == "write":
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    moved = sorted(differences(json.loads(path.read_text(encoding="utf-8")), found))
    rule = "name these under Numbers in CHANGELOG.md, and write the record anew (see the top of this file):"
    assert not moved, "\n".join([rule, *(f"  • {one}" for one in moved)])
