"""The project's own code and data as the house tests see them: parsed, never imported."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "wattwright"
DATA = PACKAGE / "data"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: dotted name, place relative to the repository, text and syntax tree."""

    name: str
    place: str
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The layer's name: first part below the package, "" for the package itself."""
        return self.name.partition(".")[2].partition(".")[0]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, in a fixed order."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, str(path.relative_to(REPOSITORY)), text, ast.parse(text))


@cache
def functions() -> tuple[tuple[str, Function], ...]:
    """Every function of the package with the place to show, nested ones too."""
    return tuple(
        (f"{module.place}:{node.lineno} {node.name}", node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, Function)
    )


@cache
def tracked() -> tuple[Path, ...]:
    """Files that git tracks or would track; all files but hidden and built ones where there is no git."""
    if not (REPOSITORY / ".git").exists():
        built = {"build", "dist", "dossier", "__pycache__"}
        return tuple(
            path
            for path in sorted(REPOSITORY.rglob("*"))
            if path.is_file()
            and not any(part in built or part.startswith(".") for part in path.relative_to(REPOSITORY).parts)
        )
    command = ["git", "-c", f"safe.directory={REPOSITORY}", "ls-files", "-z"]
    command += ["--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True).stdout
    paths = (REPOSITORY / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def parameters(node: Function) -> list[ast.arg]:
    """Parameters without self and cls, starred ones included."""
    given = node.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    starred = [one for one in (given.vararg, given.kwarg) if one]
    return [one for one in named if one.arg not in ("self", "cls")] + starred


def public(tree: ast.Module) -> Iterator[Function | ast.ClassDef]:
    """Functions, classes and methods that a caller may use by name."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    one for one in node.body if isinstance(one, Function) and not one.name.startswith("_")
                )


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that a tree imports; `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{one.name}") for one in node.names)


def report(rule: str, found: list[str]) -> str:
    """Message of a failing house test: what to do, then every place."""
    return "\n".join([rule, *(f"  • {one}" for one in found)])
