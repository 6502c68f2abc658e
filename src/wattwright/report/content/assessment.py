"""What the announcement means: chips, training time, electricity, homes, water, cost, and the rivals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.evaluate.hours import RENTED
from wattwright.report.charts.drawing import Bar, Bars, Part, Stack
from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.content.areas import area_blocks
from wattwright.report.content.change import change_blocks
from wattwright.report.content.known import Known, then_and_now
from wattwright.report.content.meaning import leaf_sources, meaning_items
from wattwright.report.content.model import Block, ClaimRow, Heading, Note, Paragraph, Points
from wattwright.report.content.scope import Scope, scope_of
from wattwright.report.phrases import Phrase, Quantity, Slot

__all__ = ["assessment_blocks"]

_PARTS: Final = (
    "it_equipment_cost_usd",
    "construction_cost_usd",
    "land_cost_usd",
    "construction_interest_usd",
)
_RIVALS: Final = 6
_RUNNING: Final = " · running"


def assessment_blocks(known: Known, claims: tuple[ClaimRow, ...]) -> tuple[Block, ...]:
    """Meaning in numbers that people can feel, a look at the rivals, and what would change the verdicts."""
    scope = scope_of(known)
    found: list[Block] = []
    if scope is None:
        found.append(Note(Phrase("assessment.no_power")))
    else:
        found.append(Paragraph(tuple(_opening(known, scope))))
        found.append(Points(meaning_items(known, scope)))
        found += _cost(known, scope)
    found += area_blocks(known)
    found += _rivals(known)
    return (*found, *change_blocks(claims))


def _opening(known: Known, scope: Scope) -> Iterator[Phrase]:
    """The full build in one sentence."""
    power = scope.figure(known, "facility_power_mw")
    if power is None:
        return
    count = len(scope.sites)
    key = (
        "running"
        if not scope.stated
        else "alone"
        if not scope.several
        else "both"
        if count == 2
        else "together"
    )
    yield Phrase(f"assessment.{key}", {"subject": scope.sites[0][0], "power": power, "count": count})


def _cost(known: Known, scope: Scope) -> Iterator[Block]:
    """Capital cost and its parts for the largest site or the only one."""
    whole = scope.figure(known, "capital_cost_usd")
    campus, when = scope.largest
    one = known.figures("capital_cost_usd", campus, when)[-1:]
    per_watt = known.figures("capital_cost_usd_per_w", campus, when)[-1:]
    if not one or not per_watt:
        return
    yield Heading(Phrase("heading.cost"))
    phrases = []
    if scope.several and whole is not None:
        phrases.append(Phrase("cost.together", {"amount": whole}))
    slots: dict[str, Slot] = {"site": campus, "amount": one[0], "per_watt": per_watt[0]}
    phrases.append(Phrase("cost.site" if phrases else "cost.single", slots, leaf_sources(one[0])))
    equipment = known.figures(_PARTS[0], campus, when)[-1:]
    if equipment and equipment[0].value > one[0].value / 2:
        phrases.append(Phrase("cost.mostly_chips"))
    reported = [
        figure for figure in known.figures("capital_cost_usd") if figure.subject == f"{campus} · reported"
    ]
    if reported:
        last = reported[-1]
        phrases.append(Phrase("cost.reported", {"amount": last, "day": last.date}, last.sources))
    yield Paragraph(tuple(phrases))
    hours = tuple(_hours(known, campus, when))
    if hours:
        yield Paragraph(hours)
    parts = [known.figures(name, campus, when)[-1:] for name in _PARTS]
    yield Stack(
        ChartHeading(
            "chart-cost",
            Phrase("chart.cost.title", {"site": campus}),
            Phrase("chart.cost.unit"),
            Phrase("chart.cost.description", {"site": campus}),
            leaf_sources(one[0]),
        ),
        tuple(
            Part(Phrase(f"chart.cost.{name}"), found[0].value, found[0], f"p{place}")
            for place, (name, found) in enumerate(zip(_PARTS, parts, strict=True), 1)
            if found
        ),
    )


def _hours(known: Known, campus: str, when: str) -> Iterator[Phrase]:
    """What running costs a year, what an hour costs owned and rented, a million tokens, a minute of voice."""
    running, written = (
        known.figures(name, campus, when) for name in ("annual_operating_usd", "annual_depreciation_usd")
    )
    if running and written:
        yield Phrase("cost.running", {"running": running[-1], "written": written[-1]})
    own, rented = (
        known.figures("accelerator_cost_usd_per_h", subject, when)
        for subject in (campus, f"{campus} · {RENTED}")
    )
    if own and rented:
        yield Phrase(
            "cost.hour", {"own": then_and_now(known, own[-1]), "rented": rented[-1]}, own[-1].sources[:2]
        )
    tokens = [one for one in known.figures("million_tokens_usd") if one.subject.endswith(f" · {campus}")]
    if tokens:
        model = tokens[-1].subject.partition(" · ")[0]
        yield Phrase("cost.tokens", {"model": model, "amount": then_and_now(known, tokens[-1])})
    full = [one for one in known.figures("full_training_cost_usd") if one.subject.endswith(f" · {campus}")]
    if full:
        model = full[-1].subject.partition(" · ")[0]
        yield Phrase("cost.training", {"model": model, "amount": then_and_now(known, full[-1])})
    voice = known.figures("voice_minute_usd", campus, when)
    if voice:
        yield Phrase("cost.voice", {"amount": voice[-1]})


def _rivals(known: Known) -> Iterator[Block]:
    """Power that runs today, company by company, with the announcement's own set off."""
    running = [one for one in known.figures("facility_power_mw") if one.subject.endswith(_RUNNING)]
    ranked = sorted(running, key=lambda one: -one.value)
    own = [one for one in ranked if one.subject == f"{known.entry}{_RUNNING}"]
    shown = ranked[:_RIVALS]
    shown += [one for one in own if one not in shown]
    if len(shown) < 2:
        return
    yield Heading(Phrase("heading.rivals"))
    before = [one for one in known.dossier.then.find("facility_power_mw") if one.subject.endswith(_RUNNING)]
    sources = tuple(dict.fromkeys(source for one in shown for source in one.sources))
    if own:
        place = ranked.index(own[0]) + 1
        slots: dict[str, Slot] = {
            "company": known.entry,
            "power": own[0],
            "place": place,
            "count": len(ranked),
        }
        said = Phrase("rivals.own", slots, sources)
    else:
        said = Phrase("rivals.others", {"day": known.dossier.today}, sources)
    yield Paragraph((said,) if before else (said, Phrase("rivals.not_then")))
    yield Bars(
        ChartHeading(
            "chart-rivals",
            Phrase("chart.rivals.title"),
            Phrase("chart.rivals.unit", {"day": known.dossier.today}),
            Phrase("chart.rivals.description"),
            sources,
        ),
        tuple(
            Bar(
                one.subject.partition(" · ")[0],
                one.value,
                one.low,
                one.high,
                Quantity(one.value, unit=one.unit),
                mark=one in own,
            )
            for one in shown
        ),
    )
