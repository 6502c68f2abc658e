"""The checkers of the trade: ruff, mypy --strict and deptry find nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from house.syntax import REPOSITORY

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
