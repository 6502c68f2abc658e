"""The glossary rules every name: a quantity's unit, symbol, definition and its labels in both languages.

Entries stand in `data/glossary.yaml`; the same names serve code, catalog, page and dossier.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from wattwright.errors import CatalogError, UnknownNameError

__all__ = ["Term", "load", "term"]


@dataclass(frozen=True, slots=True)
class Term:
    """One quantity: `name` as in code, `unit` (of the number behind it), symbol, definition, labels."""

    name: str
    unit: str
    symbol: str
    definition: str
    label_de: str
    label_en: str

    def label(self, language: str) -> str:
        """Label in `language` ("de" or "en")."""
        return self.label_de if language == "de" else self.label_en


@cache
def load() -> dict[str, Term]:
    """All terms by name; a CatalogError lists every entry that misses a field."""
    text = (files("wattwright") / "data" / "glossary.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    wanted = {"unit", "symbol", "definition", "de", "en"}
    problems = [
        f"glossary.yaml, {name}: has {sorted(entry)}, needs {sorted(wanted)}"
        for name, entry in entries.items()
        if set(entry) != wanted
    ]
    if problems:
        raise CatalogError("the glossary is malformed", problems)
    return {
        name: Term(name, entry["unit"], entry["symbol"], entry["definition"], entry["de"], entry["en"])
        for name, entry in entries.items()
    }


def term(name: str) -> Term:
    """The term called `name`; UnknownNameError offers the nearest ones."""
    terms = load()
    if name not in terms:
        raise UnknownNameError("quantity", name, terms)
    return terms[name]
