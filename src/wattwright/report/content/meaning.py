"""What the power of an announcement means: chips, training time, electricity, homes, water, bill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from wattwright.report.content.known import Known
from wattwright.report.content.scope import Scope
from wattwright.report.phrases import Period, Phrase, Slot
from wattwright.results import Figure

__all__ = ["Item", "behind", "leaf_sources", "meaning_items"]

Item: TypeAlias = tuple[Phrase | None, tuple[Phrase, ...]]
_SOURCES: Final = 3
_PLACES: Final = ("US", "Germany")
_OF_A_SITE: Final = (
    ("annual_water_l", "water"),
    ("annual_emissions_kg", "emissions"),
    ("annual_electricity_cost_usd", "bill"),
    ("supply_usd_per_mwh", "supply"),
)


def meaning_items(known: Known, scope: Scope) -> tuple[Item, ...]:
    """One item a comparison; what the results do not hold is left out."""
    return tuple(
        (Phrase(f"meaning.name.{name}"), phrases)
        for name, phrases in (
            ("chips", tuple(_chips(known, scope))),
            ("training", tuple(_training(known))),
            ("energy", tuple(_energy(known, scope))),
            ("homes", tuple(_homes(known, scope))),
            *((name, tuple(_of_a_site(known, scope, quantity, name))) for quantity, name in _OF_A_SITE),
            ("plants", tuple(_plants(known))),
        )
        if phrases
    )


def _chips(known: Known, scope: Scope) -> Iterator[Phrase]:
    chips = scope.figure(known, "accelerator_count")
    if chips is not None:
        key = "meaning.chips" if chips.equation else "meaning.chips_stated"
        yield Phrase(key, {"count": chips}, leaf_sources(chips))


def _energy(known: Known, scope: Scope) -> Iterator[Phrase]:
    energy = scope.figure(known, "annual_energy_mwh")
    load = behind(energy, "load_factor")
    if energy is not None and load is not None:
        yield Phrase("meaning.energy", {"energy": energy, "load": load}, leaf_sources(load))


def _of_a_site(known: Known, scope: Scope, quantity: str, name: str) -> Iterator[Phrase]:
    """A figure that the results give for each site: that of the largest one."""
    campus, when = scope.largest
    found = known.figures(quantity, campus, when)
    if found:
        slots: dict[str, Slot] = {"amount": found[-1], "site": campus}
        yield Phrase(f"meaning.{name}", slots, leaf_sources(found[-1]))


def _plants(known: Known) -> Iterator[Phrase]:
    """What the gas plants that are named for a site give of its energy, and what they emit."""
    for share in known.figures("covered_energy_share"):
        site, _, when = share.subject.partition(" · ")
        power = next(
            (one for one in known.figures("generation_power_mw", site) if (one.when or "") == when), None
        )
        emitted = known.figures("plant_emissions_kg", share.subject, share.when)
        if power is not None and emitted:
            slots: dict[str, Slot] = {"site": site, "power": power, "share": share, "emitted": emitted[-1]}
            yield Phrase("meaning.plants", slots, leaf_sources(power))


def _training(known: Known) -> Iterator[Phrase]:
    """How long a named model's training would take on each site of the plan, how well it would use the site,
    and what electricity it would take."""
    told = False
    for campus in dict.fromkeys(one.name for one in known.dossier.plan.campuses):
        found = [one for one in known.figures("training_duration_s") if one.subject.endswith(f" · {campus}")]
        if not found:
            continue
        figure = found[-1]
        model = figure.subject.partition(" · ")[0]
        slots: dict[str, Slot] = {"site": campus, "time": figure, "by": Period(figure.when)}
        key = "meaning.training_also" if told else "meaning.training"
        if not told:
            before, count = (
                known.figures(name, model) for name in ("training_duration_s", "accelerator_count")
            )
            if before and count:
                yield Phrase(
                    "meaning.training_before", {"model": model, "before": before[-1], "count": count[-1]}
                )
            else:
                yield Phrase("meaning.training_named", {"model": model})
        for name, slot in (("mfu", "mfu"), ("training_energy_wh", "energy")):
            slots[slot] = known.figures(name, figure.subject, figure.when)[-1]
        yield Phrase(key, slots, leaf_sources(figure))
        yield from _lost(known, figure)
        told = True


def _lost(known: Known, figure: Figure) -> Iterator[Phrase]:
    """What failures and restarts take of a run: the part of the time that trains, and chip hours lost."""
    goodput, hours, count = (
        known.figures(name, figure.subject, figure.when)
        for name in ("goodput_share", "lost_accelerator_hours", "accelerator_count")
    )
    if goodput and hours and count:
        slots: dict[str, Slot] = {"goodput": goodput[-1], "hours": hours[-1], "count": count[-1]}
        yield Phrase("meaning.training_lost", slots)
    elif goodput and hours:
        yield Phrase("meaning.training_lost_whole", {"goodput": goodput[-1], "hours": hours[-1]})


def _homes(known: Known, scope: Scope) -> Iterator[Phrase]:
    """Households with the electricity of one home, its year and the load factor; a comparison, not supply.

    Homes of the site's own country come first.
    """
    places = _PLACES[::-1] if _in_germany(known, scope.largest[0]) else _PLACES
    for place, key in zip(places, ("meaning.homes", "meaning.homes_other"), strict=True):
        homes = scope.figure(known, "household_equivalents", f" · {place}")
        home = behind(homes, "household_energy_mwh")
        if homes is not None and home is not None:
            slots: dict[str, Slot] = {
                "homes": homes,
                "home": home,
                "year": Period(home.when),
                "whose": Phrase(f"homes.of.{place}"),
            }
            yield Phrase(key, slots, home.sources)
    full = scope.figure(known, "household_equivalents", f" · {places[0]} · λ=1")
    if full is not None:
        yield Phrase("meaning.homes_full", {"homes": full, "whose": Phrase(f"homes.{places[0]}")})


def _in_germany(known: Known, campus: str) -> bool:
    """Whether a site is in Germany: the plan says so, or a German text tells of a site unknown elsewhere."""
    site = next((one for one in known.dossier.plan.campuses if one.name == campus), None)
    if site is None or site.country is not None:
        return site is not None and site.country == "DE"
    return known.dossier.source_language == "de" and not known.site(site)


def behind(figure: Figure | None, name: str) -> Figure | None:
    """The first figure of that name behind `figure`, None where there is none."""
    if figure is None:
        return None
    return next((one for _, one in figure.tree() if one.name == name), None)


def leaf_sources(figure: Figure) -> tuple[str, ...]:
    """The first few sources of a figure."""
    return figure.sources[:_SOURCES]
