"""Every number has a source that exists, and every source carries a number."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from functools import cache

import yaml

from house.syntax import DATA, modules, report

LISTS = ("sources.yaml", "references.yaml")
WORDS = ("texts", "lexicon")
"""Folders in which `source` is a label or a word of a language."""


def known() -> dict[str, dict[str, str]]:
    """Sources of the catalog and works behind equations and assumptions, by id."""
    found: dict[str, dict[str, str]] = {}
    for name in LISTS:
        found |= yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return found


@cache
def used() -> dict[str, str]:
    """Source ids that data and code name, with one place each."""
    found = dict(_in_tables())
    found |= dict(_in_code())
    for path in sorted(DATA.rglob("*.yaml")):
        if path.name not in (*LISTS, "catalog.yaml") and path.parent.name not in WORDS:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            found |= dict.fromkeys(_sources_in(content), path.name)
    return found


def _sources_in(content: object) -> Iterator[str]:
    """Values of the keys `source` and `sources` anywhere in a data file."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "source" and isinstance(value, str):
                yield value
            elif key == "sources" and isinstance(value, list):
                yield from (str(one) for one in value)
            else:
                yield from _sources_in(value)
    elif isinstance(content, list):
        for one in content:
            yield from _sources_in(one)


def _in_tables() -> Iterator[tuple[str, str]]:
    for path in sorted((DATA / "tables").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in ("source", "price_source"):
                    if source := row.get(column):
                        yield source, path.name


def _in_code() -> Iterator[tuple[str, str]]:
    """Literal `source=` arguments, as of `@equation` and `observed`."""
    for module in modules():
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "source"
                and isinstance(node.value, ast.Constant)
            ):
                yield str(node.value.value), f"{module.place}:{node.value.lineno}"


def test_every_source_that_is_named_exists() -> None:
    entries = known()
    found = [f"{source} ({place})" for source, place in sorted(used().items()) if source not in entries]
    assert used()
    assert not found, report("add these to data/sources.yaml or data/references.yaml, or mend the id:", found)


def test_every_source_is_used() -> None:
    found = sorted(set(known()) - set(used()))
    assert not found, report("no number names these sources; take them out:", found)


def test_no_id_means_two_sources() -> None:
    lists = [set(yaml.safe_load((DATA / name).read_text(encoding="utf-8"))) for name in LISTS]
    both = sorted(set.intersection(*lists))
    assert not both, report(f"these ids stand in {' and '.join(LISTS)}; keep one:", both)


def test_every_source_says_what_it_is() -> None:
    fields = {"title", "url", "licence", "credit"}
    found = [
        f"{name}: lacks {', '.join(sorted(fields - set(entry)))}"
        for name, entry in known().items()
        if not fields <= set(entry) or not entry["title"]
    ]
    assert not found, report("complete these sources:", found)


def test_data_of_epoch_ai_carry_licence_and_credit() -> None:
    found = [
        name
        for name, entry in known().items()
        if "epoch.ai" in entry["url"]
        and ("Epoch AI" not in entry["credit"] or "CC BY" not in entry["licence"])
    ]
    assert not found, report("Epoch AI publishes under CC BY 4.0; state licence and credit of:", found)
