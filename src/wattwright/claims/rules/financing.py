"""Where the money comes from: cash flow against spending, ventures and bonds beside it."""

from __future__ import annotations

from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import nothing_found, unknown_entity
from wattwright.claims.model import Finding, Period, Quantity, Slot
from wattwright.claims.numbers import PROMISES
from wattwright.claims.periods import fact_days

__all__ = ["financing", "own_money"]

_OUTSIDE: Final = ("off-balance-sheet venture",)


def financing(case: Case) -> Finding:
    """Whether a company can pay its build-out from its own business."""
    found = own_money(case)
    if found is not None:
        return found
    return nothing_found(case, "operating_cash_flow_usd") if case.companies else unknown_entity(case)


def own_money(case: Case) -> Finding | None:
    """Operating cash flow against capex of the newest common period, and outside capital since.

    Covered and no outside capital: right. Covered, but ventures or bonds carry sites: context is missing. Not
    covered: wrong.
    """
    companies = case.companies or case.names("company").each(case.article.company)
    for company in companies:
        pair = _newest_pair(case, company)
        if pair is None:
            continue
        cash, capex = pair
        ventures = _ventures(case, company)
        values: dict[str, Slot] = {
            "entity": company,
            "period": Period(cash.when),
            "cash": Quantity(_value(cash), unit="USD"),
            "capex": Quantity(_value(capex), unit="USD"),
            "share": Quantity(round(_value(capex) / _value(cash), 2), unit="%"),
        }
        if _value(capex) > _value(cash):
            return Finding("mostly_false", "financing.not_covered", values, pair)
        if ventures:
            newest = max(ventures, key=lambda fact: fact.date)
            values |= {
                "venture": newest.name,
                "raised": Quantity(_value(newest), newest.low, newest.high, "USD"),
                "since": newest.date,
            }
            return Finding("missing_context", "financing.outside_capital", values, (*pair, *ventures))
        return Finding("true", "financing.covered", values, pair)
    return None


def _newest_pair(case: Case, company: str) -> tuple[Fact, Fact] | None:
    """Operating cash flow and capex of the newest period for which both are reported."""
    flows = case.numbers("company", (company,), "operating_cash_flow_usd")
    spent = {
        fact.when: fact
        for fact in case.numbers("company", (company,), "capex_usd")
        if fact.basis not in PROMISES
    }
    both = [(flow, spent[flow.when]) for flow in flows if flow.when in spent]
    return max(both, key=lambda pair: fact_days(pair[0])[1], default=None)


def _ventures(case: Case, company: str) -> tuple[Fact, ...]:
    """Prices of ventures outside the balance sheet in which the company takes part, known by the day."""
    names = [
        name
        for name in case.catalog.names("deal")
        if company in case.names("company").mentioned(name)
        and case.text_of("deal", name, "layer") in _OUTSIDE
    ]
    return case.numbers("deal", names, "price_usd")


def _value(fact: Fact) -> float:
    return fact.value if isinstance(fact.value, float) else 0.0
