"""Sites, plants and places.

By the kind of site beside the name, by apposition, and at the head of a report.
"""

from __future__ import annotations

from wattwright.reading.names.draft import Draft
from wattwright.reading.names.firms import opens_plainly, run_back
from wattwright.reading.structure import Document, Hit

__all__ = ["find_datelines", "find_places", "find_sites"]

_HEAD = 6
"""Sentences at the head of a report in which its place may stand."""
_OPENING = frozenset('„“"«»‚‘')
_KINDS = (("site_noun", "campus"), ("company_noun", "company"), ("model_noun", "model"))
_APPOSED = 7
"""Tokens back from a noun to the comma before its apposition."""


def find_datelines(draft: Draft) -> None:
    """The place at the beginning of a report: `LAS CRUCES, N.M. –`, `Rostock –`, `Calau (17.11.2025) –`."""
    document = draft.document
    for sentence in document.sentences[:_HEAD]:
        if sentence.line.kind in ("title", "table"):
            continue
        first = sentence.first
        last = draft.run(first, min(3, sentence.last - first))
        if last > first and draft.free(first, last) and _is_dateline(draft, first, last):
            name = _usual(draft.plain(first, last))
            capitals = document.text(first, last).isupper()
            draft.add(first, last, name, "city" if capitals else "town", name)


def _is_dateline(draft: Draft, first: int, last: int) -> bool:
    """Whether a dash, bracket or full stop behind capitalised words makes them the place of a report."""
    document = draft.document
    mark, capitals = document.word(last), document.text(first, last).isupper()
    if opens_plainly(draft, first) or not (capitals or last - first <= 2):
        return False
    if mark == ".":
        return last - first == 1 and document.marks(first, "place_ending")
    if mark == ",":
        end = min(last + 6, document.sentence(first).last)
        return any(document.word(place) == "–" for place in range(last, end))
    return mark in ("–", "(")


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
        hyphen = document.word(last) == "-" and document.glued(last) and document.glued(last + 1)
        last += hyphen and draft.proper(last + 1)
        if draft.proper(last) and not document.at(last, "noun"):
            last += 1
            last += document.marks(last, "place_head") and document.capital(last)
            draft.add(hit.first, last, _usual(draft.plain(hit.first, last)), "town")


def _usual(text: str) -> str:
    """A name written in capitals throughout, as a dateline has it, in its usual form."""
    return text.title() if text.isupper() else text


def find_sites(draft: Draft) -> None:
    """`Project Marigold`, `Rechenpark Auenfeld`, `El Paso campus`, `Susquehanna plant`."""
    document = draft.document
    whole = 0, len(document.tokens)
    for category, group in (("site_before", "campus"), ("plant_before", "plant")):
        for hit in document.within(*whole, category):
            _named_behind(draft, hit, group)
    for category, group in _KINDS:
        for hit in document.within(*whole, category):
            _called(draft, hit, group)
    for hit in document.within(*whole, "site_noun"):
        _apposed(draft, hit)
        _at_place(draft, hit)
    for category, group in (("site_after", "campus"), ("plant_after", "plant")):
        for hit in document.within(*whole, category):
            _named_before(draft, hit.first, hit.last, group)


def _named_behind(draft: Draft, hit: Hit, group: str) -> None:
    """A site named behind its noun: `Project Marigold`, `Rechenpark Auenfeld`, `reactor Crane`."""
    last = _site_name(draft, hit.last)
    if last > hit.last:
        whole = draft.document.marks(hit.first, "site_title") and draft.free(hit.first, last)
        first = hit.first if whole else hit.last
        draft.add(first, last, draft.plain(first, last), group)
        draft.remember(draft.document.word(hit.last), draft.plain(first, last), group)


def _called(draft: Draft, hit: Hit, group: str) -> None:
    """What is called so.

    `a company called Tessellate`, `Rechenzentrum „Elbkern“`, `a project dubbed Marigold`.
    """
    document = draft.document
    called = document.at(hit.last, "called")
    first = called.last if called is not None else hit.last
    quoted = document.word(first) in _OPENING
    if called is None and not (quoted and group == "campus"):
        return
    first += quoted
    last = draft.run(first, 4)
    if first < last and (not quoted or document.word(last) in _OPENING | {",", "."}):
        draft.add(first, last, draft.plain(first, last), group)
        draft.remember(document.word(first), draft.plain(first, last), group)


def _apposed(draft: Draft, hit: Hit) -> None:
    """A site by its apposition: `Kestrel Park, a 600-megawatt campus`."""
    document = draft.document
    start = max(document.sentence(hit.first).first, hit.first - _APPOSED)
    commas = [place for place in range(start + 1, hit.first) if document.word(place) == ","]
    if not commas or not document.marks(commas[-1] + 1, "article_one", "determiner"):
        return
    first, last = run_back(draft, commas[-1], 3), commas[-1]
    if first < last and draft.free(first, last) and not opens_plainly(draft, first):
        _add_site(draft, first, last)


def _at_place(draft: Draft, hit: Hit) -> None:
    """A site by its place: `AI campus at Kestrel Park`."""
    if draft.document.lower(hit.last) == "at":
        last = _site_name(draft, hit.last + 1)
        if last > hit.last + 1:
            _add_site(draft, hit.last + 1, last)


def _add_site(draft: Draft, first: int, last: int) -> None:
    """Take a site's name, here and wherever it is repeated."""
    name = draft.plain(first, last)
    draft.add(first, last, name, "campus")
    draft.repeat(name, name, "campus")


def _site_name(draft: Draft, position: int) -> int:
    """Token after the name that follows `Project`, `Rechenpark` or `Reaktor`."""
    document = draft.document
    if not draft.proper(position) or draft.taken[position]:
        return position
    if document.marks(position, "stop_word", "preposition", "noun", "role"):
        return position
    if document.language == "en":
        return draft.run(position, 3)
    last = position + 1
    joined = document.word(last) == "-" and document.glued(last) and document.glued(last + 1)
    short = len(document.word(last + 1)) <= 2 and (
        document.capital(last + 1) or document.kind(last + 1) == "number"
    )
    return last + 2 if joined and short else last


def _named_before(draft: Draft, first: int, last: int, group: str) -> None:
    """A site or plant named before its noun: `the El Paso campus`, `Talen's Susquehanna plant`."""
    document = draft.document
    hyphen = document.word(first - 1) == "-"
    place = first - hyphen
    start = run_back(draft, place, 3)
    if start == place or (document.language == "de" and not hyphen):
        return
    if place - start == 1 and draft.opens(start) and document.marks(start, "sentence_starter"):
        return
    end = last if _is_title(document, first) else place
    draft.add(start, end, draft.plain(start, end), group)


def _is_title(document: Document, position: int) -> bool:
    """Whether an English noun is part of the site's name: `Hyperion Data Center`."""
    return document.capital(position) and document.language == "en"
