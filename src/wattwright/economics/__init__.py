"""Economics: what a campus costs, what an hour, a run and a token cost in it, and who can pay.

Units of this science: years, USD. `costs` builds and runs a campus part by part, `hours` prices an
accelerator-hour and what it serves, `runs` a training run by published methods and in full, `present` values
money over time, `finance` and `cash` put spending beside revenue, cash flow and debt, `market` weighs open
weights against a closed interface.
"""

from wattwright.economics import costs, finance, hours, market, present, runs

__all__ = ["costs", "finance", "hours", "market", "present", "runs"]
