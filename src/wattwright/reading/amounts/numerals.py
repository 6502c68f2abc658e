"""Number grammar: digits with either separator, words, halves, magnitudes, powers of ten, digit classes.

The language decides what a point and a comma mean: `1.200` is 1200 in German and 1.2 in English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wattwright.reading.lexicon import payloads
from wattwright.reading.structure import Document

__all__ = ["Number", "digits_value", "number_at", "skip_hyphen", "word_value"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text; `low` and `high` are equal unless it is an order of magnitude.

    `style` tells how it is written: digits, words, article (ein, a), order (hundreds of).
    `scale` is the magnitude word or suffix that was multiplied in, 1 where there is none.
    """

    first: int
    last: int
    low: float
    high: float
    style: str
    scale: float = 1.0

    @property
    def whole(self) -> bool:
        """True for a plain integer."""
        return self.low == self.high and float(self.low).is_integer()


def digits_value(text: str, language: str) -> float:
    """Value of a digit token.

    >>> digits_value("1.200", "de"), digits_value("1.200", "en"), digits_value("0.24", "de")
    (1200.0, 1.2, 0.24)
    """
    if "e" in text.lower():
        head, _, tail = text.lower().partition("e")
        return float(digits_value(head, language) * 10.0 ** int(tail))
    group, decimal = (".", ",") if language == "de" else (",", ".")
    plain = re.sub(r"[ '’]", "", text)
    if group in plain and decimal in plain:
        return float(plain.replace(group, "").replace(decimal, "."))
    if group in plain:
        parts = plain.split(group)
        grouped = all(len(part) == 3 for part in parts[1:]) and parts[0] != "0" and len(parts[0]) <= 3
        return float(plain.replace(group, "") if grouped else plain.replace(group, "."))
    if plain.count(decimal) > 1:
        return float(plain.replace(decimal, ""))
    return float(plain.replace(decimal, "."))


@cache
def _small_words(language: str) -> dict[str, float]:
    """Number words of the lexicon."""
    return {phrase: float(payload) for phrase, payload in payloads(language, "number").items()}


@cache
def word_value(word: str, language: str) -> float | None:
    """Value of one number word such as `zweiundzwanzig` or `seven`; None where it is none.

    >>> word_value("dreihundertfünfzig", "de"), word_value("seven", "en"), word_value("haus", "de")
    (350.0, 7.0, None)
    """
    small = _small_words(language)
    if word in small:
        return small[word]
    return _german_compound(word, small) if language == "de" and len(word) >= _SHORTEST else None


_SHORTEST = 7
"""Letters that a compound German number word has at least."""


def _german_compound(word: str, small: dict[str, float]) -> float | None:
    """Value of `zweiundzwanzig`, `dreihundertfünfzig`, `siebzehn`, `viereinhalb`."""
    if word.endswith("einhalb"):
        whole = word_value(word.removesuffix("einhalb"), "de")
        return None if whole is None else whole + 0.5
    for name, size in (("tausend", 1000.0), ("hundert", 100.0)):
        if name in word:
            return _with_size(word, name, size)
    unit = small.get(word.removesuffix("zehn"), 10.0)
    if word.endswith("zehn") and unit < 10:
        return unit + 10.0
    head, _, tail = word.partition("und")
    unit, tens = small.get(head, 10.0), small.get(tail, 0.0)
    return unit + tens if 0 < unit < 10 <= tens < 100 else None


def _with_size(word: str, name: str, size: float) -> float | None:
    """Value of a word with `hundert` or `tausend` in it."""
    head, _, tail = word.partition(name)
    count = word_value(head, "de") if head else 1.0
    rest = word_value(tail.removeprefix("und"), "de") if tail else 0.0
    return None if count is None or rest is None else count * size + rest


def skip_hyphen(document: Document, position: int) -> int:
    """The position after a hyphen that joins two words; else the position itself."""
    tokens = document.tokens
    if position < len(tokens) and tokens[position].text == "-" and tokens[position].glued:
        return position + 1
    return position


_DIGITS = 2
"""Digits that an exponent has at most."""


def _power(document: Document, position: int) -> tuple[float, int] | None:
    """`10^24`, `10**24`, `10 hoch 24`, `10 to the 24th`: factor and position after it."""
    tokens = document.tokens
    if position >= len(tokens) or tokens[position].text != "10":
        return None
    for mark in (("^",), ("*", "*"), ("hoch",), ("to", "the"), ("to", "the", "power", "of"), ("e",)):
        end = position + 1 + len(mark)
        if tuple(token.lower for token in tokens[position + 1 : end]) == mark and end < len(tokens):
            sign = -1 if tokens[end].text == "-" else 1
            end += tokens[end].text in "+-"
            if end < len(tokens) and tokens[end].text.isdigit() and len(tokens[end].text) <= _DIGITS:
                exponent = sign * int(tokens[end].text)
                after = end + 1
                if document.lower(after) in ("th", "st", "nd", "rd") and tokens[after].glued:
                    after += 1
                return 10.0**exponent, after
    return None


def _scales(document: Document, position: int) -> tuple[float, int]:
    """Product of the magnitude words from a position on, and the position after them."""
    scale = 1.0
    while True:
        start = skip_hyphen(document, position)
        hit = document.at(start, "magnitude")
        if hit is None or not _is_magnitude(document, start):
            return scale, position
        scale *= float(hit.payload)
        position = hit.last
        if document.lower(position) == "." and document.tokens[position].glued:
            abbreviated = document.tokens[position - 1].lower in (
                "mio",
                "mrd",
                "bio",
                "mill",
                "tsd",
                "brd",
                "md",
            )
            position += abbreviated


def _is_magnitude(document: Document, position: int) -> bool:
    """Letters such as M, k or bn are magnitudes only directly after digits; words everywhere."""
    token = document.tokens[position]
    if len(token.text) > 2 or token.lower in ("md",):
        return True
    before = document.tokens[position - 1] if position else None
    if before is None or before.kind not in ("number", "fraction", "mark"):
        return False
    if len(token.text) == 2:
        return True
    return token.glued or token.text in ("B", "M")


def _digits(document: Document, position: int) -> Number | None:
    """A number in digits with its power of ten and magnitude."""
    token = document.tokens[position]
    language = document.language
    power = _power(document, position)
    if power is not None:
        return Number(position, power[1], power[0], power[0], "digits", power[0])
    value, last = digits_value(token.text, language), position + 1
    following = document.tokens[last] if last < len(document.tokens) else None
    if following is not None and following.kind == "fraction":
        value, last = value + (word_value(following.text, language) or 0.0), last + 1
    elif following is not None and following.lower in ("×", "x", "·", "*", "⋅"):
        raised = _power(document, last + 1)
        if raised is not None:
            return Number(position, raised[1], value * raised[0], value * raised[0], "digits", raised[0])
    scale, end = _scales(document, last)
    return Number(position, end, value * scale, value * scale, "digits", scale)


_HALVES = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}


def _half_words(document: Document, position: int) -> tuple[float, int] | None:
    """English `half a`, German `eine halbe`."""
    hit = document.at(position, "half_a")
    if hit is not None:
        return float(hit.payload), hit.last
    return None


def _spoken_decimals(document: Document, value: float, end: int) -> tuple[float, int]:
    """Adds what is spoken after the point: `one point three`, `two point two five`."""
    start = skip_hyphen(document, end)
    if document.lower(start) not in ("point", "komma"):
        return value, end
    digits, place = "", skip_hyphen(document, start + 1)
    while (digit := word_value(document.lower(place), document.language)) is not None and 0 <= digit < 10:
        digits, place = digits + str(int(digit)), place + 1
    return (value + float("0." + digits), place) if digits else (value, end)


def _and_a_part(document: Document, value: float, end: int) -> tuple[float, int]:
    """Adds a spoken part: `two and a half`, `one and a quarter`, `three and three quarters`."""
    if document.lower(end) != "and":
        return value, end
    count = 1.0 if document.lower(end + 1) in ("a", "one") else word_value(document.lower(end + 1), "en")
    start = skip_hyphen(document, end + 2)
    part = _HALVES.get(document.lower(start).removesuffix("s"))
    if count is None or part is None or count * part >= 1.0:
        return value, end
    return value + count * part, start + 1


def _english_words(document: Document, position: int) -> tuple[float, int] | None:
    """Value and end of a run of English number words: `twenty-five`, `two and a half`, `one point three`."""
    half = _half_words(document, position)
    if half is not None:
        return half
    value = word_value(document.lower(position), "en")
    if value is None:
        return None
    end = position + 1
    start = skip_hyphen(document, end)
    unit = word_value(document.lower(start), "en") if start < len(document.tokens) else None
    if unit is not None and 20 <= value < 100 and 0 < unit < 10:
        value, end = value + unit, start + 1
    value, end = _spoken_decimals(document, value, end)
    return _and_a_part(document, value, end)


def _hundreds(document: Document, value: float, end: int) -> tuple[float, int]:
    """Adds what follows `hundred`: `two hundred and fifty`."""
    if document.lower(end) != "hundred":
        return value, end
    value, end = value * 100.0, end + 1
    start = end + 1 if document.lower(end) == "and" else end
    rest = _english_words(document, start) if start < len(document.tokens) else None
    if rest is not None and 0 < rest[0] < 100 and document.at(start, "half_a") is None:
        return value + rest[0], rest[1]
    return value, end


def _words(document: Document, position: int) -> Number | None:
    """A number in words with its magnitude."""
    language = document.language
    if language == "en":
        found = _english_words(document, position)
        if found is None:
            return None
        value, last = _hundreds(document, *found)
    else:
        single = word_value(document.lower(position), language)
        if single is None:
            return None
        value, last = _spoken_decimals(document, single, position + 1)
    dozen = document.at(skip_hyphen(document, last), "dozen")
    if dozen is not None:
        value, last = value * 12.0, dozen.last
    scale, end = _scales(document, last)
    bare = value == 1.0 and scale == 1.0 and document.at(position, "article_one") is not None
    style = "article" if bare else "words"
    return Number(position, end, value * scale, value * scale, style, scale)


def _article(document: Document, position: int) -> Number | None:
    """`a million`, `a mere billion`, `eine halbe Million`, `a dozen`.

    A bare article counts as 1 before a unit.
    """
    hit = document.at(position, "article_one")
    if hit is None:
        return None
    start, share = hit.last, 1.0
    between = document.at(start, "between_article")
    if between is not None:
        start, share = between.last, float(between.payload)
    dozen = document.at(start, "dozen")
    if dozen is not None:
        return Number(position, dozen.last, 12.0 * share, 12.0 * share, "words")
    value, last = _hundreds(document, share, start) if share == 1.0 else (share, start)
    scale, end = _scales(document, last)
    plain = end == start
    if (
        plain
        and between is not None
        and (share == 1.0 or document.at(skip_hyphen(document, start), "unit") is None)
    ):
        return None
    style = "article" if plain and share == 1.0 else "words"
    return Number(position, end, value * scale, value * scale, style, scale)


def _order(document: Document, position: int) -> Number | None:
    """`Hunderte Milliarden`, `tens of thousands`, `several billion`: a range by its nature."""
    hit = document.at(position, "order")
    if hit is None:
        return None
    low, high = (float(end) for end in hit.payload.split(".."))
    scale, end = _scales(document, hit.last)
    if end == hit.last:
        after = document.at(hit.last, "magnitude_noun")
        number = word_value(document.lower(hit.last), document.language)
        if after is not None:
            scale, end = float(after.payload), after.last
        elif number in (100.0, 1000.0) and low == 2.0:
            scale, end = number, hit.last + 1
            more, end = _scales(document, end)
            scale *= more
    return Number(position, end, low * scale, high * scale, "order", scale)


def number_at(document: Document, position: int) -> Number | None:
    """The longest number that begins at a token, or None."""
    if not 0 <= position < len(document.tokens):
        return None
    token = document.tokens[position]
    if token.kind == "number":
        return _digits(document, position)
    if token.kind not in ("word", "fraction"):
        return None
    return _order(document, position) or _words(document, position) or _article(document, position)
