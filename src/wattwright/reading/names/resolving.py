"""What nouns and pronouns stand for, and what the text is about from sentence to sentence."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.names.mentions import Mention, Names
from wattwright.reading.names.things import kinds_of_things
from wattwright.reading.structure import Document, Sentence

__all__ = ["CLASSES", "Resolver"]

CLASSES = {
    "campus": "site",
    "town": "site",
    "plant": "plant",
    "company": "company",
    "source": "source",
    "media": "source",
    "grid": "grid",
    "agency": "agency",
    "model": "model",
    "product": "product",
    "chip": "chip",
    "person": "person",
    "thing": "thing",
    "country": "country",
    "region": "country",
    "city": "country",
}
"""Group of a name → class of names that compete for a pronoun."""
_WEIGHT = {"subject": 3.0, "possessive": 2.0, "object": 1.6, "oblique": 0.8, "modifier": 0.3}
_TITLE = 3.0
_MEANT = 0.5
"""Part of its weight that a noun or pronoun adds to the name it stands for."""
_PLACES = ("town", "city", "region", "country")


class Resolver:
    """Goes through a text sentence by sentence and keeps what it is about."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document = document
        self.names = names
        self.focus: dict[str, Mention] = {}
        self.subject: Mention | None = None
        self.strength: dict[str, tuple[float, int]] = {}
        self.title: dict[str, Mention] = {}
        self.latest: dict[str, int] = {}
        self.weights: dict[str, float] = {}
        self.first_of: dict[str, Mention] = {}
        self.named_site = any(one.group == "campus" for one in names.mentions)
        self.built = self._built()
        self.house = self._house()

    def _house(self) -> Mention | None:
        """The firm that speaks of itself as `we`: the one named most."""
        firms = [one for one in self.names.mentions if one.group == "company"]
        return max(firms, key=lambda one: (self.names.counts[one.key], -one.first), default=None)

    def _built(self) -> frozenset[str]:
        """Towns at which a site is said to stand or to be built anywhere in the text."""
        document = self.document
        found: set[str] = set()
        for mention in self.names.mentions:
            if mention.group != "town":
                continue
            sentence = document.sentence(mention.first)
            before = max(sentence.first, mention.first - 5)
            near = any(document.has(before, mention.first, name) for name in ("site_noun", "site_word"))
            wide = document.has(sentence.first, sentence.last, "build_word") and not self.named_site
            often = self.names.counts[mention.key] >= 2 and not self.named_site
            if (near and mention.role == "oblique") or wide or often:
                found.add(mention.key)
        return frozenset(found | self._pointed_at())

    def _pointed_at(self) -> set[str]:
        """The only town of a text without a named site, where `here` or `hier` follows soon."""
        document = self.document
        towns = [mention for mention in self.names.mentions if mention.group == "town"]
        if self.named_site or len({mention.key for mention in towns}) != 1:
            return set()
        first = document.sentence(towns[0].first)
        last = document.sentences[min(first.index + _SOON, len(document.sentences) - 1)].last
        return {towns[0].key} if document.has(first.first, last, "place_adverb") else set()

    def sentence(self, sentence: Sentence) -> list[Mention]:
        """Mentions of a sentence with nouns and pronouns resolved; moves the focus on."""
        found = [
            self._placed(mention, sentence)
            for mention in self.names.within(sentence.first, sentence.last)
            if mention.group != "town" or not self.document.marks(mention.last, "public_body")
        ]
        for category, wanted in (("site_noun", "site"), ("company_noun", "company"), ("model_noun", "model")):
            for hit in self.document.each(sentence.first, sentence.last, category):
                held = any(mention.first < hit.last and hit.first < mention.last for mention in found)
                if held or not self._definite(hit.first) or self._new(hit.first, hit.last, found):
                    continue
                target = self._meant(hit.first, wanted, found)
                if target is not None:
                    role = self._role(hit.first)
                    found.append(replace(target, first=hit.first, last=hit.last, role=role, stands_for=True))
        found += self._pronouns(sentence, found) + self._there(sentence)
        found = [one for one in found if not _is_dateline(self.document, one, sentence)]
        found.sort(key=lambda mention: mention.first)
        self._move_on(found, sentence)
        return sorted([*found, *kinds_of_things(self.document, sentence, found)], key=lambda one: one.first)

    def topics(self) -> dict[str, Mention]:
        """The name of every class that weighs most in the whole text."""
        best: dict[str, Mention] = {}
        for key, mention in self.first_of.items():
            group = CLASSES[mention.group]
            if group not in best or self.weights[key] > self.weights[best[group].key]:
                best[group] = mention
        return best

    def _pronouns(self, sentence: Sentence, found: list[Mention]) -> list[Mention]:
        """`it`, `its`, `they` for the last subject, where no subject comes before in the sentence."""
        made: list[Mention] = []
        for hit in self.document.each(sentence.first, sentence.last, "thing_pronoun"):
            earlier = [
                one
                for one in found
                if one.last <= hit.first and one.role == "subject" and one.group != "person"
            ]
            target = earlier[-1] if earlier else self.subject
            if target is not None and not made:
                made.append(
                    replace(target, first=hit.first, last=hit.last, role=hit.payload, stands_for=True)
                )
        if self.house is not None and not made and not any(one.role == "subject" for one in found):
            for hit in self.document.each(sentence.first, sentence.last, "first_plural"):
                house = replace(self.house, first=hit.first, last=hit.last, role="subject", stands_for=True)
                return [house]
        return made

    def _there(self, sentence: Sentence) -> list[Mention]:
        """`dort`, `there` at the head of a sentence for the place that was spoken of last."""
        opening = self.document.each(sentence.first, sentence.first + 1, "place_adverb")
        options = [one for one in (self.focus.get("country"), self.focus.get("site")) if one is not None]
        target = max(options, key=lambda one: one.first, default=None)
        if target is None:
            return []
        return [
            replace(target, first=hit.first, last=hit.last, role="subject", stands_for=True)
            for hit in opening
        ]

    def _meant(self, position: int, wanted: str, found: list[Mention]) -> Mention | None:
        """What a noun such as `the company` stands for.

        The name before it, the sentence's subject, or the topic.
        """
        named = (one for one in found if one.last <= position and not one.stands_for)
        same = [one for one in named if CLASSES[one.group] == wanted]
        if same and self._apposed(same[-1], position):
            return same[-1]
        leading = [one for one in same if one.role in ("subject", "possessive")]
        if leading:
            return leading[0]
        target = self.focus.get(wanted) or self.focus.get({"site": "plant"}.get(wanted, ""))
        if target is None:
            return same[-1] if same else None
        return self._main_company(target, position) if wanted == "company" else target

    def _apposed(self, mention: Mention, position: int) -> bool:
        """Whether a noun behind a comma describes the name before it: `PlayAI, the voice firm`."""
        if position - mention.last > 4 or self.document.word(mention.last) != ",":
            return False
        between = range(mention.last + 1, position)
        return not any(self.document.at(place, "conjunction") for place in between)

    def _main_company(self, target: Mention, position: int) -> Mention:
        """The company of the title where it was named shortly before, else the one spoken of last."""
        main = self.title.get("company")
        generic = self.document.marks(position, "company_generic")
        if not generic or main is None or main.key == target.key:
            return target
        index = self.document.sentence_of[position]
        recent = self.latest.get(main.key, -9)
        aside = (
            self.names.counts[target.key] < self.names.counts[main.key]
            and index - self.latest[target.key] > 1
        )
        return main if index - recent <= 3 or aside else target

    def _new(self, first: int, last: int, found: list[Mention]) -> bool:
        """Whether a noun brings its own name or owner along.

        `the Clinton station`, `die Fabrik der Telekom`.
        """
        document = self.document
        for mention in found:
            if mention.last in (first, first - 1) and document.word(first - 1) in (
                "-",
                mention.shown[-1:],
                "",
            ):
                return True
            if mention.last == first or (
                mention.last == first - 1 and document.lower(first - 1) in ("'s", "’s")
            ):
                return True
            if 0 <= mention.first - last <= 2 and document.lower(last) in (
                "der",
                "des",
                "von",
                "in",
                "bei",
                "of",
                "at",
                "near",
            ):
                return mention.group != "country" or document.lower(last) != "in"
            if mention.first == last:
                return True
        return False

    def _definite(self, position: int) -> bool:
        """Whether a noun carries a definite article, so that it stands for something known."""
        document = self.document
        first = document.sentence(position).first
        for place in range(position - 1, max(first, position - 5) - 1, -1):
            if document.at(place, "determiner") is not None or document.lower(place) in (
                "im",
                "am",
                "vom",
                "zum",
                "beim",
            ):
                return True
            if (
                document.at(place, "preposition")
                or document.at(place, "finite_verb")
                or document.at(place, "article_one")
            ):
                return False
        return False

    def _role(self, position: int) -> str:
        """Part of the clause that a noun plays."""
        document = self.document
        for back in (1, 2):
            if document.at(position - back, "preposition") is not None:
                return "oblique"
        return "subject"

    def _placed(self, mention: Mention, sentence: Sentence) -> Mention:
        """A place name as a site, where something is built there."""
        if mention.group not in _PLACES:
            return mention
        if mention.group == "town":
            return replace(mention, group="campus" if mention.key in self.built else "city")
        document = self.document
        before = max(sentence.first, mention.first - 5)
        near = document.has(before, mention.first, "site_noun") or document.has(
            before, mention.first, "site_word"
        )
        wide = document.has(sentence.first, sentence.last, "build_word") and not self.named_site
        built = near and mention.role == "oblique" and mention.group != "country"
        if built or (mention.group == "city" and wide and mention.role == "oblique"):
            return replace(mention, group="campus")
        return mention

    def _move_on(self, found: list[Mention], sentence: Sentence) -> None:
        """Update what the text is about after a sentence."""
        best: dict[str, tuple[float, Mention]] = {}
        title = sentence.line.kind == "title"
        for place, mention in enumerate(found):
            weight = _WEIGHT[mention.role] - 0.1 * place
            group = CLASSES[mention.group]
            if group not in best or weight > best[group][0]:
                best[group] = (weight, mention)
            named = max(weight, 0.2) * (_MEANT if mention.stands_for and group == "company" else 1.0) + (
                _TITLE if title else 0
            )
            self.weights[mention.key] = self.weights.get(mention.key, 0.0) + named
            self.first_of.setdefault(mention.key, mention)
            self.latest[mention.key] = sentence.index
            if title and mention.role not in ("modifier", "oblique"):
                self.title.setdefault(group, mention)
        for group, (weight, mention) in best.items():
            held, index = self.strength.get(group, (0.0, sentence.index))
            if weight >= held - 0.5 * (sentence.index - index):
                self.focus[group] = mention
                self.strength[group] = (weight, sentence.index)
        self._subject_of(found)

    def _subject_of(self, found: list[Mention]) -> None:
        """Keep what a sentence is about: its subject, else who owns something in it."""
        things = [one for one in found if one.role in ("subject", "possessive") and one.group in _THINGS]
        if things:
            self.subject = next((one for one in things if one.role == "subject"), things[0])


def _is_dateline(document: Document, mention: Mention, sentence: Sentence) -> bool:
    """Whether a place only says where a report was written: `Berlin (11.11.2025) –`, `RIYADH, Nov. 20 –`."""
    if mention.group not in (*_PLACES, "campus", "company") or mention.first != sentence.first:
        return False
    if sentence.index > _HEAD or sentence.line.kind != "body":
        return False
    mark = document.word(mention.last)
    if mark == ":":
        return mention.group == "city"
    reach = range(mention.last, min(mention.last + 9, sentence.last))
    dated = document.word(mention.last + 1).isdigit() and any(
        document.marks(place, "month") for place in reach
    )
    dashed = any(document.word(place) == "–" for place in reach)
    placed = mention.group != "company" and dashed and mark in (",", "–", "(", "/")
    return placed or (mark == "," and dated)


_SOON = 4
"""Sentences behind a town in which a word may point at it."""
_HEAD = 6
"""Sentences at the head of a report in which its place may stand."""
_THINGS = frozenset({"campus", "plant", "company", "model", "grid", "product", "country", "region"})
