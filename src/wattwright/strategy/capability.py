"""Distance to the frontier on one capability index."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = ["capability_gap", "capability_gap_years"]


@equation(symbol=r"\Delta", latex=r"q^\ast - q", source="epoch-eci")
def capability_gap(frontier_index: Real, model_index: Real) -> Real:
    """Index points between the best model of a day and a company's best model of that day.

    >>> round(capability_gap(148.2, 133.2), 1)
    15.0
    """
    return frontier_index - model_index


@equation(symbol=r"\tau", latex=r"\frac{\Delta}{s}", source="epoch-eci")
def capability_gap_years(capability_gap: Real, frontier_index_per_year: Real) -> Real:
    """Years of frontier progress that the gap stands for.

    >>> round(capability_gap_years(15.0, 15.2), 2)
    0.99
    """
    return capability_gap / frontier_index_per_year
