"""Numbers, units, ranges, shares, factors and dates, before it is known what they count.

`scan` finds every quantity candidate of a document, `find_dates` every expression of time.
"""

from wattwright.reading.amounts.dates import find_dates
from wattwright.reading.amounts.scan import scan

__all__ = ["find_dates", "scan"]
