"""How often a job is interrupted: nodes that fail, jobs that fail by themselves, and growth beyond a size."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

__all__ = ["interruptions_per_h", "large_job_factor", "mean_gap_h"]


@equation(
    symbol=r"\Lambda",
    latex=r"\frac{n\,r_n}{24}\,g + \lambda_j",
    source="kokolis-2024",
    gives="interruptions_per_h",
)
def interruptions_per_h(
    node_count: Real, failures_per_node_day: Real, large_job_factor: Real, job_hazard_per_h: Real
) -> Real:
    """Interruptions of one job an hour: its nodes at their rate, and what fails with the job itself (user
    code, scheduler), which a small job meets as often as a large one.

    >>> round(interruptions_per_h(2048, 3.79e-3, 1.0, 0.0) * 24, 2)
    7.76
    """
    return node_count * failures_per_node_day / 24 * large_job_factor + job_hazard_per_h


@equation(
    symbol=r"g",
    latex=r"\max\left(\frac{N}{N_0}, 1\right)^{b}",
    source="ft-hsdp-2026",
    gives="large_job_factor",
)
def large_job_factor(accelerator_count: Real, growth_from_count: Real, growth_exponent: Real) -> Real:
    """How much more often a node interrupts a very large job: from 32,768 to 98,304 accelerators the time
    between interruptions fell from 2.6 h to 18 minutes, three times faster than in proportion.

    >>> print(round(large_job_factor(98304, 32768, 0.95), 2))
    2.84
    """
    grown: Real = np.maximum(accelerator_count / growth_from_count, 1.0) ** np.clip(growth_exponent, 0.0, 3.0)
    return grown


@equation(symbol=r"\mu", latex=r"\frac{1}{\Lambda}", source="own-derivation")
def mean_gap_h(interruptions_per_h: Real) -> Real:
    """Mean time between interruptions.

    >>> round(mean_gap_h(0.3235), 2)
    3.09
    """
    return 1 / interruptions_per_h
