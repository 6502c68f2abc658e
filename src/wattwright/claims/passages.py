"""Where a statement stands in its sentence, and which words stand near it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wattwright.claims.policy import policy
from wattwright.reading import Statement

__all__ = ["Passage", "passages", "shortened"]

_CLAUSE: Final = re.compile(r"[,;:.!?](?=\s)|[–—|\t(]")
_CLAUSE_COST: Final = {True: 25, False: 50}
"""Distance in letters that a mark between word and number adds, where the word stands before or after it."""
_NUMBER_COST: Final = 40
"""Distance that another number between word and number adds."""
_LINK: Final = re.compile(
    r"\s+(?:von|of|in Höhe von|worth)\s+(?:rund |etwa |gut |knapp |fast |about |some |around |roughly "
    r"|nearly |almost |over |more than |mehr als |bis zu |up to )?[$€£]?"
)
"""What ties a number to the word before it, however near the word after it stands."""
_WORDS_SHOWN: Final = 12
_CHANGE: Final = re.compile(
    r"\b(?:um|by)\s+(?:rund |etwa |gut |knapp |fast |about |some |around |roughly |nearly |almost |over "
    r"|more than |mehr als |bis zu |up to |another |weitere )?[$€£]?$",
    re.IGNORECASE,
)
_FORMER: Final = re.compile(
    r"\b(?:from|zuvor|bisher|statt|instead of|after|nach|previously|gegenüber|against|compared with"
    r"|verglichen mit|than)\s+(?:rund |etwa |gut |knapp |about |some |around |roughly |nearly |the )?[$€£]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, the stretch `first:last` of a statement in it, and the stretches of its neighbours."""

    text: str
    first: int
    last: int
    others: tuple[tuple[int, int], ...] = ()

    def has(self, *groups: str) -> bool:
        """Whether the sentence holds a word of one of the groups."""
        return any(policy().words[group].search(self.text) for group in groups)

    def distance(self, group: str) -> float | None:
        """Letters between the statement and the nearest word of the group, marks and numbers counted extra.

        None where the sentence holds no such word.
        """
        spots = [
            self._distance(found.start(), found.end()) for found in policy().words[group].finditer(self.text)
        ]
        return min(spots, default=None)

    @property
    def is_change(self) -> bool:
        """Whether the number is a change (`um 3 Milliarden`, `by $3bn`), not an amount."""
        return _CHANGE.search(self.text[: self.first]) is not None

    @property
    def is_former(self) -> bool:
        """Whether the number is what another one came from (`up from $35bn`, `nach zuvor 7 Mrd.`)."""
        return _FORMER.search(self.text[: self.first]) is not None

    def near(self, group: str, reach: float = 60.0) -> bool:
        """Whether a word of the group stands within `reach` letters."""
        found = self.distance(group)
        return found is not None and found <= reach

    def nearest(self, groups: Iterable[str]) -> str | None:
        """The group whose word stands nearest to the statement; the first named where two are level."""
        best = None
        for group in groups:
            found = self.distance(group)
            if found is not None and (best is None or found < best[0]):
                best = (found, group)
        return None if best is None else best[1]

    def _distance(self, start: int, end: int) -> float:
        if start < self.last and end > self.first:
            return 0.0
        before = end <= self.first
        if before and _LINK.fullmatch(self.text, end, self.first):
            return 0.0
        left, right = (end, self.first) if before else (self.last, start)
        marks = len(_CLAUSE.findall(self.text, left, right))
        numbers = sum(1 for one in self.others if one[0] >= left and one[1] <= right)
        return right - left + marks * _CLAUSE_COST[before] + numbers * _NUMBER_COST


def passages(statements: Sequence[Statement]) -> Mapping[str, Passage]:
    """The passage of every statement by its id; a span that occurs twice is found in reading order."""
    places: dict[str, list[tuple[str, int, int]]] = {}
    for statement in statements:
        text = statement.sentence or statement.span
        taken = places.setdefault(text, [])
        behind = max((last for _, _, last in taken if taken), default=0)
        span = statement.span
        first = text.find(span, behind)
        first = text.find(span) if first < 0 else first
        taken.append(
            (statement.id, max(first, 0), max(first, 0) + len(span)) if first >= 0 else (statement.id, 0, 0)
        )
    return {
        name: Passage(text, first, last, tuple((one[1], one[2]) for one in taken if one[0] != name))
        for text, taken in places.items()
        for name, first, last in taken
    }


def shortened(passage: Passage, kind: str) -> str:
    """The statement's own words, at most twelve, with … where words were left out."""
    text = " ".join(passage.text.split()).lstrip("•–—-*· ")
    span = " ".join(passage.text[passage.first : passage.last].split()) or text
    words = text.split(" ")
    if len(words) <= _WORDS_SHOWN and kind not in ("quote", "opinion"):
        return text
    parts = span.split(" ")
    if len(parts) >= _WORDS_SHOWN or kind in ("quote", "opinion"):
        return " ".join(parts[:_WORDS_SHOWN]) + (" …" if len(parts) > _WORDS_SHOWN else "")
    start = text.find(span)
    before = len(text[:start].split()) if start >= 0 else 0
    spare = _WORDS_SHOWN - len(parts)
    first = max(0, min(before - spare // 2, len(words) - _WORDS_SHOWN))
    shown = " ".join(words[first : first + _WORDS_SHOWN])
    return f"{'… ' if first else ''}{shown}{' …' if first + _WORDS_SHOWN < len(words) else ''}"
