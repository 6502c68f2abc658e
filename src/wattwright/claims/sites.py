"""Which campuses a statement is about."""

from __future__ import annotations

from functools import cache
from typing import Final

from wattwright.catalog import Catalog
from wattwright.claims.case import Case
from wattwright.claims.names import folded, index

__all__ = ["is_programme", "named_sites", "operated_by", "operators", "placed_sites", "sites"]

_PLACE: Final = 6
"""Letters from which on a word of a site's name is one of its own."""
_WIDE: Final = ("fleet", "programme", "cloud contract", "chip contract")


@cache
def _operators(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Campus → companies of the catalog that operate or use it."""
    companies = index(catalog, "company")
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(index(catalog, "campus").names.values()):
        texts = [f.value for f in catalog.facts("campus", name, "operator") if isinstance(f.value, str)]
        named = [company for text in texts for company in companies.each(text)]
        found[name] = tuple(dict.fromkeys(named))
    return found


def operators(catalog: Catalog, name: str) -> tuple[str, ...]:
    """Companies of the catalog that operate or use a campus."""
    return _operators(Catalog(catalog.folder)).get(name, ())


def operated_by(catalog: Catalog, company: str) -> tuple[str, ...]:
    """Campuses that a company operates or uses, as far as the catalog says."""
    return tuple(
        name for name, companies in _operators(Catalog(catalog.folder)).items() if company in companies
    )


def sites(case: Case) -> tuple[str, ...]:
    """Campuses of the statement, the likeliest first.

    A campus by its name, then those whose own name holds it; for a company the campuses that its sentence
    names, then its programmes and fleets as a whole.
    """
    entity = case.statement.entity
    campuses = case.names("campus")
    if case.statement.entity_type != "company":
        each = campuses.each(entity)
        return tuple(dict.fromkeys([*each, *(campuses.alternates(entity or "") if entity else ())]))
    own = [name for company in case.companies for name in operated_by(case.catalog, company)]
    named = [name for name in campuses.mentioned(case.passage.text) if name in own]
    wide = [name for name in own if _layer(case, name) in _WIDE]
    return tuple(dict.fromkeys([*named, *wide]))


def placed_sites(case: Case) -> tuple[str, ...]:
    """Sites of the statement's company whose place, or own word, its sentence names."""
    own = [name for company in case.companies for name in operated_by(case.catalog, company)]
    return tuple(name for name in own if _place_named(case, name))


def _place_named(case: Case, name: str) -> bool:
    """Whether the sentence names the place in a site's name, or another word that is its own."""
    taken = {word for company in case.companies for word in folded(company).split()}
    words = {word for word in folded(name).split() if len(word) >= _PLACE and word.isalpha()} - taken
    return bool(words & set(folded(case.passage.text).split()))


def is_programme(case: Case, name: str) -> bool:
    """Whether an entry is a programme or fleet of many sites, of which a number may count one."""
    return _layer(case, name) in _WIDE


def named_sites(case: Case) -> tuple[str, ...]:
    """Campuses that the text names anywhere, the plan's own included, and those of the statement first."""
    own = (
        []
        if case.statement.entity_type == "company"
        else list(case.names("campus").each(case.statement.entity))
    )
    campuses = case.names("campus")
    planned = [name for campus in case.article.plan.campuses for name in campuses.each(campus.name)]
    return tuple(dict.fromkeys([*own, *planned, *campuses.mentioned(case.article.text)]))


def _layer(case: Case, name: str) -> str:
    texts = {fact.value for fact in case.catalog.facts("campus", name, "layer")}
    return next((str(text) for text in texts if text != "site"), "site")
