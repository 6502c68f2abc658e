"""Scoreboards: predictions beside measurements, row by row and by group, in one form for every part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

__all__ = ["Group", "Row", "groups", "scoreboard_json"]


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement and what is predicted for it, in the same unit; `reason` says why there is no answer.

    `traits` name the groups that it counts in, by dimension (accelerator, precision …). A row that is not
    `trusted` (recalled, or of the lowest confidence) counts only in its own group.
    """

    id: str
    measured: float
    predicted: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    answered: bool = False
    reason: str = ""
    traits: Mapping[str, str] = field(default_factory=dict)
    trusted: bool = True

    @property
    def error(self) -> float:
        """Predicted over measured, less one; not a number where nothing is answered."""
        return self.predicted / self.measured - 1 if self.answered and self.measured else float("nan")

    @property
    def group(self) -> str:
        """The traits in one line."""
        return " · ".join(value for value in self.traits.values() if value)


@dataclass(frozen=True, slots=True)
class Group:
    """Errors of some rows: absolute shares, and the share of rows whose measurement lies in the interval."""

    dimension: str
    name: str
    rows: int
    answered: int
    median: float
    mean: float
    p90: float
    bias: float
    coverage: float


def groups(rows: Sequence[Row]) -> list[Group]:
    """All trusted rows, then those of every trait, dimension by dimension, then the rows set apart."""
    trusted = [row for row in rows if row.trusted]
    found = [_group("all", "all", trusted)]
    for dimension in dict.fromkeys(name for row in trusted for name in row.traits):
        names = sorted({row.traits.get(dimension, "") for row in trusted} - {""})
        found += [
            _group(dimension, name, [row for row in trusted if row.traits.get(dimension) == name])
            for name in names
        ]
    apart = [row for row in rows if not row.trusted]
    return found + ([_group("apart", "recalled or low confidence", apart)] if apart else [])


def _group(dimension: str, name: str, rows: Sequence[Row]) -> Group:
    answered = [row for row in rows if row.answered]
    if not answered:
        return Group(dimension, name, len(rows), 0, *[float("nan")] * 5)
    errors = np.array([row.error for row in answered])
    size = np.abs(errors)
    inside = [row.low <= row.measured <= row.high for row in answered]
    return Group(
        dimension,
        name,
        len(rows),
        len(answered),
        float(np.median(size)),
        float(size.mean()),
        float(np.quantile(size, 0.9)),
        float(np.median(errors)),
        float(np.mean(inside)),
    )


def scoreboard_json(rows: Sequence[Row]) -> dict[str, list[dict[str, object]]]:
    """The form that every `validate` command prints; what is not known is null."""
    return {
        "rows": [
            {
                "id": row.id,
                "measured": _known(row.measured),
                "predicted": _known(row.predicted),
                "low": _known(row.low),
                "high": _known(row.high),
                "error": _known(row.error),
                "answered": row.answered,
                "reason": row.reason,
                "group": row.group if row.trusted else "apart",
            }
            for row in rows
        ],
        "groups": [
            {
                "dimension": group.dimension,
                "group": group.name,
                "rows": group.rows,
                "answered": group.answered,
                "median": _known(group.median),
                "mean": _known(group.mean),
                "p90": _known(group.p90),
                "bias": _known(group.bias),
                "coverage": _known(group.coverage),
            }
            for group in groups(rows)
        ],
    }


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
