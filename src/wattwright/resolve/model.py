"""A plan with everything filled in: frozen, no `None`, every number a leaf with basis, source and date.

Where a thing may be absent (a price that nobody named), it stands as a tuple of none or one figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wattwright.results import Figure

__all__ = [
    "UNDATED",
    "ResolvedAccelerator",
    "ResolvedCampus",
    "ResolvedDeal",
    "ResolvedMilestone",
    "ResolvedPackage",
    "ResolvedPeriod",
    "ResolvedPhase",
    "ResolvedPlan",
    "ResolvedRun",
]

UNDATED = "undated"
"""Stands for the date of a full build that nobody dated."""


@dataclass(frozen=True, slots=True)
class ResolvedAccelerator:
    """The chip that fills a campus: dense bf16 peak, its share of server power, price without server."""

    name: str
    peak: Figure
    server_power: Figure
    price: Figure


@dataclass(frozen=True, slots=True)
class ResolvedPhase:
    """Power in all from `when` on; `power` is IT or facility power, as its name says.

    `origin` is "plan" for what the plan states and "catalog" for what is known about the site besides.
    """

    when: str
    status: str
    origin: str
    power: Figure
    ratio: Figure
    accelerators: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ResolvedCampus:
    """One site with its phases in the order of their dates."""

    name: str
    company: str
    place: str
    country: str
    phases: tuple[ResolvedPhase, ...]
    accelerator: ResolvedAccelerator
    load_factor: Figure
    area: Figure
    area_stated: bool
    cost: tuple[Figure, ...]
    households: tuple[Figure, ...]
    generation: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ResolvedPeriod:
    """Capital expenditure of one company and period, with revenue and cash flow where they are known."""

    company: str
    when: str
    origin: str
    capex: Figure
    revenue: tuple[Figure, ...]
    operating_cash_flow: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ResolvedRun:
    """One training run: `work` is its FLOP, or active parameters and tokens.

    `count` is empty where no cluster is named. Utilisation and productive time on the named cluster may be
    the developer's own, on a campus they are what such runs reach. `share` is the part of a campus in use.
    """

    model: str
    work: tuple[Figure, ...]
    accelerator: ResolvedAccelerator
    mfu: Figure
    goodput: Figure
    count: tuple[Figure, ...]
    campuses: tuple[str, ...]
    share: float
    campus_mfu: Figure
    campus_goodput: Figure


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
    """A takeover or stake with price and people, where they are known; a stake stands in the price's note."""

    target: str
    buyer: str
    price: tuple[Figure, ...]
    people: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ResolvedMilestone:
    """A date that the plan announces for a campus, and what is known about it on the day of judging.

    `lead` counts days to the announced date, `estimate` to the day on which the newest independent estimate
    sees this power; without such an estimate it is `lead` itself.
    """

    campus: str
    when: str
    lead: Figure
    estimate: Figure


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
    reference_accelerator: ResolvedAccelerator
    assumptions: dict[str, Figure]
    homes: dict[str, Figure]
    areas: dict[str, Figure]
    catalog_hash: str
