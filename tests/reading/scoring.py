"""A compact scorer of readings, after section 6 of the annotation guide."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wattwright.reading import Reading, read, reading_json

Claim = dict[str, Any]

SPOKEN = frozenset({"quote", "opinion"})
OTHER = SPOKEN | {"date_milestone", "assertion"}
"""Kinds that carry no number."""
TOLERANCE = 0.01
SHORTEST, LONGEST = 0.5, 3.0
"""Part of a gold quote or opinion that must be covered, and how much longer the found one may be."""


@dataclass(frozen=True, slots=True)
class Text:
    """One annotated text with what the reader makes of it."""

    name: str
    text: str
    language: str
    gold: list[Claim]
    found: list[Claim]
    distractors: list[tuple[int, int]]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of found, wrong and missed claims."""

    hits: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find."""
        total = 2 * self.hits + self.wrong + self.missed
        return 2 * self.hits / total if total else 1.0


@cache
def texts(folder: Path) -> tuple[Text, ...]:
    """All annotated texts of a folder, read."""
    return tuple(_read(path) for path in sorted(folder.glob("*.json")))


def _read(path: Path) -> Text:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    gold = json.loads(path.read_text(encoding="utf-8"))
    language = gold["language"]
    reading = read(text, as_of=date.fromisoformat(gold["as_of"]), language=language)
    starts = zip(gold["distractor_starts"], gold["distractors"], strict=True)
    ranges = [(start, start + len(span)) for start, span in starts]
    found = reading_json(reading)["claims"]
    return Text(path.stem, text, language, gold["claims"], found, ranges, reading)


def is_numeric(kind: str) -> bool:
    """Whether claims of a kind carry a number."""
    return kind not in OTHER


def place(claim: Claim) -> tuple[int, int]:
    """Offsets of a claim's span."""
    return claim["start"], claim["start"] + len(claim["span"])


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters that two ranges share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def near(one: float | None, other: float | None) -> bool:
    """Whether two values agree within the tolerance."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def fits(gold: Claim, found: Claim) -> bool:
    """Whether a found claim matches a gold one: kind, place, and value, date or length."""
    shared = overlap(place(gold), place(found))
    if gold["kind"] != found["kind"] or not shared:
        return False
    if gold["kind"] in SPOKEN:
        length = len(gold["span"])
        return shared >= SHORTEST * length and len(found["span"]) <= LONGEST * length
    if gold["kind"] == "date_milestone":
        return (gold["when"] or "")[:4] == (found["when"] or "")[:4]
    if gold["value"] is None:
        return near(gold["low"], found["low"]) and near(gold["high"], found["high"])
    return near(gold["value"], found["value"])


def match(gold: list[Claim], found: list[Claim]) -> dict[int, int]:
    """Gold to found claims, one to one, as many pairs as possible."""
    options = [[index for index, one in enumerate(found) if fits(wanted, one)] for wanted in gold]
    holder: dict[int, int] = {}

    def settle(wanted: int, tried: set[int]) -> bool:
        for option in options[wanted]:
            if option not in tried:
                tried.add(option)
                if option not in holder or settle(holder[option], tried):
                    holder[option] = wanted
                    return True
        return False

    for wanted in range(len(gold)):
        settle(wanted, set())
    return {wanted: option for option, wanted in holder.items()}


def score(read_texts: Iterable[Text], wanted: Callable[[str], bool]) -> Score:
    """Counts over texts for the kinds that are wanted; one member of a group of repeats is enough."""
    hits = wrong = missed = 0
    for one in read_texts:
        gold = [claim for claim in one.gold if wanted(claim["kind"])]
        found = [claim for claim in one.found if wanted(claim["kind"])]
        pairs = match(gold, found)
        groups = {_group(gold[index]) for index in pairs}
        hits += len(pairs)
        wrong += len(found) - len(pairs)
        missed += sum(index not in pairs and _group(claim) not in groups for index, claim in enumerate(gold))
    return Score(hits, wrong, missed)


def _group(claim: Claim) -> str:
    """The first of the claims that one repeats."""
    return claim.get("dup_of") or claim["id"]


def pairs_of(read_texts: Iterable[Text], wanted: Callable[[str], bool]) -> Iterator[tuple[Claim, Claim]]:
    """Matched gold and found claims of the kinds that are wanted."""
    for one in read_texts:
        gold = [claim for claim in one.gold if wanted(claim["kind"])]
        found = [claim for claim in one.found if wanted(claim["kind"])]
        for index, option in match(gold, found).items():
            yield gold[index], found[option]


def same_name(name: str, aliases: list[str], found: str | None) -> bool:
    """Whether a found name is the gold one, an alias, or a surname or short form of it."""
    if found is None:
        return False
    words = set(found.casefold().split())
    return any(
        bool(words) and (words <= set(one.casefold().split()) or set(one.casefold().split()) <= words)
        for one in [name, *aliases]
    )


def accuracy(pairs: Iterable[tuple[Claim, Claim]], field: str) -> float:
    """Part of the matched pairs whose name in a field is right, among those where gold has one."""
    judged = [
        same_name(gold[field], gold.get(f"{field}_aliases") or [], found[field])
        for gold, found in pairs
        if gold[field]
    ]
    return sum(judged) / len(judged) if judged else 1.0


def taken_distractors(read_texts: Iterable[Text]) -> float:
    """Part of the distractors on which a claim was found."""
    hits = total = 0
    for one in read_texts:
        numeric = [place(claim) for claim in one.found if is_numeric(claim["kind"])]
        total += len(one.distractors)
        hits += sum(any(overlap(span, other) for other in numeric) for span in one.distractors)
    return hits / total if total else 0.0
