"""The conductor: a plan goes in, all figures come out. Here, and only here, the sciences meet.

`evaluate` resolves the plan with the knowledge of one day, calls the equations of performance, energy,
economics and strategy, and carries numbers across their units. Nothing is computed outside the registry, so
every figure knows its equation and inputs. `holding_share` reads off the chance that an announced date holds.
"""

from wattwright.evaluate.conductor import evaluate
from wattwright.evaluate.milestones import holding_share

__all__ = ["evaluate", "holding_share"]
