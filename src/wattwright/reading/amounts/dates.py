"""Date grammar: full dates, months, quarters, halves, seasons, decades and expressions relative to the article's date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wattwright.reading.structure import Document

__all__ = ["DateMention", "date_at", "find_dates", "parse_date_token"]

_YEAR = re.compile(r"^(19[5-9]\d|20[0-9]\d)$")
_SEASON_MONTH = {"spring": 4, "summer": 7, "autumn": 10, "winter": 12}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A point or stretch of time in the text. `when` follows YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, YYYY-Hn, a/b.

    `bound` is up_to, at_least, about or None; `form` says how it was written: day, month, quarter, half, season,
    year, years, decade, relative, today.
    """

    first: int
    last: int
    when: str
    form: str
    bound: str | None = None

    @property
    def year(self) -> int:
        """First year of the stretch."""
        return int(self.when[:4])


def parse_date_token(text: str, language: str) -> date | None:
    """Day of a token such as `17.11.2025`, `2026-01-09` or `11/17/2025`; None where it is no date."""
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        parts = [int(part) for part in match.groups()]
    elif match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2,4})", text):
        parts = [int(match.group(3)), int(match.group(2)), int(match.group(1))]
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2,4})", text):
        month, day = int(match.group(1)), int(match.group(2))
        if language == "de" or month > 12:
            month, day = day, month
        parts = [int(match.group(3)), month, day]
    else:
        return None
    year = parts[0] + 2000 if parts[0] < 100 else parts[0]
    try:
        return date(year, parts[1], parts[2])
    except ValueError:
        return None


def _year_at(document: Document, position: int) -> tuple[int, int] | None:
    """A year at a token, over `of`, `in`, `/` and the apostrophe of '26."""
    while document.lower(position) in (
        "of",
        "in",
        "des",
        "im",
        "jahres",
        "jahr",
        "year",
        ",",
        "/",
        "the",
        "fiscal",
    ):
        position += 1
    if position >= len(document.tokens):
        return None
    text = document.tokens[position].text
    if _YEAR.match(text):
        return int(text), position + 1
    if text in "'’" and re.fullmatch(r"[2-4]\d", document.lower(position + 1)):
        return 2000 + int(document.lower(position + 1)), position + 2
    return None


def _future(document: Document, position: int) -> bool:
    """Whether the clause looks ahead; what is done or was so speaks against it."""
    clause = document.clause_of[position]
    return document.has(*clause, "future") and not document.has(*clause, "past_cue")


def _nearest(document: Document, position: int, month: int) -> int | None:
    """Year of a month named without one: the last such month, or the next where the sentence looks ahead."""
    today = document.as_of
    if today is None:
        return None
    if _future(document, position) and not document.has(position - 3, position, "past_word"):
        return today.year if month >= today.month else today.year + 1
    return today.year if month <= today.month else today.year - 1


def _full_date(document: Document, position: int) -> DateMention | None:
    token = document.tokens[position]
    if token.kind != "date":
        return None
    day = parse_date_token(token.text, document.language)
    return DateMention(position, position + 1, day.isoformat(), "day") if day else None


def _month(document: Document, position: int) -> DateMention | None:
    """Month with or without day and year: `17. Juli 2025`, `July 17, 2025`, `last August`."""
    first, day = position, 0
    relative = document.at(position, "relative_season")
    if relative is not None:
        position = relative.last
    token = document.tokens[min(position, len(document.tokens) - 1)]
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 2:
        day, position = int(token.text), position + 1
        position += document.lower(position) in (".", "th", "st", "nd", "rd")
        position += document.lower(position) == "of"
    hit = document.at(position, "month")
    if hit is None:
        return None
    month, last = int(hit.payload), hit.last
    last += (
        document.lower(last) == "."
        and document.tokens[last].glued
        and len(document.tokens[hit.first].text) <= 4
    )
    if not day and document.language == "en" and re.fullmatch(r"[0-3]?\d", document.lower(last)):
        day, last = int(document.lower(last)), last + 1
        last += document.lower(last) in ("th", "st", "nd", "rd")
    year = _year_at(document, last)
    if year is None or (day and year[0] < 1950):
        resolved = (
            _relative_month(document, relative.payload, month)
            if relative
            else _nearest(document, first, month)
        )
        if resolved is None:
            return None
    else:
        resolved, last = year
    when = f"{resolved:04d}-{month:02d}" + (f"-{day:02d}" if 0 < day <= 31 else "")
    return DateMention(first, last, when, "day" if day else "month")


def _relative_month(document: Document, shift: str, month: int) -> int | None:
    """Year of `last August`, `next March`, `this May`."""
    today = document.as_of
    if today is None:
        return None
    if shift == "1":
        return today.year if month > today.month else today.year + 1
    if shift == "-1":
        return today.year if month < today.month else today.year - 1
    return today.year


def _numbered(document: Document, position: int) -> DateMention | None:
    """Quarters and halves of a year."""
    for category, letter, months in (("quarter_number", "Q", 3), ("half_number", "H", 6)):
        hit = document.at(position, category)
        if hit is None:
            continue
        number = int(hit.payload)
        year = _year_at(document, hit.last)
        last = year[1] if year else hit.last
        relative = document.at(_skip_article(document, hit.last), "relative_year") if year is None else None
        if year is not None:
            resolved = year[0]
        elif document.as_of is None:
            return None
        elif relative is not None:
            resolved, last = document.as_of.year + int(relative.payload), relative.last
        else:
            ended = number * months < document.as_of.month
            resolved = document.as_of.year - (0 if ended or _future(document, position) else 1)
            started = (number - 1) * months + 1 <= document.as_of.month
            resolved = (
                document.as_of.year
                if started and not ended and number * months == document.as_of.month
                else resolved
            )
        return DateMention(
            position, last, f"{resolved:04d}-{letter}{number}", "quarter" if letter == "Q" else "half"
        )
    return None


def _skip_article(document: Document, position: int) -> int:
    """Position after articles and `of`, `im`, `in`."""
    while document.lower(position) in ("of", "the", "im", "in", "des", "der", "dem", "den"):
        position += 1
    return position


def _season(document: Document, position: int) -> DateMention | None:
    """`Herbst`, `summer 2026`, `next spring`."""
    relative = document.at(position, "relative_season")
    start = relative.last if relative else position
    hit = document.at(start, "season")
    if hit is None:
        return None
    year = _year_at(document, hit.last)
    if year is not None:
        last = year[1]
        if document.word(last) in "-–/" and re.fullmatch(r"\d\d", document.word(last + 1)):
            last += 2
        return DateMention(position, last, f"{year[0]:04d}", "season")
    today = document.as_of
    if today is None:
        return None
    month = _SEASON_MONTH[hit.payload]
    resolved = _nearest(document, position, month)
    if relative is not None and relative.payload == "1":
        resolved = today.year if month > today.month else today.year + 1
    elif relative is not None and relative.payload == "-1":
        resolved = today.year if month < today.month else today.year - 1
    return DateMention(position, hit.last, f"{resolved:04d}", "season") if resolved else None


def _part_of(document: Document, position: int) -> DateMention | None:
    """`Ende 2027`, `late 2026`, `mid-2028`, `early March`: the part is dropped, the span keeps it."""
    hit = document.at(position, "part")
    if hit is None or hit.payload != "year":
        return None
    start = hit.last
    start += document.lower(start) in ("-", "in", "the")
    if document.at(start, "relative_season") is None and document.lower(start) in ("des", "dieses", "der"):
        start += 1
    inner = date_at(document, start) if start < len(document.tokens) else None
    if inner is None or inner.form in ("decade", "today"):
        return None
    return DateMention(position, inner.last, inner.when, inner.form)


def _decade(document: Document, position: int) -> DateMention | None:
    """`2030er-Jahre`, `early 2030s`: the years that are meant."""
    start, low, high = position, 0, 9
    for category, ends in (("early_decade", (0, 4)), ("late_decade", (5, 9)), ("mid_decade", (3, 7))):
        hit = next(
            (hit for hit in document.hits[position] if (hit.category, hit.payload) == ("part", category)),
            None,
        )
        if hit is not None:
            start, (low, high) = hit.last, ends
            start += document.lower(start) in ("-", "der", "den", "the")
            break
    text = document.lower(start)
    if not _YEAR.match(text) or not text.endswith("0"):
        return None
    following = start + 1
    tokens = document.tokens
    if following >= len(tokens) or not (document.lower(following) in ("s", "er") and tokens[following].glued):
        return None
    last = following + 1
    last += document.lower(last) == "-"
    last += document.lower(last) in ("jahre", "jahren", "jahrzehnt")
    year = int(text)
    return DateMention(position, last, f"{year + low}/{year + high}", "decade")


def _years(document: Document, position: int) -> DateMention | None:
    """A year alone, or two of them: `2027-28`, `2025 bis 2027`, `2027/28`."""
    text = document.tokens[position].text
    if not _YEAR.match(text) or document.tokens[position].kind != "number":
        return None
    if document.at(position + 1, "unit") or document.at(position + 1, "noun"):
        return None
    joint, after = document.lower(position + 1), document.lower(position + 2)
    if joint in ("-", "–", "/", "bis", "to", "through", "und", "and", "until"):
        if _YEAR.match(after) and int(after) > int(text):
            form = "years" if joint not in ("und", "and") else "year"
            if form == "years":
                return DateMention(position, position + 3, f"{text}/{after}", form)
        if joint in ("-", "–", "/") and re.fullmatch(r"\d\d", after) and int(after) == (int(text) + 1) % 100:
            return DateMention(position, position + 3, f"{text}/{text[:2]}{after}", "years")
    return DateMention(position, position + 1, text, "year")


def _relative(document: Document, position: int) -> DateMention | None:
    """`dieses Jahr`, `next year`, `year-end`, `last quarter`, `end of the decade`."""
    today = document.as_of
    if today is None:
        return None
    shifts: list[tuple[int, DateMention]] = []
    for hit in document.hits[position]:
        when, form = "", "relative"
        if hit.category in ("relative_year", "year_end"):
            when = f"{today.year + int(hit.payload):04d}"
            form = "relative" if hit.category == "relative_year" else "year_end"
        elif hit.category == "decade_end":
            when = f"{(today.year // 10 + 1) * 10:04d}"
        elif hit.category == "relative_month":
            month = today.year * 12 + today.month - 1 + int(hit.payload)
            when = f"{month // 12:04d}-{month % 12 + 1:02d}"
        elif hit.category == "relative_quarter":
            when = _quarter(today, hit.payload)
        elif hit.category == "feast":
            when, form = f"{today.year:04d}-{hit.payload}", "day"
        elif hit.category == "today":
            when, form = today.isoformat(), "today"
        if when:
            shifts.append((hit.last, DateMention(position, hit.last, when, form)))
    return max(shifts, key=lambda pair: pair[0])[1] if shifts else None


def _quarter(today: date, shift: str) -> str:
    """Quarter named relative to a day; `the quarter` of a report is the last one that ended."""
    quarter = today.year * 4 + (today.month - 1) // 3
    quarter += -5 if shift == "year_before" else int(shift)
    return f"{quarter // 4:04d}-Q{quarter % 4 + 1}"


_GRAMMAR: tuple[Callable[[Document, int], DateMention | None], ...] = (
    _full_date,
    _decade,
    _part_of,
    _numbered,
    _relative,
    _month,
    _season,
    _years,
)


def date_at(document: Document, position: int) -> DateMention | None:
    """The longest date expression that begins at a token, or None."""
    best: DateMention | None = None
    for rule in _GRAMMAR:
        found = rule(document, position)
        if found is not None and (best is None or found.last > best.last):
            best = found
    return best


def _bounded(document: Document, found: DateMention) -> str | None:
    """The bound that stands before a date: bis, by, ab, from, around."""
    position = found.first
    inner = document.at(position, "date_bound")
    if (
        inner is not None
        and inner.last <= found.last
        and document.lower(position) in ("frühestens", "spätestens")
    ):
        return inner.payload
    for back in range(1, 5):
        start = position - back
        if start < 0 or document.sentence_of[start] != document.sentence_of[position]:
            break
        hit = document.at(start, "date_bound")
        if (
            hit is not None
            and hit.last >= position - (back > 1)
            and _only_articles(document, hit.last, position)
        ):
            return hit.payload
    return None


def _only_articles(document: Document, first: int, last: int) -> bool:
    """Whether nothing but articles and small words stands in the range."""
    return all(document.lower(place) in _SMALL for place in range(first, last))


_SMALL = frozenset(
    "the der dem den des zum zur im in ende mitte anfang end early late mid of noch in das -".split()
)


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """All date expressions of a document, in reading order and without overlaps."""
    found: list[DateMention] = []
    position = 0
    while position < len(document.tokens):
        mention = date_at(document, position) if _may_begin(document, position) else None
        if mention is None or mention.last > document.sentence(position).last:
            position += 1
            continue
        found.append(
            DateMention(mention.first, mention.last, mention.when, mention.form, _bounded(document, mention))
        )
        position = mention.last
    return tuple(found)


_DATE_CATEGORIES = frozenset(
    "month season quarter_number half_number part year_end relative_year relative_month relative_quarter "
    "relative_season decade_end today feast".split()
)


def _may_begin(document: Document, position: int) -> bool:
    """A quick look whether a date can begin at a token."""
    if document.tokens[position].kind in ("number", "date"):
        return True
    return any(hit.category in _DATE_CATEGORIES for hit in document.hits[position])
