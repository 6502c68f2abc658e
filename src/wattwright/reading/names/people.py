"""Persons: first names, roles and titles before a name, surnames later on."""

from __future__ import annotations

from wattwright.reading.names.draft import Draft
from wattwright.reading.names.known import first_names, known_names
from wattwright.reading.structure import Document, Sentence

__all__ = ["find_labelled", "find_people", "find_surnames"]


def find_people(draft: Draft) -> None:
    """Full names of persons, by first name or by the role or title that stands before."""
    document = draft.document
    for position, token in enumerate(document.tokens):
        if token.kind != "word" or not token.capital or draft.taken[position]:
            continue
        if document.at(position, "role") is not None or _part_of_name(document, position):
            continue
        if _usual(token.text) in first_names() or _introduced(document, position):
            last = _name_end(draft, position)
            if last is not None:
                _add(draft, position, last)
            elif _surname_only(draft, position):
                _add(draft, position, position + 1)


def find_labelled(draft: Draft) -> None:
    """Those who speak in turns: two names or more that begin lines with a colon again and again."""
    document = draft.document
    labels: dict[str, list[tuple[int, int]]] = {}
    for sentence in document.sentences:
        span = _label(draft, sentence)
        if span is not None:
            labels.setdefault(draft.plain(*span), []).append(span)
    repeated = {text: spans for text, spans in labels.items() if len(spans) > 1}
    if len(repeated) < _VOICES:
        return
    people = [one.key for one in draft.found if one.group == "person"]
    for text, spans in repeated.items():
        key = next((name for name in people if text in (name.split(" ")[0], name.split(" ")[-1])), text)
        for span in spans:
            draft.add(*span, key, "person", key)
        draft.remember(text, key, "person")


_VOICES = 2
"""Names that speak in turns at least."""


def _label(draft: Draft, sentence: Sentence) -> tuple[int, int] | None:
    """Token range of one or two unknown names before a colon at the beginning of a line, or None."""
    document = draft.document
    first = sentence.first
    if sentence.line.kind in ("table", "title") or document.tokens[first].start > sentence.line.start + 1:
        return None
    if document.word(first) == "[":
        first += 1
        while first < sentence.last and document.word(first - 1) != "]":
            first += 1
    last = draft.run(first, 2)
    if last == first or document.word(last) != ":":
        return None
    plain = all(not document.hits[place] for place in range(first, last))
    return (first, last) if plain else None


def _part_of_name(document: Document, position: int) -> bool:
    """Whether a first name begins something else: a street, or a model such as `Claude Opus`."""
    model = document.marks(position, "model_family") and document.marks(position + 1, "model_word")
    return model or _street(document, position)


def _street(document: Document, position: int) -> bool:
    """Whether a person's name is only part of that of a street or school.

    `am Hermann-Löns-Weg`, `Harris Lane`.
    """
    tokens = document.tokens
    place = position
    for _ in range(4):
        place += 1
        joined = document.word(place) == "-" and tokens[place].glued
        place += joined
        if place >= len(tokens) or not (joined or document.language == "en") or not tokens[place].capital:
            return False
        if document.at(place, "street_word") is not None:
            return True
    return False


def _surname_only(draft: Draft, position: int) -> bool:
    """Whether a surname alone follows a role: `Bürgermeister Haslinger rechnet`, `spokeswoman Colby said`."""
    document = draft.document
    if (
        not _introduced(document, position)
        or not draft.proper(position)
        or not draft.free(position, position + 1)
    ):
        return False
    if (
        document.word(position) in known_names()
        or document.ending(position, "company_before") is not None
        or document.at(position, "role")
        or document.at(position, "noun")
    ):
        return False
    if any(
        document.at(position, name)
        for name in ("unit", "head", "site_noun", "company_noun", "stop_word", "month")
    ):
        return False
    following = position + 1
    return (
        document.word(following) in ("(", ",")
        or document.at(following, "finite_verb") is not None
        or document.at(following, "say_verb") is not None
    )


def _usual(text: str) -> str:
    """A word written in capitals throughout in its usual form."""
    return text.title() if text.isupper() and len(text) > 2 else text


def _introduced(document: Document, position: int) -> bool:
    """Whether a role or title stands directly before a token: `Netzchefin Katrin`, `Commissioner Dale`."""
    before = position - (2 if document.lower(position - 1) == "." else 1)
    return (
        document.ending(position, "role", 3) is not None
        or document.ending(before + 1, "title_word", 2) is not None
    )


def _name_end(draft: Draft, position: int) -> int | None:
    """Token after a person's name that begins at a first name, or None where no surname follows."""
    document = draft.document
    place = _surname_place(draft, position)
    if (
        not draft.proper(place)
        or not draft.free(position, place + 1)
        or _no_surname(document, position, place)
    ):
        return None
    place += 1
    if document.word(place) == "-" and document.glued(place) and draft.proper(place + 1):
        return place + 2
    return place + (draft.proper(place) and _continues(draft, place))


def _surname_place(draft: Draft, position: int) -> int:
    """Place of the surname, over a second first name, initials and particles: `Karl-Heinz J. von Berg`."""
    document = draft.document
    place = position + 1
    if document.word(place) == "-" and document.glued(place) and draft.proper(place + 1):
        place += 2
    while len(document.word(place)) == 1 and document.word(place).isupper():
        place += 2 if document.word(place + 1) == "." else 1
    while document.marks(place, "name_particle") and place < position + 5:
        place += 1
    return place


def _no_surname(document: Document, position: int, place: int) -> bool:
    """Whether a capitalised word behind a first name is no surname.

    A firm, a month, a unit, a word in capitals.
    """
    word = document.word(place)
    if document.marks(place, "month", "unit", "stop_word"):
        return True
    if word.isupper() and not document.word(position).isupper():
        return True
    known = known_names().get(word, ())
    if not known or known[0].group == "person":
        return False
    single = known[-1]
    return len(single.words) == 1 and single.group not in ("person", "city", "region")


def _continues(draft: Draft, place: int) -> bool:
    """Whether a second capitalised word still belongs to the surname.

    Only where the text goes on in lower case.
    """
    document = draft.document
    if document.word(place) in ("Jr", "Sr", "II", "III"):
        return True
    if (
        document.language == "de"
        or document.word(place) in known_names()
        or document.at(place, "role") is not None
    ):
        return False
    after = document.word(place + 1)
    return after in (",", "(", "'s", "’s") or document.at(place + 1, "say_verb") is not None


def _add(draft: Draft, first: int, last: int) -> None:
    """Take a person's name and remember the surname."""
    text = " ".join(_usual(word) for word in draft.plain(first, last).split(" "))
    if draft.document.language == "de" and text.endswith("s") and _genitive(draft, text):
        text = text[:-1]
    draft.add(first, last, text, "person", text)
    surname = text.split(" ")[-1]
    draft.short.setdefault(surname, (text, "person"))


def _genitive(draft: Draft, text: str) -> bool:
    """Whether the same name stands elsewhere without its s."""
    return text[:-1] in draft.spellings


def find_surnames(draft: Draft) -> None:
    """Later mentions of a person or firm by its short form."""
    document = draft.document
    for position, token in enumerate(document.tokens):
        if token.kind != "word" or not token.capital or draft.taken[position]:
            continue
        text = token.text
        for form in (
            text,
            text.title() if text.isupper() else text,
            text[:-1] if text.endswith("s") else text,
        ):
            if form in draft.short:
                key, group = draft.short[form]
                draft.add(
                    position,
                    position + 1,
                    key,
                    group,
                    key if group == "person" or form not in known_names() else form,
                )
                break
