"""Tokens: words, numbers and marks, with dates, times, telephone numbers and links kept whole."""

from __future__ import annotations

import re
from functools import cache

from wattwright.reading.structure import Token

__all__ = ["tokenise"]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?P<link>(?:https?://|www\.)[^\s<>()]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{0,64}\w|\b[a-z][\w-]{0,62}\.(?:com|org|net|de|ai|io|gov|eu)\b(?:/\S*)?)
      | (?P<date>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2}(?![\d.]))
      |\d{1,2}/\d{1,2}/\d{2,4}(?!\d))
      | (?P<phone>\+\d[\d\s/()-]{6,30}\d|\(\d{3}\)\s?\d{3}-\d{4}|0\d{2,5}\s?[/-]\s?\d{2,}(?:[ -]\d{2,})*
      |\d{3}-\d{3}-\d{4})
      | (?P<time>\d{1,2}:\d{2}(?::\d{2})?(?!\d))
      | (?P<version>\d+(?:\.\d+){3,}|\d{4}\.\d{5}|\d{1,2}\.\d{1,2}\.\d{1,2}(?![\d.,]))
      | (?P<number>\d{1,3}(?:(?P<mark>[.,'’ ])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?(?![\d])
                  |\d+(?:[.,]\d+)?[eE]\+?\d{1,2}(?!\w)
                  |\d+(?:[.,]\d+)?)
      | (?P<fraction>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])
      | (?P<currency>(?:US|HK|A|C|NZ|S|CA|AU)\$|[$€£¥₩₹])
      | (?P<possessive>['’]s\b)
      | (?P<word>[^\W\d_]\w*(?:['’](?!s\b)[^\W\d_]+)*)
      | (?P<mark1>\.\.\.|<=|>=|[^\w\s]|_)
        """,
        re.VERBOSE,
    )


_KINDS = {"currency": "mark", "possessive": "mark", "mark1": "mark"}


def tokenise(text: str) -> tuple[Token, ...]:
    """Tokens of a cleaned text in reading order; white space lies between them.

    >>> [token.text for token in tokenise("$1.36bn, up 2.048 H800-Karten")]
    ['$', '1.36', 'bn', ',', 'up', '2.048', 'H800', '-', 'Karten']
    """
    tokens: list[Token] = []
    before = -1
    for match in _pattern().finditer(text):
        group = match.lastgroup or "word"
        start, end = match.span()
        if group == "mark":
            group = "number"
        piece = match.group()
        tokens.append(Token(piece, piece.lower(), start, end, _KINDS.get(group, group), start == before))
        before = end
    return tuple(tokens)
