"""A company's own closed model at its list price, as an offer to weigh against open weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wattwright.catalog import Catalog, Fact
from wattwright.economics import market
from wattwright.evaluate.hours import known_figure
from wattwright.evaluate.openness import TEXT, Offer
from wattwright.resolve.known import latest_text, numeric
from wattwright.resolve.leaves import from_fact
from wattwright.resolve.model import ResolvedPlan
from wattwright.results import derived

__all__ = ["listed_offers"]

_PRICES: Final = {
    "read_price_usd": "input_price_usd_per_million_tokens",
    "written_price_usd": "output_price_usd_per_million_tokens",
}


def listed_offers(plan: ResolvedPlan, catalog: Catalog) -> Iterator[Offer]:
    """The newest closed model of the plan's company with a list price; its serving cost is a part of that."""
    closed = [
        name
        for name in catalog.names("model")
        if plan.company
        and latest_text(catalog, "model", name, "developer").startswith(plan.company)
        and latest_text(catalog, "model", name, "openness").startswith("closed")
    ]
    dated = sorted(closed, key=lambda name: latest_text(catalog, "model", name, "release_date"), reverse=True)
    for name in dated:
        prices = _prices(name, catalog)
        if prices is None:
            continue
        read, written = (
            from_fact(fact, quantity, name) for quantity, fact in zip(_PRICES, prices, strict=True)
        )
        share = known_figure(plan, f"{TEXT}.read_share")
        price = derived(market.blended_price_usd, read, written, share, subject=name)
        cost = derived(
            market.cost_of_price_usd, price, known_figure(plan, f"{TEXT}.serving_cost_share"), subject=name
        )
        yield Offer(name, TEXT, cost, (), (price,))
        return


def _prices(model: str, catalog: Catalog) -> tuple[Fact, Fact] | None:
    """Prices of reading and writing: of the model's entry, else of the dearest item of that name."""
    found = [numeric(catalog.facts("model", model, quantity)) for quantity in _PRICES.values()]
    if all(found):
        return found[0][-1], found[1][-1]
    items = [
        one for one in catalog.names("price") if _folded(one.partition(":")[2]).startswith(_folded(model))
    ]
    listed = [
        (read[-1], written[-1])
        for item in items
        if (read := numeric(catalog.facts("price", item, _PRICES["read_price_usd"])))
        and (written := numeric(catalog.facts("price", item, _PRICES["written_price_usd"])))
    ]
    return max(listed, key=lambda pair: float(pair[1].value or 0), default=None)


def _folded(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())
