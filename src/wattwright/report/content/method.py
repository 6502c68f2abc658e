"""Method: rules, formulas, assumptions, what was not found, where sources disagree, credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from wattwright.catalog import Fact
from wattwright.equations import registered
from wattwright.explain import plain_formula
from wattwright.report.content.known import Known
from wattwright.report.content.model import Block, ClaimRow, Heading, Note, Paragraph, Points, Table
from wattwright.report.content.sources import credit_of, named_by_blocks
from wattwright.report.phrases import Formula, Label, Period, Phrase, Quantity, Series, Slot
from wattwright.results import Figure

__all__ = ["method_blocks"]

_SHOWN: Final = (
    "accelerator_count",
    "useful_flop_per_s",
    "training_duration_s",
    "annual_energy_mwh",
    "household_equivalents",
    "capital_cost_usd",
    "capex_to_revenue_ratio",
    "projected_lead_days",
)
_FIRM: Final = ("measured", "published", "announced")
_MOST: Final = 8
_SUM: Final = "total_"
_ASIDE: Final = (" · Epoch", " · as IT", " · rented", " · reported")
_APART: Final = 0.03


def method_blocks(known: Known, claims: tuple[ClaimRow, ...], named: Iterable[str]) -> tuple[Block, ...]:
    """All parts that have something to say; `named` are the sources that the other sections use."""
    found: list[Block] = [
        Paragraph((Phrase("method.two_verdicts"), Phrase("method.intervals"), Phrase("method.kinds")))
    ]
    shown = [one for name in _SHOWN for one in _plainest(known.figures(name))]
    if shown:
        found += [_formulas(shown), *_assumptions(shown)]
    found += _named("conflicts", _conflicts(known))
    found += _named("missing", _missing(known))
    found += _named("weak", _weak(claims))
    found += [
        Heading(Phrase("heading.credits")),
        Paragraph(tuple(_credits(known, (*named, *named_by_blocks(found))))),
    ]
    return tuple(found)


def _plainest(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The last figure that is computed by the usual equation and reading."""
    plain = [one for one in figures if not one.subject.endswith(_ASIDE) and one.equation]
    return tuple(plain[-1:])


def _named(name: str, items: Iterable[Phrase]) -> Iterator[Block]:
    """A heading with a list under it, where there are items."""
    listed = tuple((None, (item,)) for item in items)[:_MOST]
    if listed:
        yield Heading(Phrase(f"heading.{name}"))
        yield Note(Phrase(f"method.{name}"))
        yield Points(listed)


def _formulas(shown: list[Figure]) -> Table:
    """Equations behind the figures shown, each once, in the order in which they are needed."""
    used: dict[str, Figure] = {}
    for figure in shown:
        for _, one in figure.tree():
            if one.equation:
                used.setdefault(one.equation, one)
    rows = []
    for name, one in used.items():
        rule = registered()[name]
        left, right = plain_formula(rule.symbol), plain_formula(rule.latex)
        if left not in right.split() and not name.startswith(_SUM):
            rows.append((Label(one.name), Formula(f"{left} = {right}".replace(" - ", " − "))))
    return Table("formulas", ("figure", "formula"), (False, False), tuple(rows), folded=True)


def _assumptions(shown: list[Figure]) -> Iterator[Table]:
    """Numbers from outside that belong to no single site, with range and basis."""
    leaves: dict[tuple[str, str], Figure] = {}
    for figure in shown:
        for _, one in figure.tree():
            if not one.inputs and one.basis in ("assumed", "inferred", "published") and one.low < one.high:
                leaves.setdefault((one.name, one.subject), one)
    if not leaves:
        return
    rows = tuple((Label(one.name), one, Phrase(f"basis.{one.basis}")) for one in leaves.values())
    sources = tuple(one.sources for one in leaves.values())
    yield Table("assumptions", ("figure", "value", "basis"), (False, True, False), rows, sources, folded=True)


def _entries(known: Known) -> Iterator[tuple[str, str]]:
    """Kind and name of the catalog's entries that the plan is about."""
    if known.entry:
        yield "company", known.entry
    for campus in known.dossier.plan.campuses:
        if site := known.site(campus):
            yield "campus", site


def _conflicts(known: Known) -> Iterator[Phrase]:
    """Firm figures of one quantity and period that differ between sources by more than rounding."""
    for kind, name in _entries(known):
        groups: dict[tuple[str, str | None], list[Fact]] = {}
        for fact in known.catalog.facts(kind, name):
            if isinstance(fact.value, float) and fact.when is not None and fact.basis in _FIRM:
                groups.setdefault((fact.quantity, fact.when), []).append(fact)
        for facts in groups.values():
            low, high = min(facts, key=_value), max(facts, key=_value)
            apart = _value(high) - _value(low) > _APART * abs(_value(high))
            if apart and low.source != high.source and low.basis == high.basis:
                yield _conflict(name, low, high)


def _value(fact: Fact) -> float:
    return float(fact.value or 0)


def _conflict(name: str, low: Fact, high: Fact) -> Phrase:
    slots: dict[str, Slot] = {
        "name": name,
        "quantity": Label(low.quantity),
        "when": Period(low.when),
        "low": Quantity(_value(low), unit=low.unit),
        "high": Quantity(_value(high), unit=high.unit),
    }
    return Phrase("method.conflict", slots, (low.source, high.source))


def _missing(known: Known) -> Iterator[Phrase]:
    """What was searched for and not found."""
    for kind, name in _entries(known):
        for fact in known.catalog.facts(kind, name):
            if fact.value is None:
                slots: dict[str, Slot] = {
                    "name": name,
                    "quantity": Label(fact.quantity),
                    "when": Period(fact.when),
                }
                yield Phrase("method.not_found", slots, (fact.source,))
    for campus in known.dossier.plan.campuses:
        if not known.site(campus):
            yield Phrase("method.unknown_site", {"campus": campus.name})


def _weak(claims: tuple[ClaimRow, ...]) -> Iterator[Phrase]:
    """Claims that rest on weak evidence."""
    for row in claims:
        doubts = dict.fromkeys((*row.today.doubtful, *row.then.doubtful))
        for doubt in doubts:
            yield Phrase("method.doubt", {"number": row.number, "doubt": doubt})


def _credits(known: Known, named: Iterable[str]) -> Iterator[Phrase]:
    """Licences of the sources used, the scale, version, and where all numbers stand."""
    credits = {_folded(credit): credit for name in named if (credit := credit_of(name, known.catalog))}
    if credits:
        yield Phrase("method.credit", {"credits": Series(tuple(credits.values()))})
    yield Phrase("method.scale")
    slots: dict[str, Slot] = {
        "version": known.dossier.version,
        "hash": known.dossier.now.catalog_hash,
    }
    yield Phrase("method.version", slots)


def _folded(credit: str) -> str:
    """First two words of a credit, so that one publisher is thanked once."""
    return " ".join(credit.replace(",", " ").split()[:2]).casefold()
