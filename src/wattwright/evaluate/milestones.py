"""Announced dates against independent estimates and the record of how far such estimates move."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from wattwright.resolve import ResolvedMilestone
from wattwright.results import Figure, Results, derived
from wattwright.strategy import milestones

__all__ = ["holding_share", "milestone_figures"]


def milestone_figures(milestone: ResolvedMilestone, slip: Figure) -> Iterator[Figure]:
    """Days to the announced date, expected days to the power, and the delay between them."""
    subject, when = milestone.campus, milestone.when
    yield milestone.lead
    if milestone.estimate is not milestone.lead:
        yield milestone.estimate
    expected = derived(
        milestones.projected_lead_days, milestone.estimate, slip, subject=subject, when=when
    )
    yield expected
    yield derived(milestones.slip_days, expected, milestone.lead, subject=subject, when=when)


def holding_share(results: Results, campus: str, when: str) -> float:
    """Share of the draws in which the campus reaches its power by the announced date `when`.

    UnknownNameError where the plan announces no such date.
    """
    delay = results.one("slip_days", campus, when)
    return float(np.mean(delay.draws <= 0))
