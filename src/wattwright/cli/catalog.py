"""`wattwright catalog`: what is known about companies, campuses, chips, models and people, and since when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from wattwright.cli.options import at_option, json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text

if TYPE_CHECKING:
    from wattwright.catalog import Catalog, Fact

__all__ = ["command"]


@click.command("catalog")
@click.argument("kind", required=False)
@click.argument("name", required=False)
@at_option
@language_option
@json_option
def command(kind: str | None, name: str | None, at: date | None, language: str | None, as_json: bool) -> None:
    """Show what is known: all kinds, the entries of KIND, or the facts about NAME.

    Every fact has its value with the bounds that its source states, what period it refers to, whether it was
    measured or only announced, the day since when it is known, and its source. `--at` answers with the
    knowledge of a past day. Facts marked ? are weak evidence.
    """
    from wattwright.catalog import load

    catalog = load() if at is None else load().at(at)
    if kind is None:
        _print_kinds(catalog, language or "en", as_json)
    elif name is None:
        _print_names(catalog, kind, language or "en", as_json)
    else:
        _print_facts(catalog, catalog.facts(kind, name), language or "en", as_json)


def _print_kinds(catalog: Catalog, language: str, as_json: bool) -> None:
    counts = {kind: len(catalog.names(kind)) for kind in catalog.kinds()}
    if as_json:
        print_json(counts)
    else:
        print_table(_heading(language, "kind", "entries"), [(kind, str(n)) for kind, n in counts.items()])


def _print_names(catalog: Catalog, kind: str, language: str, as_json: bool) -> None:
    facts = {name: catalog.facts(kind, name) for name in catalog.names(kind)}
    newest = {name: max(fact.date for fact in found) for name, found in facts.items()}
    if as_json:
        print_json({name: {"facts": len(facts[name]), "newest": newest[name]} for name in facts})
        return
    rows = [(name, str(len(facts[name])), newest[name].isoformat()) for name in facts]
    print_table(_heading(language, "name", "facts", "newest"), rows)


def _print_facts(catalog: Catalog, facts: tuple[Fact, ...], language: str, as_json: bool) -> None:
    sources = {fact.source: catalog.source(fact.source) for fact in facts}
    if as_json:
        print_json({"facts": [asdict(fact) for fact in facts], "sources": [*map(asdict, sources.values())]})
        return
    if not facts:
        from wattwright.cli.texts import texts

        print_text(texts(language)["nothing_known"])
        return
    columns = ("quantity", "value", "when", "basis", "known_since", "source")
    print_table(_heading(language, *columns), [_row(fact, language) for fact in facts])
    for credit in dict.fromkeys(source.credit for source in sources.values() if source.credit):
        print_text(credit)


def _row(fact: Fact, language: str) -> list[str]:
    """Cells of one fact; a doubtful one is marked in front of its basis."""
    basis = f"? {fact.basis}" if fact.doubtful else fact.basis
    return [fact.quantity, _value(fact, language), fact.when or "", basis, fact.date.isoformat(), fact.source]


def _value(fact: Fact, language: str) -> str:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_quantity

    if fact.value is None:
        return texts(language)["not_found"]
    if isinstance(fact.value, str):
        return fact.value
    return format_quantity(fact.value, fact.unit, language, fact.low, fact.high)


def _heading(language: str, *columns: str) -> list[str]:
    from wattwright.cli.texts import texts

    words = texts(language)
    return [words[f"column_{column}"] for column in columns]
