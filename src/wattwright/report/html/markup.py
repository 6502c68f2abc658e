"""HTML as text: every piece of text is escaped here and nowhere else, since it may come from strangers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from wattwright.report.phrases import Formula, Slot
from wattwright.report.printable import printable
from wattwright.report.wording import Run, Wording

__all__ = ["Page", "link", "tag", "text"]

_VOID: Final = frozenset({"meta", "br", "hr"})


def tag(name: str, /, *children: str, **attributes: str | bool | None) -> str:
    """An element of children that are markup already; attributes that are None or False are left out."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{escape(printable(str(value)))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{name}{given}>" if name in _VOID else f"<{name}{given}>{''.join(children)}</{name}>"


def text(said: str) -> str:
    """Plain text as markup, without control characters."""
    return escape(printable(said), quote=False)


def link(said: str, url: str) -> str:
    """A link to a web page; plain text where the address is not one of the web."""
    if not url.startswith(("https://", "http://")):
        return text(said)
    return tag("a", text(said), href=url, rel="noopener noreferrer")


class Page:
    """What all parts of one page share: the wording, and the numbers of the sources."""

    def __init__(self, wording: Wording, numbers: Mapping[str, int]) -> None:
        """A page in the language of `wording`; `numbers` gives each source its number."""
        self.wording = wording
        self.numbers = numbers

    def say(self, said: Slot, form: str = "") -> str:
        """Text of a slot as markup; numbers carry their value in the figure's unit."""
        if isinstance(said, Formula):
            return re.sub(r"_(\w+)", r"<sub>\1</sub>", text(said.text))
        return self.runs(self.wording.runs(said, form))

    def runs(self, runs: Iterable[Run]) -> str:
        """Runs as markup."""
        return "".join(
            text(run.text) if run.value is None else tag("data", text(run.text), value=f"{run.value:.12g}")
            for run in runs
        )

    def key(self, key: str) -> str:
        """A text without slots, by its key."""
        return text(self.wording.texts[key])

    def refs(self, sources: Iterable[str]) -> str:
        """Raised links to the numbered sources."""
        found = [self.numbers[source] for source in dict.fromkeys(sources) if source in self.numbers]
        if not found:
            return ""
        word = self.wording.texts["ref"]
        links = [tag("a", str(n), href=f"#q{n}", aria_label=f"{word} {n}") for n in sorted(found)]
        return tag("sup", "\u2009".join(links), class_="refs")
