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
    if measure.kind in ("share", "money", "price", "factor", None) and _on_stock_market(
        document, measure, sentence
    ):
        return True
    if measure.kind in ("share", "headcount", "count_other", None):
        surveyed = document.has(sentence.first, sentence.last, "survey")
        if surveyed and not document.has(sentence.first, sentence.last, "head", "power"):
            return True
    if measure.kind == "money" and _describes(document, measure):
        return True
    if measure.inherited and _is_ratio(document, measure):
        return True
    return measure.kind in ("money", "price", "share") and _of_goods(document, measure, sentence)


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
    first, last = document.clause_of[measure.first]
    if document.has(first, last, "stock_strong") and measure.scale == 1.0:
        return not document.has(first, last, "company_money")
    if document.has(first, last, "market_value") and measure.kind != "share":
        return True
    if measure.kind == "money" and measure.scale == 1.0 and _quoted_price(document, measure.first):
        return True
    noun = document.has(first, last, "stock_noun")
    verb = document.has(first, last, "stock_verb")
    if document.has(sentence.first, sentence.last, "issue_word"):
        return False
    if noun and verb:
        return not (measure.kind == "share" and document.has(first, last, "company_money"))
    before = document.has(sentence.first, first, "stock_noun") and document.has(
        sentence.first, first, "stock_verb"
    )
    business = document.has(first, last, "company_money") or document.has(first, last, "head", "power")
    if before and not business and measure.kind in ("share", None) and measure.rate is None:
        return True
    return before and not business and measure.kind == "money" and measure.scale == 1.0


def _quoted_price(document: Document, first: int) -> bool:
    """Whether the name of a price on the exchange stands directly before a sum: `Kurs: 71,40 $`, `Nasdaq 21,000`."""
    place = first - 1
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
    if _point_in_time(document, measure, sentence):
        return True
    hyphen = (
        document.word(measure.last - 2) == "-"
        or document.at(measure.last - 1, "duration_adjective") is not None
    )
    if hyphen and measure.unit is not None and measure.unit.factor >= _SHORT:
        after = range(measure.last, min(measure.last + 2, sentence.last))
        return any(document.at(place, "age_word") is not None for place in after)
    cue = document.has(sentence.first, sentence.last, "duration_cue")
    if not cue and sentence.index:
        before = document.sentences[sentence.index - 1]
        cue = document.word(before.last - 1) == "?" and document.has(
            before.first, before.last, "duration_cue"
        )
    seconds = measure.high * (measure.unit.factor if measure.unit else 1.0)
    if measure.unit is not None and measure.unit.factor < _SHORT:
        worked = document.has(sentence.first, sentence.last, "duration_short")
        return not (worked or _spans_change(document, measure, sentence, others, _QUICK))
    if cue:
        return False
    return not (seconds >= _SHORT and _spans_change(document, measure, sentence, others, _SCALED))


def _point_in_time(document: Document, measure: Measure, sentence: Sentence) -> bool:
    """Whether a stretch of time only says when: `ago`, `vor`, `old`, `later`."""
    later = document.lower(measure.last + 1) in ("than", "als")
    if document.at(measure.last, "ago_after") is not None and not later:
        return True
    if document.word(measure.last) == "-" and document.at(measure.last + 1, "ago_after") is not None:
        return True
    for back in (1, 2, 3):
        if document.at(measure.first - back, "ago_before") is not None:
            between = range(measure.first - back + 1, measure.first)
            return (
                all(document.at(place, "qualifier") is not None or back == 1 for place in between)
                or back == 1
            )
    if measure.rate is not None and measure.rate != "per_year":
        return True
    if document.lower(measure.last) in ("to", "ended", "ending", "bis", "through") and (
        document.at(measure.last + 1, "month") or document.lower(measure.last + 1) in ("ende", "mitte")
    ):
        return True
    return document.at(measure.first - 1, "time_of_report") is not None


def _spans_change(
    document: Document, measure: Measure, sentence: Sentence, others: list[Measure], kinds: frozenset[str]
) -> bool:
    """Whether something grows, is built or is paid over the stretch: another quantity stands in its sentence."""
    beside = any(
        other is not measure and other.kind in kinds and document.sentence_of[other.first] == sentence.index
        for other in others
    )
    return beside and document.has(max(sentence.first, measure.first - 4), measure.first, "span_lead")
