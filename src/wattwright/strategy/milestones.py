"""Announced dates against the record of how far such dates moved."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = ["projected_lead_days", "reached_lead_days", "slip_days", "slip_ratio"]


@equation(symbol=r"\sigma", latex=r"\frac{d_1 - d_0}{\Delta t}", source="epoch-data-centers")
def slip_ratio(slip_days: Real, elapsed_days: Real) -> Real:
    """Days by which an estimated date moved per day that passed; 0 = held, 1 = never nearer.

    >>> round(slip_ratio(322.0, 288.0), 2)
    1.12
    """
    return slip_days / elapsed_days


@equation(symbol=r"L", latex=r"L_0\,(1 + \sigma)", source="epoch-data-centers")
def projected_lead_days(lead_days: Real, slip_ratio: Real) -> Real:
    """Days from the judging day to the milestone when the remaining lead slips at the empirical rate.

    What slips while the slip itself passes is left out, so this is the shortest delay that the record
    supports; the share of cases without any delay does not depend on it.

    >>> projected_lead_days(100.0, 0.4)
    140.0
    """
    return lead_days * (1 + slip_ratio)


@equation(symbol=r"L", latex=r"L_0", source="own-derivation", gives="projected_lead_days")
def reached_lead_days(lead_days: Real) -> Real:
    """Days to a milestone that is known to be reached: nothing slips any more.

    >>> reached_lead_days(-30.0)
    -30.0
    """
    return lead_days


@equation(symbol=r"d", latex=r"L - L_0", source="own-derivation")
def slip_days(projected_lead_days: Real, lead_days: Real) -> Real:
    """Expected delay of a milestone in days, negative where it comes early.

    >>> slip_days(140.0, 100.0)
    40.0
    """
    return projected_lead_days - lead_days
