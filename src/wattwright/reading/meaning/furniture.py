"""What is no claim: page furniture, identifiers, names with numbers, ordinals, ages, share prices, surveys."""

from __future__ import annotations

import re

from wattwright.reading.amounts.days import DateMention
from wattwright.reading.names import Names
from wattwright.reading.structure import Document, Line, Sentence

__all__ = ["blocked_tokens", "furniture_sentences"]

_SEPARATORS = re.compile(r"[|·•♻❤👁→]| / ")
_ORDINAL_TAILS = frozenset({"st", "nd", "rd", "th"})


def furniture_sentences(document: Document) -> frozenset[int]:
    """Indices of sentences that are page furniture or company boilerplate."""
    found: set[int] = set()
    boilerplate = False
    for line, sentences in _by_line(document):
        first, last = sentences[0].first, sentences[-1].last
        text = document.clean.text[line.start : line.end].strip()
        if line.kind in ("heading", "title"):
            boilerplate = _opens_boilerplate(document, line, first, text)
        if boilerplate or _is_furniture(document, line, first, last, text):
            found.update(sentence.index for sentence in sentences)
            continue
        strong = (one for one in sentences if document.has(one.first, one.last, "furniture", "strong"))
        found.update(sentence.index for sentence in strong)
    return frozenset(found)


def _by_line(document: Document) -> list[tuple[Line, list[Sentence]]]:
    """Lines with their sentences, in reading order."""
    grouped: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        grouped.setdefault(sentence.line.index, []).append(sentence)
    return [(sentences[0].line, sentences) for sentences in grouped.values()]


def _opens_boilerplate(document: Document, line: Line, first: int, text: str) -> bool:
    """Headings such as `About Constellation` and `Über die Nordrechen GmbH` in the second half of a text."""
    if document.has(first, first + 1, "furniture", "boilerplate"):
        return True
    late = line.index >= 0.4 * len(document.lines)
    named = document.tokens[min(first + 1, len(document.tokens) - 1)].capital or document.at(
        first + 1, "determiner"
    )
    return bool(late and named and len(text) < 60 and document.lower(first) in ("about", "über"))


def _is_furniture(document: Document, line: Line, first: int, last: int, text: str) -> bool:
    """Whether a line is furniture seen by its words, separators and length."""
    if line.kind in ("title", "table"):
        return False
    if _about(document, line, first):
        return True
    strong = document.has(first, last, "furniture", "strong")
    prose = line.kind == "body" and len(text) > 160
    if strong and not prose:
        return True
    letters = sum(character.isalpha() for character in text)
    if letters < 4 and any(character.isdigit() for character in text):
        return True
    weak = document.has(first, last, "furniture", "weak")
    separated = _SEPARATORS.search(text) is not None
    ended = text.endswith((".", "!", "?", "”", '"', "“"))
    late = line.index >= 0.6 * len(document.lines)
    if separated and not ended and (weak or len(text) < 80) and late:
        return weak or letters < 25
    return weak and not ended and len(text) < 70 and line.kind in ("heading", "body") and late


def _about(document: Document, line: Line, first: int) -> bool:
    """Whether a line late in the text presents a firm: `Über Entergy Louisiana: Das Unternehmen`."""
    if document.lower(first) not in ("about", "über") or line.index < 0.5 * len(document.lines):
        return False
    return (
        any(document.word(place) == ":" for place in range(first + 2, first + 7))
        and document.tokens[first + 1].capital
    )


def blocked_tokens(
    document: Document, dates: tuple[DateMention, ...], names: Names, furniture: frozenset[int]
) -> frozenset[int]:
    """Tokens that cannot belong to a quantity: furniture, dates, identifiers, numbers inside names."""
    blocked: set[int] = set()
    for mention in names.mentions:
        if document.at(mention.first, "size") is None:
            blocked.update(range(mention.first, mention.last))
    for sentence in document.sentences:
        if sentence.index in furniture:
            blocked.update(range(sentence.first, sentence.last))
    for mention in dates:
        blocked.update(range(mention.first, mention.last))
    for position, token in enumerate(document.tokens):
        if token.kind in ("date", "time", "phone", "link", "version"):
            blocked.add(position)
        elif token.kind == "number" and _is_label(document, position):
            blocked.add(position)
    _block_model_names(document, blocked)
    _block_bullets(document, blocked)
    return frozenset(blocked)


def _is_label(document: Document, position: int) -> bool:
    """Whether a digit token is an ordinal, a clock time, an identifier or part of a name."""
    token = document.tokens[position]
    after = document.lower(position + 1)
    if after in _ORDINAL_TAILS and document.tokens[position + 1].glued:
        return True
    if document.language == "de" and after in ("am", "pm"):
        return False
    if after in ("uhr", "a.m", "p.m", "am", "pm", "o'clock") or (
        after in ("a", "p") and document.lower(position + 2) == "." and document.lower(position + 3) == "m"
    ):
        return True
    if document.tokens[min(position + 1, len(document.tokens) - 1)].glued and re.fullmatch(
        r"[QqHh]\d\d?", document.word(position + 1)
    ):
        return True
    if _lettered(document, position) or _tally(document, position) or _reference(document, position):
        return True
    if after in ("°", "º") or document.lower(position - 1) in ("#", "§", "@"):
        return True
    if (
        _german_ordinal(document, position)
        or document.ending(position, "age_before") is not None
        and _is_age(document, position)
    ):
        return True
    if document.ending(position, "chip") is not None and token.text.isdigit() and len(token.text) == 1:
        return document.at(position + 1, "unit") is None and document.at(position + 1, "magnitude") is None
    if after == "+" and document.tokens[position + 1].glued and document.word(position + 2).isdigit():
        return True
    before = document.tokens[position - 1] if position else None
    if before is None:
        return False
    if token.glued and before.kind == "word" and before.text not in ("US",):
        return True
    if before.text == "-" and before.glued and token.glued and position >= 2:
        word = document.tokens[position - 2]
        return word.kind == "word" and word.capital and document.at(position - 2, "magnitude") is None
    if before.lower in ("von", "of", "/") and document.tokens[position - 2].text.isdigit():
        return document.at(position - 3, "identifier_noun") is not None
    same = document.sentence_of[position - 1] == document.sentence_of[position]
    named = same and document.at(position - 1, "identifier_noun") is not None and token.text.isdigit()
    return (
        named and document.at(position + 1, "unit") is None and document.at(position + 1, "magnitude") is None
    )


def _is_age(document: Document, position: int) -> bool:
    """Whether a number behind `aged` or `im Alter von` is the age of a person: small, and of nothing else."""
    small = document.tokens[position].text.isdigit() and len(document.tokens[position].text) <= 2
    led = document.lower(position - 1) != "mit" or document.word(position - 2) == ","
    return (
        small and led and not any(document.at(position + 1, name) for name in ("unit", "noun", "magnitude"))
    )


def _lettered(document: Document, position: int) -> bool:
    """Whether a number belongs to a letter: `BER 3a`, `Bebauungsplan W 49`."""
    after = document.tokens[min(position + 1, len(document.tokens) - 1)]
    if after.glued and after.kind == "word" and len(after.text) == 1 and after.text in "abc":
        return document.at(position + 1, "unit") is None and document.at(position + 1, "magnitude") is None
    before = document.word(position - 1)
    single = len(before) == 1 and before.isalpha() and before.isupper() and before not in "AI€"
    return (
        single and document.tokens[position - 1].kind == "word" and document.at(position + 1, "unit") is None
    )


def _reference(document: Document, position: int) -> bool:
    """Whether a number is a footnote `[2]`, a section `II.2.13)` or part of an exchange rate `($1 = 0.86 euros)`."""
    before, after = document.word(position - 1), document.word(position + 1)
    if before == "[" and after == "]":
        return True
    if after == ")" and before in (".", "/") and document.tokens[position].glued:
        return True
    start = position - 1 if document.at(position - 1, "currency_mark") else position
    one = document.word(position) == "1" and "=" in (after, document.word(position + 2))
    back = range(max(0, start - 4), start)
    return one or any(document.word(place) == "=" and document.word(place - 1) == "1" for place in back)


def _tally(document: Document, position: int) -> bool:
    """Whether a number belongs to the result of a vote: `4-1`, `14 zu 7 Stimmen`."""
    sentence = document.sentence(position)
    if not document.has(sentence.first, sentence.last, "vote_word"):
        return False
    for place, other in ((position + 1, position + 2), (position - 1, position - 2)):
        joint = (
            document.word(place) in ("-", "–")
            and document.tokens[place].glued
            or document.lower(place) in ("zu", "gegen")
        )
        if joint and document.word(other).isdigit() and len(document.word(other)) <= 3:
            return True
    return False


def _german_ordinal(document: Document, position: int) -> bool:
    """`am 21. April`, `des 21. Jahrhunderts`, `der 5. Standort`."""
    token = document.tokens[position]
    if document.language != "de" or not token.text.isdigit() or len(token.text) > 3:
        return False
    if document.lower(position + 1) != "." or not document.tokens[position + 1].glued:
        return False
    if document.word(position + 2) == ")":
        return True
    inside = position + 2 < document.sentence(position).last
    if token.glued and document.word(position - 1) == "|":
        return False
    return inside and document.tokens[position + 2].kind == "word"


def _block_model_names(document: Document, blocked: set[int]) -> None:
    """Numbers in names of models and products: `Llama 3.1 405B`, `Qwen3 235B-A22B`, `Gemini 2.5 Pro`."""
    position = 0
    while position < len(document.tokens):
        hit = document.at(position, "model_family")
        if hit is None:
            position += 1
            continue
        end = hit.last
        while end < len(document.tokens) and document.sentence_of[end] == document.sentence_of[position]:
            token = document.tokens[end]
            if token.kind in ("number", "version") or document.at(end, "model_word") is not None:
                counted = document.at(end + 1, "unit") or document.at(end + 1, "noun")
                if token.kind == "number" and counted is not None and document.lower(end + 1) != "b":
                    break
                blocked.add(end)
                end += 1
            elif token.text in "-" and token.glued:
                end += 1
            elif token.glued and re.fullmatch(r"[bB]|A\d+[bB]|[xX]\d+[bB]|o|k", token.text):
                blocked.add(end)
                end += 1
            else:
                break
        position = max(end, position + 1)


def _block_bullets(document: Document, blocked: set[int]) -> None:
    """Numbering of lists and threads: `1.`, `2)`, `3/`."""
    for sentence in document.sentences:
        if sentence.last - sentence.first < 2:
            continue
        token, following = document.tokens[sentence.first], document.tokens[sentence.first + 1]
        if token.kind != "number" or not token.text.isdigit() or len(token.text) > 2:
            continue
        starts = document.clean.text[sentence.line.start : token.start].strip() == ""
        if starts and following.glued and following.text in "./)":
            blocked.add(sentence.first)
            if (
                document.tokens[min(sentence.first + 2, sentence.last - 1)].text.isdigit()
                and following.text == "/"
            ):
                blocked.add(sentence.first + 2)
