"""What the assessment is about: all sites of the plan together, or the one site that it names."""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.plan.schema import Campus
from wattwright.report.content.known import Known
from wattwright.resolve.model import SITE
from wattwright.resolve.sites import estimates
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
    stated: bool
    sites: tuple[tuple[str, str], ...]

    largest: tuple[str, str]

    def figure(self, known: Known, name: str, aspect: str = "") -> Figure | None:
        """The full build's figure of a quantity, today; `aspect` as in subjects of the results."""
        found = known.figures(name, f"{self.subject}{aspect}", self.when)
        return found[-1] if found else None


def scope_of(known: Known) -> Scope | None:
    """The full build that the plan states, else what runs at its largest site; None without either."""
    campuses = known.dossier.plan.campuses
    sites = tuple(
        (campus.name, when)
        for campus in campuses
        if campus.phases
        and campus.layer in (None, SITE)
        and (when := _last_phase(known, campus.name)) is not None
    )
    if not sites:
        running = [(one.name, when) for one in campuses if (when := _running(known, one)) is not None]
        if not running:
            return None
        site = max(running, key=lambda found: _power(known, *found))
        return Scope(*site, several=False, stated=False, sites=(site,), largest=site)
    largest = max(sites, key=lambda site: _power(known, *site))
    if len(sites) > 1:
        total = [one for one in known.figures("facility_power_mw") if one.subject.endswith(" · plan")]
        parts = tuple((one.subject, str(one.when)) for one in total[-1].inputs) if total else ()
        if len(parts) > 1:
            largest = max(parts, key=lambda site: _power(known, *site))
            return Scope(total[-1].subject, str(total[-1].when), True, True, parts, largest)
    return Scope(*largest, several=False, stated=True, sites=(largest,), largest=largest)


def _running(known: Known, campus: Campus) -> str | None:
    """Period of the newest estimate of what runs at a site."""
    today = known.dossier.today
    seen = [
        one.when
        for one in estimates(known.site(campus), known.catalog)
        if one.status == "operational" and one.day <= today
    ]
    return next(
        (when for when in reversed(seen) if known.figures("facility_power_mw", campus.name, when)), None
    )


def _last_phase(known: Known, campus: str) -> str | None:
    """Period of the largest phase that the plan states for a campus."""
    plan = known.dossier.plan
    phases = next(one.phases for one in plan.campuses if one.name == campus)
    stated = [phase.date or "undated" for phase in phases]
    found = [one for one in known.figures("facility_power_mw", campus) if one.when in stated]
    return max(found, key=lambda one: one.value).when if found else None


def _power(known: Known, campus: str, when: str) -> float:
    return max((one.value for one in known.figures("facility_power_mw", campus, when)), default=0.0)
