"""Takeovers and stakes: whether they happened, and whether they held."""

from __future__ import annotations

from collections.abc import Sequence

from wattwright.catalog import Catalog, Fact
from wattwright.claims.case import Case
from wattwright.claims.deals import parties
from wattwright.claims.evidence import lacking, nothing_found, outside, unknown_entity
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.names import folded
from wattwright.claims.policy import policy, setting

__all__ = ["acquisition"]

_LAYERS = ("acquisition", "stake")


def acquisition(case: Case) -> Finding:
    """Whether a deal happened: the one with the named other side and how it ended, else the buyer's record.

    Without another side only a sentence about firms in general speaks of takeovers; land and chips are bought
    as well.
    """
    target = folded(case.statement.object or "")
    if target:
        deals = case.catalog.names("deal")
        named = [name for name in deals if _between(case, name, target)] or _told(case, deals, target)
        return _one(case, named[0]) if named else lacking(case, case.companies, "acquisition")
    if not case.actors:
        return unknown_entity(case)
    if not case.passage.has("firms"):
        return outside(case)
    return _habit(case, case.actors[0], [one for one in case.catalog.names("deal") if _bought(case, one)])


def _between(case: Case, name: str, target: str) -> bool:
    """Whether a deal has the statement's entity, or the company of the text, and the target on its sides."""
    sides = parties(Catalog(case.catalog.folder), name)
    own = {folded(one) for one in (*case.actors, case.statement.entity or "") if one}
    others = [side for side in sides if _same(target, side)]
    return bool(others) and any(_same(one, side) for one in own for side in sides if side not in others)


def _told(case: Case, deals: Sequence[str], target: str) -> list[str]:
    """Deals between the target and another company that the sentence names."""
    others = {folded(one) for one in case.names("company").mentioned(case.passage.text)} - {target}
    sides = {name: parties(Catalog(case.catalog.folder), name) for name in deals}
    return [
        name
        for name, each in sides.items()
        if any(_same(target, side) for side in each) and any(one == side for one in others for side in each)
    ]


def _bought(case: Case, name: str) -> bool:
    sides = parties(Catalog(case.catalog.folder), name)
    return sides[0] == folded(case.actors[0]) and case.text_of("deal", name, "layer") in _LAYERS


def _same(target: str, side: str) -> bool:
    return f" {target} " in f" {side} " or f" {side} " in f" {target} "


def _one(case: Case, name: str) -> Finding:
    """One deal: closed, agreed, or failed."""
    facts = case.facts("deal", (name,))
    status = _newest(facts, "status")
    words = str(status.value) if status else ""
    first = facts[0]
    values: dict[str, Slot] = {"deal": name, "since": first.date, "status": words}
    known = tuple(fact for fact in facts if fact.quantity in ("target", "layer", "status"))
    if policy().words["failed_deal"].search(words):
        if case.passage.has("undone"):
            return Finding("true", "deal.failed", values, known)
        return Finding("half" if _announced_only(case) else "mostly_false", "deal.failed", values, known)
    part = _newest(facts, "stake_fraction")
    if part is not None and isinstance(part.value, float) and part.value < 1 and not _of_a_stake(case):
        return _only_stake(case, values, (*known, part))
    if policy().words["done_deal"].search(words):
        return Finding("true", "deal.closed", values, known)
    return Finding("true", "deal.agreed" if words else "deal.reported", values, known)


def _only_stake(case: Case, values: dict[str, Slot], facts: tuple[Fact, ...]) -> Finding:
    """A takeover of which only a part is on record: wrong where the sentence says the whole."""
    share = facts[-1].value
    values |= {"stake": Quantity(share if isinstance(share, float) else None, unit="%")}
    whole = case.passage.has("whole")
    return Finding("mostly_false" if whole else "mostly_true", "deal.only_stake", values, facts)


def _of_a_stake(case: Case) -> bool:
    """Whether the sentence itself speaks of a part, a venture or a contract, not of a takeover."""
    return case.statement.topic in ("stake", "deal") or case.passage.has("partial")


def _announced_only(case: Case) -> bool:
    """Whether the statement speaks of a plan or an offer rather than of a takeover that is done."""
    return case.forward or case.passage.has("offer")


def _newest(facts: tuple[Fact, ...], quantity: str) -> Fact | None:
    found = [fact for fact in facts if fact.quantity == quantity]
    return found[-1] if found else None


def _habit(case: Case, buyer: str, known: list[str]) -> Finding:
    """A record of takeovers: more than one makes a habit; without a status or a firm source none counts."""
    deals = [
        name
        for name in known
        if case.text_of("deal", name, "status")
        and not any(fact.doubtful for fact in case.facts("deal", (name,), "layer"))
    ]
    if not deals:
        return nothing_found(case, "acquisition")
    failed = [
        name for name in deals if policy().words["failed_deal"].search(case.text_of("deal", name, "status"))
    ]
    done = [name for name in deals if name not in failed]
    facts = tuple(fact for name in deals for fact in case.facts("deal", (name,), "layer", "status"))
    values: dict[str, Slot] = {
        "entity": buyer,
        "number": Quantity(float(len(done))),
        "names": ", ".join(name.partition(" / ")[2] for name in done[:5]),
        "day": case.day,
    }
    if len(done) < setting("several_deals"):
        return Finding("half", "deal.single", values, facts)
    if failed:
        values |= {"failed": ", ".join(name.partition(" / ")[2] for name in failed)}
        return Finding("true", "deal.habit_with_failures", values, facts)
    return Finding("true", "deal.habit", values, facts)
