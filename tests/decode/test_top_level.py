"""What `import wattwright as ww` gives."""

from __future__ import annotations

import subprocess
import sys
from inspect import getdoc

import wattwright as ww

EXPORTS = [
    "Catalog",
    "Dossier",
    "Figure",
    "Plan",
    "Reading",
    "Results",
    "Statement",
    "Verdict",
    "WattwrightError",
    "catalog",
    "decode",
    "dump_plan",
    "evaluate",
    "explain",
    "judge",
    "load",
    "parse_plan",
    "plan_from_reading",
    "read",
    "scenario_names",
]


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_exports_are_these() -> None:
    assert ww.__all__ == EXPORTS
    assert [name for name in dir(ww) if not name.startswith("_")] == EXPORTS


def test_every_export_is_documented() -> None:
    assert [name for name in ww.__all__ if not getdoc(getattr(ww, name))] == []


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = run(
        "import sys, wattwright; print([n for n in ('numpy', 'pydantic', 'yaml') if n in sys.modules])"
    )
    assert loaded == "[]"


def test_importing_takes_less_than_50_milliseconds() -> None:
    code = "import time; t = time.process_time(); import wattwright; print(time.process_time() - t)"
    assert min(float(run(code)) for _ in range(3)) < 0.05


def test_a_function_is_not_replaced_by_the_module_of_its_name() -> None:
    modules = ", ".join(f"wattwright.{name}" for name in ("evaluate", "decode", "explain", "catalog"))
    code = f"import wattwright as ww, {modules}; "
    code += "print([callable(f) for f in (ww.evaluate, ww.decode, ww.explain, ww.catalog)])"
    assert run(code) == "[True, True, True, True]"


def test_a_name_that_is_not_exported_is_an_attribute_error() -> None:
    assert run("import wattwright; print(hasattr(wattwright, 'nothing'))") == "False"


def test_the_verbs_work_together() -> None:
    plan = ww.load("meta-2025")
    results = ww.evaluate(plan, at=plan.as_of, catalog=ww.catalog())
    assert "household equivalents" in ww.explain("household_equivalents", results, "en")
    assert ww.parse_plan(ww.dump_plan(plan)) == plan
    assert ww.plan_from_reading(ww.read("Meta plans 1 GW in Ohio for 2026."), ww.catalog()).title
