"""Whose number it is: names weighed by kind of number, place in the sentence, and topic of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from wattwright.reading.names.mentions import Mention, Names
from wattwright.reading.names.resolving import CLASSES, Resolver
from wattwright.reading.structure import Document, Sentence

__all__ = ["Owners"]

_SITE_KINDS = frozenset(
    {"power", "area", "accelerators", "water", "households", "headcount", "emissions", "energy"}
    | {"count_other", "date_milestone"}
)
_MODEL_KINDS = frozenset({"parameters", "tokens", "compute"})
_WEIGHTS = {
    "site": {
        "site": 3.0,
        "plant": 2.6,
        "company": 2.0,
        "grid": 2.0,
        "thing": 2.6,
        "model": 1.0,
        "product": 1.2,
        "country": 0.8,
        "agency": 0.3,
        "source": -2.0,
        "person": -2.5,
    },
    "money": {
        "company": 3.0,
        "site": 2.2,
        "plant": 1.6,
        "grid": 2.4,
        "model": 1.2,
        "product": 0.6,
        "country": 0.4,
        "agency": 0.6,
        "source": -1.5,
        "person": -4.0,
    },
    "price": {
        "product": 3.6,
        "chip": 3.6,
        "model": 3.4,
        "grid": 3.0,
        "thing": 2.4,
        "company": 2.4,
        "site": 1.2,
        "plant": 1.5,
        "country": 1.8,
        "agency": 0.2,
        "source": -1.5,
        "person": -4.0,
    },
    "pay": {"person": 4.6, "thing": 3.0, "company": 2.2, "site": -1.0, "source": -2.0},
    "query": {"product": 4.0, "model": 4.0, "company": 1.5, "source": -2.0, "person": -2.0},
    "model": {
        "model": 4.5,
        "thing": 1.5,
        "product": 2.4,
        "company": 1.6,
        "site": 1.2,
        "source": -2.0,
        "person": -2.5,
    },
    "share": {
        "company": 2.4,
        "site": 2.4,
        "plant": 1.8,
        "grid": 2.2,
        "thing": 1.8,
        "model": 1.8,
        "product": 1.8,
        "country": 0.8,
        "agency": 0.2,
        "source": -1.5,
        "person": -3.0,
    },
}


def _family(kind: str) -> str:
    """Group of kinds that prefer the same owners."""
    if kind in _SITE_KINDS:
        return "site"
    if kind in _MODEL_KINDS:
        return "model"
    if kind in ("pay", "query"):
        return kind
    if kind == "price":
        return "price"
    return "share" if kind in ("share", "duration", "quote", "opinion") else "money"


_ROLE = {"subject": 1.2, "possessive": 0.8, "object": 0.3, "oblique": -0.6, "modifier": -1.2}
_TOPIC, _LATER = -0.1, -0.6
"""Weight of what the text is about but the sentence does not name, before and after its first mention."""
_MADE = frozenset({"accelerators", "count_other"})
"""Kinds of things that somebody makes: `GPUs von Nvidia`."""


class Spoken(Protocol):
    """A speaker: what is needed to tell who is not spoken of."""

    @property
    def shown(self) -> str:
        """Name to show."""

    @property
    def group(self) -> str:
        """Group of the name."""


_OTHER_ITEM = 1.5
_PART = 3.0
"""What a name loses that only makes up a share, or a firm that `it` stands for where a model is meant."""
_SELF = {"company": 1.8}


def _may_own(mention: Mention, kind: str, first: int, last: int) -> bool:
    """Whether a mention stands outside a figure, and has a name where its kind asks for one."""
    inside = first <= mention.first and mention.last <= last
    return not inside and not (mention.group == "thing" and kind in _NAMED_ONLY)


_NAMED_ONLY = frozenset({"money", "date_milestone", "quote", "opinion"})
"""Kinds that are about somebody or something with a name."""
_UNFIT = {"chip": -4.0}
_BESIDE = frozenset({"with", "mit", "bei", ":", "at", "having"})


@dataclass(slots=True)
class Owners:
    """Mentions of a document with what each sentence inherits from those before it."""

    document: Document
    names: Names
    inside: list[list[Mention]] = field(default_factory=list)
    """Mentions of every sentence, nouns and pronouns resolved."""
    before: list[dict[str, Mention]] = field(default_factory=list)
    """What the text was about before every sentence: class → mention."""
    topics: dict[str, Mention] = field(default_factory=dict)
    """What the whole text is about: class → mention."""
    main: str = ""
    """The name that weighs most of all."""

    @classmethod
    def of(cls, document: Document, names: Names) -> Owners:
        """The owners of a document."""
        owners = cls(document, names)
        resolver = Resolver(document, names)
        for sentence in document.sentences:
            owners.before.append(dict(resolver.focus))
            owners.inside.append(resolver.sentence(sentence))
        owners.topics = resolver.topics()
        weights = resolver.weights
        owners.main = max(
            (one.key for one in owners.topics.values()), key=lambda key: weights[key], default=""
        )
        return owners

    def owner(self, kind: str, first: int, last: int, without: Spoken | None = None) -> Mention | None:
        """The name that a number, date, quote or opinion in a token range is about, or None.

        `without` names a speaker, who is not spoken of.
        """
        sentence = self.document.sentence(first)
        weights = _WEIGHTS[_family(kind)]
        best: tuple[float, Mention] | None = None
        for score, mention in self._scored(kind, first, last, sentence):
            total = score + weights.get(CLASSES[mention.group], _UNFIT.get(mention.group, 0.0))
            if without is not None and (
                mention.shown == without.shown or mention.group == without.group == "agency"
            ):
                total -= _SELF.get(mention.group, 3.0) if not mention.stands_for else 0.0
            if best is None or total > best[0]:
                best = (total, mention)
        return best[1] if best is not None and best[0] > 0 else None

    def _scored(
        self, kind: str, first: int, last: int, sentence: Sentence
    ) -> Iterator[tuple[float, Mention]]:
        """Mentions of the sentence, of those before, and the topic, each with the weight of its place."""
        for mention in self.inside[sentence.index]:
            if not _may_own(mention, kind, first, last):
                continue
            yield self._near(kind, mention, first, last), mention
        pronoun = self.document.has(sentence.first, sentence.last, "person_pronoun")
        for group, mention in self.before[sentence.index].items():
            far = self._far(mention, sentence)
            yield far - (3.5 if group == "person" and not pronoun else 0.0), mention
        for mention in self.topics.values():
            later = self.document.sentence_of[mention.first] > sentence.index
            weight = (_LATER if later else _TOPIC) + self._topical(mention)
            yield weight - (3.5 if mention.group == "person" and not pronoun else 0.0), mention

    def _near(self, kind: str, mention: Mention, first: int, last: int) -> float:
        """Weight of a mention in the same sentence by its place and part."""
        clause = self.document.clause_of[first]
        inside = clause[0] <= mention.first < clause[1]
        score = _ROLE[mention.role] + self._topical(mention) - 0.6 * self._listed(mention)
        if kind == "share" and inside and self.document.has(*clause, "part_verb"):
            score -= _PART
        if kind in _MODEL_KINDS and mention.stands_for and mention.group == "company":
            score -= _PART
        if mention.first < first:
            gap = first - mention.last
            score += (3.0 if inside else 1.6) + self._leading(mention, first, clause[0])
        else:
            gap = mention.first - last
            score += (1.8 if inside else 0.6) + self._following(kind, mention, gap)
        return score - 0.03 * max(gap, 0)

    def _leading(self, mention: Mention, first: int, start: int) -> float:
        """Weight of a name before a figure.

        Directly before it, described by its clause, or continued by it.
        """
        score = 1.8 if self._adjacent(mention, first) else 0.0
        if self._apposed(mention, start):
            return score + 3.0
        continued = self.document.clause_of[mention.first][1] == start
        return score + (1.0 if continued and self.document.at(start, "relative") else 0.0)

    def _following(self, kind: str, mention: Mention, gap: int) -> float:
        """Weight of a name behind a figure: a maker counts less, the whole of a share more."""
        if kind in _MADE and mention.role in ("oblique", "modifier") and gap <= 3:
            return -2.0
        return 2.4 if kind == "share" and mention.role == "oblique" and gap <= 2 else 0.0

    def _listed(self, mention: Mention) -> bool:
        """Whether a name stands behind another in a list.

        In `OpenAI, SoftBank and Oracle will spend` the first counts.
        """
        document = self.document
        place = mention.first - 1
        if document.lower(place) not in ("and", "und", "&", ",", "sowie") or mention.stands_for:
            return False
        before = self.names.covering(place - 1)
        return (
            before is not None and document.sentence_of[before.first] == document.sentence_of[mention.first]
        )

    def _adjacent(self, mention: Mention, first: int) -> bool:
        """Whether a number follows a name directly or after `with`, as in lists.

        `Microsoft 250, AMD with 20`.
        """
        document = self.document
        return first - mention.last <= 3 and all(
            document.lower(place) in _BESIDE
            or document.at(place, "qualifier")
            or document.at(place - 1, "qualifier")
            for place in range(mention.last, first)
        )

    def _apposed(self, mention: Mention, start: int) -> bool:
        """Whether a clause describes the name before its comma.

        `PlayAI, a voice generator`, `Hyperion, whose`.
        """
        document = self.document
        mark = mention.last
        if document.at(mark, "site_noun") is not None or document.at(mark, "company_noun") is not None:
            mark += 1
        if mark != start - 1 or document.word(mark) not in (",", "("):
            return False
        if mention.role == "oblique" and mention.type in ("campus", "other"):
            return False
        relative = document.at(start, "relative") is not None or document.at(start, "article_one") is not None
        return relative or document.word(mark) == "("

    def _far(self, mention: Mention, sentence: Sentence) -> float:
        """Weight of what the text was about before."""
        distance = sentence.index - self.document.sentence_of[mention.first]
        score = 0.6 - 0.2 * min(distance, 6) - self._elsewhere(mention, sentence)
        if mention.role == "subject":
            score += 0.4
        return score + self._topical(mention)

    def _elsewhere(self, mention: Mention, sentence: Sentence) -> float:
        """What a name loses in a list whose own item has named another firm or site already."""
        line = sentence.line
        if self.document.sentence(mention.first).line.index == line.index or line.kind != "bullet":
            return 0.0
        index = sentence.index
        while index > 0 and self.document.sentences[index - 1].line.index == line.index:
            index -= 1
            if any(one.group in ("company", "campus") for one in self.inside[index]):
                return _OTHER_ITEM
        return 0.0

    def _topical(self, mention: Mention) -> float:
        """Weight of what the whole text is about."""
        topic = self.topics.get(CLASSES[mention.group])
        if topic is None or topic.key != mention.key:
            return 0.0
        return 1.2 if self.main == mention.key else 0.7
