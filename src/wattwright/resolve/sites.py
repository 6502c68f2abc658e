"""What independent estimates say of a site: power by date, of the newest vintage known on the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from wattwright.catalog import Catalog, Fact, period_end
from wattwright.resolve.known import numeric

__all__ = ["Estimate", "estimates"]

_ESTIMATED: Final = ("measured", "published", "derived", "inferred", "projected")
"""Bases of the catalog that tell of a site's state rather than of announcements."""

_OF_A_VINTAGE: Final = (
    "running_facility_power_mw",
    "facility_power_at_one_gigawatt_date_mw",
    "last_projected_facility_power_mw",
)
"""What is known of a vintage whose whole timeline is not."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Power of a site from `when` on; IT power and count of accelerators where the same table states them."""

    when: str
    status: str
    facility_power: Fact
    it_power: tuple[Fact, ...] = ()
    count: tuple[Fact, ...] = ()

    @property
    def day(self) -> date:
        """Last day of the period `when`."""
        return period_end(self.when) or date.max


def estimates(site: str, catalog: Catalog) -> tuple[Estimate, ...]:
    """Estimates of the newest vintage for one site, by date; empty for sites that nobody tracks."""
    if not site:
        return ()
    timeline, marks = list(_timeline(site, catalog)), list(_marks(site, catalog))
    newest = max((one.facility_power.date for one in (*timeline, *marks)), default=None)
    current = [one for one in timeline if one.facility_power.date == newest]
    current = current or [one for one in marks if one.facility_power.date == newest]
    return tuple(sorted(current, key=lambda one: one.day))


def _timeline(site: str, catalog: Catalog) -> Iterator[Estimate]:
    """Rows of a timeline, with the IT power and count of the same row."""
    beside = {
        (quantity, fact.when, fact.date): fact
        for quantity in ("it_power_mw", "accelerator_count")
        for fact in numeric(catalog.facts("campus", site, quantity))
        if fact.basis in _ESTIMATED
    }
    for fact in numeric(catalog.facts("campus", site, "facility_power_mw")):
        if fact.basis not in _ESTIMATED or fact.when is None:
            continue
        inside, count = (
            tuple(one for one in (beside.get((quantity, fact.when, fact.date)),) if one is not None)
            for quantity in ("it_power_mw", "accelerator_count")
        )
        yield Estimate(fact.when, _status(fact), fact, inside, count)


def _marks(site: str, catalog: Catalog) -> Iterator[Estimate]:
    """The few dates that are known of older vintages, each once."""
    found: dict[tuple[str, date], Fact] = {}
    for quantity in _OF_A_VINTAGE:
        for fact in numeric(catalog.facts("campus", site, quantity)):
            if fact.when is not None and fact.value:
                found.setdefault((fact.when, fact.date), fact)
    for fact in found.values():
        yield Estimate(str(fact.when), _status(fact), fact)


def _status(fact: Fact) -> str:
    return "projected" if fact.basis == "projected" else "operational"
