"""Conversions between the units of the sciences. Each science keeps one unit per dimension:

performance s, bytes, FLOP, W; energy h, MW, MWh; economics years, USD. Numbers cross only in
`resolve` and `evaluate`, which call the functions of this module.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "DAYS_PER_YEAR",
    "HOURS_PER_YEAR",
    "SECONDS_PER_DAY",
    "SECONDS_PER_HOUR",
    "WATTS_PER_MEGAWATT",
    "days_from_seconds",
    "megawatts_from_watts",
    "seconds_from_days",
    "watts_from_megawatts",
]

SECONDS_PER_HOUR: Final = 3600.0
SECONDS_PER_DAY: Final = 86_400.0
DAYS_PER_YEAR: Final = 365.25
WATTS_PER_MEGAWATT: Final = 1e6
HOURS_PER_YEAR: Final = 8760.0
"""Hours of a common year, as the fact-check rule for households and annual energy uses them."""


def watts_from_megawatts(power_mw: float) -> float:
    """Power in W from MW."""
    return power_mw * WATTS_PER_MEGAWATT


def megawatts_from_watts(power_w: float) -> float:
    """Power in MW from W."""
    return power_w / WATTS_PER_MEGAWATT


def days_from_seconds(duration_s: float) -> float:
    """Duration in days of 86,400 s."""
    return duration_s / SECONDS_PER_DAY


def seconds_from_days(duration_days: float) -> float:
    """Duration in seconds from days of 86,400 s."""
    return duration_days * SECONDS_PER_DAY
