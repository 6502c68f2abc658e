"""Pages that are written from code and data, so that they cannot fall behind them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from wattwright.assumptions import load as assumptions
from wattwright.equations import registered
from wattwright.glossary import load as terms

__all__ = ["write"]


def write(folder: Path) -> None:
    """Write all pages into `folder`."""
    folder.mkdir(exist_ok=True)
    pages = {"equations": _equations(), "glossary": _glossary(), "assumptions": _assumptions()}
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def _body(function: Callable[..., Any]) -> str:
    """The lines of a function after its docstring."""
    source = textwrap.dedent(inspect.getsource(function))
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    first = node.body[1] if ast.get_docstring(node) else node.body[0]
    return textwrap.dedent("\n".join(source.splitlines()[first.lineno - 1 :])).replace("return ", "", 1)


def _equations() -> str:
    import_module("wattwright.evaluate")  # registers the equations of every science
    known = terms()
    parts = [
        f"# Equations\n\nAll {len(registered())} equations, written from the code. Units are the glossary's."
    ]
    for one in sorted(registered().values(), key=lambda one: (one.function.__module__, one.name)):
        science = one.function.__module__.split(".")[1]
        meaning = (inspect.getdoc(one.function) or "").partition(">>>")[0].strip()
        needs = ", ".join(f"`{name}` ({known[name].unit})" for name in one.needs)
        parts.append(
            f"## {one.name}\n\n{meaning}\n\n```text\n{one.gives} = {_body(one.function)}\n```\n\n"
            f"Gives `{one.gives}` in {known[one.gives].unit} from {needs}. "
            f"Part of {science}. Source: `{one.source}`."
        )
    return "\n\n".join(parts) + "\n"


def _glossary() -> str:
    rows = [f"| `{one.name}` | {one.unit} | {one.definition} | {one.label_de} |" for one in terms().values()]
    columns = "| name | unit | meaning | German |\n|---|---|---|---|"
    return "\n".join(["# Glossary\n\nEvery quantity, in the order of the file.\n", columns, *rows]) + "\n"


def _assumptions() -> str:
    rows = [
        f"| `{one.name}` | {one.value:g} ({one.low:g} to {one.high:g}) | {one.unit} | {one.kind} "
        f"| `{one.source}`, {one.date} | {one.note} |"
        for one in assumptions().values()
    ]
    about = "Numbers from outside that belong to no single company or campus, with the 5 % and 95 % points."
    columns = "| name | value | unit | kind | source | note |\n|---|---|---|---|---|---|"
    return "\n".join([f"# Assumptions\n\n{about}\n", columns, *rows]) + "\n"
