"""The three numbers at a glance: those that decide most, with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.claims.model import Judgement
from wattwright.report.content.known import Known
from wattwright.report.content.model import Bullet, ClaimRow
from wattwright.report.content.scope import scope_of
from wattwright.report.content.voices import group_of
from wattwright.report.phrases import Phrase, Quantity
from wattwright.results import Figure

__all__ = ["glance_bullets"]

_COUNT: Final = 3
_KINDS: Final = (
    "power", "households", "money", "date_milestone", "accelerators", "energy", "area", "pay", "compute",
    "parameters", "share", "water", "emissions", "headcount", "tokens", "duration", "price", "count_other",
)  # fmt: skip
_NEWS: Final = ("fails", "partly", "holds", "open", "unproven", "none")
_PREFERRED: Final = ("running", "own_homes", "homes", "sum", "ratio", "known", "energy", "gap")
"""Slots of reasons that hold the number to show, best first."""

_COUNTED: Final = ("own_homes", "homes", "gap")
"""Slots whose number needs a noun."""

_NOUNS: Final = ("accelerators", "households", "headcount", "parameters", "tokens")
"""Kinds of claims whose plain numbers need one."""

_FILLERS: Final = ("facility_power_mw", "accelerator_count", "annual_energy_mwh", "capital_cost_usd")


def glance_bullets(known: Known, claims: tuple[ClaimRow, ...]) -> tuple[Bullet, ...]:
    """At most three bullets, each of another kind and sentence; computed figures fill up."""
    found: list[Bullet] = []
    kinds: set[object] = set()
    for row in sorted(claims, key=_rank):
        decisive = _number(row.today) or (("said", row.said) if row.said else None)
        marks = {row.kind, row.claim, decisive[1].value} if decisive else {row.kind}
        if decisive is None or marks & kinds:
            continue
        kinds |= marks
        found.append(_bullet(row, *decisive))
        if len(found) == _COUNT:
            return tuple(found)
    found += _fillers(known)
    return tuple(found[:_COUNT])


def _rank(row: ClaimRow) -> tuple[int, int, int]:
    kind = _KINDS.index(row.kind) if row.kind in _KINDS else 2 * len(_KINDS)
    return kind // 4, _NEWS.index(group_of(row.today.rating)), kind


def _number(side: Judgement) -> tuple[str, Figure | Quantity] | None:
    """The number that decided, with the slot of the reason that it stands in."""
    slots = {name: value for name, value in side.values.items() if isinstance(value, Figure | Quantity)}
    found = ((name, slots[name]) for name in _PREFERRED if name in slots)
    return next(((name, value) for name, value in found if value.value), None)


def _bullet(row: ClaimRow, slot: str, number: Figure | Quantity) -> Bullet:
    label = Phrase("glance.claim", {"quote": str(row.quote)}, row.today.sources[:2])
    noun = slot if slot in _COUNTED else row.kind
    counts = slot in _COUNTED or (isinstance(number, Quantity) and number.unit == "1" and noun in _NOUNS)
    shown = Phrase(f"counted.{noun}", {"number": number}) if counts else number
    return Bullet(
        shown, number if _open(number) else None, _caption(row, slot), label, row.then, row.today, row.number
    )


def _caption(row: ClaimRow, slot: str) -> Phrase:
    """A few words on what the number is."""
    values = row.today.values
    if slot == "known":
        if "what" in values and "basis" in values:
            return Phrase("glance.known", {"what": values["what"], "basis": values["basis"]})
        return Phrase("glance.as_known")
    place = values.get("place")
    return (
        Phrase("glance.ratio_of", {"place": place}) if slot == "ratio" and place else Phrase(f"glance.{slot}")
    )


def _open(number: Figure | Quantity) -> bool:
    return number.low is not None and number.high is not None and number.low < number.high


def _fillers(known: Known) -> Iterator[Bullet]:
    scope = scope_of(known)
    if scope is None:
        return
    for name in _FILLERS:
        figure = scope.figure(known, name)
        if figure is not None:
            label = Phrase(f"glance.{name}", {}, figure.sources[:2])
            yield Bullet(figure, figure if _open(figure) else None, None, label, None, None, None)
