"""Sites that a text announces: power by date, land, chips, cost, households, plants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, get_args

from wattwright.catalog import Catalog, period_end
from wattwright.plan.amounts import Amount
from wattwright.plan.announced import amount_of, known, period_of, said
from wattwright.plan.cues import nearest, says
from wattwright.plan.schema import Campus, Generation, Phase, PlantKind, Status
from wattwright.reading.statements import Reading, Statement

__all__ = ["campuses_of"]

_AND: Final = re.compile(r",| und | and | & |/")
_FIRM: Final = {"fact": 0, "plan": 0, "claim": 1, "estimate": 2}
"""Which of two figures for one day goes into the plan: what is so or planned, before claims and estimates."""

_SHARED: Final = 3
"""Sites from which on a word in their names is that of a programme."""

_RUNNING: Final = ("fact", "estimate")


@dataclass(slots=True)
class _Site:
    """Statements about one site under the name that the text gives it first; lives only in `campuses_of`."""

    name: str
    entry: str
    statements: list[Statement] = field(default_factory=list)


def campuses_of(reading: Reading, company: str, day: date, catalog: Catalog) -> tuple[Campus, ...]:
    """Campuses that the text names, in its order; those without power only where the catalog knows them.

    A figure for several sites together belongs to none of them alone.
    """
    sites: dict[str, _Site] = {}
    statements = said(reading.statements)
    for statement in statements:
        named = _sites_of(statement, catalog)
        for name, entry in named:
            site = sites.setdefault(entry or name.casefold(), _Site(name, entry))
            if len(named) == 1:
                site.statements.append(statement)
    text = " ".join(dict.fromkeys([*(one.sentence for one in statements), *reading.sites]))
    _add_mentioned(sites, text, company, catalog)
    found = [_campus(site, company, day, catalog) for site in sites.values()]
    return tuple(campus for campus in found if campus is not None)


def _sites_of(statement: Statement, catalog: Catalog) -> list[tuple[str, str]]:
    """Names of the sites that a statement is about, with the catalog's names."""
    if statement.entity is None or statement.entity_type not in ("campus", None, "other"):
        return []
    programme = _programme(statement.entity, catalog)
    if programme:
        return [(programme, programme)]
    entry = known(catalog, "campus", statement.entity)
    if entry:
        return [(statement.entity, entry)]
    parts = [part.strip() for part in _AND.split(statement.entity)]
    entries = [known(catalog, "campus", part) for part in parts]
    if len(parts) > 1 and all(entries):
        return list(zip(parts, entries, strict=True))
    return [(statement.entity, "")] if statement.entity_type == "campus" else []


def _programme(name: str, catalog: Catalog) -> str:
    """The programme behind a name that many sites share; empty where the name is that of one site."""
    words, everything = set(name.casefold().split()), Catalog(catalog.folder)
    sharing = [site for site in everything.names("campus") if words <= set(site.casefold().split())]
    if len(sharing) < _SHARED:
        return ""
    layers = {
        site: fact.value
        for site in sharing
        if (fact := everything.latest("campus", site, "layer")) is not None
    }
    return next((site for site, layer in layers.items() if layer == "programme"), "")


def _add_mentioned(sites: dict[str, _Site], text: str, company: str, catalog: Catalog) -> None:
    """Sites of the company that `text` names without a figure of their own."""
    spellings = {name: name for name in catalog.names("campus")} | catalog.aliases("campus")
    wanted = known(catalog, "company", company)
    for spelling, entry in spellings.items():
        if entry in sites or not re.search(rf"(?<!\w){re.escape(spelling)}s?(?!\w)", text):
            continue
        if wanted and wanted in _companies(entry, catalog):
            sites[entry] = _Site(spelling, entry)


def _companies(entry: str, catalog: Catalog) -> tuple[str, ...]:
    """Companies of a site by the catalog: its operators, and who is named in its name."""
    fact = catalog.latest("campus", entry, "operator")
    words = [*(str(fact.value).split("/") if fact else []), entry.partition(" ")[0]]
    found = (known(catalog, "company", word.partition("(")[0].strip()) for word in words)
    return tuple(name for name in found if name)


def _campus(site: _Site, company: str, day: date, catalog: Catalog) -> Campus | None:
    phases = _phases(site.statements, day)
    plants = tuple(_plants(site.statements, day))
    if not phases and not site.entry:
        return None
    return Campus(
        name=site.name,
        company=_builder(site.entry, company, catalog),
        phases=phases,
        accelerator=_chip(site.statements, catalog),
        area=_first(one for one in site.statements if one.kind == "area" and not says(one, "floor")),
        cost=_largest(one for one in site.statements if one.kind == "money" and _is_cost(one)),
        households=_first(
            one for one in site.statements if one.kind == "households" and one.direction != "supply"
        ),
        generation=plants,
    )


def _builder(entry: str, company: str, catalog: Catalog) -> str | None:
    """Who builds the site: the text's company if it has a part in it, else the catalog's operator."""
    companies = _companies(entry, catalog) if entry else ()
    if company and known(catalog, "company", company) in companies:
        return company
    return companies[0] if companies else None


def _is_cost(statement: Statement) -> bool:
    """Whether a sum is the cost of the whole site."""
    return statement.period == "total" and nearest(statement, "money") not in ("tax", "revenue", "result")


_KINDS: Final = {"area": "area", "money": "money", "households": "households"}


def _first(statements: Iterable[Statement]) -> Amount | None:
    """First of the amounts that are said most exactly, those of the firmest statements before others."""
    found = [(amount, one) for one in statements if (amount := amount_of(one, _KINDS[one.kind])) is not None]
    rank = min(
        found, key=lambda pair: (_FIRM.get(pair[1].modality, 1), pair[0].qualifier == "about"), default=None
    )
    return rank[0] if rank else None


def _largest(statements: Iterable[Statement]) -> Amount | None:
    """Largest of the amounts that are firmest."""
    found = [(amount, one) for one in statements if (amount := amount_of(one, _KINDS[one.kind])) is not None]
    firmest = min((_FIRM.get(one.modality, 1) for _, one in found), default=0)
    amounts = [amount for amount, one in found if _FIRM.get(one.modality, 1) == firmest]
    return max(amounts, key=lambda amount: amount.value, default=None)


def _chip(statements: Iterable[Statement], catalog: Catalog) -> str | None:
    """The one chip that figures of the site name; None where they name none or several."""
    words = {
        word
        for one in statements
        if one.kind == "accelerators"
        for word in re.findall(r"[A-Za-z]+[A-Za-z0-9-]*\d[\w-]*", one.span)
    }
    names = {name for word in words if (name := known(catalog, "accelerator", _stem(word)))}
    return names.pop() if len(names) == 1 else None


def _stem(word: str) -> str:
    """A chip's name without plural s and without what is joined to it ("GB200-Chips", "B200s")."""
    return word.partition("-")[0].rstrip("s") if word[-1] == "s" or "-" in word else word


@dataclass(frozen=True, slots=True)
class _Power:
    """One figure of power or chips of a site, with the period it refers to."""

    when: str | None
    rank: int
    amount: Amount
    statement: Statement


def _phases(statements: Iterable[Statement], day: date) -> tuple[Phase, ...]:
    """One phase for every date, the full build without a date last; power and chips of a date go together."""
    own = [one for one in statements if one.kind in ("power", "accelerators")]
    powers = _by_date((one for one in own if one.kind == "power" and not nearest(one, "generation")), day)
    chips = _by_date((one for one in own if one.kind == "accelerators"), day)
    if len(powers) == 1 == len(chips):
        chips = {next(iter(powers)): next(iter(chips.values()))}
    dates = sorted({*powers, *chips}, key=lambda when: period_end(when) or date.max)
    phases = [_phase(when, powers.get(when), chips.get(when), day) for when in dates]
    return tuple(phase for phase in phases if not _is_surpassed(phase, phases))


def _by_date(statements: Iterable[Statement], day: date) -> dict[str | None, _Power]:
    """Firmest and then largest figure of every period; what runs today without a date is dated today."""
    found: dict[str | None, _Power] = {}
    for one in statements:
        amount = amount_of(one, one.kind)
        if amount is None or amount.value == 0:
            continue
        when = period_of(one.when)
        if when is None and _runs(one, None, day):
            when = day.isoformat()
        power = _Power(when, _FIRM.get(one.modality, 1), amount, one)
        kept = found.get(when)
        if kept is None or (power.rank, -amount.value) < (kept.rank, -kept.amount.value):
            found[when] = power
    return found


def _is_surpassed(phase: Phase, phases: Sequence[Phase]) -> bool:
    """Whether a full build without a date is smaller than a phase with one, so that it is none."""
    power = phase.power
    if phase.date is not None or power is None:
        return False
    return any(one.date and one.power and one.power.value > power.value for one in phases)


def _phase(when: str | None, power: _Power | None, chips: _Power | None, day: date) -> Phase:
    first = power or chips
    assert first is not None
    return Phase(
        date=when,
        power=power.amount if power else None,
        counts=_counts(power.statement) if power else "unspecified",
        status=_status(first.statement, when, day),
        accelerators=chips.amount if chips else None,
    )


def _counts(statement: Statement) -> str:
    return nearest(statement, "power") or "unspecified"


def _runs(statement: Statement, when: str | None, day: date) -> bool:
    """Whether a figure says what runs, rather than what is planned."""
    end = period_end(when)
    if end is not None and end.replace(day=1) > day:
        return False
    return statement.modality == "fact" or (statement.modality in _RUNNING and says(statement, "running"))


def _status(statement: Statement, when: str | None, day: date) -> Status:
    end = period_end(when)
    if _runs(statement, when, day):
        return "operational"
    if statement.modality == "estimate":
        return "operational" if end is not None and end <= day else "projected"
    return "construction" if says(statement, "building") else "announced"


def _plants(statements: Iterable[Statement], day: date) -> Iterable[Generation]:
    """Plants and contracts that feed the site."""
    for one in statements:
        kind = nearest(one, "generation") if one.kind == "power" else ""
        amount = amount_of(one, "power") if kind in get_args(PlantKind) else None
        if amount is not None:
            when = period_of(one.when)
            yield Generation(kind=kind, power=amount, date=when, status=_status(one, when, day))
