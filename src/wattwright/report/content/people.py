"""Background on people: packages with their years, beside one year's capex and in chips."""

from __future__ import annotations

from collections.abc import Iterable

from wattwright.plan.schema import Package
from wattwright.report.content.known import Known
from wattwright.report.content.model import Block, Heading, Note, Table
from wattwright.report.phrases import Phrase, Slot
from wattwright.results import Figure

__all__ = ["people_blocks"]


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
    name = package.recipient or "unnamed recipient"
    shown = Phrase(
        "people.row",
        {
            "name": name if package.recipient else Phrase("people.unnamed"),
            "kind": Phrase(f"people.kind.{package.kind}"),
            "status": Phrase(f"people.status.{package.status}"),
        },
    )
    total = [one for one in known.figures("package_usd", name) if one.value == package.total.value]
    yearly = _following(known.figures("annual_pay_usd", name), total)
    worth = [one for one in known.figures("pay_in_accelerators") if one.subject.startswith(f"{name} · ")]
    chips = _following(worth, total)
    said = Phrase(f"bound.{package.total.qualifier}", {"amount": total[-1]}) if total else Phrase("not_known")
    cells: tuple[Slot, ...] = (
        shown,
        said,
        yearly[-1] if yearly else Phrase("not_known"),
        chips[-1] if chips else Phrase("not_known"),
    )
    return cells, total[-1].sources if total else ()


def _following(figures: Iterable[Figure], total: list[Figure]) -> list[Figure]:
    """Figures that were computed from one of the totals."""
    return [one for one in figures if any(behind is given for behind in one.inputs for given in total)]
