"""What a mention of a name is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["TYPES", "Mention", "Names"]

TYPES = {
    "company": "company",
    "source": "company",
    "media": "company",
    "grid": "company",
    "agency": "other",
    "campus": "campus",
    "town": "campus",
    "plant": "other",
    "model": "model",
    "product": "product",
    "chip": "product",
    "person": "person",
    "thing": "other",
    "country": "other",
    "region": "other",
    "city": "other",
}
"""Group of a name → entity type of the annotation guide."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a noun or pronoun that stands for one, in the token range `first:last`.

    `group` is a key of TYPES. `role` is subject, object, oblique (after a preposition), possessive (`Meta's`)
    or modifier (`Meta-Campus`). `stands_for` is True for pronouns and nouns such as `the company`.
    """

    first: int
    last: int
    key: str
    shown: str
    group: str
    role: str = "object"
    stands_for: bool = False

    @property
    def type(self) -> str:
        """Entity type of the annotation guide."""
        return TYPES[self.group]


@dataclass(frozen=True, slots=True)
class Names:
    """All mentions of a text in reading order."""

    mentions: tuple[Mention, ...]
    firsts: tuple[int, ...] = field(repr=False)
    counts: dict[str, int] = field(repr=False)
    """How often each name is mentioned."""

    @classmethod
    def of(cls, mentions: list[Mention]) -> Names:
        """The mentions in reading order."""
        ordered = sorted(mentions, key=lambda mention: mention.first)
        counts: dict[str, int] = {}
        for mention in ordered:
            counts[mention.key] = counts.get(mention.key, 0) + 1
        return cls(tuple(ordered), tuple(mention.first for mention in ordered), counts)

    def within(self, first: int, last: int) -> Iterator[Mention]:
        """Mentions that begin in the token range."""
        place = bisect_left(self.firsts, first)
        while place < len(self.firsts) and self.firsts[place] < last:
            yield self.mentions[place]
            place += 1

    def covering(self, position: int) -> Mention | None:
        """The mention that holds a token, or None."""
        place = bisect_left(self.firsts, position + 1) - 1
        if place >= 0 and self.mentions[place].first <= position < self.mentions[place].last:
            return self.mentions[place]
        return None
