"""Turns phrases, figures, days and verdict reasons into words of one language.

Every text is a tuple of runs, so that renderers can mark up numbers and escape what came from strangers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Final

import yaml

from wattwright.catalog import Fact
from wattwright.claims.model import Judgement, Period, Quantity, Word
from wattwright.glossary import term
from wattwright.report.dates import format_date, format_period, short_date
from wattwright.report.numbers import format_number, format_quantity, format_range
from wattwright.report.phrases import Label, Phrase, Series, Slot
from wattwright.results import Figure

__all__ = ["Run", "Wording", "figure_unit", "reason", "wording"]

_FRACTIONS: Final = (
    "_share",
    "load_factor",
    "mfu",
    "capex_to_revenue_ratio",
    "capex_to_cash_flow_ratio",
    "pay_to_capex_ratio",
    "growth_ratio",
    "interest_ratio",
    "efficiency_gain_ratio",
)
_WIDE: Final = 0.2
"""Relative width of an interval from which on a computed figure is shown with two digits."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `value` is the number in it, in the figure's own unit, where it is one."""

    text: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one language."""

    language: str
    texts: Mapping[str, str]
    reasons: Mapping[str, str]

    def text(self, said: Slot, form: str = "") -> str:
        """`said` as plain text."""
        return "".join(run.text for run in self.runs(said, form))

    def runs(self, said: Slot, form: str = "") -> tuple[Run, ...]:
        """`said` as runs of text and numbers; `form` is range, full, short or empty."""
        if isinstance(said, Phrase):
            return tuple(self._filled(self.texts[said.key], said.slots))
        if isinstance(said, Series):
            return tuple(self._joined(said.items))
        if isinstance(said, Word):
            return (Run(self.reasons[f"words.{said.key}"]),)
        if isinstance(said, Figure | Quantity | Fact):
            return self._number(said, form)
        return (Run(self._plain(said, form)),)

    def reason(self, judgement: Judgement) -> tuple[Run, ...]:
        """Why a judgement was reached, from the texts of `data/texts/reasons.*.yaml`."""
        return tuple(self._filled(self.reasons[judgement.reason], judgement.values))

    def has(self, key: str) -> bool:
        """Whether there is a text of this key."""
        return key in self.texts

    def _filled(self, template: str, slots: Mapping[str, Any]) -> Iterator[Run]:
        """The template's words and the runs of its slots; a slot that is named by nobody is an error."""
        for words, name, form, _ in Formatter().parse(template):
            if words:
                yield Run(words.replace("~", "\u00a0"))
            if name is not None:
                yield from self.runs(slots[name], form or "")

    def _joined(self, items: tuple[Slot, ...]) -> Iterator[Run]:
        for place, item in enumerate(items):
            if place:
                last = place == len(items) - 1
                yield Run(self.texts["series.last"] if last else self.texts["series.comma"])
            yield from self.runs(item)

    def _plain(self, said: Period | Word | Label | date | str | int, form: str) -> str:
        if isinstance(said, Period):
            return format_period(said.text, self.language, form)
        if isinstance(said, Word):
            return self.reasons[f"words.{said.key}"]
        if isinstance(said, Label):
            return term(said.quantity).label(self.language)
        if isinstance(said, date):
            short = form == "short"
            return short_date(said, self.language) if short else format_date(said, self.language, form)
        if isinstance(said, int):
            return format_number(said, self.language)
        return said

    def _number(self, said: Figure | Quantity | Fact, form: str) -> tuple[Run, ...]:
        value, low, high, unit = said.value, said.low, said.high, said.unit
        if isinstance(value, str):
            return (Run(format_period(value, self.language) if unit == "date" else value),)
        digits = 3
        if isinstance(said, Figure):
            unit = figure_unit(said)
            digits = 2 if said.equation and value and (said.high - said.low) > _WIDE * abs(value) else 3
        if form == "range" or value is None:
            text = format_range(low, high, unit, self.language, digits=digits)
        elif form == "full":
            text = format_quantity(value, unit, self.language, low, high, digits=digits)
        else:
            text = format_quantity(value, unit, self.language, digits=digits)
        return (Run(text, value),)


def figure_unit(figure: Figure) -> str:
    """Unit to write a figure in: shares in per cent, small area ratios too, large ones as a factor."""
    if figure.unit != "1":
        return figure.unit
    if figure.name.endswith(_FRACTIONS):
        return "%"
    if figure.name == "area_ratio":
        return "%" if figure.value < 1 else "x"
    return "1"


@cache
def wording(language: str) -> Wording:
    """The wording of `language`: German for "de", English for all else."""
    name = "de" if language == "de" else "en"
    return Wording(name, dict(_flat(_read("report", name))), dict(_flat(_read("reasons", name))))


def reason(judgement: Judgement, language: str) -> str:
    """Why a judgement was reached, as plain text in `language`."""
    return "".join(run.text for run in wording(language).reason(judgement))


def _read(name: str, language: str) -> dict[str, Any]:
    path = files("wattwright") / "data" / "texts" / f"{name}.{language}.yaml"
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def _flat(entries: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Texts of a nested file by dotted key."""
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
