"""Turns phrases, figures, days and verdict reasons into words of one language.

Every text is a tuple of runs, so that renderers can mark up numbers and escape what came from strangers.
"""

from __future__ import annotations

import re
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
from wattwright.glossary import load, term
from wattwright.report.dates import format_date, format_period, short_date
from wattwright.report.numbers import format_number, format_quantity, format_range
from wattwright.report.phrases import Formula, Label, Phrase, Series, Slot
from wattwright.report.quotes import inner_quotes
from wattwright.results import Figure

__all__ = ["Run", "Wording", "figure_unit", "reason", "texts_of", "wording"]

_FRACTIONS: Final = ("_share", "_ratio", "load_factor", "mfu")
_FACTORS: Final = ("facility_to_it_ratio", "slip_ratio")
_UNIT: Final = re.compile(r"_(usd|eur|cny|mw|m2|km2|days|years|per_year|points|fraction|date)$")
_QUANTITY: Final = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
_GRADE: Final = re.compile(
    r"(?<=: )(?:low|medium|high)\b|(?<=\()projection(?=\))"
    r"|(?<=; )(?:recalled|secondary|unverified|not re-found)"
)
_COMPARED: Final = ("household_equivalents", "pay_in_accelerators")
"""Comparisons, which never carry more than two digits."""

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

    def subject(self, figure: Figure) -> str:
        """What a figure describes, with its aspects and period in words."""
        first, *aspects = figure.subject.split(" · ")
        said = [one for one in aspects if one != figure.when]
        parts = [first, *(self.texts.get(f"aspect.{one}", one) for one in said)]
        if figure.when and figure.when != "undated":
            parts.append(format_period(figure.when, self.language))
        return ", ".join(parts)

    def doubt(self, said: str) -> str:
        """A remark on weak evidence with the names of quantities and grades of confidence in words."""
        named = _QUANTITY.sub(lambda found: self._labelled(found[0]), said)
        return _GRADE.sub(lambda found: self.texts.get(f"doubt.{found[0]}", found[0]), named)

    def _filled(self, template: str, slots: Mapping[str, Any]) -> Iterator[Run]:
        """The template's words and the runs of its slots; a slot that is named by nobody is an error.

        A full stop behind an abbreviation ("3 Mio.") is written once.
        """
        stopped = False
        for words, name, form, _ in Formatter().parse(template):
            if words:
                yield Run((words[1:] if stopped and words[0] == "." else words).replace("~", "\u00a0"))
                stopped = False
            if name is not None:
                for run in self.runs(slots[name], form or ""):
                    stopped = run.text.endswith(".")
                    yield run

    def _joined(self, items: tuple[Slot, ...]) -> Iterator[Run]:
        for place, item in enumerate(items):
            if place:
                last = place == len(items) - 1
                yield Run(self.texts["series.last"] if last else self.texts["series.comma"])
            yield from self.runs(item)

    def _plain(self, said: Period | Word | Label | Formula | date | str | int, form: str) -> str:
        if isinstance(said, Period):
            return format_period(said.text, self.language, form)
        if isinstance(said, Word):
            return self.reasons[f"words.{said.key}"]
        if isinstance(said, Formula):
            return said.text
        if isinstance(said, Label):
            return self._labelled(said.quantity)
        if isinstance(said, date):
            short = form == "short"
            return short_date(said, self.language) if short else format_date(said, self.language, form)
        if isinstance(said, int):
            return format_number(said, self.language)
        if form == "doubt":
            return self.doubt(said)
        return inner_quotes(said, self.language) if form == "inner" else said

    def _number(self, said: Figure | Quantity | Fact, form: str) -> tuple[Run, ...]:
        value, low, high, unit = said.value, said.low, said.high, said.unit
        if isinstance(value, str):
            return (Run(format_period(value, self.language) if unit == "date" else value),)
        digits = 3
        if isinstance(said, Figure):
            unit = figure_unit(said)
            digits = 2 if _rough(said) else 3
        if form == "noun":
            return self._counted(said, digits)
        digits = 2 if form == "rough" else digits
        if form == "range" or value is None:
            text = format_range(low, high, unit, self.language, digits=digits)
        elif form == "full":
            text = format_quantity(value, unit, self.language, low, high, digits=digits)
        else:
            text = format_quantity(value, unit, self.language, digits=digits)
        return (Run(text, value),)

    def _labelled(self, quantity: str) -> str:
        """A quantity in words: the glossary's label, a text of its own, else its name without the unit."""
        if quantity in load():
            return term(quantity).label(self.language)
        bare = _UNIT.sub("", quantity).replace("_", " ")
        return self.texts.get(f"quantity.{quantity}", bare)

    def _counted(self, said: Figure | Quantity | Fact, digits: int) -> tuple[Run, ...]:
        """A number with the noun of what it counts, where its unit does not say it."""
        name = said.name if isinstance(said, Figure) else said.quantity if isinstance(said, Fact) else ""
        unit = figure_unit(said) if isinstance(said, Figure) else said.unit
        value = said.value if isinstance(said.value, float) else None
        text = format_quantity(value, unit, self.language, digits=digits)
        noun = self.texts.get(f"noun.{name}", "{number}")
        return (Run(noun.format(number=text).replace("~", "\u00a0"), value),)


def _rough(figure: Figure) -> bool:
    """Whether two digits say all that a figure knows."""
    if figure.name in _COMPARED:
        return True
    return bool(figure.equation) and figure.high - figure.low > _WIDE * abs(figure.value)


def figure_unit(figure: Figure) -> str:
    """Unit to write a figure in: shares in per cent, small area ratios too, large ones as a factor."""
    if figure.unit != "1":
        return figure.unit
    if figure.name == "area_ratio":
        return "%" if figure.value < 1 else "x"
    shared = figure.name.endswith(_FRACTIONS) and figure.name not in _FACTORS
    return "%" if shared else "1"


@cache
def wording(language: str) -> Wording:
    """The wording of `language`: German for "de", English for all else."""
    name = "de" if language == "de" else "en"
    return Wording(name, texts_of(name), dict(_flat(_read("reasons", name))))


@cache
def texts_of(language: str) -> dict[str, str]:
    """Texts of `data/texts/report.*.yaml` by dotted key."""
    return dict(_flat(_read("report", "de" if language == "de" else "en")))


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
