"""`wattwright decode`: from an announcement to a dossier in a folder, and a summary in the terminal."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wattwright.cli.inputs import read_source, spoken
from wattwright.cli.options import as_of_option, json_option, language_option, today_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.errors import DataError, WattwrightError

if TYPE_CHECKING:
    from wattwright.decode import Dossier
    from wattwright.report.content import Content

__all__ = ["command"]

REFUTED = 3
"""Exit code of `--strict` where a claim does not hold."""

_FOLDER = "dossier"
_EARLIEST = date(2020, 1, 1)


@click.command("decode")
@click.argument("source")
@as_of_option
@today_option
@language_option
@click.option("--out", metavar="FOLDER", help=f"Where the files go; ./{_FOLDER} where not given.")
@json_option
@click.option("--strict", is_flag=True, help="End with exit code 3 where a claim is refuted today.")
def command(
    source: str,
    as_of: date | None,
    today: date | None,
    language: str | None,
    out: str | None,
    as_json: bool,
    strict: bool,
) -> None:
    """Decode SOURCE into a dossier: dossier.html, dossier.md, dossier.json and claims/*.json.

    SOURCE is a text (plain, Markdown or HTML), a scenario name, a plan file, `-` or `example`. Every claim
    that can be checked gets two verdicts: with what was known on the day of the announcement, and with what
    is known today. `--json` prints the numbers instead, and writes files only with `--out`.
    """
    folder = None if as_json and out is None else out or _FOLDER
    dossier = _decoded(source, (as_of, today), language, folder)
    from wattwright.report import content_of, dossier_data, write_dossier

    content = content_of(dossier)
    tongue = language or dossier.source_language
    paths = () if folder is None else write_dossier(dossier, content, Path(folder), tongue)
    if as_json:
        print_json(dossier_data(dossier, content))
    else:
        _summarise(content, tongue, paths)
    if strict and _refuted(content):
        click.get_current_context().exit(REFUTED)


def _decoded(
    source: str, days: tuple[date | None, date | None], language: str | None, out: str | None
) -> Dossier:
    """The dossier of what was typed; everything that is wrong with the call is said at once."""
    as_of, today = days
    problems = [*_wrong_days(as_of, today), *_wrong_folder(out)]
    try:
        given = read_source(source, language)
    except WattwrightError as error:
        if not problems:
            raise
        problems += [error.title, *error.problems]
    if problems:
        raise DataError("this cannot be decoded", problems)
    from wattwright.decode import decode

    name = Path(source).name if Path(source).is_file() else source
    if isinstance(given, str):
        dossier = decode(spoken(given, as_of, language), as_of=as_of, today=today, name=name)
    else:
        dossier = decode(given, as_of=as_of, today=today, language=language, name=name)
    if wrong := _wrong_days(dossier.as_of, today):
        raise DataError("this cannot be decoded", wrong)
    return dossier


def _wrong_days(as_of: date | None, today: date | None) -> list[str]:
    """Days that lie before all knowledge, or in the wrong order."""
    found = []
    if as_of is not None and as_of < _EARLIEST:
        found.append(f"the day of the announcement, {as_of}, lies before {_EARLIEST}, where knowledge begins")
    if as_of is not None and today is not None and today < as_of:
        found.append(f"--today {today} lies before the day of the announcement, {as_of}; give a later day")
    return found


def _wrong_folder(out: str | None) -> list[str]:
    """Why nothing could be written to the folder, as far as that can be seen before."""
    if out is None:
        return []
    folder = Path(out)
    there = next((path for path in (folder, *folder.parents) if path.exists()), Path())
    if not there.is_dir():
        return [f"--out {folder}: {there} is a file, not a folder"]
    return [] if os.access(there, os.W_OK) else [f"--out {folder}: no permission to write to {there}"]


def _refuted(content: Content) -> bool:
    return any(row.today.rating in ("false", "mostly_false") for row in content.claims)


def _summarise(content: Content, language: str, paths: tuple[Path, ...]) -> None:
    """Title, news, the numbers at a glance, a table of verdicts, and where the files are."""
    from wattwright.cli.texts import texts
    from wattwright.report.wording import wording

    words, own = wording(language), texts(language)
    lines = [content.header.title, words.text(content.header.news), ""]
    for bullet in content.glance:
        number = words.text(bullet.number, "noun")
        if bullet.interval is not None:
            number += f" ({words.text(bullet.interval, 'range')})"
        verdict = f" [{bullet.today.label(language)}]" if bullet.today else ""
        lines.append(f"• {number}: {words.text(bullet.label)}{verdict}")
    print_text("\n".join(lines).replace("\u00a0", " "))
    if content.claims:
        print_text("")
        rows = [
            (str(row.number), row.then.label(language), row.today.label(language), str(row.quote))
            for row in content.claims
        ]
        print_table([own[f"column_{name}"] for name in ("id", "then", "now", "span")], rows)
    print_text("")
    for name, count in (("opinions", len(content.opinions)), ("unchecked", len(content.unchecked))):
        if count:
            print_text(own[f"{name}_one" if count == 1 else f"{name}_many"].format(count=count))
    if paths:
        print_text(own["written"].format(page=paths[0], folder=paths[0].parent))
