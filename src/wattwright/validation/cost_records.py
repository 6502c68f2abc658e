"""Reported money and retention beside the models: financing, a year that was guided, cash ratios, staff."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from wattwright.catalog import Catalog
from wattwright.evaluate import evaluate
from wattwright.plan import load
from wattwright.results import Figure, Results
from wattwright.validation.scoreboard import Row

__all__ = ["record_rows"]

_GUIDED: Final = date(2025, 7, 31)
"""The day after the guidance of July 2025."""

_FINANCED: Final = {"annual_interest_usd": 1.78e9, "level_payment_usd": 2.27e9}
"""What 27 bn USD at 6.58 % to 2049 cost a year, to three digits."""

_RATIOS: Final = {"capex_to_revenue_ratio": 0.511, "capex_to_cash_flow_ratio": 0.975}
"""Meta's second quarter of 2026 as reported."""

_ROUNDED: Final = 0.005
_VENTURE: Final = "Hyperion JV (Beignet)"
_ACTUAL: Final = ("capex_usd", "revenue_usd", "operating_cash_flow_usd", "free_cash_flow_usd")
_RETAINED: Final = "retention_two_year_fraction"


def record_rows(catalog: Catalog) -> list[Row]:
    """Rows from two of the scenarios that ship; `catalog` knows all until its day."""
    assert catalog.day is not None
    then = evaluate(load("meta-2025"), at=_GUIDED, catalog=catalog)
    today = evaluate(load("meta-2026"), at=catalog.day, catalog=catalog)
    rows = [_rounded("Hyperion", name, usd, today.one(name, _VENTURE)) for name, usd in _FINANCED.items()]
    rows += [
        _rounded("Meta 2026-Q2", name, share, today.one(name, "Meta", "2026-Q2"))
        for name, share in _RATIOS.items()
    ]
    return [*rows, *_backtest(then, catalog), *_retention(today, catalog)]


def _rounded(what: str, name: str, measured: float, found: Figure) -> Row:
    ends = found.value - _ROUNDED * measured, found.value + _ROUNDED * measured
    return _row(f"{what} {name}", measured, found.value, ends, "finance")


def _row(name: str, measured: float, predicted: float, ends: tuple[float, float], kind: str) -> Row:
    return Row(name, measured, predicted, *ends, answered=True, traits={"kind": kind})


def _backtest(then: Results, catalog: Catalog) -> Iterator[Row]:
    """What was guided and projected for Meta's 2025 in July of that year, beside what came."""
    for name in _ACTUAL:
        actual = catalog.latest("company", "Meta", name, "2025")
        found = [one for one in then.find(name, when="2025") if one.subject in ("Meta", "Meta · projected")]
        if actual is not None and isinstance(actual.value, float) and found:
            one = found[-1]
            yield _row(f"Meta 2025 {name}", actual.value, one.value, (one.low, one.high), "backtest")


def _retention(today: Results, catalog: Catalog) -> Iterator[Row]:
    """Staff still there after two years, by laboratory."""
    found = today.one("stay_share", "research staff", "+2")
    for fact in catalog.facts("person", quantity=_RETAINED):
        if isinstance(fact.value, float):
            ends = found.low, found.high
            yield _row(f"{fact.name} {fact.quantity}", fact.value, found.value, ends, "retention")
