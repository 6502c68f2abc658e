"""What the announcement means: chips, training time, electricity, homes, water, cost, and the rivals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.report.charts.drawing import Bar, Bars, Part, Squares, Stack
from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.content.change import change_blocks
from wattwright.report.content.known import Known
from wattwright.report.content.meaning import leaf_sources, meaning_items
from wattwright.report.content.model import Block, ClaimRow, Heading, Note, Paragraph, Points
from wattwright.report.content.scope import Scope, scope_of
from wattwright.report.phrases import Phrase, Quantity, Slot
from wattwright.results import Figure

__all__ = ["assessment_blocks"]

_PARTS: Final = ("it_equipment_cost_usd", "construction_cost_usd", "land_cost_usd")
_RIVALS: Final = 6
_RUNNING: Final = " · running"
_NEAR: Final = (0.02, 50.0)
_PLACES: Final = ("Manhattan", "Central Park", "Berlin", "Lake Constance", "Monaco", "football pitch")


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
    found += _areas(known)
    found += _rivals(known)
    return (*found, *change_blocks(claims))


def _opening(known: Known, scope: Scope) -> Iterator[Phrase]:
    """The full build in one sentence."""
    power = scope.figure(known, "facility_power_mw")
    if power is None:
        return
    count = len(scope.sites)
    key = "alone" if not scope.several else "both" if count == 2 else "together"
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
    phrases.append(Phrase("cost.site", slots, leaf_sources(one[0])))
    reported = [
        figure for figure in known.figures("capital_cost_usd") if figure.subject == f"{campus} · reported"
    ]
    if reported:
        last = reported[-1]
        phrases.append(Phrase("cost.reported", {"amount": last, "day": last.date}, last.sources))
    yield Paragraph(tuple(phrases))
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


def _areas(known: Known) -> Iterator[Block]:
    """The largest area that the plan states, beside a place of similar size that people know."""
    stated = [campus for campus in known.dossier.plan.campuses if campus.area is not None]
    ratios = {
        (figure.subject.partition(" · ")[0], figure.subject.partition(" · ")[2]): figure
        for figure in known.figures("area_ratio")
    }
    for campus in stated[:1]:
        near = [
            (place, ratios[campus.name, place])
            for place in _PLACES
            if (campus.name, place) in ratios and _NEAR[0] <= ratios[campus.name, place].value <= _NEAR[1]
        ]
        if not near:
            return
        place, ratio = near[0]
        area, reference = ratio.inputs[0], ratio.inputs[1]
        key = "area.smaller" if ratio.value < 1 else "area.larger"
        name = Phrase(f"place.{place}")
        slots: dict[str, Slot] = {"site": campus.name, "area": area, "place": name, "ratio": ratio}
        yield Heading(Phrase("heading.area"))
        yield Paragraph((Phrase(key, slots, (*area.sources, *reference.sources)),))
        yield Squares(
            ChartHeading(
                "chart-area",
                Phrase("chart.area.title", {"site": campus.name, "place": name}),
                Phrase("chart.area.unit"),
                Phrase("chart.area.description", {"site": campus.name, "place": name}),
                (*area.sources, *reference.sources),
            ),
            (
                Part(campus.name, area.value, area, "p1"),
                Part(name, reference.value, reference, "ground" if ratio.value < 1 else "p2"),
            ),
        )


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
