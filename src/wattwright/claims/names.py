"""Names in a text → entries of the catalog, and which of them a passage mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from wattwright.catalog import Catalog

__all__ = ["Index", "folded", "index"]

_DRESSING: Final = re.compile(
    r"\b(?:campus|cluster|supercluster|site|data ?cent(?:er|re)s?|rechenzentrum|standort|the|der|die|das)\b",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*(?:,|;|&|/|\+|\bund\b|\band\b|\bsowie\b)\s*")
_ORIGINS: Final = "[(]"


def folded(name: str) -> str:
    """A name without case, punctuation and possessive: the form in which names are compared.

    >>> folded("Meta’s Hyperion")
    'meta hyperion'
    """
    return " ".join(re.findall(r"\w+", re.sub(r"[’']s\b", "", name).casefold()))


@dataclass(frozen=True, slots=True)
class Index:
    """Names and aliases of one kind of entry."""

    names: dict[str, str]
    spellings: re.Pattern[str]

    def find(self, name: str | None) -> str | None:
        """The entry behind a name as written, with or without words such as `campus`; None if unknown."""
        if not name:
            return None
        for form in (name, _DRESSING.sub(" ", name), re.split(_ORIGINS, name)[0]):
            found = self.names.get(folded(form))
            if found:
                return found
        return None

    def each(self, name: str | None) -> tuple[str, ...]:
        """All entries that a name of one or several parts stands for ("A und B"), in order, each once."""
        whole = self.find(name)
        if whole or not name:
            return (whole,) if whole else ()
        found = (self.find(part) for part in _PARTS.split(name))
        return tuple(dict.fromkeys(one for one in found if one))

    def parts(self, name: str | None) -> tuple[str, ...]:
        """The parts of a name of several parts, as written."""
        return tuple(part for part in _PARTS.split(name or "") if part)

    def alternates(self, name: str) -> tuple[str, ...]:
        """Other entries whose own name holds the words of `name`: a programme beside its first site."""
        words = f" {folded(name)} "
        found = (entry for entry in dict.fromkeys(self.names.values()) if words in f" {folded(entry)} ")
        return tuple(entry for entry in found if entry != self.find(name))

    def mentioned(self, text: str) -> tuple[str, ...]:
        """Entries that a text names in the spelling of the catalog, in order, each once."""
        found = (self.names.get(folded(one.group())) for one in self.spellings.finditer(text))
        return tuple(dict.fromkeys(one for one in found if one))


def index(catalog: Catalog, kind: str) -> Index:
    """The index of the entries of `kind`, those included that `catalog` does not know yet on its day."""
    return _index(Catalog(catalog.folder), kind)


@cache
def _index(catalog: Catalog, kind: str) -> Index:
    aliases = catalog.aliases(kind)
    entries = tuple(dict.fromkeys([*catalog.names(kind), *aliases.values()]))
    names = {folded(alias): name for alias, name in aliases.items()} | {
        folded(name): name for name in entries
    }
    written = sorted({*aliases, *entries}, key=lambda one: (-len(one), one))
    pattern = "|".join(re.escape(one) for one in written) or r"(?!)"
    return Index(names, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))
