"""README and docs: their code runs and prints what they show; every command and public name is described."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import wattwright
from house.syntax import REPOSITORY, report, tracked
from wattwright.cli import main
from wattwright.cli.app import COMMANDS
from wattwright.cli.app import wattwright as group

BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
ANY_LINES = "…"

PAGES = [path for path in tracked() if path.suffix == ".md" and path.parent.name != "dev"]
WITH_CODE = [
    path for path in PAGES if re.search(r"^```(python|console)$", path.read_text("utf-8"), re.MULTILINE)
]


def blocks(path: Path, *kinds: str) -> list[tuple[str, str]]:
    """Kind and code of the fenced blocks of a page."""
    found = BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [(one["kind"], one["code"]) for one in found if one["kind"] in kinds]


def agrees(shown: str, printed: str) -> bool:
    """Whether what was printed is what the page shows, where a line `…` stands for any lines."""
    parts = [
        re.escape(line) if line.strip() != ANY_LINES else ANY_LINES for line in shown.rstrip().splitlines()
    ]
    pattern = "\n".join(parts).replace(f"\n{ANY_LINES}", "(?:\n.*)*?").replace(f"{ANY_LINES}\n", "(?:.*\n)*?")
    return re.fullmatch(pattern, printed.rstrip()) is not None


def run_console(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run every `$ wattwright …` of a console block here; `> FILE` keeps what it prints."""
    for step in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        line, _, shown = step.partition("\n")
        words = shlex.split(line)
        assert words[0] == "wattwright", f"console blocks may only run wattwright: {line}"
        target = words[words.index(">") + 1] if ">" in words else None
        main(words[1 : words.index(">")] if target else words[1:])
        printed = capsys.readouterr()
        if target:
            Path(target).write_text(printed.out, encoding="utf-8")
            continue
        both = printed.out + printed.err
        assert agrees(shown, both), f"`{line}` prints, unlike the page (… stands for any lines):\n{both}"


@pytest.mark.parametrize("path", WITH_CODE, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_the_code_of_a_page_runs_and_prints_what_the_page_shows(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for number, (kind, code) in enumerate(blocks(path, "python", "console"), 1):
        if kind == "console":
            run_console(code, capsys)
        elif ">>> " in code:
            example = doctest.DocTestParser().get_doctest(code, names, f"block {number}", str(path), 0)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            runner.run(example, clear_globs=False)
            names |= example.globs
            assert not runner.failures, f"{path.name}, block {number}:\n{capsys.readouterr().out}"
        else:
            exec(compile(code, f"{path.name}, block {number}", "exec"), names)


def test_the_readme_shows_exactly_two_commands() -> None:
    commands = [line for _, code in blocks(REPOSITORY / "README.md", "sh") for line in code.splitlines()]
    rule = (
        "README.md shows two ```sh commands: decode the example, run the tests; .ci/run takes them from there"
    )
    assert len(commands) == 2, rule
    assert commands[0].endswith("wattwright decode example --out dossier"), rule
    assert ".venv/bin/pytest" in commands[1], rule
    assert all(one.startswith("python3 -m venv .venv && .venv/bin/pip install") for one in commands), rule


def test_the_ci_script_is_sound_and_executable() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert script.stat().st_mode & 0o111, "run: chmod +x .ci/run"
    assert subprocess.run(["bash", "-n", script]).returncode == 0


def test_every_command_and_option_is_in_the_reference() -> None:
    page = (REPOSITORY / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    found = []
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        section = page.partition(f"## wattwright {name}\n")[2].partition("\n## ")[0]
        if not section:
            found.append(f"## wattwright {name}")
        inner = command.commands.values() if isinstance(command, click.Group) else ()
        params = [one for part in (command, *inner) for one in part.params]
        options = [word for one in params for word in (*one.opts, *one.secondary_opts)]
        found += [
            f"{name}: {word}" for word in options if word.startswith("--") and f"`{word}" not in section
        ]
    assert not found, report("describe these in docs/reference/cli.md:", found)


def test_every_public_name_is_in_the_reference() -> None:
    page = (REPOSITORY / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    found = [name for name in getattr(wattwright, "__all__", []) if f"`wattwright.{name}" not in page]
    assert not found, report("describe these in docs/reference/python.md:", found)


def test_every_link_between_pages_leads_somewhere() -> None:
    found = []
    for path in PAGES:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
            generated = "_generated/" in target
            if not generated and not (path.parent / target).exists():
                found.append(f"{path.relative_to(REPOSITORY)}: {target}")
    assert not found, report("mend these links:", found)


def test_the_docs_build_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-q",
        "-d",
        tmp_path / "trees",
        "docs",
        tmp_path / "html",
    ]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, f"mend docs/:\n{done.stderr}"
    equations = (tmp_path / "html" / "_generated" / "equations.html").read_text(encoding="utf-8")
    assert "training_duration_s" in equations
