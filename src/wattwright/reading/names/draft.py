"""The working state while names are found: what is taken, and which short forms stand for which name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wattwright.reading.names.mentions import Mention
from wattwright.reading.structure import Document

__all__ = ["Draft"]

_DESCRIPTOR = re.compile(r"-(?:Konzern|Mutter|Entwickler|Hersteller|Macher|Betreiber|Gruppe|Tochter)s?$")


@dataclass(slots=True)
class Draft:
    """Mentions found so far; a token belongs to one mention at most."""

    document: Document
    taken: list[bool]
    found: list[Mention] = field(default_factory=list)
    short: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Short form → (key, group), such as a surname or a firm without its legal form."""
    spellings: dict[str, str] = field(default_factory=dict)
    """Longest spelling of every key in the text."""
    places: dict[str, list[int]] = field(default_factory=dict)
    """Tokens at which every word stands."""

    @classmethod
    def of(cls, document: Document) -> Draft:
        """An empty draft of a document."""
        draft = cls(document, [False] * len(document.tokens))
        for position, token in enumerate(document.tokens):
            if token.kind == "word":
                draft.places.setdefault(token.text, []).append(position)
        return draft

    def free(self, first: int, last: int) -> bool:
        """Whether no token of the range is taken and it lies within one sentence."""
        if not 0 <= first < last <= len(self.taken):
            return False
        same = self.document.sentence_of[first] == self.document.sentence_of[last - 1]
        return same and not any(self.taken[first:last])

    def add(self, first: int, last: int, key: str, group: str, shown: str | None = None) -> None:
        """Take a token range for a name; nothing happens where it is taken."""
        if not self.free(first, last):
            return
        text = shown or self.plain(first, last)
        if group == "person" or _DESCRIPTOR.search(text):
            text = key
        self.found.append(Mention(first, last, key, text, group))
        for place in range(first, last):
            self.taken[place] = True
        if len(text) > len(self.spellings.get(key, "")):
            self.spellings[key] = text

    def remember(self, short: str, key: str, group: str) -> None:
        """Let a short form stand for a name from now on."""
        self.short.setdefault(short, (key, group))

    def repeat(self, name: str, key: str, group: str) -> None:
        """Take a name of several words wherever it is repeated."""
        words = name.split(" ")
        for position in self.places.get(words[0], ()):
            last = position + len(words)
            if self.plain(position, min(last, len(self.taken))) == name:
                self.add(position, last, key, group, name)

    def run(self, position: int, limit: int) -> int:
        """Token after the capitalised words that begin at a position, `limit` at most."""
        last = position
        while last - position < limit and self.proper(last) and not self.taken[last]:
            last += 1
        return last

    def plain(self, first: int, last: int) -> str:
        """Text of a name without a genitive ending."""
        text = " ".join(self.document.text(first, last).split())
        return text.removesuffix("'s").removesuffix("’s")

    def proper(self, position: int) -> bool:
        """Whether a token is written like a name.

        Capital first, no number word, nothing that names never hold.
        """
        document = self.document
        if not 0 <= position < len(document.tokens):
            return False
        token = document.tokens[position]
        if token.kind != "word" or not token.capital:
            return False
        sizes = (document.at(position, "size"), document.at(position - 1, "size"))
        sized = any(hit is not None and hit.last > position for hit in sizes)
        return not sized and document.at(position, "not_name") is None

    def opens(self, position: int) -> bool:
        """Whether a token opens its sentence or a quote, where every word has a capital."""
        sentence = self.document.sentence(position)
        before = self.document.tokens[position - 1]
        return position == sentence.first or before.kind == "time" or before.text in "\"“„”«»'‘(:–-•*/|"
