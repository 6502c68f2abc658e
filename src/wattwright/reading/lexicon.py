"""Lexicons: YAML files of phrases, read once and turned into a tree that is walked along the tokens.

A phrase is written in lower case; `{a|b}` in it stands for its variants, a trailing `*` for any ending and
a leading `*` for any beginning of one word, `=` in front asks for the exact case. Hyphens inside a compound
count as spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from wattwright.errors import DataError
from wattwright.reading.structure import Hit, Token
from wattwright.reading.tokens import tokenise

__all__ = ["LANGUAGES", "find_hits", "payloads", "phrases", "table"]

LANGUAGES = ("de", "en")
_PARTS = (
    "numbers",
    "nouns",
    "grammar",
    "kinds",
    "dates",
    "modality",
    "text",
    "qualifiers",
    "entities",
    "speech",
    "judgement",
    "topics",
)


@cache
def table(name: str) -> dict[str, Any]:
    """Content of one lexicon file, such as `units` or `de/numbers`."""
    source = files("wattwright") / "data" / "lexicon" / f"{name}.yaml"
    content = yaml.load(
        source.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    if not isinstance(content, dict):
        raise DataError("a lexicon file cannot be used", [f"{name}.yaml: expected a mapping at the top"])
    return content


def _expand(phrase: str) -> list[str]:
    """All variants of a phrase with `{a|b}` groups."""
    match = re.search(r"\{([^{}]*)\}", phrase)
    if match is None:
        return [phrase]
    head, tail = phrase[: match.start()], phrase[match.end() :]
    return [variant for part in match.group(1).split("|") for variant in _expand(head + part + tail)]


@cache
def _entries(language: str) -> tuple[tuple[str, str, str], ...]:
    """(category, payload, phrase) of every phrase of a language and of those common to both."""
    rows: list[tuple[str, str, str]] = []
    for name in (*(f"{language}/{part}" for part in _PARTS), "common"):
        for category, payload_table in table(name).items():
            for payload, listed in payload_table.items():
                for part in str(listed).split(","):
                    rows.extend(
                        (category, str(payload), variant) for variant in _expand(part.strip()) if variant
                    )
    return tuple(rows)


@cache
def payloads(language: str, category: str) -> dict[str, str]:
    """Phrase → payload of one category."""
    return {phrase: payload for group, payload, phrase in _entries(language) if group == category}


@cache
def phrases(language: str, category: str, payload: str | None = None) -> frozenset[str]:
    """Phrases of one category (and payload)."""
    return frozenset(
        phrase for group, key, phrase in _entries(language) if group == category and payload in (None, key)
    )


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases."""

    children: dict[str, _Node] = field(default_factory=dict)
    prefixes: dict[str, _Node] = field(default_factory=dict)
    suffixes: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)


def _step(node: _Node, word: str) -> _Node:
    """The child for one word of a phrase, made where it is missing."""
    if len(word) > 1 and word.startswith("*"):
        return node.suffixes.setdefault(word[1:], _Node())
    if len(word) > 1 and word.endswith("*"):
        return node.prefixes.setdefault(word[:-1], _Node())
    return node.children.setdefault(word, _Node())


def _words(phrase: str) -> list[str]:
    """Words of a phrase as the tokeniser would cut them; stars and the case mark stay on their word."""
    if phrase == "-":
        return ["-"]
    if phrase.startswith("="):
        return ["=" + token.text for token in tokenise(phrase[1:]) if token.text != "-"]
    words: list[str] = []
    for piece in phrase.split():
        head, tail = piece.startswith("*") and len(piece) > 1, piece.endswith("*") and len(piece) > 1
        cut = [
            token.text for token in tokenise(piece.strip("*") if head or tail else piece) if token.text != "-"
        ]
        if head:
            cut[0] = "*" + cut[0]
        if tail:
            cut[-1] = cut[-1] + "*"
        words.extend(cut)
    return words


@cache
def _tree(language: str) -> _Node:
    """The tree of all phrases of a language."""
    root = _Node()
    for category, payload, phrase in _entries(language):
        node = root
        for word in _words(phrase):
            node = _step(node, word)
        node.ends.append((category, payload))
    return root


def _followers(node: _Node, token: Token) -> list[_Node]:
    """Nodes that one token leads to."""
    found = [
        child for child in (node.children.get(token.lower), node.children.get("=" + token.text)) if child
    ]
    word = token.lower
    if token.kind == "word":
        if node.prefixes:
            found.extend(
                node.prefixes[word[:cut]] for cut in range(2, len(word) + 1) if word[:cut] in node.prefixes
            )
        if node.suffixes:
            found.extend(
                node.suffixes[word[cut:]] for cut in range(len(word) - 1) if word[cut:] in node.suffixes
            )
    return found


@lru_cache(maxsize=65536)
def _starts(language: str, text: str, kind: str) -> tuple[_Node, ...]:
    """Nodes that a token leads to from the root: the same for every mention of a word."""
    return tuple(_followers(_tree(language), Token(text, text.lower(), 0, 0, kind, False)))


def _walk(language: str, tokens: tuple[Token, ...], first: int) -> tuple[Hit, ...]:
    """All phrases that begin at a token, longest first."""
    token = tokens[first]
    starts = _starts(language, token.text, token.kind)
    if not starts:
        return ()
    reached = [(node, first + 1) for node in starts]
    hits: list[Hit] = []
    while reached:
        node, position = reached.pop()
        hits += [Hit(category, payload, first, position) for category, payload in node.ends]
        if position < len(tokens) and (node.children or node.prefixes or node.suffixes):
            reached.extend((child, position + 1) for child in _followers(node, tokens[position]))
            if tokens[position].text == "-" and position + 1 < len(tokens):
                reached.extend((child, position + 2) for child in _followers(node, tokens[position + 1]))
    if len(hits) > 1:
        hits.sort(key=lambda hit: (-hit.last, hit.category, hit.payload))
    return tuple(hits)


def find_hits(tokens: tuple[Token, ...], language: str) -> tuple[tuple[Hit, ...], ...]:
    """For every token the lexicon phrases that begin there, longest first."""
    return tuple(_walk(language, tokens, first) for first in range(len(tokens)))
