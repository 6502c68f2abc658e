"""What is no claim: page furniture, identifiers, names with numbers, ordinals, ages, share prices, surveys."""

from __future__ import annotations

import re

from wattwright.reading.amounts.dates import DateMention
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.structure import Document, Line, Sentence

__all__ = ["blocked_tokens", "furniture_lines", "is_stopped"]

_SEPARATORS = re.compile(r"[|·•♻❤👁→]| / ")
_ORDINAL_TAILS = frozenset({"st", "nd", "rd", "th"})


def furniture_lines(document: Document) -> frozenset[int]:
    """Indices of lines that are page furniture or company boilerplate."""
    found: set[int] = set()
    boilerplate = False
    for line in document.lines:
        first, last = _token_range(document, line)
        if last <= first:
            continue
        text = document.clean.text[line.start : line.end].strip()
        if line.kind in ("heading", "title") and _opens_boilerplate(document, first, text):
            boilerplate = True
        elif line.kind == "heading" and not boilerplate:
            boilerplate = False
        if boilerplate or _is_furniture(document, line, first, last, text):
            found.add(line.index)
    return frozenset(found)


def _opens_boilerplate(document: Document, first: int, text: str) -> bool:
    """Headings such as `About Constellation` and `Über die Nordrechen GmbH`."""
    if document.has(first, first + 1, "furniture", "boilerplate"):
        return True
    word = document.lower(first)
    return len(text) < 60 and (
        word == "about" or (word == "über" and document.language == "de" and len(text) < 50)
    )


def _token_range(document: Document, line: Line) -> tuple[int, int]:
    """First token of a line and the one after its last."""
    inside = [sentence for sentence in document.sentences if sentence.line.index == line.index]
    return (inside[0].first, inside[-1].last) if inside else (0, 0)


def _is_furniture(document: Document, line: Line, first: int, last: int, text: str) -> bool:
    """Whether a line is furniture seen by its words, separators and length."""
    if line.kind in ("title", "table"):
        return False
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


def blocked_tokens(
    document: Document, dates: tuple[DateMention, ...], furniture: frozenset[int]
) -> frozenset[int]:
    """Tokens that cannot belong to a quantity."""
    blocked: set[int] = set()
    for sentence in document.sentences:
        if sentence.line.index in furniture or document.has(
            sentence.first, sentence.last, "furniture", "strong"
        ):
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
    if after in ("uhr", "a.m", "p.m", "am", "pm", "o'clock") or (
        after in ("a", "p") and document.lower(position + 2) == "." and document.lower(position + 3) == "m"
    ):
        return True
    if after in ("°", "º") or document.lower(position - 1) in ("#", "§", "@"):
        return True
    if _german_ordinal(document, position):
        return True
    before = document.tokens[position - 1] if position else None
    if before is None:
        return False
    if token.glued and before.kind == "word" and before.text not in ("US",):
        return True
    if before.text == "-" and before.glued and token.glued and position >= 2:
        word = document.tokens[position - 2]
        return word.kind == "word" and word.capital and document.at(position - 2, "magnitude") is None
    same = document.sentence_of[position - 1] == document.sentence_of[position]
    named = same and document.at(position - 1, "identifier_noun") is not None and token.text.isdigit()
    return (
        named and document.at(position + 1, "unit") is None and document.at(position + 1, "magnitude") is None
    )


def _german_ordinal(document: Document, position: int) -> bool:
    """`am 21. April`, `des 21. Jahrhunderts`, `der 5. Standort`."""
    token = document.tokens[position]
    if document.language != "de" or not token.text.isdigit() or len(token.text) > 3:
        return False
    if document.lower(position + 1) != "." or not document.tokens[position + 1].glued:
        return False
    inside = position + 2 < document.sentence(position).last
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


def is_stopped(document: Document, measure: Measure) -> bool:
    """Whether the place of a quantity makes it no claim: stock market, survey, age, point in time, goods."""
    sentence = document.sentence(measure.first)
    if measure.kind == "duration":
        return _is_point_in_time(document, measure)
    if measure.kind in ("share", "money", "price", "factor", None) and _on_stock_market(
        document, measure, sentence
    ):
        return True
    if measure.kind in ("share", "headcount", "count_other", None):
        surveyed = document.has(sentence.first, sentence.last, "survey")
        return surveyed and not document.has(sentence.first, sentence.last, "unit_power")
    if measure.kind in ("money", "price"):
        return document.has(measure.last, min(measure.last + 4, sentence.last), "unrelated_goods")
    return False


def clause_of(document: Document, position: int, sentence: Sentence) -> tuple[int, int]:
    """Token range of the clause around a position, cut at commas, semicolons, colons, dashes and brackets."""
    return document.clause_of[position]


def _on_stock_market(document: Document, measure: Measure, sentence: Sentence) -> bool:
    """Share prices, index levels, market value and moves of them."""
    first, last = clause_of(document, measure.first, sentence)
    if document.has(first, last, "market_value") and measure.kind != "share":
        return True
    spread_first = sentence.first
    noun = document.has(first, last, "stock_noun")
    verb = document.has(first, last, "stock_verb")
    if document.has(sentence.first, sentence.last, "issue_word"):
        return False
    if noun and verb:
        return not (measure.kind == "share" and document.has(first, last, "company_money"))
    before = document.has(spread_first, first, "stock_noun") and document.has(
        spread_first, first, "stock_verb"
    )
    business = document.has(first, last, "company_money") or document.has(first, last, "head", "power")
    if before and not business and measure.kind in ("share", None) and measure.rate is None:
        return True
    return before and not business and measure.kind == "money" and measure.scale == 1.0


def _is_point_in_time(document: Document, measure: Measure) -> bool:
    """`vor zwei Jahren`, `three years ago`, ages, and hours that are no term of anything."""
    if document.at(measure.last, "ago_after") is not None:
        return True
    if document.lower(measure.last) == "-" and document.lower(measure.last + 1) in (
        "old",
        "jährig",
        "jähriger",
    ):
        return True
    for back in (1, 2, 3):
        if document.at(measure.first - back, "ago_before") is not None:
            between = range(measure.first - back + 1, measure.first)
            return (
                all(document.at(place, "qualifier") is not None or back == 1 for place in between)
                or back == 1
            )
    return measure.rate is not None and measure.rate != "per_year"
