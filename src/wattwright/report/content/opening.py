"""Background on open weights: what opening a model is worth against selling it, for models and for voices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wattwright.evaluate.openness import OPENNESS
from wattwright.report.content.known import Known, then_and_now
from wattwright.report.content.model import Block, Heading, Note, Paragraph
from wattwright.report.phrases import Phrase, Slot

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
    targets = [deal.target for deal in known.dossier.plan.deals]
    for advantage in known.figures("openness_present_usd"):
        name = advantage.subject.removesuffix(_ASPECT)
        voice = name in targets
        phrases = []
        opened, closed, price = (
            known.figures(one, advantage.subject)
            for one in ("open_worth_usd", "closed_worth_usd", "break_even_price_usd")
        )
        if not (opened and closed and price):
            continue
        slots: dict[str, Slot] = {
            "model": name,
            "opened": then_and_now(known, opened[-1]),
            "closed": then_and_now(known, closed[-1]),
        }
        kind = "voice" if voice else "text"
        phrases.append(Phrase(f"opening.worth.{kind}", slots))
        if advantage.low < 0 < advantage.high:
            phrases.append(Phrase("opening.undecided"))
        if price[-1].value > 0:
            phrases.append(Phrase(f"opening.price.{kind}", {"price": price[-1]}))
        payback = known.figures("payback_years", advantage.subject)
        if voice and payback:
            phrases.append(Phrase("opening.payback", {"model": name, "years": payback[-1]}))
        yield phrases
