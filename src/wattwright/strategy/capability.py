"""Distance to the frontier on one capability index."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = ["capability_gap", "capability_gap_years"]


@equation(symbol=r"\Delta", latex=r"q^\ast - q", source="epoch-eci")
def capability_gap(frontier_index: Real, model_index: Real) -> Real:
    """Index points between the best model of a day and a company's best model of that day."""
    return frontier_index - model_index


@equation(symbol=r"\tau", latex=r"\frac{\Delta}{s}", source="epoch-eci")
def capability_gap_years(capability_gap: Real, frontier_index_per_year: Real) -> Real:
    """Years of frontier progress that the gap stands for."""
    return capability_gap / frontier_index_per_year
