"""Words beside a figure that tell what it is; the lists stand in `data/plan-words.yaml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wattwright.reading.statements import Statement
from wattwright.reading.text import normalise

__all__ = ["comes_from", "nearest", "note", "says", "untitled"]


def nearest(statement: Statement, group: str) -> str:
    """Name of the list in `group` with a word nearest to the figure in its sentence; empty where none is.

    A word behind the figure counts as a little further away than one before it.
    """
    sentence, start, end = _placed(statement)
    found = [
        (min(abs(start - word.end()), abs(word.start() - end) + 1), name)
        for name, pattern in _patterns(group).items()
        for word in pattern.finditer(sentence)
        if word.end() <= start or word.start() >= end or group != "money"
    ]
    return min(found)[1] if found else ""


def says(statement: Statement, words: str) -> bool:
    """Whether the sentence of the statement holds a word of the list `words`."""
    return bool(_patterns(words)[words].search(_placed(statement)[0]))


def comes_from(company: str, sentence: str) -> bool:
    """Whether a sentence says that somebody leaves this company, which then is not the one that pays."""
    name = re.escape(company)
    return any(re.search(form.format(name=name), sentence) for form in _words()["comes_from"])


def note(language: str, name: str, **slots: str) -> str:
    """A remark about a plan made from a text, in the text's language."""
    return str(_words()["notes"]["de" if language == "de" else "en"][name]).format(**slots)


def untitled(language: str) -> str:
    """What a plan is called whose text has no title."""
    return str(_words()["untitled"]["de" if language == "de" else "en"])


def _placed(statement: Statement) -> tuple[str, int, int]:
    """Sentence, and where the figure stands in it; the whole of it where the figure is not found."""
    sentence = statement.sentence or normalise(statement.span).text
    start = sentence.find(statement.span)
    if start < 0:
        return sentence, 0, len(sentence)
    return sentence, start, start + len(statement.span)


@cache
def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    """One pattern for every list of a group, or for a list that stands alone."""
    lists = _words()[group]
    named = lists if isinstance(lists, dict) else {group: lists}
    return {name: re.compile("|".join(map(_pattern, words)), re.IGNORECASE) for name, words in named.items()}


def _pattern(word: str) -> str:
    return rf"(?<!\w){re.escape(word).replace(re.escape('*'), chr(92) + 'w*')}(?!\w)"


@cache
def _words() -> dict[str, Any]:
    text = (files("wattwright") / "data" / "plan-words.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return words
