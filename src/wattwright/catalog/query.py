"""Questions to the catalog."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from wattwright.catalog.facts import Fact, Source, precedence
from wattwright.catalog.tables import ANY, read_aliases, read_facts, read_sources, read_tables
from wattwright.errors import UnknownNameError

__all__ = ["Catalog", "load"]


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


@cache
def _by_name(folder: Path, kind: str) -> dict[str, tuple[Fact, ...]]:
    grouped: dict[str, list[Fact]] = {}
    for fact in read_facts(folder, kind):
        grouped.setdefault(fact.name, []).append(fact)
    return {name: tuple(facts) for name, facts in sorted(grouped.items())}


@cache
def _by_quantity(folder: Path, kind: str, name: str) -> dict[str, tuple[Fact, ...]]:
    grouped: dict[str, list[Fact]] = {}
    for fact in _by_name(folder, kind).get(name, ()):
        grouped.setdefault(fact.quantity, []).append(fact)
    return {quantity: tuple(facts) for quantity, facts in grouped.items()}


@cache
def _kinds(folder: Path) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table.kind for table in read_tables(folder) if table.kind != ANY))


@cache
def _spellings(folder: Path, kind: str) -> dict[str, str]:
    aliases = {_folded(alias): name for alias, name in read_aliases(folder).get(kind, {}).items()}
    return aliases | {_folded(name): name for name in _by_name(folder, kind)}


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that was known on `day`, or all that is known where `day` is None.

    Names are known on every day (they carry no figure); facts only from their date on. Tables are read when
    a question first needs them.
    """

    folder: Path
    day: date | None = None

    def at(self, day: date) -> Catalog:
        """The catalog with the knowledge of `day`, never more than this one has."""
        return replace(self, day=day if self.day is None else min(day, self.day))

    def kinds(self) -> tuple[str, ...]:
        """Kinds of entries, in the order of `catalog.yaml`."""
        return _kinds(self.folder)

    def names(self, kind: str) -> tuple[str, ...]:
        """Names of the entries of `kind` with at least one fact known on the day, sorted."""
        self._check(kind)
        entries = _by_name(self.folder, kind).items()
        return tuple(name for name, facts in entries if self._visible(facts[0]))

    def resolve(self, kind: str, name: str) -> str:
        """The canonical name behind an alias, in any case and punctuation; else an UnknownNameError."""
        self._check(kind)
        spellings = _spellings(self.folder, kind)
        found = spellings.get(_folded(name))
        if found is None:
            raise UnknownNameError(kind, name, [*_by_name(self.folder, kind), *self.aliases(kind)])
        return found

    def aliases(self, kind: str) -> dict[str, str]:
        """Other names of the entries of `kind`: alias as written → canonical name."""
        self._check(kind)
        return dict(read_aliases(self.folder).get(kind, {}))

    def facts(
        self,
        kind: str | None = None,
        name: str | None = None,
        quantity: str | None = None,
        when: str | None = None,
    ) -> tuple[Fact, ...]:
        """Facts known on the day that match all that is given, by date and period; `name` may be an alias.

        UnknownNameError for a kind or name that no table holds; an empty tuple where nothing was known yet.
        """
        return tuple(
            fact
            for fact in self._candidates(kind, name, quantity)
            if self._visible(fact) and quantity in (None, fact.quantity) and when in (None, fact.when)
        )

    def latest(self, kind: str, name: str, quantity: str, when: str | None = None) -> Fact | None:
        """The newest knowledge of a quantity; None where nothing is known.

        Of facts of one date the firmest basis wins (measured before announced), then the latest, longest
        period. A "not found" is given only where no value is known.
        """
        return max(self.facts(kind, name, quantity, when), key=precedence, default=None)

    def quantities(self, kind: str) -> dict[str, str]:
        """Quantities that entries of `kind` have on the day, with their units."""
        self._check(kind)
        return {f.quantity: f.unit for f in read_facts(self.folder, kind) if self._visible(f)}

    def source(self, name: str) -> Source:
        """The source with the id `name`; UnknownNameError offers the nearest ones."""
        sources = read_sources(self.folder)
        if name not in sources:
            raise UnknownNameError("source", name, sources)
        return sources[name]

    def credits(self) -> tuple[str, ...]:
        """Lines that the licences of the sources ask to print, each once."""
        lines = (source.credit for source in read_sources(self.folder).values())
        return tuple(sorted({line for line in lines if line}))

    def fingerprint(self) -> str:
        """Hash of all tables and of the day: two catalogs with one fingerprint answer alike."""
        return hashlib.sha256(f"{_contents(self.folder)} {self.day}".encode()).hexdigest()[:16]

    def _candidates(
        self, kind: str | None, name: str | None, quantity: str | None = None
    ) -> tuple[Fact, ...]:
        if kind is not None and name is not None:
            entry = self.resolve(kind, name)
            if quantity is not None:
                return _by_quantity(self.folder, kind, entry).get(quantity, ())
            return _by_name(self.folder, kind).get(entry, ())
        kinds = self.kinds() if kind is None else (kind,)
        if name is None:
            self._check(*kinds)
            return _ordered(fact for each in kinds for fact in read_facts(self.folder, each))
        holders = [each for each in kinds if _folded(name) in _spellings(self.folder, each)]
        if not holders:
            raise UnknownNameError("name", name, [known for each in kinds for known in self.names(each)])
        return _ordered(fact for each in holders for fact in self._candidates(each, name))

    def _check(self, *kinds: str) -> None:
        for kind in kinds:
            if kind not in self.kinds():
                raise UnknownNameError("kind", kind, self.kinds())

    def _visible(self, fact: Fact) -> bool:
        return self.day is None or fact.date <= self.day


@cache
def _contents(folder: Path) -> str:
    texts = [(folder / "catalog.yaml").read_bytes(), (folder / "sources.yaml").read_bytes()]
    tables = sorted((folder / "tables").iterdir(), key=lambda path: path.name)
    return hashlib.sha256(b"\0".join([*texts, *(path.read_bytes() for path in tables)])).hexdigest()


@cache
def load() -> Catalog:
    """The catalog that ships with Wattwright, with all that is known."""
    return Catalog(Path(__file__).parents[1] / "data")


def _ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.date, fact.when or "")))
