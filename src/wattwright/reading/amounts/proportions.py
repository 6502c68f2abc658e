"""Shares and factors in words, digit classes, and sizes by comparison with a place."""

from __future__ import annotations

import re

from wattwright.reading.lexicon import payloads
from wattwright.reading.amounts.measures import Measure, is_chip, unit_of, with_noun
from wattwright.reading.amounts.numerals import number_at, skip_hyphen, word_value
from wattwright.reading.structure import Document

__all__ = ["proportion_at"]

_LEVELS = {"low": (1.0, 4.0), "mid": (4.0, 7.0), "high": (7.0, 10.0)}


def _share(first: int, last: int, value: float, style: str = "words") -> Measure:
    return Measure(first, last, value, value, "fraction", style, kind="share", unit=None)


def _factor(first: int, last: int, value: float, high: float | None = None) -> Measure:
    shape = "factor" if high is None else "range"
    return Measure(
        first, last, value, high if high is not None else value, shape, "words", kind="factor", noun="x"
    )


def _small_count(document: Document, position: int) -> tuple[float, int] | None:
    """A small number or an article, with the position after it."""
    number = number_at(document, position)
    if number is not None and number.whole and number.scale == 1.0 and number.low < 1000:
        return number.low, number.last
    if document.at(position, "article_one"):
        return 1.0, position + 1
    return None


def _part_at(document: Document, position: int) -> tuple[float, int] | None:
    """Value and end of the noun of a fraction: `Drittel`, `thirds`, `Sechzigstel`."""
    hit = document.at(position, "fraction")
    if hit is not None:
        return float(hit.payload), hit.last
    word = document.lower(position)
    stem = re.sub(r"stel(?:n|s)?$", "", word)
    if document.language == "de" and stem != word:
        value = word_value(stem, "de")
        return (1.0 / value, position + 1) if value else None
    return None


def _fraction(document: Document, position: int) -> Measure | None:
    """`ein Drittel`, `drei Viertel`, `two-thirds`, `a quarter of`, `die Hälfte`, `half of`."""
    whole = document.at(position, "whole_fraction")
    if whole is not None:
        return _whole(document, position, whole.last, float(whole.payload))
    count = _small_count(document, position)
    if count is None:
        return None
    start = skip_hyphen(document, count[1])
    between = document.at(start, "between_article") if document.at(position, "article_one") else None
    start = between.last if between is not None and float(between.payload) == 1.0 else start
    part = _part_at(document, start)
    if part is None or (
        count[0] > 1 and document.language == "en" and not document.lower(start).endswith(("s", "f"))
    ):
        return None
    last = part[1]
    if document.word(last) == "-" and document.tokens[last].glued:
        return None
    value = count[0] * part[0]
    multiplied = _of_unit(document, position, last, value)
    if multiplied is not None:
        return multiplied
    if document.language == "en" and count[0] == 1.0 and not _fraction_follows(document, position, last):
        return None
    return _share(position, last, value) if value < 1.0 else None


def _of_unit(document: Document, first: int, last: int, value: float) -> Measure | None:
    """A part of a magnitude or unit: `eine Viertel Million`, `a third of a gigawatt`, `three-quarters of a million`."""
    start = last
    if document.language == "en":
        if document.lower(last) != "of" or document.at(last + 1, "article_one") is None:
            return None
        start = last + 2
    scale = document.at(start, "magnitude")
    end = scale.last if scale is not None else start
    size = value * (float(scale.payload) if scale is not None else 1.0)
    unit = document.at(end, "unit")
    if unit is not None and unit_of(unit.payload).kind not in ("duration", "share"):
        what = unit_of(unit.payload)
        scaled = float(scale.payload) if scale is not None else 1.0
        return Measure(first, unit.last, size, size, "plain", "words", scaled, what, what.kind)
    if scale is None:
        return None
    return with_noun(document, Measure(first, end, size, size, "plain", "words", float(scale.payload)))


def _fraction_follows(document: Document, first: int, position: int) -> bool:
    """Whether English `a third`, `a quarter` is a share here, and not an ordinal or a stretch of time."""
    following = document.tokens[position] if position < len(document.tokens) else None
    quarter = document.lower(position - 1) in ("quarter", "fourth")
    if document.lower(first - 1) == "and" or document.at(position, "article_one"):
        return False
    if (
        document.at(first - 1, "currency_mark")
        or document.at(first - 1, "unit")
        or document.at(first - 1, "magnitude")
    ):
        return False
    if following is None or following.kind == "mark":
        before = document.lower(first - 1)
        return not quarter or before in (
            "by",
            "than",
            "about",
            "roughly",
            "nearly",
            "almost",
            "over",
            "to",
            "some",
            "at",
        )
    if following.lower == "of":
        return document.at(position + 1, "relative_year") is None and not re.match(
            r"\d{4}", document.lower(position + 1)
        )
    sentence = document.sentence(first)
    listed = document.lower(first - 1) in ("and", ",", "but")
    if listed and document.has(sentence.first, first - 1, "share_word"):
        return document.at(position, "noun") is None
    more = {
        "more",
        "less",
        "fewer",
        "as",
        "higher",
        "lower",
        "larger",
        "smaller",
        "cheaper",
        "faster",
        "from",
        "to",
        "on",
    }
    if quarter:
        return following.lower in more - {"from", "to", "on"}
    return following.lower in more or document.at(position, "stop_word") is not None


def _whole(document: Document, position: int, last: int, value: float) -> Measure | None:
    """`half` and `die Hälfte` as shares."""
    if document.language == "de":
        before = document.lower(position - 1)
        return (
            None
            if before in ("ersten", "zweiten", "erste", "zweite", "andere", "anderen")
            else _share(position, last, value)
        )
    before, after = document.lower(position - 1), document.lower(last)
    if before in (
        "first",
        "second",
        "latter",
        "other",
        "a",
        "an",
        "and",
        "back",
        "-",
        "top",
        "bottom",
        "better",
    ):
        return None
    if document.lower(last) == "-" or document.at(last, "magnitude") or document.at(last, "unit"):
        return None
    if after in (
        "of",
        "the",
        "its",
        "their",
        "that",
        "what",
        "this",
        "his",
        "her",
        "those",
        "these",
        "our",
        "all",
        "is",
    ):
        return _share(position, last, value)
    if document.at(last, "finite_verb") is not None or after == "be":
        return _share(position, last, value)
    cue = {
        "than",
        "about",
        "roughly",
        "nearly",
        "almost",
        "by",
        "over",
        "around",
        "least",
        "only",
        "to",
        "just",
        "some",
    }
    return _share(position, last, value) if before in cue and after not in ("a", "an", "as") else None


def _one_in(document: Document, position: int) -> Measure | None:
    """`one in three`, `neun von zehn`, `jeder fünfte`."""
    every = document.at(position, "every_nth")
    if every is not None:
        return _share(position, every.last, float(every.payload))
    count = _small_count(document, position)
    if (
        count is None
        or count[1] >= len(document.tokens)
        or document.at(position, "article_one")
        and document.language == "en"
    ):
        return None
    start = count[1]
    if (
        count[0] == 1.0
        and document.language == "en"
        and document.tokens[start].kind == "word"
        and document.lower(start) not in ("in", "out", "von")
    ):
        start += 1
    if document.language == "en":
        joined = document.lower(start) == "in" or (document.lower(start), document.lower(start + 1)) == (
            "out",
            "of",
        )
        start += 1 if document.lower(start) == "in" else 2
    else:
        joined = document.lower(start) == "von"
        start += 1
    if not joined:
        return None
    whole = _small_count(document, start)
    if (
        document.language == "de"
        and document.tokens[position].kind == "number"
        and _numbered(document, position)
    ):
        return None
    if (
        whole is None
        or (whole[0] > 20 and whole[0] not in (25, 50, 100, 1000))
        or not 0 < count[0] < whole[0]
    ):
        return None
    if document.at(whole[1], "unit") or document.at(whole[1], "magnitude"):
        return None
    return _share(position, whole[1], count[0] / whole[0])


def _numbered(document: Document, position: int) -> bool:
    """Whether a German noun stands directly before digits that number it: `Trafo 3 von 8`."""
    before = document.tokens[position - 1] if position else None
    return before is not None and before.kind == "word" and before.capital and not before.glued


def _suffix_number(document: Document, position: int, category: str) -> tuple[float, int] | None:
    """Value of `dreifache`, `zehnmal`, `tenfold`, `44-Fache`, `33-fold` that begins at a token."""
    hit = next(
        (h for h in document.hits[position] if h.category == "factor_stem" and h.payload == category), None
    )
    if hit is not None:
        stem = re.sub(r"(fach(e|en|er|es)?|mal|fold)$", "", document.lower(position))
        if stem in ("ein", "manch", "viel", "mehr"):
            return None
        value = word_value(stem, document.language) if stem else None
        return (value, hit.last) if value is not None else None
    number = number_at(document, position)
    if number is None or number.scale != 1.0 or number.style not in ("digits", "words"):
        return None
    start = skip_hyphen(document, number.last)
    suffix = document.at(start, "factor_stem") if start < len(document.tokens) else None
    if suffix is not None and suffix.payload == category and document.lower(start) in _PLAIN_STEMS:
        return number.low, suffix.last
    return None


_PLAIN_STEMS = frozenset({"fach", "fache", "fachen", "faches", "facher", "fold"})


def _multiple(document: Document, position: int) -> Measure | None:
    """`zehnfach`, `44-Fache`, `33-fold`, `Faktor 33`, `2.4x`, `dreimal so viel`, `ten times`, `twice`, `double the`."""
    ranged = _ranged_multiple(document, position)
    if ranged is not None:
        return ranged
    fold = _suffix_number(document, position, "fold")
    if fold is not None:
        return _factor(position, fold[1], fold[0])
    noun = document.at(position, "factor_noun")
    if noun is not None:
        return _after_factor(document, position, noun.last)
    word = document.at(position, "factor_word")
    if word is not None and _is_factor_word(document, position, word.last):
        return _factor(position, word.last, float(word.payload))
    times = _suffix_number(document, position, "times")
    if times is not None:
        fits = times[0] > 1.0 and _compared(document, times[1])
        return _factor(position, times[1], times[0]) if fits else None
    return _times(document, position)


def _ranged_multiple(document: Document, position: int) -> Measure | None:
    """`zehn- bis zwanzigmal`, `zwei- bis dreifach`."""
    low = number_at(document, position)
    if (
        low is None
        or low.scale != 1.0
        or document.word(low.last) != "-"
        or document.lower(low.last + 1) != "bis"
    ):
        return None
    for category in ("fold", "times"):
        high = _suffix_number(document, low.last + 2, category)
        if high is not None and high[0] > low.low:
            return _factor(position, high[1], low.low, high[0])
    return None


def _after_factor(document: Document, position: int, start: int) -> Measure | None:
    """The number after `Faktor` and `a factor of`."""
    start += document.lower(start) in ("von", "of", "about", "rund", "etwa")
    number = number_at(document, start)
    if number is None or number.style == "article":
        return None
    joint = document.at(number.last, "connector")
    high = number_at(document, joint.last) if joint else None
    if high is not None and high.low > number.low:
        return _factor(position, high.last, number.low, high.low)
    return _factor(position, number.last, number.low)


def _times(document: Document, position: int) -> Measure | None:
    """`3 times`, `2.4x`, `drei Mal`."""
    number = number_at(document, position)
    if number is None or number.scale != 1.0 or number.style == "article" or number.low != number.high:
        return None
    start = skip_hyphen(document, number.last)
    if start >= len(document.tokens):
        return None
    low = number
    joint = document.at(start, "connector")
    if joint is not None:
        high = number_at(document, joint.last)
        if high is None or high.low <= number.low or high.scale != 1.0:
            return None
        number, start = high, skip_hyphen(document, high.last)
    hit = document.at(start, "factor_suffix")
    if hit is None:
        return None
    letter = document.tokens[start].text in ("x", "×")
    if letter and is_chip(document, start + 1):
        return None
    crossed = document.lower(start + 1)[:1].isdigit() and document.tokens[start + 1].glued
    if letter and (not document.tokens[start].glued or crossed):
        return None
    if not letter and not _compared(document, hit.last) and number.whole:
        return None
    return _factor(position, hit.last, low.low, number.low if number is not low else None)


def _compared(document: Document, position: int) -> bool:
    """Whether a comparison follows `mal` or `times`, and not a frequency."""
    named = position < len(document.tokens) and document.tokens[position].capital
    return document.at(position, "comparison") is not None or named


def _is_factor_word(document: Document, position: int, last: int) -> bool:
    """Whether twice, double, triple are factors here and not verbs or frequencies."""
    if document.language == "de":
        return True
    if document.lower(position) in ("twice", "thrice"):
        return document.at(last, "comparison") is not None
    if " " in document.text(position, last):
        return True
    before = position - 1
    while document.lower(before) in (
        "than",
        "more",
        "roughly",
        "nearly",
        "about",
        "almost",
        "least",
        "at",
        "over",
    ):
        before -= 1
    if document.at(before, "modal") is not None or document.lower(before) == "to":
        return False
    return document.lower(last) in (
        "the",
        "that",
        "what",
        "its",
        "their",
        "of",
        "this",
        "last",
        "as",
        "in",
    ) or (document.lower(position - 1) in ("than", "nearly", "roughly", "about", "almost", "over"))


def _class_number(document: Document, position: int) -> tuple[float, int] | None:
    """Number of digits named at a token: `sieben-`, `7-`, `nine`, `double`."""
    hit = document.at(position, "class_number")
    if hit is not None:
        return float(hit.payload), hit.last
    token = document.tokens[position] if position < len(document.tokens) else None
    if token is None:
        return None
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 2:
        return float(token.text), position + 1
    value = word_value(token.lower, document.language) if token.kind == "word" else None
    return (value, position + 1) if value is not None and 1 <= value <= 13 else None


def _class_at(document: Document, position: int) -> tuple[float, int] | None:
    """One digit class: `achtstellige`, `8-stellig`, `nine-figure`, `double-digit`."""
    hit = document.at(position, "class_word")
    if hit is not None and document.language == "de":
        stem = re.sub(r"stellig\w*$", "", document.lower(position))
        value = word_value(stem, "de") if stem else None
        return (value, hit.last) if value is not None else None
    number = _class_number(document, position)
    if number is None:
        return None
    place = skip_hyphen(document, number[1])
    after = document.at(place, "class_word")
    if after is None or (document.language == "de" and not document.lower(place).startswith("stellig")):
        return None
    return number[0], after.last


def _digit_class(document: Document, position: int) -> Measure | None:
    """`mittlerer dreistelliger Millionenbetrag`, `sieben- bis achtstellig`, `low nine figures`."""
    start, level = position, None
    hit = document.at(position, "digit_class_level")
    if hit is not None:
        level, start = hit.payload, skip_hyphen(document, hit.last)
        while document.at(start, "class_filler"):
            start += 1
    low = _class_at(document, start)
    high = low
    if low is None:
        number = _class_number(document, start)
        if number is None:
            return None
        after = skip_hyphen(document, number[1])
        joint = document.at(after, "connector")
        high = _class_at(document, joint.last) if joint else None
        low = number
    if high is None or high[0] < low[0]:
        return None
    return _class_measure(document, position, (low[0], high[0]), high[1], level)


def _class_measure(
    document: Document, first: int, digits: tuple[float, float], last: int, level: str | None
) -> Measure | None:
    """The range of a digit class, with the magnitude noun or unit that follows it."""
    scale = 1.0
    after = document.at(last, "magnitude_noun") or document.at(last, "magnitude")
    if after is not None:
        scale, last = float(after.payload), after.last
    low, high = 10.0 ** (digits[0] - 1.0), 10.0 ** digits[1]
    if level is not None:
        low, high = (10.0 ** (digits[0] - 1.0) * edge for edge in _LEVELS[level])
    unit = document.at(skip_hyphen(document, last), "unit")
    plain = after is None and unit is None
    if plain and (digits[1] < 4 or not document.has(first - 3, last + 3, "money_word")) and digits[1] < 5:
        return None
    found = Measure(first, last, low * scale, high * scale, "class", "class", scale)
    if unit is not None:
        what = unit_of(unit.payload)
        return Measure(first, unit.last, low * scale, high * scale, "class", "class", scale, what, what.kind)
    return found


def _size(document: Document, position: int) -> Measure | None:
    """`so groß wie Manhattan`, `twice the size of Central Park`: an area by comparison."""
    hit = document.at(position, "size")
    if hit is None:
        return None
    sentence = document.sentence(position)
    for back in range(max(sentence.first, position - 2), position):
        count = number_at(document, back)
        if count is not None and count.last == position and count.style != "article":
            unit = unit_of(hit.payload)
            return Measure(back, hit.last, count.low, count.high, "plain", "words", unit=unit, kind="area")
    if not document.has(max(sentence.first, position - 14), min(sentence.last, position + 6), "size_cue"):
        return None
    unit = unit_of(hit.payload)
    before = document.lower(position - 1)
    first = position - 1 if before in ("wie", "of", "as", "than") else position
    times = 1.0
    for back in range(max(sentence.first, position - 8), position):
        number = _multiple(document, back) or _fraction(document, back)
        if number is not None and number.last <= position:
            times, first = number.low, back
            break
    return Measure(first, hit.last, times, times, "size", "words", unit=unit, kind="area")


def proportion_at(document: Document, position: int) -> Measure | None:
    """A share, factor, digit class or size by comparison that begins at a token, or None."""
    for rule in (_digit_class, _one_in, _fraction, _multiple, _size):
        found = rule(document, position)
        if found is not None:
            return found
    return None


def fraction_words(language: str) -> frozenset[str]:
    """Nouns of fractions in a language."""
    return frozenset(payloads(language, "fraction"))
