"""Spending over several years or of several companies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.deals import deals_of
from wattwright.claims.evidence import Match, shown
from wattwright.claims.model import Finding, Period, Quantity, Slot
from wattwright.claims.numbers import PROMISES, Known, graded
from wattwright.claims.periods import fact_days, same_period
from wattwright.claims.policy import policy

__all__ = ["open_sum", "several_companies", "yearly_capex"]

_SMALLEST = 1e11
"""Sums from which on a plan without a period can only mean several years, in dollars."""


def open_sum(case: Case) -> Finding | None:
    """A plan to spend a sum without saying until when: held against the years since, as reported and guided.

    Reached by what was spent: came true. Reached with what is guided: on track. Neither: the period is
    missing, and the yearly pace is shown instead.
    """
    claim = case.claim
    if claim is None or not _is_open(case) or claim.low < _SMALLEST:
        return None
    years = yearly_capex(case, case.companies[0])
    if not years:
        return None
    spent = sum(_value(fact) for fact in years.values() if fact.basis not in PROMISES)
    both = sum(_value(fact) for fact in years.values())
    low = sum(fact.low or _value(fact) for fact in years.values())
    high = sum(fact.high or _value(fact) for fact in years.values())
    last = years[max(years)]
    values: dict[str, Slot] = {
        "entity": case.companies[0],
        "claimed": claim.quantity(),
        "sum": Quantity(both, low, high, "USD"),
        "first": Period(str(min(years))),
        "last": Period(str(max(years))),
        "pace": Quantity(None if last.low else _value(last), last.low, last.high, "USD"),
        "years": Quantity(claim.low / _value(last), unit="yr"),
    }
    if spent >= claim.low:
        return Finding("forecast_hit", "money.sum_spent", values, tuple(years.values()))
    if both >= claim.low:
        return Finding("forecast_open", "money.sum_on_track", values, tuple(years.values()))
    return Finding("missing_context", "money.sum_without_period", values, tuple(years.values()))


def _is_open(case: Case) -> bool:
    """Whether the statement is a company's own plan in dollars, neither dated nor yearly nor a contract."""
    statement = case.statement
    if statement.when or statement.period == "per_year" or statement.unit != "USD" or case.denied:
        return False
    group = case.passage.nearest(policy().money)
    spends = group == "capex" or (group is None and case.passage.has("data_centres"))
    return spends and case.forward and len(case.companies) == 1 and not deals_of(case, in_sentence=True)


def yearly_capex(case: Case, company: str) -> Mapping[int, Fact]:
    """Capital expenditure of every year since the statement: as reported, else as last guided."""
    found: dict[int, Fact] = {}
    for fact in case.numbers("company", (company,), "capex_usd"):
        first, last = fact_days(fact)
        if (last - first).days < 350 or first.year < case.said.year:
            continue
        old = found.get(first.year)
        if old is None or old.basis in PROMISES:
            found[first.year] = fact
    return dict(sorted(found.items()))


def several_companies(case: Case) -> Finding | None:
    """The sum of one quantity of one year over several companies."""
    claim = case.claim
    parts = [_one_year(case, company) for company in case.companies]
    facts: Sequence[Fact] = [fact for fact in parts if fact is not None]
    if claim is None or len(facts) < len(case.companies) or claim.unit != "USD":
        return None
    total = Known(
        sum(_value(fact) for fact in facts),
        sum(fact.low or _value(fact) for fact in facts),
        sum(fact.high or _value(fact) for fact in facts),
        "USD",
    )
    names = ", ".join(case.companies)
    shape = replace(facts[-1], name=names, value=total.value, basis="derived")
    match = Match(claim, shape, total, graded(claim, total, "money"))
    return Finding(match.rating, "money.several", shown(match), tuple(facts))


def _one_year(case: Case, company: str) -> Fact | None:
    facts = [
        fact for fact in case.numbers("company", (company,), "capex_usd") if same_period(case.wanted, fact)
    ]
    firm = [fact for fact in facts if fact.basis not in PROMISES]
    return max(firm or facts, key=lambda fact: fact.date, default=None)


def _value(fact: Fact) -> float:
    return fact.value if isinstance(fact.value, float) else 0.0
