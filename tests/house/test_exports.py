"""What packages export: few names, all of them true."""

from __future__ import annotations

import ast
from importlib import import_module

import pytest

from house.syntax import Module, modules, report

NAMES_OF_A_PACKAGE = 6
NAMES_AT_THE_TOP = 20

PACKAGES = [module for module in modules() if module.place.endswith("__init__.py")]


def exported(module: Module) -> list[str] | None:
    """Names in `__all__` of the module, None where it has none."""
    for node in module.tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def test_packages_export_few_names() -> None:
    found = []
    for module in PACKAGES:
        limit = NAMES_OF_A_PACKAGE if module.part else NAMES_AT_THE_TOP
        count = len(exported(module) or [])
        if count > limit:
            found.append(f"{module.place}: {count} names, {limit} at most")
    assert not found, report("export only what callers need, the rest is imported from its module:", found)


def test_every_package_says_what_it_exports() -> None:
    silent = [module.place for module in PACKAGES if exported(module) is None]
    assert not silent, report("add `__all__` to:", silent)


@pytest.mark.parametrize("module", PACKAGES, ids=lambda module: module.name)
def test_every_exported_name_exists(module: Module) -> None:
    loaded = import_module(module.name)
    missing = [name for name in exported(module) or [] if not hasattr(loaded, name)]
    assert not missing, report(f"{module.name} exports names that it does not have:", missing)


def test_exports_are_in_order_and_named_once() -> None:
    found = []
    for module in modules():
        names = exported(module) or []
        if len(names) != len(set(names)):
            found.append(f"{module.place}: {', '.join(names)}")
    assert not found, report("name each export once:", found)
