"""Normalising: entities, tags, Markdown, spaces, dashes and raised digits, with a way back to the source."""

from __future__ import annotations

import html
import re
from functools import cache

from wattwright.reading.structure import Clean

__all__ = ["normalise"]

_BLOCK_TAGS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "header", "hr"}
    | {"figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "small", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"}
)
_CELL_TAGS = frozenset({"td", "th"})
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_SPACES = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
)
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f")
_HYPHENS = frozenset("\u2010\u2011\u2212\ufe63\uff0d")
_FRACTIONS = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞")
_LONG_DASHES = "\u2012\u2014\u2015"
_PLAIN = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_LONG_DASHES, "–"),
}
_SPECIAL = "".join(
    re.escape(character)
    for character in sorted(
        _SPACES
        | _NOTHING
        | _HYPHENS
        | _FRACTIONS
        | frozenset(_RAISED)
        | frozenset(_LOWERED)
        | frozenset(_LONG_DASHES)
    )
)


@cache
def _markup() -> re.Pattern[str]:
    """One expression for all that is longer than a character: entities, tags, Markdown marks, links."""
    return re.compile(
        rf"""
        (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,24}}\d{{0,2}});)
      | (?P<comment><!--.{{0,4000}}?-->)
      | (?P<script><(?:script|style)\b.{{0,40000}}?</(?:script|style)\s*>)
      | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]{{0,15}})(?:\s[^<>]{{0,400}})?/?>)
      | (?P<image>!\[[^\]\n]{{0,200}}\]\([^)\n]{{0,400}}\))
      | (?P<link>\[(?P<label>[^\[\]\n]{{1,200}})\]\((?:https?://|mailto:|/|\#)[^)\s\n]{{0,400}}\))
      | (?P<strong>\*\*|__(?=\w)|(?<=\w)__)
      | (?P<emphasis>(?<![\w*])[*_](?=[^\s*_][^\n*_]{{0,300}}[*_](?!\w))|(?<=[^\s*_])[*_](?![\w*]))
      | (?P<heading>^[ ]{{0,3}}\#{{1,6}}[ ]+)
      | (?P<rule>^[ ]{{0,3}}(?:-{{3,}}|={{3,}}|\*{{3,}}|_{{3,}})[ ]*$)
      | (?P<tick>`+)
      | (?P<special>[{_SPECIAL}])
        """,
        re.VERBOSE | re.MULTILINE | re.DOTALL,
    )


class _Builder:
    """Collects cleaned characters together with their places in the source."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.raised = False

    def put_plain(self, text: str, start: int, end: int) -> None:
        if end > start:
            self.characters.extend(text[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
            self.raised = False

    def put(self, characters: str, start: int, end: int) -> None:
        for character in characters:
            self.characters.append(character)
            self.starts.append(start)
            self.ends.append(end)

    def last(self) -> str:
        return self.characters[-1] if self.characters else ""

    def finish(self, length: int) -> Clean:
        return Clean("".join(self.characters), (*self.starts, length), (*self.ends, length))


def _put_character(builder: _Builder, character: str, start: int, end: int) -> None:
    """Write one source character in its plain form."""
    if character in _NOTHING:
        return
    if character in _RAISED or character in _LOWERED:
        _put_small(builder, character, start, end)
        return
    builder.raised = False
    plain = _PLAIN.get(character, character)
    if character == "\t" and builder.last() not in ("", "\n", " "):
        plain = " | "
    elif character in _FRACTIONS and builder.last().isdigit():
        plain = " " + character
    builder.put(plain, start, end)


def _put_small(builder: _Builder, character: str, start: int, end: int) -> None:
    """Write a raised or lowered digit, raised ones behind a number as its exponent."""
    raised = character in _RAISED
    if raised and builder.last().isdigit() and not builder.raised:
        builder.put("^", start, start)
    builder.put(_RAISED[character] if raised else _LOWERED[character], start, end)
    builder.raised = raised


def _put_tag(builder: _Builder, match: re.Match[str]) -> None:
    """Write what an HTML tag stands for: a line break, a cell border, a raised exponent, or nothing."""
    name = match.group("name").lower()
    if name == "sup" and not match.group().startswith("</") and builder.last().isdigit():
        builder.put("^", match.start(), match.start())
    elif name in _CELL_TAGS and not match.group().startswith("</"):
        builder.put(" | ", match.start(), match.end())
    elif name in _BLOCK_TAGS and name not in _CELL_TAGS and builder.last() != "\n":
        builder.put("\n", match.start(), match.end())


def _put_markup(builder: _Builder, match: re.Match[str]) -> None:
    """Write the plain form of one piece of markup."""
    if match.group("special"):
        _put_character(builder, match.group(), match.start(), match.end())
    elif match.group("entity"):
        decoded = html.unescape(match.group())
        for character in decoded if decoded != match.group() or len(decoded) < 2 else match.group():
            _put_character(builder, character, match.start(), match.end())
    elif match.group("tag"):
        _put_tag(builder, match)
    elif match.group("link"):
        start = match.start("label")
        for offset, character in enumerate(match.group("label")):
            _put_character(builder, character, start + offset, start + offset + 1)
    elif match.group("rule"):
        builder.put(" ", match.start(), match.end())


def normalise(text: str) -> Clean:
    """Cleaned text with offsets: no markup, plain spaces and hyphens, `10²⁴` as `10^24`, `CO₂` as `CO2`.

    >>> normalise("6,6&nbsp;<b>GW</b>").text
    '6,6 GW'
    """
    builder = _Builder()
    position = 0
    for match in _markup().finditer(text):
        builder.put_plain(text, position, match.start())
        _put_markup(builder, match)
        position = match.end()
    builder.put_plain(text, position, len(text))
    return builder.finish(len(text))
