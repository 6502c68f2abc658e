"""The YAML reader of plan files: core rules of YAML 1.2, positions, limits."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.plan.document import Document, Position, read_document


def value_of(text: str) -> object:
    document = read_document(text)
    assert not document.findings
    assert isinstance(document.value, dict)
    return document.value["a"]


def messages(document: Document) -> list[str]:
    return [finding.message for finding in document.findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("010", 10),
        ("0x1F", 31),
        ("0o17", 15),
        ("12:30", "12:30"),
        ("1e9", 1e9),
        ("-1.5e-3", -0.0015),
        ("2025-07-15", "2025-07-15"),
        ("1_000", "1_000"),
        ("'1e9'", "1e9"),
        ('"no"', "no"),
        ("-.inf", -math.inf),
        ("1,500", "1,500"),
    ],
)
def test_plain_words_follow_the_core_rules_of_yaml_1_2(text: str, value: object) -> None:
    found = value_of(f"a: {text}")
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_read_as_such() -> None:
    found = value_of("a: .nan")
    assert isinstance(found, float)
    assert math.isnan(found)


def test_a_repeated_key_names_both_lines_and_keeps_the_first_value() -> None:
    document = read_document("a: 1\nb: 2\na: 3\n")
    assert messages(document) == ["key 'a' is given twice, in line 1 and in line 3"]
    assert document.value == {"a": 1, "b": 2}


def test_repeated_keys_are_found_at_every_depth() -> None:
    document = read_document("a:\n  - {b: 1, b: 2}\n  - c: {d: 1, d: 2}\n")
    assert [finding.path for finding in document.findings] == [("a", 0, "b"), ("a", 1, "c", "d")]


def test_every_key_and_value_has_its_position() -> None:
    document = read_document("title: Ulmen\ncampuses:\n  - name: Süd\n    power: 1 GW\n")
    assert document.keys[("campuses", 0, "power")] == Position(4, 5)
    assert document.values[("campuses", 0, "power")] == Position(4, 12)
    assert document.at(("campuses", 0, "phases", 3)) == document.values[("campuses", 0)]


def test_an_alias_stands_for_its_anchor() -> None:
    document = read_document("a: &here {power: 1 GW}\nb: *here\n")
    assert document.value == {"a": {"power": "1 GW"}, "b": {"power": "1 GW"}}
    assert not document.findings


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    document = read_document("\n".join(lines))
    assert len(document.findings) == 1
    assert "more than 100,000 values" in document.findings[0].message
    assert document.findings[0].position.line == 5


def test_an_alias_without_anchor_is_a_finding() -> None:
    assert messages(read_document("a: &x [*x]\nb: *y\n")) == [
        "alias *x has no anchor before it",
        "alias *y has no anchor before it",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: !!python/object:os.system {}", "is not read in plan files"),
        ("a: {<<: {b: 1}}", "merge keys"),
        ("a: 1\n---\nb: 2\n", "a second document"),
        ("? [a, b]\n: 1\n", "a key must be a plain word"),
        ("a: [1, 2", "this is not YAML"),
        ("a: 1\n b: 2\n", "this is not YAML"),
        ("a: \x07", "this is not YAML"),
        ("a: " + "[" * 40 + "]" * 40, "nested deeper than 24 levels"),
        ("a: '" + "x" * (1 << 21) + "'", "more than 2,097,152 bytes"),
    ],
)
def test_what_no_plan_needs_is_refused_with_words(text: str, words: str) -> None:
    assert any(words in message for message in messages(read_document(text)))


def test_an_empty_text_has_no_value() -> None:
    assert read_document("").value is None
    assert read_document("# only a comment\n").value is None


WORDS = st.text(
    st.characters(codec="ascii", exclude_categories=["Cc"]) | st.sampled_from("äöüß–„“€"), max_size=9
).filter(lambda word: word != "<<")
TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(WORDS, inside, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, TREES, max_size=4))
def test_json_is_yaml_and_read_to_the_same_values(tree: dict[str, object]) -> None:
    document = read_document(json.dumps(tree, ensure_ascii=False))
    assert not document.findings
    assert document.value == tree
