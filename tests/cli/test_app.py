"""The command line starts fast, explains mistakes and keeps its exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from wattwright import __version__
from wattwright.cli import main
from wattwright.cli.app import COMMANDS

HEAVY = ("numpy", "scipy", "pydantic", "yaml", "rich", "wattwright.evaluate", "wattwright.catalog")
START_SECONDS = 0.3


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_page_and_speaks_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"Usage: wattwright {name}" in shown
    if "COMMAND" in shown:
        inner = re.findall(r"^  (\w+)  ", shown.partition("Commands:")[2], flags=re.MULTILINE)
        assert inner and main([name, inner[0], "--help"]) == 0
        shown = capsys.readouterr().out
    assert "--json" in shown


def test_help_loads_nothing_heavy_and_starts_at_once() -> None:
    program = (
        "import sys, time; from wattwright.cli import main; code = main(['--help']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], time.process_time(), file=sys.stderr); "
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded, _, seconds = done.stderr.strip().rpartition(" ")
    assert loaded == "[]"
    assert float(seconds) < START_SECONDS


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"wattwright {__version__}\n"


def test_an_unknown_command_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glosary"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "wattwright: unknown command 'glosary'\n  • nearest: glossary\n"


def test_an_unknown_option_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--jsn", "text"]) == 2
    assert "Did you mean '--json'?\n  • help: wattwright read --help" in capsys.readouterr().err


def test_a_wrong_day_is_answered_with_the_allowed_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--as-of", "17.7.2025", "example"]) == 2
    assert "'17.7.2025' is not a day; give it as YYYY-MM-DD" in capsys.readouterr().err


def test_errors_are_json_where_json_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "nowhere/text.txt", "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    error = json.loads(printed.err)["error"]
    assert (error["kind"], error["title"]) == ("DataError", "nowhere/text.txt: no such file")
    assert error["problems"]


def test_a_wrong_call_is_json_where_json_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "--json", "--lang", "fr"]) == 2
    assert json.loads(capsys.readouterr().err)["error"]["kind"] == "UsageError"


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    command = f"set -o pipefail; {sys.executable} -m wattwright.cli glossary --json | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.stderr, done.returncode) == ("", 141)


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("wattwright.glossary.load", interrupted)
    assert main(["glossary"]) == 130


def test_a_terminal_that_lacks_a_character_gets_a_question_mark() -> None:
    command = [sys.executable, "-m", "wattwright.cli", "glossary", "facility_to_it_ratio"]
    done = subprocess.run(command, capture_output=True, env={"PYTHONIOENCODING": "latin-1"}, check=True)
    assert done.stdout.startswith(b"facility-to-IT power ratio (facility_to_it_ratio, ?) in 1\n")
