"""Power and water of cooling by the hour, for four designs, from dry and wet bulb temperature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from wattwright.equations import Real, equation

__all__ = [
    "DESIGNS",
    "Cooling",
    "chiller_cop",
    "cooling_of",
    "facility_pue",
    "mechanical_share",
    "site_water_l_per_kwh",
]

DESIGNS: Final = ("air", "tower", "liquid-dry", "liquid-adiabatic")
"""Outside air with trim cooling; tower with chillers; direct-to-chip liquid with dry coolers, or with dry
coolers that are sprayed on hot days."""


@dataclass(frozen=True, slots=True)
class Cooling:
    """Power of cooling over IT power, and make-up water in litres a kWh of IT energy; arrays over hours."""

    power_share: Real
    water_l_per_kwh: Real


@equation(symbol=r"s_m", latex=r"\min(\max((T - T_0) / \Delta, 0), 1)", source="own-derivation")
def mechanical_share(outside_c: Real, free_up_to_c: Real, blend_k: Real) -> Real:
    """Part of the heat that chillers take: none while outside air or water is cold enough, all beyond a band.

    >>> print(mechanical_share(np.array([20.0, 25.0, 31.0]), 22.0, 6.0))
    [0.  0.5 1. ]
    """
    return np.clip((outside_c - free_up_to_c) / blend_k, 0.0, 1.0)


@equation(symbol=r"\mathrm{COP}", latex=r"\max(C_0 - c_T\,(T - 25), 2)", source="sustaindc")
def chiller_cop(outside_c: Real, mild_cop: Real, cop_per_k: Real) -> Real:
    """Heat that a chiller moves over the power that it takes: less on hot days.

    >>> print(chiller_cop(np.array([25.0, 35.0]), 5.0, 0.1))
    [5. 4.]
    """
    return np.maximum(mild_cop - cop_per_k * (outside_c - 25), 2.0)


@equation(symbol=r"\mathrm{PUE}", latex=r"1 + l_e + l_m + c", source="own-derivation")
def facility_pue(electrical_loss_share: Real, other_power_share: Real, cooling_power_share: Real) -> Real:
    """Facility power over IT power: losses of the electrical chain, offices and lights, and cooling.

    >>> round(facility_pue(0.04, 0.01, 0.06), 2)
    1.11
    """
    return 1 + electrical_loss_share + other_power_share + cooling_power_share


@equation(symbol=r"w", latex=r"s_v\,\frac{3600}{h}\,\frac{n}{n - 1}", source="own-derivation")
def site_water_l_per_kwh(
    evaporated_share: Real, vaporisation_kj_per_kg: Real, cycles_of_concentration: Real
) -> Real:
    """Make-up water of evaporative cooling per kWh of IT energy: what evaporates and what is blown down.

    >>> round(site_water_l_per_kwh(1.0, 2430.0, 4.0), 2)
    1.98
    """
    evaporated = evaporated_share * 3600 / vaporisation_kj_per_kg
    return evaporated * cycles_of_concentration / (cycles_of_concentration - 1)


def cooling_of(design: str, dry_bulb_c: Real, wet_bulb_c: Real, given: dict[str, Real]) -> Cooling:
    """Cooling of one of `DESIGNS` at these temperatures; `given` are the assumptions of group `cooling`."""
    cop = chiller_cop(dry_bulb_c, given["mild_cop"], given["cop_per_k"])
    if design == "air":
        part = mechanical_share(dry_bulb_c, given["air_free_up_to_c"], given["blend_k"])
        return Cooling(given["air_fan_share"] + part / cop, 0.0 * np.asarray(dry_bulb_c))
    if design == "tower":
        free = given["water_return_c"] - given["tower_approach_k"]
        part = mechanical_share(wet_bulb_c, free, given["blend_k"])
        share = given["tower_pump_share"] + part / chiller_cop(
            wet_bulb_c, given["mild_cop"], given["cop_per_k"]
        )
        return Cooling(
            share,
            site_water_l_per_kwh(
                1 + part / cop, given["vaporisation_kj_per_kg"], given["cycles_of_concentration"]
            ),
        )
    dry, sprayed = np.asarray(dry_bulb_c, dtype=np.float64), np.zeros(np.shape(dry_bulb_c))
    if design == "liquid-adiabatic":
        hot = dry > given["spray_from_c"]
        cooled = given["spray_share"] * (dry - np.asarray(wet_bulb_c))
        sprayed = np.where(hot, np.minimum(cooled / given["spray_full_k"], 1.0), 0.0)
        dry = np.where(hot, dry - cooled, dry)
    liquid = given["liquid_share"]
    part = mechanical_share(dry, given["liquid_supply_c"] - given["dry_approach_k"], given["blend_k"])
    effort = np.clip((dry + given["dry_approach_k"]) / given["liquid_supply_c"], 0.3, 1.0) ** 3
    rest = cooling_of("air", dry_bulb_c, wet_bulb_c, given)
    share = liquid * (given["liquid_pump_share"] + given["dry_fan_share"] * effort + part / cop)
    make_up = site_water_l_per_kwh(
        liquid * sprayed * given["spray_water_share"],
        given["vaporisation_kj_per_kg"],
        given["cycles_of_concentration"],
    )
    return Cooling(share + (1 - liquid) * rest.power_share, make_up)
