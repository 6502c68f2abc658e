"""Figures of packages and of acquired staff: who stays how long, what that is worth, what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from wattwright.economics import costs, market
from wattwright.evaluate.hours import known_figure
from wattwright.resolve.model import ResolvedDeal, ResolvedPackage, ResolvedPlan
from wattwright.results import Figure, Origin, derived, observed
from wattwright.strategy import people

__all__ = ["DEFERRED", "HORIZON_YEARS", "UP_FRONT", "package_figures", "staff_figures", "usual_stay_figures"]

UP_FRONT: Final = "up front"
"""Aspect of the same sum paid on the first day, without a clause to pay it back."""

DEFERRED: Final = "deferred"
"""Aspect of the same sum vesting evenly over usual years."""

HORIZON_YEARS: Final = 4
"""Years over which staying is counted."""


def package_figures(plan: ResolvedPlan, package: ResolvedPackage) -> Iterator[Figure]:
    """A package per year, against capex and chips; who stays, deferred and up front; its break-even."""
    subject, chip, given = package.recipient, plan.reference_accelerator, plan.assumptions
    yield package.total
    pay = derived(people.annual_pay_usd, package.total, package.years, subject=subject)
    yield pay
    gains = []
    for capex in package.capex:
        yield derived(people.pay_to_capex_ratio, package.total, capex, subject=subject, when=capex.when)
        gain = derived(
            people.research_gain_usd,
            capex,
            given["training_spend_share"],
            given["efficiency_gain_ratio"],
            subject=package.payer,
            when=capex.when,
        )
        gains.append(gain)
        yield gain
    yield derived(
        people.pay_in_accelerators,
        package.total,
        derived(costs.paid_price_usd, chip.price, given["paid_price_ratio"], subject=chip.name),
        given["server_cost_factor"],
        subject=f"{subject} · {chip.name}",
    )
    for aspect in (DEFERRED, UP_FRONT):
        yield from _stay(plan, package, aspect, gains[-1:])


def _stay(plan: ResolvedPlan, package: ResolvedPackage, aspect: str, gains: list[Figure]) -> Iterator[Figure]:
    """Who is still there after each year, expected stay, present worth, break-even package, rival's loss."""
    subject = f"{package.recipient} · {aspect}"
    usual = known_figure(plan, "package.package_years")
    years = usual if package.kind == "signing_bonus" else package.years
    yearly = derived(people.annual_pay_usd, package.total, years, subject=subject)
    outside = derived(
        people.outside_pay_usd, yearly, known_figure(plan, "leaving.outside_pay_ratio"), subject=subject
    )
    yield from (yearly, outside)
    hazards: list[Figure] = []
    shares: list[Figure] = []
    for year in range(HORIZON_YEARS):
        held = _held(plan, package, aspect, year, years)
        ratio = derived(people.unvested_ratio, held, outside, subject=subject, when=held.when)
        hazard = derived(
            people.leaving_hazard_per_year,
            known_figure(plan, "leaving.free_hazard_per_year"),
            known_figure(plan, "leaving.bond_strength_ratio"),
            ratio,
            subject=subject,
            when=held.when,
        )
        hazards.append(hazard)
        shares.append(derived(people.stay_share, *hazards, subject=subject, when=held.when))
        yield from (held, hazard, shares[-1])
    stay = derived(people.expected_stay_years, *shares, subject=subject)
    yield stay
    if aspect == DEFERRED:
        discount = known_figure(plan, "leaving.discount_ratio")
        yield derived(people.pay_present_usd, yearly, stay, discount, years, subject=subject)
    for gain in gains:
        worth = derived(
            people.person_gain_usd,
            gain,
            known_figure(plan, "leaving.person_gain_ratio"),
            plan.assumptions["efficiency_gain_ratio"],
            subject=subject,
            when=gain.when,
        )
        yield worth
        yield derived(people.break_even_package_usd, worth, stay, subject=subject, when=gain.when)
        lost = known_figure(plan, "leaving.colleague_loss_share")
        yield derived(people.rival_loss_usd, worth, lost, subject=subject, when=gain.when)


def _held(plan: ResolvedPlan, package: ResolvedPackage, aspect: str, year: int, years: Figure) -> Figure:
    """Unvested pay in the middle of a year after joining; none where all was paid on the first day."""
    subject, when = f"{package.recipient} · {aspect}", f"+{year + 1}"
    origin = Origin("assumed", plan.at, "own-derivation", f"year {year + 1} after joining")
    if aspect == UP_FRONT:
        return observed("unvested_usd", subject, (0.0, 0.0, 0.0), origin, when=when, spread="point")
    middle = year + 0.5
    elapsed = observed("elapsed_years", subject, (middle, middle, middle), origin, when=when, spread="point")
    return derived(people.unvested_usd, package.total, years, elapsed, subject=subject, when=when)


def usual_stay_figures(plan: ResolvedPlan) -> Iterator[Figure]:
    """Share of ordinary research staff still there after each year, to hold against published retention."""
    subject = "research staff"
    hazard = derived(
        people.leaving_hazard_per_year,
        *(
            known_figure(plan, f"leaving.{name}")
            for name in ("free_hazard_per_year", "bond_strength_ratio", "unvested_ratio")
        ),
        subject=subject,
    )
    yield hazard
    for year in range(1, HORIZON_YEARS + 1):
        yield derived(people.stay_share, *[hazard] * year, subject=subject, when=f"+{year}")


def staff_figures(plan: ResolvedPlan, deal: ResolvedDeal) -> Iterator[Figure]:
    """Acquired staff: who stays, what hiring them would have cost, and how soon that pays for the deal."""
    if deal.loan or not (deal.people or deal.stake):
        return
    figure = partial(derived, subject=deal.target)
    first, later = (known_figure(plan, f"acquired{one}.leaving_hazard_per_year") for one in ("", "_later"))
    rates = [first, *[later] * (HORIZON_YEARS - 1)]
    shares = [
        figure(people.stay_share, *rates[:year], when=f"+{year}") for year in range(1, HORIZON_YEARS + 1)
    ]
    stay = figure(people.expected_stay_years, *shares)
    yield from (*shares, stay)
    yield from _needed(plan, deal, stay)
    for heads in deal.people if _whole(deal) else ():
        yearly = figure(people.yearly_staff_usd, heads, known_figure(plan, "leaving.market_pay_usd"))
        yield from (yearly, figure(people.staff_worth_usd, yearly, stay))
        for price in deal.price:
            yield derived(
                market.staff_payback_years, price, yearly, subject=f"{deal.target} · staff", when=price.when
            )


def _needed(plan: ResolvedPlan, deal: ResolvedDeal, stay: Figure) -> Iterator[Figure]:
    """What share of computing a takeover must save while its people stay, at the buyer's yearly capex."""
    given = plan.assumptions
    for price in deal.price:
        for capex in deal.capex:
            gain = derived(
                people.research_gain_usd,
                capex,
                given["training_spend_share"],
                given["efficiency_gain_ratio"],
                subject=deal.buyer,
                when=capex.when,
            )
            yield derived(
                people.needed_gain_ratio,
                price,
                gain,
                given["efficiency_gain_ratio"],
                stay,
                subject=deal.target,
                when=price.when,
            )


def _whole(deal: ResolvedDeal) -> bool:
    """Whether all of a company is bought, with the people in it."""
    return not deal.stake or deal.stake[-1].value >= 1
