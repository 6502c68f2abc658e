"""Checkable assertions without a number: earnings from models, energy use, occasions, outlooks."""

from __future__ import annotations

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import lacking, nothing_found, outside, unknown_entity
from wattwright.claims.model import Finding, Period, Quantity, Slot
from wattwright.claims.names import folded
from wattwright.claims.periods import fact_days, span_days
from wattwright.claims.policy import setting
from wattwright.claims.rules.milestones import slip
from wattwright.claims.rules.quotes import documented
from wattwright.claims.sites import named_sites
from wattwright.claims.timeline import expected_day, running, running_slot

__all__ = ["energy_use", "monetisation", "nothing", "occasion", "opinion", "outlook"]


def opinion(case: Case) -> Finding:
    """A judgement: listed, never graded."""
    return Finding("opinion", "opinion.listed")


def nothing(case: Case) -> Finding:
    """A statement for whose kind no rule is stated."""
    return outside(case)


def monetisation(case: Case) -> Finding:
    """Whether a company earns money with its models: by its reported lines and its products."""
    if not case.actors:
        return unknown_entity(case)
    company = case.actors[0]
    lines = [
        fact
        for fact in case.catalog.facts("company", company)
        if fact.value is None and fact.quantity.endswith("_revenue_usd")
    ]
    products = case.facts("company", (company,), "product")
    main = case.numbers("company", (company,), "advertising_revenue_fraction")
    values: dict[str, Slot] = {"entity": company, "day": case.day}
    if products:
        values |= {"product": str(products[-1].value), "since": products[-1].date}
        key = "monetisation.sells_now" if _denies_earning(case) else "monetisation.sells"
        return Finding(
            _earning(case, "half", "forecast_hit", "mostly_true"), key, values, (*lines, *products)
        )
    if not lines:
        return _earns(case, company) or nothing_found(case, "revenue_usd")
    rating = _earning(case, "mostly_true", "forecast_open", "mostly_false")
    if not main:
        return Finding(rating, "monetisation.no_line", values, tuple(lines))
    values |= {"share": Quantity(_value(main[-1]), unit="%")}
    return Finding(rating, "monetisation.no_line_but_ads", values, (*lines, *main))


def _earns(case: Case, company: str) -> Finding | None:
    """A company that reports what it earns with its models."""
    rates = case.numbers("company", (company,), "revenue_run_rate_usd_per_year")
    if not rates or case.statement.modality in ("plan", "estimate"):
        return None
    newest = max(rates, key=lambda fact: fact_days(fact)[1])
    values: dict[str, Slot] = {
        "entity": company,
        "known": Quantity(_value(newest), newest.low, newest.high, "USD"),
        "period": Period(newest.when),
        "since": newest.date,
    }
    return Finding("false" if _denies_earning(case) else "true", "monetisation.earns", values, (newest,))


def _denies_earning(case: Case) -> bool:
    return case.denied or case.passage.has("none_earned")


def _earning(case: Case, denied: str, planned: str, stated: str) -> str:
    """The rating for a statement that nothing is earned, that it will be, or that it is."""
    if _denies_earning(case):
        return denied
    return planned if case.statement.modality in ("plan", "estimate") else stated


def energy_use(case: Case) -> Finding:
    """Whether sites use a lot of electricity: what runs, else what is announced for them."""
    names = named_sites(case)
    if any(one.kind != "assertion" for one in case.article.beside(case.statement)):
        return outside(case)
    announced = [_full(case, name) for name in names]
    plans = tuple(fact for fact in announced if fact is not None)
    runs = tuple(fact for name in names if (fact := running(case, name, case.day)) is not None)
    now = sum(_value(fact) for fact in runs)
    planned = max(now, sum(_value(fact) for fact in plans))
    if not plans and not runs:
        return nothing_found(case, "energy") if case.actors else unknown_entity(case)
    values: dict[str, Slot] = {
        "names": ", ".join(names),
        "planned": Quantity(planned, unit="MW"),
        "running": Quantity(now, unit="MW"),
        "energy": Quantity(planned * 8760, unit="MWh"),
        "day": case.day,
    }
    large = 1e3 * setting("large_energy_gw")
    if planned < large:
        return Finding("mostly_false", "energy_use.small", values, (*plans, *runs))
    if now >= setting("reached") * planned:
        key = "energy_use.runs" if plans else "energy_use.runs_unannounced"
        return Finding("true", key, values, (*plans, *runs))
    return Finding(
        "mostly_true", "energy_use.mostly_planned" if runs else "energy_use.planned", values, (*plans, *runs)
    )


def _full(case: Case, name: str) -> Fact | None:
    facts = case.numbers("campus", (name,), "announced_power_mw")
    return max(facts, key=lambda fact: (_value(fact), not fact.doubtful, fact.date), default=None)


def occasion(case: Case) -> Finding:
    """Where something was said: by the occasions on record for the speaker."""
    on_record = [fact for name in documented(case) for fact in case.facts("statement", (name,), "occasion")]
    if not on_record:
        return outside(case)
    kinds = [group for group in ("podcast", "letter", "post") if case.passage.has(group)]
    values: dict[str, Slot] = {"speaker": str(case.statement.speaker)}
    for fact in on_record:
        text = str(fact.value)
        if any(kind in folded(text).split() for kind in kinds) and _family_fits(case, text):
            return Finding(
                "true", "occasion.on_record", values | {"occasion": text, "day": fact.date}, (fact,)
            )
    values |= {"occasion": str(on_record[-1].value), "day": on_record[-1].date}
    return Finding("unproven", "occasion.another", values, tuple(on_record[-1:]))


def _family_fits(case: Case, text: str) -> bool:
    """Whether an occasion names someone of the speaker's surname, where the statement speaks of a brother."""
    if not case.passage.has("brother"):
        return True
    return folded(case.statement.speaker or "").split()[-1] in folded(text).split()


def outlook(case: Case) -> Finding:
    """Whether plans will come true: open until the last announced date, with the newest estimates."""
    dated = [(name, fact) for name in named_sites(case) for fact in _dated(case, name)]
    if not dated:
        return lacking(case, named_sites(case) or case.companies, "date_milestone")
    facts = [fact for _, fact in dated]
    name, first = min(dated, key=lambda one: fact_days(one[1])[1])
    runs = running(case, name, case.day)
    expected = expected_day(case, name, _value(first))
    values: dict[str, Slot] = {
        "site": name,
        "power": Quantity(_value(first), unit="MW"),
        "announced": Period(first.when),
        "running": running_slot(runs),
        "day": case.day,
    }
    facts += [fact for fact in (runs, expected) if fact is not None]
    if runs is not None and _value(runs) >= setting("reached") * _value(first):
        return Finding("forecast_open", "outlook.first_reached", values, tuple(facts))
    if expected is None:
        return Finding("forecast_open", "outlook.announced", values, tuple(facts))
    values |= {"expected": Period(expected.when), "vintage": expected.date}
    moved = slip(case, name)
    if fact_days(expected)[0] > fact_days(first)[1] and moved is not None:
        values |= {"slip": Quantity(moved[0], unit="d"), "first_vintage": moved[1].date}
        return Finding("forecast_open", "outlook.slipping", values, (*facts, moved[1]))
    return Finding("forecast_open", "outlook.estimated", values, tuple(facts))


def _dated(case: Case, name: str) -> list[Fact]:
    """Announced steps of a site with a date."""
    return [fact for fact in case.numbers("campus", (name,), "announced_power_mw") if span_days(fact.when)]


def _value(fact: Fact) -> float:
    return fact.value if isinstance(fact.value, float) else 0.0
