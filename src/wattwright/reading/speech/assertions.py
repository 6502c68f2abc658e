"""Assertions that can be checked though they hold no number.

Who buys, hires, leads, opens, earns, publishes.
"""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.reading.names import Mention, Owners
from wattwright.reading.structure import Document, Hit, Sentence

__all__ = ["Assertion", "find_assertions"]

_BOUGHT = frozenset({"acquisition", "stake", "deal"})
_ABOUT_MODELS = frozenset({"openness", "release", "monetisation"})
_ABOUT_RIVALS = frozenset({"hiring", "departure", "position"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence or clause with its topic, whom it is about, and what the subject acts on."""

    first: int
    last: int
    topic: str
    entity: Mention | None
    object: Mention | None
    cue: int
    """Token of the word that shows the topic."""


def find_assertions(
    document: Document, owners: Owners, barred: frozenset[int], taken: frozenset[int]
) -> list[Assertion]:
    """One assertion for every topic of a sentence.

    Sentences in `barred` (furniture) and `taken` (opinions) have none.
    """
    found: list[Assertion] = []
    for sentence in document.sentences:
        if sentence.index in barred or sentence.index in taken or sentence.line.kind == "table":
            continue
        topics: dict[str, Hit] = {}
        for hit in document.each(sentence.first, sentence.last, "topic"):
            topics.setdefault(hit.payload, hit)
        for topic, hit in topics.items():
            assertion = _assertion(document, owners, sentence, topic, hit)
            if assertion is not None:
                found.append(assertion)
    return found


def _assertion(
    document: Document, owners: Owners, sentence: Sentence, topic: str, hit: Hit
) -> Assertion | None:
    """The assertion that a topic word makes, or None where nobody is named."""
    mentions = [
        one
        for one in owners.inside[sentence.index]
        if one.group not in ("country", "region", "city", "media")
    ]
    entity = _entity(document, owners, topic, hit, mentions)
    target = _target(topic, hit, mentions, entity)
    if entity is None and target is None:
        return None
    last = sentence.last - (document.tokens[sentence.last - 1].text in ".!?")
    first = sentence.first
    while first < last - 1 and document.tokens[first].kind == "mark":
        first += 1
    return Assertion(first, last, topic, entity, target, hit.first)


def _entity(
    document: Document, owners: Owners, topic: str, hit: Hit, mentions: list[Mention]
) -> Mention | None:
    """Whom an assertion is about: the speaker of an occasion, else the subject."""
    if topic == "occasion":
        people = [one for one in mentions if one.group == "person"]
        return people[0] if people else owners.before[document.sentence_of[hit.first]].get("person")
    subjects = [
        one
        for one in mentions
        if one.role == "subject" and one.group in ("company", "campus", "model", "product")
    ]
    if subjects:
        return subjects[0]
    kind = "power" if topic == "energy_use" else "money"
    return owners.owner(kind, hit.first, hit.last)


def _target(topic: str, hit: Hit, mentions: list[Mention], entity: Mention | None) -> Mention | None:
    """What the subject acts on: the firm bought, the model opened, the rival whose people are hired."""
    others = [one for one in mentions if entity is None or one.key != entity.key]
    if topic in _BOUGHT:
        wanted = [one for one in others if one.group in ("company", "product", "source")]
        behind = [one for one in wanted if one.first >= hit.last]
        return next(iter(behind or wanted), None)
    if topic in _ABOUT_MODELS:
        return next((one for one in mentions if one.group in ("model", "product")), None)
    if topic in _ABOUT_RIVALS:
        return next((one for one in others if one.group in ("company", "person")), None)
    return None
