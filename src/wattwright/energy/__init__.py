"""Energy: what a campus draws, and what that compares with.

Units of this science: h, MW, MWh. `load` gives power and annual energy, `footprint` households, land,
water and emissions.
"""

from wattwright.energy import footprint, load

__all__ = ["footprint", "load"]
