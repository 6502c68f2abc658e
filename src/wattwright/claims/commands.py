"""Command lines that show the evidence behind a verdict again."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from datetime import date

from wattwright.claims.model import Finding

__all__ = ["command"]


def command(findings: Sequence[Finding], day: date, source: str | None) -> str:
    """A command for the evidence of the findings with the knowledge of `day`; "" where there is none.

    Computed figures of the user's own text are explained, everything else is looked up in the catalog, at
    the entry that most facts belong to.
    """
    figures = [figure for finding in findings for figure in finding.figures if figure.equation]
    if figures and source:
        return f"wattwright explain {figures[-1].name} {shlex.quote(source)} --at {day.isoformat()}"
    entries = Counter((fact.kind, fact.name) for finding in reversed(findings) for fact in finding.facts)
    if not entries:
        return ""
    (kind, name), _ = entries.most_common(1)[0]
    return f"wattwright catalog {kind} {shlex.quote(name)} --at {day.isoformat()}"
