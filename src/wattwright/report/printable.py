"""Text without signs that no page may hold."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["printable"]

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` without control characters, which neither HTML nor SVG allows; tabs and line ends stay.

    >>> printable("a\\x00b")
    'ab'
    """
    return _CONTROL.sub("", text)
