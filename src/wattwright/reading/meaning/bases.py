"""Base units: what a quantity is written in after multiplying, with its rate."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure

__all__ = ["FLOW_RATES", "PRICE_RATES", "base_unit"]

PRICE_RATES = {
    "/kWh": ("kWh", 1.0),
    "/MWh": ("kWh", 1e-3),
    "/kW": ("kW", 1.0),
    "/MW": ("MW", 1.0),
    "/GW": ("GW", 1.0),
    "/MW-d": ("MW-d", 1.0),
    "/gpu-h": ("h", 1.0),
    "/h": ("h", 1.0),
    "/Mtok": ("Mtok", 1.0),
    "/token": ("Mtok", 1e6),
    "/ktok": ("Mtok", 1e3),
    "/share": ("share", 1.0),
    "/t": ("t", 1.0),
    "/m3": ("m3", 1.0),
    "/m2": ("m2", 1.0),
    "/ft2": ("ft2", 1.0),
    "/acre": ("acre", 1.0),
    "/gpu": ("gpu", 1.0),
    "/rack": ("rack", 1.0),
    "/GB": ("GB", 1.0),
    "/TB": ("TB", 1.0),
    "/server": ("server", 1.0),
    "/query": ("query", 1.0),
    "/kgal": ("kgal", 1.0),
    "/gallon": ("gallon", 1.0),
    "/barrel": ("barrel", 1.0),
    "/seat": ("seat", 1.0),
    "/image": ("image", 1.0),
}
"""Rate of a price → what stands behind the slash in its unit, and the factor to that."""
FLOW_RATES = frozenset({"/d", "/h", "/min", "/s", "/query", "/week", "/token", "/kWh"})
_NO_FLOW = frozenset({"money", "pay", "price", "power", "share", "parameters"})
_WAGE_RATES = frozenset({"/h", "/d", "/week"})


def base_unit(measure: Measure, currency: str) -> tuple[str, float]:
    """Base unit with its rate, and the factor to it; `currency` is that of cents without one."""
    base, factor = _plain(measure, currency)
    rate = measure.rate or ""
    if measure.kind == "price" and rate in PRICE_RATES:
        per, times = PRICE_RATES[rate]
        return f"{base}/{per}", factor * times
    if measure.kind in ("pay", "money") and rate in _WAGE_RATES:
        return f"{base}{rate}", factor
    if measure.kind == "emissions" and rate in ("/gpu", "/share"):
        return f"{base}/unit", factor
    flows = rate in FLOW_RATES and measure.kind not in _NO_FLOW
    return (f"{base}{rate}", factor) if flows else (base, factor)


def _plain(measure: Measure, currency: str) -> tuple[str, float]:
    """Base unit without a rate, and the factor to it."""
    if measure.unit is None:
        return ("x" if measure.shape == "factor" or measure.noun == "x" else "1"), 1.0
    return (currency if measure.unit.base == "cent" else measure.unit.base), measure.unit.factor
