"""The dossier as its content reads it: the plan's company and sites, and what the catalog calls them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import TYPE_CHECKING, Final

from wattwright.catalog import Catalog, Fact, period_end
from wattwright.report.phrases import Phrase, Slot
from wattwright.resolve.known import known_name
from wattwright.results import Figure, Results

if TYPE_CHECKING:
    from wattwright.decode import Dossier
    from wattwright.plan.schema import Campus

__all__ = ["Known", "end_of", "latest_of", "plain", "then_and_now"]


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier with the catalog's names of its company and sites; a name is empty where it knows none."""

    dossier: Dossier

    @property
    def catalog(self) -> Catalog:
        """The catalog with today's knowledge."""
        return self.dossier.catalog.at(self.dossier.today)

    @property
    def before(self) -> Catalog:
        """The catalog with the knowledge of the day of the announcement."""
        return self.dossier.catalog.at(self.dossier.as_of)

    @property
    def company(self) -> str:
        """Company of the announcement in its own words, empty where it names none."""
        return self.dossier.plan.company or ""

    @property
    def entry(self) -> str:
        """The catalog's name of the company."""
        return known_name(self.catalog, "company", self.company)

    def site(self, campus: Campus) -> str:
        """The catalog's name of a campus of the plan."""
        return known_name(self.catalog, "campus", campus.name)

    def figures(self, name: str, subject: str | None = None, when: str | None = None) -> tuple[Figure, ...]:
        """Figures with today's knowledge."""
        return self.dossier.now.find(name, subject, when)


def then_and_now(known: Known, figure: Figure) -> Slot:
    """A figure with its interval, and before it that of the day of the announcement where it differs."""
    before = known.dossier.then.find(figure.name, figure.subject, figure.when)
    if not before or isclose(before[-1].value, figure.value, rel_tol=_SAME):
        return Phrase("figure.one", {"amount": figure})
    return Phrase("figure.both", {"then": before[-1], "now": figure})


_SAME: Final = 0.05
"""Relative difference below which two figures are told as one."""


def latest_of(results: Results, name: str, subject: str) -> Figure | None:
    """The last figure of a quantity and subject, None where there is none."""
    found = results.find(name, subject)
    return found[-1] if found else None


def end_of(fact: Fact) -> date | None:
    """The day that a fact of unit "date" names, the last one where it names a longer period."""
    return period_end(str(fact.value)) if fact.value is not None else None


def plain(subject: str) -> str:
    """A figure's subject without the parts that say what is special about it.

    >>> plain("Prometheus · US · λ=1")
    'Prometheus'
    """
    return subject.partition(" · ")[0]
