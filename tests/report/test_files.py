"""Files are written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from wattwright.decode import Dossier
from wattwright.errors import DataError
from wattwright.report import files, write_dossier
from wattwright.report.content import Content

NAMES = ["dossier.html", "dossier.json", "dossier.md"]


def test_all_files_are_written(dossier: Dossier, content: Content, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "folder"
    paths = write_dossier(dossier, content, folder, "de")
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == NAMES
    claims = sorted((folder / "claims").iterdir())
    assert len(claims) == sum(row.graded for row in content.claims)
    assert set(paths) == {*(folder / name for name in NAMES), *claims}
    review = json.loads(claims[0].read_text(encoding="utf-8"))
    assert review["@type"] == "ClaimReview"


def test_writing_twice_gives_the_same_bytes(dossier: Dossier, content: Content, tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in write_dossier(dossier, content, tmp_path, "en")}
    second = {path: path.read_bytes() for path in write_dossier(dossier, content, tmp_path, "en")}
    assert first == second


def test_other_files_stay_and_old_claims_go(dossier: Dossier, content: Content, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "99.json").write_text("old")
    (tmp_path / "claims" / "notes.json").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    write_dossier(dossier, content, tmp_path, "de")
    assert not (tmp_path / "claims" / "99.json").exists()
    assert (tmp_path / "claims" / "notes.json").read_text() == "mine"
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_failure_leaves_nothing_behind(
    dossier: Dossier, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dossier.md").write_text("before")

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.json, "dumps", lambda *_, **__: "{}")
    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(DataError, match=r"cannot be written to\n.*No space left"):
        write_dossier(dossier, content, tmp_path, "de")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["dossier.md"]
    assert (tmp_path / "dossier.md").read_text() == "before"


def test_a_file_in_place_of_the_folder_is_named(dossier: Dossier, content: Content, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(DataError, match="taken cannot be written to"):
        write_dossier(dossier, content, tmp_path / "taken", "de")
