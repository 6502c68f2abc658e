"""What a plan file states, as statements that can be judged like those of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from wattwright.plan.amounts import Amount, format_amount
from wattwright.plan.schema import Campus, Package, Phase, Plan, Spending, TrainingRun
from wattwright.reading.statements import Statement

__all__ = ["statements_of"]

_COUNTED: Final = ("households", "accelerators", "tokens", "parameters")
_MODALITY: Final = {"operational": "fact", "projected": "estimate", "actual": "fact", "claimed": "claim"}
_MAGNITUDE: Final = 10
"""Upper over lower end from which on a range says no more than an order of magnitude."""

_WORDS: Final = re.compile(r"(?<![\w])(?:up to|more than|less than|at least|[a-z]+)(?![\w])")
_POINT: Final = re.compile(r"(?<=\d)\.(?=\d)")


def statements_of(plan: Plan, language: str) -> tuple[Statement, ...]:
    """Statements for phases, sites, spending, pay, deals and models of a plan, in the plan's order.

    Their sentences are in `language` and use the words by which the rules of verdicts tell figures apart.
    """
    found = [
        *(one for campus in plan.campuses for one in _of_campus(campus, plan, language)),
        *(_of_spending(one, plan, language) for one in plan.spending),
        *(_of_package(one, plan, language) for one in plan.packages),
        *_of_deals(plan, language),
        *(one for run in plan.training for one in _of_run(run, language)),
    ]
    numbered, start = [], 0
    for index, one in enumerate(found, 1):
        numbered.append(replace(one, id=f"p{index:02d}", start=start))
        start += len(one.sentence) + 1
    return tuple(numbered)


def _of_campus(campus: Campus, plan: Plan, language: str) -> Iterator[Statement]:
    for phase in campus.phases:
        yield from _of_phase(campus, phase, language)
    for kind, key, amount in (
        ("area", "area", campus.area),
        ("money", "cost", campus.cost),
        ("households", "households", campus.households),
    ):
        if amount is not None:
            made = _made(kind, amount, key, campus.name, language)
            period = "total" if kind == "money" else None
            yield replace(made, entity_type="campus", period=period, direction=_direction(kind))
    for one in campus.generation:
        words = _words(language)
        slots = {"plant": words["plants"][one.kind], "status": words["status"][one.status]}
        made = _made("power", one.power, "generation", campus.name, language, **slots)
        yield replace(made, entity_type="campus", when=one.date, modality=_MODALITY.get(one.status, "plan"))


def _direction(kind: str) -> str | None:
    return "equivalent" if kind == "households" else None


def _of_phase(campus: Campus, phase: Phase, language: str) -> Iterator[Statement]:
    status = _words(language)["status"][phase.status]
    for kind, key, amount in (
        ("power", f"phase.{phase.counts}", phase.power),
        ("accelerators", "accelerators", phase.accelerators),
    ):
        if amount is not None:
            made = _made(kind, amount, key, campus.name, language, status=status)
            modality = _MODALITY.get(phase.status, "plan")
            yield replace(made, entity_type="campus", when=phase.date, modality=modality)


def _of_spending(one: Spending, plan: Plan, language: str) -> Statement:
    company = one.company or plan.company or ""
    scope = f" ({one.scope})" if one.scope else ""
    made = _made("money", one.amount, "spending", company, language, scope=scope)
    return replace(
        made,
        entity_type="company",
        when=one.year,
        period="per_year" if one.year else None,
        modality=_MODALITY.get(one.status, "plan"),
        scope=one.scope,
    )


def _of_package(one: Package, plan: Plan, language: str) -> Statement:
    entity = one.recipient or one.payer or plan.company or ""
    made = _made("pay", one.total, one.kind, entity, language)
    return replace(
        made,
        entity_type="person" if one.recipient else "company",
        period="per_year" if one.kind == "salary" else "total",
        modality="denial" if one.status == "denied" else _MODALITY.get(one.status, "fact"),
    )


def _of_deals(plan: Plan, language: str) -> Iterator[Statement]:
    for deal in plan.deals:
        buyer = deal.buyer or plan.company or ""
        if deal.layer in (None, "acquisition"):
            sentence = _filled("acquisition", language, entity=deal.target, buyer=buyer)
            yield Statement(
                id="",
                span=sentence,
                start=0,
                kind="assertion",
                entity=buyer,
                entity_type="company",
                when=deal.date,
                sentence=sentence,
                topic="acquisition",
                object=deal.target,
            )
        if deal.price is not None:
            made = _made("money", deal.price, "price", deal.target, language)
            yield replace(made, entity_type="company", when=deal.date, object=deal.target)


def _of_run(run: TrainingRun, language: str) -> Iterator[Statement]:
    for kind, key, amount in (
        ("parameters", "parameters", run.parameters),
        ("tokens", "tokens", run.tokens),
        ("compute", "compute", run.compute),
        ("accelerators", "count", run.count),
    ):
        if amount is not None:
            yield replace(_made(kind, amount, key, run.model, language), entity_type="model")


def _made(kind: str, amount: Amount, key: str, entity: str, language: str, **slots: str) -> Statement:
    """A statement about `entity` whose sentence stands under `key` of the texts."""
    span = _figure(amount, kind, language)
    bound = amount.qualifier
    is_range = bound == "exact" and amount.low < amount.high
    spread = "order_of_magnitude" if amount.high >= _MAGNITUDE * amount.low else "range"
    low = amount.low if is_range or bound in ("at_least", "more_than") else None
    high = amount.high if is_range or bound in ("up_to", "less_than") else None
    return Statement(
        id="",
        span=span,
        start=0,
        kind=kind,
        value=None if is_range else amount.value,
        low=low,
        high=high,
        unit=amount.unit,
        qualifier=spread if is_range else bound,
        entity=entity,
        modality="plan",
        sentence=_filled(key, language, entity=entity, figure=span, **slots),
    )


def _figure(amount: Amount, kind: str, language: str) -> str:
    """The amount in words of the language, as `parse_amount` reads it as well."""
    text = format_amount(amount, "money" if kind == "pay" else kind)
    if kind in _COUNTED:
        text = f"{text} {kind}"
    units: dict[str, str] = _words(language)["units"]
    text = _WORDS.sub(lambda word: units.get(word.group(), word.group()), text)
    return _POINT.sub(",", text).replace("USD", "US-Dollar") if language == "de" else text


def _filled(key: str, language: str, **slots: str) -> str:
    text: Any = _words(language)
    for part in key.split("."):
        text = text[part]
    return str(text).format(**slots)


@cache
def _words(language: str) -> dict[str, Any]:
    name = f"stated.{'de' if language == 'de' else 'en'}.yaml"
    path = files("wattwright") / "data" / "texts" / name
    words: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return words
