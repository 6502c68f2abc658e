"""What the place of a campus adds: households, grid emissions, electricity price, areas to compare with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml

from wattwright.catalog import Catalog, Fact
from wattwright.resolve.known import known_name, numeric, when_known
from wattwright.resolve.leaves import from_assumption, from_fact
from wattwright.resolve.model import Surroundings
from wattwright.results import Figure

__all__ = ["Region", "areas", "region_of", "surroundings"]

_HOMES: Final = "household_electricity_kwh_per_year"
_EMISSIONS: Final = ("grid_emission_factor_egrid_kg_per_mwh", "grid_emission_factor_lifecycle_kg_per_mwh")
"""Output rates of US grid regions first, then the consumption mixes of countries."""

_PRICE: Final = "industrial_price_usd_per_mwh"


@dataclass(frozen=True, slots=True)
class Region:
    """Country by its two letters and state by its name, both empty where a place names none."""

    country: str
    state: str


def region_of(place: str, country: str = "") -> Region:
    """The region that the text of a place names; `country`, where given, goes first.

    >>> region_of("1 Community Cir, New Albany, OH 43054, United States")
    Region(country='US', state='Ohio')
    """
    table = _table()
    if not country:
        country = next(
            (code for code, entry in table["countries"].items() if _named(place, entry["words"])), ""
        )
    state = ""
    if country in ("", "US"):
        state = next(
            (
                entry["name"]
                for code, entry in table["states"].items()
                if _named(place, [entry["name"]])
                or re.search(rf"\b{code}\b(?=\s*(?:\d{{5}}|[,/;]|$))", place)
            ),
            "",
        )
    return Region(country or ("US" if state else ""), state)


def surroundings(region: Region, catalog: Catalog) -> Surroundings:
    """Households, emissions and prices of a region as known on the catalog's day."""
    assert catalog.day is not None
    table = _table()
    own = table["countries"].get(region.country, {}).get("households")
    places = [table["countries"][code]["households"] for code in table["compared"]]
    names = dict.fromkeys([*places, *([own] if own else []), *([region.state] if region.state else [])])
    homes: dict[str, Figure] = {}
    older: dict[str, Figure] = {}
    for name in names:
        newest, rest = _homes(catalog, name)
        homes |= dict(zip([name], newest, strict=False))
        older |= {f"{name} {figure.when}": figure for figure in rest}
    prices = when_known(catalog, "energy", known_name(catalog, "energy", region.state), _PRICE)
    return Surroundings(
        homes,
        older,
        homes[own] if own in homes else homes[places[0]],
        _emissions(region, catalog),
        from_fact(prices[0], "electricity_price_usd_per_mwh", region.state)
        if prices
        else from_assumption("grid.electricity_price_usd_per_mwh", catalog.day),
    )


def areas(catalog: Catalog) -> dict[str, Figure]:
    """Areas of places that sites are compared with."""
    newest: dict[str, Fact] = {
        fact.name: fact for fact in numeric(_areas(catalog.folder)) if fact.date <= (catalog.day or fact.date)
    }
    return {name: from_fact(fact, "reference_area_m2", name, factor=1e6) for name, fact in newest.items()}


@lru_cache(maxsize=4)
def _areas(folder: Path) -> tuple[Fact, ...]:
    return Catalog(folder).facts("place", None, "area_km2")


def _homes(catalog: Catalog, name: str) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Electricity of a home in MWh: the newest year known, and the one before."""
    facts = numeric(catalog.facts("energy", name, _HOMES)) if known_name(catalog, "energy", name) else ()
    ordered = sorted(facts, key=lambda fact: fact.when or "")
    figures = tuple(from_fact(fact, "household_energy_mwh", name, factor=1e-3) for fact in ordered)
    return figures[-1:], figures[-2:-1]


def _emissions(region: Region, catalog: Catalog) -> tuple[Figure, ...]:
    table = _table()
    grids = [entry["emissions"] for entry in table["states"].values() if entry["name"] == region.state]
    grids += [entry["emissions"] for code, entry in table["countries"].items() if code == region.country]
    for grid in grids:
        for quantity in _EMISSIONS:
            facts = when_known(catalog, "energy", known_name(catalog, "energy", grid), quantity)
            if facts:
                return (from_fact(facts[0], "emission_factor_kg_per_mwh", grid),)
    return ()


def _named(place: str, words: list[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", place) for word in words)


@cache
def _table() -> dict[str, Any]:
    text = (files("wattwright") / "data" / "regions.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return table
