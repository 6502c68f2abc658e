"""What people hand in: a text, a plan file, a scenario or standard input, read with care.

Every way in which a file cannot be used ends in one DataError that says what it is and what would work.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wattwright.errors import DataError, nearest_names

if TYPE_CHECKING:
    from wattwright.plan import Plan
    from wattwright.reading import Reading

__all__ = ["TEXT_LIMIT_BYTES", "decoded", "read_source", "read_text", "spoken", "understood"]

TEXT_LIMIT_BYTES: Final = 2_000_000
"""Largest text or plan file: about 300,000 words, more than any announcement."""

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FORMATS: Final = (
    (b"%PDF", "a PDF file; turn it into text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or Office document; save it as text first"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
)
_ZERO_SHARE: Final = 0.3
"""Share of zero bytes on one side of the byte pairs from which a text counts as UTF-16 without a mark."""


def read_text(given: str, language: str | None = None) -> str:
    """Text of a file, of standard input (`-`), or the bundled announcement (`example`, in `language`)."""
    if given == "-":
        return decoded(sys.stdin.buffer.read(TEXT_LIMIT_BYTES + 1), "standard input")
    path = Path(given)
    if given == "example" and not path.exists():
        example = files("wattwright") / "data" / "articles" / f"example.{language or 'de'}.txt"
        return example.read_text(encoding="utf-8")
    if path.is_dir():
        raise DataError(f"{given} is a folder", ["give one text file", *_first_texts(path)])
    try:
        with path.open("rb") as file:
            content = file.read(TEXT_LIMIT_BYTES + 1)
    except FileNotFoundError:
        raise DataError(f"{given}: no such file", [_nearest_files(path)]) from None
    except OSError as error:
        raise DataError(f"{given} cannot be read", [error.strerror or str(error)]) from None
    return decoded(content, given)


def read_source(
    given: str, language: str | None = None, exchange: Mapping[str, float] | None = None
) -> str | Plan:
    """A text, or a plan from a scenario name or a plan file.

    A bare word is first looked up among the scenarios; `./word` is always a file. A file that ends in .yaml
    or .yml, or any input whose first key is `wattwright:`, is a plan file.
    """
    from wattwright.plan import load, parse_plan, scenario_names

    if given in scenario_names():
        return load(given)
    try:
        text = read_text(given, language)
    except DataError as error:
        close = nearest_names(given, scenario_names())
        hint = f"scenarios with a similar name: {', '.join(close)}" if close else None
        raise DataError(error.title, [*error.problems, *([hint] if hint else [])]) from None
    if given.endswith((".yaml", ".yml")) or text.lstrip().startswith("wattwright:"):
        return parse_plan(text, "standard input" if given == "-" else given, exchange=exchange)
    return text


def understood(
    given: str,
    *,
    as_of: date | None = None,
    language: str | None = None,
    exchange: Mapping[str, float] | None = None,
) -> Plan:
    """The plan in what `read_source` finds; a text is read first, as announced on `as_of`.

    `language` chooses the bundled announcement, and counts for other texts where theirs is not recognised.
    `exchange` has USD for one unit of other currencies.
    """
    source = read_source(given, language, exchange)
    if not isinstance(source, str):
        return source
    from wattwright.catalog import load
    from wattwright.plan import plan_from_reading

    return plan_from_reading(spoken(source, as_of, language), load(), exchange)


def spoken(text: str, as_of: date | None, language: str | None) -> Reading:
    """The reading of a text in its own language; in `language` only where it is not recognised."""
    from wattwright.reading import read

    try:
        return read(text, as_of=as_of)
    except DataError:
        if language is None:
            raise
        return read(text, as_of=as_of, language=language)


def decoded(content: bytes, name: str) -> str:
    """Text of `content`: UTF-8 or UTF-16 with or without mark, else Windows-1252; DataError if no text."""
    if len(content) > TEXT_LIMIT_BYTES:
        limit = f"the limit is {TEXT_LIMIT_BYTES // 1_000_000} MB; give one article at a time"
        raise DataError(f"{name} is too large", [limit])
    for start, what in _FORMATS:
        if content.startswith(start):
            raise DataError(f"{name} is not text", [f"it is {what}"])
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is not text", [f"it is marked as {error.encoding}, but is not"]) from None
    if not text.strip():
        raise DataError(f"{name} is empty", ["give a text with at least one sentence"])
    controls = sum(character < " " and character not in "\t\n\r\f" for character in text)
    if controls > len(text) // 100:
        found = f"{controls} of its {len(text)} characters are control characters"
        raise DataError(f"{name} is not text", [found])
    return text


def _encoding(content: bytes) -> str:
    """Name of the encoding, from the mark, else from the pattern of the bytes."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    pairs = len(content) // 2
    if pairs and len(content) % 2 == 0:
        for side, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            zeros, others = content[side::2].count(0), content[1 - side :: 2].count(0)
            if zeros > _ZERO_SHARE * pairs and others < zeros / 4:
                return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        undefined = any(byte in content for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
        return "latin-1" if undefined else "cp1252"
    return "utf-8"


def _first_texts(folder: Path) -> list[str]:
    """A line that names up to three text files of a folder, or nothing."""
    names = sorted(item.name for item in folder.iterdir() if item.suffix in {".txt", ".md", ".html", ".yaml"})
    return [f"it holds {', '.join(names[:3])}"] if names else []


def _nearest_files(path: Path) -> str:
    """What stands nearby: similar file names, else which folder is missing."""
    if not path.parent.is_dir():
        return f"the folder {path.parent} does not exist either"
    close = nearest_names(path.name, [item.name for item in path.parent.iterdir()])
    return f"nearest: {', '.join(close)}" if close else "no file there has a similar name"
