"""Cost figures of one phase of a campus: building it part by part, running it, writing it off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from wattwright.economics import costs
from wattwright.energy import footprint
from wattwright.resolve.leaves import known_assumption
from wattwright.resolve.model import ResolvedAccelerator, ResolvedCampus, ResolvedPlan
from wattwright.results import Figure, Origin, derived, observed

__all__ = ["EPOCH", "Built", "Capital", "capital_of", "operating_figures", "plant_figures"]


EPOCH: Final = "Epoch"
"""Aspect of what Epoch AI's constants and methods give."""


@dataclass(frozen=True, slots=True)
class Built:
    """What is built: plan, campus, chip, subject and period of the figures, IT and facility power, chips."""

    plan: ResolvedPlan
    campus: ResolvedCampus
    chip: ResolvedAccelerator
    subject: str
    when: str
    it_power_w: Figure
    facility_power: Figure
    count: Figure

    @property
    def figure(self) -> Callable[..., Figure]:
        """`derived` for this subject and period."""
        return partial(derived, subject=self.subject, when=self.when)


@dataclass(frozen=True, slots=True)
class Capital:
    """Equipment, halls and the whole, with all figures behind them in reading order."""

    equipment: Figure
    halls: Figure
    whole: Figure
    figures: tuple[Figure, ...]


def capital_of(built: Built) -> Capital:
    """Capital cost bottom-up with its parts, per watt, and by Epoch AI's constant where that was known."""
    given, figure, power = built.plan.assumptions, built.figure, built.it_power_w
    parts = _equipment(built)
    equipment = figure(costs.it_equipment_cost_usd, *parts)
    halls = figure(costs.construction_cost_usd, power, given["construction_cost_usd_per_w"])
    electrical, mechanical = given["electrical_cost_share"], given["mechanical_cost_share"]
    plant = (
        figure(costs.shell_cost_usd, halls, electrical, mechanical),
        figure(costs.electrical_cost_usd, halls, electrical),
        figure(costs.mechanical_cost_usd, halls, mechanical),
    )
    inferred = figure(footprint.area_by_power_m2, built.facility_power, given["area_m2_per_mw"])
    area = (*built.campus.area, inferred)[0]
    land = figure(costs.land_cost_usd, area, given["land_price_usd_per_m2"])
    interest = figure(
        costs.construction_interest_usd,
        halls,
        equipment,
        given["capital_interest_ratio"],
        given["hall_build_years"],
        given["equipment_lead_years"],
    )
    whole = figure(costs.capital_cost_usd, equipment, halls, land, interest)
    per_watt = figure(costs.capital_cost_usd_per_w, whole, power)
    epoch = _by_constant(built, costs.capital_cost_by_constant_usd, "capital_cost_usd_per_w")
    found = (*_kinds(built), *parts, equipment, *plant, halls, land, interest, whole, per_watt, *epoch)
    return Capital(equipment, halls, whole, found)


def _by_constant(built: Built, function: Callable[..., Any], name: str) -> Iterator[Figure]:
    """The same by a constant of Epoch AI's per IT watt, where that was known."""
    if name in built.plan.assumptions:
        constant = built.plan.assumptions[name]
        subject = f"{built.subject} · {EPOCH}"
        yield derived(function, built.it_power_w, constant, subject=subject, when=built.when)


def _kinds(built: Built) -> Iterator[Figure]:
    """Accelerators kind by kind, where a campus holds several."""
    paid = built.plan.assumptions["paid_price_ratio"]
    origin = Origin("inferred", built.plan.at, "own-derivation", "share of the kinds at the site")
    for share, name, street in built.chip.parts:
        subject = f"{built.subject} · {name}"
        mix = observed("mix_share", subject, (share, share, share), origin, when=built.when, spread="point")
        price = derived(costs.paid_price_usd, street, paid, subject=name)
        yield derived(
            costs.generation_accelerators_cost_usd, built.count, mix, price, subject=subject, when=built.when
        )


def _equipment(built: Built) -> tuple[Figure, Figure, Figure, Figure]:
    """Accelerators, other server parts, cluster network, storage."""
    given, figure = built.plan.assumptions, built.figure
    paid = derived(costs.paid_price_usd, built.chip.price, given["paid_price_ratio"], subject=built.chip.name)
    chips = figure(costs.accelerators_cost_usd, built.count, paid)
    rest = figure(costs.server_parts_cost_usd, chips, given["server_cost_factor"])
    network = figure(costs.network_equipment_cost_usd, chips, rest, given["network_cost_share"])
    return chips, rest, network, figure(costs.storage_cost_usd, chips, rest, given["storage_cost_share"])


def operating_figures(built: Built, capital: Capital, electricity: Figure) -> Iterator[Figure]:
    """Running cost of a year, depreciation, worth after its life; Epoch AI's constant beside it."""
    given, figure = built.plan.assumptions, built.figure
    upkeep = figure(
        costs.annual_maintenance_usd,
        capital.equipment,
        capital.halls,
        given["equipment_upkeep_share"],
        given["hall_upkeep_share"],
    )
    staff = figure(
        costs.annual_staff_usd, built.it_power_w, given["site_staff_per_mw"], given["site_pay_usd"]
    )
    tax = figure(costs.annual_tax_and_insurance_usd, capital.whole, given["tax_and_insurance_share"])
    yield from (upkeep, staff, tax, figure(costs.annual_operating_usd, electricity, upkeep, staff, tax))
    life = given["accelerator_life_years"]
    yield figure(
        costs.annual_depreciation_usd, capital.equipment, capital.halls, life, given["hall_life_years"]
    )
    left = figure(costs.residual_share, given["price_decay_per_year"], life)
    yield figure(costs.residual_value_usd, capital.equipment, left)
    yield from _by_constant(built, costs.annual_operating_by_constant_usd, "operating_usd_per_w")


def plant_figures(plan: ResolvedPlan, campus: ResolvedCampus) -> Iterator[Figure]:
    """Cost of the gas plants that are named for a campus; utilities often pay for them, so they stand
    apart."""
    for per_kw in known_assumption("supply_ccgt.build_usd_per_kw", plan.at):
        for plants in campus.generation:
            if "gas" in plants.note:
                subject = f"{campus.name} · {plants.when}"
                yield derived(costs.generation_cost_usd, plants, per_kw, subject=subject, when=plants.when)
