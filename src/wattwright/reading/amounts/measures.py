"""Candidates for quantities: a number with its unit, currency or counted noun, ranges included."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from wattwright.reading.lexicon import table
from wattwright.reading.amounts.numerals import Number, number_at, skip_hyphen
from wattwright.reading.structure import Document

__all__ = ["CHIP", "Measure", "Unit", "amount_at", "is_chip", "measure_at", "unit_of", "with_noun"]

CHIP = re.compile(r"^(?:(?:[ABHLPRTV]|GB|GH|VR|MI|RTX|TPUv)\d{1,4}[A-Z]?s?)(?<![A-Z]\d)(?<![A-Z]\ds)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the lexicon: the kind it speaks for, the base unit and the factor to it."""

    name: str
    kind: str
    base: str
    factor: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it counts. `low` and `high` are in the written unit, magnitudes multiplied in.

    `shape` is plain, range, order, class, fraction, factor or size. `kind` and `base` are None until they are known;
    `noun` is the counted noun in lower case; `rate` is a payload of the rate lexicon, with its end in `rate_last`.
    """

    first: int
    last: int
    low: float
    high: float
    shape: str
    style: str
    scale: float = 1.0
    unit: Unit | None = None
    kind: str | None = None
    noun: str | None = None
    rate: str | None = None
    rate_last: int = 0
    qualifier: str | None = None
    inherited: bool = False
    pair: int = 0
    """Token after the first number of a range."""

    @property
    def bare(self) -> bool:
        """True while neither unit nor noun is known."""
        return self.unit is None and self.kind is None


@cache
def unit_of(name: str) -> Unit:
    """The unit with a name of `units.yaml`."""
    kind, base, factor = str(table("units")[name]).split()[-3:]
    return Unit(name, kind, base, float(factor))


def _prefix_currency(document: Document, position: int) -> tuple[Unit, int] | None:
    """A currency sign or code that stands before its number."""
    if document.at(position, "currency_mark") is None:
        return None
    hit = document.at(position, "unit")
    if hit is None:
        return None
    after = hit.last
    if document.lower(after) == "." and document.tokens[after].glued:
        after += 1
    return unit_of(hit.payload), after


_BEFORE_UNIT = ("more_of", "skip_adjective", "loose_word")
"""Words that may stand between a number and its unit: `100 additional megawatts`, `12B active parameters`."""


def _past_quote(document: Document, position: int) -> int:
    """The position after a closing quotation mark: `"hundreds of thousands" of chips`."""
    closes = document.word(position) in ('"', "”", "“", "«", "»", "’") and document.tokens[position].glued
    return position + 1 if closes and document.lower(position + 1) == "of" else position


def _suffix_unit(document: Document, position: int) -> tuple[Unit, int] | None:
    """The unit after a number, over hyphens and `of a`."""
    start = _past_quote(document, skip_hyphen(document, position))
    if document.lower(start) == "of":
        start += 2 if document.lower(start + 1) in ("a", "an") else 1
    hit = document.at(start, "unit")
    for place in (start, start + 1):
        if hit is not None or not any(document.at(place, name) for name in _BEFORE_UNIT):
            break
        hit = document.at(place + 1, "unit")
    if hit is None or (document.word(hit.first) == "c" and not document.tokens[hit.first].glued):
        return None
    last = hit.last
    if hit.payload == "cent" and document.lower(start) == "ct" and document.lower(last) == ".":
        last += 1
    return unit_of(hit.payload), last


def amount_at(document: Document, position: int) -> Measure | None:
    """A number with currency sign, magnitude and unit at a token; None where no number begins."""
    prefix = _prefix_currency(document, position)
    start = prefix[1] if prefix else position
    number = number_at(document, start)
    if number is None:
        return None
    if prefix is not None and number.style in ("article", "order"):
        return None
    shape = "order" if number.low != number.high else "plain"
    found = Measure(position, number.last, number.low, number.high, shape, number.style, number.scale)
    suffix = _suffix_unit(document, number.last)
    if (
        suffix is not None
        and number.style != "digits"
        and document.at(suffix[1] - 1, "currency_mark")
        and not document.tokens[suffix[1] - 1].glued
    ) or (suffix is not None and _opens_next(document, suffix[1])):
        suffix = None
    if number.style == "article" and suffix is not None and not _amounts(document, position, suffix[0]):
        suffix = None
    if prefix is not None:
        last = suffix[1] if suffix and suffix[0].kind == "money" else number.last
        return replace(found, unit=prefix[0], kind="money", last=last)
    if suffix is not None and _fits(number, suffix[0]):
        return replace(found, unit=suffix[0], kind=suffix[0].kind, last=suffix[1])
    return found


def _opens_next(document: Document, position: int) -> bool:
    """Whether a currency sign that ends before a token belongs to the number there: `$10M-$100M`."""
    mark = document.at(position - 1, "currency_mark") is not None and len(document.word(position - 1)) == 1
    return (
        mark
        and position < len(document.tokens)
        and document.tokens[position].kind == "number"
        and document.tokens[position].glued
    )


def _amounts(document: Document, position: int, unit: Unit) -> bool:
    """Whether an article before a small unit counts it, and is no rate: `almost a kilowatt-hour`, not `cents a kWh`."""
    if unit.name not in ("W", "Wh", "kWh", "kW") and unit.kind not in ("money", "duration"):
        return True
    return document.ending(position, "qualifier") is not None


def _fits(number: Number, unit: Unit) -> bool:
    """Articles count as 1 only before units of power, energy, money and the like."""
    if number.style != "article":
        return True
    return unit.kind in ("power", "energy", "money") or unit.name == "decade"


def _share_scale(low: Measure, high: Measure) -> Measure | None:
    """The first end of a range with the magnitude of the second where it has none."""
    if low.low <= high.low and (low.scale != 1.0 or high.scale == 1.0 or low.low >= 1000.0):
        return low
    if low.scale == 1.0 and low.low * high.scale <= high.low:
        return replace(low, low=low.low * high.scale, high=low.high * high.scale, scale=high.scale)
    return None


def _connector(document: Document, low: Measure) -> int | None:
    """Position after the word or dash that joins the two ends of a range."""
    position = low.last
    hits = (
        [hit for hit in document.hits[position] if hit.category == "connector"]
        if position < len(document.hits)
        else []
    )
    if not hits and document.lower(position) == "-" and document.at(position + 1, "connector"):
        position += 1
        hits = [hit for hit in document.hits[position] if hit.category == "connector"]
    before = document.lower(low.first - 1)
    for hit in hits:
        inside = (
            hit.last < len(document.tokens)
            and document.sentence_of[hit.last] == document.sentence_of[low.first]
        )
        if not inside or _loose_dash(document, low, hit.last):
            continue
        if hit.payload == "to" and not (before in ("from", "von") and _changes(document, low.first)):
            return hit.last
        if hit.payload == "and" and _after_between(document, low.first):
            return hit.last
        if hit.payload == "or" and low.high <= 20.0:
            return hit.last
    return None


def _loose_dash(document: Document, low: Measure, after: int) -> bool:
    """Whether a dash with spaces, between figures of different units, is punctuation and no range."""
    if document.word(after - 1) not in ("-", "–") or document.tokens[after - 1].glued or low.unit is None:
        return False
    high = amount_at(document, after)
    return high is None or high.unit is None


def _after_between(document: Document, first: int) -> bool:
    """Whether `between` stands shortly before the number."""
    return any(document.at(first - back, "between") is not None for back in (1, 2, 3))


def _changes(document: Document, first: int) -> bool:
    """Whether `from X to Y` means two figures instead of a range: not in `to A from X to Y`, not with a cue of range."""
    sentence = document.sentence(first)
    if any(
        document.lower(place) in ("to", "auf") for place in range(max(sentence.first, first - 8), first - 1)
    ):
        return False
    if document.language == "de":
        return document.has(sentence.first, sentence.last, "change_strict")
    changed = document.has(sentence.first, sentence.last, "change_strict")
    return changed or not document.has(sentence.first, sentence.last, "range_cue")


def _with_range(document: Document, low: Measure) -> Measure:
    """The range that begins with a measure, or the measure itself."""
    if low.shape != "plain" or low.style == "article":
        return low
    after = _connector(document, low)
    if after is None or after >= len(document.tokens):
        return low
    high = amount_at(document, after)
    if high is None or high.shape != "plain" or high.style == "article":
        return low
    if low.unit and high.unit and low.unit.base != high.unit.base:
        return low
    if low.style == "words" and high.style == "digits" and low.unit is None and low.low < 2.0:
        return low
    if _is_year_pair(document, low, high):
        return low
    if low.unit and high.unit and low.unit.factor != high.unit.factor:
        ratio = low.unit.factor / high.unit.factor
        low = replace(low, low=low.low * ratio, high=low.high * ratio, unit=high.unit, scale=high.scale)
    low_shared = _share_scale(low, high)
    unit = high.unit or low.unit
    if low_shared is None:
        return low
    if low_shared.low >= high.high:
        return low
    kind = unit.kind if unit else None
    return Measure(
        low.first,
        high.last,
        low_shared.low,
        high.high,
        "range",
        high.style,
        high.scale,
        unit,
        kind,
        pair=low.last,
    )


def _is_year_pair(document: Document, low: Measure, high: Measure) -> bool:
    """`2027-28` and `2025 to 2027` are years."""
    first, second = document.tokens[low.first].text, document.tokens[high.first].text
    if high.unit is None and high.noun is None and re.fullmatch(r"(?:19|20)\d\d", second):
        return True
    return low.unit is None and high.unit is None and len(first) == 4 and first.startswith(("19", "20"))


def _noun_run(document: Document, position: int, limit: int) -> list[int]:
    """Tokens that may form the counted noun phrase after a number."""
    run: list[int] = []
    end = document.sentence(position).last if position < len(document.tokens) else position
    while position < end and len(run) < limit:
        token = document.tokens[position]
        if token.text in "-/" and token.glued and run:
            position += 1
            continue
        if token.kind == "number" and (run or position) and document.at(position + 1, "unit") is None:
            inner = skip_hyphen(document, position + 1)
            if document.at(inner, "unit") is None:
                break
        stopped = document.at(position, "stop_word") is not None and not _within_compound(document, position)
        if token.kind not in ("word", "number") or stopped:
            break
        run.append(position)
        position += 1
    return run


def _within_compound(document: Document, position: int) -> bool:
    """Whether a small word stands inside a compound: `Gas-und-Dampf-Blöcke`."""
    tokens = document.tokens
    return (
        document.word(position - 1) == "-" and tokens[position].glued and document.word(position + 1) == "-"
    )


def _noun_at(document: Document, position: int) -> tuple[str, int] | None:
    """Kind and end of a counted noun at a token."""
    hit = document.at(position, "noun")
    if hit is not None:
        return hit.payload, hit.last
    if document.at(position, "chip") is not None or CHIP.match(document.tokens[position].text):
        return "accelerators", position + 1
    return None


def find_noun(document: Document, position: int) -> tuple[str, int, int] | None:
    """Kind, first and last token of the noun that a number at `position - 1` counts; None where there is none."""
    best: tuple[str, int, int] | None = None
    run = _noun_run(document, position, 6)
    for index, place in enumerate(run):
        found = _noun_at(document, place)
        blocked = document.at(place, "not_counted")
        if blocked is not None and document.language == "en" and _modifies(document, place, run[index + 1 :]):
            continue
        if blocked is not None and (found is None or blocked.last > found[1]):
            return best if best and document.language == "de" else None
        if found is not None:
            best = (found[0], place, found[1])
            if _ends_phrase(document, found[1], run[index + 1 :]):
                return best
        elif best is not None and document.language == "de":
            return best
        elif document.language == "de" and document.tokens[place].capital and not _leads_on(document, place):
            return None
    return best


def _past_attribute(document: Document, position: int) -> tuple[str, int, int] | None:
    """The counted noun behind a German attribute of several words: `40 von Siemens gelieferte Gasturbinen`."""
    if document.language != "de" or document.at(position, "preposition") is None:
        return None
    end = min(position + _ATTRIBUTE, document.sentence(position).last)
    for place in range(position + 2, end):
        token = document.tokens[place]
        if token.kind != "word" or document.at(place, "finite_verb") is not None:
            return None
        if (
            not token.capital
            and _PARTICIPLE.search(token.lower)
            and document.tokens[place - 1].kind == "word"
        ):
            hit = document.at(place + 1, "noun")
            return (hit.payload, place + 1, hit.last) if hit is not None else None
    return None


_ATTRIBUTE = 8
"""Words that an attribute between a German number and its noun may have."""
_PARTICIPLE = re.compile(r"(?:t|et|en|end)(?:e|en|er|es)$")


def _modifies(document: Document, place: int, rest: list[int]) -> bool:
    """Whether an English noun that is not counted itself only leads the counted one: `50 full-time jobs`."""
    return bool(rest) and not document.lower(place).endswith("s") and document.at(place, "unit") is None


def _leads_on(document: Document, place: int) -> bool:
    """Whether a German capitalised word is only the first part of the counted noun: `Nvidia GPUs`, `Natrium-Reaktoren`."""
    following = place + 1
    if following >= len(document.tokens):
        return False
    token = document.tokens[following]
    return token.text == "-" and token.glued or token.capital


def _ends_phrase(document: Document, last: int, rest: list[int]) -> bool:
    """Whether a counted noun is the head: plural form, or nothing countable follows."""
    if document.language == "de":
        hyphen = (
            last < len(document.tokens) and document.tokens[last].text == "-" and document.tokens[last].glued
        )
        return not hyphen
    word = document.tokens[last - 1].lower
    plural = word.endswith("s") or word in ("people", "staff", "men", "headcount", "workforce")
    return plural or not rest


def _rate(document: Document, position: int) -> tuple[str, int] | None:
    """A rate such as `pro Jahr`, `a day`, `per GPU hour` after a quantity."""
    start = position
    if document.lower(start) == "-":
        start += 1
    hit = document.at(start, "rate")
    if hit is None:
        return None
    after = document.lower(hit.last)
    if document.at(hit.last, "ago_after") is not None or re.fullmatch(r"(19|20)\d\d", after):
        return None
    if hit.payload == "per_year" and document.lower(start) in ("annual", "in"):
        return None
    return hit.payload, hit.last


def measure_at(document: Document, position: int) -> Measure | None:
    """The quantity that begins at a token, with range, noun and rate; bare numbers included."""
    amount = amount_at(document, position)
    if amount is None:
        return None
    found = _with_range(document, amount)
    if found.unit is None:
        found = with_noun(document, found)
    rate = _rate(document, found.last) or _rate_beyond(document, found)
    if rate is None and not found.bare and found.kind != "money":
        before = document.ending(position, "rate") or document.ending(position - 1, "rate")
        if before is not None and before.payload.startswith("/"):
            rate = before.payload, found.last
    if rate is not None:
        found = replace(found, rate=rate[0], rate_last=rate[1])
    return found


def is_chip(document: Document, position: int) -> bool:
    """Whether a chip is named at a token: `8x H200`."""
    if position >= len(document.tokens):
        return False
    return document.at(position, "chip") is not None or CHIP.match(document.tokens[position].text) is not None


def _compound(document: Document, start: int, noun: tuple[str, int, int]) -> bool:
    """Whether the counted noun is the word that a hyphen joins to the number: `3-Turbinen-Kraftwerk`, `12-building`."""
    return (
        noun[1] == start
        or document.language == "de"
        and document.at(start, "not_counted") is None
        and noun[1] == start
    )


def _rate_beyond(document: Document, found: Measure) -> tuple[str, int] | None:
    """The rate behind what is measured: `2.4 million gallons of water a day`, `Liter Wasser pro Tag`."""
    if found.unit is None or found.unit.kind == "duration":
        return None
    place = found.last
    while place < found.last + 3 and place < document.sentence(found.first).last:
        if (
            document.lower(place) != "of"
            and not document.at(place, "substance")
            and not document.at(place, "of_what")
        ):
            return None
        place += 1
        rate = _rate(document, place)
        if rate is not None:
            return rate
    return None


def with_noun(document: Document, found: Measure) -> Measure:
    """The measure with the noun it counts, `15 of the 35 turbines` included."""
    start = _past_quote(document, skip_hyphen(document, found.last))
    start += document.word(start) in ("x", "×") and is_chip(document, start + 1)
    odd = document.lower(start) in ("odd", "plus")
    start += odd
    if document.at(start, "of_word") and document.at(start + 1, "determiner"):
        start += 2
    elif found.shape == "order" and document.at(start, "of_word"):
        start += 1
    noun = find_noun(document, start) if start < len(document.tokens) else None
    noun = noun or _past_attribute(document, start)
    if noun is not None and start > found.last + 1 and document.lower(noun[2]) in ("'s", "’s"):
        return found
    if noun is None or (
        not odd
        and start > found.last
        and document.word(found.last) == "-"
        and not _compound(document, start, noun)
    ):
        return found
    if found.style == "article" or (found.low == found.high == 1.0 and found.style == "words"):
        return found
    inner = range(found.last, noun[1])
    apart = any(document.tokens[place].kind == "number" for place in inner) or noun[1] - found.last > 6
    near = found.last if apart else noun[2]
    return replace(found, kind=noun[0], noun=document.text(noun[1], noun[2]).lower(), last=near)
