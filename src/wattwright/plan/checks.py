"""What a plan must keep beyond its single fields: order of phases, names that it refers to, units that fit.

The checks read the raw values of the document, so they run even where fields are wrong, and all problems show
at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from wattwright.catalog import Catalog, period_end
from wattwright.errors import UnknownNameError, nearest_names
from wattwright.plan.document import Path

__all__ = ["Trouble", "check"]

Trouble = tuple[Path, str]

_NAMED: Final = {"accelerator": "accelerator", "model": "model"}


def check(value: dict[str, Any], catalog: Catalog) -> Iterator[Trouble]:
    """Path and message of everything that does not fit together in the raw values of a plan."""
    campuses = _entries(value, "campuses")
    yield from _repeated(campuses, catalog)
    for path, campus in campuses:
        yield from _out_of_order(path, campus)
        yield from _empty(path, campus)
        yield from _named(path, campus, "accelerator", catalog)
        if not campus.get("phases"):
            hint = "; a campus outside the catalog needs phases"
            yield from _known("campus", campus.get("name"), (*path, "name"), catalog, hint)
    known = [str(campus.get("name")) for _, campus in campuses]
    for path, run in _entries(value, "training"):
        yield from _named(path, run, "accelerator", catalog)
        yield from _run(path, run, known, catalog)
    yield from _companies(value, catalog)


def _entries(value: dict[str, Any], key: str) -> list[tuple[Path, dict[str, Any]]]:
    """Mappings in the list under `key` with their paths; anything else is the schema's to refuse."""
    given = value.get(key)
    items = given if isinstance(given, list) else []
    return [((key, index), item) for index, item in enumerate(items) if isinstance(item, dict)]


def _repeated(campuses: list[tuple[Path, dict[str, Any]]], catalog: Catalog) -> Iterator[Trouble]:
    """One site stands once in a plan, also where it has several names."""
    seen: dict[str, tuple[str, int]] = {}
    for path, campus in campuses:
        name = str(campus.get("name"))
        try:
            entry = catalog.resolve("campus", name)
        except UnknownNameError:
            entry = name
        if entry in seen:
            first, place = seen[entry]
            same = "" if first == name else f", as {first!r}"
            number = int(path[1]) + 1
            yield (*path, "name"), f"campus {name!r} is given twice{same}, as number {place} and {number}"
        seen.setdefault(entry, (name, int(path[1]) + 1))


def _out_of_order(path: Path, campus: dict[str, Any]) -> Iterator[Trouble]:
    """Phases must stand in the order of their dates, those without a date last."""
    before, text = None, ""
    for inside, phase in _entries(campus, "phases"):
        where: Path = (*path, *inside)
        given = phase.get("date")
        end = _end(given)
        if given is None:
            before, text = None, "an undated full build"
        elif text.startswith("an undated"):
            yield (*where, "date"), f"given {given}; a phase with a date stands before {text}"
        elif end is not None:
            if before is not None and end < before:
                yield (*where, "date"), f"{given} lies before {text}, the date of the phase above"
            before, text = end, str(given)


def _empty(path: Path, campus: dict[str, Any]) -> Iterator[Trouble]:
    for inside, phase in _entries(campus, "phases"):
        if phase.get("power") is None and phase.get("accelerators") is None:
            yield (*path, *inside), "a phase needs power or accelerators"


def _end(given: object) -> date | None:
    try:
        return period_end(str(given))
    except ValueError:
        return None


def _named(path: Path, entry: dict[str, Any], key: str, catalog: Catalog) -> Iterator[Trouble]:
    yield from _known(_NAMED[key], entry.get(key), (*path, key), catalog)


def _known(kind: str, given: object, path: Path, catalog: Catalog, hint: str = "") -> Iterator[Trouble]:
    if not isinstance(given, str):
        return
    try:
        catalog.resolve(kind, given)
    except UnknownNameError as error:
        yield path, f"unknown {kind} {given!r}; {error.problems[0]}{hint}"


def _run(path: Path, run: dict[str, Any], campuses: list[str], catalog: Catalog) -> Iterator[Trouble]:
    described = "compute" in run or {"parameters", "tokens"} <= set(run)
    if not described:
        hint = "; a model outside the catalog needs compute, or parameters and tokens"
        yield from _known("model", run.get("model"), (*path, "model"), catalog, hint)
    campus = run.get("campus")
    if isinstance(campus, str) and campus not in campuses:
        close = nearest_names(campus, campuses)
        offer = f"nearest: {', '.join(close)}" if close else f"this plan has: {', '.join(campuses) or 'none'}"
        yield (*path, "campus"), f"unknown campus {campus!r}; {offer}"


def _companies(value: dict[str, Any], catalog: Catalog) -> Iterator[Trouble]:
    """A company whose name is nearly one of the catalog is a slip, unless its figures are given.

    A plan made from a text keeps the names of the text.
    """
    if value.get("statements"):
        return
    given: list[tuple[Path, object]] = [(("company",), value.get("company"))]
    for path, entry in _entries(value, "spending"):
        if "revenue" not in entry:
            given.append(((*path, "company"), entry.get("company")))
    for path, name in given:
        trouble = list(_known("company", name, path, catalog))
        if trouble and nearest_names(str(name), catalog.names("company"), 1):
            yield trouble[0]
