"""`wattwright search`: every layout of a training run, and the best of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.cli.training_options import constants_of, setup_of, setup_options

if TYPE_CHECKING:
    from wattwright.training.runs import Run
    from wattwright.training.searching import Found

__all__ = ["command"]

_GIB = 2.0**30
_DIVIDED = ("tp", "pp", "vpp", "cp", "ep", "etp", "micro_batch")
_EVERY = 500_000
"""Settings between two signs of progress."""


@click.command("search")
@setup_options
@click.option("--objective", type=click.Choice(["time", "cost", "memory"]), default="time", show_default=True)
@click.option(
    "--export", type=click.Choice(["megatron", "torchtitan"]), help="Print the best one for a framework."
)
@click.option("--keep", type=click.IntRange(1, 200), default=8, show_default=True, help="Settings to show.")
@language_option
@json_option
def command(
    objective: str,
    export: str | None,
    keep: int,
    language: str | None,
    as_json: bool,
    profile: Path | None,
    **given: object,
) -> None:
    """Evaluate every valid layout of a training run: time and memory, the best ones and the trade-offs.

    What is given stays as it is; all else is tried. On a given cluster the cheapest layout is the fastest
    one, so `cost` orders like `time` and adds the price. Where nothing fits, the exit code is 1.
    """
    from wattwright.training.searching import searched
    from wattwright.training.setups import run_of

    run, constants = run_of(setup_of(given)), constants_of(profile)
    with _progress(language or "en") as told:
        found = searched(
            run, constants, objective="memory" if objective == "memory" else "time", keep=keep, told=told
        )
    if export is not None and found.best:
        from wattwright.training.exports import EXPORTS

        print_text(EXPORTS[export](found.best[0]))
    elif as_json:
        print_json(_plain(found, run))
    else:
        _print(found, run, language or "en", priced=objective == "cost")
    if not found.best:
        raise click.exceptions.Exit(1)


@contextmanager
def _progress(language: str) -> Iterator[Callable[[int], None] | None]:
    """What hears of progress: a line on standard error while a long search runs, only on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    from wattwright.cli.texts import texts

    said = texts(language)["search_looked"]
    shown = 0
    with Console(stderr=True).status("") as status:

        def told(count: int) -> None:
            nonlocal shown
            if count - shown >= _EVERY:
                shown = count
                status.update(f"{count / 1e6:.1f} M {said}")

        yield told


def _plain(found: Found, run: Run) -> dict[str, object]:
    """The search as JSON."""
    rows = [
        {
            "layout": dict(one.layout),
            "recompute": dict(one.recompute or {}),
            "step_s": seconds,
            "memory_bytes": size,
        }
        for one, seconds, size in zip(
            (*found.best, *found.pareto), found.step_s, found.memory_bytes, strict=True
        )
    ]
    count = len(found.best)
    return {
        "model": run.model,
        "accelerator": run.accelerator,
        "accelerators": int(run.accelerators),
        "offered": found.offered,
        "evaluated": found.valid,
        "fitting": found.fitting,
        "best": rows[:count],
        "pareto": rows[count:],
        "shortfall": None if found.shortfall is None else found.shortfall.text(),
    }


def _print(found: Found, run: Run, language: str, *, priced: bool) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)
    counted = {
        name: format_number(value, language, digits=len(str(value)))
        for name, value in (("offered", found.offered), ("valid", found.valid), ("fitting", found.fitting))
    }
    print_text(words["search_counted"].format(**counted) + "\n")
    if not found.best:
        print_text(found.shortfall.text(language) if found.shortfall else words["validate_none"])
        return
    heading = [words[f"search_{name}"] for name in ("layout", "again", "step", "against", "memory")]
    rows = [
        [
            _layout(one),
            " ".join(
                f"{name}{'' if share == 1 else f' {share:g}'}"
                for name, share in (one.recompute or {}).items()
            )
            or "–",
            format_quantity(seconds, "s", language),
            format_quantity(seconds / found.step_s[0] - 1, "%", language),
            f"{format_number(size / _GIB, language)} GiB",
        ]
        for one, seconds, size in zip(
            (*found.best, *found.pareto), found.step_s, found.memory_bytes, strict=True
        )
    ]
    count = len(found.best)
    for title, shown in (("search_best", rows[:count]), ("search_pareto", rows[count : 2 * count])):
        print_text(words[title])
        print_table(heading, shown)
        print_text("")
    if priced:
        _print_price(found, run, language)


def _print_price(found: Found, run: Run, language: str) -> None:
    """The price of a step of the best setting, where the catalog knows a rental price."""
    from wattwright.catalog import load
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_quantity

    words = texts(language)
    fact = load().latest("accelerator", run.accelerator, "rental_usd_per_h")
    if fact is None or not isinstance(fact.value, float):
        print_text(f"{words['search_cost'].partition(':')[0]}: {words['not_found']}")
        return
    price = fact.value
    cost = price * run.accelerators * found.step_s[0] / 3600
    shown = {"cost": format_quantity(cost, "USD", language), "price": format_quantity(price, "USD", language)}
    print_text(words["search_cost"].format(**shown))


def _layout(run: Run) -> str:
    """A layout in one line, without what is 1 or not used."""
    layout = run.layout
    parts = [f"{name} {layout[name]:g}" for name in _DIVIDED if layout.get(name, 1) != 1]
    parts += [
        name for place, name in ((2, "zero-bubble"), (3, "dualpipe")) if layout.get("schedule") == place
    ]
    replicas = run.accelerators / (layout["tp"] * layout["pp"] * layout["cp"])
    parts += [f"dp {replicas:g}", f"zero {layout['zero']:g}"]
    kept_away = (("offload_activation", "activations"), ("offload_optimiser", "optimiser"))
    return " ".join(parts + [f"offload {name} {layout[key]:g}" for key, name in kept_away if layout.get(key)])
