"""Economics: what a campus costs, and who can pay for it.

Units of this science: years, USD. `costs` builds capital and electricity cost bottom-up, `finance` puts
spending in proportion to revenue, cash flow and debt.
"""

from wattwright.economics import costs, finance

__all__ = ["costs", "finance"]
