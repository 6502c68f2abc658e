"""Open weights or a closed interface: figures of both sides for a model, or for the voices of a takeover.

Subjects are "model · openness". The structure is ours and its numbers have thin evidence: every note says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from wattwright.economics import market
from wattwright.evaluate.hours import known_figure
from wattwright.resolve.model import ResolvedPlan
from wattwright.results import Figure, Origin, derived, observed

__all__ = ["OPENNESS", "TEXT", "VOICE", "Offer", "openness_figures"]

OPENNESS: Final = "openness"
"""Aspect of the figures of a model that is opened or sold."""

TEXT: Final = "text_api"
VOICE: Final = "voice_api"
"""Groups of assumptions about the markets for tokens and for minutes of voice."""

YEARS: Final = 5
"""Years after release that count; prices have fallen to a few per cent by then."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be sold or given away: name, group of its market, cost of a unit, what it cost to make.

    `price` is its own list price, where it has one; without it the market's is assumed.
    """

    name: str
    group: str
    unit_cost: Figure
    outlay: tuple[Figure, ...]
    price: tuple[Figure, ...] = ()


def openness_figures(
    plan: ResolvedPlan, offer: Offer, revenue: Figure, gap: Sequence[Figure]
) -> Iterator[Figure]:
    """Margins, values and present worths by year, their difference, break-even price and volume, payback.

    `revenue` is a year's of the company's main business, `gap` its distance to the frontier where known.
    """
    subject = f"{offer.name} · {OPENNESS}"
    figure = partial(derived, subject=subject)
    taken = {name: known_figure(plan, f"openness.{name}") for name in _SHARED}
    taken |= {name: known_figure(plan, f"{offer.group}.{name}") for name in _OWN}
    taken["unit_price_usd"] = (taken["unit_price_usd"], *offer.price)[-1]
    yield from (taken["unit_price_usd"], offer.unit_cost)
    origin = Origin("assumed", plan.at, "own-judgement", "no index value known: as good as the best")
    behind = gap[-1] if gap else observed("capability_gap", offer.name, (0.0, 0.0, 0.0), origin)
    value = _yearly_value(plan, figure, taken, revenue)
    yield from value
    volumes: list[Figure] = []
    margins: list[Figure] = []
    worths: dict[str, list[Figure]] = {"open": [], "units": [], "competitive": []}
    for year in range(YEARS):
        for name, one in _year(plan, offer, taken, behind, value[-1], year):
            yield one
            if name == "volume":
                volumes.append(one)
            elif name == "margin":
                margins.append(one)
            elif name in worths:
                worths[name].append(one)
    opened = figure(market.open_worth_usd, *worths["open"])
    price, cost = taken["unit_price_usd"], offer.unit_cost
    units = figure(market.exclusive_volume, *worths["units"])
    exclusive = figure(market.exclusive_worth_usd, units, price, cost)
    competitive = figure(market.competitive_worth_usd, *worths["competitive"])
    closed = figure(market.closed_worth_usd, exclusive, competitive)
    yield from (opened, units, exclusive, competitive, closed)
    yield figure(market.openness_present_usd, opened, closed)
    yield figure(market.break_even_price_usd, cost, opened, competitive, units)
    yield figure(market.break_even_volume, volumes[0], opened, closed)
    pays = market.deal_payback_years if offer.group == VOICE else market.development_payback_years
    for outlay in offer.outlay:
        yield figure(pays, outlay, margins[0])


_SHARED: Final = (
    "market_growth_ratio",
    "share_loss_per_point",
    "competitive_margin_ratio",
    "open_lag_years",
    "discount_ratio",
    "community_saving_share",
    "pay_saved_share",
)
_OWN: Final = (
    "market_volume",
    "unit_price_usd",
    "unit_decline_share",
    "share_at_par",
    "own_serving_usd",
    "complement_share",
    "research_staff",
    "rival_lift_share",
)


def _yearly_value(
    plan: ResolvedPlan, figure: partial[Figure], taken: dict[str, Figure], revenue: Figure
) -> tuple[Figure, ...]:
    """What openness brings in the first year, part by part, the sum last."""
    pay = known_figure(plan, "leaving.market_pay_usd")
    parts = (
        figure(market.saved_engineering_usd, taken["own_serving_usd"], taken["community_saving_share"]),
        figure(market.complement_usd, revenue, taken["complement_share"]),
        figure(market.hiring_pull_usd, taken["research_staff"], pay, taken["pay_saved_share"]),
        figure(market.rival_lift_usd, revenue, taken["rival_lift_share"]),
    )
    return (*parts, figure(market.openness_value_usd, *parts))


def _year(
    plan: ResolvedPlan, offer: Offer, taken: dict[str, Figure], gap: Figure, value: Figure, year: int
) -> Iterator[tuple[str, Figure]]:
    """Figures of one year after release, each with what it counts towards."""
    subject = f"{offer.name} · {OPENNESS}"
    release = int(plan.at.year)
    when = str(release + year)
    origin = Origin("assumed", plan.at, "own-derivation", f"year {year + 1} after release")
    elapsed = observed("elapsed_years", subject, (year, year, year), origin, when=when, spread="point")
    figure = partial(derived, subject=subject, when=when)
    falls, discount = taken["unit_decline_share"], taken["discount_ratio"]
    volume = figure(
        market.api_volume,
        taken["market_volume"],
        taken["market_growth_ratio"],
        taken["share_at_par"],
        taken["share_loss_per_point"],
        gap,
        elapsed,
    )
    share = figure(market.exclusive_share, taken["open_lag_years"], elapsed)
    alone = figure(
        market.exclusive_margin_usd, volume, taken["unit_price_usd"], offer.unit_cost, share, falls, elapsed
    )
    margin = taken["competitive_margin_ratio"]
    later = figure(market.competitive_margin_usd, volume, offer.unit_cost, margin, share, falls, elapsed)
    aged = figure(market.aged_value_usd, value, falls, elapsed)
    yield "volume", volume
    yield "share", share
    yield "margin", figure(market.api_margin_usd, alone, later)
    yield "value", aged
    yield "units", figure(market.present_volume, volume, share, falls, discount, elapsed)
    for name, function, one in (
        ("open", market.open_year_worth_usd, aged),
        ("competitive", market.competitive_year_worth_usd, later),
    ):
        yield name, derived(function, one, discount, elapsed, subject=f"{subject} · {name}", when=when)
