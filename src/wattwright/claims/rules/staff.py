"""Head counts, cuts, hirings and departures."""

from __future__ import annotations

import re
from typing import Final

from wattwright.catalog import Fact
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
        case.passage.near("positions", 60) and policy().words["layoff"].search(case.article.text) is not None
    )
    quantity = "positions_cut" if cut else "employee_count"
    facts = _counted(case, quantity) if cut or _comparable(case) else ()
    found = compared(case, facts, "headcount")
    if found is not None and (found.rating in _FIRM or said):
        return found
    whole = compared(case, [fact for fact in facts if fact.kind == "company"], "headcount")
    if whole is not None and _counts_all(case):
        return whole
    return lacking(case, case.companies, quantity)


def _comparable(case: Case) -> bool:
    """Whether a number counts the people of a company on a day, not a change, a plan or jobs of a site."""
    return not (
        case.forward or case.denied or case.passage.is_change or case.statement.entity_type == "campus"
    )


def _counts_all(case: Case) -> bool:
    """Whether the sentence speaks of a company's whole staff."""
    parts = case.passage.has("part_of_staff", "building_work") or case.passage.near("part", 30)
    return case.names_its_entity and case.passage.near("staff", 25) and not parts


def _counted(case: Case, quantity: str) -> tuple[Fact, ...]:
    """Counts of the company and its groups from about the time of the statement."""
    groups = [name for name in case.catalog.names("person") if _of_company(case, name)]
    facts = (*case.numbers("company", case.companies, quantity), *case.numbers("person", groups, quantity))
    return recent(case, facts, setting("staff_days"))


def _of_company(case: Case, name: str) -> bool:
    """Whether a group of people is staff of the statement's company or of the unit that it names."""
    wanted = {folded(one) for one in (*case.companies, case.statement.entity or "") if one}
    return any(f" {one} " in f" {folded(name)} " for one in wanted)


def hiring(case: Case) -> Finding:
    """Whether the company hired, or tried to hire, people of its rivals: by the documented moves.

    A named person has to be among them, a named rival behind them; `mostly from X` needs X behind more than
    half of the people whose origin is known.
    """
    if case.statement.entity_type == "campus":
        return outside(case)
    everyone, mostly = _arrivals(case), case.passage.has("mostly") and bool(_sources(case))
    if not everyone:
        return lacking(case, case.actors, "moved")
    arrived = everyone if mostly or not case.statement.object else _of_object(case, everyone)
    if not arrived:
        return _not_among(case, everyone)
    return _mostly(case, arrived) if mostly else _documented(case, arrived)


def _documented(case: Case, arrived: tuple[Move, ...]) -> Finding:
    """Moves on record, with those who have left again."""
    rivals = case.names("company").each(case.statement.object)
    number = sum(_from(case, move, rivals) for move in arrived) if rivals else _heads(case, arrived)
    gone = [fact for name, _, _, _ in arrived if (fact := status_of(case, name)) is not None]
    facts = tuple(fact for _, fact, _, _ in arrived)
    values = _told(case, arrived) | {"number": Quantity(float(number))}
    if gone:
        values |= {"left": ", ".join(dict.fromkeys(fact.name for fact in gone))}
        return Finding("true", "hiring.some_left", values, (*facts, *gone))
    return Finding("true", "hiring.documented" if number > 1 else "hiring.one", values, facts)


def _told(case: Case, moved: tuple[Move, ...]) -> dict[str, Slot]:
    """Slots of the sentences about moves."""
    return {
        "entity": case.actors[0],
        "number": Quantity(float(_heads(case, moved))),
        "names": _examples(moved),
        "day": case.day,
    }


def _not_among(case: Case, everyone: tuple[Move, ...]) -> Finding:
    """Moves are documented, but not of the person, or from the company, that the statement names."""
    values = _told(case, everyone) | {"object": case.statement.object or ""}
    return Finding("unproven", "hiring.not_among", values, tuple(fact for _, fact, _, _ in everyone))


def _of_object(case: Case, arrived: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves of the person, or from the company, that the statement names."""
    people = case.names("person").each(case.statement.object)
    rivals = set(case.names("company").each(case.statement.object))
    return tuple(
        move
        for move in arrived
        if move[0] in people
        or companies_in(case, move[2]) & rivals
        or any(companies_in(case, origin) & rivals for origin in _origins(case, move))
    )


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


def _mostly(case: Case, arrived: tuple[Move, ...]) -> Finding:
    """Whether more than half come from the companies that the statement names; offers alone prove less."""
    named = _sources(case)
    own = [move for move in arrived if companies_in(case, move[2]) & set(named)]
    part = sum(_from(case, move, named) for move in own)
    share = part / _heads(case, arrived)
    facts = tuple(fact for _, fact, _, _ in arrived)
    values = _told(case, arrived) | {
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
    index = case.names("person")
    person = index.each(case.statement.object) or index.each(case.statement.entity)
    if not person and _names_a_stranger(case):
        return nothing_found(case, "departed")
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
        "names": ", ".join(dict.fromkeys(one.strip() for name, *_ in gone for one in _people(name))),
        "day": case.day,
    }
    return Finding("true", "departure.documented", values, tuple(fact for _, fact, _, _ in gone))


def _names_a_stranger(case: Case) -> bool:
    """Whether the statement is about one person, of whom the catalog knows nothing."""
    named = case.statement.object
    return case.statement.entity_type == "person" or bool(named and not case.names("company").each(named))
