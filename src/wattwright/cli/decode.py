"""`wattwright decode`: from an announcement to a dossier in a folder, and a summary in the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wattwright.cli.inputs import read_source
from wattwright.cli.options import as_of_option, json_option, language_option, today_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.errors import DataError

if TYPE_CHECKING:
    from wattwright.decode import Dossier
    from wattwright.report.content import Content

__all__ = ["command"]

REFUTED = 3
"""Exit code of `--strict` where a claim does not hold."""

_FOLDER = "dossier"


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
    dossier = _decoded(source, as_of, today, language)
    from wattwright.report import content_of, dossier_data, write_dossier

    content = content_of(dossier)
    spoken = language or dossier.source_language
    paths = () if as_json and out is None else write_dossier(dossier, content, Path(out or _FOLDER), spoken)
    if as_json:
        print_json(dossier_data(dossier, content))
    else:
        _summarise(content, spoken, paths)
    if strict and _refuted(content):
        click.get_current_context().exit(REFUTED)


def _decoded(source: str, as_of: date | None, today: date | None, language: str | None) -> Dossier:
    """The dossier of what was typed; days in the wrong order are refused."""
    if as_of and today and today < as_of:
        raise _wrong_order(today, as_of)
    given = read_source(source, language)
    from wattwright.decode import decode

    dossier = decode(given, as_of=as_of, today=today, language=language, name=source)
    if today and today < dossier.as_of:
        raise _wrong_order(today, dossier.as_of)
    return dossier


def _wrong_order(today: date, as_of: date) -> DataError:
    return DataError(
        "the days do not fit",
        [
            f"--today {today} lies before the day of the announcement, {as_of}",
            "give a later --today, or an earlier --as-of",
        ],
    )


def _refuted(content: Content) -> bool:
    return any(row.today.rating in ("false", "mostly_false") for row in content.claims)


def _summarise(content: Content, language: str, paths: tuple[Path, ...]) -> None:
    """Title, news, the numbers at a glance, a table of verdicts, and where the files are."""
    from wattwright.cli.texts import texts
    from wattwright.report.wording import wording

    words, own = wording(language), texts(language)
    print_text(f"{content.header.title}\n{words.text(content.header.news)}\n")
    for bullet in content.glance:
        number = words.text(bullet.number, "noun")
        if bullet.interval is not None:
            number += f" ({words.text(bullet.interval, 'range')})"
        verdict = f" [{bullet.today.label(language)}]" if bullet.today else ""
        print_text(f"• {number}: {words.text(bullet.label)}{verdict}")
    if content.claims:
        print_text("")
        rows = [
            (str(row.number), row.then.label(language), row.today.label(language), str(row.quote))
            for row in content.claims
        ]
        print_table([own[f"column_{name}"] for name in ("id", "then", "now", "span")], rows)
    counts = own["also"].format(opinions=len(content.opinions), unchecked=len(content.unchecked))
    print_text(f"\n{counts}")
    if paths:
        print_text(own["written"].format(page=paths[0], folder=paths[0].parent))
