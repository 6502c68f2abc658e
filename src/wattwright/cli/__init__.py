"""The command line: what people type and what they read in the terminal.

`main` runs one command and gives its exit code: 0 done, 1 a defect of Wattwright, 2 the input or the call
cannot be used, 3 a claim was refuted (`--strict`), 130 interrupted, 141 the reader of a pipe went away.
Every command stands in a module of its own and imports what it computes with only when it runs.
"""

from wattwright.cli.app import main

__all__ = ["main"]
