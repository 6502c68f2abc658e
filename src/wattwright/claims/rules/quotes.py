"""Quotes: judged by whether they were said, and by what they claim where that can be checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.model import Finding, Slot
from wattwright.claims.names import folded
from wattwright.claims.periods import fact_days, span_days
from wattwright.claims.policy import policy, setting
from wattwright.claims.rules.financing import own_money

__all__ = ["documented", "quote", "similarity"]

_SHORTEST: Final = 4
"""Words from which on a literal excerpt counts as one."""

_TELLING: Final = 4
"""Letters from which on a word tells one quote from another."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A documented statement beside a quote: share of common words, literal excerpt, share of the length."""

    name: str
    fact: Fact
    alike: float
    literal: bool
    length: float
    reversed: bool
    """Whether only one of the two, the quote or its clause on record, holds a negation."""


def quote(case: Case) -> Finding:
    """Whether the speaker said so: same wording, a shortened rendering, or nothing like it on record.

    A quote that says that the money is the company's own is also held against its cash flow.
    """
    statements = documented(case)
    if not statements:
        known = case.entry("person", case.statement.speaker) if case.statement.speaker else None
        if not case.statement.speaker:
            return Finding("not_checked", "quote.no_speaker")
        values: dict[str, Slot] = {"speaker": case.statement.speaker}
        return Finding("unproven" if known else "not_checked", "quote.nobody_on_record", values)
    best = max((_compare(case, name) for name in statements), key=lambda one: (one.literal, one.alike))
    values = {"speaker": str(case.statement.speaker), "number": str(len(statements))}
    if not best.literal and best.alike < setting("quote_alike"):
        return Finding("unproven", "quote.not_on_record", values, (best.fact,))
    occasion = case.catalog.latest("statement", best.name, "occasion")
    values |= {"day": best.fact.date, "occasion": str(occasion.value) if occasion else ""}
    rating, key = _closeness(case, best)
    if key in ("reversed", "shortened", "alike"):
        values |= {"original": str(best.fact.value)}
    found = Finding(rating, f"quote.{key}", values, (best.fact,))
    return _with_content(case, found)


def _closeness(case: Case, best: _Said) -> tuple[str, str]:
    """The rating, and which sentence says how close the wording is to the one on record."""
    if best.reversed:
        return "half", "reversed"
    if _on_another_day(case, best.fact):
        return "mostly_true", "another_day"
    if not best.literal and best.length < setting("quote_cut"):
        return "mostly_true", "shortened"
    same = best.literal or best.alike >= setting("quote_same")
    return ("true", "said") if same else ("mostly_true", "alike")


def _on_another_day(case: Case, fact: Fact) -> bool:
    """Whether the statement names a day for the quote that is not the one on record."""
    stated = span_days(case.statement.when)
    slack = timedelta(days=setting("quote_days"))
    day = fact_days(fact)[0]
    return stated is not None and not stated[0] - slack <= day <= stated[1] + slack


def documented(case: Case) -> tuple[str, ...]:
    """Statements on record of the speaker, by full name or surname, by the day of judging."""
    speaker = folded(case.statement.speaker or "")
    if not speaker:
        return ()
    found = []
    for name in case.catalog.names("statement"):
        said_by = folded(case.text_of("statement", name, "speaker"))
        if speaker in (said_by, said_by.split()[-1]):
            found.append(name)
    return tuple(found)


def similarity(quoted: str, wording: str) -> float:
    """Share of the telling words of a quote that a documented wording holds, whatever their order.

    Short words tell nothing; with fewer than three telling words in common nothing is alike.

    >>> round(similarity("We have capital from our own business", "We have the capital from our business"), 2)
    1.0
    """
    telling = [word for word in _words(quoted) if len(word) >= _TELLING]
    held = _words(wording)
    common = sum(word in held for word in telling)
    return common / len(telling) if common >= _SHORTEST - 1 else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("’", "'"))


def _compare(case: Case, name: str) -> _Said:
    span = case.statement.span
    original = case.catalog.latest("statement", name, "quote")
    german = case.catalog.latest("statement", name, "quote_german")
    wordings = [fact for fact in (original, german) if fact is not None and isinstance(fact.value, str)]
    fact = wordings[0] if wordings else case.catalog.facts("statement", name)[0]
    said = _words(span)
    alike = max((similarity(span, str(one.value)) for one in wordings), default=0.0)
    literal = len(said) >= _SHORTEST and any(
        f" {' '.join(said)} " in f" {' '.join(_words(str(one.value)))} "
        for one in wordings
        if one is original
    )
    length = len(said) / max(1, len(_words(str(fact.value))))
    near = max(wordings, key=lambda one: similarity(span, str(one.value)), default=fact)
    return _Said(name, fact, alike, literal, length, _is_reversed(span, str(near.value)))


def _is_reversed(span: str, wording: str) -> bool:
    """Whether a negation was added or left out against the clauses of the wording that are quoted."""
    clauses = [clause for clause in re.split(r"[.;!?—]", wording) if clause.strip()]
    nearest = max(clauses, key=lambda clause: similarity(span, clause), default="")
    if not similarity(span, nearest):
        return False
    negation = policy().words["negation"]
    return (negation.search(span) is None) != (negation.search(nearest) is None)


def _with_content(case: Case, found: Finding) -> Finding:
    """A quote that was said and claims own money: as right as its content."""
    if not case.passage.near("own_money", 0) or found.rating not in ("true", "mostly_true"):
        return found
    content = own_money(case)
    if content is None or content.rating in ("true", "mostly_true"):
        if content is None:
            return found
        return Finding(
            found.rating,
            "quote.said_and_covered",
            {**found.values, **content.values},
            (*found.facts, *content.facts),
        )
    key = "said_but_strained" if "venture" in content.values else "said_not_covered"
    merged = replace(content, reason=f"quote.{key}", values={**found.values, **content.values})
    return replace(merged, facts=(*found.facts, *content.facts))
