"""Land and floor area, and comparisons with places."""

from __future__ import annotations

import re
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import Match, best_match, compared, lacking, shown
from wattwright.claims.model import Finding, Quantity
from wattwright.claims.names import folded
from wattwright.claims.sites import named_sites, operated_by, sites

__all__ = ["area"]

_COMPARING: Final = re.compile(
    r"^(?:so groß wie|größe|wie|(?:the )?size of|as (?:big|large) as)\s+", re.IGNORECASE
)


def area(case: Case) -> Finding:
    """Compare an area with the land of the site, or with its floor where halls are meant.

    A comparison with a place is held against the land that is documented. Where the words behind it are known
    and promise less, context is missing; a plan is not refuted by the land bought so far.
    """
    known = _sites(case)
    place = _place(case)
    floor = place is None and case.passage.near("floor_area", 40)
    quantity = "floor_area_km2" if floor else "land_area_km2"
    facts = _per_site([fact for name in known for fact in case.numbers("campus", (name,), quantity)])
    family = "area" if place is None else "comparison_area"
    found = compared(case, facts, family, stated=True)
    match = best_match(case, facts, family)
    if found is None or match is None:
        return lacking(case, known or case.companies, quantity)
    return found if place is None or case.denied else _like_place(case, found, match)


def _like_place(case: Case, found: Finding, match: Match) -> Finding:
    """A comparison with a place."""
    ratio = Quantity(round(match.known.value / match.claim.point, 2), unit="%")
    values = shown(match) | {"place": _words(case), "ratio": ratio}
    if found.rating in ("true", "mostly_true"):
        return Finding(found.rating, "area.like_place", values, found.facts)
    said = _weaker_words(case)
    if said is not None:
        values |= {"quote": str(said.value), "day": said.date}
        return Finding("missing_context", "area.quote_says_less", values, (match.fact, said))
    if case.forward and match.apart > 0:
        return Finding("unproven", "area.plan_above_land", values, (match.fact,))
    return Finding(found.rating, "area.unlike_place", values, (match.fact,))


def _sites(case: Case) -> tuple[str, ...]:
    """The statement's site; for a company its sites that the text names, else all of them."""
    if case.statement.entity_type == "campus":
        return case.names("campus").each(case.statement.entity)
    named = tuple(dict.fromkeys([*sites(case), *named_sites(case)]))
    if case.numbers("campus", named, "land_area_km2"):
        return named
    return tuple(name for company in case.companies for name in operated_by(case.catalog, company))


def _per_site(facts: list[Fact]) -> tuple[Fact, ...]:
    """The newest fact of every site."""
    return tuple({fact.name: fact for fact in sorted(facts, key=lambda fact: fact.date)}.values())


def _place(case: Case) -> str | None:
    """The place that the statement compares with, if it names one of the catalog's."""
    span = case.passage.text[case.passage.first : case.passage.last]
    near = case.passage.text[max(0, case.passage.first - 25) : case.passage.last + 25]
    for text in (span, near):
        for name in case.names("place").mentioned(text):
            if case.numbers("place", (name,), "area_km2"):
                return name
    return None


def _words(case: Case) -> str:
    """The comparison in the statement's own words, without the words that compare."""
    return _COMPARING.sub("", case.statement.span).strip()


def _weaker_words(case: Case) -> Fact | None:
    """A documented quote that names the same place: of the speaker, else of anyone where none is named."""
    speaker = folded(case.statement.speaker or "").split()[-1:]
    place = _place(case)
    for name in case.catalog.names("statement"):
        quote = case.catalog.latest("statement", name, "quote")
        said_by = folded(case.text_of("statement", name, "speaker")).split()[-1:]
        if quote is None or place is None or (speaker and speaker != said_by):
            continue
        if place in case.names("place").mentioned(str(quote.value)):
            return quote
    return None
