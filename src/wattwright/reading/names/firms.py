"""Firms and institutions that no list knows, by the words around their names."""

from __future__ import annotations

import re

from wattwright.reading.names.draft import Draft
from wattwright.reading.names.known import known_names
from wattwright.reading.structure import Document, Hit

__all__ = ["find_agencies", "find_firms", "opens_plainly", "run_back"]

_NOUN_ENDING = re.compile(r"(?:ung|heit|keit|schaft|tion|en|er|nisse?|ität|chen|mus|ik)$")
_FOREIGN = re.compile(r"[a-z][A-Z]|^[A-Z]{2,}$|(?:ing|ics|ex|ix|y|tech|soft|net)$")
_COMMON = ("company_noun", "company_before", "role", "site_noun")
_COMMON_HEADS = frozenset({"AI", "Data", "Gas", "Solar", "Power"})
"""Heads that behind a place are no firm: `Texas Data`."""


def run_back(draft: Draft, position: int, limit: int = 4) -> int:
    """First token of the run of capitalised words that ends before a position."""
    document = draft.document
    first = position
    while first > 0 and position - first < 2 * limit and _belongs(draft, first - 1, position):
        first -= 1
    while first < position and (
        document.word(first) in ("-", "&", ".") or opens_plainly(draft, first) or _common(draft, first)
    ):
        first += 1
    return first


def _belongs(draft: Draft, place: int, position: int) -> bool:
    """Whether a token belongs to the run of name words before a position, over hyphens and `&`."""
    document = draft.document
    if draft.taken[place] or document.sentence_of[place] != document.sentence_of[position - 1]:
        return False
    joins = document.word(place) in ("-", "&", ".") and draft.proper(place - 1)
    return joins or draft.proper(place)


def opens_plainly(draft: Draft, position: int) -> bool:
    """Whether a capitalised word is an ordinary one that opens a sentence."""
    return draft.document.marks(position, "stop_word", "sentence_starter")


def _common(draft: Draft, position: int) -> bool:
    """Whether a German capitalised word is a common noun for a firm or person and no part of the name."""
    document = draft.document
    common = document.language == "de" and document.marks(position, *_COMMON)
    return common and not document.marks(position, "name_part")


def find_firms(draft: Draft) -> None:
    """`Hanseatic Compute AG`, `Midvale Electric`, `chip designer Rivos`."""
    document = draft.document
    whole = 0, len(document.tokens)
    for hit in document.within(*whole, "legal_form"):
        _with_form(draft, hit)
    for hit in document.within(*whole, "name_head"):
        _with_head(draft, hit)
    for hit in document.within(*whole, "company_before"):
        _behind_noun(draft, hit)


def _with_form(draft: Draft, hit: Hit) -> None:
    """A firm by its legal form."""
    first = run_back(draft, hit.first)
    if first < hit.first:
        short, name = draft.plain(first, hit.first), draft.plain(first, hit.last)
        draft.add(first, hit.last, name, "company")
        draft.remember(short.split(" ")[0], name, "company")
        _repeat(draft, short, name)


def _with_head(draft: Draft, hit: Hit) -> None:
    """A firm by the word that its name ends in: Energy, Partners, Stadtwerke."""
    document = draft.document
    first = run_back(draft, hit.first, 3)
    if document.word(hit.first) in _COMMON_HEADS and _is_place(document.word(first)):
        return
    if first == hit.first or draft.proper(hit.last) or not draft.free(first, hit.last):
        return
    if document.word(hit.last) == ":" and document.text(first, hit.last).isupper():
        return
    name = draft.plain(first, hit.last)
    draft.add(first, hit.last, name, "company")
    if hit.last - first == 2:
        draft.remember(document.word(first), name, "company")
    else:
        _repeat(draft, " ".join(name.split(" ")[:2]), name)


def _behind_noun(draft: Draft, hit: Hit) -> None:
    """A firm behind what it is: `chip designer Rivos`, `der Netzbetreiber Tennet`."""
    last = _run_on(draft, hit.last)
    if last > hit.last and draft.free(hit.last, last):
        first = hit.first if draft.document.marks(hit.first, "name_part") else hit.last
        name = draft.plain(first, last)
        draft.add(first, last, name, "company")
        draft.remember(draft.document.word(hit.last), name, "company")


def _is_place(word: str) -> bool:
    """Whether a word is a known state, city or country."""
    return any(known.group in ("region", "city", "country") for known in known_names().get(word, ()))


def _repeat(draft: Draft, short: str, key: str) -> None:
    """Later mentions of a firm without its legal form, of more than one word."""
    words = short.split(" ")
    if len(words) > 2:
        _repeat(draft, " ".join(words[:2]), key)
    if len(words) > 1:
        draft.repeat(short, key, "company")


def _run_on(draft: Draft, position: int, limit: int = 3) -> int:
    """Token after the run of name words that begins at a position."""
    document = draft.document
    last = position
    while last - position < limit and _may_name(draft, position, last):
        last += 1
        if document.word(last) == "-" and document.glued(last) and draft.proper(last + 1):
            if document.language == "de":
                described = last == position + 1 and document.at(last + 1, "role")
                return position if described else last
            last += 2
    return last


def _may_name(draft: Draft, position: int, last: int) -> bool:
    """Whether a token may go on with a firm's name that begins at a position."""
    document = draft.document
    if not draft.proper(last) or draft.taken[last] or document.marks(last, "noun", "unit", "stop_word"):
        return False
    if document.language == "en" or _FOREIGN.search(document.word(last)):
        return True
    return last == position and not _NOUN_ENDING.search(document.word(last))


def find_agencies(draft: Draft) -> None:
    """Institutions: `Public Service Commission`, `Department of Energy`, `Wasserbehörde`."""
    document = draft.document
    for hit in document.within(0, len(document.tokens), "agency_word"):
        if (
            not document.tokens[hit.first].capital
            or draft.taken[hit.first]
            or opens_plainly(draft, hit.first)
        ):
            continue
        if document.language == "de":
            draft.add(hit.first, hit.last, document.word(hit.first), "agency")
            continue
        first, last = run_back(draft, hit.first, 5), _inner_end(document, draft, hit.last)
        if last - first > 1:
            draft.add(first, last, draft.plain(first, last), "agency")


def _inner_end(document: Document, draft: Draft, position: int) -> int:
    """Token after `of Energy`, `for Advanced Study` behind the word for an institution."""
    last = position
    while document.marks(last, "name_joint") and draft.proper(last + 1) and last - position < 5:
        last += 2
    return last
