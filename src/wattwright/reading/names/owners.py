"""Whose number it is: a salience stack of sites, companies, models and persons, weighed by kind and place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wattwright.reading.names.mentions import Mention, Names
from wattwright.reading.structure import Document, Sentence

__all__ = ["Owners"]

_CLASS = {
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
    "person": "person",
    "country": "country",
    "region": "country",
    "city": "country",
}
_SITE_KINDS = frozenset(
    "power area accelerators water households headcount emissions energy count_other date_milestone".split()
)
_MODEL_KINDS = frozenset({"parameters", "tokens", "compute"})
_WEIGHTS = {
    "site": {
        "site": 3.0,
        "plant": 2.6,
        "company": 2.0,
        "grid": 2.0,
        "model": 1.0,
        "product": 1.2,
        "country": 0.4,
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
        "person": -1.5,
    },
    "pay": {"person": 4.0, "company": 2.6, "site": -1.0, "source": -2.0},
    "model": {"model": 4.5, "product": 2.4, "company": 1.6, "site": 1.2, "source": -2.0, "person": -2.5},
    "share": {
        "company": 2.4,
        "site": 2.4,
        "plant": 1.8,
        "grid": 2.2,
        "model": 1.8,
        "product": 1.8,
        "country": 0.8,
        "agency": 0.2,
        "source": -1.5,
        "person": -1.0,
    },
}


def _family(kind: str) -> str:
    """Group of kinds that prefer the same owners."""
    if kind in _SITE_KINDS:
        return "site"
    if kind in _MODEL_KINDS:
        return "model"
    if kind == "pay":
        return "pay"
    return "share" if kind in ("share", "duration", "price", "quote", "opinion") else "money"


@dataclass(slots=True)
class Owners:
    """Mentions of a document with what each sentence inherits from those before it."""

    document: Document
    names: Names
    inside: list[list[Mention]] = field(default_factory=list)
    """Mentions of every sentence, nouns and pronouns resolved."""
    before: list[dict[str, Mention]] = field(default_factory=list)
    """What the text was about before every sentence: class → mention."""

    @classmethod
    def of(cls, document: Document, names: Names) -> Owners:
        """The owners of a document."""
        owners = cls(document, names)
        focus: dict[str, Mention] = {}
        for sentence in document.sentences:
            owners.before.append(dict(focus))
            found = owners._resolved(sentence, focus)
            owners.inside.append(found)
            owners._refocus(found, focus)
        return owners

    def _resolved(self, sentence: Sentence, focus: dict[str, Mention]) -> list[Mention]:
        """Mentions of a sentence: towns told from sites, nouns and pronouns replaced by what they stand for."""
        found = [self._placed(mention, sentence) for mention in self.names.within(sentence.first, sentence.last)]
        document = self.document
        for category, wanted in (("site_noun", "site"), ("company_noun", "company"), ("model_noun", "model")):
            for hit in document.each(sentence.first, sentence.last, category):
                held = any(mention.first < hit.last and hit.first < mention.last for mention in found)
                target = None if held or not self._definite(hit.first) else self._meant(hit.first, wanted, found, focus)
                if target is not None:
                    role = self._role(hit.first)
                    found.append(replace(target, first=hit.first, last=hit.last, role=role, stands_for=True))
        return sorted(found, key=lambda mention: mention.first)

    def _meant(
        self, position: int, wanted: str, found: list[Mention], focus: dict[str, Mention]
    ) -> Mention | None:
        """What a noun such as `the company` stands for: the name before it, the sentence's subject, or the topic."""
        document = self.document
        same = [one for one in found if one.last <= position and _CLASS[one.group] == wanted and not one.stands_for]
        if same and same[-1].last == position:
            return None
        if same and position - same[-1].last <= 4 and document.word(same[-1].last) == ",":
            return same[-1]
        subjects = [one for one in same if one.role in ("subject", "possessive")]
        if subjects:
            return subjects[-1]
        target = focus.get(wanted) or (focus.get("plant") if wanted == "site" else None)
        return target or (same[-1] if same else None)

    def _definite(self, position: int) -> bool:
        """Whether a noun carries a definite article, so that it stands for something known."""
        document = self.document
        first = document.sentence(position).first
        for place in range(position - 1, max(first, position - 5) - 1, -1):
            if document.at(place, "determiner") is not None:
                return True
            if document.at(place, "preposition") or document.at(place, "finite_verb") or document.at(place, "article_one"):
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
        if mention.group not in ("town", "city", "region", "country"):
            return mention
        document = self.document
        near = document.has(max(sentence.first, mention.first - 5), mention.first, "site_noun")
        near = near or document.has(max(sentence.first, mention.first - 5), mention.first, "site_word")
        wide = document.has(sentence.first, sentence.last, "build_word")
        if mention.group == "town":
            return replace(mention, group="campus") if near or wide else replace(mention, group="city")
        built = near and mention.role == "oblique" and mention.group != "country"
        if built or (mention.group == "city" and wide and mention.role == "oblique"):
            return replace(mention, group="campus")
        return mention

    def _refocus(self, found: list[Mention], focus: dict[str, Mention]) -> None:
        """Update what the text is about after a sentence."""
        best: dict[str, tuple[float, Mention]] = {}
        for place, mention in enumerate(found):
            weight = {"subject": 3.0, "possessive": 2.0, "object": 1.6, "oblique": 0.8, "modifier": 0.3}[mention.role]
            weight -= 0.1 * place
            group = _CLASS[mention.group]
            if group not in best or weight > best[group][0]:
                best[group] = (weight, mention)
        for group, (weight, mention) in best.items():
            if weight > 0.6 or group not in focus:
                focus[group] = mention

    def owner(self, kind: str, first: int, last: int) -> Mention | None:
        """The name that a number, date, quote or opinion in a token range is about, or None."""
        document = self.document
        sentence = document.sentence(first)
        weights = _WEIGHTS[_family(kind)]
        best: tuple[float, Mention] | None = None
        for mention in self.inside[sentence.index]:
            score = weights.get(_CLASS[mention.group], 0.0) + self._near(mention, first, last)
            if best is None or score > best[0]:
                best = (score, mention)
        for group, mention in self.before[sentence.index].items():
            score = weights.get(group, 0.0) + self._far(mention, sentence)
            if best is None or score > best[0]:
                best = (score, mention)
        return best[1] if best is not None and best[0] > 0 else None

    def _near(self, mention: Mention, first: int, last: int) -> float:
        """Weight of a mention in the same sentence by its place and part."""
        clause = self.document.clause_of[first]
        inside = clause[0] <= mention.first < clause[1]
        ahead = mention.first < first
        score = (3.0 if ahead else 1.8) if inside else (1.6 if ahead else 0.6)
        score += {"subject": 1.2, "possessive": 0.8, "object": 0.3, "oblique": -0.6, "modifier": -1.2}[mention.role]
        gap = first - mention.last if ahead else mention.first - last
        return score - 0.03 * max(gap, 0)

    def _far(self, mention: Mention, sentence: Sentence) -> float:
        """Weight of what the text was about before."""
        distance = sentence.index - self.document.sentence_of[mention.first]
        score = 0.6 - 0.25 * min(distance, 6)
        if mention.role == "subject":
            score += 0.4
        return score
