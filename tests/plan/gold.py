"""Annotated articles as readings, so that tests of plans do not depend on how well the reader reads."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

from wattwright.reading.statements import Reading, Statement
from wattwright.reading.text import normalise

_END = re.compile(r"(?<=[.!?…])[\"”“»)]*\s+|\n+")
_NAMES = [field.name for field in fields(Statement)]


def gold_reading(path: Path) -> Reading:
    """The reading that an annotated article should give; `path` is its JSON, the text lies beside it."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    statements = tuple(_statement(claim, text) for claim in gold["claims"])
    return Reading(gold["language"], date.fromisoformat(gold["as_of"]), gold["title"], statements)


def _statement(claim: dict[str, object], text: str) -> Statement:
    values = {name: claim[name] for name in _NAMES if name in claim}
    span = normalise(str(claim["span"])).text
    return Statement(**(values | {"span": span, "sentence": _sentence(text, claim)}))


def _sentence(text: str, claim: dict[str, object]) -> str:
    """The sentence around a claim, without markup."""
    start = int(str(claim["start"]))
    end = start + len(str(claim["span"]))
    before = [match.end() for match in _END.finditer(text, 0, start)]
    behind = _END.search(text, end)
    return normalise(text[before[-1] if before else 0 : behind.start() if behind else len(text)]).text.strip()
