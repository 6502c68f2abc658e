"""What the announcement means: chips, training time, electricity, homes, water, cost, and the rivals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.report.charts.drawing import Bar, Bars, Part, Squares, Stack
from wattwright.report.charts.drawing import Heading as ChartHeading
from wattwright.report.content.change import change_blocks
from wattwright.report.content.known import Known
from wattwright.report.content.model import Block, ClaimRow, Heading, Note, Paragraph, Points
from wattwright.report.content.scope import Scope, scope_of
from wattwright.report.phrases import Phrase, Quantity, Slot
from wattwright.results import Figure

__all__ = ["assessment_blocks"]

_PARTS: Final = ("it_equipment_cost_usd", "construction_cost_usd", "land_cost_usd")
_RIVALS: Final = 6
_NEAR: Final = (0.02, 50.0)
_PLACES: Final = ("Manhattan", "Central Park", "Berlin", "Lake Constance", "Monaco", "football pitch")

Item = tuple[Phrase | None, Phrase]


def assessment_blocks(known: Known, claims: tuple[ClaimRow, ...]) -> tuple[Block, ...]:
    """Meaning in numbers that people can feel, a look at the rivals, and what would change the verdicts."""
    scope = scope_of(known)
    found: list[Block] = []
    if scope is None:
        found.append(Note(Phrase("assessment.no_power")))
    else:
        found.append(Paragraph(tuple(_opening(known, scope))))
        found.append(Points(tuple(_meaning(known, scope))))
        found += _cost(known, scope)
    found += _areas(known)
    found += _rivals(known)
    return (*found, *change_blocks(claims))


def _opening(known: Known, scope: Scope) -> Iterator[Phrase]:
    """The full build in one sentence."""
    power = scope.figure(known, "facility_power_mw")
    if power is None:
        return
    key = "assessment.together" if scope.several else "assessment.alone"
    yield Phrase(key, {"subject": _name(scope), "power": power, "count": len(scope.sites)})


def _name(scope: Scope) -> Slot:
    return scope.sites[0][0] if not scope.several else Phrase("assessment.all_sites")


def _meaning(known: Known, scope: Scope) -> Iterator[Item]:
    chips = scope.figure(known, "accelerator_count")
    if chips is not None:
        key = "meaning.chips" if chips.equation else "meaning.chips_stated"
        yield Phrase("meaning.name.chips"), Phrase(key, {"count": chips}, _leaf_sources(chips))
    yield from _training(known, scope)
    energy = scope.figure(known, "annual_energy_mwh")
    if energy is not None:
        load = _behind(energy, "load_factor")
        slots: dict[str, Slot] = {"energy": energy}
        if load is not None:
            yield (
                Phrase("meaning.name.energy"),
                Phrase("meaning.energy", {**slots, "load": load}, _leaf_sources(load)),
            )
    yield from _homes(known, scope)
    for quantity, name in (("annual_water_l", "water"), ("annual_emissions_kg", "emissions")):
        figure = _summed(known, scope, quantity)
        if figure is not None:
            place = scope.sites[-1][0] if scope.several else scope.subject
            slots = {"amount": figure, "site": place}
            yield Phrase(f"meaning.name.{name}"), Phrase(f"meaning.{name}", slots, _leaf_sources(figure))
    bill = _summed(known, scope, "annual_electricity_cost_usd")
    if bill is not None:
        place = scope.sites[-1][0] if scope.several else scope.subject
        yield (
            Phrase("meaning.name.bill"),
            Phrase("meaning.bill", {"amount": bill, "site": place}, _leaf_sources(bill)),
        )


def _summed(known: Known, scope: Scope, quantity: str) -> Figure | None:
    """The figure of the whole build, else that of its largest site, which the sentence names."""
    whole = scope.figure(known, quantity)
    if whole is not None and not scope.several:
        return whole
    campus, when = scope.sites[-1]
    found = known.figures(quantity, campus, when)
    return found[-1] if found else None


def _training(known: Known, scope: Scope) -> Iterator[Item]:
    """How long the named model's training would take on the first site that is to run it."""
    for campus, when in scope.sites:
        for figure in known.figures("training_duration_s", when=when):
            model, _, site = figure.subject.partition(" · ")
            if site != campus:
                continue
            slots: dict[str, Slot] = {"model": model, "site": campus, "time": figure}
            before = known.figures("training_duration_s", model)
            count = known.figures("accelerator_count", model)
            key = "meaning.training"
            if before and count:
                key = "meaning.training_before"
                slots |= {"before": before[-1], "count": count[-1]}
            yield Phrase("meaning.name.training"), Phrase(key, slots, _leaf_sources(figure))
            return


def _homes(known: Known, scope: Scope) -> Iterator[Item]:
    """Households with the electricity of one home, its year and the load factor; a comparison, not supply."""
    here = scope.figure(known, "household_equivalents", " · US")
    there = scope.figure(known, "household_equivalents", " · Germany")
    full = scope.figure(known, "household_equivalents", " · US · λ=1")
    home = _behind(here, "household_energy_mwh") if here else None
    if here is None or home is None:
        return
    slots: dict[str, Slot] = {"homes": here, "home": home, "year": str(home.when or "")}
    yield Phrase("meaning.name.homes"), Phrase("meaning.homes", slots, home.sources)
    home = _behind(there, "household_energy_mwh") if there else None
    if there is not None and home is not None:
        slots = {"homes": there, "home": home}
        yield None, Phrase("meaning.homes_germany", slots, home.sources)
    if full is not None:
        yield None, Phrase("meaning.homes_full", {"homes": full})


def _behind(figure: Figure | None, name: str) -> Figure | None:
    """The first input of that name behind a figure."""
    if figure is None:
        return None
    return next((one for _, one in figure.tree() if one.name == name), None)


def _leaf_sources(figure: Figure) -> tuple[str, ...]:
    return figure.sources[:3]


def _cost(known: Known, scope: Scope) -> Iterator[Block]:
    """Capital cost and its parts for the largest site or the only one."""
    whole = scope.figure(known, "capital_cost_usd")
    campus, when = max(
        scope.sites,
        key=lambda site: max((one.value for one in known.figures("capital_cost_usd", *site)), default=0.0),
    )
    one = known.figures("capital_cost_usd", campus, when)[-1:]
    per_watt = known.figures("capital_cost_usd_per_w", campus, when)[-1:]
    if not one or not per_watt:
        return
    yield Heading(Phrase("heading.cost"))
    phrases = []
    if scope.several and whole is not None:
        phrases.append(Phrase("cost.together", {"amount": whole}))
    slots: dict[str, Slot] = {"site": campus, "amount": one[0], "per_watt": per_watt[0]}
    phrases.append(Phrase("cost.site", slots, _leaf_sources(one[0])))
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
            _leaf_sources(one[0]),
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
    running = [one for one in known.figures("facility_power_mw") if one.subject.endswith(" · running")]
    ranked = sorted(running, key=lambda one: -one.value)
    own = [one for one in ranked if one.subject == f"{known.entry} · running"]
    shown = ranked[:_RIVALS]
    shown += [one for one in own if one not in shown]
    if len(shown) < 2:
        return
    yield Heading(Phrase("heading.rivals"))
    sources = tuple(dict.fromkeys(source for one in shown for source in one.sources))
    if own:
        place = ranked.index(own[0]) + 1
        slots: dict[str, Slot] = {
            "company": known.entry,
            "power": own[0],
            "place": place,
            "count": len(ranked),
        }
        yield Paragraph((Phrase("rivals.own", slots, sources),))
    else:
        yield Paragraph((Phrase("rivals.others", {"day": known.dossier.today}, sources),))
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
