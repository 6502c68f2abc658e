"""Quantities that are no claims for where they stand: stock market, survey, goods, ages, points in time."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.structure import Document, Sentence

__all__ = ["is_stopped"]

_SHORT = 86400.0
"""Shorter stretches of time, in seconds, count only where work, training or delay is spoken of."""
_QUICK = frozenset({"power", "accelerators"})
_SCALED = frozenset(
    {"headcount", "water", "emissions", "power", "money", "energy", "share", "count_other", "accelerators"}
)


def is_stopped(document: Document, measure: Measure, others: list[Measure]) -> bool:
    """Whether the place of a quantity makes it no claim. `others` are all quantities of the text."""
    sentence = document.sentence(measure.first)
    if sentence.line.kind == "table":
        return False
    if measure.kind == "duration":
        return _no_duration(document, measure, sentence, others)
    if measure.kind in _TRADED and _on_stock_market(document, measure, sentence):
        return True
    if measure.kind in _ASKED and _in_survey(document, sentence):
        return True
    if measure.kind == "money" and _describes(document, measure):
        return True
    if measure.inherited and _is_ratio(document, measure):
        return True
    return measure.kind in _SOLD and _of_goods(document, measure, sentence)


_TRADED = frozenset({"share", "money", "price", "factor", None})
_ASKED = frozenset({"share", "headcount", "count_other", None})
_SOLD = frozenset({"money", "price", "share"})


def _in_survey(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence gives the result of a survey."""
    span = sentence.first, sentence.last
    return document.has(*span, "survey") and not document.has(*span, "head", "power")


def _is_ratio(document: Document, measure: Measure) -> bool:
    """Whether a bare number is a ratio or rating: `PUE lag bei 1,09`, `load factor 0.85`."""
    first = document.clause_of[measure.first][0]
    if document.ending(measure.first, "ratio_label") is not None:
        return True
    small = measure.scale == 1.0 and measure.high < 10.0 and not float(measure.high).is_integer()
    return small and document.has(max(first, measure.first - 6), measure.first, "ratio_label")


def _describes(document: Document, measure: Measure) -> bool:
    """Whether a round sum only describes a firm or question: `a trillion-dollar company`."""
    hyphen = any(document.word(place) == "-" for place in range(measure.first, measure.last))
    round_sum = measure.style != "digits" and measure.high == measure.scale
    return hyphen and round_sum and document.at(measure.last, "company_noun") is not None


def _of_goods(document: Document, measure: Measure, sentence: Sentence) -> bool:
    """Whether a sum or share is the price of something unrelated, or a rebate."""
    near = document.has(measure.last, min(measure.last + 4, sentence.last), "unrelated_goods")
    around = document.has(max(sentence.first, measure.first - 5), measure.first, "unrelated_goods")
    return near or (around and measure.scale == 1.0)


def _on_stock_market(document: Document, measure: Measure, sentence: Sentence) -> bool:
    """Share prices, index levels, market value and moves of them."""
    clause = _with_bracketed(document, measure, sentence)
    business = document.has(*clause, "company_money")
    if measure.scale == 1.0 and document.has(*clause, "stock_strong"):
        return not business
    if document.has(*clause, "market_value") and measure.kind != "share":
        return True
    if _quoted_price(document, measure):
        return True
    if document.has(sentence.first, sentence.last, "issue_word"):
        return False
    if _moves(document, *clause):
        return not business or measure.kind != "share"
    calm = business or document.has(*clause, "head", "power")
    return not calm and _moves(document, sentence.first, clause[0]) and _is_move(measure)


def _with_bracketed(document: Document, measure: Measure, sentence: Sentence) -> tuple[int, int]:
    """The clause of a figure, together with the one before a bracket that holds it: `$82 (was $120)`."""
    first, last = document.clause_of[measure.first]
    if document.word(first - 1) == "(":
        first = document.clause_of[max(first - 2, sentence.first)][0]
    return first, last


def _is_move(measure: Measure) -> bool:
    """Whether a figure behind a move of a share may belong to it: a percentage or a plain sum."""
    if measure.kind == "money":
        return measure.scale == 1.0
    return measure.kind in ("share", None) and measure.rate is None


def _moves(document: Document, first: int, last: int) -> bool:
    """Whether a share or index is said to move in a token range."""
    return document.has(first, last, "stock_noun") and document.has(first, last, "stock_verb")


def _quoted_price(document: Document, measure: Measure) -> bool:
    """Whether the name of a price on the exchange stands directly before a sum.

    `Kurs: 71,40 $`, `Nasdaq 21,000`.
    """
    if measure.kind != "money" or measure.scale != 1.0:
        return False
    place = measure.first - 1
    while document.word(place) in (":", "|") or document.at(place, "qualifier_skip"):
        place -= 1
    hit = document.ending(place + 1, "stock_noun")
    return (
        hit is not None
        and hit.last - hit.first == 1
        and document.lower(place) not in ("shares", "aktien", "stock")
    )


def _no_duration(document: Document, measure: Measure, sentence: Sentence, others: list[Measure]) -> bool:
    """`vor zwei Jahren`, `three years ago`, ages, and stretches that nothing is said to last."""
    if _point_in_time(document, measure):
        return True
    factor = measure.unit.factor if measure.unit is not None else _SHORT
    if _is_adjective(document, measure) and factor >= _SHORT:
        after = range(measure.last, min(measure.last + 2, sentence.last))
        return any(document.at(place, "age_word") is not None for place in after)
    if factor * measure.high < _SHORT:
        worked = document.has(sentence.first, sentence.last, "duration_short")
        return not (worked or _spans_change(document, measure, sentence, others, _QUICK))
    if _is_cued(document, sentence):
        return False
    return not _spans_change(document, measure, sentence, others, _SCALED)


def _is_adjective(document: Document, measure: Measure) -> bool:
    """`ten-year`, `zehnjährig`: a stretch that describes something."""
    hyphen = document.word(measure.last - 2) == "-"
    return hyphen or document.at(measure.last - 1, "duration_adjective") is not None


def _is_cued(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence, or the question before it, speaks of something that lasts."""
    if document.has(sentence.first, sentence.last, "duration_cue"):
        return True
    before = document.sentences[max(sentence.index - 1, 0)]
    asked = before.index < sentence.index and document.word(before.last - 1) == "?"
    return asked and document.has(before.first, before.last, "duration_cue")


def _point_in_time(document: Document, measure: Measure) -> bool:
    """Whether a stretch of time only says when: `ago`, `vor`, `old`, `later`."""
    last = measure.last
    compared = document.lower(last + 1) in ("than", "als")
    if document.marks(last, "ago_after") and not compared:
        return True
    if document.word(last) == "-" and document.marks(last + 1, "ago_after"):
        return True
    if measure.rate is not None and measure.rate != "per_year":
        return True
    ends = document.marks(last, "ends_at") and document.marks(last + 1, "month", "part")
    return ends or _led_back(document, measure.first) or document.marks(measure.first - 1, "time_of_report")


def _led_back(document: Document, first: int) -> bool:
    """Whether `vor` or the like stands before a stretch of time, over qualifiers."""
    for back in (1, 2, 3):
        if document.at(first - back, "ago_before") is not None:
            return all(document.at(place, "qualifier") for place in range(first - back + 1, first))
    return False


def _spans_change(
    document: Document, measure: Measure, sentence: Sentence, others: list[Measure], kinds: frozenset[str]
) -> bool:
    """Whether something grows, is built or is paid over the stretch.

    Another figure stands in its sentence.
    """
    beside = any(
        other is not measure and other.kind in kinds and document.sentence_of[other.first] == sentence.index
        for other in others
    )
    return beside and document.has(max(sentence.first, measure.first - 4), measure.first, "span_lead")
