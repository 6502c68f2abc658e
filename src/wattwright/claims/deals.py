"""Deals that a statement is about: takeovers, stakes, ventures, contracts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from wattwright.catalog import Catalog, Fact
from wattwright.claims.case import Case
from wattwright.claims.names import folded

__all__ = ["deals_of", "implied_valuation", "parties"]


@cache
def parties(catalog: Catalog, name: str) -> tuple[str, ...]:
    """Both sides of a deal in folded form, buyer first, from the names in the catalog."""
    buyer, _, rest = name.partition(" / ")
    texts = [buyer, rest]
    for quantity in ("acquirer", "target"):
        texts += [fact.value for fact in catalog.facts("deal", name, quantity) if isinstance(fact.value, str)]
    return tuple(dict.fromkeys(folded(text.partition("(")[0]) for text in texts if text))


def _sides(case: Case, name: str) -> tuple[str, ...]:
    return parties(Catalog(case.catalog.folder), name)


def deals_of(case: Case, *, in_sentence: bool = False) -> tuple[str, ...]:
    """Deals of the statement's entity with someone whom the text, or only its sentence, names.

    The target of a takeover needs no second side: nobody else is meant.
    """
    entity = folded(case.statement.entity or "")
    if not entity:
        return ()
    text = f" {folded(case.passage.text if in_sentence else case.article.text)} "
    return tuple(_matching(case, _spellings(case, entity), text))


def _spellings(case: Case, entity: str) -> frozenset[str]:
    """The entity as written, and all other names of the same company."""
    company = case.entry("company", entity)
    names = case.names("company").names
    return frozenset({entity, *(spelling for spelling, name in names.items() if company and name == company)})


def _matching(case: Case, entity: frozenset[str], text: str) -> Iterator[str]:
    for name in dict.fromkeys(case.names("deal").names.values()):
        sides = _sides(case, name)
        own = [side for side in sides if any(_holds(side, one) for one in entity)]
        others = [side for side in sides if side not in own]
        if not own:
            continue
        single = own[0] != sides[0] and case.text_of("deal", name, "layer") in ("acquisition", "stake")
        if single or any(_holds(text, word) for side in others for word in _forms(case, side)):
            yield name


def _forms(case: Case, side: str) -> Iterator[str]:
    """All forms in which a text may name a side."""
    for spelling in (side, *_spellings(case, side)):
        yield from _heads(spelling)


def _heads(side: str) -> tuple[str, ...]:
    """Forms in which a text may name a side: whole, or its first word where that is a name of its own."""
    first = side.split(" ")[0]
    return (side, first) if len(first) > 3 else (side,)


def _holds(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


def implied_valuation(case: Case, name: str) -> Fact | None:
    """What a whole company is worth at the price paid for a part of it."""
    prices = case.numbers("deal", (name,), "price_usd")
    stakes = case.numbers("deal", (name,), "stake_fraction")
    if (
        not prices
        or not stakes
        or not isinstance(prices[-1].value, float)
        or not isinstance(stakes[-1].value, float)
    ):
        return None
    price, stake = prices[-1], stakes[-1].value
    if not 0 < stake < 1:
        return None
    ends = [None if end is None else end / stake for end in (price.low, price.high)]
    return replace(
        price,
        quantity="implied_valuation_usd",
        value=prices[-1].value / stake,
        low=ends[0],
        high=ends[1],
        basis="derived",
    )
