"""Uncertainty: draws from the spreads of assumptions, and what they do to results.

`quantiles` turns shares between 0 and 1 into values of a spread given by its 5 %, 50 % and 95 % points.
`column` gives the shares of one uncertain input: a Latin-hypercube column seeded by the input's identity,
so the same input is drawn alike wherever it is used, and different inputs are independent. `sways` says which
input decides about a result.
"""

from wattwright.study.draws import DRAWS, SPREADS, column, quantiles
from wattwright.study.sensitivity import Sway, sways

__all__ = ["DRAWS", "SPREADS", "Sway", "column", "quantiles", "sways"]
