"""Forms of dates: days, months, quarters, seasons, decades, years, and what is relative to a day."""

from __future__ import annotations

import re
from datetime import date

from wattwright.reading.amounts.days import DateMention, parse_date_token
from wattwright.reading.structure import Document, Hit

__all__ = ["decade", "full_date", "month", "numbered", "relative", "season", "spoken_year", "years"]

_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)")
_SEASON_MONTH = {"spring": 4, "summer": 7, "autumn": 10, "winter": 12}


def _year_at(document: Document, position: int) -> tuple[int, int] | None:
    """A year at a token, over `of`, `in`, `/` and the apostrophe of '26."""
    while document.word(position) in (",", "/") or document.marks(position, "year_filler"):
        position += 1
    text = document.word(position)
    if _YEAR.fullmatch(text):
        return int(text), position + 1
    if text in ("'", "’") and re.fullmatch(r"[2-4]\d", document.lower(position + 1)):
        return 2000 + int(document.lower(position + 1)), position + 2
    return None


def _future(document: Document, position: int) -> bool:
    """Whether the clause looks ahead; what is done or was so speaks against it."""
    clause = document.clause_of[position]
    ahead = document.has(max(clause[0], position - 6), position, "future_modal")
    return ahead or (document.has(*clause, "future") and not document.has(*clause, "past_cue"))


def _nearest(document: Document, position: int, number: int) -> int | None:
    """Year of a month named without one: the last such month, or the next where the sentence looks ahead."""
    today = document.as_of
    if today is None:
        return None
    if _future(document, position) and not document.has(position - 3, position, "past_word"):
        return today.year if number >= today.month else today.year + 1
    return today.year if number <= today.month else today.year - 1


def _shifted(today: date, shift: str, number: int) -> int:
    """Year of `last August`, `next March`, `this May`."""
    if shift == "1":
        return today.year if number > today.month else today.year + 1
    if shift == "-1":
        return today.year if number < today.month else today.year - 1
    return today.year


def full_date(document: Document, position: int) -> DateMention | None:
    """A day in figures."""
    if document.kind(position) != "date":
        return None
    day = parse_date_token(document.word(position), document.language)
    return DateMention(position, position + 1, day.isoformat(), "day") if day else None


def month(document: Document, position: int) -> DateMention | None:
    """Month with or without day and year: `17. Juli 2025`, `July 17, 2025`, `last August`."""
    led = document.at(position, "relative_season")
    day, start = _day_before(document, led.last if led is not None else position)
    hit = document.at(start, "month")
    if hit is None:
        return None
    number, last = int(hit.payload), _past_stop(document, hit)
    if not day:
        day, last = _day_behind(document, last)
    year = _year_at(document, last)
    if year is None or (day and year[0] < 1950):
        resolved = _month_year(document, position, led, number)
        if resolved is None:
            return None
    else:
        resolved, last = year
    when = f"{resolved:04d}-{number:02d}" + (f"-{day:02d}" if 0 < day <= 31 else "")
    return DateMention(position, last, when, "day" if day else "month")


def _day_before(document: Document, position: int) -> tuple[int, int]:
    """The day before a month, 0 where there is none, and the place of the month."""
    text = document.word(position)
    if document.kind(position) != "number" or not text.isdigit() or len(text) > 2:
        return 0, position
    position += 1
    position += document.word(position) == "." or document.marks(position, "ordinal_tail")
    return int(text), position + (document.lower(position) == "of")


def _day_behind(document: Document, last: int) -> tuple[int, int]:
    """The day behind an English month, 0 where there is none, and the place after it."""
    if document.language != "en" or not re.fullmatch(r"[0-3]?\d", document.lower(last)):
        return 0, last
    return int(document.lower(last)), last + 1 + document.marks(last + 1, "ordinal_tail")


def _past_stop(document: Document, hit: Hit) -> int:
    """The place after a month and the full stop of its short form."""
    short = len(document.word(hit.first)) <= 4
    return hit.last + (short and document.lower(hit.last) == "." and document.glued(hit.last))


def _month_year(document: Document, first: int, led: Hit | None, number: int) -> int | None:
    """Year of a month that is named without one."""
    if led is None:
        return _nearest(document, first, number)
    return _shifted(document.as_of, led.payload, number) if document.as_of is not None else None


def numbered(document: Document, position: int) -> DateMention | None:
    """Quarters and halves of a year."""
    for category, letter, months in (("quarter_number", "Q", 3), ("half_number", "H", 6)):
        hit = document.at(position, category)
        if hit is None:
            continue
        number = int(hit.payload)
        year = _part_year(document, hit, (number - 1) * months + 1, number * months)
        if year is None:
            return None
        form = "quarter" if letter == "Q" else "half"
        return DateMention(position, year[1], f"{year[0]:04d}-{letter}{number}", form)
    return None


def _part_year(document: Document, hit: Hit, begins: int, ends: int) -> tuple[int, int] | None:
    """Year of a quarter or half with the place after it; `begins` and `ends` are its months."""
    year, today = _year_at(document, hit.last), document.as_of
    if year is not None or today is None:
        return year
    start = hit.last
    while document.marks(start, "date_article"):
        start += 1
    named = document.at(start, "relative_year")
    if named is not None:
        return today.year + int(named.payload), named.last
    over = ends < today.month or ends == today.month
    return today.year - (0 if over or _future(document, hit.first) else 1), hit.last


def season(document: Document, position: int) -> DateMention | None:
    """`Herbst`, `summer 2026`, `next spring`."""
    led = document.at(position, "relative_season")
    hit = document.at(led.last if led else position, "season")
    if hit is None:
        return None
    year = _year_at(document, hit.last)
    if year is not None:
        last = year[1]
        double = document.word(last) in ("-", "–", "/") and re.fullmatch(r"\d\d", document.word(last + 1))
        return DateMention(position, last + (2 if double else 0), f"{year[0]:04d}", "season")
    number = _SEASON_MONTH[hit.payload]
    if led is not None and led.payload in ("1", "-1"):
        resolved = _month_year(document, position, led, number)
    else:
        resolved = _nearest(document, position, number)
    return DateMention(position, hit.last, f"{resolved:04d}", "season") if resolved else None


def decade(document: Document, position: int) -> DateMention | None:
    """`2030er-Jahre`, `early 2030s`: the years that are meant."""
    start, low, high = _decade_part(document, position)
    text, tail = document.lower(start), start + 1
    if not _YEAR.fullmatch(text) or not text.endswith("0"):
        return None
    if document.lower(tail) not in ("s", "er") or not document.glued(tail):
        return None
    last = tail + 1
    last += document.lower(last) == "-"
    last += document.marks(last, "decade_tail")
    return DateMention(position, last, f"{int(text) + low}/{int(text) + high}", "decade")


def _decade_part(document: Document, position: int) -> tuple[int, int, int]:
    """Where the decade itself begins, and the first and last year of the part that is meant."""
    for name, ends in (("early_decade", (0, 4)), ("late_decade", (5, 9)), ("mid_decade", (3, 7))):
        for hit in document.hits[position]:
            if (hit.category, hit.payload) == ("part", name):
                start = hit.last
                start += document.word(start) == "-" or document.marks(start, "part_filler")
                return start, *ends
    return position, 0, 9


def spoken_year(document: Document, position: int) -> DateMention | None:
    """A year in English words: `twenty twenty-seven`, `twenty thirty`."""
    if document.language != "en" or document.lower(position) != "twenty":
        return None
    tens = _TENS.get(document.lower(position + 1))
    if tens is None:
        return None
    joined = document.word(position + 2) == "-" and document.glued(position + 2)
    ones = _ONES.get(document.lower(position + 3), 0) if joined else 0
    last = position + (4 if ones else 2)
    return DateMention(position, last, f"20{tens + ones:02d}", "year")


_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "ten": 10, "eleven": 11, "twelve": 12}
_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}


def years(document: Document, position: int) -> DateMention | None:
    """A year alone, or two of them: `2027-28`, `2025 bis 2027`, `2027/28`."""
    text = document.word(position)
    if document.kind(position) != "number" or not _YEAR.fullmatch(text):
        return None
    if document.marks(position + 1, "unit", "noun"):
        return None
    second = _second_year(document, text, position + 1)
    if second is not None:
        return DateMention(position, position + 3, f"{text}/{second}", "years")
    return DateMention(position, position + 1, text, "year")


def _second_year(document: Document, text: str, joint: int) -> str | None:
    """The year that ends a stretch, with all its digits."""
    after, mark = document.lower(joint + 1), document.word(joint)
    dashed = mark in ("-", "–", "/")
    spelled = document.marks(joint, "year_joint") and document.lower(joint) not in ("und", "and")
    if (dashed or spelled) and _YEAR.fullmatch(after) and int(after) > int(text):
        return after
    short = dashed and re.fullmatch(r"\d\d", after) and int(after) == (int(text) + 1) % 100
    return text[:2] + after if short else None


def relative(document: Document, position: int) -> DateMention | None:
    """`dieses Jahr`, `next year`, `year-end`, `last quarter`, `end of the decade`."""
    if document.as_of is None:
        return None
    best: DateMention | None = None
    for hit in document.hits[position]:
        found = _resolved(document.as_of, hit)
        if found is not None and (best is None or hit.last > best.last):
            best = DateMention(position, hit.last, *found)
    return best


def _resolved(today: date, hit: Hit) -> tuple[str, str] | None:
    """Date and form of a phrase that is relative to a day; None for other phrases."""
    if hit.category == "relative_year":
        return f"{today.year + int(hit.payload):04d}", "relative"
    if hit.category == "year_end":
        return f"{today.year + int(hit.payload):04d}", "year_end"
    if hit.category == "decade_end":
        return f"{(today.year // 10 + 1) * 10:04d}", "relative"
    if hit.category == "relative_month":
        number = today.year * 12 + today.month - 1 + int(hit.payload)
        return f"{number // 12:04d}-{number % 12 + 1:02d}", "relative"
    if hit.category == "relative_quarter":
        return _quarter(today, hit.payload), "relative"
    if hit.category == "feast":
        return f"{today.year:04d}-{hit.payload}", "day"
    return (today.isoformat(), "today") if hit.category == "today" else None


def _quarter(today: date, shift: str) -> str:
    """Quarter named relative to a day; `the quarter` of a report is the last one that ended."""
    quarter = today.year * 4 + (today.month - 1) // 3
    quarter += -5 if shift == "year_before" else int(shift)
    return f"{quarter // 4:04d}-Q{quarter % 4 + 1}"
