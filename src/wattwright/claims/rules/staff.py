"""Head counts, cuts, hirings and departures."""

from __future__ import annotations

import re
from typing import Final

from wattwright.claims.case import Case
from wattwright.claims.evidence import compared, lacking, nothing_found, outside, recent
from wattwright.claims.model import Finding, Quantity, Slot
from wattwright.claims.names import folded
from wattwright.claims.people import Move, companies_in, moves, status_of
from wattwright.claims.policy import policy, setting

__all__ = ["departure", "headcount", "hiring"]

_FIRM: Final = ("true", "mostly_true")
_PERSON: Final = re.compile(r"[A-ZÄÖÜ][\w.-]+ [A-ZÄÖÜ][\w-]+")
_COUNTED: Final = re.compile(r"([\w .]+?) (\d+)(?:, |$)")
_SPLIT: Final = (";", ",", " and ", " und ")


def headcount(case: Case) -> Finding:
    """Compare staff with what companies and reports count, cuts with cuts; jobs of a site are not known."""
    said = case.passage.near("layoff", 60)
    cut = said or (
        case.passage.near("positions", 20) and policy().words["layoff"].search(case.article.text) is not None
    )
    quantity = "positions_cut" if cut else "employee_count"
    ahead = case.forward or case.denied
    comparable = cut or not (ahead or case.passage.is_change or case.statement.entity_type == "campus")
    groups = [name for name in case.catalog.names("person") if _of_company(case, name)]
    facts = (
        *case.numbers("company", case.companies, quantity),
        *case.numbers("person", groups, quantity),
    )
    found = compared(case, recent(case, facts, setting("staff_days")), "headcount") if comparable else None
    if found is not None and (found.rating in _FIRM or said):
        return found
    return lacking(case, case.companies, quantity)


def _of_company(case: Case, name: str) -> bool:
    """Whether a group of people is staff of the statement's company or of the unit that it names."""
    wanted = {folded(one) for one in (*case.companies, case.statement.entity or "") if one}
    return any(f" {one} " in f" {folded(name)} " for one in wanted)


def hiring(case: Case) -> Finding:
    """Whether the company hired, or tried to hire, people of its rivals: by the documented moves.

    `mostly from X` needs X behind more than half of the people whose origin is known.
    """
    if case.denied or case.statement.entity_type == "campus":
        return outside(case)
    person = case.names("person").each(case.statement.object)
    arrived = tuple(one for one in _arrivals(case) if not person or one[0] in person)
    if not arrived:
        return lacking(case, case.actors, "moved")
    gone = [fact for name, _, _, _ in arrived if (fact := status_of(case, name)) is not None]
    facts = tuple(fact for _, fact, _, _ in arrived)
    values: dict[str, Slot] = {
        "entity": case.actors[0],
        "number": Quantity(float(_heads(case, arrived))),
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
    found = moves(case, None, "moved", "denied")
    return tuple(
        one
        for one in found
        if any(company in companies_in(case, one[3]) for company in case.actors)
        and not (companies_in(case, one[2]) & set(case.actors))
    )


def _sources(case: Case) -> tuple[str, ...]:
    """Companies that the statement names as those that people come from."""
    named = case.names("company").mentioned(f"{case.passage.text} {case.statement.object or ''}")
    return tuple(name for name in named if name not in case.actors)


def _mostly(case: Case, arrived: tuple[Move, ...], values: dict[str, Slot]) -> Finding:
    """Whether more than half come from the companies that the statement names; offers alone prove less."""
    named = _sources(case)
    own = [move for move in arrived if companies_in(case, move[2]) & set(named)]
    part = sum(_from(case, move, named) for move in own)
    share = part / _heads(case, arrived)
    facts = tuple(fact for _, fact, _, _ in arrived)
    values |= {
        "origin": ", ".join(named),
        "share": Quantity(round(share, 2), unit="%"),
        "names": _examples(tuple(own) or arrived),
    }
    if not part:
        return Finding("mostly_false", "hiring.none_from", values, facts)
    if share >= setting("clear_majority"):
        return Finding("true", "hiring.mostly", values, facts)
    rating = "mostly_true" if share > setting("majority") else "half"
    return Finding(rating, "hiring.many", values, facts)


def _origins(case: Case, move: Move) -> dict[str, int]:
    """How many people of a group came from which company, where that is on record: `OpenAI 7, Google 3`."""
    text = case.text_of("person", move[0], "origins")
    return {name: int(number) for name, number in _COUNTED.findall(text)}


def _all(case: Case, move: Move) -> int:
    return sum(_origins(case, move).values())


def _from(case: Case, move: Move, named: tuple[str, ...]) -> int:
    """People of a move who came from one of the named companies; `A; B` of `X; Y` came from X and from Y."""
    counted = _origins(case, move)
    if counted:
        return sum(number for name, number in counted.items() if companies_in(case, name) & set(named))
    each = move[2].split(";")
    people = _people(move[0])
    if len(each) != len(people):
        return len(people)
    return sum(bool(companies_in(case, origin) & set(named)) for origin in each)


def _people(name: str) -> list[str]:
    """The people whom an entry's name lists."""
    for mark in _SPLIT:
        name = name.replace(mark, ";")
    return [one for one in name.split(";") if one.strip()]


def _heads(case: Case, arrived: tuple[Move, ...]) -> int:
    each = {move[0]: _all(case, move) or len(_people(move[0])) for move in arrived}
    return sum(each.values())


def _examples(arrived: tuple[Move, ...]) -> str:
    """Up to four people by name; the group where only groups are on record."""
    named = [one.strip() for name, *_ in arrived for one in _people(name)]
    people = [one for one in dict.fromkeys(named) if _PERSON.fullmatch(one)]
    return ", ".join(people[:4]) if people else arrived[0][0]


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
        if any(company in companies_in(case, one[2]) for company in case.actors)
    )
    if not gone:
        return lacking(case, case.actors, "departed")
    values = {
        "entity": case.actors[0],
        "number": Quantity(float(_heads(case, gone))),
        "names": ", ".join(dict.fromkeys(one.strip() for name, *_ in gone for one in _people(name))),
        "day": case.day,
    }
    return Finding("true", "departure.documented", values, tuple(fact for _, fact, _, _ in gone))
