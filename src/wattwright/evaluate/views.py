"""Figures of one question in reading order: what it costs, open or closed, what people are worth.

A view is a list of sections, each with the figures that belong together; `deciding` names the figures whose
uncertainty is worth taking apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wattwright.economics import present
from wattwright.errors import DataError, UnknownNameError
from wattwright.evaluate.building import EPOCH
from wattwright.evaluate.hours import RENTED
from wattwright.evaluate.openness import OPENNESS
from wattwright.evaluate.people import DEFERRED
from wattwright.glossary import term
from wattwright.results import Figure, Results
from wattwright.study import Sway, sways

__all__ = [
    "CAPITAL",
    "Section",
    "View",
    "book_values",
    "cost_view",
    "deciders",
    "openness_view",
    "people_view",
]

_PARTS: Final = " · "
_AS_IT: Final = f"{_PARTS}as IT"

CAPITAL: Final = (
    "accelerators_cost_usd",
    "server_parts_cost_usd",
    "network_equipment_cost_usd",
    "storage_cost_usd",
    "shell_cost_usd",
    "electrical_cost_usd",
    "mechanical_cost_usd",
    "land_cost_usd",
    "construction_interest_usd",
)
"""Parts of the capital cost, from servers to interest; they add up to it."""

_WHOLE: Final = ("capital_cost_usd", "capital_cost_usd_per_w")
_OPERATING: Final = (
    "annual_electricity_cost_usd",
    "annual_maintenance_usd",
    "annual_staff_usd",
    "annual_tax_and_insurance_usd",
    "annual_operating_usd",
    "annual_depreciation_usd",
    "residual_value_usd",
)
_HOURS: Final = ("accelerator_cost_usd_per_h", "rental_usd_per_h", "break_even_share", "voice_minute_usd")
_RUNS: Final = (
    "training_accelerator_hours",
    "training_cost_usd",
    "amortised_training_cost_usd",
    "cloud_training_cost_usd",
    "acquisition_cost_usd",
    "research_staff_usd",
    "full_training_cost_usd",
    "development_cost_usd",
    "million_tokens_usd",
)
_CASH: Final = (
    "revenue_usd",
    "operating_cash_flow_usd",
    "capex_usd",
    "free_cash_flow_usd",
    "capex_to_cash_flow_ratio",
    "venture_usd",
    "cash_after_ventures_usd",
    "venture_share",
)
_FINANCE: Final = (
    "venture_usd",
    "guaranteed_usd",
    "expected_value_usd",
    "guarantee_worth_usd",
    "guarantee_payoff_usd",
    "annual_interest_usd",
    "level_payment_usd",
)
_SIDES: Final = (
    "exclusive_worth_usd",
    "competitive_worth_usd",
    "closed_worth_usd",
    "saved_engineering_usd",
    "complement_usd",
    "hiring_pull_usd",
    "rival_lift_usd",
    "open_worth_usd",
    "openness_present_usd",
    "unit_cost_usd",
    "break_even_price_usd",
    "break_even_volume",
    "payback_years",
)
_BY_YEAR: Final = ("api_volume", "exclusive_share", "api_margin_usd", "aged_value_usd")
_PACKAGE: Final = (
    "package_usd",
    "annual_pay_usd",
    "pay_to_capex_ratio",
    "pay_in_accelerators",
    "stay_share",
    "expected_stay_years",
    "pay_present_usd",
    "person_gain_usd",
    "rival_loss_usd",
    "break_even_package_usd",
)
_DEAL: Final = (
    "deal_price_usd",
    "head_count",
    "price_per_head_usd",
    "implied_valuation_usd",
    "target_revenue_usd",
    "valuation_years",
    "deal_to_capex_ratio",
    "needed_gain_ratio",
    "stay_share",
    "expected_stay_years",
    "yearly_staff_usd",
    "staff_worth_usd",
    "payback_years",
)


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under one heading: `kind` names it, `about` is the subject (a campus, a model, a person)."""

    kind: str
    about: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Sections in reading order, and the figures whose inputs are worth ranking."""

    sections: tuple[Section, ...]
    deciding: tuple[Figure, ...]


def cost_view(results: Results, campus: str | None = None, phase: str | None = None) -> View:
    """What building, running, an hour, a training run cost, and the company's cash by year.

    UnknownNameError for a campus or phase that the results do not have; DataError where they have no cost.
    """
    campuses = [one for one in results.subjects(("it_equipment_cost_usd",)) if _PARTS not in one]
    chosen = campuses if campus is None else [_named("campus", campus, campuses)]
    if campus is None and phase is not None:
        chosen = _having(results, chosen, phase) or chosen
    sections = [
        section for name in chosen for section in _campus(results, name, _phase(results, name, phase))
    ]
    places = [one for one in _runs(results) if one.partition(_PARTS)[2] in ("", *chosen)]
    sections += [Section("run", one, tuple(_run(results, one))) for one in places]
    sections += [Section("cash", one, _of(results, one, _CASH)) for one in _companies(results)]
    ventures = results.subjects(("guaranteed_usd", "level_payment_usd"))
    sections += [Section("finance", one, _of(results, one, _FINANCE)) for one in ventures]
    kept = tuple(one for one in sections if one.figures)
    if not kept:
        raise DataError("nothing here has a cost", ["a plan with campuses, training or spending is needed"])
    deciding = [
        one
        for name in chosen
        for one in (
            *results.find("capital_cost_usd_per_w", name, _phase(results, name, phase))[-1:],
            *results.find("accelerator_cost_usd_per_h", name)[-1:],
        )
    ]
    return View(kept, tuple(deciding[:4]))


def _having(results: Results, campuses: list[str], phase: str) -> list[str]:
    return [one for one in campuses if results.find("it_equipment_cost_usd", one, phase)]


def _named(kind: str, given: str, known: list[str]) -> str:
    """The name that was meant, in any case; UnknownNameError offers the nearest."""
    found = next((one for one in known if one.casefold() == given.casefold()), None)
    if found is None:
        raise UnknownNameError(kind, given, known)
    return found


def _phase(results: Results, campus: str, phase: str | None) -> str | None:
    """The phase that was asked for, else the last one that the plan itself states."""
    known = [one.when for one in results.find("it_equipment_cost_usd", campus)]
    if phase is not None:
        if phase not in known:
            raise UnknownNameError(f"phase of {campus}", phase, [str(one) for one in known])
        return phase
    hours = results.find("accelerator_cost_usd_per_h", campus)
    return hours[-1].when if hours else known[-1]


def _campus(results: Results, name: str, when: str | None) -> Iterator[Section]:
    whole = [
        one
        for one in results.find("capital_cost_usd")
        if one.subject.split(_PARTS)[0] == name and _AS_IT not in one.subject
    ]
    per_watt = [one for one in results.find("capital_cost_usd_per_w") if _plain(one, name)]
    yield Section("phases", name, (*whole, *per_watt))
    yield Section("capital", name, _of(results, name, (*CAPITAL, *_WHOLE), when))
    yield Section("generation", name, _of(results, name, ("generation_cost_usd",)))
    yield Section("operating", name, _of(results, name, _OPERATING, when))
    yield Section("hour", name, _of(results, name, _HOURS))


def _plain(figure: Figure, name: str) -> bool:
    return figure.subject in (name, f"{name} · stated")


def _of(
    results: Results, subject: str, names: tuple[str, ...], when: str | None = None
) -> tuple[Figure, ...]:
    """Figures of a subject and its aspects, in the order of `names`."""
    found = (
        one
        for name in names
        for one in results.find(name, when=when)
        if one.subject == subject or one.subject.startswith(f"{subject}{_PARTS}")
    )
    return tuple(one for one in found if _AS_IT not in one.subject)


def _run(results: Results, model: str) -> Iterator[Figure]:
    """Figures of a run at one place: its own, rented, and by Epoch AI's methods."""
    subjects = (model, *(f"{model}{_PARTS}{one}" for one in (RENTED, EPOCH)))
    yield from (one for name in _RUNS for one in results.find(name) if one.subject in subjects)


def _runs(results: Results) -> list[str]:
    """Models, and models on campuses, without further aspects."""
    subjects = results.subjects(("full_training_cost_usd",))
    return [one for one in subjects if one.count(_PARTS) <= 1]


def _companies(results: Results) -> list[str]:
    subjects = results.subjects(("capex_to_cash_flow_ratio", "cash_flow_margin_ratio"))
    return [one for one in subjects if _PARTS not in one]


def openness_view(results: Results, model: str | None = None) -> View:
    """Both sides of opening each model or voice; UnknownNameError for one that was not computed.

    DataError where a plan has neither a model that is trained nor a maker of voices that is bought.
    """
    offers = [one.removesuffix(f"{_PARTS}{OPENNESS}") for one in results.subjects(("openness_present_usd",))]
    if not offers:
        raise DataError(
            "nothing here can be opened or sold",
            ["a plan needs a training run, a maker of voices to be bought, or a company with listed models"],
        )
    sections, deciding = [], []
    for name in offers if model is None else [_named("model", model, offers)]:
        subject = f"{name}{_PARTS}{OPENNESS}"
        sections.append(Section("sides", name, _of(results, subject, _SIDES)))
        sections.append(Section("years", name, _of(results, subject, _BY_YEAR)))
        deciding.append(results.one("openness_present_usd", subject))
    return View(tuple(sections), tuple(deciding))


def people_view(results: Results) -> View:
    """Packages deferred and up front, usual staff, takeovers; DataError where a plan has none of these."""
    sections: list[Section] = []
    deciding: list[Figure] = []
    for name in [one for one in results.subjects(("package_usd",)) if _PARTS not in one]:
        sections.append(Section("package", name, _of(results, name, _PACKAGE)))
        deciding += results.find("break_even_package_usd", f"{name}{_PARTS}{DEFERRED}")[-1:]
    staff = results.find("stay_share", "research staff")
    sections.append(Section("staff", "research staff", staff))
    gains = results.find("research_gain_usd")
    sections.append(Section("gain", "", gains))
    for name in results.subjects(("needed_gain_ratio",)):
        sections.append(Section("deal", name, _of(results, name, _DEAL)))
    if not deciding:
        deciding = list(results.find("needed_gain_ratio"))
    kept = tuple(one for one in sections if one.figures)
    if not kept:
        raise DataError("no people here", ["a plan with packages or deals is needed"])
    return View(kept, tuple(deciding))


def deciders(figure: Figure, language: str = "en") -> list[Sway]:
    """Inputs of a figure by how far they move it, named as the glossary does with their subject."""
    leaves = {
        f"{term(one.name).label(language)} ({one.subject})": one.draws
        for one in figure.leaves()
        if one.draws.size
    }
    return sways(figure.draws, leaves)


def book_values(results: Results, campus: str, when: str | None) -> dict[str, list[float]]:
    """Servers of a campus at the end of every year of their life: on the books, and by the market."""
    cost = results.one("it_equipment_cost_usd", campus, when)
    leaves = {one.name: one for one in results.one("residual_value_usd", campus, when).leaves()}
    life = max(round(leaves["accelerator_life_years"].value), 1)
    decay = leaves["price_decay_per_year"].value
    return {
        "straight_line_usd": present.straight_line_values_usd(cost.value, 0.0, life).tolist(),
        "market_usd": present.declining_values_usd(cost.value, decay, life).tolist(),
    }
