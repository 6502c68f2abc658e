"""A plan with everything filled in: frozen, no `None`, every number a leaf with basis, source and date.

Where a thing may be absent (a price that nobody named), it stands as a tuple of none or one figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from wattwright.results import Figure

__all__ = [
    "SITE",
    "UNDATED",
    "ResolvedAccelerator",
    "ResolvedCampus",
    "ResolvedDeal",
    "ResolvedMilestone",
    "ResolvedPackage",
    "ResolvedPeriod",
    "ResolvedPhase",
    "ResolvedPlan",
    "ResolvedRival",
    "ResolvedRun",
    "Surroundings",
]

UNDATED: Final = "undated"
"""Stands for the date of a full build that nobody dated."""

SITE: Final = "site"
"""Layer of a campus that is a place; leases, contracts, financing and programmes are never added to it."""


@dataclass(frozen=True, slots=True)
class ResolvedAccelerator:
    """The chip that fills a campus: dense bf16 peak, its share of server power, price without server.

    `owned` is the time since it could first be had, `parts` the chips of a mix with share, name and price.
    """

    name: str
    peak: Figure
    server_power: Figure
    price: Figure
    owned: Figure
    parts: tuple[tuple[float, str, Figure], ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedPhase:
    """Power in all from `when` on; `power` is IT or facility power, as its name says.

    `origin` is "plan" for what the plan states and "catalog" for what is known about the site besides.
    `ratio` is facility over IT power. `as_it` holds the power once more, read as IT power, where nobody said
    what it counts. `accelerators` is empty where no count is stated.
    """

    when: str
    status: str
    origin: str
    power: Figure
    ratio: Figure
    as_it: tuple[Figure, ...]
    accelerator: ResolvedAccelerator
    accelerators: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a place adds: households to compare with, grid emission factor, electricity price.

    `homes` and `older_homes` are keyed by place ("US") and by place and year ("US 2020").
    """

    homes: dict[str, Figure]
    older_homes: dict[str, Figure]
    own_home: Figure
    emission_factor: tuple[Figure, ...]
    electricity_price: Figure


@dataclass(frozen=True, slots=True)
class ResolvedCampus:
    """One site (or contract, see `layer`) with its phases in the order of their dates."""

    name: str
    company: str
    place: str
    layer: str
    phases: tuple[ResolvedPhase, ...]
    load_factor: Figure
    area: tuple[Figure, ...]
    cost: tuple[Figure, ...]
    reported_cost: tuple[Figure, ...]
    households: tuple[Figure, ...]
    generation: tuple[Figure, ...]
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class ResolvedPeriod:
    """Capital expenditure of one company and period, with revenue and cash flow where they are known.

    `subject` is the company, with " · plan" behind it for what the plan itself states.
    """

    company: str
    subject: str
    when: str
    capex: Figure
    earlier_capex: tuple[Figure, ...]
    revenue: tuple[Figure, ...]
    operating_cash_flow: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ResolvedRun:
    """One training run: `work` is its FLOP, or active parameters and tokens.

    `count` is empty where no cluster is named, `rate` where the developer states no rate per accelerator.
    Utilisation and productive time on the named cluster may be the developer's own, on a campus they are what
    such runs reach, where the model's shape is not known to predict it. `rated` says that the plan states the
    utilisation. `share` is the part of a campus in use; `rental` what an accelerator-hour costs to rent.
    `developer` and `released` are those of the model, empty and None where nobody knows them.
    """

    model: str
    work: tuple[Figure, ...]
    accelerator: ResolvedAccelerator
    mfu: Figure
    goodput: Figure
    count: tuple[Figure, ...]
    rate: tuple[Figure, ...]
    hours: tuple[Figure, ...]
    rental: tuple[Figure, ...]
    campuses: tuple[str, ...]
    share: Figure
    campus_mfu: Figure
    campus_goodput: Figure
    rated: bool
    developer: str
    released: date | None


@dataclass(frozen=True, slots=True)
class ResolvedPackage:
    """Pay of one person or group, with one year's capex of who pays, where that is known."""

    recipient: str
    payer: str
    kind: str
    total: Figure
    years: Figure
    capex: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ResolvedDeal:
    """A takeover, stake, contract or loan with what is known of price, stake, people, interest and term.

    `revenue` is the target's own, a year; `voice` says that it makes voices.
    """

    target: str
    buyer: str
    layer: str
    price: tuple[Figure, ...]
    stake: tuple[Figure, ...]
    people: tuple[Figure, ...]
    loan: tuple[Figure, ...]
    capex: tuple[Figure, ...]
    revenue: tuple[Figure, ...]
    voice: bool


@dataclass(frozen=True, slots=True)
class ResolvedMilestone:
    """A date that the plan announces for a campus, and what is known about it on the day of judging.

    `lead` counts days to the announced date, `estimate` to the day on which the newest independent estimate
    sees this power; without such an estimate it is empty. `reached` says that the power runs already.
    """

    campus: str
    when: str
    lead: Figure
    estimate: tuple[Figure, ...]
    reached: bool


@dataclass(frozen=True, slots=True)
class ResolvedRival:
    """A company on the same day: best model, running sites, newest capital expenditure."""

    company: str
    model: tuple[Figure, ...]
    sites: tuple[Figure, ...]
    capex: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ResolvedPlan:
    """All that `evaluate` needs; `at` is the day of the knowledge that filled it."""

    title: str
    company: str
    as_of: date
    at: date
    campuses: tuple[ResolvedCampus, ...]
    periods: tuple[ResolvedPeriod, ...]
    runs: tuple[ResolvedRun, ...]
    packages: tuple[ResolvedPackage, ...]
    deals: tuple[ResolvedDeal, ...]
    milestones: tuple[ResolvedMilestone, ...]
    slip: tuple[Figure, ...]
    rivals: tuple[ResolvedRival, ...]
    frontier: tuple[Figure, ...]
    reference_accelerator: ResolvedAccelerator
    assumptions: dict[str, Figure]
    surroundings: Surroundings
    areas: dict[str, Figure]
    catalog_hash: str
