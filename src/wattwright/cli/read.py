"""`wattwright read`: which checkable statements a text makes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from wattwright.cli.inputs import read_text
from wattwright.cli.options import as_of_option, json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text

if TYPE_CHECKING:
    from wattwright.reading import Statement

__all__ = ["command"]


@click.command("read")
@click.argument("text")
@as_of_option
@language_option
@json_option
def command(text: str, as_of: date | None, language: str | None, as_json: bool) -> None:
    """List the claims of TEXT: numbers, dates, quotes and opinions.

    TEXT is a file (plain text, Markdown or HTML), `-` for standard input, or `example`.
    `--lang` says in which language the text is written, where it should not be detected.
    """
    content = read_text(text, language)
    from wattwright.reading import read, reading_json

    reading = read(content, as_of=as_of, language=language)
    if as_json:
        print_json(reading_json(reading))
        return
    from wattwright.cli.texts import texts

    words = texts(reading.language)
    if not reading.statements:
        print_text(words["no_claims"])
        return
    columns = ("id", "kind", "value", "when", "entity", "speaker", "modality", "span")
    rows = [_row(statement, reading.language) for statement in reading.statements]
    print_table([words[f"column_{column}"] for column in columns], rows)


def _row(statement: Statement, language: str) -> list[str]:
    """Cells of one statement, empty where it says nothing."""
    from wattwright.report.numbers import format_quantity

    numbers = (statement.value, statement.low, statement.high)
    value = (
        ""
        if numbers == (None, None, None)
        else format_quantity(
            statement.value,
            "%" if statement.kind == "share" else statement.unit,
            language,
            statement.low,
            statement.high,
        )
    )
    from wattwright.report.wording import texts_of

    words = texts_of(language)
    return [
        str(statement.id),
        words[f"kind.{statement.kind}"],
        value,
        statement.when or "",
        statement.entity or "",
        statement.speaker or "",
        words[f"modality.{statement.modality}"],
        statement.span,
    ]
