"""Announced dates against independent estimates and the record of how far such estimates move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wattwright.resolve.model import ResolvedMilestone
from wattwright.results import Figure, Results, derived
from wattwright.strategy import milestones

__all__ = ["holding_share", "milestone_figures"]


def milestone_figures(milestone: ResolvedMilestone, slips: Sequence[Figure]) -> Iterator[Figure]:
    """Days to the announced date, expected days to the power, and the delay between them.

    A power that runs already is late by what passed since the date. One whose date lies in the past and that
    nobody tracks has no expected date.
    """
    subject, when, lead = milestone.campus, milestone.when, milestone.lead
    yield lead
    yield from milestone.estimate
    if milestone.reached:
        for day in milestone.estimate:
            reached = derived(milestones.reached_lead_days, day, subject=subject, when=when)
            yield reached
            yield derived(milestones.slip_days, reached, lead, subject=subject, when=when)
        return
    for slip in slips:
        for day in (*milestone.estimate, lead)[:1]:
            if day.value <= 0:
                continue
            expected = derived(milestones.projected_lead_days, day, slip, subject=subject, when=when)
            yield expected
            yield derived(milestones.slip_days, expected, lead, subject=subject, when=when)


def holding_share(results: Results, campus: str, when: str) -> float:
    """Share of the draws in which the campus reaches its power by the announced date `when`.

    UnknownNameError where the plan announces no such date, or nothing is known of how dates move.
    """
    delay = results.one("slip_days", campus, when)
    return float(np.mean(delay.draws <= 0))
