"""Plan files: what is to be built, in YAML that people write and one strict reader checks.

`parse_plan` turns a text into a frozen `Plan` or raises every mistake at once, with line, column and caret;
`dump_plan` writes it back. `load` takes a scenario's name or a path, `plan_from_reading` the statements of an
article. Amounts keep their range and how they were said; nothing is filled in here, that is `resolve`'s work.
"""

from wattwright.plan.files import dump_plan, load, parse_plan, scenario_names
from wattwright.plan.readings import plan_from_reading
from wattwright.plan.schema import Plan

__all__ = ["Plan", "dump_plan", "load", "parse_plan", "plan_from_reading", "scenario_names"]
