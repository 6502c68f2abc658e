"""Reliability: how much of a cluster's time becomes progress, and what to do about the rest.

Units of this science: h, days for rates. `rates` gives interruptions, `checkpoints` intervals and progress,
`spares` what has to stand by, `renewal` many runs at once, `events` one run through time.
"""

from wattwright.reliability import checkpoints, rates, spares

__all__ = ["checkpoints", "rates", "spares"]
