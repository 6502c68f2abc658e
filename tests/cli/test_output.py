"""Tables are plain where they are piped, and drawn for a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest

from wattwright.cli.output import print_table


def test_a_piped_table_is_aligned_and_short(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["name", "text"], [["a", "one\n two"], ["bcdef", "x" * 90]])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["name   text", "a      one two", f"bcdef  {'x' * 59}…"]


def on_a_terminal(**environment: str) -> str:
    """What `glossary` prints on a terminal of 60 columns."""
    master, slave = pty.openpty()
    program = (
        "from wattwright.cli.output import print_table; print_table(['word', 'text'], [['a', 'b ' * 60]])"
    )
    variables = {"TERM": "xterm", "COLUMNS": "60", **environment}
    subprocess.run([sys.executable, "-c", program], stdout=slave, check=True, env=variables)
    os.close(slave)
    return os.read(master, 100_000).decode()


def test_a_terminal_gets_a_wrapped_table_with_style() -> None:
    shown = on_a_terminal()
    assert "\x1b[1m" in shown
    assert max(len(re.sub(r"\x1b\[\d+m", "", line)) for line in shown.splitlines()) <= 60
    assert shown.count("b b b") > 1


def test_no_color_is_respected() -> None:
    shown = on_a_terminal(NO_COLOR="1")
    assert "\x1b[3" not in shown
    assert "word" in shown


def test_signs_that_steer_a_terminal_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["a"], [["red \x1b[31mtext\x07"]])
    assert capsys.readouterr().out == "a\nred [31mtext\n"
