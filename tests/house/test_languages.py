"""German and English say the same: equal keys, equal slots, nothing empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

from house.syntax import DATA, report
from wattwright.glossary import load

TEXTS = sorted(path.name.removesuffix(".de.yaml") for path in DATA.rglob("*.de.yaml"))


def folder_of(name: str) -> Path:
    return next(DATA.rglob(f"{name}.de.yaml")).parent


def flat(content: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a nested file with its dotted key."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from flat(value, f"{key}.{name}" if key else str(name))
    elif isinstance(content, list):
        for place, value in enumerate(content):
            yield from flat(value, f"{key}[{place}]")
    else:
        yield key, str(content if content is not None else "")


def slots(text: str) -> set[str]:
    """Names in braces that are filled in."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def read(name: str, language: str) -> dict[str, str]:
    path = folder_of(name) / f"{name}.{language}.yaml"
    assert path.is_file(), f"write data/texts/{path.name}: every text exists in both languages"
    return dict(flat(yaml.safe_load(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_have_the_same_keys(name: str) -> None:
    german, english = read(name, "de"), read(name, "en")
    found = [f"{key}: only in {name}.de.yaml" for key in german if key not in english]
    found += [f"{key}: only in {name}.en.yaml" for key in english if key not in german]
    assert german
    assert not found, report("write the missing texts:", found)


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_have_the_same_slots(name: str) -> None:
    german, english = read(name, "de"), read(name, "en")
    found = [
        f"{name}, {key}: de {sorted(slots(german[key]))}, en {sorted(slots(english[key]))}"
        for key in german.keys() & english.keys()
        if slots(german[key]) != slots(english[key])
    ]
    assert not found, report("use the same slots in both languages:", sorted(found))


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_empty(name: str) -> None:
    found = [
        f"{name}.{language}.yaml, {key}"
        for language in ("de", "en")
        for key, text in read(name, language).items()
        if not text.strip()
    ]
    assert not found, report("write these texts:", found)


def test_no_english_text_file_stands_alone() -> None:
    names = {path.name.removesuffix(".en.yaml") for path in DATA.rglob("*.en.yaml")}
    assert names == set(TEXTS), f"one language is missing for {sorted(names ^ set(TEXTS))}"


def test_every_term_is_labelled_and_defined() -> None:
    found = [name for name, one in load().items() if not (one.label_de and one.label_en and one.definition)]
    assert not found, report("complete these entries of data/glossary.yaml:", found)
