"""Plan files in and out: text to `Plan` with all mistakes at once, `Plan` to text, scenarios by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Final

import yaml
from pydantic import ValidationError

from wattwright.catalog import Catalog
from wattwright.catalog import load as load_catalog
from wattwright.errors import PlanError, nearest_names
from wattwright.plan.checks import Trouble, check
from wattwright.plan.document import LIMIT_BYTES, Document, Finding, read_document
from wattwright.plan.problems import bullets, findings_of
from wattwright.plan.schema import Plan

__all__ = ["dump_plan", "load", "parse_plan", "scenario_names"]

_FORMAT: Final = 1
_FOLDED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def parse_plan(
    text: str,
    name: str = "plan.yaml",
    *,
    catalog: Catalog | None = None,
    exchange: Mapping[str, float] | None = None,
) -> Plan:
    """The plan in a YAML text; PlanError lists every mistake with line, column, source line and caret.

    `name` is what the text is called in messages. Names of chips, models and sites are those of `catalog`.
    `exchange` has USD for one unit of currencies for which the plan itself names no rate.
    """
    document = read_document(text)
    plan, problems = None, list(document.findings)
    if isinstance(document.value, dict):
        try:
            plan = Plan.model_validate(
                document.value, context={"exchange": dict(exchange or {}) | _rates(document.value)}
            )
        except ValidationError as error:
            problems += findings_of(error, document, Plan)
        known = load_catalog() if catalog is None else catalog
        problems += _findings(document, check(document.value, known))
    elif not problems:
        message = "a plan file is a mapping that begins with `wattwright: 1`"
        problems.append(Finding(document.at(()), (), message))
    if problems or plan is None:
        count = len(set(problems))
        title = f"{name}: {count} mistake{'s' if count > 1 else ''}"
        raise PlanError(title, bullets(document, name, problems))
    return plan


def _rates(value: dict[str, object]) -> dict[str, float]:
    """Rates of exchange of a raw plan that are numbers; the schema refuses the others."""
    given = value.get("exchange")
    pairs = given.items() if isinstance(given, dict) else ()
    return {
        name: float(rate)
        for name, rate in pairs
        if isinstance(rate, int | float) and not isinstance(rate, bool) and 0 < rate < float("inf")
    }


def _findings(document: Document, troubles: Iterable[Trouble]) -> Iterator[Finding]:
    for path, message in troubles:
        yield Finding(document.at(path), path, message)


class _PlanDumper(yaml.SafeDumper):
    """Writes block YAML whose plain words mean the same under the rules of YAML 1.1 and 1.2."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent list items below their key."""
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text; one with breaks or marks that YAML folds stands in double quotes with escapes."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _FOLDED.search(text) else None)


_PlanDumper.add_representer(str, _text)
_PlanDumper.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_PlanDumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)


def dump_plan(plan: Plan) -> str:
    """The plan as a YAML text that people edit; `parse_plan` gives an equal plan back."""
    value = plan.model_dump(mode="python", exclude_defaults=True) | {"wattwright": _FORMAT}
    ordered = {key: value[key] for key in Plan.model_fields if key in value}
    return yaml.dump(
        _plain(ordered), Dumper=_PlanDumper, sort_keys=False, allow_unicode=True, width=100, line_break="\n"
    )


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def scenario_names() -> tuple[str, ...]:
    """Names of the scenarios that ship with Wattwright, sorted."""
    folder = files("wattwright") / "data" / "scenarios"
    return tuple(sorted(path.name.removesuffix(".yaml") for path in folder.iterdir()))


def load(source: str | FilePath) -> Plan:
    """A scenario by name, or the plan file at a path; PlanError names what is there instead."""
    name = str(source)
    if name in scenario_names():
        scenario = files("wattwright") / "data" / "scenarios" / f"{name}.yaml"
        return parse_plan(scenario.read_text(encoding="utf-8"), f"{name}.yaml")
    path = FilePath(source)
    if not path.is_file():
        close = nearest_names(name, scenario_names()) or list(scenario_names())
        raise PlanError(f"{name} is neither a scenario nor a file", [f"scenarios: {', '.join(close)}"])
    if path.stat().st_size > LIMIT_BYTES:
        raise PlanError(f"{name} is too large", [f"a plan file has at most {LIMIT_BYTES:,} bytes"])
    try:
        return parse_plan(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise PlanError(f"{name} is not text", [f"byte {error.start} is not UTF-8"]) from None
