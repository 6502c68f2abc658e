"""Cost of an accelerator-hour at a site: owned, leased, in halls of a venture; and what it serves for
that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wattwright.economics import costs, hours, present
from wattwright.performance import fleet
from wattwright.resolve.leaves import from_assumption
from wattwright.resolve.model import ResolvedAccelerator, ResolvedPlan
from wattwright.results import Figure, Origin, derived, observed

__all__ = [
    "CLOUD",
    "LEASED",
    "RENTED",
    "VENTURE",
    "Place",
    "hourly_figures",
    "known_figure",
    "owned_hour",
    "serving_figures",
    "voice_figure",
]

LEASED = "leased"
"""Aspect of hours on leased accelerators in own halls."""

VENTURE = "venture"
"""Aspect of hours in halls that a special-purpose vehicle owns."""

CLOUD = "neocloud"
"""Aspect of hours that a smaller cloud company owns: street prices, dearer money, never idle."""

RENTED = "rented"
"""Aspect of hours rented from it for years."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an hour is spent: plan, chip, subject and period, facility power, load, price of electricity,
    rent."""

    plan: ResolvedPlan
    chip: ResolvedAccelerator
    subject: str
    when: str | None
    each: Figure
    load: Figure
    price: Figure
    rental: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Terms:
    """Who owns the accelerators: aspect of the figures, price paid over street price, interest, life."""

    aspect: str
    paid: Figure
    interest: Figure
    life: Figure

    def subject(self, name: str) -> str:
        """A subject with the owner's aspect."""
        return f"{name} · {self.aspect}" if self.aspect else name


@dataclass(frozen=True, slots=True)
class _Parts:
    """Capital of one accelerator and its halls, yearly charges of both if owned, everything else by the
    hour."""

    capital: Figure
    hall: Figure
    charge: Figure
    hall_charge: Figure
    other: Figure

    def figures(self) -> tuple[Figure, ...]:
        """All of them in reading order."""
        return self.capital, self.hall, self.charge, self.hall_charge, self.other


def owned_hour(place: Place) -> Figure:
    """Cost of a used accelerator-hour in an own campus."""
    parts = _parts(place, _own_terms(place.plan))
    return _hour(place, parts, parts.charge, parts.hall_charge, place.subject)


def hourly_figures(place: Place) -> Iterator[Figure]:
    """The hour owned, leased, in a venture's halls, rented; what lies behind it; use from which owning
    pays."""
    parts = _parts(place, _own_terms(place.plan))
    own = _hour(place, parts, parts.charge, parts.hall_charge, place.subject)
    yield from (*parts.figures(), own)
    plan = place.plan
    lease = tuple(known_figure(plan, one) for one in ("lease.lessor_return_ratio", "lease.lease_years"))
    decay = plan.assumptions["price_decay_per_year"]
    left = derived(hours.lease_residual_share, decay, lease[1], subject=place.chip.name)
    rent = derived(
        hours.annual_lease_usd, parts.capital, *lease, left, subject=f"{place.chip.name} · {LEASED}"
    )
    yield _hour(place, parts, rent, parts.hall_charge, f"{place.subject} · {LEASED}")
    terms = (
        known_figure(plan, f"vehicle.{one}") for one in ("debt_share", "coupon_ratio", "equity_return_ratio")
    )
    years = known_figure(plan, "vehicle.term_years")
    subject = f"{place.chip.name} · {VENTURE}"
    charge = derived(
        hours.annual_vehicle_usd, parts.hall, *terms, years, _guarantee(plan, subject), subject=subject
    )
    yield _hour(place, parts, parts.charge, charge, f"{place.subject} · {VENTURE}")
    yield from _rented(place)
    for rental in place.rental:
        yield rental
        yield derived(
            hours.break_even_share,
            own,
            plan.assumptions["sold_share"],
            rental,
            subject=place.subject,
            when=place.when,
        )


def serving_figures(place: Place, hour: Figure, size: Figure) -> Iterator[Figure]:
    """Tokens a second and accelerator, and cost of a million tokens, of a model of this active size."""
    subject, when = place.subject, place.when
    busy = known_figure(place.plan, "serving.serving_mfu")
    rate = derived(fleet.serving_tokens_per_s, place.chip.peak, busy, size, subject=subject, when=when)
    yield rate
    yield derived(hours.million_tokens_usd, hour, rate, subject=subject, when=when)


def voice_figure(place: Place, hour: Figure) -> Figure:
    """Cost of a minute of made voice at this site."""
    streams, busy = (known_figure(place.plan, f"serving.voice_{one}") for one in ("streams", "busy_share"))
    return derived(hours.voice_minute_usd, hour, streams, busy, subject=place.subject, when=place.when)


def known_figure(plan: ResolvedPlan, name: str) -> Figure:
    """The assumption "group.quantity" as known on the plan's day."""
    return from_assumption(name, plan.at)


def _own_terms(plan: ResolvedPlan) -> _Terms:
    given = plan.assumptions
    return _Terms(
        "", given["paid_price_ratio"], given["capital_interest_ratio"], given["accelerator_life_years"]
    )


def _guarantee(plan: ResolvedPlan, subject: str) -> Figure:
    """Worth of the residual value that a tenant guarantees to a venture, over the cost of its halls."""
    names = (
        "vehicle.guaranteed_share",
        "vehicle.hall_value_ratio",
        "vehicle.value_spread_ratio",
        "vehicle.coupon_ratio",
        "guarantee.term_years",
    )
    given = (known_figure(plan, name) for name in names)
    return derived(present.guarantee_cost_ratio, *given, subject=subject)


def _rented(place: Place) -> Iterator[Figure]:
    """The hour of a cloud company that is never idle, and what it takes for it by contract."""
    plan = place.plan
    terms = _Terms(
        CLOUD,
        known_figure(plan, "neocloud.paid_price_ratio"),
        known_figure(plan, "neocloud.capital_interest_ratio"),
        known_figure(plan, "neocloud.accelerator_life_years"),
    )
    origin = Origin("assumed", plan.at, "own-derivation", "hours that are sold; the margin covers the others")
    full = observed("sold_share", CLOUD, (1.0, 1.0, 1.0), origin, spread="point")
    parts = _parts(place, terms)
    hour = _hour(place, parts, parts.charge, parts.hall_charge, terms.subject(place.subject), sold=full)
    yield hour
    yield derived(
        hours.rented_usd_per_h,
        hour,
        known_figure(plan, "neocloud.rent_margin_ratio"),
        plan.assumptions["sold_share"],
        subject=f"{place.subject} · {RENTED}",
        when=place.when,
    )


def _parts(place: Place, terms: _Terms) -> _Parts:
    given, chip, subject = place.plan.assumptions, place.chip, terms.subject(place.chip.name)
    capital = derived(
        hours.accelerator_capital_usd,
        derived(costs.paid_price_usd, chip.price, terms.paid, subject=subject),
        given["server_cost_factor"],
        given["network_cost_share"],
        given["storage_cost_share"],
        subject=subject,
    )
    each_it = derived(
        fleet.accelerator_it_power_w, chip.server_power, given["network_power_share"], subject=chip.name
    )
    hall = derived(
        hours.accelerator_hall_usd, each_it, given["construction_cost_usd_per_w"], subject=chip.name
    )
    left = derived(costs.residual_share, given["price_decay_per_year"], terms.life, subject=subject)
    charge = derived(hours.annual_capital_usd, capital, terms.interest, terms.life, left, subject=subject)
    hall_charge = derived(
        hours.annual_hall_usd, hall, terms.interest, given["hall_life_years"], subject=subject
    )
    other = derived(
        hours.accelerator_other_usd_per_h,
        capital,
        hall,
        given["equipment_upkeep_share"],
        given["hall_upkeep_share"],
        given["tax_and_insurance_share"],
        subject=subject,
    )
    return _Parts(capital, hall, charge, hall_charge, other)


def _hour(
    place: Place,
    parts: _Parts,
    charge: Figure,
    hall_charge: Figure,
    subject: str,
    *,
    sold: Figure | None = None,
) -> Figure:
    return derived(
        hours.accelerator_cost_usd_per_h,
        charge,
        hall_charge,
        parts.other,
        place.each,
        place.load,
        place.price,
        sold or place.plan.assumptions["sold_share"],
        subject=subject,
        when=place.when,
    )
