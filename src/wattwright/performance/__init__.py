"""Performance: what a cluster computes, and how long a model trains on it.

Units of this science: s, bytes, FLOP, W. `fleet` turns power into accelerators and FLOP/s, `training` turns
FLOP/s into the run time, chip time and energy of a named training run.
"""

from wattwright.performance import fleet, training

__all__ = ["fleet", "training"]
