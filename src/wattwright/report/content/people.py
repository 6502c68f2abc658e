"""Background on people: packages with their years, beside one year's capex and in chips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wattwright.evaluate.people import DEFERRED, UP_FRONT
from wattwright.plan.schema import Package
from wattwright.report.content.known import Known, then_and_now
from wattwright.report.content.model import Block, Heading, Note, Paragraph, Table
from wattwright.report.phrases import Phrase, Slot
from wattwright.results import Figure

__all__ = ["people_blocks"]

_UNNAMED = "unnamed recipient"


def people_blocks(known: Known) -> tuple[Block, ...]:
    """A table of packages; empty where the plan names none."""
    packages = known.dossier.plan.packages
    if not packages:
        return ()
    rows = [_row(known, package) for package in packages]
    table = Table(
        "packages",
        ("recipient", "package", "per_year", "chips", "breaks_even"),
        (False, True, True, True, True),
        tuple(cells for cells, _ in rows),
        tuple(sources for _, sources in rows),
    )
    stay = tuple(_stay(known))
    told = (Paragraph(stay),) if stay else ()
    return (Heading(Phrase("heading.people")), table, *told, Note(Phrase("people.note")))


def _stay(known: Known) -> Iterator[Phrase]:
    """Who is still there after two years, deferred and up front, beside usual staff; what one per cent is
    worth.
    """
    packages = known.figures("package_usd")
    largest = max(packages, key=lambda one: one.value).subject if packages else ""
    deferred, early = (
        known.figures("stay_share", f"{largest} · {aspect}", "+2") for aspect in (DEFERRED, UP_FRONT)
    )
    usual = known.figures("stay_share", "research staff", "+2")
    if deferred and early and usual:
        slots: dict[str, Slot] = {
            "deferred": then_and_now(known, deferred[0]),
            "early": then_and_now(known, early[0]),
            "usual": usual[-1],
        }
        yield Phrase("people.stay", slots, usual[-1].sources[:2])
    worth = known.figures("break_even_package_usd", f"{largest} · {DEFERRED}")
    gains = known.figures("research_gain_usd")
    if worth and gains:
        yield Phrase(
            "people.worth",
            {"gain": then_and_now(known, gains[-1]), "worth": then_and_now(known, worth[0])},
        )


def _row(known: Known, package: Package) -> tuple[tuple[Slot, ...], tuple[str, ...]]:
    name = package.recipient or _UNNAMED
    shown = Phrase(
        "people.row",
        {
            "name": package.recipient or Phrase("people.unnamed"),
            "kind": Phrase(f"people.kind.{package.kind}"),
            "status": Phrase(f"people.status.{package.status}"),
        },
    )
    total = [
        one
        for one in known.figures("package_usd")
        if one.subject.startswith(name) and one.value == package.total.value
    ]
    yearly = _following(known.figures("annual_pay_usd"), total)
    chips = _following(known.figures("pay_in_accelerators"), total)
    worth = known.figures("break_even_package_usd", f"{total[-1].subject} · {DEFERRED}") if total else ()
    cells: tuple[Slot, ...] = (
        shown,
        _amount(package, total[-1]) if total else Phrase("not_known"),
        yearly[-1] if yearly else Phrase("not_known"),
        chips[-1] if chips else Phrase("not_known"),
        Phrase("figure.one", {"amount": worth[-1]}) if worth else Phrase("not_known"),
    )
    return cells, total[-1].sources if total else ()


def _amount(package: Package, total: Figure) -> Phrase:
    """The sum as it was said: as a range, or with the word for its bound."""
    key = "money.range" if total.low < total.high else f"bound.{package.total.qualifier}"
    return Phrase(key, {"amount": total})


def _following(figures: Iterable[Figure], total: list[Figure]) -> list[Figure]:
    """Figures that were computed from one of the totals."""
    return [one for one in figures if any(behind is given for behind in one.inputs for given in total)]
