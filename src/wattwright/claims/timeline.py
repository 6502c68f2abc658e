"""What runs at a site on a day, and when it is expected to reach a power."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import latest_until
from wattwright.claims.model import Quantity, Slot, Word
from wattwright.claims.periods import fact_days
from wattwright.claims.policy import setting

__all__ = ["RUNNING", "expected_day", "first_step", "running", "running_slot"]

_SLACK: Final = timedelta(days=31)
RUNNING: Final = ("inferred", "measured", "published")
"""Bases of powers that run, not of plans."""


def running(case: Case, name: str, day: date, *, counts: str = "facility") -> Fact | None:
    """The estimate of the power that runs at a site on a day: facility or IT power, of the newest vintage."""
    timeline = [
        fact for fact in case.numbers("campus", (name,), f"{counts}_power_mw") if fact.basis in RUNNING
    ]
    vintages = case.numbers("campus", (name,), "running_facility_power_mw") if counts == "facility" else ()
    newest = latest_until(timeline, day + _SLACK)
    record = latest_until(vintages, day + _SLACK)
    if newest is None or record is None:
        return newest or record
    return max(newest, record, key=lambda fact: fact.date)


def _current(case: Case, name: str) -> list[Fact]:
    """The steps of a site that its newest timeline sees, by now or by projection."""
    steps = case.numbers("campus", (name,), "facility_power_mw", "facility_power_at_one_gigawatt_date_mw")
    newest = max((fact.date for fact in steps), default=None)
    return [fact for fact in steps if fact.date == newest and fact.value]


def first_step(case: Case, name: str) -> Fact | None:
    """The step of the newest timeline with which a site begins to run."""
    return min(_current(case, name), key=fact_days, default=None)


def expected_day(case: Case, name: str, megawatt: float) -> Fact | None:
    """The first step of the newest timeline that reaches a power, by now or by projection."""
    current = _current(case, name)
    for share in (1.0, setting("reached")):
        reaching = [fact for fact in current if float(fact.value or 0) >= share * megawatt]
        if reaching:
            return min(reaching, key=fact_days)
    return None


def running_slot(fact: Fact | None) -> Slot:
    """For a slot: the power that runs, or the word for nothing known."""
    return Word("nothing_running") if fact is None else Quantity(float(fact.value or 0), unit="MW")
