"""Elements of SVG as text, and how wide a text will be."""

from __future__ import annotations

from html import escape
from typing import Final

from wattwright.report.printable import printable

__all__ = ["GAP", "LINE", "NARROW", "SIZE", "across", "element", "label", "text_width", "wrapped"]

NARROW: Final = 280.0
"""Width in px of a chart on the narrowest phone, on which no labels may touch."""

SIZE: Final = 13.0
LINE: Final = 17.0
GAP: Final = 10.0

_SLIM: Final = frozenset("iljtfrI.,:;|!'()[]· \u00a0-–/")
_BROAD: Final = frozenset("mwMW%@–→≈×ÄÖÜ")


def element(name: str, /, *children: str, **attributes: str | float) -> str:
    """One element; underscores in attribute names become hyphens, a trailing one is dropped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(printable(_value(value)))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    """A number with at most two decimals and no trailing zeros."""
    if isinstance(value, str):
        return value
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def across(share: float) -> str:
    """A position across the chart, 0 to 1, in per cent of its width."""
    return f"{_value(100 * share)}%"


def label(text: str, x: float | str, y: float, *, anchor: str = "start", kind: str = "t") -> str:
    """A line of text with its baseline at `y`; `anchor` is start, middle or end, `kind` a class."""
    return element("text", escape(printable(text)), class_=kind, x=x, y=y, text_anchor=anchor)


def text_width(text: str, size: float = SIZE) -> float:
    """Width in px that `text` needs at most, estimated from classes of letters."""
    shares = (0.34 if c in _SLIM else 0.92 if c in _BROAD else 0.72 if c.isupper() else 0.57 for c in text)
    return size * sum(shares)


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """`text` in lines of at most `width` px; a single longer word is cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split(" "):
        whole = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(whole, size) <= width:
            lines[-1] = whole
        else:
            lines.append(_cut(word, width, size))
    return lines


def _cut(word: str, width: float, size: float) -> str:
    if text_width(word, size) <= width:
        return word
    while word and text_width(f"{word}…", size) > width:
        word = word[:-1]
    return f"{word}…"
