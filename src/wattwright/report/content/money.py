"""Background on money: what is announced, what became of it, and how it weighs on revenue and cash flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.catalog import Fact, period_end
from wattwright.plan.schema import Deal, Spending
from wattwright.report.charts.drawing import Bar, Bars
from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.content.cash import affordable, cash_blocks
from wattwright.report.content.known import Known, then_and_now
from wattwright.report.content.model import Block, Heading, Note, Paragraph, Table
from wattwright.report.phrases import Period, Phrase, Quantity, Series, Slot
from wattwright.results import Figure

__all__ = ["money_blocks"]

_YEARS_BACK: Final = 3
_ACTUAL: Final = ("measured", "published", "derived")
_LEAST_BARS: Final = 2
_DEAL_COLUMNS: Final = ("deal", "price", "stake", "staff")


def money_blocks(known: Known) -> tuple[Block, ...]:
    """Sentences on announced spending, yearly capex as bars, deals as a table; empty where all miss."""
    plan = known.dossier.plan
    recent = sorted((one for one in plan.spending if _recent(known, one)), key=lambda one: one.year is None)
    spoken = [phrase for one in recent for phrase in _sentences(known, one)]
    chart = tuple(_chart(known)) if spoken or known.entry else ()
    deals: tuple[Block, ...] = (*_deals(known), *_staff(known))
    if not (spoken or chart or deals or tuple(_foreign(known))):
        return ()
    spoken += affordable(known)
    found: list[Block] = [Heading(Phrase("heading.money"))]
    if spoken:
        found.append(Paragraph(tuple(spoken)))
    elif chart:
        found.append(Paragraph((Phrase("money.not_named", {"company": known.entry}),)))
    return (*found, *_foreign(known), *chart, *cash_blocks(known), *deals)


def _recent(known: Known, one: Spending) -> bool:
    """Whether a sum tells of the announcement's own time and not of long ago."""
    end = period_end(one.year)
    return end is None or end.year >= known.dossier.as_of.year - _YEARS_BACK


def _foreign(known: Known) -> Iterator[Note]:
    """A remark where the text gives sums in a currency that is not computed with."""
    said = known.dossier.reading.statements
    units = dict.fromkeys(one.unit for one in said if one.kind == "money" and one.unit not in ("USD", None))
    if units:
        yield Note(Phrase("money.foreign", {"currencies": Series(tuple(str(unit) for unit in units))}))


def _sentences(known: Known, one: Spending) -> Iterator[Phrase]:
    """What was announced for a period, what it came to, and what share of revenue and cash flow that is."""
    company = one.company or known.company
    low, value, high = one.amount.points
    slots: dict[str, Slot] = {"company": company or Phrase("money.someone"), "when": Period(one.year)}
    amount = Quantity(value, low, high, "USD")
    said = Phrase("money.range" if low < high else f"bound.{one.amount.qualifier}", {"amount": amount})
    key = one.status if one.year else "undated"
    yield Phrase(f"money.{key}", {**slots, "amount": said})
    fact = _newest(known, one.year)
    if fact is None:
        return
    actual = fact.basis in _ACTUAL
    if actual or fact.date > known.dossier.as_of:
        later = "money.became" if actual else "money.guided_now"
        yield Phrase(later, {**slots, "amount": fact, "day": fact.date}, (fact.source,))
    revenue, cash = (
        _of_year(known, f"capex_to_{name}_ratio", one.year)[-1:] for name in ("revenue", "cash_flow")
    )
    for found, name in ((revenue, "revenue"), (cash, "cash")):
        for share in found:
            yield Phrase(
                f"money.share_of_{name}", {"share": share, "when": Period(share.when)}, share.sources
            )


def _newest(known: Known, year: str | None) -> Fact | None:
    """Newest knowledge of the company's capex of a year."""
    if not known.entry or year is None:
        return None
    fact = known.catalog.latest("company", known.entry, "capex_usd", year)
    return fact if fact is not None and isinstance(fact.value, float) else None


def _of_year(known: Known, name: str, year: str | None) -> tuple[Figure, ...]:
    """Figures of the company's own reports for a year, not those of the announcement."""
    found = known.figures(name, when=year)
    return tuple(one for one in found if not one.subject.endswith(" · plan"))


def _chart(known: Known) -> Iterator[Bars]:
    """Capex by calendar year: reported, and the newest guidance with its range."""
    first = known.dossier.as_of.year - _YEARS_BACK
    facts: list[Fact] = []
    if known.entry:
        for year in range(first, known.dossier.today.year + 2):
            fact = known.catalog.latest("company", known.entry, "capex_usd", str(year))
            if fact is not None and isinstance(fact.value, float):
                facts.append(fact)
    if len(facts) < _LEAST_BARS:
        return
    yield Bars(
        ChartHeading(
            "chart-money",
            Phrase("chart.money.title", {"company": known.entry}),
            Phrase("chart.money.unit"),
            Phrase("chart.money.description", {"company": known.entry}),
            tuple(dict.fromkeys(fact.source for fact in facts)),
        ),
        tuple(_bar(fact) for fact in facts),
    )


def _bar(fact: Fact) -> Bar:
    assert isinstance(fact.value, float)
    actual = fact.basis in _ACTUAL
    open_range = not actual and fact.low is not None and fact.high is not None
    shown: Slot = Quantity(None, fact.low, fact.high, "USD") if open_range else fact
    kind = "reported" if actual else "guided"
    return Bar(Period(fact.when), fact.value, fact.low, fact.high, shown, kind)


def _deals(known: Known) -> Iterator[Table]:
    """Deals of the plan with what is known of price, stake and staff."""
    deals = known.dossier.plan.deals
    if not deals:
        return
    rows = [_deal(known, deal) for deal in deals]
    said = [0, *(place for place in (1, 2, 3) if any(cells[place] is not None for cells, _ in rows))]
    yield Table(
        "deals",
        tuple(_DEAL_COLUMNS[place] for place in said),
        tuple(place > 0 for place in said),
        tuple(tuple(_or_dash(cells[place]) for place in said) for cells, _ in rows),
        tuple(sources for _, sources in rows),
    )


def _staff(known: Known) -> Iterator[Paragraph]:
    """What the staff of a takeover would cost on the market, who stays, when that has paid for the price."""
    for deal in known.dossier.plan.deals:
        found = {
            name: known.figures(name, deal.target)
            for name in ("head_count", "yearly_staff_usd", "price_per_head_usd")
        }
        payback = known.figures("payback_years", f"{deal.target} · staff")
        stay = known.figures("stay_share", deal.target, "+2")
        if payback and stay and all(found.values()):
            slots: dict[str, Slot] = {
                "target": deal.target,
                "heads": found["head_count"][-1],
                "each": found["price_per_head_usd"][-1],
                "yearly": then_and_now(known, found["yearly_staff_usd"][-1]),
                "stay": stay[-1],
                "payback": payback[-1],
            }
            phrases = [Phrase("deal.staff", slots, payback[-1].sources[:3])]
        else:
            phrases = []
        needed = known.figures("needed_gain_ratio", deal.target)
        if needed:
            amount = then_and_now(known, needed[-1])
            phrases.append(Phrase("deal.needed", {"target": deal.target, "share": amount}))
        if phrases:
            yield Paragraph(tuple(phrases))


def _or_dash(cell: Slot | None) -> Slot:
    return Phrase("not_known") if cell is None else cell


def _deal(known: Known, deal: Deal) -> tuple[tuple[Slot | None, ...], tuple[str, ...]]:
    figures = {
        name: known.figures(name, deal.target)
        for name in ("deal_price_usd", "stake_share", "head_count", "price_per_head_usd")
    }
    cells: list[Slot | None] = [deal.target]
    for name in ("deal_price_usd", "stake_share", "head_count"):
        cells.append(figures[name][-1] if figures[name] else None)
    sources = tuple(source for found in figures.values() for one in found[-1:] for source in one.sources)
    return tuple(cells), sources
