"""The checkers of the trade: ruff, mypy --strict and deptry find nothing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house.syntax import REPOSITORY, report

CHECKS = {
    "ruff check": ["ruff", "check", "--no-cache", "."],
    "ruff format": ["ruff", "format", "--no-cache", "--check", "."],
    "mypy --strict": ["mypy"],
    "deptry": ["deptry", "src"],
}


@pytest.mark.parametrize("name", CHECKS)
def test_a_checker_finds_nothing(name: str) -> None:
    program, *arguments = CHECKS[name]
    path = Path(sys.executable).parent / program
    done = subprocess.run([path, *arguments], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, f"run `{name}` and mend:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize(("lock", "extra"), [("run", None), ("test", "test")])
def test_the_lock_holds_every_dependency_within_its_bounds(lock: str, extra: str | None) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]
    text = (REPOSITORY / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    locked: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE):
        locked.setdefault(canonicalize_name(name), []).append(version)
    found = [
        f"{requirement}: locked {', '.join(locked.get(canonicalize_name(requirement.name), ['nothing']))}"
        for requirement in map(Requirement, declared)
        if not all(
            version in requirement.specifier
            for version in locked.get(canonicalize_name(requirement.name), ["0"])
        )
    ]
    assert not found, report(f"write requirements/{lock}.txt anew, as CONTRIBUTING.md says:", found)
    assert text.count("--hash=sha256:") >= len(locked)
