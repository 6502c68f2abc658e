"""Quotation marks inside of a quotation."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["inner_quotes"]

_PAIR: Final = re.compile('[„“”"]([^„“”"]*)[“”"]')
_SINGLE: Final = re.compile('[„“”"]')


def inner_quotes(words: str, language: str) -> str:
    """Quotation marks inside of a quotation as single ones, in the form of `language`.

    >>> inner_quotes("um „Hunderte Milliarden“ auszugeben", "de")
    'um ‚Hunderte Milliarden‘ auszugeben'
    """
    left, right = ("‚", "‘") if language == "de" else ("‘", "’")
    paired = _PAIR.sub(rf"{left}\1{right}", words)
    return _SINGLE.sub(lambda found: left if _opens(paired, found.start()) else right, paired)


def _opens(words: str, place: int) -> bool:
    """Whether a quotation mark stands before a word and not behind one."""
    before, after = words[:place], words[place + 1 :]
    return after[:1].isalnum() and not before[-1:].isalnum()
