"""Command lines that show the evidence behind a verdict again."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wattwright.claims.model import Finding

__all__ = ["Explained", "command"]


@dataclass(frozen=True, slots=True)
class Explained:
    """What `explain` can show of the input `source`: the names of the quantities in its results."""

    source: str
    names: tuple[str, ...]


def command(
    findings: Sequence[Finding], day: date, searched: tuple[str, str] | None, explained: Explained | None
) -> str:
    """A command for the evidence of the findings with the knowledge of `day`; "" where there is none.

    Figures that the results of the user's own text hold are explained; everything else is looked up in the
    catalog, at the entry that most facts belong to, else at the one that was `searched`.
    """
    figures = [figure for finding in findings for figure in finding.figures if figure.equation]
    if figures and explained is not None and figures[-1].name in explained.names:
        source = explained.source
        return f"wattwright explain {figures[-1].name} {shlex.quote(source)} --at {day.isoformat()}"
    entries = Counter((fact.kind, fact.name) for finding in reversed(findings) for fact in finding.facts)
    if not entries and searched is None:
        return ""
    kind, name = entries.most_common(1)[0][0] if entries else searched or ("", "")
    return f"wattwright catalog {kind} {shlex.quote(name)} --at {day.isoformat()}"
