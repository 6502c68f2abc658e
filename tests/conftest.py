"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with measured tables and annotated texts; its absence is an error in CI, a skip elsewhere."""
    folder = Path(os.environ.get("WATTWRIGHT_SHARED", REPOSITORY.parent / "shared"))
    if folder.is_dir():
        return folder
    message = f"measured tables are not at {folder}; set WATTWRIGHT_SHARED"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
