"""What a number means: its kind, what it leaves out, how exact it is, when it holds, whether it is a claim.

`settle` gives every candidate its kind and unit, `is_stopped` says which are no claims, `find_milestones`
which dates are.
"""

from wattwright.reading.meaning.milestones import find_milestones
from wattwright.reading.meaning.settle import settle
from wattwright.reading.meaning.stops import is_stopped

__all__ = ["find_milestones", "is_stopped", "settle"]
