"""Imports follow the layers of the design; the sciences meet only in `evaluate`."""

from __future__ import annotations

import ast
import sys

from house.syntax import PACKAGE, imports, modules, report

LAYERS = (
    {"errors", "units", "glossary"},
    {"assumptions", "catalog", "equations"},
    {"performance", "reliability", "energy", "economics", "strategy"},
    {
        "reading",
        "plan",
        "resolve",
        "training",
        "results",
        "evaluate",
        "explain",
        "decode",
        "claims",
        "study",
        "validation",
    },
    {"report", "cli", "web"},
)
SCIENCES = LAYERS[2]
MEETING_PLACES = {"evaluate", "validation"}
RANKS = {part: rank for rank, layer in enumerate(LAYERS) for part in layer} | {"": len(LAYERS)}


def own_imports() -> list[tuple[str, str, str]]:
    """Place, importing part and imported part of every import of the package by itself."""
    parts = {path.stem for path in PACKAGE.iterdir() if path.name not in ("data", "__pycache__")}
    found = []
    for module in modules():
        for line, name in imports(module.tree):
            top, _, rest = name.partition(".")
            target = rest.partition(".")[0]
            if top == "wattwright" and target in parts and target != module.part:
                found.append((f"{module.place}:{line}", module.part, target))
    return found


def test_every_module_has_its_place_in_the_layers() -> None:
    found = sorted({module.part for module in modules()} - set(RANKS))
    assert not found, report("add these to LAYERS in this test and to DESIGN, or rename them:", found)


def test_no_module_imports_from_a_higher_layer() -> None:
    found = [
        f"{place}: {source} imports {target}"
        for place, source, target in own_imports()
        if RANKS[target] > RANKS[source]
    ]
    assert not found, report(
        "move the code down, or pass the value in; layers may only import downwards:", found
    )


def test_the_sciences_never_import_each_other() -> None:
    found = [
        f"{place}: {source} imports {target}"
        for place, source, target in own_imports()
        if {source, target} <= SCIENCES
    ]
    assert not found, report("numbers cross from one science to another only in evaluate:", found)


def test_sciences_meet_only_in_evaluate() -> None:
    used: dict[str, set[str]] = {}
    for _, source, target in own_imports():
        if target in SCIENCES and source not in MEETING_PLACES | {""}:
            used.setdefault(source, set()).add(target)
    found = [
        f"{source} uses {', '.join(sorted(targets))}" for source, targets in used.items() if len(targets) > 1
    ]
    assert not found, report("take the figures from the results of evaluate instead:", sorted(found))


def test_no_module_imports_relatively() -> None:
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not found, report("write the full module name in the import:", found)


def test_the_command_line_and_the_top_level_import_heavy_things_late() -> None:
    light = {"click", "wattwright"} | sys.stdlib_module_names
    own = ("wattwright.cli", "wattwright.errors", "wattwright.__version__")
    found = []
    for module in modules():
        if module.part not in ("cli", ""):
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            for line, name in imports(ast.Module([node], [])):
                heavy = name.partition(".")[0] not in light
                heavy |= name.startswith("wattwright.") and not name.startswith(own)
                if heavy and module.name != "wattwright.cli.texts":
                    found.append(f"{module.place}:{line}: {name}")
    assert not found, report(
        "import these inside the function that needs them, `--help` must stay fast:", found
    )
