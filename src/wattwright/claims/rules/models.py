"""Sizes of models: parameters, tokens, training compute, chip hours."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import best_match, compared, nothing_found, outside, unknown_entity
from wattwright.claims.model import Finding
from wattwright.claims.names import folded
from wattwright.claims.periods import span_days
from wattwright.claims.policy import policy

__all__ = ["came_out", "family", "model_size", "models_of", "shelved"]

_COMPUTE: Final = {
    "FLOP": ("train_flop",),
    "FLOP/s": ("reported_flop_per_s_per_accelerator",),
    "GPUh": ("training_accelerator_hours",),
}
_FIRM: Final = ("true", "mostly_true")
_SMALLEST_CORPUS: Final = 1e9
"""Tokens from which on a number counts training data, below it the context."""


def models_of(case: Case) -> tuple[str, ...]:
    """Models that a statement's entity stands for: by name, else the members of the family that it names."""
    if case.statement.entity_type not in ("model", "product", None):
        return ()
    return family(case, case.statement.entity)


def family(case: Case, named: str | None) -> tuple[str, ...]:
    """The model of that name, else the members of the family that it names.

    A further number makes another version: 4.5 is no member of 4.
    """
    if not named:
        return ()
    index, words = case.names("model"), folded(named)
    exact = index.each(named)
    if any(folded(name) == words for name in exact):
        return exact
    member = re.compile(rf"(?:^|\s){re.escape(words)}(?:$|\s(?!\d))")
    found = [name for name in dict.fromkeys(index.names.values()) if member.search(folded(name))]
    return tuple(found if len(found) > 1 else exact or found)


def shelved(case: Case, name: str) -> bool:
    """Whether a model is known never to have come out."""
    texts = f"{case.text_of('model', name, 'status')} {case.text_of('model', name, 'openness')}"
    return policy().words["not_released"].search(texts) is not None


def came_out(case: Case, name: str) -> Fact | None:
    """The day on which a model came out; None for what was only announced, or shelved."""
    fact = case.catalog.latest("model", name, "release_date")
    days = span_days(fact.value) if fact is not None and isinstance(fact.value, str) else None
    announced = case.text_of("model", name, "openness").startswith("announced")
    return fact if days and days[0] <= case.day and not announced and not shelved(case, name) else None


def model_size(case: Case) -> Finding:
    """Compare a size with the model's card or with published estimates of its training."""
    models = models_of(case)
    if not models:
        return _company_tokens(case) or (outside(case) if case.companies else unknown_entity(case))
    quantities = _quantities(case)
    each = [
        compared(case, case.numbers("model", (name,), *quantities), case.statement.kind) for name in models
    ]
    found = [one for one in each if one is not None]
    firm = [one for one in found if one.rating in _FIRM]
    if firm or not found:
        return firm[0] if firm else nothing_found(case, quantities[0] if quantities else None)
    other = None if case.denied else _of_another(case, models, quantities)
    return other or found[0]


def _of_another(case: Case, models: tuple[str, ...], quantities: tuple[str, ...]) -> Finding | None:
    """The size of another model that the same sentence names, where it agrees in all digits."""
    named = case.names("model").mentioned(case.passage.text)
    facts = case.numbers("model", [name for name in named if name not in models], *quantities)
    match = best_match(case, facts, "lookup")
    if match is None or match.rating != "true":
        return None
    return compared(case, (match.fact,), case.statement.kind)


def _quantities(case: Case) -> tuple[str, ...]:
    kind, unit = case.statement.kind, case.statement.unit or "1"
    if kind == "compute":
        return _COMPUTE.get(unit, ())
    if kind == "parameters":
        both = ("total_parameters", "active_parameters")
        return ("active_parameters",) if case.passage.near("active_parameters", 40) else both
    if unit != "1":
        return ()
    claim = case.claim
    return ("train_tokens",) if claim is not None and claim.high >= _SMALLEST_CORPUS else ("context_tokens",)


def _company_tokens(case: Case) -> Finding | None:
    """Tokens that a company serves a minute."""
    if case.statement.kind != "tokens" or case.statement.unit != "1/min":
        return None
    facts: tuple[Fact, ...] = case.numbers("company", case.companies, "api_tokens_per_minute")
    return compared(case, [replace(fact, unit="1/min") for fact in facts], "tokens")
