"""The chips of a campus: named by the plan, known of the site, or the generation that ships at the time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from wattwright.catalog import Catalog, Fact, period_end
from wattwright.resolve.fleets import load as load_fleets
from wattwright.resolve.known import known_name, numeric, when_known
from wattwright.resolve.leaves import from_assumption, from_fact, origin_of, points_of
from wattwright.resolve.model import ResolvedAccelerator
from wattwright.results import Figure, Origin, observed
from wattwright.units import DAYS_PER_YEAR

__all__ = [
    "Choice",
    "chip_name",
    "chip_of_the_time",
    "chips_on_site",
    "fits",
    "named_chip",
    "resolve_accelerator",
    "server_power",
]

_SHARE: Final = re.compile(r"(\d+) ([^+(]+)")
_SEPARATORS: Final = re.compile(r"[/,+]")


@dataclass(frozen=True, slots=True)
class Choice:
    """Chips by name with their shares, where that is known from, and whether they may be later ones."""

    shares: Mapping[str, float]
    note: str = ""
    open_end: bool = False


_TO_BUYERS: Final = 90
"""Days from a launch to the first deliveries."""

_UNKNOWN_AGE: Final = Origin("assumed", date(2020, 1, 1), "own-judgement", "launch not known: taken as new")


def resolve_accelerator(choice: Choice, end: date, catalog: Catalog) -> ResolvedAccelerator:
    """The chip, or mean chip of a mix, for a campus that fills up at `end`.

    Where nobody named the chips, the peak rate has an open upper end: it may be that of a later generation.
    """
    assert catalog.day is not None
    shares, name = choice.shares, " + ".join(choice.shares)
    chips = [(_chip(chip, end, catalog), share) for chip, share in shares.items()]
    later = min(_later(chip, end, catalog) for chip in shares) if choice.open_end else 1.0
    when = str(end.year) if later > 1 else None
    peak = _mean([(chip.peak, share) for chip, share in chips], name, choice.note)
    return ResolvedAccelerator(
        name,
        _opened(peak, later, when) if when else peak,
        _mean([(chip.server_power, share) for chip, share in chips], name, choice.note),
        _mean([(chip.price, share) for chip, share in chips], name, choice.note),
        _mean([(chip.owned, share) for chip, share in chips], name, choice.note),
        tuple((share, chip.name, chip.price) for chip, share in chips) if len(chips) > 1 else (),
    )


def chips_on_site(site: str, end: date, catalog: Catalog) -> Choice | None:
    """Chips that the catalog knows on a site for the day `end`, by share, and where that is known from.

    Of the types stated for several dates, the last one before `end` counts, else the first one after it.
    None where no type is known or none of its names has figures on the day.
    """
    dated = [
        (period_end(fact.when) or date.max, fact)
        for fact in catalog.facts("campus", site, "accelerator_type")
        if isinstance(fact.value, str)
    ]
    if not dated:
        return None
    newest = max(fact.date for _, fact in dated)
    current = sorted(((at, fact) for at, fact in dated if fact.date == newest), key=lambda pair: pair[0])
    before = [fact for at, fact in current if at <= end]
    chosen = before[-1] if before else current[0][1]
    mix = next(
        (
            str(fact.value)
            for fact in catalog.facts("campus", site, "accelerator_mix", chosen.when)
            if fact.date == chosen.date
        ),
        "",
    )
    shares = _mixed(mix, catalog) or _listed(str(chosen.value), end, catalog)
    return Choice(shares, f"{chosen.value} at {site} by the catalog of {chosen.date}") if shares else None


def chip_name(word: str, catalog: Catalog) -> str:
    """The catalog's name of a chip, also without what follows a hyphen ("H100-80GB"); empty if unknown."""
    return known_name(catalog, "accelerator", word) or known_name(
        catalog, "accelerator", word.partition("-")[0]
    )


def named_chip(name: str, builder: str, end: date, catalog: Catalog) -> Choice:
    """The chip called `name`, or that of the time where its figures are not known on the catalog's day."""
    chip = chip_name(name, catalog)
    if chip and _known(chip, catalog):
        return Choice({chip: 1.0})
    other = chip_of_the_time(builder, end, catalog)
    return Choice(
        other.shares, f"figures of {name} are not known on the day; {other.note.partition('; ')[2]}", True
    )


def chip_of_the_time(builder: str, end: date, catalog: Catalog) -> Choice:
    """The newest chip of the builder's row that ships by `end` and has figures on the catalog's day."""
    row = load_fleets().row(builder)
    ready = [chip for chip in row if _known(chip, catalog) and _launch(chip, catalog) <= end]
    chip = ready[-1] if ready else row[0]
    note = f"nobody names the chips; {chip} is the newest that ships by then, as known on the day"
    return Choice({chip: 1.0}, note, True)


def _mixed(mix: str, catalog: Catalog) -> dict[str, float]:
    """Shares of "150000 H100 + 50000 H200"; empty where a part is unknown."""
    counts: dict[str, float] = {}
    for count, word in _SHARE.findall(mix):
        name = chip_name(word.strip(), catalog)
        if not name or not _known(name, catalog):
            return {}
        counts[name] = counts.get(name, 0.0) + float(count)
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}


def _listed(types: str, end: date, catalog: Catalog) -> dict[str, float]:
    """Equal shares of the chips in "B200/B300"; a word such as TPU gives the newest chip of its row."""
    names: dict[str, None] = {}
    for word in (part.strip() for part in _SEPARATORS.split(types)):
        name = chip_name(word, catalog)
        row = next((row for known, row in load_fleets().words.items() if known in word), "")
        if name and _known(name, catalog):
            names[name] = None
        elif row:
            names |= dict.fromkeys(chip_of_the_time(row, end, catalog).shares)
    return {name: 1 / len(names) for name in names}


def _known(chip: str, catalog: Catalog) -> bool:
    return bool(when_known(catalog, "accelerator", chip, "peak_bf16_flop_per_s"))


def _launch(chip: str, catalog: Catalog) -> date:
    """Last day of the period in which the chip came out."""
    fact = catalog.latest("accelerator", chip, "launch_date")
    return period_end(str(fact.value)) or date.max if fact else date.max


def _owned(name: str, end: date, catalog: Catalog) -> Figure:
    """Years from a quarter after the launch, when a chip can first be had, to the day `end`."""
    known = max((end - _launch(name, catalog)).days - _TO_BUYERS, 0) / DAYS_PER_YEAR
    facts = catalog.facts("accelerator", name, "launch_date")
    note = "from 90 days after the launch, as Epoch AI counts"
    origin = replace(origin_of(facts[-1]), basis="inferred", note=note) if facts else _UNKNOWN_AGE
    return observed("owned_years", name, (known, known, known), origin, when=str(end.year), spread="point")


def _chip(name: str, end: date, catalog: Catalog) -> ResolvedAccelerator:
    (peak,) = when_known(catalog, "accelerator", name, "peak_bf16_flop_per_s")
    assert catalog.day is not None
    power = server_power(name, catalog.day, catalog)
    return ResolvedAccelerator(
        name,
        from_fact(peak, "accelerator_peak_flop_per_s", name),
        power,
        _price(name, power, catalog.day, catalog),
        _owned(name, end, catalog),
    )


def server_power(name: str, day: date, catalog: Catalog) -> Figure:
    """Power of the server or rack over its accelerators, else from the chip's own power, else assumed."""
    quantity = "accelerator_server_power_w"
    servers = when_known(catalog, "accelerator", name, "server_power_w")
    domains = when_known(catalog, "accelerator", name, "scale_up_domain_accelerators")
    for server, domain in zip(servers, domains, strict=False):
        count = points_of(domain)[1]
        note = f"{server.value:,.0f} W over {count:,.0f} accelerators; {server.note}"
        return from_fact(server, quantity, name, factor=1 / count, note=note)
    for chip in when_known(catalog, "accelerator", name, "tdp_w"):
        return _scaled(chip, from_assumption("server.server_power_factor", day), quantity, name)
    return from_assumption("unlisted.accelerator_server_power_w", day)


def _price(name: str, power: Figure, day: date, catalog: Catalog) -> Figure:
    """Price of the chip, else from its share of server power and what such power costs."""
    for fact in when_known(catalog, "accelerator", name, "price_usd"):
        low, value, high = points_of(fact)
        if fact.doubtful:
            doubt = from_assumption("unlisted.recalled_price_ratio", day).value
            low, high = low / doubt, high * doubt
        return observed("accelerator_price_usd", name, (low, value, high), origin_of(fact), when=fact.when)
    per_watt = from_assumption("unlisted.accelerator_price_usd_per_w", day)
    points = (power.low * per_watt.low, power.value * per_watt.value, power.high * per_watt.high)
    note = f"no price known; {power.value:,.0f} W at {per_watt.value:g} USD/W: {per_watt.note}"
    origin = Origin("inferred", max(power.date, per_watt.date), per_watt.sources[0], note, power.doubtful)
    return observed("accelerator_price_usd", name, points, origin)


def _scaled(fact: Fact, factor: Figure, quantity: str, name: str) -> Figure:
    low, value, high = points_of(fact)
    points = (low * factor.low, value * factor.value, high * factor.high)
    note = f"{value:,.0f} W of the chip alone × {factor.value:g}: {factor.note}"
    known = origin_of(fact)
    origin = Origin("inferred", max(fact.date, factor.date), known.source, note, known.doubtful)
    return observed(quantity, name, points, origin)


def _later(newest: str, end: date, catalog: Catalog) -> float:
    """Factor by which the peak rate may be higher in a campus that fills up long after the chip came out."""
    fleets = load_fleets()
    years = (end - _launch(newest, catalog)).days / DAYS_PER_YEAR - fleets.years_of_a_generation
    growth = when_known(catalog, "trend", fleets.trend, fleets.trend_quantity)
    return points_of(growth[0])[1] ** years if growth and years > 0 else 1.0


def _mean(parts: Sequence[tuple[Figure, float]], name: str, note: str) -> Figure:
    """Mean of a mix, given as figures with shares; its ends are those of the lowest and highest part."""
    first = parts[0][0]
    if len(parts) == 1 and not note:
        return first
    value = sum(figure.value * share for figure, share in parts)
    points = (min(figure.low for figure, _ in parts), value, max(figure.high for figure, _ in parts))
    origin = Origin(
        first.basis if len(parts) == 1 else "inferred",
        max(figure.date for figure, _ in parts),
        first.sources[0],
        "; ".join(part for part in (first.note if len(parts) == 1 else "", note) if part),
        any(figure.doubtful for figure, _ in parts),
    )
    return observed(first.name, name, points, origin)


def _opened(peak: Figure, later: float, when: str) -> Figure:
    """A peak rate whose upper end is `later` times as high."""
    note = f"{peak.note}; later chips may reach {later:.1f} times the peak rate"
    origin = Origin(peak.basis, peak.date, peak.sources[0], note, peak.doubtful)
    return observed(peak.name, peak.subject, (peak.low, peak.value, peak.high * later), origin, when=when)


def fits(count: Fact, it_power: Fact, accelerator: ResolvedAccelerator) -> bool:
    """Whether a site's count and IT power can belong to the same part of the site."""
    (number,), (power_mw,) = ([fact.value for fact in numeric([one])] for one in (count, it_power))
    assert isinstance(number, float)
    assert isinstance(power_mw, float)
    ratio = power_mw * 1e6 / number / accelerator.server_power.value if number else 0.0
    return load_fleets().fits_low <= ratio <= load_fleets().fits_high
