"""The lexicons: the same categories in both languages, phrases that can be found, units that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from house.syntax import DATA, PACKAGE
from wattwright.reading.lexicon import LANGUAGES, find_hits, table
from wattwright.reading.tokens import tokenise

LEXICON = DATA / "lexicon"
PARTS = sorted(path.stem for path in (LEXICON / "de").glob("*.yaml"))


def phrases(language: str, part: str) -> Iterator[tuple[str, str, str]]:
    """(category, payload, phrase) of one file, only plain phrases."""
    for category, listed in table(f"{language}/{part}").items():
        for payload, line in listed.items():
            for phrase in str(line).split(","):
                if phrase.strip() and not set("{*=") & set(phrase):
                    yield category, str(payload), phrase.strip()


def categories(path: Path) -> set[str]:
    return set(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_categories(part: str) -> None:
    assert categories(LEXICON / "de" / f"{part}.yaml") == categories(LEXICON / "en" / f"{part}.yaml")


def test_no_category_stands_in_two_files() -> None:
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for part in PARTS:
            for category in table(f"{language}/{part}"):
                assert category not in seen, f"{category} in {part} and {seen[category]}"
                seen[category] = part


def test_every_category_is_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    unread = [name for part in PARTS for name in table(f"de/{part}") if f'"{name}"' not in code]
    assert unread == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_phrase_is_found_in_a_text(language: str, part: str) -> None:
    missing = [
        (category, phrase)
        for category, payload, phrase in phrases(language, part)
        if (category, payload)
        not in {(hit.category, hit.payload) for row in find_hits(tokenise(phrase), language) for hit in row}
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_the_words_is_defined(language: str) -> None:
    unknown = set(table(f"{language}/nouns")["unit"]) | set(table("common")["unit"])
    assert unknown - set(table("units")) == set()


def test_variants_and_stars_are_understood() -> None:
    found = find_hits(tokenise("Gasturbinen"), "de")
    assert ("noun", "count_other") in {(hit.category, hit.payload) for hit in found[0]}
