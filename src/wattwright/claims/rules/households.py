"""Homes as a measure of electricity: which site, at which load, of which country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from wattwright.claims.case import Case
from wattwright.claims.evidence import nothing_found, outside, unknown_entity
from wattwright.claims.footprints import Power, country_of, home_energy, homes, powers
from wattwright.claims.model import Finding, Quantity, Slot, Word
from wattwright.claims.numbers import Claimed, Known, deviation, graded
from wattwright.claims.policy import setting
from wattwright.claims.sites import named_sites, operated_by, operators
from wattwright.reading import Statement
from wattwright.results import Figure

__all__ = ["households"]

_FIRM = ("true", "mostly_true")

_PAIR = 2
_JOINT = " + "
_BEFORE = 300
"""Letters within which "that is as much as" may take up a power."""
_OPEN = ("unclear", "elsewhere")
"""Sentences that leave open what the homes stand for."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """A power beside the homes that it equals, and the rating of the claim against them."""

    power: Power
    figure: Figure
    rating: str
    apart: float
    full: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """Which sentence is said, about which power, with which rating."""

    key: str
    fit: _Fit
    rating: str


def households(case: Case) -> Finding:
    """Hold a number of homes against power × hours over kWh a home, at full load and at mean load.

    The figure belongs to the site whose full load it meets; if that is another site than the one named, the
    statement is half right. A consumer of electricity supplies nobody.
    """
    claim = case.claim
    if claim is None or case.passage.near("heat", 80) or case.passage.has("multiple_of"):
        return outside(case)
    energy = _from_energy(case, claim)
    if energy is not None:
        return energy
    taken_up = _taken_up(case, claim)
    own = taken_up or _own_powers(case)
    fits = _fits(case, claim, own)
    if not fits:
        known = case.names("campus").each(case.statement.entity) or case.companies
        return nothing_found(case) if known else unknown_entity(case)
    if case.denied:
        return _denial(claim, min(fits, key=_order))
    key, fit, rating = _chosen(case, claim, own, fits)
    return _finding(case, claim, _Answer(key, fit, rating), own)


def _order(fit: _Fit) -> tuple[bool, bool, float]:
    return fit.rating not in _FIRM, not fit.full, abs(fit.apart)


def _chosen(case: Case, claim: Claimed, own: Sequence[Power], fits: Sequence[_Fit]) -> tuple[str, _Fit, str]:
    """Which power the homes stand for: the site's own at full load, another site's, the own at mean load."""
    best = min(fits, key=_order)
    supplies = _supplies(case)
    if best.rating not in _FIRM or not best.full:
        other = _elsewhere(case, claim, own, near=best.rating in _FIRM)
        if other is not None:
            return "other_site", other, "half"
    if best.rating in _FIRM:
        if supplies:
            return (
                ("fits_but_supplies" if best.full else "fits_at_mean_load_but_supplies"),
                best,
                "mostly_true",
            )
        return ("fits" if best.full else "fits_at_mean_load"), best, best.rating
    if case.statement.entity_type not in ("campus", "company"):
        return "unclear", best, "unproven"
    if 1 + abs(best.apart) > setting("something_else"):
        return "elsewhere", best, "unproven"
    return "off", best, best.rating


def _supplies(case: Case) -> bool:
    """Whether a consumer is said to supply; what generates electricity does supply it."""
    if case.passage.has("generation"):
        return False
    near = (*case.article.beside(case.statement), *case.article.before(case.statement, _BEFORE))
    if any(one.kind == "power" and case.article.passages[one.id].near("generation", 45) for one in near):
        return False
    return case.statement.direction == "supply" or case.passage.near("supply", 40)


def _own_powers(case: Case) -> tuple[Power, ...]:
    """Powers that the statement may mean: of its sentence, else of its sites, one by one and together."""
    beside = [one for one in case.article.beside(case.statement) if one.kind == "power" and one.value]
    if beside:
        return tuple(_stated(case, one) for one in beside)
    if case.passage.has("both") and len(pair := _planned_sites(case)) == _PAIR:
        return tuple(_together(case, pair))
    sites = case.names("campus").each(case.statement.entity)
    if not sites and case.statement.entity_type in ("company", None):
        sites = case.names("campus").mentioned(case.passage.text)
    single = tuple(chain.from_iterable(powers(case, name) for name in sites))
    return (*_planned(case), *_together(case, sites), *(() if len(sites) > 1 else single))


def _taken_up(case: Case, claim: Claimed) -> tuple[Power, ...]:
    """A power in front of a sentence that names no site, where the homes fit it: "that is as much as"."""
    if case.names_its_entity or case.passage.has("both"):
        return ()
    near = [one for one in case.article.before(case.statement, _BEFORE) if one.kind == "power" and one.value]
    fitting = [
        power
        for power in (_stated(case, one) for one in near)
        if any(fit.rating in _FIRM and fit.full for fit in _fits(case, claim, [power]))
    ]
    return tuple(fitting[-1:])


def _planned_sites(case: Case) -> tuple[str, ...]:
    """The sites of the catalog that the text has plans for."""
    campuses = case.names("campus")
    return tuple(
        dict.fromkeys(name for one in case.article.plan.campuses for name in campuses.each(one.name)[:1])
    )


def _stated(case: Case, statement: Statement) -> Power:
    site = statement.entity or case.statement.entity or case.article.company or "–"
    return Power(site, float(statement.value or 0) / 1e6, "stated", None, statement.when)


def _planned(case: Case) -> Iterable[Power]:
    """Powers that the text states for the statement's campus."""
    for campus in case.article.plan.campuses:
        if campus.name == case.statement.entity:
            yield from (
                Power(campus.name, phase.power.value / 1e6, "stated", None, phase.date)
                for phase in campus.phases
                if phase.counts != "it" and phase.power is not None
            )


def _together(case: Case, sites: Sequence[str]) -> Iterable[Power]:
    """The announced full builds of several sites, added: they count the same thing."""
    full = [found[0] for name in sites if (found := powers(case, name))]
    if len(full) > 1:
        joined = _JOINT.join(power.site for power in full)
        yield replace(full[0], site=joined, megawatt=sum(power.megawatt for power in full), when=None)


def _fits(case: Case, claim: Claimed, candidates: Iterable[Power]) -> list[_Fit]:
    country = country_of(case)
    found = []
    for power in candidates:
        for full in (True, False):
            figure = homes(case, power, country, full=full)
            if figure is None:
                continue
            number = Known(figure.value, figure.value, figure.value, "1")
            found.append(
                _Fit(power, figure, graded(claim, number, "households"), deviation(claim, number), full)
            )
    return found


def _elsewhere(case: Case, claim: Claimed, own: Sequence[Power], *, near: bool) -> _Fit | None:
    """Another site whose full load the claim meets: one that the text names, else of the same company.

    `near` looks only at what the text names: the own site fits as well, if at a lower load.
    """
    taken = {power.site for power in own}
    companies = [company for name in taken for company in operators(case.catalog, name)]
    same = () if near else [name for company in companies for name in operated_by(case.catalog, company)]
    others = [name for name in dict.fromkeys([*named_sites(case), *same]) if name not in taken]
    candidates = chain.from_iterable(powers(case, name)[:1] for name in others)
    fits = [
        fit for fit in _fits(case, claim, candidates) if fit.full and abs(fit.apart) <= setting("clear_fit")
    ]
    return min(fits, key=lambda fit: abs(fit.apart), default=None)


def _finding(case: Case, claim: Claimed, answer: _Answer, own: Sequence[Power]) -> Finding:
    key, fit, rating = answer.key, answer.fit, answer.rating
    values: dict[str, Slot] = _shown(claim, fit)
    figures = [fit.figure]
    if key == "other_site":
        named = next(iter(_fits(case, claim, own)), fit)
        values |= {"own": named.power.site, "own_homes": Quantity(named.figure.value)}
        figures.append(named.figure)
    facts = [power.fact for power in (fit.power, *own) if power.fact is not None]
    home = home_energy(case, country_of(case))
    facts += [home] if home is not None else []
    now = _running_now(case, own)
    runs = homes(case, now, country_of(case), full=True) if now else None
    values["direction"] = Word("consumer") if _supplies(case) else ""
    if now is not None and runs is not None and fit.power.state == "announced" and key not in _OPEN:
        values |= {
            "site_now": now.site,
            "power_now": Quantity(now.megawatt, unit="MW"),
            "homes_now": Quantity(runs.value),
        }
        return Finding(rating, f"households.{key}_now", values, tuple(facts), (*figures, runs))
    return Finding(rating, f"households.{key}", values, tuple(facts), tuple(figures))


def _running_now(case: Case, own: Sequence[Power]) -> Power | None:
    """A power that runs, of one of the statement's sites."""
    campuses = case.names("campus")
    parts = [part for power in own for part in (power.site, *power.site.split(_JOINT))]
    names = [name for part in parts for name in campuses.each(part)]
    everywhere = (*own, *(power for name in dict.fromkeys(names) for power in powers(case, name)))
    return next((one for one in everywhere if one.state == "running" and one.megawatt > 0), None)


def _shown(claim: Claimed, fit: _Fit) -> dict[str, Slot]:
    load = fit.figure.inputs[0].inputs[1]
    home = fit.figure.inputs[1]
    return {
        "claimed": claim.quantity(),
        "site": fit.power.site,
        "power": Quantity(fit.power.megawatt, unit="MW"),
        "homes": Quantity(fit.figure.value),
        "load": Quantity(load.value, unit="%"),
        "each": Quantity(home.value * 1e3, unit="kWh"),
        "country": Word(f"country_{home.subject.casefold().replace(' ', '_')}"),
        "direction": "",
    }


def _denial(claim: Claimed, best: _Fit) -> Finding:
    right = best.rating not in _FIRM
    key = "denied_rightly" if right else "denied_wrongly"
    facts = (best.power.fact,) if best.power.fact is not None else ()
    return Finding(
        "true" if right else "false", f"households.{key}", _shown(claim, best), facts, (best.figure,)
    )


def _from_energy(case: Case, claim: Claimed) -> Finding | None:
    """Homes beside an amount of energy in one sentence: the energy of one home that follows from both."""
    beside = [
        one
        for one in case.article.beside(case.statement)
        if one.kind == "energy" and one.unit == "Wh" and one.value
    ]
    home = home_energy(case, country_of(case))
    if len(beside) != 1 or home is None or not isinstance(home.value, float):
        return None
    implied = float(beside[0].value or 0) / 1e3 / claim.point
    low, high = home.low or home.value, home.high or home.value
    if not 0.1 < implied / home.value < 10:
        return None
    number = Known(home.value, low, high, "kWh")
    rating = graded(Claimed(implied, implied, "exact", "kWh"), number, "households")
    values: dict[str, Slot] = {
        "claimed": claim.quantity(),
        "implied": Quantity(implied, unit="kWh"),
        "each": number.quantity(),
        "country": Word(f"country_{home.name.casefold().replace(' ', '_')}"),
    }
    key = "from_energy" if rating in _FIRM else "from_energy_off"
    return Finding(rating, f"households.{key}", values, (home,))
