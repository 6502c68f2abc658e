"""The rules: one module a family, each rule a pure function from a case to a finding.

`RULES` holds them by the names that `data/verdicts.yaml` uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from wattwright.claims.case import Case
from wattwright.claims.model import Finding
from wattwright.claims.rules import assertions, capability, energy, financing, lookups, openness, ratios
from wattwright.claims.rules.accelerators import accelerators
from wattwright.claims.rules.areas import area
from wattwright.claims.rules.deals import acquisition
from wattwright.claims.rules.households import households
from wattwright.claims.rules.milestones import milestone
from wattwright.claims.rules.models import model_size
from wattwright.claims.rules.money import money
from wattwright.claims.rules.pay import pay
from wattwright.claims.rules.power import power
from wattwright.claims.rules.quotes import quote
from wattwright.claims.rules.staff import departure, headcount, hiring

__all__ = ["RULES", "Rule"]

Rule = Callable[[Case], Finding]

RULES: Final[Mapping[str, Rule]] = {
    "opinion": assertions.opinion,
    "quote": quote,
    "power": power,
    "milestone": milestone,
    "households": households,
    "area": area,
    "money": money,
    "pay": pay,
    "ratio": ratios.ratio,
    "model_size": model_size,
    "accelerators": accelerators,
    "energy": energy.energy,
    "emissions": energy.emissions,
    "water": energy.water,
    "headcount": headcount,
    "duration": lookups.duration,
    "price": lookups.price,
    "count": lookups.count,
    "acquisition": acquisition,
    "hiring": hiring,
    "departure": departure,
    "openness": openness.openness,
    "release": openness.release,
    "position": capability.position,
    "monetisation": assertions.monetisation,
    "energy_use": assertions.energy_use,
    "financing": financing.financing,
    "occasion": assertions.occasion,
    "outlook": assertions.outlook,
    "nothing": assertions.nothing,
}
