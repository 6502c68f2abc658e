"""Finding every name of a text, known ones first, then by pattern, then by evidence."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.names.draft import Draft
from wattwright.reading.names.evidence import find_by_evidence, find_chips, find_pairs
from wattwright.reading.names.firms import find_agencies, find_firms
from wattwright.reading.names.known import Known, ambiguous_names, cased_names, known_keys, known_names
from wattwright.reading.names.mentions import Mention, Names
from wattwright.reading.names.models import find_models, version_end
from wattwright.reading.names.parts import with_parts
from wattwright.reading.names.people import find_labelled, find_people, find_surnames
from wattwright.reading.names.sites import find_datelines, find_places, find_sites
from wattwright.reading.structure import Document

__all__ = ["find_names"]

_QUOTES = frozenset('„“”"«»‚‘')
_GERMAN_WORDS = frozenset({"media", "company", "campus", "source", "person"})
"""Groups whose ambiguous names are ordinary words in German, unless in quotation marks."""
_SHORT_NAMES = frozenset({"BP", "FT", "AP"})


def find_names(document: Document) -> Names:
    """All mentions of companies, sites, models, persons, products and institutions by name."""
    draft = Draft.of(document)
    _find_known(draft, several=True)
    find_datelines(draft)
    find_places(draft)
    find_people(draft)
    find_labelled(draft)
    find_firms(draft)
    find_models(draft)
    _find_known(draft, several=False)
    find_pairs(draft)
    find_sites(draft)
    find_agencies(draft)
    find_surnames(draft)
    find_by_evidence(draft)
    find_chips(draft)
    _find_countries(draft)
    found = [replace(one, group="media") if _is_work(document, one) else one for one in draft.found]
    return Names.of(with_parts(document, found))


def _is_work(document: Document, mention: Mention) -> bool:
    """Whether an unknown name of several words stands alone between quotation marks: a magazine or book."""
    if mention.group != "company" or mention.last - mention.first < 2 or mention.key in known_keys():
        return False
    return document.word(mention.first - 1) in _QUOTES and document.word(mention.last) in _QUOTES


def _find_known(draft: Draft, *, several: bool) -> None:
    """Known names, of several words or of one."""
    document = draft.document
    for position, token in enumerate(document.tokens):
        if token.kind not in ("word", "number") or draft.taken[position] or token.lower == token.text:
            continue
        if document.word(position + 1) == "-" and document.at(position + 2, "unit"):
            continue
        known = _known_at(draft, position, several=several)
        if known is not None:
            _add_known(draft, position, known)


def _find_countries(draft: Draft) -> None:
    """Countries by their adjective before what a country has: `deutsche Rechenzentren`, `the Irish grid`."""
    document = draft.document
    for hit in document.within(0, len(document.tokens), "country_adjective"):
        if any(document.marks(place, "national_noun") for place in (hit.last, hit.last + 1)):
            draft.add(hit.first, hit.last, hit.payload, "country", hit.payload)


def _known_at(draft: Draft, position: int, *, several: bool) -> Known | None:
    """The known name of one or of several words at a token.

    Short forms of the text go before single words.
    """
    document, names = draft.document, known_names()
    for form in _forms(document.word(position)):
        if not several and form in draft.short:
            return None
        for known in names.get(form, ()):
            if (len(known.words) > 1) is several and _matches(document, position, known):
                if not _ordinary(draft, position, known):
                    return known
                break
    return None


def _add_known(draft: Draft, position: int, known: Known) -> None:
    """Take a known name; the first word of a firm's may stand for it later."""
    last, single = position + len(known.words), len(known.words) == 1
    if known.group in ("model", "product") and not single:
        last = version_end(draft.document, last)
    shown = known.words[0] if single else draft.plain(position, last)
    draft.add(position, last, known.key, known.group, _without_genitive(shown, known))
    if not single and known.group in ("company", "source") and len(known.words[0]) > 3:
        draft.remember(known.words[0], known.key, known.group)
    if not single and known.group == "person":
        draft.remember(known.words[-1], known.key, known.group)


def _forms(text: str) -> tuple[str, ...]:
    """A word and what it may be a genitive or a capitalised form of."""
    forms = [text, cased_names().get(text.lower(), text)] if text[:1].isupper() else [text]
    if text.endswith("s") and len(text) > 3:
        forms.append(text[:-1])
    if text.isupper() and len(text) > 2:
        forms.append(text.title())
    return tuple(forms)


def _without_genitive(shown: str, known: Known) -> str:
    """Spelling to show: without the German genitive s that a name of several words may carry."""
    if len(known.words) == 1 and shown == known.key + "s":
        return known.key
    plain = "".join(known.words)
    return shown[:-1] if shown.endswith("s") and not plain.endswith("s") else shown


def _matches(document: Document, position: int, known: Known) -> bool:
    """Whether a known spelling stands at a position, the last word perhaps with a genitive s."""
    last = len(known.words) - 1
    for step, word in enumerate(known.words[1:], 1):
        text = document.word(position + step)
        genitive = step == last and text == word + "s"
        if text != word and text.title() != word and not genitive:
            return False
    return True


def _ordinary(draft: Draft, position: int, known: Known) -> bool:
    """Whether an ambiguous spelling is an ordinary word here."""
    word, document = known.words[0], draft.document
    if len(known.words) > 1:
        return False
    if len(word) < 3 and known.group != "country" and word not in _SHORT_NAMES:
        return True
    if word not in ambiguous_names():
        return False
    if document.language == "de" and known.group in _GERMAN_WORDS:
        return document.word(position - 1) not in _QUOTES
    return draft.opens(position) or document.marks(position - 1, "before_noun")
