"""Writes a dossier's files under temporary names, then renames them: nothing stays half-written."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from wattwright.errors import DataError
from wattwright.report.claimreview import claim_reviews
from wattwright.report.content import Content
from wattwright.report.data import render_json
from wattwright.report.html import render_html
from wattwright.report.markdown import render_markdown
from wattwright.report.wording import wording

if TYPE_CHECKING:
    from wattwright.decode import Dossier

__all__ = ["write_dossier"]

_CLAIMS = "claims"
_MODE = 0o666
_OLD_CLAIM = re.compile(r"\d{2,}\.json")


def write_dossier(dossier: Dossier, content: Content, folder: Path, language: str) -> tuple[Path, ...]:
    """Write `dossier.html`, `dossier.md`, `dossier.json` and one ClaimReview file a graded claim.

    Files of the same names are replaced, claims of an earlier dossier in `folder` are removed, other files
    stay. Gives the paths written; DataError says why a folder cannot be used.
    """
    words = wording(language)
    texts = {
        "dossier.html": render_html(content, words),
        "dossier.md": render_markdown(content, words),
        "dossier.json": render_json(dossier, content),
    }
    for review in claim_reviews(content, language):
        number = int(str(review["identifier"]).removeprefix("c"))
        texts[f"{_CLAIMS}/{number:02}.json"] = json.dumps(review, ensure_ascii=False, indent=1) + "\n"
    try:
        return _written(texts, folder)
    except OSError as error:
        where = error.filename or folder
        raise DataError(
            f"{folder} cannot be written to",
            [f"{where}: {error.strerror or error}", "give another folder with --out"],
        ) from None


def _written(texts: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, text in texts.items():
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            waiting.append((Path(temporary), target))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(temporary).chmod(_MODE & ~_mask())
        for waiting_one, target in waiting:
            waiting_one.replace(target)
    finally:
        for waiting_one, _ in waiting:
            waiting_one.unlink(missing_ok=True)
    for old in (folder / _CLAIMS).glob("*.json"):
        if _OLD_CLAIM.fullmatch(old.name) and f"{_CLAIMS}/{old.name}" not in texts:
            old.unlink()
    return tuple(folder / name for name in texts)


def _mask() -> int:
    """Permissions that new files do not get here."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
