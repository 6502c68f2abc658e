"""Head counts, cuts, hirings and departures."""

from __future__ import annotations

from typing import Final

from wattwright.catalog import Fact
from wattwright.claims.case import Case
from wattwright.claims.evidence import compared, nothing_found, recent, unknown_entity
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.names import folded
from wattwright.claims.people import Move, companies_in, moves, status_of
from wattwright.claims.policy import policy, setting

__all__ = ["departure", "headcount", "hiring"]

_FIRM: Final = ("true", "mostly_true")
_SPLIT: Final = (";", ",", " and ", " und ")


def headcount(case: Case) -> Finding:
    """Compare staff with what companies and reports count, cuts with cuts; jobs of a site are not known."""
    cut = case.passage.near("layoff", 60)
    if cut:
        names = [name for name in case.catalog.names("person") if _of_company(case, name)]
        facts: tuple[Fact, ...] = case.numbers("person", names, "positions_cut")
    else:
        groups = [name for name in case.catalog.names("person") if _of_company(case, name)]
        facts = (
            *case.numbers("company", case.companies, "employee_count"),
            *case.numbers("person", groups, "employee_count"),
        )
    if case.statement.entity_type == "campus" or (case.forward and not cut):
        facts = ()
    found = compared(case, recent(case, facts, setting("staff_days")), "headcount")
    if found is not None and (found.rating in _FIRM or cut):
        return found
    return (
        nothing_found(case, "positions_cut" if cut else "employee_count")
        if case.companies
        else unknown_entity(case)
    )


def _of_company(case: Case, name: str) -> bool:
    """Whether a group of people is staff of the statement's company or of the unit that it names."""
    wanted = {folded(one) for one in (*case.companies, case.statement.entity or "") if one}
    return any(f" {one} " in f" {folded(name)} " for one in wanted)


def hiring(case: Case) -> Finding:
    """Whether the company hired, or tried to hire, people of its rivals: by the documented moves.

    `mostly from X` needs X behind more than half of the people whose origin is known.
    """
    arrived = _arrivals(case)
    if not arrived:
        return nothing_found(case, "moved") if case.companies else unknown_entity(case)
    gone = [fact for name, _, _, _ in arrived if (fact := status_of(case, name)) is not None]
    facts = tuple(fact for _, fact, _, _ in arrived)
    values: dict[str, Slot] = {
        "entity": case.companies[0],
        "number": Quantity(float(_heads(arrived))),
        "names": _examples(arrived),
        "day": case.day,
    }
    if case.passage.has("mostly") and _sources(case):
        return _mostly(case, arrived, values)
    if gone:
        values |= {"left": ", ".join(dict.fromkeys(fact.name for fact in gone))}
        return Finding("true", "hiring.some_left", values, (*facts, *gone))
    return Finding("true", "hiring.documented", values, facts)


def _arrivals(case: Case) -> tuple[Move, ...]:
    """Moves to the statement's company from other companies; to any, where it names a person."""
    found = moves(case, None, "moved", "claimed", "denied")
    return tuple(
        one
        for one in found
        if any(company in companies_in(case, one[3]) for company in case.companies)
        and not (companies_in(case, one[2]) & set(case.companies))
    )


def _sources(case: Case) -> tuple[str, ...]:
    """Companies that the statement names as those that people come from."""
    named = case.names("company").mentioned(f"{case.passage.text} {case.statement.object or ''}")
    return tuple(name for name in named if name not in case.companies)


def _mostly(case: Case, arrived: tuple[Move, ...], values: dict[str, Slot]) -> Finding:
    """Whether more than half come from the companies that the statement names; offers alone prove less."""
    named = _sources(case)
    counted = [(move, len(_people(move[0]))) for move in arrived]
    whole = sum(number for _, number in counted)
    own = [move for move in arrived if companies_in(case, move[2]) & set(named)]
    part = sum(number for move, number in counted if move in own)
    share = part / whole
    facts = tuple(fact for _, fact, _, _ in arrived)
    values |= {"origin": ", ".join(named), "share": Quantity(share, unit="%")}
    if not part:
        return Finding("mostly_false", "hiring.none_from", values, facts)
    claims_only = all(fact.quantity in ("claimed", "denied") for _, fact, _, _ in own)
    if share > setting("majority") and not claims_only:
        return Finding("true", "hiring.mostly", values, facts)
    return Finding("mostly_true", "hiring.many", values, facts)


def _people(name: str) -> list[str]:
    """The people whom an entry's name lists."""
    for mark in _SPLIT:
        name = name.replace(mark, ";")
    return [one for one in name.split(";") if one.strip()]


def _heads(arrived: tuple[Move, ...]) -> int:
    return sum(len(_people(name)) for name in dict.fromkeys(move[0] for move in arrived))


def _examples(arrived: tuple[Move, ...]) -> str:
    named = [name for name, fact, _, _ in arrived if fact.quantity == "moved"]
    people = [one.strip() for name in named for one in _people(name)]
    return ", ".join(dict.fromkeys(people[:4])) if people else arrived[0][0]


def departure(case: Case) -> Finding:
    """Whether people have left the company, or the named person has."""
    person = case.names("person").each(case.statement.object) or case.names("person").each(
        case.statement.entity
    )
    if person:
        left = status_of(case, person[0])
        if left is None:
            return nothing_found(case, "departed", case.facts("person", person[:1], "moved"))
        values: dict[str, Slot] = {"name": person[0], "route": str(left.value), "since": left.date}
        return Finding("true", "departure.person", values, (left,))
    gone = tuple(
        one
        for one in moves(case, None, "departed")
        if any(company in companies_in(case, one[2]) for company in case.companies)
    )
    if not gone:
        return nothing_found(case, "departed") if case.companies else unknown_entity(case)
    values = {
        "entity": case.companies[0],
        "number": Quantity(float(_heads(gone))),
        "names": ", ".join(dict.fromkeys(one.strip() for name, *_ in gone for one in _people(name))),
        "day": case.day,
    }
    return Finding("true", "departure.documented", values, tuple(fact for _, fact, _, _ in gone))


def speaks_of_leaving(text: str) -> bool:
    """Whether a text says that someone left."""
    return policy().words["gone"].search(text) is not None
