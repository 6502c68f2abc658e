"""The glossary rules every name: equations speak its terms, and dimensioned names end in their unit."""

from __future__ import annotations

import ast
import re
from importlib import import_module

import yaml

from house.syntax import DATA, PACKAGE, Module, modules, parameters, report
from wattwright.equations import Equation, registered
from wattwright.glossary import load

SCIENCES = ("performance", "reliability", "energy", "economics", "strategy")
SUFFIXES = {
    "h": ("_h", "_hours"),
    "d": ("_days", "_per_day"),
    "year": ("_years",),
    "1": ("",),
    "%": ("_percent",),
    "°C": ("_c",),
}
BARE = {
    "time",
    "cost",
    "power",
    "bandwidth",
    "efficiency",
    "energy",
    "duration",
    "price",
    "throughput",
    "latency",
}
BARE |= {"area", "mass", "pay", "revenue", "capex", "capacity", "emissions", "water"}
BINARY_UNITS = re.compile(r"(^|_)(gb|gib|tb|tib|mb|mib)(_|$)", re.IGNORECASE)
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "base", "core"}


def suffixes(unit: str) -> tuple[str, ...]:
    """Endings that a name in this unit may have: "USD/MWh" gives _usd_per_mwh."""
    if unit in SUFFIXES:
        return SUFFIXES[unit]
    amount, _, per = unit.casefold().partition("/")
    if per:
        return (f"_{amount}_per_{per}",) if amount != "1" else (f"_per_{per}",)
    return (f"_{amount}",)


def equations() -> list[Equation]:
    """Equations of all sciences."""
    for module in modules():
        if module.part in SCIENCES:
            import_module(module.name)
    return list(registered().values())


def science_modules() -> list[Module]:
    return [module for module in modules() if module.part in SCIENCES]


def test_every_name_of_an_equation_is_in_the_glossary() -> None:
    terms = load()
    found = [
        f"{one.function.__module__}.{one.name}: {name}"
        for one in equations()
        for name in (one.gives, *one.needs)
        if name not in terms
    ]
    assert equations()
    assert not found, report("add these to data/glossary.yaml or use the term that is there:", found)


def test_a_term_ends_in_its_unit() -> None:
    found = [
        f"{one.name} in {one.unit}: should end in {' or '.join(suffixes(one.unit))}"
        for one in load().values()
        if one.unit not in ("1", "") and not one.name.endswith(suffixes(one.unit))
    ]
    assert not found, report("rename these terms or mend their unit in data/glossary.yaml:", found)


def test_a_term_without_unit_does_not_end_in_one() -> None:
    endings = {
        ending for one in load().values() if one.unit != "1" for ending in suffixes(one.unit) if ending
    }
    found = [
        f"{one.name} ends in {ending}, but its unit is 1"
        for one in load().values()
        for ending in endings
        if one.unit == "1" and one.name.endswith(ending)
    ]
    assert not found, report("rename these terms or mend their unit in data/glossary.yaml:", found)


def test_every_term_of_the_glossary_is_used() -> None:
    used: set[str] = set()
    for path in [*PACKAGE.rglob("*.py"), *DATA.rglob("*.yaml")]:
        if path.name != "glossary.yaml":
            used.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    found = [name for name in load() if name not in used]
    assert not found, report("use these terms or take them out of data/glossary.yaml:", found)


def test_every_assumption_is_a_term_in_its_unit() -> None:
    terms = load()
    found = []
    for path in sorted((DATA / "assumptions").glob("*.yaml")):
        for group, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for name, entry in entries.items():
                if name not in terms:
                    found.append(f"{path.name}, {group}.{name}: not in the glossary")
                elif terms[name].unit != entry["unit"]:
                    found.append(f"{path.name}, {group}.{name}: {entry['unit']}, glossary {terms[name].unit}")
    assert not found, report("name assumptions by terms of the glossary, in their unit:", found)


def test_names_in_the_sciences_say_their_unit() -> None:
    found = []
    for module in science_modules():
        for node in ast.walk(module.tree):
            names: list[str] = []
            if isinstance(node, ast.FunctionDef):
                names = [node.name, *(one.arg for one in parameters(node))]
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names = [node.id]
            found += [
                f"{module.place}:{node.lineno}: {name}"
                for name in names
                if name.rpartition("_")[2] in BARE or BINARY_UNITS.search(name)
            ]
    assert not found, report("end these names in their unit (_w, _mwh, _usd, _s, _bytes …):", found)


def test_no_module_has_a_vague_name() -> None:
    found = [module.place for module in modules() if module.name.rpartition(".")[2] in VAGUE]
    assert not found, report("name the module after what it knows:", found)
