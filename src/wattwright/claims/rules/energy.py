"""Electricity, emissions and water: of sites over a year, per kilowatt-hour, of homes and countries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import inf
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import best_match, compared, lacking, nothing_found, outside, unknown_entity
from wattwright.claims.footprints import Power, emitted, home_energy, mean_load, powers, yearly_energy
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.numbers import Claimed, Known, deviation, graded
from wattwright.claims.periods import same_period, span_days
from wattwright.claims.policy import policy, setting
from wattwright.reading import Statement
from wattwright.units import HOURS_PER_YEAR

__all__ = ["emissions", "energy", "water"]

_FIRM: Final = ("true", "mostly_true")
_MEGAWATT_HOUR: Final = 1e6
_SMALLEST: Final = 1e6
"""Watts from which on a power is one of a site, below it one of a chip."""
_BEFORE: Final = 300
"""Letters within which "that makes so much a year" may take up a power."""
_ORDER: Final = ("true", "mostly_true", "half", "unproven", "mostly_false", "false")


def energy(case: Case) -> Finding:
    """Compare electricity with power × hours of the site, with a home's, or with a country's data centres."""
    if case.statement.unit == "Wh/query":
        return compared(
            case, case.numbers("energy", fleets(case), "wh_per_query"), "energy"
        ) or unknown_entity(case)
    if case.statement.unit != "Wh":
        return outside(case)
    if case.passage.near("home", 45):
        return _home(case) or outside(case)
    wide = _country(case)
    if wide is not None:
        return wide
    return _yearly(case) or lacking(case, case.companies or case.entry("campus"))


def _yearly(case: Case) -> Finding | None:
    """Electricity of a fleet as reported, else of a site as its power implies."""
    facts = _of_that_year(case, case.numbers("energy", fleets(case), "electricity_mwh_per_year"))
    own = compared(case, facts, "energy")
    if own is not None and own.rating in _FIRM:
        return own
    return _from_power(case) or (own if case.names_its_entity else None)


def _home(case: Case) -> Finding | None:
    """Electricity of a mean home of a country."""
    nearest = case.passage.nearest(policy().countries) or ""
    named = case.entry("energy") or policy().countries.get(nearest)
    home = home_energy(case, named) if named else None
    return compared(case, (home,), "energy") if home is not None else None


def _country(case: Case) -> Finding | None:
    """Electricity of all data centres of a country or of the world."""
    if not case.passage.has("data_centres"):
        return None
    nearest = case.passage.nearest((*policy().countries, "world"))
    trend = {"world": "world data-centre electricity", "us": "US data-centre electricity"}.get(nearest or "")
    facts = list(case.numbers("trend", (trend,), "electricity_mwh_per_year")) if trend else []
    facts += case.numbers("energy", ("US",), "us_dc_electricity_mwh") if nearest == "us" else ()
    match = best_match(case, facts, "energy")
    return compared(case, (match.fact,), "energy") if match is not None and match.rating in _FIRM else None


def _powers(case: Case) -> tuple[Power, ...]:
    """Powers that the energy may come from: beside it in the sentence, else of its site."""
    beside = [one for one in case.article.beside(case.statement) if one.kind == "power"]
    if any(one.value for one in beside):
        return _stated(case, beside)
    sites = case.names("campus").each(case.statement.entity)
    return tuple(power for name in sites for power in powers(case, name))


def _taken_up(case: Case) -> tuple[Power, ...]:
    """Powers in front of a sentence that names nobody: "that makes so much a year"."""
    if case.names_its_entity:
        return ()
    return _stated(case, case.article.before(case.statement, _BEFORE))


def _stated(case: Case, statements: Iterable[Statement]) -> tuple[Power, ...]:
    """Powers of a data centre that the text itself states."""
    return tuple(
        Power(one.entity or case.statement.entity or "–", one.value / 1e6, "stated", None, one.when)
        for one in statements
        if one.kind == "power" and one.value and one.value >= _SMALLEST
    )


def _from_power(case: Case) -> Finding | None:
    """Energy of a year from a power: right anywhere between the lowest usual load and full load."""
    if case.statement.period == "per_month":
        return None
    taken_up = _compared(case, _taken_up(case))
    if taken_up is not None and taken_up.rating in _FIRM:
        return taken_up
    return _compared(case, _powers(case))


def _compared(case: Case, candidates: Iterable[Power]) -> Finding | None:
    """The energy of the power that comes nearest to the claim."""
    claim, found = case.claim, []
    if claim is None:
        return None
    for power in candidates:
        figure = yearly_energy(case, power, mean_load())
        full = power.megawatt * HOURS_PER_YEAR * _MEGAWATT_HOUR
        number = Known(figure.value * _MEGAWATT_HOUR, figure.low * _MEGAWATT_HOUR, full, "Wh")
        found.append((graded(claim, number, "energy"), power, figure, number))
    if not found:
        return None
    rating, power, figure, number = min(found, key=lambda one: _nearness(claim, one[0], one[3]))
    far = rating == "false" and 1 + abs(deviation(claim, number)) > setting("something_else")
    values: dict[str, Slot] = {
        "claimed": claim.quantity(),
        "site": power.site,
        "power": Quantity(power.megawatt, unit="MW"),
        "energy": number.quantity(),
    }
    facts = (power.fact,) if power.fact is not None else ()
    if far:
        return Finding("unproven", "energy.elsewhere", values, facts, (figure,))
    return Finding(rating, "energy.from_power" if rating in _FIRM else "energy.off", values, facts, (figure,))


def _nearness(claim: Claimed, rating: str, number: Known) -> tuple[int, float]:
    """Orders comparisons: the better rating first, of equal ones the nearer number."""
    return _ORDER.index(rating), abs(claim.high / number.high - 1) if number.high else inf


def emissions(case: Case) -> Finding:
    """Compare grams per kilowatt-hour with the grid's factors; tonnes a year follow from the energy."""
    facts = (
        _factors(case)
        if case.statement.unit == "kg/kWh"
        else case.numbers("energy", fleets(case), "kg_per_query")
    )
    found = compared(case, facts, "energy")
    return found or _emitted(case) or lacking(case, case.companies or case.entry("campus"))


def _emitted(case: Case) -> Finding | None:
    """Tonnes of a year: power × hours × the emission factor of the site's grid, at mean to full load."""
    claim, found = case.claim, []
    if claim is None or claim.unit != "kg" or case.passage.has("other_gases"):
        return None
    for power in _powers(case):
        factor = _grid_of(case, power.site)
        if factor is not None:
            figure = emitted(yearly_energy(case, power, mean_load()), factor)
            full = power.megawatt * HOURS_PER_YEAR * float(factor.value or 0)
            number = Known(figure.value, figure.low, max(full, figure.high), "kg")
            found.append((graded(claim, number, "energy"), power, figure, number, factor))
    if not found:
        return None
    rating, power, figure, number, factor = min(found, key=lambda one: _nearness(claim, one[0], one[3]))
    if 1 + abs(deviation(claim, number)) > setting("something_else"):
        return None
    values: dict[str, Slot] = {
        "claimed": claim.quantity(),
        "site": power.site,
        "power": Quantity(power.megawatt, unit="MW"),
        "emitted": number.quantity(),
        "factor": Quantity(float(factor.value or 0) / 1e3, unit="kg/kWh"),
    }
    facts = (factor,) if power.fact is None else (power.fact, factor)
    if rating in _FIRM:
        return Finding(rating, "energy.emitted", values, facts, (figure,))
    return Finding("unproven", "energy.emitted_apart", values, facts, (figure,))


def _grid_of(case: Case, site: str) -> Fact | None:
    """The emission factor of the grid region whose name holds the state of the site."""
    places = case.facts("campus", (case.entry("campus", site),), "place")
    words = re.findall(r"[A-Z]\w{3,}", " ".join(str(fact.value) for fact in places))
    names = [name for name in case.catalog.names("energy") if any(word in name for word in words)]
    facts = case.numbers("energy", names, "grid_emission_factor_egrid_kg_per_mwh")
    return facts[-1] if facts else None


def _factors(case: Case) -> tuple[Fact, ...]:
    """Emission factors of the grid that the statement's entity is: by name, code, or as part of a region."""
    entity = case.statement.entity or ""
    names = [code for code, pattern in policy().regions.items() if pattern.fullmatch(entity)]
    names += [name for name in case.catalog.names("energy") if len(entity) > 3 and entity in name]
    entry = case.entry("energy")
    names += [entry] if entry else []
    if not names:
        text = case.passage.text
        names = [code for code, pattern in policy().regions.items() if pattern.search(text)]
    return case.numbers(
        "energy", names, "grid_emission_factor_egrid_kg_per_mwh", "grid_emission_factor_lifecycle_kg_per_mwh"
    )


def water(case: Case) -> Finding:
    """Compare with what fleets report: withdrawal with withdrawal, consumption with consumption."""
    quantities = ("wue_l_per_kwh", "wue_withdrawal_l_per_kwh", "water_l_per_year", "water_l_per_query")
    facts = _of_that_year(case, case.numbers("energy", fleets(case), *quantities))
    taken = case.passage.has("withdrawal")
    used = tuple(fact for fact in facts if ("withdrawal" in fact.quantity) == taken)
    found, other = compared(case, used, "water"), compared(case, facts, "water")
    if found is not None and (found.rating in _FIRM or case.names_its_entity):
        return found
    if other is not None and other.rating in _FIRM:
        return other
    return nothing_found(case) if case.companies or case.entry("campus") else unknown_entity(case)


def fleets(case: Case) -> tuple[str, ...]:
    """Energy entries of the statement's company or product: the name begins with it."""
    companies = case.names("company")
    entity = case.statement.entity or ""
    return tuple(
        name
        for name in case.catalog.names("energy")
        if companies.find(name.split(" ")[0]) in (*case.companies, entity) or name.split(" ")[0] == entity
    )


def _of_that_year(case: Case, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts of the statement's period, where it names one."""
    if not span_days(case.statement.when):
        return facts
    return tuple(fact for fact in facts if same_period(case.wanted, fact))
