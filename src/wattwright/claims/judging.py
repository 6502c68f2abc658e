"""Judges every statement of a reading twice: with the knowledge of its day, and with today's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from wattwright.catalog import Catalog, Fact
from wattwright.catalog import load as load_catalog
from wattwright.claims.case import Article, Case
from wattwright.claims.commands import Explained, command
from wattwright.claims.model import Finding, Judgement, Verdict
from wattwright.claims.passages import shortened
from wattwright.claims.policy import policy
from wattwright.claims.rules import RULES
from wattwright.plan import Plan
from wattwright.reading import Reading, Statement
from wattwright.results import Results

__all__ = ["judge"]

_CONFIDENCE: Final = ("low", "medium", "high")
_HEEDS_DENIALS: Final = ("monetisation", "release")
"""Rules that tell from the words of an assertion whether it denies something."""
_REVERSED: Final = {
    "true": "false",
    "mostly_true": "mostly_false",
    "missing_context": "half",
    "mostly_false": "mostly_true",
    "false": "true",
    "forecast_hit": "forecast_missed",
    "forecast_missed": "forecast_hit",
}
"""What the denial of an assertion is worth, by the rating of the assertion."""
_KINDS: Final = {
    "campus": ("campus",),
    "company": ("company",),
    "model": ("model",),
    "person": ("person",),
    "product": ("accelerator", "model"),
}


def judge(
    reading: Reading,
    plan: Plan,
    *,
    today: date,
    catalog: Catalog | None = None,
    then: Results | None = None,
    now: Results | None = None,
    source: str | None = None,
) -> tuple[Verdict, ...]:
    """Both verdicts on every statement, in reading order.

    `then` and `now` are the results of `evaluate` on the day of publication and on `today`; rules that need
    computed figures make them from the catalog where none are given. `source` is what the reading was read
    from, as the command line takes it, for the commands that show the evidence again. A statement that
    repeats an earlier one gets that one's findings.
    """
    said = reading.as_of or plan.as_of
    article = Article(reading, plan, said)
    whole = load_catalog() if catalog is None else catalog
    sides = ((whole.at(said), then, said), (whole.at(today), now, today))
    explained = Explained(source, now.names()) if source and now is not None else None
    verdicts: dict[str, Verdict] = {}
    for statement in reading.statements:
        verdicts[statement.id] = _verdict(statement, article, sides, verdicts, explained)
    return tuple(verdicts.values())


Side = tuple[Catalog, Results | None, date]


def _verdict(
    statement: Statement,
    article: Article,
    sides: tuple[Side, Side],
    earlier: Mapping[str, Verdict],
    explained: Explained | None,
) -> Verdict:
    label = shortened(article.passages[statement.id], statement.kind)
    first = earlier.get(statement.dup_of or "")
    if (
        first is not None
        and first.statement.kind == statement.kind
        and first.statement.modality == statement.modality
    ):
        return replace(first, statement=statement, label=label)
    rule = policy().rule(statement)
    cases = [Case(statement, article, catalog, results, day) for catalog, results, day in sides]
    found = [_found(rule, case) for case in cases]
    line = command(found, sides[1][2], _searched(cases[1]), explained)
    return Verdict(statement, rule, _judgement(found[0]), _judgement(found[1]), line, label)


def _found(rule: str, case: Case) -> Finding:
    """The finding of a rule; a denied assertion is worth the reverse of what it denies."""
    statement = case.statement
    if statement.kind != "assertion" or not case.denied or rule in _HEEDS_DENIALS:
        return RULES[rule](case)
    found = RULES[rule](replace(case, statement=replace(statement, modality="fact")))
    return replace(found, rating=_REVERSED.get(found.rating, found.rating))


def _searched(case: Case) -> tuple[str, str] | None:
    """The entry of the catalog that a statement is about: where a search that found nothing looked."""
    kinds = _KINDS.get(case.statement.entity_type or "", ())
    return next(((kind, name) for kind in kinds if (name := case.entry(kind)) is not None), None)


def _judgement(finding: Finding) -> Judgement:
    """A finding with its sources, and as sure as the weakest fact behind it."""
    sources = [fact.source for fact in finding.facts]
    sources += [source for figure in finding.figures for source in figure.sources]
    grades = [_grade(fact) for fact in finding.facts]
    if not grades:
        grades = ["high" if finding.rating == "opinion" else "medium" if finding.figures else "low"]
    return Judgement(
        finding.rating,
        finding.reason,
        finding.values,
        finding.figures,
        tuple(dict.fromkeys(sources)),
        min(grades, key=_CONFIDENCE.index),
        tuple(dict.fromkeys(_named(fact) for fact in finding.facts if fact.doubtful)),
    )


def _grade(fact: Fact) -> str:
    """high, medium or low, from the words of a fact's confidence."""
    if fact.doubtful:
        return "low"
    return "high" if fact.confidence.startswith("high") else "medium"


def _named(fact: Fact) -> str:
    """How a weak fact is named: entry, quantity and what its source says of its confidence."""
    return f"{fact.name}, {fact.quantity}: {fact.confidence}"
