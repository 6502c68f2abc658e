"""Who speaks: the subject of a verb of speech, the name behind `laut` or `according to`, a role."""

from __future__ import annotations

from dataclasses import dataclass

from wattwright.reading.names import Mention, Owners
from wattwright.reading.structure import Document, Hit

__all__ = ["Speaker", "named_after", "role_text", "speaker_of_verb", "speakers_within"]

_SPEAKING = frozenset({"person", "company", "source", "media", "agency", "grid"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who may speak, with the place in the text; `group` is that of the name, or role, or pronoun."""

    shown: str
    group: str
    first: int
    last: int

    @property
    def human(self) -> bool:
        """True for a person, by name, role or pronoun."""
        return self.group in ("person", "role")


def role_text(document: Document, hit: Hit) -> str:
    """A role as it is to be named: `fund manager`, `Alibaba-Manager`."""
    first = hit.first
    if document.language == "de" and document.word(first - 1) == "-" and document.tokens[first].glued:
        while document.word(first - 1) == "-" and document.tokens[first - 1].glued:
            first -= 2
    return document.text(first, hit.last)


def _role_speaker(document: Document, owners: Owners, hit: Hit) -> Speaker:
    """A role as speaker: the person named before where it is definite, the firm it speaks for, or itself."""
    index = document.sentence_of[hit.first]
    for mention in owners.inside[index]:
        of = mention.first - hit.last == 1 and document.marks(hit.last, "role_of")
        if of and document.at(hit.first, "role_plural") is not None:
            return Speaker(mention.shown, mention.group, hit.first, mention.last)
    definite = document.lower(hit.first - 1) in ("die", "der", "the")
    person = owners.before[index].get("person")
    complement = document.marks(hit.last, "role_complement")
    if definite and person is not None and not complement:
        back = index - document.sentence_of[person.first]
        if (
            back <= 2
            and document.sentence(hit.first).line.paragraph == document.sentence(person.first).line.paragraph
        ):
            return Speaker(person.shown, "person", hit.first, hit.last)
    return Speaker(role_text(document, hit), "role", hit.first, hit.last)


def _roles(document: Document, owners: Owners, first: int, last: int) -> list[Speaker]:
    """Roles without a name: a person's name must not follow or stand beside."""
    found: list[Speaker] = []
    named = owners.inside[document.sentence_of[first]]
    for hit in document.each(first, last, "role"):
        if (found and hit.first < found[-1].last) or hit.last > last or not _is_role(document, hit):
            continue
        if any(_names_role(document, one, hit) for one in named):
            continue
        speaker = _house_of(document, hit) or _role_speaker(document, owners, hit)
        if document.marks(hit.first, "anonymous") and speaker.group == "role":
            if not document.marks(hit.first - 1, "determiner"):
                continue
            speaker = _known_house(owners, document, hit) or speaker
        found.append(speaker)
    return found


def _known_house(owners: Owners, document: Document, hit: Hit) -> Speaker | None:
    """The house that was named before `the analysts`, or None."""
    source = owners.before[document.sentence_of[hit.first]].get("source")
    return Speaker(source.shown, source.group, hit.first, hit.last) if source is not None else None


def _house_of(document: Document, hit: Hit) -> Speaker | None:
    """The unknown house that several people speak for: `Analysten von Bernstein`, `analysts at Jefferies`."""
    if document.at(hit.first, "role_plural") is None or not document.marks(hit.last, "role_of"):
        return None
    first = last = hit.last + 1
    while document.capital(last) and document.kind(last) == "word" and last - first < _WORDS:
        last += 1
    return Speaker(document.text(first, last), "source", hit.first, last) if last > first else None


_WORDS = 3
"""Words of a house's name at most."""


def _is_role(document: Document, hit: Hit) -> bool:
    """Whether a word for a role is a noun here and owns nothing: not `the spokesman's car`."""
    if document.language == "de" and not document.capital(hit.first):
        return False
    return document.lower(hit.last) not in ("'s", "’s")


def _names_role(document: Document, mention: Mention, hit: Hit) -> bool:
    """Whether a name fills a role or holds it.

    `spokesman Aaron Ruby`, `Ruby, a spokesman`, `Chair Doe Inc`.
    """
    if mention.first <= hit.first < mention.last:
        return True
    if mention.first == hit.last and not mention.stands_for:
        return True
    gap = mention.first - hit.last
    apposed = document.word(mention.first - 1) == document.word(mention.last) == ","
    if mention.group == "person" and apposed and 0 < gap <= _COMPLEMENT:
        return not any(document.marks(place, "finite_verb") for place in range(hit.last, mention.first))
    beside = 0 <= mention.first - hit.last <= 3 or 0 <= hit.first - mention.last <= 3
    return mention.group == "person" and beside


_COMPLEMENT = 8
"""Tokens between a role and the name behind its complement: `a lawyer for the groups, Renita Cole,`."""


def speakers_within(document: Document, owners: Owners, first: int, last: int) -> list[Speaker]:
    """All who may speak in a token range of one sentence, in reading order."""
    if first >= min(last, len(document.tokens)):
        return []
    index = document.sentence_of[first]
    named = [one for one in owners.inside[index] if first <= one.first < last]
    found = [
        Speaker(one.shown, one.group, one.first, one.last)
        for one in named
        if one.group in _SPEAKING
        and one.role not in ("modifier", "possessive")
        and document.at(one.first, "first_plural") is None
    ]
    found += _roles(document, owners, first, last)
    found += _pronouns(document, owners, first, last)
    return sorted(found, key=lambda one: (one.first, -one.last))


def _pronouns(document: Document, owners: Owners, first: int, last: int) -> list[Speaker]:
    """`er`, `she` for the one spoken of last, `sie` for a firm or agency where there is none."""
    found = (
        _meant_by(document, owners, hit)
        for hit in document.each(first, last, "person_pronoun")
        if hit.last - hit.first == 1
    )
    return [one for one in found if one is not None]


def _meant_by(document: Document, owners: Owners, pronoun: Hit) -> Speaker | None:
    """Whom a pronoun stands for: a person or role before it in its sentence, or in the one before."""
    index, place = document.sentence_of[pronoun.first], (pronoun.first, pronoun.last)
    same = [one for one in owners.inside[index] if one.group == "person" and one.first < pronoun.first]
    if same:
        return Speaker(same[-1].shown, "person", *place)
    here = _roles(document, owners, document.sentences[index].first, pronoun.first)
    role = here[0] if here else _last_role(document, owners, index)
    if role is not None:
        return Speaker(role.shown, role.group, *place)
    person = _last_person(owners, index)
    if person is not None:
        return Speaker(person.shown, "person", *place)
    house = _last_house(document, owners, pronoun) if document.lower(pronoun.first) in ("er", "sie") else None
    return Speaker(house.shown, house.group, *place) if house is not None else None


def _last_role(document: Document, owners: Owners, index: int) -> Speaker | None:
    """The role in the sentence before, of the same paragraph, where no person is named there."""
    if not index or any(one.group == "person" for one in owners.inside[index - 1]):
        return None
    before, here = document.sentences[index - 1], document.sentences[index]
    if before.line.index != here.line.index:
        return None
    roles = _roles(document, owners, before.first, before.last)
    return roles[0] if roles else None


def _last_person(owners: Owners, index: int) -> Mention | None:
    """The person named last in the sentence before, else the one the text is about."""
    people = [one for one in owners.inside[index - 1] if one.group == "person"] if index else []
    return people[-1] if people else owners.before[index].get("person")


def _last_house(document: Document, owners: Owners, pronoun: Hit) -> Mention | None:
    """The firm named before a pronoun in its sentence; for `sie` a firm or body of the sentence before.

    Not where that sentence holds a role, who may be meant as well.
    """
    index = document.sentence_of[pronoun.first]
    here = [one for one in owners.inside[index] if one.group == "company" and one.first < pronoun.first]
    if here or not index or document.lower(pronoun.first) != "sie":
        return here[-1] if here else None
    before = document.sentences[index - 1]
    if document.has(before.first, before.last, "role"):
        return None
    return next((one for one in reversed(owners.inside[index - 1]) if one.group in _HOUSES), None)


_HOUSES = frozenset({"company", "agency", "source", "media", "grid"})


def speaker_of_verb(document: Document, owners: Owners, verb: Hit, first: int, last: int) -> Speaker | None:
    """The subject of a verb of speech within a token range, or None where it has no name and no role."""
    options = speakers_within(document, owners, first, last)
    clause = document.clause_of[verb.first]
    reach = min(verb.last + 7, clause[1])
    after = next((one for one in options if verb.last <= one.first <= reach), None)
    before = [one for one in options if one.last <= verb.first]
    near = [one for one in before if one.first >= clause[0]]
    if after is not None and _inverted(document, verb, clause[0]):
        return after
    if near:
        return _subject(document, near)
    if after is not None and document.language == "de" and not _object_follows(document, verb):
        return after
    if before:
        return _subject(document, before)
    return after if document.language == "de" else None


def _inverted(document: Document, verb: Hit, start: int) -> bool:
    """Whether a verb opens its clause, or stands behind a quote."""
    return verb.first == start or document.word(verb.first - 1) in _BEFORE_INVERSION


_BEFORE_INVERSION = frozenset(',"“”«»’')


def _object_follows(document: Document, verb: Hit) -> bool:
    """Whether a preposition or object marker follows a German verb, so that no subject does."""
    return document.at(verb.last, "preposition") is not None


def _subject(document: Document, options: list[Speaker]) -> Speaker:
    """The most likely subject among candidates before a verb: no preposition before it, people first."""
    free = [
        one for one in options if document.at(_before_article(document, one.first), "preposition") is None
    ]
    pool = free or options
    human = [one for one in pool if one.human]
    return (human or pool)[0] if len(human) == 1 else pool[0]


def _before_article(document: Document, position: int) -> int:
    """The place before articles and adjectives that lead a noun."""
    place = position - 1
    while document.at(place, "determiner") or document.at(place, "article_one"):
        place -= 1
    return place


def named_after(document: Document, owners: Owners, position: int, last: int) -> Speaker | None:
    """The name or role that follows `laut`, `according to` within a few tokens."""
    end = min(last, position + 8, len(document.tokens))
    if position >= end:
        return None
    if document.has(position, min(end, position + 3), "anonymous"):
        return None
    options = speakers_within(document, owners, position, end)
    loose = [
        Speaker(one.shown, one.group, one.first, one.last)
        for one in owners.inside[document.sentence_of[position]]
        if position <= one.first < end and one.group in _SPEAKING
    ]
    options = options or loose
    if not options:
        return None
    people = [one for one in options if one.human and one.first <= options[0].first + 4]
    return people[0] if people else options[0]
