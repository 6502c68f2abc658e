"""Which stretches of a text are put into whose mouth.

Verbs of speech, `laut`, indirect speech, labels, quotes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from wattwright.reading.names import Owners
from wattwright.reading.speech.labels import labelled_lines
from wattwright.reading.speech.quotes import Quoted, find_quoted
from wattwright.reading.speech.signatures import signature, writer_of
from wattwright.reading.speech.speakers import Speaker, named_after, speaker_of_verb, speakers_within
from wattwright.reading.structure import Document, Hit, Sentence

__all__ = ["Attributed", "Voices"]


@dataclass(frozen=True, slots=True)
class Attributed:
    """A token range with its speaker.

    `manner` is said, warned, denied, estimated, source, indirect, quote or label.
    """

    first: int
    last: int
    speaker: Speaker
    manner: str
    verb: Hit | None = None


@dataclass(slots=True)
class Voices:
    """All attributions of a document, with the quotes."""

    document: Document
    owners: Owners
    quotes: list[tuple[Quoted, Speaker | None]] = field(default_factory=list)
    by_sentence: list[list[Attributed]] = field(default_factory=list)
    labels: dict[int, Speaker | None] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, owners: Owners) -> Voices:
        """The voices of a document."""
        voices = cls(document, owners)
        voices.labels = labelled_lines(document, owners)
        quoted = find_quoted(document)
        inside = {place for one in quoted for place in range(one.first, one.last)}
        for sentence in document.sentences:
            voices.by_sentence.append(voices._in_sentence(sentence, inside))
        for index, sentence in enumerate(document.sentences):
            if not voices.by_sentence[index]:
                voices._go_on(sentence)
        for one in quoted:
            voices.quotes.append((one, voices._who_quoted(one, quoted)))
        return voices

    def _in_sentence(self, sentence: Sentence, inside: set[int]) -> list[Attributed]:
        """Attributions that a sentence makes itself; a source named holds for the whole sentence."""
        found: list[Attributed] = []
        for first, last in _segments(self.document, sentence):
            made = self._in_segment(first, last, inside)
            if not made and found and _reported(self.document, first, last):
                made = [replace(found[-1], first=first, last=last, manner="indirect")]
            for one in made:
                if last == sentence.last and _trails(self.document, one):
                    one = replace(one, first=sentence.first)
                whole = one.manner == "source" and first == sentence.first and one.verb is not None
                found.append(replace(one, last=sentence.last) if whole else one)
        return found

    def _in_segment(self, first: int, last: int, inside: set[int]) -> list[Attributed]:
        """Attributions of a stretch between semicolons: a source, a guess, a verb of speech."""
        document = self.document
        for hit in document.each(first, last, "own_statement"):
            target = self.owners.owner("money", hit.first, hit.last)
            if target is not None:
                speaker = Speaker(target.shown, target.group, hit.first, hit.last)
                return [Attributed(first, last, speaker, "source")]
        for hit in document.each(first, last, "attribution"):
            source = self._source(hit, first, last) if hit.first not in inside else None
            if source is not None:
                return [Attributed(first, last, source, "source", hit)]
        for hit in document.each(first, last, "estimate_noun"):
            guess = self._guess(hit, first)
            if guess is not None:
                return [Attributed(first, last, guess, "estimated", hit)]
        return self._verbs(first, last, inside) or self._split_verbs(first, last, inside)

    def _verbs(self, first: int, last: int, inside: set[int]) -> list[Attributed]:
        """The first verb of speech in a stretch that has a subject with a name or role."""
        for hit in self.document.each(first, last, "say_verb"):
            if hit.first in inside or self._anonymous(hit, first, last) or self._no_verb(hit):
                continue
            if self.labels and self.document.marks(hit.first - 1, "speaking_pronoun"):
                continue
            speaker = speaker_of_verb(self.document, self.owners, hit, first, last)
            if speaker is not None and not _of_itself(speaker, hit.payload):
                end = self._end(hit, speaker, last)
                return [Attributed(self._scope(hit, first), end, speaker, hit.payload, hit)]
        return []

    def _end(self, verb: Hit, speaker: Speaker, last: int) -> int:
        """Where the reported part ends: behind a quote what only describes the speaker is not reported."""
        document = self.document
        quoted = document.word(verb.first - 1) in _CLOSING
        told_on = document.has_any(speaker.last, last, "that", "say_verb") or document.has(
            speaker.last, last, "adding"
        )
        behind = speaker.first >= verb.last
        return min(last, max(speaker.last, verb.last)) if quoted and behind and not told_on else last

    def _scope(self, verb: Hit, first: int) -> int:
        """Where the reported part begins.

        At the verb where it is a second predicate, at a clause that `and`, `but`, `while` joins on, else at
        the start.
        """
        if self.document.lower(verb.first - 1) in ("und", "and") and verb.payload == "named":
            return verb.first
        start = self.document.clause_of[verb.first][0]
        joined = start > first and self.document.at(start, "conjunction") is not None
        return start if joined and verb.first - start <= 8 else first

    def _split_verbs(self, first: int, last: int, inside: set[int]) -> list[Attributed]:
        """Verbs whose particle stands apart: at the end in German, before the figure in English.

        `wies die Behauptung zurück`, `teilte der Konzern mit`, `put the cost at $3bn`.
        """
        document = self.document
        for hit in document.each(first, last, "split_verb"):
            manner, particle = hit.payload.split(" ")
            ends = any(
                document.lower(place) == particle and self._particle(place, last)
                for place in range(hit.last, last)
            )
            if ends and hit.first not in inside and not self._no_verb(hit):
                speaker = speaker_of_verb(document, self.owners, hit, first, last)
                if speaker is not None and not _of_itself(speaker, manner):
                    return [Attributed(first, last, speaker, manner, hit)]
        return []

    def _particle(self, place: int, last: int) -> bool:
        """Whether a word is the particle of a verb: the end of a clause follows, in English a figure."""
        document = self.document
        if document.language == "de":
            return document.tokens[min(place + 1, last - 1)].kind == "mark"
        near = range(place + 1, min(place + 5, last))
        return any(document.kind(one) == "number" or document.marks(one, "currency_mark") for one in near)

    def _source(self, hit: Hit, first: int, last: int) -> Speaker | None:
        """Speaker of `laut X`, `X zufolge`, `, so X`."""
        document = self.document
        if hit.payload == "after":
            if document.language == "en":
                return None
            options = speakers_within(document, self.owners, max(first, hit.first - 6), hit.first)
            return options[-1] if options else None
        word = document.lower(hit.first)
        if word == "so" and document.word(hit.first - 1) != ",":
            return None
        if word in ("by", "per") and not self._is_source(hit, last):
            return None
        named = named_after(document, self.owners, hit.last, last)
        if word == "so" and named is not None and document.marks(named.first, "person_pronoun"):
            return None
        return named

    def _guess(self, hit: Hit, first: int) -> Speaker | None:
        """Who makes a guess: `one blog's guess of`, `staff's estimate`, `Epoch's count`."""
        document = self.document
        place = hit.first - 1
        if document.lower(place) not in ("'s", "’s") or place <= first:
            return None
        for one in self.owners.inside[document.sentence_of[place]]:
            if one.last == place:
                return Speaker(one.shown, one.group, one.first, one.last)
        return Speaker(document.word(place - 1), "role", place - 1, place)

    def _is_source(self, hit: Hit, last: int) -> bool:
        """Whether English `by X's estimate`, `per X` gives a source and not an agent or a rate."""
        document = self.document
        if document.lower(hit.first) == "per":
            return document.word(hit.first - 1) == ","
        return document.has(hit.last, min(last, hit.last + 5), "estimate_noun")

    def _no_verb(self, hit: Hit) -> bool:
        """Whether a form of a verb of speech is something else here: a noun, an infinitive of the plan."""
        document, before = self.document, hit.first - 1
        if document.language == "en":
            counted = document.kind(before) == "number" or document.marks(before, "number")
            passive = document.marks(before, "be_form") and not document.lower(hit.first).endswith("ing")
            return any((counted, passive, document.marks(before, "no_verb_after"), self._does(hit)))
        rest = range(hit.last, document.clause_of[hit.first][1])
        if document.lower(hit.first).startswith("rechne") and not any(
            document.lower(place) in ("mit", "vor") for place in rest
        ):
            return True
        return document.capital(hit.first) and hit.first != document.sentence(hit.first).first

    def _does(self, hit: Hit) -> bool:
        """Whether an English verb means a deed here: `adds 150,000 chips`, `writes servers off`."""
        document, after = self.document, hit.last
        if document.marks(hit.first, "adding_verb"):
            counted = document.marks(after, "currency_mark", "qualifier") or document.kind(after) == "number"
            return counted or document.lower(after) in ("to", "another", "more")
        end = min(after + 5, document.clause_of[hit.first][1])
        return document.marks(hit.first, "writing_verb") and any(
            document.lower(place) in ("off", "down") for place in range(after, end)
        )

    def _anonymous(self, hit: Hit, first: int, last: int) -> bool:
        """Whether the subject is an anonymous plural: `Experten warnen`, `critics say`."""
        document = self.document
        near = document.has(max(first, hit.first - 4), hit.first, "anonymous")
        after = document.language == "de" and document.has(hit.last, min(last, hit.last + 2), "anonymous")
        options = speakers_within(document, self.owners, max(first, hit.first - 4), hit.first)
        return (near and not options) or after

    def _go_on(self, sentence: Sentence) -> None:
        """German indirect speech without a verb of its own goes on with the speaker before."""
        document = self.document
        if not sentence.index:
            return
        held = self.by_sentence[sentence.index - 1]
        if held and document.has(sentence.first, sentence.last, "continued"):
            self.by_sentence[sentence.index] = [
                replace(held[-1], first=sentence.first, last=sentence.last, manner="source")
            ]
            return
        if document.language != "de":
            return
        strong = _moods(document, sentence.first, sentence.last)
        if document.has(sentence.first, sentence.last, "attribution"):
            return
        before = self.by_sentence[sentence.index - 1]
        same = document.sentences[sentence.index - 1].line.paragraph == sentence.line.paragraph
        if strong and (same or before):
            speaker = before[-1].speaker if before else self._topic(sentence)
            if speaker is not None:
                self.by_sentence[sentence.index] = [
                    Attributed(sentence.first, sentence.last, speaker, "indirect", strong[0])
                ]

    def _topic(self, sentence: Sentence) -> Speaker | None:
        """The firm or person spoken of, who indirect speech without a speaker is ascribed to."""
        focus = self.owners.before[sentence.index]
        target = focus.get("company") or focus.get("agency") or focus.get("person")
        return Speaker(target.shown, target.group, target.first, target.last) if target is not None else None

    def _who_quoted(self, one: Quoted, quoted: list[Quoted]) -> Speaker | None:
        """Speaker of a quote: named behind it, before it, in the sentence before, or the last one quoted."""
        document = self.document
        sentence = document.sentence(one.last - 1)
        found = [*self.by_sentence[sentence.index]]
        if sentence.index + 1 < len(document.sentences) and one.last >= sentence.last - 1:
            following = document.sentences[sentence.index + 1]
            if following.line.index == sentence.line.index and not document.tokens[following.first].capital:
                found += self.by_sentence[following.index]
        start = document.sentence(one.first)
        if start.index != sentence.index:
            found += self.by_sentence[start.index]
        if found:
            verbs = [(abs(other.verb.first - one.last) if other.verb else 99, other) for other in found]
            return min(verbs, key=lambda pair: pair[0])[1].speaker
        beside = self._beside(one, start.first, sentence.last)
        if beside is not None:
            return beside
        label = self.labels.get(sentence.line.index)
        if label is not None:
            return label
        return self._quoted_before(one, start, quoted)

    def _beside(self, one: Quoted, first: int, last: int) -> Speaker | None:
        """Who is named in a quote's sentence without a verb: a person, a signature, whose letter it is."""
        portrayed = self._portrayed(self.document.sentence(first))
        if portrayed is not None:
            return portrayed
        signed = signature(self.document, self.owners, one)
        if signed is not None:
            return signed
        for speaker in speakers_within(self.document, self.owners, first, last):
            if speaker.human and not one.first <= speaker.first < one.last:
                return speaker
        return writer_of(self.document, first, one.first)

    def _quoted_before(self, one: Quoted, start: Sentence, quoted: list[Quoted]) -> Speaker | None:
        """The speaker of the quote before in the same paragraph, or of the sentence before."""
        document = self.document
        for other, speaker in reversed(self.quotes):
            if speaker is not None and document.sentence(other.first).line.paragraph == start.line.paragraph:
                return speaker
        for back in (1, 2):
            index = start.index - back
            if index >= 0 and self.by_sentence[index]:
                return self.by_sentence[index][-1].speaker
        focus = self.owners.before[start.index].get("person")
        return Speaker(focus.shown, "person", focus.first, focus.last) if focus is not None else None

    def _portrayed(self, start: Sentence) -> Speaker | None:
        """The first person that a text names, for a quote in its title."""
        if start.line.kind not in ("title", "heading") or start.line.index > 1:
            return None
        people = (one for inside in self.owners.inside for one in inside if one.group == "person")
        person = next(people, None)
        return Speaker(person.shown, "person", person.first, person.last) if person else self._answering()

    def _answering(self) -> Speaker | None:
        """The first one whom a label lets answer."""
        return next((one for one in self.labels.values() if one is not None), None)

    def at(self, position: int) -> Attributed | None:
        """The attribution that holds for a token.

        The quote it stands in, its sentence's, or the line's label.
        """
        document = self.document
        for one, speaker in self.quotes:
            if one.first <= position < one.last and speaker is not None:
                return Attributed(one.first, one.last, speaker, "quote")
        sentence = document.sentence(position)
        for attributed in self.by_sentence[sentence.index]:
            if attributed.first <= position < attributed.last:
                return attributed
        label = self.labels.get(sentence.line.index)
        return Attributed(sentence.first, sentence.last, label, "label") if label is not None else None


_CLOSING = frozenset("\"“”«»’'")
_SELF = frozenset({"expected", "warned", "promised"})
"""Verbs by which a company speaks of its own plans and wishes, not of facts."""


def _of_itself(speaker: Speaker, manner: str) -> bool:
    """Whether a company only speaks of its own plans and wishes."""
    return manner in _SELF and speaker.group in ("company", "grid")


def _trails(document: Document, one: Attributed) -> bool:
    """Whether a verb of speech ends its sentence behind a comma: `…, it added.`"""
    if one.verb is None or one.manner == "source":
        return False
    start, end = document.clause_of[one.verb.first]
    short = end - start <= _SHORT and document.word(start - 1) == ","
    return short and end >= one.last - 1


_SHORT = 5
"""Tokens of a clause that only says who speaks."""
_PAST_MOODS = frozenset(
    {"wäre", "wären", "hätte", "hätten", "würde", "würden", "gäbe", "käme", "kämen", "entfielen"}
)


def _moods(document: Document, first: int, last: int) -> list[Hit]:
    """Verbs in the German mood of reported speech."""
    return [
        hit
        for hit in document.each(first, last, "subjunctive")
        if document.lower(hit.first) not in _PAST_MOODS and not document.tokens[hit.first].capital
    ]


def _reported(document: Document, first: int, last: int) -> bool:
    """Whether a stretch stands in the German mood of reported speech."""
    return bool(_moods(document, first, last))


def _segments(document: Document, sentence: Sentence) -> list[tuple[int, int]]:
    """Stretches of a sentence between semicolons."""
    edges = [sentence.first]
    edges += [place + 1 for place in range(sentence.first, sentence.last) if document.word(place) == ";"]
    edges.append(sentence.last)
    return [(first, last) for first, last in pairwise(edges) if first < last]
