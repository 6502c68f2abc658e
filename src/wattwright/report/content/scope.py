"""What the assessment is about: all sites of the plan together, or the one site that it names."""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.report.content.known import Known
from wattwright.results import Figure

__all__ = ["Scope", "scope_of"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Subject and period of the full build in the results; `several` where sites are added up.

    `sites` are (campus, period) of the parts.
    """

    subject: str
    when: str
    several: bool
    sites: tuple[tuple[str, str], ...]

    largest: tuple[str, str]

    def figure(self, known: Known, name: str, aspect: str = "") -> Figure | None:
        """The full build's figure of a quantity, today; `aspect` as in subjects of the results."""
        found = known.figures(name, f"{self.subject}{aspect}", self.when)
        return found[-1] if found else None


def scope_of(known: Known) -> Scope | None:
    """The full build that the plan states; None where it states no power of a site."""
    sites = tuple(
        (campus.name, when)
        for campus in known.dossier.plan.campuses
        if campus.phases and (when := _last_phase(known, campus.name)) is not None
    )
    if not sites:
        return None
    largest = max(sites, key=lambda site: _power(known, *site))
    if len(sites) > 1:
        total = [one for one in known.figures("facility_power_mw") if one.subject.endswith(" · plan")]
        if total:
            return Scope(total[-1].subject, str(total[-1].when), True, sites, largest)
    return Scope(*largest, False, (largest,), largest)


def _last_phase(known: Known, campus: str) -> str | None:
    """Period of the largest phase that the plan states for a campus."""
    plan = known.dossier.plan
    phases = next(one.phases for one in plan.campuses if one.name == campus)
    stated = [phase.date or "undated" for phase in phases]
    found = [one for one in known.figures("facility_power_mw", campus) if one.when in stated]
    return max(found, key=lambda one: one.value).when if found else None


def _power(known: Known, campus: str, when: str) -> float:
    return max((one.value for one in known.figures("facility_power_mw", campus, when)), default=0.0)
