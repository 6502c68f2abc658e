"""Small questions to the catalog that have an answer for what is not known as well."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from wattwright.catalog import Catalog, Fact
from wattwright.errors import UnknownNameError

__all__ = ["known_name", "latest_text", "numeric", "when_known"]


def known_name(catalog: Catalog, kind: str, name: str | None) -> str:
    """The catalog's name behind `name`, empty where it knows none."""
    return _name(catalog.folder, kind, name) if name else ""


@lru_cache(maxsize=4096)
def _name(folder: Path, kind: str, name: str) -> str:
    try:
        return Catalog(folder).resolve(kind, name)
    except UnknownNameError:
        return ""


def latest_text(catalog: Catalog, kind: str, name: str, quantity: str) -> str:
    """The newest text known, such as an operator or a place; empty where nothing is known."""
    fact = catalog.latest(kind, name, quantity) if name else None
    return fact.value if fact is not None and isinstance(fact.value, str) else ""


def numeric(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts that state a number."""
    return tuple(fact for fact in facts if isinstance(fact.value, float))


def when_known(
    catalog: Catalog, kind: str, name: str, quantity: str, when: str | None = None
) -> tuple[Fact, ...]:
    """The newest number known, as a tuple of none or one fact."""
    fact = catalog.latest(kind, name, quantity, when) if name else None
    return numeric([fact]) if fact is not None else ()
