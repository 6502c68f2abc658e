"""`wattwright decode`: the main job, its exit codes, and what it says about input that cannot be used."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from wattwright.cli import main

TODAY = ["--today", "2026-11-25"]
WHOLE_PROCESS_SECONDS = 2.5
ATTEMPTS = 6
"""Runs of which one has to be quick: other tests on the same core slow each of them."""
WRONG = (
    "Meta baut aus\n\n17. Juli 2025 – Die Investitionen von Meta lagen im Jahr 2024 bei 400 Milliarden "
    "US-Dollar. Das Rechenzentrum Prometheus in Ohio soll 2026 mit 1 Gigawatt ans Netz gehen."
)


def test_the_example_becomes_a_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decode", "example", *TODAY, "--out", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines[0].startswith("Zwei Riesencampusse")
    assert sum(line.startswith("• ") for line in lines) == 3
    assert any(line.split()[:3] == ["Nr.", "damals", "heute"] for line in lines)
    assert str(tmp_path / "dossier.html") in lines[-1]
    assert (tmp_path / "dossier.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_without_a_folder_the_files_go_to_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["decode", "meta-2025", *TODAY]) == 0
    assert (tmp_path / "dossier" / "dossier.md").is_file()
    assert "Meta" in capsys.readouterr().out


def test_json_prints_the_numbers_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["decode", "example", *TODAY, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["as_of"] == "2025-07-17"
    assert data["claims"]
    assert not list(tmp_path.iterdir())


def test_lang_is_the_language_of_the_dossier_not_of_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text(WRONG, encoding="utf-8")
    assert main(["decode", str(text), *TODAY, "--lang", "en", "--out", str(tmp_path / "o")]) == 0
    assert "checked" in capsys.readouterr().out
    data = json.loads((tmp_path / "o" / "dossier.json").read_text(encoding="utf-8"))
    assert data["language"] == "de"
    assert '<html lang="en">' in (tmp_path / "o" / "dossier.html").read_text(encoding="utf-8")


def test_strict_ends_with_3_where_a_claim_is_refuted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "wrong.txt"
    text.write_text(WRONG, encoding="utf-8")
    call = ["decode", str(text), *TODAY, "--out", str(tmp_path / "o")]
    assert main(call) == 0
    assert main([*call, "--strict"]) == 3
    capsys.readouterr()
    assert main(["decode", "meta-2025", *TODAY, "--json"]) == 0
    ratings = [claim["today"]["rating"] for claim in json.loads(capsys.readouterr().out)["claims"]]
    expected = 3 if {"false", "mostly_false"} & set(ratings) else 0
    assert main(["decode", "meta-2025", *TODAY, "--json", "--strict"]) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_usual_encoding_is_read(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_bytes(WRONG.encode(encoding, errors="replace"))
    assert main(["decode", str(text), *TODAY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "de"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "is not text"),
        ("page.pdf", b"%PDF-1.7 ...", "turn it into text first"),
        ("large.txt", b"Meta baut. " * 300_000, "the limit is 2 MB"),
        ("french.txt", "Le groupe annonce un centre de données. ".encode() * 5, "--lang de or --lang en"),
        ("chinese.txt", "元公司宣布建造数据中心。".encode() * 20, "neither German nor English"),
        ("plan.yaml", b"wattwright: 1\ntitle: x\nas_of: 2025-01-01\nbogus: 3\n", "unknown key 'bogus'"),
    ],
)
def test_input_that_cannot_be_used_is_refused_with_one_clear_message(
    name: str, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    folder = tmp_path / "o"
    assert main(["decode", str(tmp_path / name), "--out", str(folder)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert not folder.exists()


def test_everything_wrong_with_a_call_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("")
    call = ["decode", str(tmp_path / "nowhere.txt"), "--as-of", "2026-05-05", "--today", "2026-01-01"]
    assert main([*call, "--out", str(tmp_path / "taken" / "o")]) == 2
    said = capsys.readouterr().err
    for part in (
        "nowhere.txt: no such file",
        "lies before the day of the announcement",
        "is a file, not a folder",
    ):
        assert part in said


def test_today_before_the_day_in_the_text_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decode", "example", "--today", "2025-01-01", "--json"]) == 2
    assert "2025-07-17" in json.loads(capsys.readouterr().err)["error"]["problems"][0]


def test_a_day_before_all_knowledge_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decode", "example", "--as-of", "1999-01-01"]) == 2
    assert "where knowledge begins" in capsys.readouterr().err


@pytest.mark.slow
def test_the_whole_process_is_quick(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "wattwright.cli", "decode", "example", "--out", str(tmp_path)]
    seconds: list[float] = []
    while len(seconds) < ATTEMPTS and min(seconds, default=WHOLE_PROCESS_SECONDS) >= WHOLE_PROCESS_SECONDS:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < WHOLE_PROCESS_SECONDS
