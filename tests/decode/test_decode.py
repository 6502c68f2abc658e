"""The main job: texts, readings, plans and scenarios to dossiers."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib.resources import files
from resource import RUSAGE_CHILDREN, getrusage

import pytest

import wattwright
from wattwright.decode import Dossier, decode
from wattwright.errors import DataError
from wattwright.plan import dump_plan, load, parse_plan, scenario_names
from wattwright.plan.stated import statements_of
from wattwright.reading import read

TODAY = date(2026, 11, 24)


def example(language: str) -> str:
    return (files("wattwright") / "data" / "articles" / f"example.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_text_becomes_a_dossier_with_two_verdicts_on_every_statement(language: str) -> None:
    dossier = decode(example(language), today=TODAY)
    assert dossier.source_language == language
    assert [one.statement for one in dossier.verdicts] == list(dossier.reading.statements)
    assert dossier.verdicts
    assert dossier.words == len(example(language).split())
    assert dossier.today == TODAY
    assert dossier.as_of == dossier.plan.as_of < TODAY
    assert dossier.version == wattwright.__version__


@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_scenario_is_judged_by_what_it_states(name: str, language: str) -> None:
    dossier = decode(name, today=TODAY, language=language)
    assert dossier.plan == load(name)
    assert dossier.words == 0
    assert [one.statement for one in dossier.verdicts] == list(statements_of(load(name), language))
    assert len(dossier.verdicts) >= len(load(name).campuses)


def test_a_reading_and_its_text_give_the_same_plan_and_figures() -> None:
    text = example("en")
    first, second = decode(text, today=TODAY), decode(read(text), today=TODAY)
    assert first.plan == second.plan
    assert (first.then, first.now) == (second.then, second.now)


def test_a_plan_made_from_a_text_and_kept_as_a_file_gives_the_same_verdicts() -> None:
    first = decode(example("en"), today=TODAY)
    again = decode(parse_plan(dump_plan(first.plan)), today=TODAY)
    assert [(one.rule, one.then.rating, one.today.rating) for one in again.verdicts] == [
        (one.rule, one.then.rating, one.today.rating) for one in first.verdicts
    ]


def test_then_knows_nothing_of_later_days() -> None:
    dossier = decode("meta-2025", today=TODAY)
    assert max(one.date for one in dossier.then.figures) <= dossier.as_of
    assert max(one.date for one in dossier.now.figures) > dossier.as_of
    assert dossier.catalog.day == TODAY


def test_the_day_of_the_announcement_can_be_given() -> None:
    day = date(2026, 1, 15)
    for source in (example("en"), read(example("en")), load("meta-2025")):
        assert decode(source, as_of=day, today=TODAY).as_of == day


def test_today_is_never_before_the_announcement() -> None:
    dossier = decode("meta-2026", today=date(2025, 1, 1))
    assert dossier.today == dossier.as_of


def test_a_text_without_a_day_is_taken_as_of_the_newest_knowledge() -> None:
    reading = replace(read(example("en")), as_of=None)
    assert decode(reading, today=TODAY).as_of >= date(2026, 9, 1)


def test_a_text_in_another_language_is_refused() -> None:
    with pytest.raises(DataError):
        decode("Le centre de données de la ville consomme cent mégawatts et coûte un milliard. " * 5)


def test_what_a_plan_states_is_said_in_german_form() -> None:
    spans = [one.span for one in statements_of(load("meta-2025"), "de")]
    assert {"bis zu 5 GW", "64 bis 72 Mrd. US-Dollar", "9,1 km2", "mindestens 200 Mio. US-Dollar"} <= set(
        spans
    )


def test_the_whole_job_takes_less_than_two_and_a_half_seconds_of_one_core() -> None:
    code = "import wattwright as ww; from importlib.resources import files; "
    code += "ww.decode((files('wattwright') / 'data/articles/example.de.txt').read_text('utf-8'))"
    start = getrusage(RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True
    )
    assert getrusage(RUSAGE_CHILDREN).ru_utime - start < 2.5
    assert "scipy" not in done.stderr


def test_a_dossier_is_frozen() -> None:
    with pytest.raises(AttributeError):
        decode("meta-2025", today=TODAY).title = "other"  # type: ignore[misc]
    assert {"plan", "reading", "then", "now", "verdicts", "catalog"} <= set(Dossier.__slots__)
