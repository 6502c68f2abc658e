"""The reader against annotated texts: what it must find, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import scoring

ARTICLES = Path(__file__).parents[1] / "articles"
NUMERIC = {"de": 0.97, "en": 0.97}
"""Least F1 of numeric claims on the project's own texts."""
DEV_NUMERIC = 0.99


@pytest.fixture(scope="module")
def own() -> tuple[scoring.Text, ...]:
    return scoring.texts(ARTICLES)


@pytest.fixture(scope="module")
def dev(shared: Path) -> tuple[scoring.Text, ...]:
    return scoring.texts(shared / "articles" / "dev")


def within(texts: tuple[scoring.Text, ...], language: str) -> list[scoring.Text]:
    return [one for one in texts if one.language == language]


@pytest.mark.parametrize("language", ["de", "en"])
def test_numbers_of_own_texts_are_found(own: tuple[scoring.Text, ...], language: str) -> None:
    found = scoring.score(within(own, language), scoring.is_numeric)
    assert found.f1 >= NUMERIC[language], found


@pytest.mark.parametrize("language", ["de", "en"])
def test_numbers_of_development_texts_are_found(dev: tuple[scoring.Text, ...], language: str) -> None:
    found = scoring.score(within(dev, language), scoring.is_numeric)
    assert found.f1 >= DEV_NUMERIC, found


@pytest.mark.parametrize(("kind", "least"), [("date_milestone", 0.87), ("quote", 0.95), ("opinion", 0.70)])
def test_other_kinds_of_own_texts_are_found(own: tuple[scoring.Text, ...], kind: str, least: float) -> None:
    found = scoring.score(own, lambda one: one == kind)
    assert found.f1 >= least, found


@pytest.mark.parametrize(("kind", "least"), [("date_milestone", 0.95), ("quote", 0.95), ("opinion", 0.80)])
def test_other_kinds_of_development_texts_are_found(
    dev: tuple[scoring.Text, ...], kind: str, least: float
) -> None:
    found = scoring.score(dev, lambda one: one == kind)
    assert found.f1 >= least, found


def test_numbers_of_own_texts_get_their_owner(own: tuple[scoring.Text, ...]) -> None:
    assert scoring.accuracy(scoring.pairs_of(own, scoring.is_numeric), "entity") >= 0.84


def test_numbers_of_development_texts_get_their_owner(dev: tuple[scoring.Text, ...]) -> None:
    assert scoring.accuracy(scoring.pairs_of(dev, scoring.is_numeric), "entity") >= 0.95


def test_quotes_get_their_speaker(own: tuple[scoring.Text, ...]) -> None:
    assert scoring.accuracy(scoring.pairs_of(own, lambda one: one == "quote"), "speaker") >= 0.95


def test_quotes_of_development_texts_get_their_speaker(dev: tuple[scoring.Text, ...]) -> None:
    assert scoring.accuracy(scoring.pairs_of(dev, lambda one: one == "quote"), "speaker") >= 0.95


def test_few_distractors_are_taken(own: tuple[scoring.Text, ...]) -> None:
    assert scoring.taken_distractors(own) <= 0.01


def test_hardly_a_distractor_of_development_texts_is_taken(dev: tuple[scoring.Text, ...]) -> None:
    assert scoring.taken_distractors(dev) <= 0.02


def test_every_field_of_a_number_is_mostly_right(dev: tuple[scoring.Text, ...]) -> None:
    pairs = list(scoring.pairs_of(dev, scoring.is_numeric))
    for field, least in {"unit": 0.99, "qualifier": 0.97, "modality": 0.90}.items():
        right = sum(gold[field] == found[field] for gold, found in pairs) / len(pairs)
        assert right >= least, f"{field}: {right:.3f}"


def test_spans_stand_where_they_are_said_to(own: tuple[scoring.Text, ...]) -> None:
    for text in own:
        for one in text.reading.statements:
            assert text.text[one.start : one.start + len(one.span)] == one.span, text.name


def test_repeats_point_to_earlier_claims(own: tuple[scoring.Text, ...]) -> None:
    for text in own:
        seen: set[str] = set()
        for one in text.reading.statements:
            assert one.dup_of is None or one.dup_of in seen, text.name
            seen.add(one.id)
