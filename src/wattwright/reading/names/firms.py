"""Firms, institutions, sites, plants and models that no list knows, by the words around their names."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from wattwright.reading.names.draft import Draft
from wattwright.reading.names.known import known_names

__all__ = ["find_agencies", "find_datelines", "find_firms", "find_models", "find_places", "find_sites"]

_VERSION = re.compile(r"^(?:[A-Z]?\d{1,2}(?:\.\d{1,2})?[a-z]?|\d{1,3}[bB])$")
_NOUN_ENDING = re.compile(r"(?:ung|heit|keit|schaft|tion|en|er|nisse?|ität|chen|mus|ik)$")
_INNER = frozenset({"of", "and", "for", "the", "&", "für", "und", "der", "des", "on"})


def run_back(draft: Draft, position: int, limit: int = 4) -> int:
    """First token of the run of capitalised words that ends before a position."""
    document = draft.document
    first = position
    while first > 0 and position - first < 2 * limit:
        place = first - 1
        if draft.taken[place] or document.sentence_of[place] != document.sentence_of[position - 1]:
            break
        hyphen = document.word(place) in ("-", "&", ".") and place > 0 and draft.proper(place - 1)
        if not draft.proper(place) and not hyphen:
            break
        first = place
    while first < position and (
        document.word(first) in "-&." or _opener(draft, first) or _common(draft, first)
    ):
        first += 1
    return first


def _opener(draft: Draft, position: int) -> bool:
    """Whether a capitalised word at the beginning of a sentence is an ordinary one."""
    document = draft.document
    return (
        document.at(position, "stop_word") is not None
        or document.at(position, "sentence_starter") is not None
    )


def _common(draft: Draft, position: int) -> bool:
    """Whether a German capitalised word is a common noun for a firm or person and no part of the name."""
    document = draft.document
    if document.language != "de":
        return False
    common = ("company_noun", "company_before", "role", "site_noun")
    return any(document.at(position, category) is not None for category in common) and not _part_of_name(
        draft, position
    )


def find_firms(draft: Draft) -> None:
    """`Hanseatic Compute AG`, `Midvale Electric`, `chip designer Rivos`."""
    document = draft.document
    for hit in document.within(0, len(document.tokens), "legal_form"):
        first = run_back(draft, hit.first)
        if first < hit.first:
            short = draft.plain(first, hit.first)
            draft.add(first, hit.last, draft.plain(first, hit.last), "company")
            draft.short.setdefault(short.split(" ")[0], (draft.plain(first, hit.last), "company"))
            _remember(draft, short, draft.plain(first, hit.last))
    for hit in document.within(0, len(document.tokens), "name_head"):
        first = run_back(draft, hit.first, 3)
        if document.word(hit.first) in ("AI", "Data", "Gas", "Solar", "Power") and _is_place(
            document.word(first)
        ):
            continue
        if first < hit.first and draft.free(first, hit.last) and not draft.proper(hit.last):
            draft.add(first, hit.last, draft.plain(first, hit.last), "company")
            key = draft.plain(first, hit.last)
            if hit.last - first == 2:
                draft.short.setdefault(document.word(first), (key, "company"))
            else:
                _remember(draft, " ".join(key.split(" ")[:2]), key)
    for hit in document.within(0, len(document.tokens), "company_before"):
        last = _run_on(draft, hit.last)
        if last > hit.last and draft.free(hit.last, last):
            first = hit.first if _part_of_name(draft, hit.first) else hit.last
            draft.add(first, last, draft.plain(first, last), "company")
            draft.short.setdefault(document.word(hit.last), (draft.plain(first, last), "company"))


def _is_place(word: str) -> bool:
    """Whether a word is a known state, city or country."""
    return any(known.group in ("region", "city", "country") for known in known_names().get(word, ()))


def _part_of_name(draft: Draft, position: int) -> bool:
    """Whether a German noun such as `Netzgesellschaft` or `Stadtwerke` belongs to the name."""
    return draft.document.lower(position) in ("netzgesellschaft", "stadtwerke", "bank", "kanzlei", "holding")


def _remember(draft: Draft, short: str, key: str) -> None:
    """Later mentions of a firm without its legal form, of more than one word."""
    words = short.split(" ")
    if len(words) > 2:
        _remember(draft, " ".join(words[:2]), key)
    if len(words) < 2:
        return
    document = draft.document
    for position, token in enumerate(document.tokens):
        if token.text == words[0] and [document.word(position + step) for step in range(len(words))] == words:
            draft.add(position, position + len(words), key, "company", short)


def _run_on(draft: Draft, position: int, limit: int = 3) -> int:
    """Token after the run of name words that begins at a position."""
    document = draft.document
    last = position
    while (
        last < len(document.tokens)
        and last - position < limit
        and draft.proper(last)
        and not draft.taken[last]
    ):
        if document.at(last, "noun") or document.at(last, "unit") or document.at(last, "stop_word"):
            break
        if document.language == "de" and not _foreign(document.word(last)):
            if last > position or _NOUN_ENDING.search(document.word(last)):
                break
        last += 1
        if document.lower(last) == "-" and document.tokens[last].glued and draft.proper(last + 1):
            if document.language == "de":
                return position if last == position + 1 and document.at(last + 1, "role") else last
            last += 2
    return last


def _foreign(word: str) -> bool:
    """Whether a word looks unlike a German noun: inner capital, all capitals, or an English ending."""
    return bool(re.search(r"[a-z][A-Z]|^[A-Z]{2,}$|(?:ing|ics|ex|ix|y|tech|soft|net)$", word))


def find_agencies(draft: Draft) -> None:
    """`Public Service Commission`, `Department of Energy`, `Southern Environmental Law Center`, `Wasserbehörde`."""
    document = draft.document
    for hit in document.within(0, len(document.tokens), "agency_word"):
        if not document.tokens[hit.first].capital or draft.taken[hit.first]:
            continue
        if document.language == "de":
            draft.add(hit.first, hit.last, document.word(hit.first), "agency")
            continue
        first, last = run_back(draft, hit.first, 5), hit.last
        while document.lower(last) in _INNER and draft.proper(last + 1) and last - hit.last < 5:
            last += 2
        if last - first > 1:
            draft.add(first, last, draft.plain(first, last), "agency")


def find_datelines(draft: Draft) -> None:
    """The place at the beginning of a report: `LAS CRUCES, N.M. –`, `Rostock –`, `Calau (17.11.2025) –`."""
    document = draft.document
    for sentence in document.sentences[:6]:
        if sentence.line.kind in ("title", "table"):
            continue
        last = sentence.first
        while last < min(sentence.first + 3, sentence.last) and draft.proper(last) and not draft.taken[last]:
            last += 1
        words = last - sentence.first
        ends = document.word(last) in ("–", "(", ",") or (document.word(last) == "." and words == 1)
        if not words or not ends or not draft.free(sentence.first, last):
            continue
        if document.word(last) == "." and not document.at(sentence.first, "place_ending"):
            continue
        capitals = document.text(sentence.first, last).isupper()
        dashed = document.word(last) in ("–", "(", ".") or any(
            document.word(place) == "–" for place in range(last, min(last + 6, sentence.last))
        )
        if (capitals or words <= 2) and dashed and not _opener(draft, sentence.first):
            name = _capitals(draft.plain(sentence.first, last))
            draft.add(sentence.first, last, name, "city" if capitals else "town", name)


def find_places(draft: Draft) -> None:
    """`Pike County`, `St. Joseph County`, `New Albany`, `Fort Wayne`."""
    document = draft.document
    tokens = len(document.tokens)
    for hit in document.within(0, tokens, "place_head"):
        first = run_back(draft, hit.first, 3)
        if first < hit.first:
            draft.add(first, hit.last, draft.plain(first, hit.last), "town")
    for hit in document.within(0, tokens, "place_start"):
        last = hit.last + (document.lower(hit.last) == "." and document.word(hit.first) == "St")
        if draft.proper(last) and document.tokens[last].kind == "word" and not document.at(last, "noun"):
            last += 1
            if document.at(last, "place_head") and document.tokens[last].capital:
                last += 1
            draft.add(hit.first, last, _capitals(draft.plain(hit.first, last)), "town")


def _capitals(text: str) -> str:
    """A name written in capitals throughout, as a dateline has it, in its usual form."""
    return text.title() if text.isupper() else text


def find_sites(draft: Draft) -> None:
    """`Project Marigold`, `Rechenpark Auenfeld`, `El Paso campus`, `Susquehanna plant`, `Pike County`."""
    document = draft.document
    tokens = len(document.tokens)
    for category, group in (("site_before", "campus"), ("plant_before", "plant")):
        for hit in document.within(0, tokens, category):
            last = _site_name(draft, hit.last)
            if last > hit.last:
                whole = document.word(hit.first) in (
                    "Project",
                    "Projekt",
                    "Rechenpark",
                    "Campus",
                    "Operation",
                )
                first = hit.first if whole and draft.free(hit.first, last) else hit.last
                draft.add(first, last, draft.plain(first, last), group)
                draft.short.setdefault(document.word(hit.last), (draft.plain(first, last), group))
    _find_called(draft)
    _find_apposed(draft)
    for category, group in (("site_after", "campus"), ("plant_after", "plant")):
        for hit in document.within(0, tokens, category):
            _named_before(draft, hit.first, hit.last, group)


_OPENING = frozenset('„“"«»‚‘')
_KINDS_OF_THING = (("site_noun", "campus"), ("company_noun", "company"), ("model_noun", "model"))


def _find_called(draft: Draft) -> None:
    """What is called so: `a company called Tessellate`, `das Rechenzentrum „Elbkern“`, `a project dubbed "Marigold"`."""
    document = draft.document
    for category, group in _KINDS_OF_THING:
        for hit in document.within(0, len(document.tokens), category):
            called = document.at(hit.last, "called")
            first = called.last if called is not None else hit.last
            quoted = document.word(first) in _OPENING
            first += quoted
            if called is None and (not quoted or group != "campus"):
                continue
            last = first
            while last - first < 4 and draft.proper(last) and not draft.taken[last]:
                last += 1
            if first < last and (
                not quoted or document.word(last) in _OPENING or document.word(last) in ",."
            ):
                draft.add(first, last, draft.plain(first, last), group)
                draft.short.setdefault(document.word(first), (draft.plain(first, last), group))


def _find_apposed(draft: Draft) -> None:
    """A site by its apposition or place: `Kestrel Park, a 600-megawatt campus`, `AI campus at Kestrel Park`."""
    document = draft.document
    for hit in document.within(0, len(document.tokens), "site_noun"):
        sentence = document.sentence(hit.first)
        for place in range(hit.first - 1, max(sentence.first, hit.first - 7), -1):
            if document.word(place) == ",":
                first = run_back(draft, place, 3)
                led = document.at(place + 1, "article_one") or document.at(place + 1, "determiner")
                if led and first < place and draft.free(first, place) and not _opener(draft, first):
                    _add_site(draft, first, place)
                break
        if document.lower(hit.last) == "at" and draft.proper(hit.last + 1):
            last = _site_name(draft, hit.last + 1)
            if last > hit.last + 1:
                _add_site(draft, hit.last + 1, last)


def _add_site(draft: Draft, first: int, last: int) -> None:
    """Take a site's name, here and wherever it is repeated."""
    name = draft.plain(first, last)
    draft.add(first, last, name, "campus")
    words = name.split(" ")
    for position, token in enumerate(draft.document.tokens):
        if (
            token.text == words[0]
            and draft.plain(position, min(position + len(words), len(draft.taken))) == name
        ):
            draft.add(position, position + len(words), name, "campus")


def _site_name(draft: Draft, position: int) -> int:
    """Token after the name that follows `Project`, `Rechenpark` or `Reaktor`."""
    document = draft.document
    if (
        not draft.proper(position)
        or document.at(position, "stop_word")
        or document.at(position, "preposition")
    ):
        return position
    if document.at(position, "noun") or document.at(position, "role") or draft.taken[position]:
        return position
    last = position + 1
    if draft.document.language == "en":
        while draft.proper(last) and not draft.taken[last] and last - position < 3:
            last += 1
    return last


def _named_before(draft: Draft, first: int, last: int, group: str) -> None:
    """A site or plant named before its noun: `the El Paso campus`, `Talen's Susquehanna plant`."""
    document = draft.document
    place = first - (document.lower(first - 1) == "-")
    start = run_back(draft, place, 3)
    if start == place or (
        draft.opens(start) and place - start == 1 and document.at(start, "sentence_starter")
    ):
        return
    if document.language == "de" and document.lower(first - 1) != "-":
        return
    whole = document.tokens[first].capital and document.language == "en"
    draft.add(start, last if whole else place, draft.plain(start, last if whole else place), group)


def find_models(draft: Draft) -> None:
    """Models with their version: `Llama 3.1 405B`, `DeepSeek-V3`, `Tarn 2.1`, `Kimi K3`."""
    document = draft.document
    for hit in document.within(0, len(document.tokens), "model_family"):
        if (
            not document.tokens[hit.first].capital
            or draft.taken[hit.first]
            or len(document.word(hit.first)) < 3
        ):
            continue
        last = _version_end(draft, hit.last)
        if last == hit.last and any(
            known.group == "company" for known in known_names().get(document.word(hit.first), ())
        ):
            continue
        group = "model" if last > hit.last or document.at(hit.first, "model_only") else "product"
        draft.add(hit.first, last, draft.plain(hit.first, last), group)
    numbered = Counter(
        token.text
        for token, following in pairwise(document.tokens)
        if token.kind == "word" and following.kind == "number"
    )
    for word, mark, following in zip(document.tokens, document.tokens[1:], document.tokens[2:], strict=False):
        numbered[word.text] += word.kind == "word" and mark.text == "-" and following.kind == "number"
    position = 0
    while position < len(document.tokens):
        if draft.proper(position) and not draft.taken[position] and _named_model(draft, position, numbered):
            last = _version_end(draft, position + 1)
            draft.add(position, last, draft.plain(position, last), "model")
            position = last
        position += 1


def _version_end(draft: Draft, position: int) -> int:
    """Token after version numbers and sizes that follow a model's name."""
    document = draft.document
    last = position
    while last < len(document.tokens) and document.sentence_of[last] == document.sentence_of[position - 1]:
        token = document.tokens[last]
        if (
            token.text == "-"
            and token.glued
            and last + 1 < len(document.tokens)
            and document.tokens[last + 1].glued
        ):
            following = last + 1
        else:
            following = last
        word = document.word(following)
        if _VERSION.match(word) or document.at(following, "model_word") is not None:
            if document.at(following + 1, "unit") and document.lower(following + 1) != "b":
                break
            last = following + 1
            if document.word(last) in ("B", "b") and document.tokens[last].glued:
                last += 1
        else:
            break
    return last


def _named_model(draft: Draft, position: int, numbered: dict[str, int]) -> bool:
    """Whether a capitalised word with a version number is a model: it stands with one at least twice."""
    document = draft.document
    step = 2 if document.word(position + 1) == "-" and document.tokens[position + 1].glued else 1
    following = document.tokens[position + step] if position + step < len(document.tokens) else None
    if following is None or following.kind != "number" or not re.fullmatch(r"\d(?:\.\d)?", following.text):
        return False
    if (
        document.at(position, "month")
        or document.at(position, "identifier_noun")
        or document.at(position, "noun")
    ):
        return False
    if (
        document.at(position + 2, "unit")
        or document.at(position + 2, "noun")
        or document.at(position, "stop_word")
    ):
        return False
    if (
        document.at(position + 2, "magnitude")
        or document.at(position, "unit")
        or document.at(position, "rate")
    ):
        return False
    word = document.tokens[position].text
    whole = 0, len(document.tokens)
    models = document.has(*whole, "model_noun") or document.has(*whole, "head", "parameters")
    return numbered.get(word, 0) >= 2 and models
