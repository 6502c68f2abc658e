"""The group of commands and the one place where errors become messages and exit codes."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

from wattwright import __version__
from wattwright.cli.output import print_problem
from wattwright.errors import UnknownNameError, WattwrightError

__all__ = ["COMMANDS", "main", "wattwright"]

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices here are small: threads would only wait

COMMANDS: Final = (
    "decode",
    "read",
    "plan",
    "explain",
    "train",
    "search",
    "power",
    "supply",
    "swings",
    "goodput",
    "cost",
    "openness",
    "people",
    "validate",
    "fit",
    "catalog",
    "glossary",
)
"""Commands in the order of the help page; each is `command` in the module of its name."""


class _Commands(click.Group):
    """Finds a command in the module of its name, and offers the nearest name for an unknown one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"wattwright.cli.{cmd_name}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click, but an unknown command raises UnknownNameError."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise UnknownNameError("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)


_ARGUMENT: Final = ("language='de' or language='en'", "--lang de or --lang en")
"""How the library names an argument, and how the command line does."""

_SETTINGS: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=_Commands, context_settings=_SETTINGS)
@click.version_option(__version__, message="%(prog)s %(version)s")
def wattwright() -> None:
    """Break an AI build-out into its parts, from grid to gradient.

    An announcement goes in; what it means comes out, every number with unit, interval, source and date.
    Start with `wattwright decode example`.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, `arguments` as typed after `wattwright`, and give the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    gc.set_threshold(100_000, 20, 20)  # one command makes many small things and ends soon
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = wattwright.main(given, prog_name="wattwright", standalone_mode=False)
    except WattwrightError as error:
        problems = [problem.replace(*_ARGUMENT) for problem in error.problems]
        print_problem(type(error).__name__, error.title, problems, as_json=as_json)
        return 2
    except click.UsageError as error:
        hint = f"help: {error.ctx.command_path} --help" if error.ctx else "help: wattwright --help"
        print_problem("UsageError", error.format_message(), (hint,), as_json=as_json)
        return 2
    except click.Abort:
        return 130
    return code if isinstance(code, int) else 0
