"""Money, people and models that a text announces: spending by period, pay, deals, training runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from wattwright.catalog import Catalog, period_end
from wattwright.plan.amounts import Amount
from wattwright.plan.announced import NAME_LENGTH, amount_of, known, period_of
from wattwright.plan.cues import comes_from, nearest, says
from wattwright.plan.schema import Deal, Package, Spending, TrainingRun
from wattwright.reading.statements import Statement

__all__ = ["deals_of", "packages_of", "runs_of", "spending_of"]

_PAID: Final = {"denial": "denied", "claim": "claimed"}
_BUYING: Final = ("acquisition", "stake", "deal")
"""Topics of assertions that name a deal."""


def spending_of(statements: Sequence[Statement], day: date) -> tuple[Spending, ...]:
    """Capital expenditure of companies, the first figure for every company and period."""
    found: dict[tuple[str, str | None], Spending] = {}
    for one in statements:
        if one.kind != "money" or one.entity_type != "company" or one.modality == "estimate":
            continue
        amount = amount_of(one, "money") if nearest(one, "money") == "capex" else None
        when = period_of(one.when)
        if amount is None or one.entity is None or (when is None and one.modality == "fact"):
            continue
        found.setdefault(
            (one.entity, when),
            Spending(
                year=when,
                amount=amount,
                company=one.entity,
                status=_status(one, when, day),
                scope=one.scope,
            ),
        )
    return tuple(found.values())


def _status(statement: Statement, when: str | None, day: date) -> str:
    end = period_end(when)
    if statement.modality == "fact" and end is not None and end <= day:
        return "actual"
    return "guided" if says(statement, "guided") else "announced"


def packages_of(statements: Sequence[Statement], catalog: Catalog) -> tuple[Package, ...]:
    """Pay that is reported, claimed or denied, with its years where the same sentence names them.

    A person who speaks in the text and of whose pay the catalog knows nothing offers it rather than gets it.
    """
    paid = [
        one for one in statements if one.kind == "pay" and one.dup_of is None and one.modality != "opinion"
    ]
    amounts = [(one, amount) for one in paid if (amount := amount_of(one, "money")) is not None]
    offering = {
        one.speaker for one in statements if one.speaker and not known(catalog, "person", one.speaker)
    }
    packages = (
        _package(one if one.entity not in offering else replace(one, entity=None), amount, statements)
        for one, amount in amounts
    )
    return tuple(dict.fromkeys(packages))


def _package(pay: Statement, amount: Amount, statements: Sequence[Statement]) -> Package:
    name = (pay.entity or "").strip()[:NAME_LENGTH].strip() or None
    kind = "salary" if pay.period == "per_year" else nearest(pay, "pay") or "package"
    return Package(
        recipient=name if pay.entity_type == "person" else None,
        payer=name if pay.entity_type == "company" and not comes_from(name or "", pay.sentence) else None,
        total=amount,
        years=_years(pay, statements) if kind == "package" else None,
        kind=kind,
        status=_PAID.get(pay.modality, "reported"),
    )


def _years(pay: Statement, statements: Iterable[Statement]) -> Amount | None:
    """The duration that follows the sum in its sentence."""
    behind = [
        one
        for one in statements
        if one.kind == "duration" and one.sentence == pay.sentence and one.start > pay.start
    ]
    return amount_of(behind[0], "duration") if behind else None


def deals_of(statements: Sequence[Statement], catalog: Catalog) -> tuple[Deal, ...]:
    """Takeovers and stakes: from assertions that name target and buyer, and from prices of small companies.

    A sum that one of the catalog's companies pays belongs to a deal only if an assertion names its target.
    """
    said = [one for one in statements if one.kind == "assertion" and one.topic in _BUYING]
    buyers = {one.object: one.entity for one in said if one.object}
    buyers |= {target: one.entity for one in said for target in _also_bought(one, buyers, catalog)}
    prices: dict[str, Amount] = {}
    for one in statements:
        target = _bought(one, buyers, catalog)
        amount = amount_of(one, "money") if target else None
        if amount is not None:
            prices.setdefault(target, amount)
    targets = list(dict.fromkeys([*buyers, *prices]))
    return tuple(
        Deal(
            target=target[:NAME_LENGTH],
            buyer=(buyers.get(target) or "")[:NAME_LENGTH].strip() or None,
            price=prices.get(target),
            stake=_stake(target, targets, statements),
        )
        for target in targets
    )


def _also_bought(said: Statement, named: Mapping[str, str | None], catalog: Catalog) -> Iterator[str]:
    """Further targets in the sentence of a deal, as the catalog knows deals of the same buyer."""
    for deal in catalog.names("deal"):
        buyer, _, target = deal.partition(" / ")
        if (
            buyer == said.entity
            and target not in named
            and re.search(rf"\b{re.escape(target)}\b", said.sentence)
        ):
            yield target


def _bought(money: Statement, buyers: Mapping[str, str | None], catalog: Catalog) -> str:
    """What a sum buys, empty where it is no price."""
    group = nearest(money, "money") if money.kind == "money" and money.entity_type == "company" else ""
    if group not in ("deal", "stake"):
        return ""
    target = _nearest_target(money, buyers) or money.entity or ""
    return target if target in buyers or (group == "deal" and not known(catalog, "company", target)) else ""


def _nearest_target(said: Statement, targets: Iterable[str]) -> str:
    """The target named nearest to a number in its sentence, empty where none stands there."""
    at = said.sentence.find(said.span)
    places = {
        name: min(abs(found.start() - at) for found in re.finditer(re.escape(name), said.sentence))
        for name in targets
        if name in said.sentence
    }
    return min(places, key=lambda name: places[name], default="")


def _stake(target: str, targets: Iterable[str], statements: Iterable[Statement]) -> Amount | None:
    """The part of `target` that a sentence about a stake in it names."""
    for one in statements:
        found = one.kind == "share" and _nearest_target(one, targets) == target
        if found and nearest(one, "money") == "stake":
            return amount_of(one, "share")
    return None


def runs_of(statements: Sequence[Statement], day: date, catalog: Catalog) -> tuple[TrainingRun, ...]:
    """Models whose training can be computed: their work is said, or the catalog knew it on the day."""
    found: dict[str, list[Statement]] = {}
    for one in statements:
        if one.entity_type == "model" and one.entity:
            found.setdefault(known(catalog, "model", one.entity) or one.entity, []).append(one)
    runs = [_run(own) for own in found.values()]
    return tuple(run for run in runs if _is_known(run, day, catalog))


def _run(statements: Sequence[Statement]) -> TrainingRun:
    sizes = [one for one in statements if one.kind == "parameters"]
    active = [one for one in sizes if says(one, "active")] or sizes
    return TrainingRun(
        model=str(statements[0].entity),
        parameters=_smallest(active, "parameters") if _trains(statements) else None,
        tokens=_smallest(
            (one for one in statements if one.kind == "tokens" and not says(one, "context")), "tokens"
        )
        if _trains(statements)
        else None,
        compute=_smallest((one for one in statements if one.kind == "compute"), "compute"),
        count=_smallest((one for one in statements if one.kind == "accelerators"), "accelerators"),
    )


def _trains(statements: Iterable[Statement]) -> bool:
    """Whether parameters and tokens are both said, without which neither tells of the work."""
    kinds = {one.kind for one in statements}
    return {"parameters", "tokens"} <= kinds


def _smallest(statements: Iterable[Statement], kind: str) -> Amount | None:
    amounts = [amount for one in statements if (amount := amount_of(one, kind)) is not None]
    return min(amounts, key=lambda amount: amount.value, default=None)


def _is_known(run: TrainingRun, day: date, catalog: Catalog) -> bool:
    if run.compute is not None or (run.parameters is not None and run.tokens is not None):
        return True
    entry, then = known(catalog, "model", run.model), catalog.at(day)
    if not entry:
        return False
    facts = {
        quantity: then.latest("model", entry, quantity)
        for quantity in ("train_flop", "active_parameters", "train_tokens")
    }
    numbers = {name for name, fact in facts.items() if fact is not None and isinstance(fact.value, float)}
    return "train_flop" in numbers or {"active_parameters", "train_tokens"} <= numbers
