"""Names that are known before a text is read: those of the lexicon and those of the catalog."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wattwright.catalog import load
from wattwright.reading.lexicon import table
from wattwright.reading.tokens import tokenise

__all__ = ["Known", "ambiguous_names", "cased_names", "first_names", "known_keys", "known_names"]

_LISTS = frozenset({"region", "city"})
_PLAIN_LISTS = frozenset({("plant", "nuclear")})
_NOT_GROUPS = frozenset({"ambiguous"})
_CATALOG_KINDS = ("campus", "company", "model")
_TOWN = re.compile(r"([A-Z][A-Za-z .'-]+) [A-Z]{2}(?: \(.*\))?")
_NO_NAME = re.compile(r"[;,/&]| staff| offers| employees|contract|fleet|commitment|billion|deal$")


@dataclass(frozen=True, slots=True)
class Known:
    """A known spelling: its words, the name it stands for, and the group of the name."""

    words: tuple[str, ...]
    key: str
    group: str


def _words(name: str) -> tuple[str, ...]:
    """Words and marks of a name as the tokeniser cuts them."""
    return tuple(token.text for token in tokenise(name))


def _split(listed: object) -> list[str]:
    """Names of a comma list."""
    return [part.strip() for part in str(listed or "").split(",") if part.strip()]


def _lexicon_names() -> list[Known]:
    """Names of the lexicon with their spellings."""
    found: list[Known] = []
    for group, entries in table("names").items():
        if group in _NOT_GROUPS:
            continue
        for name, listed in entries.items():
            if group in _LISTS or (group, name) in _PLAIN_LISTS:
                found.extend(Known(_words(part), part, group) for part in _split(listed))
                continue
            found.extend(Known(_words(part), str(name), group) for part in [str(name), *_split(listed)])
    return found


def _catalog_names() -> list[Known]:
    """Names of the catalog that are names and not descriptions."""
    catalog = load()
    found: list[Known] = []
    for kind in _CATALOG_KINDS:
        spellings = {**{name: name for name in catalog.names(kind)}, **catalog.aliases(kind)}
        for spelling, name in spellings.items():
            if not _NO_NAME.search(spelling):
                found.append(Known(_words(spelling), spelling if kind == "campus" else name, kind))
    for name in catalog.names("place"):
        town = _TOWN.fullmatch(name)
        if town is not None:
            found.append(Known(_words(town.group(1)), town.group(1), "town"))
    return found


@cache
def known_names() -> dict[str, tuple[Known, ...]]:
    """Known spellings by their first word, longest first; the lexicon goes before the catalog."""
    seen: dict[tuple[str, ...], Known] = {}
    for known in [*_lexicon_names(), *_catalog_names()]:
        if known.words and known.words not in seen and known.words[0] not in ("the", "The"):
            seen[known.words] = known
    grouped: dict[str, list[Known]] = {}
    for known in seen.values():
        grouped.setdefault(known.words[0], []).append(known)
    return {
        word: tuple(sorted(group, key=lambda known: -len(known.words)))
        for word, group in sorted(grouped.items())
    }


@cache
def cased_names() -> dict[str, str]:
    """First words of known spellings of one word by their lower-case form: `deepmind` → `DeepMind`."""
    words = (known.words[0] for group in known_names().values() for known in group if len(known.words) == 1)
    return {word.lower(): word for word in words if len(word) > 5 and not word[1:].islower()}


@cache
def first_names() -> frozenset[str]:
    """First names of persons."""
    return frozenset(part for listed in table("people")["first_name"].values() for part in _split(listed))


@cache
def ambiguous_names() -> frozenset[str]:
    """Names that are also ordinary words: they count only inside a sentence and without an article."""
    return frozenset(part for listed in table("names")["ambiguous"].values() for part in _split(listed))


@cache
def known_keys() -> frozenset[str]:
    """All names that are known, whatever their spelling."""
    return frozenset(known.key for group in known_names().values() for known in group)
