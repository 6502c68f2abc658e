"""Resolve: a plan and the catalog of one day to a plan without gaps.

Every number becomes a leaf with basis, source and date: what the plan states, what the catalog knew on that
day, or an assumption with its range. Nothing is `None` afterwards; IT and facility power stay apart, and only
sites are ever added up, never contracts on top of them.
"""

from wattwright.resolve.model import UNDATED, ResolvedPlan
from wattwright.resolve.plans import resolve

__all__ = ["UNDATED", "ResolvedPlan", "resolve"]
