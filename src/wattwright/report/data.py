"""Turns a dossier into JSON: every number with unit, interval, basis, sources and date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

from wattwright.claims.model import Judgement, Period, Quantity, Word
from wattwright.claims.ratings import rating
from wattwright.reading import reading_json
from wattwright.report.content.model import ClaimRow, Content
from wattwright.report.wording import Wording, wording
from wattwright.results import Figure, Results

if TYPE_CHECKING:
    from wattwright.decode import Dossier

__all__ = ["FORMAT", "dossier_data", "render_json"]

FORMAT = 1
"""Version of the form of `dossier.json`; it rises when a field changes its meaning."""


def render_json(dossier: Dossier, content: Content) -> str:
    """The dossier as JSON text."""
    return json.dumps(dossier_data(dossier, content), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def dossier_data(dossier: Dossier, content: Content) -> dict[str, Any]:
    """The dossier as plain values; texts in both languages, numbers in the units of the glossary."""
    both = (wording("de"), wording("en"))
    return {
        "format": FORMAT,
        "wattwright": dossier.version,
        "title": dossier.title,
        "language": dossier.source_language,
        "as_of": dossier.as_of.isoformat(),
        "today": dossier.today.isoformat(),
        "catalog": {"then": dossier.then.catalog_hash, "today": dossier.now.catalog_hash},
        "claims": [_claim(row, both) for row in content.claims],
        "opinions": [{"quote": str(row.quote), "speaker": row.speaker} for row in content.opinions],
        "unchecked": [{"quote": str(row.quote), "speaker": row.speaker} for row in content.unchecked],
        "figures": {"then": _figures(dossier.then), "today": _figures(dossier.now)},
        "sources": {
            row.id: {
                "number": row.number,
                "title": row.title,
                "url": row.url,
                "licence": row.licence,
                "known": row.date.isoformat() if row.date else None,
            }
            for row in content.sources
        },
        "plan": dossier.plan.model_dump(mode="json", exclude_none=True),
        "reading": reading_json(dossier.reading),
    }


def _claim(row: ClaimRow, both: tuple[Wording, Wording]) -> dict[str, Any]:
    return {
        "number": row.number,
        "quote": str(row.quote),
        "claim": row.claim,
        "speaker": row.speaker,
        "kind": row.kind,
        "modality": row.modality,
        "rule": row.rule,
        "then": _side(row.then, both),
        "today": _side(row.today, both),
        "command": row.command,
    }


def _side(side: Judgement, both: tuple[Wording, Wording]) -> dict[str, Any]:
    words = {one.language: "".join(run.text for run in one.reason(side)) for one in both}
    return {
        "rating": side.rating,
        "value": rating(side.rating).value,
        "label": {one.language: side.label(one.language) for one in both},
        "reason": side.reason,
        "values": _values(side.values),
        "text": words,
        "figures": [figure_data(one) for one in side.figures],
        "sources": list(side.sources),
        "confidence": side.confidence,
        "doubtful": list(side.doubtful),
    }


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Slots of a reason as plain values."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Figure):
        return figure_data(value)
    if isinstance(value, Quantity):
        return {"value": value.value, "low": value.low, "high": value.high, "unit": value.unit}
    if isinstance(value, Period):
        return value.text
    if isinstance(value, Word):
        return value.key
    return value.isoformat() if isinstance(value, date) else value


def _figures(results: Results) -> list[dict[str, Any]]:
    return [figure_data(one) for one in results.figures]


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure without what stands behind it; numbers that are not finite become null."""
    return {
        "name": figure.name,
        "subject": figure.subject,
        "when": figure.when,
        "value": _finite(figure.value),
        "low": _finite(figure.low),
        "high": _finite(figure.high),
        "unit": figure.unit,
        "basis": figure.basis,
        "equation": figure.equation,
        "known": figure.date.isoformat(),
        "sources": list(figure.sources),
        "note": figure.note,
    }


def _finite(value: float) -> float | None:
    """Nine digits are more than any figure carries, and the same on every machine."""
    return float(f"{value:.9g}") if isfinite(value) else None
