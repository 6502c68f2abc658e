"""Finding every name of a text, known ones first, then by pattern, then by evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from wattwright.reading.amounts.measures import CHIP
from wattwright.reading.names.draft import Draft
from wattwright.reading.names.firms import (
    find_agencies,
    find_datelines,
    find_firms,
    find_models,
    find_places,
    find_sites,
)
from wattwright.reading.names.known import Known, ambiguous_names, cased_names, known_keys, known_names
from wattwright.reading.names.mentions import Mention, Names
from wattwright.reading.names.people import find_people, find_surnames
from wattwright.reading.structure import Document

__all__ = ["find_names"]

_NUMBERED = re.compile(r"^[A-Z][a-z]{3,}\d{1,2}$")
_CAMEL = re.compile(r"^(?:[A-Z][a-z]+[A-Z]\w*|[a-z][A-Z]\w+|[A-Z]{3,6})$")


def find_names(document: Document) -> Names:
    """All mentions of companies, sites, models, persons, products and institutions by name."""
    draft = Draft.of(document)
    _find_known(draft, several=True)
    find_datelines(draft)
    find_places(draft)
    find_people(draft)
    find_firms(draft)
    find_models(draft)
    _find_known(draft, several=False)
    _find_pairs(draft)
    find_sites(draft)
    find_agencies(draft)
    find_surnames(draft)
    _find_by_evidence(draft)
    _find_products(draft)
    found = [replace(one, group="media") if _is_work(document, one) else one for one in draft.found]
    return Names.of(_with_roles(document, found))


def _is_work(document: Document, mention: Mention) -> bool:
    """Whether an unknown name of several words stands alone between quotation marks: a magazine or book."""
    if mention.group != "company" or mention.last - mention.first < 2 or mention.key in known_keys():
        return False
    return document.word(mention.first - 1) in _QUOTES and document.word(mention.last) in _QUOTES


_QUOTES = frozenset('„“”"«»‚‘')


def _find_products(draft: Draft) -> None:
    """Chips that are spoken of and not counted: `An hour on an H200`, `Die H100 kletterte`."""
    document = draft.document
    for position, token in enumerate(document.tokens):
        if draft.taken[position] or token.kind != "word" or not CHIP.match(token.text):
            continue
        before = document.tokens[position - 1] if position else None
        if before is None or before.kind == "number" or document.word(position + 1) == "-":
            continue
        led = document.at(position - 1, "article_one") or document.at(position - 1, "determiner")
        if led or draft.opens(position):
            draft.add(position, position + 1, token.text.removesuffix("s"), "chip", token.text)


def _find_known(draft: Draft, *, several: bool) -> None:
    """Known names, of several words or of one."""
    document, names = draft.document, known_names()
    for position, token in enumerate(document.tokens):
        if token.kind not in ("word", "number") or draft.taken[position] or token.lower == token.text:
            continue
        if document.word(position + 1) == "-" and document.at(position + 2, "unit"):
            continue
        for form in _forms(token.text):
            if not several and form in draft.short:
                break
            known = next(
                (one for one in names.get(form, ()) if _matches(document, position, one, several)), None
            )
            if known is not None and not _ordinary(draft, position, known):
                shown = (
                    " ".join(known.words)
                    if len(known.words) == 1
                    else draft.plain(position, position + len(known.words))
                )
                draft.add(
                    position, position + len(known.words), known.key, known.group, _german(shown, known)
                )
                if several and known.group in ("company", "source") and len(known.words[0]) > 3:
                    draft.short.setdefault(known.words[0], (known.key, known.group))
                break


def _forms(text: str) -> tuple[str, ...]:
    """A word and what it may be a genitive or a capitalised form of."""
    forms = [text, cased_names().get(text.lower(), text)] if text[:1].isupper() else [text]
    if text.endswith("s") and len(text) > 3:
        forms.append(text[:-1])
    if text.isupper() and len(text) > 2:
        forms.append(text.title())
    return tuple(forms)


def _german(shown: str, known: Known) -> str:
    """Spelling to show: without the German genitive s that a name of several words may carry."""
    if len(known.words) == 1 and shown == known.key + "s":
        return known.key
    plain = "".join(known.words)
    return shown[:-1] if shown.endswith("s") and not plain.endswith("s") else shown


def _matches(document: Document, position: int, known: Known, several: bool) -> bool:
    """Whether a known spelling stands at a position, the last word perhaps with a genitive s."""
    words = known.words
    if (len(words) > 1) is not several:
        return False
    for step, word in enumerate(words[1:], 1):
        text = document.word(position + step)
        if text != word and text.title() != word and not (step == len(words) - 1 and text == word + "s"):
            return False
    return True


def _ordinary(draft: Draft, position: int, known: Known) -> bool:
    """Whether an ambiguous spelling is an ordinary word here."""
    word = known.words[0]
    if len(known.words) > 1:
        return False
    document = draft.document
    if len(word) < 3 and known.group != "country" and word not in ("BP", "FT", "AP"):
        return True
    if word not in ambiguous_names():
        return False
    if document.language == "de" and known.group in ("media", "company", "campus", "source", "person"):
        quoted = document.word(position - 1) in '„“"»«' and position > 0
        return not quoted
    return draft.opens(position) or document.lower(position - 1) in ("the", "a", "an", "this", "their", "its")


def _find_by_evidence(draft: Draft) -> None:
    """Names that only their spelling and surroundings show: `FuriosaAI`, `from Rivos`, `in Lübbenau`."""
    document = draft.document
    evidence: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    located: dict[str, bool] = {}
    words = {token.text for token in document.tokens if token.kind == "word"}
    for position, token in enumerate(document.tokens):
        if token.kind != "word" or draft.taken[position] or len(token.text) < 3:
            continue
        if _CAMEL.match(token.text) or (draft.proper(position) and not document.at(position, "stop_word")):
            genitive = document.language == "de" and token.text.endswith("s") and token.text[:-1] in words
            word = token.text[:-1] if genitive else token.text
            places.setdefault(word, []).append(position)
            evidence[word] += _evidence(draft, position)
            located[word] = located.get(word, False) or _located(document, position)
    lower = {token.text for token in document.tokens if token.kind == "word"}
    for word, score in evidence.items():
        if score >= 2 and word.lower() not in lower:
            for position in places[word]:
                _add_run(draft, position, word, located[word])


def _evidence(draft: Draft, position: int) -> int:
    """How much the place of an unknown capitalised word speaks for a name."""
    document = draft.document
    token = document.tokens[position]
    if any(document.at(position, category) for category in _NEVER):
        return 0
    sentence = document.sentence(position)
    title = sentence.line.kind in ("title", "heading")
    opens = draft.opens(position) or document.word(position + 1) in ("–", "/", ",", "|")
    if token.text.isupper() and (opens or title or document.word(position - 1) in ("&", "|")):
        return 0
    if (
        document.at(position, "chip")
        or CHIP.match(token.text)
        or (any(letter.isdigit() for letter in token.text) and not _NUMBERED.match(token.text))
    ):
        return 0
    if document.sentence(position).line.kind == "table" or document.at(position, "substance"):
        return 0
    if (
        document.lower(position - 1) in ("of", "for", "at")
        and document.ending(position - 1, "role") is not None
    ):
        return 0
    score = 2 if _CAMEL.match(token.text) else 0
    if document.language == "en":
        score += 0 if draft.opens(position) or title else 2
        score += 2 if document.lower(position + 1) in ("'s", "’s") else 0
        return score
    determined = document.at(position - 1, "determiner") or document.at(position - 1, "article_one")
    verb = document.at(position + 1, "finite_verb") or document.at(position + 1, "say_verb")
    score += 1 if verb and not draft.opens(position) and not determined else 0
    if document.at(position - 1, "place_before") is not None:
        score += 2 if document.at(position, "place_ending") else 1
    score += 2 if sentence.index <= 4 and _dateline(document, position) else 0
    compound = document.word(position + 1) == "-" and document.tokens[position + 1].glued
    score += 1 if compound and document.at(position + 2, "role") else 0
    return score - (2 if determined else 0)


def _find_pairs(draft: Draft) -> None:
    """Two German capitalised words in a row of which no list knows either: `der Hansa Turbinenbau`."""
    document = draft.document
    if document.language != "de":
        return
    for position in range(1, len(document.tokens) - 1):
        pair = (position, position + 1)
        if (
            draft.opens(position)
            or not draft.free(position, position + 2)
            or document.word(position + 2) == "-"
            or document.word(position + 1).isupper()
        ):
            continue
        if not (document.at(position - 1, "determiner") or document.at(position - 1, "preposition")):
            continue
        if all(draft.proper(place) and _unlisted(document, place) for place in pair):
            name = draft.plain(position, position + 2)
            draft.add(position, position + 2, name, "company")
            draft.short.setdefault(document.word(position), (name, "company"))


def _unlisted(document: Document, position: int) -> bool:
    """Whether no phrase of the lexicon begins at a word."""
    return all(hit.category in ("place_ending", "place_start") for hit in document.hits[position])


def _goes_on(draft: Draft, position: int) -> bool:
    """Whether a name goes on with the next word, over `&`."""
    if draft.document.word(position) == "&":
        return draft.proper(position + 1)
    return (
        draft.proper(position) and not draft.taken[position] and not draft.document.at(position, "stop_word")
    )


_NEVER = (
    "not_name",
    "noun",
    "unit",
    "role",
    "site_noun",
    "month",
    "sentence_starter",
    "company_noun",
    "head",
    "size",
    "agency_word",
    "abbreviation",
)


def _dateline(document: Document, position: int) -> bool:
    """Whether a word opens a line and a bracket, dash or full stop follows: `Rostock – Der Vorstand`."""
    sentence = document.sentence(position)
    return position == sentence.first and document.word(position + 1) in ("(", "–", ".", ",", "/")


def _located(document: Document, position: int) -> bool:
    """Whether a preposition of place stands before a word."""
    of_place = document.lower(position - 1) == "of" and document.at(position - 2, "dweller") is not None
    where = document.word(position + 1) == "," and document.lower(position + 2) in ("where", "wo")
    before = document.at(position - 1, "place_before") or document.ending(position, "place_before")
    return of_place or where or before is not None


def _goes_on(draft: Draft, position: int) -> bool:
    """Whether a name goes on with the next word, over `&`."""
    if draft.document.word(position) == "&":
        return draft.proper(position + 1)
    return (
        draft.proper(position) and not draft.taken[position] and not draft.document.at(position, "stop_word")
    )


def _add_run(draft: Draft, position: int, word: str, located: bool) -> None:
    """Take an unknown name, in English together with the capitalised words beside it."""
    document = draft.document
    first, last = position, position + 1
    if document.language == "en":
        while last - first < 4 and last < len(document.tokens) and _goes_on(draft, last):
            last += 2 if document.word(last) == "&" else 1
        if draft.proper(first - 1) and draft.opens(first - 1) and _unlisted(document, first - 1):
            first -= 1
    if not draft.free(first, last):
        return
    text = draft.plain(first, last)
    group = "town" if located else "company"
    if group == "company" and last - first > 1 and document.at(last, "say_verb"):
        group = "person"
    draft.add(first, last, word if last - first == 1 else text, group, word if last - first == 1 else text)


def _with_roles(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Mentions with their part in the clause; what is joined by `and` plays the same part."""
    found: list[Mention] = []
    led: set[tuple[int, int]] = set()
    for mention in sorted(mentions, key=lambda one: one.first):
        role = _role(document, mention)
        clause = document.clause_of[mention.first]
        before = found[-1] if found else None
        if role == "object" and before is not None and _joined(document, before.last, mention.first):
            role = before.role
        elif role == "object" and clause not in led and mention.group not in ("country", "region", "city"):
            role = "subject"
            led.add(clause)
        found.append(replace(mention, role=role))
    return found


def _joined(document: Document, first: int, last: int) -> bool:
    """Whether only a comma or `and` stands between two mentions."""
    return 0 < last - first <= 2 and all(
        document.lower(place) in (",", "und", "and", "sowie", "&", "or", "oder")
        for place in range(first, last)
    )


def _role(document: Document, mention: Mention) -> str:
    """Part of the clause by the words around a mention: possessive, modifier, oblique, else object."""
    after = document.lower(mention.last)
    if after in ("'s", "’s", "'", "’") or _has_genitive(document, mention):
        return "possessive"
    if after == "-" and document.tokens[mention.last].glued:
        return "modifier"
    if document.language == "en" and (
        document.at(mention.last, "role") or document.at(mention.last, "stock_noun")
    ):
        return "modifier"
    place = mention.first - 1
    sentence = document.sentence(mention.first)
    while place >= sentence.first and _leads(document, place):
        place -= 1
    inside = place >= sentence.first and document.at(place, "preposition") is not None
    return "oblique" if inside or document.at(mention.first - 1, "preposition") else "object"


def _leads(document: Document, position: int) -> bool:
    """Whether a word may stand between a preposition and a name: article, adjective, the kind of site or firm."""
    return any(
        document.at(position, category) is not None
        for category in ("determiner", "article_one", "plant_before", "site_before", "company_before", "role")
    )


def _has_genitive(document: Document, mention: Mention) -> bool:
    """Whether a German name carries a genitive s: `Metas Campus`."""
    if document.language != "de":
        return False
    text = document.word(mention.last - 1)
    following = document.tokens[mention.last] if mention.last < len(document.tokens) else None
    return (
        text.endswith("s")
        and not mention.shown.endswith("s")
        and following is not None
        and following.kind == "word"
    )
