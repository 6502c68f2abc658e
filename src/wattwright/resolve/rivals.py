"""Other companies on the same day: best model, running sites, capital expenditure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wattwright.catalog import Catalog, Fact, period_end
from wattwright.resolve.known import known_name, numeric
from wattwright.resolve.leaves import from_fact, points_of
from wattwright.resolve.model import SITE, ResolvedRival
from wattwright.resolve.money import newest_capex
from wattwright.resolve.sites import estimates
from wattwright.results import Figure

__all__ = ["resolve_frontier", "resolve_rivals"]

_SCORE = "eci_points"


def resolve_frontier(catalog: Catalog) -> tuple[Figure, ...]:
    """Index of the best model known on the day."""
    scored = numeric(catalog.facts("model", None, _SCORE))
    best = max(scored, key=lambda fact: points_of(fact)[1], default=None)
    return () if best is None else (from_fact(best, "frontier_index", "frontier", note=_noted(best)),)


def resolve_rivals(catalog: Catalog) -> tuple[ResolvedRival, ...]:
    """All companies of which model, sites or spending are known on the day.

    A site counts for who operates it and for whom it is built, so sites of two companies may be the same.
    """
    best = _best_models(catalog)
    sites = _running_sites(catalog)
    rivals = (
        ResolvedRival(
            company,
            tuple(
                from_fact(fact, "model_index", company, note=_noted(fact)) for fact in best.get(company, ())
            ),
            tuple(sites.get(company, ())),
            newest_capex(company, catalog),
        )
        for company in catalog.names("company")
    )
    return tuple(one for one in rivals if one.model or one.sites or one.capex)


def _noted(fact: Fact) -> str:
    return f"{fact.name}; {fact.note}".removesuffix("; ")


def _best_models(catalog: Catalog) -> dict[str, tuple[Fact, ...]]:
    """Model with the highest index of every company."""
    developers = {fact.name: str(fact.value) for fact in catalog.facts("model", None, "developer")}
    best: dict[str, tuple[Fact, ...]] = {}
    for fact in numeric(catalog.facts("model", None, _SCORE)):
        company = _company(developers.get(fact.name, ""), catalog)
        known = best.get(company)
        if company and (known is None or points_of(known[0])[1] < points_of(fact)[1]):
            best[company] = (fact,)
    return best


def _company(words: str, catalog: Catalog) -> str:
    """Company behind "Google DeepMind" or "Meta (MSL)": the longest beginning that the catalog knows."""
    parts = re.findall(r"[\w.]+", words)
    for count in range(len(parts), 0, -1):
        name = known_name(catalog, "company", " ".join(parts[:count]))
        if name:
            return name
    return ""


def _running_sites(catalog: Catalog) -> dict[str, list[Figure]]:
    """Power that runs on the day, site by site, for every company that has a part in the site."""
    assert catalog.day is not None
    layers: dict[str, set[str]] = {}
    for fact in catalog.facts("campus", None, "layer"):
        layers.setdefault(fact.name, set()).add(str(fact.value))
    operators: dict[str, list[str]] = {}
    for fact in catalog.facts("campus", None, "operator"):
        operators.setdefault(fact.name, []).extend(str(fact.value).split("/"))
    running: dict[str, list[Figure]] = {}
    for site, kinds in layers.items():
        powers = tuple(_running(site, catalog.day, catalog)) if SITE in kinds else ()
        companies = {_company(words, catalog) for words in (*operators.get(site, ()), site)} if powers else ()
        for company in sorted(name for name in companies if name):
            running.setdefault(company, []).extend(powers)
    return running


def _running(site: str, day: date, catalog: Catalog) -> Iterator[Figure]:
    """The newest power that is estimated to run on the day."""
    found = [
        one
        for one in estimates(site, catalog)
        if one.status == "operational" and (period_end(one.when) or date.max) <= day
    ]
    if found:
        last = found[-1]
        yield from_fact(last.facility_power, "facility_power_mw", site, when=last.when)
