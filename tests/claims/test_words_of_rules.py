"""The stated rules and their texts: complete, in both languages, and free of names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from claims.stage import catalog
from wattwright import claims
from wattwright.catalog import Catalog
from wattwright.claims.policy import policy
from wattwright.claims.rules import RULES
from wattwright.report.wording import wording

SOURCES = Path(claims.__file__).parent
POLICY = (files("wattwright") / "data" / "verdicts.yaml").read_text(encoding="utf-8")
NUMERIC = {
    *("power", "energy", "households", "money", "pay", "area", "accelerators", "compute", "tokens"),
    *("parameters", "water", "emissions", "price", "headcount", "share", "count_other", "duration"),
}
KINDS = NUMERIC | {"date_milestone", "quote", "opinion", "assertion"}


@cache
def constants() -> frozenset[str]:
    """All texts in the code of the rules, docstrings left out."""
    found: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(_texts(tree))
    return frozenset(found)


def _texts(tree: ast.AST) -> Iterator[str]:
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def keys(language: str) -> set[str]:
    return {key for key in wording(language).reasons if not key.startswith("words.")}


def test_every_rule_is_stated_and_every_stated_rule_exists() -> None:
    stated = {entry["rule"] for entry in policy().dispatch}
    assert stated <= set(RULES)
    assert set(RULES) - stated == {"nothing"}


def test_every_kind_of_statement_has_a_rule() -> None:
    assert {entry["kind"] for entry in policy().dispatch if "kind" in entry} == KINDS - {"assertion"}


def test_every_tolerance_and_setting_gives_its_reason() -> None:
    content = yaml.safe_load(POLICY)
    for section in ("tolerances", "settings"):
        for name, entry in content[section].items():
            assert len(entry["why"].split()) >= 5, name


def test_the_page_on_verdicts_shows_every_tolerance(repository: Path) -> None:
    page = (repository / "docs" / "why" / "verdicts.md").read_text(encoding="utf-8")
    for name, entry in yaml.safe_load(POLICY)["tolerances"].items():
        limits = " | ".join(f"{round(100 * entry[one])} %" for one in ("exact", "close", "partly", "barely"))
        assert f"| {name.replace('_', ' ')} | {limits} | {entry['why']} |" in page, name


def test_tolerances_widen_from_exact_to_barely() -> None:
    for name, one in policy().tolerances.items():
        assert 0 < one.exact < one.close < one.partly < one.barely, name


def test_every_setting_and_word_group_is_used() -> None:
    used = constants()
    assert set(policy().settings) <= used
    assert set(policy().words) - set(policy().money) - set(policy().countries) <= used


def test_every_reason_that_rules_give_has_its_text() -> None:
    groups = {key.partition(".")[0] for key in keys("de")}
    given = {
        text
        for text in constants()
        if re.fullmatch(r"[a-z_]+\.[a-z_]+", text) and text.partition(".")[0] in groups
    }
    assert given <= keys("de")


def test_no_text_of_a_reason_is_left_over() -> None:
    parts = {part for text in constants() for part in (text, text.rpartition(".")[2])}
    unused = {key for key in keys("de") if key not in parts and _stem(key) not in parts}
    assert not unused


def _stem(key: str) -> str:
    """The last part of a key, without the endings that rules add."""
    last = key.rpartition(".")[2]
    return re.sub(r"_(now|hit|plan|books)$", "", last)


def test_every_quantity_that_is_compared_has_a_word() -> None:
    numbers = {
        fact.quantity
        for kind in (
            "campus",
            "company",
            "model",
            "deal",
            "person",
            "energy",
            "trend",
            "price",
            "accelerator",
        )
        for name in catalog().names(kind)
        for fact in catalog().facts(kind, name)
        if isinstance(fact.value, float)
    }
    compared = (constants() & numbers) | {one for group in policy().money.values() for one in group}
    shown = {key.removeprefix("words.") for key in wording("de").reasons if key.startswith("words.")}
    unsaid = compared - shown - {"lat", "lon", "all_in_power_w", "server_power_w", "stake_split"}
    assert not unsaid


def test_every_kind_and_topic_has_a_word() -> None:
    shown = set(wording("en").reasons)
    assert {f"words.{kind}" for kind in KINDS} <= shown
    topics = {entry["topic"] for entry in policy().dispatch if "topic" in entry}
    assert {f"words.topic_{topic}" for topic in topics} <= shown


def test_rules_name_no_company_person_site_or_model() -> None:
    named = _names(Catalog(catalog().folder))
    for text in (POLICY, *constants()):
        words = set(re.findall(r"\w+", text.casefold()))
        assert not words & named, (text[:80], words & named)


def _names(whole: Catalog) -> set[str]:
    """First words of the names of entries, as far as they are no plain words."""
    plain = {"the", "data", "us", "open", "original", "staff", "meta-ai", "world", "at", "ai", "start"}
    found: set[str] = set()
    for kind in ("company", "campus", "model"):
        found |= {re.findall(r"\w+", name.casefold())[0] for name in whole.names(kind)}
    return {name for name in found if len(name) > 3} - plain
