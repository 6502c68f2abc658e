"""Statements to judge: single sentences, annotated texts, and the published claims."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypedDict, Unpack

import yaml

from wattwright.catalog import Catalog, load
from wattwright.claims import Verdict, judge
from wattwright.plan import Plan
from wattwright.reading import Reading, Statement
from wattwright.report.wording import reason

TODAY = date(2026, 11, 24)
HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"

_UNITS = {
    "power": "W",
    "energy": "Wh",
    "money": "USD",
    "pay": "USD",
    "area": "m2",
    "compute": "FLOP",
    "water": "litre",
    "emissions": "kg",
    "duration": "yr",
}
_BREAK = re.compile(r"(?<=[.!?])[\"”»)]*\s+(?=[A-ZÄÖÜ0-9„\"<])|\n|</p>|<br>|</li>|</tr>|<tr>")
_GOLD = ("value", "low", "high", "unit", "qualifier", "period", "entity", "entity_type", "speaker", "when")
_TAG = re.compile(r"<[^>]+>")


@cache
def catalog() -> Catalog:
    """The whole catalog, read once for all tests."""
    return load()


class Fields(TypedDict, total=False):
    """Fields of a statement that a test may set."""

    value: float
    low: float
    high: float
    unit: str
    qualifier: str
    period: str
    entity: str
    entity_type: str
    speaker: str
    modality: str
    when: str
    topic: str
    object: str
    scope: str
    direction: str


def said(
    sentence: str, span: str | None = None, *, kind: str = "assertion", **fields: Unpack[Fields]
) -> Statement:
    """A statement that a sentence makes; `span` is the part that states it, else the whole sentence."""
    part = span or sentence
    assert part in sentence
    fields.setdefault("unit", _UNITS.get(kind, "1"))
    return Statement(id=part, span=part, start=sentence.index(part), kind=kind, sentence=sentence, **fields)


def verdict(
    *statements: Statement, on: date = TODAY, about: str | None = None, title: str = "A text"
) -> Verdict:
    """What is judged of the first statement, published on a day, in a text about a company."""
    return verdicts(Reading("en", on, title, statements), about=about)[0]


def verdicts(reading: Reading, *, about: str | None = None) -> tuple[Verdict, ...]:
    """All verdicts on a reading."""
    plan = Plan(wattwright=1, title=reading.title or "A text", as_of=reading.as_of or TODAY, company=about)
    return judge(reading, plan, today=TODAY, catalog=catalog())


def ratings(*statements: Statement, on: date = TODAY, about: str | None = None) -> tuple[str, str]:
    """Both ratings of the first statement: on the day of publication, and today."""
    found = verdict(*statements, on=on, about=about)
    return found.then.rating, found.today.rating


def words(found: Verdict, language: str = "en") -> str:
    """Today's reason in words, with plain spaces."""
    return reason(found.today, language).replace("\u00a0", " ")


def annotated(path: Path) -> Reading:
    """The reading that the annotation of a text stands for."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    breaks = [match.end() for match in _BREAK.finditer(text)]
    statements = tuple(_statement(claim, text, breaks) for claim in gold["claims"])
    return Reading(gold["language"], date.fromisoformat(gold["as_of"]), gold["title"], statements)


def _statement(claim: dict[str, Any], text: str, breaks: Iterable[int]) -> Statement:
    first, last = claim["start"], claim["start"] + len(claim["span"])
    begin = max((spot for spot in breaks if spot <= first), default=0)
    end = min((spot for spot in breaks if spot >= last), default=len(text))
    return Statement(
        id=claim["id"],
        span=_plain(claim["span"]),
        start=first,
        kind=claim["kind"],
        modality=claim["modality"] or "fact",
        dup_of=claim.get("dup_of"),
        sentence=_plain(text[begin:end]),
        **{name: claim[name] for name in _GOLD},
    )


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def published() -> tuple[Reading, dict[str, Any]]:
    """The article behind the shared table of claims, and the verdicts that are documented for it."""
    seed = yaml.safe_load((HERE / "seed_statements.yaml").read_text(encoding="utf-8"))
    expected: dict[str, Any] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
    statements = tuple(
        Statement(id=name, start=place, **{"sentence": fields["span"], **fields})
        for place, (name, fields) in enumerate(seed["statements"].items())
    )
    return Reading(seed["language"], seed["as_of"], seed["title"], statements), expected
