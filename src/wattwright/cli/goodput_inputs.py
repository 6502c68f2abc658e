"""What `wattwright goodput` was typed, as the question of `evaluate.goodput`; all mistakes at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from wattwright.evaluate.goodput import GoodputAsked

__all__ = ["asked_from"]

Value = TypeVar("Value")


def _hours(text: str) -> float:
    """Hours from `5 min`, `30 s` or `2 hours`."""
    from wattwright.errors import DataError

    number, _, unit = text.strip().partition(" ")
    scale = {
        "s": 3600.0,
        "sec": 3600.0,
        "seconds": 3600.0,
        "min": 60.0,
        "minutes": 60.0,
        "h": 1.0,
        "hours": 1.0,
    }
    try:
        return float(number) / scale[unit.strip()]
    except (ValueError, KeyError):
        raise DataError(f"{text!r} is no time", ["write a number and s, min or h, such as 5 min"]) from None


def asked_from(given: dict[str, Any]) -> GoodputAsked:
    """What was typed; DataError lists everything in it that cannot be."""
    from wattwright.errors import DataError
    from wattwright.evaluate.goodput import GoodputAsked

    problems = _out_of_range(given)
    given = given | _size(given, problems)
    names = ("interval", "write", "flush", "test_every")
    times = {one: _tried(f"--{one.replace('_', '-')}", _hours, given[one], problems) for one in names}
    defect = _tried("--defect", _defect, given["defect"], problems)
    parameters = _tried("--parameters", _parameters, given["parameters"], problems)
    per_node = _tried("--accelerator", _per_node, given["accelerator"], problems)
    problems += _against_each_other(given, times["interval"], times["write"], per_node or 8)
    if problems:
        raise DataError("this run cannot be computed", problems)
    return GoodputAsked(
        given["count"],
        given["days"],
        per_node or 8,
        None if given["rate"] is None else given["rate"] / 1000,
        times["interval"] or 0.0,
        times["write"],
        times["flush"] or 0.0,
        parameters,
        None if given["storage"] is None else given["storage"] * 1e12,
        given["spares"],
        given["elastic"],
        given["research"],
        given["stragglers"],
        given["lemons"],
        times["test_every"],
        given["racks"],
        defect or (0.0, 0.0, 1.0),
        given={} if given["growth"] is None else {"growth_exponent": given["growth"]},
    )


def _size(given: dict[str, Any], problems: list[str]) -> dict[str, int | None]:
    """Accelerators and replicas: as typed, else those of a plan's campus."""
    from wattwright.evaluate.goodput import usual_replicas

    if given["count"] is not None:
        return {"count": given["count"], "elastic": given["elastic"] or 1}
    if given["source"] is None:
        problems.append("give --count, or a scenario")
        return {}
    count = _tried("SOURCE", lambda one: _of_plan(one, given["campus"]), given["source"], problems)
    return {"count": count, "elastic": given["elastic"] or usual_replicas(count or 1)}


def _tried(name: str, read: Callable[[str], Value], text: str | None, problems: list[str]) -> Value | None:
    """The value of an option; None, with the problem noted, where it cannot be read."""
    from wattwright.errors import WattwrightError

    try:
        return None if text is None else read(text)
    except WattwrightError as error:
        problems.append(f"{name}: {error.title}; {'; '.join(error.problems)}")
        return None


def _out_of_range(given: dict[str, Any]) -> list[str]:
    """Numbers below what is possible, and options that need each other."""
    least = {"count": 1, "elastic": 1, "spares": 0, "rate": 0, "growth": 0, "lemons": 0, "racks": 0}
    problems = [
        f"--{name} is {given[name]:g}; nothing below {low} is possible"
        for name, low in least.items()
        if given[name] is not None and given[name] < low
    ]
    problems += [
        f"--{name} is {given[name]:g}; more than 0 is needed"
        for name in ("days", "storage")
        if given[name] is not None and given[name] <= 0
    ]
    if (given["parameters"] is None) != (given["storage"] is None):
        problems.append("give --parameters and --storage together")
    return problems


def _defect(text: str) -> tuple[float, float, float]:
    """First day, days and factor of a bad batch, `20,10,5`."""
    from wattwright.errors import DataError

    try:
        first, days, factor = (float(part) for part in text.split(","))
    except ValueError:
        first, days, factor = -1.0, -1.0, -1.0
    if min(first, days, factor) < 0:
        raise DataError(f"{text!r} is no bad batch", ["write first day, days and factor: 20,10,5"])
    return first, days, factor


def _of_plan(source: str, campus: str | None) -> int:
    """Accelerators of a campus of a scenario or plan: those of its last phase that one job can use."""
    from datetime import date

    from wattwright.cli.inputs import understood
    from wattwright.errors import DataError
    from wattwright.evaluate import evaluate
    from wattwright.evaluate.goodput import useful_job_size

    plan = understood(source)
    names = [one.name for one in plan.campuses if campus is None or campus.casefold() in one.name.casefold()]
    if len(names) != 1:
        known = ", ".join(one.name for one in plan.campuses) or "none"
        raise DataError(f"{source} does not tell which campus", [f"say which with --campus: {known}"])
    found = evaluate(plan, at=date.today()).figures
    counts = [one.value for one in found if one.name == "accelerator_count" and one.subject == names[0]]
    if not counts:
        raise DataError(f"how many accelerators {names[0]} holds is not known", ["give --count"])
    return useful_job_size(int(counts[-1]))


def _against_each_other(
    given: dict[str, Any], interval_h: float | None, write_h: float | None, per_node: int
) -> list[str]:
    """Spares above the fleet, and an interval shorter than its write."""
    problems = []
    nodes = -(-max(given["count"] or 0, 0) // per_node)
    if nodes and given["spares"] is not None and given["spares"] > nodes:
        problems.append(f"--spares is {given['spares']}; the fleet has {nodes} nodes")
    if interval_h is not None and write_h is not None and interval_h <= write_h:
        problems.append(f"--interval {given['interval']} is not longer than --write {given['write']}")
    return problems


def _parameters(text: str) -> float:
    """Number of parameters from `405 bn`."""
    from wattwright.plan.amounts import parse_amount

    return parse_amount(f"{text} parameters", "parameters").value


def _per_node(accelerator: str) -> int:
    """Accelerators of a server; racks are counted by trays of four, which is what is exchanged."""
    from wattwright.catalog import load

    catalog = load()
    name = catalog.resolve("accelerator", accelerator)
    fact = catalog.latest("accelerator", name, "scale_up_domain_accelerators")
    domain = int(fact.value) if fact is not None and fact.value else 8
    return domain if domain <= 8 else 4
