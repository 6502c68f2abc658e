"""Computed figures behind verdicts: energy and homes of a power, by the equations of the energy science."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wattwright.assumptions import assumption
from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.policy import policy
from wattwright.claims.timeline import running
from wattwright.energy import footprint, load
from wattwright.results import Figure, Origin, assumed, derived, observed

__all__ = ["Power", "country_of", "emitted", "home_energy", "homes", "mean_load", "powers", "yearly_energy"]

_HOME_QUANTITIES = ("household_electricity_kwh_per_year", "household_electricity_tdcv_medium_kwh_per_year")


@dataclass(frozen=True, slots=True)
class Power:
    """A facility power that a comparison may be about: announced, running, or stated by the text."""

    site: str
    megawatt: float
    state: str
    """announced, running or stated."""
    fact: Fact | None = None
    when: str | None = None


def powers(case: Case, name: str) -> tuple[Power, ...]:
    """Powers of a site, the announced full build first."""
    announced = case.numbers("campus", (name,), "announced_power_mw")
    full = max(
        announced, key=lambda fact: (float(fact.value or 0), not fact.doubtful, fact.date), default=None
    )
    found = []
    if full is not None:
        found.append(Power(name, float(full.value or 0), "announced", full, full.when))
    found += [
        Power(name, float(one.value or 0), "announced", one, one.when) for one in announced if one is not full
    ]
    runs = running(case, name, case.day)
    if runs is not None:
        found.append(Power(name, float(runs.value or 0), "running", runs, runs.when))
    return tuple(found)


def country_of(case: Case) -> str:
    """The country whose homes are meant: named in the sentence, else where the text's sites stand."""
    nearest = case.passage.nearest(policy().countries)
    if nearest is not None:
        return policy().countries[nearest]
    planned = [campus.country for campus in case.article.plan.campuses]
    codes = {"DE": "Germany", "IE": "Ireland", "GB": "Great Britain"}
    return codes.get(planned[0] or "US", "US") if planned else "US"


def home_energy(case: Case, country: str) -> Fact | None:
    """Electricity of a mean home in a year: the newest value known on the day."""
    found = case.numbers("energy", (country,), *_HOME_QUANTITIES)
    return max(found, key=lambda fact: (fact.date, fact.when or ""), default=None)


def mean_load() -> Figure:
    """Mean load of a campus over a year."""
    return assumed(assumption("campus.load_factor"))


def full_load(day: date) -> Figure:
    """A load of one, as those reckon who multiply a nameplate by 8,760 hours."""
    return observed("load_factor", "full load", (1.0, 1.0, 1.0), Origin("assumed", day, "own-derivation"))


def yearly_energy(case: Case, power: Power, at: Figure) -> Figure:
    """Electricity of a year at a load."""
    fact = power.fact
    points = (power.megawatt, power.megawatt, power.megawatt)
    if fact is not None and fact.basis == "inferred":
        low, high = fact.low or power.megawatt, fact.high or power.megawatt
        points = (low, power.megawatt, high)
    origin = _origin(fact) if fact is not None else Origin("announced", case.said, "this-plan")
    leaf = observed("facility_power_mw", power.site, points, origin, when=power.when)
    mark = " · λ=1" if at.subject == "full load" else ""
    return derived(load.annual_energy_mwh, leaf, at, subject=f"{power.site}{mark}", when=power.when)


def _origin(fact: Fact) -> Origin:
    return Origin(fact.basis, fact.date, fact.source, fact.note, fact.doubtful)


def homes(case: Case, power: Power, country: str, *, full: bool) -> Figure | None:
    """Homes whose yearly electricity equals that of a power; None where no home is known on the day."""
    home = home_energy(case, country)
    if home is None or not isinstance(home.value, float):
        return None
    low, high = home.low or home.value, home.high or home.value
    points = (low / 1e3, home.value / 1e3, high / 1e3)
    each = observed("household_energy_mwh", country, points, _origin(home), when=home.when)
    energy = yearly_energy(case, power, full_load(case.said) if full else mean_load())
    mark = " · λ=1" if full else ""
    subject = f"{power.site} · {country}{mark}"
    return derived(footprint.household_equivalents, energy, each, subject=subject, when=power.when)


def emitted(energy: Figure, factor: Fact) -> Figure:
    """Emissions of a year's electricity at the mean factor of its grid region."""
    value = factor.value if isinstance(factor.value, float) else 0.0
    leaf = observed(
        "emission_factor_kg_per_mwh", factor.name, (value, value, value), _origin(factor), when=factor.when
    )
    return derived(footprint.annual_emissions_kg, energy, leaf, subject=energy.subject, when=energy.when)
