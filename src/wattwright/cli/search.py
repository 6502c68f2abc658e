"""`wattwright search`: every layout of a training run, and the best of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.cli.training_options import constants_of, setup_of, setup_options

if TYPE_CHECKING:
    from wattwright.training.runs import Run
    from wattwright.training.searching import Found, Setting

__all__ = ["command"]

_GIB = 2.0**30
_DIVIDED = ("tp", "pp", "vpp", "cp", "ep", "etp", "micro_batch")
_LONG = 5_000_000
"""Settings from which a search shows its progress."""

_NAMED = 2
"""Parts of the step that are named where a setting is slower."""


@click.command("search")
@setup_options
@click.option(
    "--objective",
    type=click.Choice(["time", "cost", "energy", "memory"]),
    default="time",
    show_default=True,
    help="What to minimise.",
)
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
    with _progress() as told:
        found = searched(run, constants, objective=objective, keep=keep, told=told)
    if export is not None and found.best:
        from wattwright.training.exports import EXPORTS

        print_text(EXPORTS[export](found.best[0]))
    elif as_json:
        print_json({"objective": objective, **_plain(found, run, constants, language or "en")})
    else:
        _print(found, run, constants, language or "en", priced=objective == "cost")
    if not found.best:
        raise click.exceptions.Exit(1)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """What hears of progress: a bar on standard error while a long search runs, only on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        update: Callable[[int, int], None] | None = None

        def told(done: int, total: int) -> None:
            nonlocal update
            if update is None and total >= _LONG:
                update = _bar(stack, total)
            if update is not None:
                update(done, total)

        yield told


def _bar(stack: ExitStack, total: int) -> Callable[[int, int], None]:
    from rich.console import Console
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task("", total=total)
    return lambda done, _: bar.update(task, completed=done)


def _plain(found: Found, run: Run, constants: Mapping[str, float], language: str) -> dict[str, object]:
    """The search as JSON."""
    from wattwright.training.summaries import replayed_bubble_s

    price = _price_usd_per_h(run)

    def row(one: Setting) -> dict[str, object]:
        return {
            "layout": dict(one.run.layout),
            "recompute": dict(one.run.recompute or {}),
            "step_s": one.step_s,
            "memory_bytes": one.memory_bytes,
            "step_energy_j": one.step_energy_j,
            "step_cost_usd": None if price is None else price * run.accelerators * one.step_s / 3600,
            "against_best_s": dict(one.against),
        }

    return {
        "model": run.model,
        "accelerator": run.accelerator,
        "accelerators": int(run.accelerators),
        "offered": found.offered,
        "evaluated": found.valid,
        "fitting": found.fitting,
        "dropped": {rule: count for rule, count in found.dropped.items() if count},
        "best": [row(one) for one in found.ranked],
        "by_parallelism": [row(one) for one in found.apart],
        "pareto": [row(one) for one in found.pareto],
        "boundless": None if found.boundless is None else row(found.boundless),
        "replayed_bubble_s": replayed_bubble_s(found.best[0], constants) if found.best else None,
        "price_usd_per_accelerator_h": price,
        "shortfall": None if found.shortfall is None else found.shortfall.text(language),
        "reason": None if found.best else found.reason(language),
    }


def _print(found: Found, run: Run, constants: Mapping[str, float], language: str, *, priced: bool) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number

    words = texts(language)
    counted = {
        name: format_number(value, language, digits=len(str(value)))
        for name, value in (("offered", found.offered), ("valid", found.valid), ("fitting", found.fitting))
    }
    print_text(words["search_counted"].format(**counted) + "\n")
    if not found.best:
        print_text(found.reason(language) + "\n")
        _print_dropped(found, words, language)
        return
    keep = len(found.best)
    for title, shown in (("search_best", found.apart), ("search_pareto", found.pareto[:keep])):
        _print_settings(words[title], shown, found.ranked[0], language)
    _print_dropped(found, words, language)
    _print_best(found, run, constants, language)
    if priced and _price_usd_per_h(run) is None:
        print_text(f"{words['search_cost'].partition(':')[0]}: {words['not_found']}")


def _print_settings(title: str, shown: Sequence[Setting], best: Setting, language: str) -> None:
    """Settings under each other, each with what it costs against the best one and where that comes from."""
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)
    columns = ("layout", "again", "step", "against", "by", "memory", "energy")
    rows = [
        [
            _layout(one.run),
            _recomputed(one.run),
            format_quantity(one.step_s, "s", language),
            format_quantity(one.step_s / best.step_s - 1, "%", language),
            ", ".join(
                f"{words[f'train_part_{name}'].partition(',')[0]} {'+' if more > 0 else '−'}"
                f"{format_quantity(abs(more), 's', language)}"
                for name, more in list(one.against.items())[:_NAMED]
            )
            or "–",
            f"{format_number(one.memory_bytes / _GIB, language)} GiB",
            format_quantity(one.step_energy_j / 3600, "Wh", language),
        ]
        for one in shown
    ]
    print_text(title)
    print_table([words[f"search_{name}"] for name in columns], rows)
    print_text("")


def _print_dropped(found: Found, words: Mapping[str, str], language: str) -> None:
    """Why settings fall out, most frequent reason first."""
    from wattwright.report.numbers import format_number
    from wattwright.training.checks import texts as reasons

    said = reasons(language)["dropped"]
    rows = [
        [said[rule], format_number(count, language, digits=len(str(count)))]
        for rule, count in sorted(found.dropped.items(), key=lambda pair: -pair[1])
        if count
    ]
    if rows:
        print_table([words["search_dropped"], words["search_combinations"]], rows)


def _print_best(found: Found, run: Run, constants: Mapping[str, float], language: str) -> None:
    """What else is known of the best setting: its bubble, replayed; what memory forbids; its price."""
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity
    from wattwright.training.summaries import replayed_bubble_s

    words, best = texts(language), found.ranked[0]
    lines = []
    bubble = replayed_bubble_s(best.run, constants)
    if bubble is not None:
        lines.append(f"{words['train_replayed']}: {format_quantity(bubble, 's', language)}")
    if found.boundless is not None:
        held = {
            "layout": " · ".join((_layout(found.boundless.run), _recomputed(found.boundless.run))),
            "step": format_quantity(found.boundless.step_s, "s", language),
            "memory": f"{format_number(found.boundless.memory_bytes / _GIB, language)} GiB",
        }
        lines.append(words["search_boundless"].format(**held))
    price = _price_usd_per_h(run)
    if price is not None:
        cost = price * run.accelerators * best.step_s / 3600
        shown = {"cost": cost, "price": price}
        lines.append(
            words["search_cost"].format(
                **{name: format_quantity(value, "USD", language) for name, value in shown.items()}
            )
        )
    if lines:
        print_text("\n" + "\n".join(lines))


def _price_usd_per_h(run: Run) -> float | None:
    """What an hour of an accelerator rents for, where the catalog knows it."""
    from wattwright.catalog import load

    fact = load().latest("accelerator", run.accelerator, "rental_usd_per_h")
    return fact.value if fact is not None and isinstance(fact.value, float) else None


def _recomputed(run: Run) -> str:
    parts = (run.recompute or {}).items()
    return " ".join(f"{name}{'' if share == 1 else f' {share:g}'}" for name, share in parts) or "–"


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
