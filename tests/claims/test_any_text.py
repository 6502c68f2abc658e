"""What holds for every verdict on every annotated text: evidence, dates, units, commands, words, speed."""

from __future__ import annotations

import re
import shlex
import time
from datetime import date

import pytest

from claims.stage import ARTICLES, TODAY, annotated, catalog, published, verdicts
from wattwright.claims import Judgement, Quantity, Verdict
from wattwright.claims import ratings as scale
from wattwright.reading import Reading
from wattwright.report.wording import reason

TEXTS = sorted(ARTICLES.glob("*.json"))
BUDGET = 0.3
"""Seconds of processor time for sixty statements."""
LISTED = ("opinion", "not_checked", "unproven")
BROKEN = re.compile(r"[{}]|\.\.|  | ,|\bNone\b(?! of)|\binf\b|\bnan\b")
"""What no sentence holds: open slots, doubled marks, values that are none."""


@pytest.fixture(scope="module")
def texts() -> dict[str, tuple[Reading, tuple[Verdict, ...]]]:
    return {path.stem: (reading := annotated(path), verdicts(reading)) for path in TEXTS}


Texts = dict[str, tuple[Reading, tuple[Verdict, ...]]]


def each(texts: Texts) -> list[tuple[str, Verdict]]:
    return [
        (f"{name} {one.statement.id} {one.statement.span}", one)
        for name, (_, found) in texts.items()
        for one in found
    ]


def both(found: Verdict) -> tuple[Judgement, Judgement]:
    return found.then, found.today


def test_there_are_texts_in_both_languages(texts: Texts) -> None:
    assert {reading.language for reading, _ in texts.values()} == {"de", "en"}


def test_every_statement_gets_one_verdict_in_reading_order(texts: Texts) -> None:
    for reading, found in texts.values():
        assert [one.statement.id for one in found] == [one.id for one in reading.statements]


def test_every_rating_is_on_the_scale(texts: Texts) -> None:
    for place, found in each(texts):
        assert {side.rating for side in both(found)} <= set(scale()), place


def test_opinions_and_only_opinions_are_listed_as_such(texts: Texts) -> None:
    for place, found in each(texts):
        assert (found.statement.kind == "opinion") == (found.today.rating == "opinion"), place


def test_whatever_is_decided_shows_a_source(texts: Texts) -> None:
    for place, found in each(texts):
        for side in both(found):
            assert side.rating in LISTED or side.sources or side.figures, place


def test_what_nobody_knows_is_never_decided(texts: Texts) -> None:
    for place, found in each(texts):
        if found.today.reason == "unknown_entity":
            assert found.today.rating == "not_checked", place
        if found.today.reason.startswith("nothing_found"):
            assert found.today.rating == "unproven", place


def test_the_past_is_judged_without_later_knowledge(texts: Texts) -> None:
    for name, (reading, judged) in texts.items():
        assert reading.as_of is not None
        for found in judged:
            later = [
                value
                for slot, value in found.then.values.items()
                if isinstance(value, date) and slot not in ("expected", "released") and value > reading.as_of
            ]
            assert not later, (name, found.statement.id)


def test_numbers_are_compared_in_one_unit(texts: Texts) -> None:
    for place, found in each(texts):
        for side in both(found):
            claimed, known = side.values.get("claimed"), side.values.get("known")
            if isinstance(claimed, Quantity) and isinstance(known, Quantity):
                assert claimed.unit == known.unit, place


def test_a_repeated_statement_shares_the_verdict(texts: Texts) -> None:
    for name, (_, found) in texts.items():
        known = {one.statement.id: one for one in found}
        for one in found:
            first = known.get(one.statement.dup_of or "")
            if first is None or first.statement.kind != one.statement.kind:
                continue
            if first.statement.modality == one.statement.modality:
                assert one.today.rating == first.today.rating, (name, one.statement.id)


def test_every_command_names_an_entry_that_the_catalog_has(texts: Texts) -> None:
    known = {kind: set(catalog().names(kind)) for kind in ("campus", "company", "model", "person", "deal")}
    for place, found in each(texts):
        if not found.command:
            continue
        program, verb, kind, entry, option, day = shlex.split(found.command)
        assert (program, verb, option, day) == ("wattwright", "catalog", "--at", TODAY.isoformat()), place
        assert kind not in known or entry in known[kind], place


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_reason_reads_as_a_sentence(texts: Texts, language: str) -> None:
    for place, found in each(texts):
        for side in both(found):
            text = reason(side, language)
            assert text[-1] in ".)“”", (place, text)
            assert not BROKEN.search(text), (place, text)


def test_sixty_statements_take_no_third_of_a_second() -> None:
    longest = max((annotated(path) for path in TEXTS), key=lambda one: len(one.statements))
    verdicts(longest)
    start = time.process_time()
    found = verdicts(longest)
    assert (time.process_time() - start) / len(found) * 60 < BUDGET


def test_the_same_text_gets_the_same_verdicts() -> None:
    reading, _ = published()
    assert verdicts(reading) == verdicts(reading)
