"""What figures of one sentence share: period and date of a sum go on to its conversions and parallels."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.statements import Statement
from wattwright.reading.structure import Document

__all__ = ["share_fields"]

_OWNED = frozenset({"money", "pay", "power", "accelerators"})
_SHARED = frozenset({"money", "pay", "share", "energy"})


def share_fields(
    document: Document, measures: list[Measure], statements: list[Statement], named: frozenset[int]
) -> list[Statement]:
    """Statements of `measures`, with period and date of the parallel before where they have none.

    A rise or factor that names nobody is about what the figure before it is about. `named` are the tokens
    at which names begin.
    """
    shared: list[Statement] = []
    for index, (measure, statement) in enumerate(zip(measures, statements, strict=True)):
        before = shared[-1] if shared else None
        if before is not None and _parallel(document, measures[index - 1], measure):
            period = statement.period or (before.period if before.kind == statement.kind else None)
            statement = replace(statement, period=period, when=statement.when or before.when)
        if before is not None and _derived(document, measures[index - 1], measure, named):
            statement = replace(statement, entity=before.entity, entity_type=before.entity_type)
        shared.append(statement)
    return _with_terms(document, measures, shared)


def _derived(document: Document, before: Measure, measure: Measure, named: frozenset[int]) -> bool:
    """Whether a share or factor only compares the figure before it: `$5.09, 2.3 times as much`, `up 63%`."""
    if document.sentence_of[before.first] != document.sentence_of[measure.first]:
        return False
    if measure.kind != "share" and measure.shape != "factor":
        return False
    end = document.clause_of[measure.first][1]
    gap = range(before.last, end)
    starts = document.clause_of[measure.first][0] >= before.last
    finite = any(document.at(place, "finite_verb") for place in gap)
    return starts and not finite and not any(place in named for place in gap)


def _with_terms(document: Document, measures: list[Measure], statements: list[Statement]) -> list[Statement]:
    """Durations with the owner of the sum or capacity that they belong to.

    The nearest figure of the sentence.
    """
    found: list[Statement] = []
    for measure, statement in zip(measures, statements, strict=True):
        if measure.kind == "duration":
            index = document.sentence_of[measure.first]
            beside = [
                (abs(other.first - measure.first), one)
                for other, one in zip(measures, statements, strict=True)
                if other.kind in _OWNED and document.sentence_of[other.first] == index
            ]
            if beside:
                owner = min(beside, key=lambda pair: pair[0])[1]
                statement = replace(statement, entity=owner.entity, entity_type=owner.entity_type)
        found.append(statement)
    return found


def _parallel(document: Document, before: Measure, measure: Measure) -> bool:
    """Whether a figure repeats or continues the one before it in its sentence."""
    if (
        document.sentence_of[before.first] != document.sentence_of[measure.first]
        or measure.kind != before.kind
    ):
        return False
    if measure.kind not in _SHARED:
        return False
    gap = range(before.last, measure.first)
    converted = any(document.at(place, "conversion") or document.word(place) == "(" for place in gap)
    return measure.inherited or converted or len(gap) <= 3
