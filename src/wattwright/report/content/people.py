"""Background on people: packages with their years, beside one year's capex and in chips."""

from __future__ import annotations

from collections.abc import Iterable

from wattwright.plan.schema import Package
from wattwright.report.content.known import Known
from wattwright.report.content.model import Block, Heading, Note, Table
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
        ("recipient", "package", "per_year", "chips"),
        (False, True, True, True),
        tuple(cells for cells, _ in rows),
        tuple(sources for _, sources in rows),
    )
    return (Heading(Phrase("heading.people")), table, Note(Phrase("people.note")))


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
    cells: tuple[Slot, ...] = (
        shown,
        _amount(package, total[-1]) if total else Phrase("not_known"),
        yearly[-1] if yearly else Phrase("not_known"),
        chips[-1] if chips else Phrase("not_known"),
    )
    return cells, total[-1].sources if total else ()


def _amount(package: Package, total: Figure) -> Phrase:
    """The sum as it was said: as a range, or with the word for its bound."""
    key = "money.range" if total.low < total.high else f"bound.{package.total.qualifier}"
    return Phrase(key, {"amount": total})


def _following(figures: Iterable[Figure], total: list[Figure]) -> list[Figure]:
    """Figures that were computed from one of the totals."""
    return [one for one in figures if any(behind is given for behind in one.inputs for given in total)]
