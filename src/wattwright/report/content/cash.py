"""Background on cash: what is left after building, then and today, by year, and what ventures carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.evaluate.cash import PROJECTED, VENTURES
from wattwright.report.content.known import Known, then_and_now
from wattwright.report.content.model import Block, Note, Paragraph, Table
from wattwright.report.phrases import Period, Phrase, Slot
from wattwright.results import Figure, Results

__all__ = ["affordable", "cash_blocks"]

_COLUMNS: Final = {
    "cash_flow": "operating_cash_flow_usd",
    "capex": "capex_usd",
    "left": "free_cash_flow_usd",
    "ventures": "venture_usd",
}
_NUMERIC: Final = (False, *[True] * len(_COLUMNS))


def cash_blocks(known: Known) -> Iterator[Block]:
    """Sentences on the cash of the announced year and the newest one, a table by year; nothing unknown."""
    phrases = tuple(_sentences(known))
    if phrases:
        yield Paragraph(phrases)
    years = _years(known)
    if not years:
        return
    yield Table(
        "cash",
        ("year", *_COLUMNS),
        _NUMERIC,
        tuple(tuple(_cells(known, year)) for year in years),
        tuple(_sources(known, year) for year in years),
    )
    if any(_projected(known.dossier.now, known.entry, year) for year in years):
        yield Note(Phrase("cash.projected"))


def affordable(known: Known) -> Iterator[Phrase]:
    """IT power that each announced sum would buy, then and today."""
    company = known.dossier.plan.company or ""
    for figure in known.figures("affordable_power_w"):
        if figure.subject.startswith(company):
            power = then_and_now(known, figure)
            yield Phrase("cash.affordable", {"capex": figure.inputs[0], "power": power}, figure.sources[:3])


def _sentences(known: Known) -> Iterator[Phrase]:
    """What was to be expected for the year of the announcement, what came or comes, what ventures carry."""
    then, now, company = known.dossier.then, known.dossier.now, known.entry
    year = str(known.dossier.as_of.year)
    if _projected(then, company, year) and not _same(then, now, company, year):
        yield from _year(then, company, year, "cash.expected")
    newest = _years(known)[-1:]
    for when in dict.fromkeys((year, *newest)):
        key = "cash.expected_now" if _projected(now, company, when) else "cash.came"
        yield from _year(now, company, when, key)
    for when in _years(known):
        ventures = now.find("venture_share", f"{company} · {VENTURES}", when)
        carried = now.find("venture_usd", f"{company} · {VENTURES}", when)
        after = now.find("cash_after_ventures_usd", f"{company} · {VENTURES}", when)
        if ventures and carried and after:
            slots: dict[str, Slot] = {
                "money": carried[-1],
                "share": ventures[-1],
                "after": after[-1],
                "when": Period(when),
            }
            yield Phrase("cash.ventures", slots, carried[-1].sources)


def _year(results: Results, company: str, when: str, key: str) -> Iterator[Phrase]:
    flow, capex, left = (
        _of(results, company, when, name)
        for name in ("operating_cash_flow_usd", "capex_usd", "free_cash_flow_usd")
    )
    if flow is not None and capex is not None and left is not None:
        slots: dict[str, Slot] = {
            "company": company,
            "flow": flow,
            "capex": capex,
            "left": left,
            "when": Period(when),
        }
        yield Phrase(key, slots, tuple(dict.fromkeys((*flow.sources[:1], *capex.sources[:1]))))


def _of(results: Results, company: str, when: str, name: str) -> Figure | None:
    """A company's own figure of a year, reported before projected."""
    for subject in (company, f"{company} · {PROJECTED}", f"{company} · {VENTURES}"):
        found = results.find(name, subject, when)
        if found:
            return found[-1]
    return None


def _projected(results: Results, company: str, when: str) -> bool:
    return bool(results.find("operating_cash_flow_usd", f"{company} · {PROJECTED}", when))


def _same(then: Results, now: Results, company: str, when: str) -> bool:
    """Whether a year looks today as it did on the day of the announcement."""
    before, after = (_of(one, company, when, "free_cash_flow_usd") for one in (then, now))
    return before is not None and after is not None and before.value == after.value


def _years(known: Known) -> list[str]:
    """Calendar years with capital expenditure and cash flow of the company, in order."""
    now, company = known.dossier.now, known.entry
    found = {str(one.when) for one in now.find("capex_usd", company)} if company else set()
    return sorted(
        when
        for when in found
        if when.isdigit() and _of(now, company, when, "operating_cash_flow_usd") is not None
    )


def _cells(known: Known, year: str) -> Iterator[Slot]:
    yield Period(year)
    for name in _COLUMNS.values():
        figure = _of(known.dossier.now, known.entry, year, name)
        if figure is None:
            yield Phrase("not_known")
        elif figure.low < figure.high:
            yield Phrase("cash.range", {"amount": figure})
        else:
            yield figure


def _sources(known: Known, year: str) -> tuple[str, ...]:
    found = (_of(known.dossier.now, known.entry, year, name) for name in _COLUMNS.values())
    return tuple(dict.fromkeys(source for one in found if one for source in one.sources[:1]))
