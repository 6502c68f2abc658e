"""Background on open weights: what opening a model is worth against selling it, for models and for voices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.evaluate.openness import OPENNESS
from wattwright.report.content.known import Known, then_and_now
from wattwright.report.content.model import Block, Heading, Note, Paragraph
from wattwright.report.phrases import Phrase, Slot
from wattwright.results import Figure

__all__ = ["opening_blocks"]

_ASPECT: Final = f" · {OPENNESS}"


def opening_blocks(known: Known) -> Iterator[Block]:
    """A paragraph a model or maker of voices, then how thin the evidence is; nothing where none is known."""
    told = [Paragraph(tuple(phrases)) for phrases in _told(known) if phrases]
    if told:
        yield Heading(Phrase("heading.opening"))
        yield from told
        yield Note(Phrase("opening.thin"))


def _told(known: Known) -> Iterator[list[Phrase]]:
    plan = known.dossier.plan
    targets = [deal.target for deal in plan.deals]
    asked = plan.training or any(one.topic == "openness" for one in known.dossier.reading.statements)
    for advantage in known.figures("openness_present_usd"):
        name = advantage.subject.removesuffix(_ASPECT)
        if name in targets or asked:
            yield list(_phrases(known, advantage, name, "voice" if name in targets else "text"))


def _phrases(known: Known, advantage: Figure, name: str, kind: str) -> Iterator[Phrase]:
    """Worth of both sides, whether that decides, the price at which they are equal, payback of a takeover."""
    opened, closed, price = (
        known.figures(one, advantage.subject)
        for one in ("open_worth_usd", "closed_worth_usd", "break_even_price_usd")
    )
    if not (opened and closed and price):
        return
    slots: dict[str, Slot] = {
        "model": name,
        "opened": then_and_now(known, opened[-1]),
        "closed": then_and_now(known, closed[-1]),
    }
    yield Phrase(f"opening.worth.{kind}", slots)
    if advantage.low < 0 < advantage.high:
        yield Phrase("opening.undecided")
    if price[-1].value > 0:
        yield Phrase(f"opening.price.{kind}", {"price": price[-1]})
    payback = known.figures("payback_years", advantage.subject)
    if kind == "voice" and payback:
        yield Phrase("opening.payback", {"model": name, "years": payback[-1]})
