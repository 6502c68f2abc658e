"""The three numbers at a glance: those that decide most, with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.claims.model import Judgement
from wattwright.report.content.known import Known
from wattwright.report.content.model import Bullet, ClaimRow
from wattwright.report.content.scope import scope_of
from wattwright.report.content.voices import group_of
from wattwright.report.phrases import Phrase, Quantity, Slot
from wattwright.results import Figure

__all__ = ["glance_bullets"]

_COUNT: Final = 3
_KINDS: Final = (
    "power", "households", "money", "date_milestone", "accelerators", "energy", "area", "pay", "compute",
    "parameters", "share", "water", "emissions", "headcount", "tokens", "duration", "price", "count_other",
)  # fmt: skip
_NEWS: Final = ("fails", "partly", "holds", "open", "unproven", "none")
_FILLERS: Final = ("facility_power_mw", "accelerator_count", "annual_energy_mwh", "capital_cost_usd")


def glance_bullets(known: Known, claims: tuple[ClaimRow, ...]) -> tuple[Bullet, ...]:
    """At most three bullets, each of another kind; computed figures fill up where claims carry no number."""
    found: list[Bullet] = []
    kinds: set[str] = set()
    for row in sorted(claims, key=_rank):
        number = _number(row.today) or _number(row.then)
        if number is None or row.kind in kinds:
            continue
        kinds.add(row.kind)
        found.append(_bullet(row, number))
        if len(found) == _COUNT:
            return tuple(found)
    found += _fillers(known)
    return tuple(found[:_COUNT])


def _rank(row: ClaimRow) -> tuple[int, int, int]:
    kind = _KINDS.index(row.kind) if row.kind in _KINDS else len(_KINDS)
    return kind // 4, _NEWS.index(group_of(row.today.rating)), kind


def _number(side: Judgement) -> Slot | None:
    """The number that decided: the first figure, else the first quantity of the reason."""
    for value in (*side.figures, *side.values.values()):
        if isinstance(value, Figure):
            return value
        if isinstance(value, Quantity) and value.value is not None:
            return value
    return None


def _bullet(row: ClaimRow, number: Slot) -> Bullet:
    interval = number if isinstance(number, Figure | Quantity) and _open(number) else None
    label = Phrase("glance.claim", {"quote": row.quote}, row.today.sources[:2])
    return Bullet(number, interval, label, row.then, row.today, row.number)


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
            yield Bullet(figure, figure if _open(figure) else None, label, None, None, None)
