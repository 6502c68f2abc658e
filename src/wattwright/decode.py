"""The main job: from an announcement, a reading or a plan to everything that a dossier says about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from wattwright import __version__
from wattwright.catalog import Catalog
from wattwright.catalog import load as load_catalog
from wattwright.evaluate import evaluate
from wattwright.plan import Plan, load, plan_from_reading, scenario_names
from wattwright.plan.readings import reading_of
from wattwright.plan.stated import statements_of
from wattwright.reading import Reading, read
from wattwright.results import Results

if TYPE_CHECKING:
    from wattwright.claims import Verdict

__all__ = ["Dossier", "decode"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a dossier says, free of language; `wattwright.report` turns it into pages.

    `as_of` is the day of the announcement, `today` that of the second verdict; `then` and `now` are the
    figures on these days. `words` counts the announcement, 0 where a plan was decoded. `verdicts` stand in
    reading order; those of a plan without a text judge what the plan states.
    """

    title: str
    source_language: str
    as_of: date
    today: date
    words: int
    plan: Plan
    reading: Reading
    then: Results
    now: Results
    verdicts: tuple[Verdict, ...]
    catalog: Catalog
    version: str


def decode(
    source: str | Reading | Plan,
    *,
    as_of: date | None = None,
    today: date | None = None,
    language: str | None = None,
    name: str | None = None,
) -> Dossier:
    """Break an announcement into its parts: a text, the name of a scenario, a reading or a plan.

    `as_of` is the day of the announcement where the source names none or another one counts; `today` the day
    of the second verdict, at the earliest that of the announcement. `language` is that of the text, found out
    where it is not given; a plan without a text is judged in it. `name` is how the command line calls the
    source, for the commands that recompute a figure. Raises DataError for a text in neither German nor
    English, PlanError for a plan that cannot be used.
    """
    if isinstance(source, str) and source in scenario_names():
        name, source = name or source, load(source)
    words = len(source.split()) if isinstance(source, str) else 0
    if isinstance(source, Plan):
        plan = source if as_of is None else source.model_copy(update={"as_of": as_of})
        reading = _reading(plan, language)
    else:
        reading = read(source, as_of=as_of, language=language) if isinstance(source, str) else source
        reading = reading if as_of is None else replace(reading, as_of=as_of)
        plan = plan_from_reading(reading, load_catalog())
        words = words or _words(reading)
    now = max(plan.as_of, today or date.today())
    return _dossier(plan, reading, now, words, name)


def _dossier(plan: Plan, reading: Reading, today: date, words: int, name: str | None) -> Dossier:
    from wattwright.claims import judge

    catalog = load_catalog().at(today)
    then, now = evaluate(plan, at=plan.as_of), evaluate(plan, at=today)
    verdicts = judge(reading, plan, today=today, catalog=catalog, then=then, now=now, source=name)
    return Dossier(
        plan.title,
        reading.language,
        plan.as_of,
        today,
        words,
        plan,
        reading,
        then,
        now,
        verdicts,
        catalog,
        __version__,
    )


def _reading(plan: Plan, language: str | None) -> Reading:
    """What a plan kept of its text, else what it states itself."""
    kept = reading_of(plan)
    if kept.statements:
        return kept
    spoken = language or kept.language
    return Reading(spoken, plan.as_of, plan.title, statements_of(plan, spoken))


def _words(reading: Reading) -> int:
    """Words of the sentences that statements stand in."""
    return sum(len(text.split()) for text in dict.fromkeys(one.sentence for one in reading.statements))
