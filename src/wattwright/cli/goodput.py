"""`wattwright goodput`: how much of a cluster's time becomes training, and what each improvement is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click

from wattwright.cli.goodput_inputs import asked_from
from wattwright.cli.options import json_option, language_option, with_options
from wattwright.cli.output import print_json, print_table, print_text, save_text

__all__ = ["command"]

_OPTIONS: Final[tuple[Callable[[Any], Any], ...]] = (
    click.argument("source", required=False),
    click.option("--campus", help="Campus of the scenario, whose accelerators the job takes."),
    click.option("--accelerator", help="Accelerator of the catalog; tells how many share a node."),
    click.option("--count", type=int, help="Accelerators of the job."),
    click.option("--days", type=float, default=30.0, show_default=True, help="Days of the run."),
    click.option("--rate", type=float, help="Failures a thousand node-days.  [default: 3.8, from 2 to 7]"),
    click.option(
        "--growth",
        type=float,
        help="How much faster failures grow beyond 32,768 accelerators.  [default: 0.5]",
    ),
    click.option(
        "--interval", help="Time from checkpoint to checkpoint, such as 5 min.  [default: the best one]"
    ),
    click.option("--write", help="Stall of a write, such as 5 s."),
    click.option("--flush", help="Time until an asynchronous write is safe, such as 60 s."),
    click.option(
        "--parameters", help="Parameters of the model, such as 405 bn; with --storage: the stall of a write."
    ),
    click.option("--storage", type=float, help="Bandwidth of the storage, TB/s."),
    click.option("--spares", type=int, help="Spare nodes; without it none is ever missing."),
    click.option(
        "--elastic",
        type=int,
        help="Replicas that train on when one is down.  [default: 1; of a plan: by size]",
    ),
    click.option("--research", is_flag=True, help="Jobs of researchers: they also fail by themselves."),
    click.option("--stragglers", is_flag=True, help="Slow nodes stay in the job."),
    click.option("--lemons", type=float, default=0.0, help="Share of nodes that fail five times as often."),
    click.option("--test-every", help="How often silent corruption is looked for, such as 12 h."),
    click.option("--racks", type=float, default=0.0, help="Racks or feeds lost a day, eight nodes each."),
    click.option("--defect", help="A bad batch, as first day, days and factor: 20,10,5."),
    click.option(
        "--simulate", is_flag=True, help="Runs by chance: distribution of days, and one run event by event."
    ),
    click.option("--draws", type=click.IntRange(10, 100_000), default=1000, show_default=True),
    click.option("--seed", type=int, default=0, show_default=True),
    click.option(
        "--chart", type=click.Path(path_type=Path), help="Write progress and failures of one run as SVG."
    ),
    language_option,
    json_option,
)


@click.command("goodput")
@with_options(*_OPTIONS)
def command(language: str | None, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """Say how much of a cluster's time becomes training: interruptions, lost time by cause, checkpoints,
    spares.

    Rates and categories are those of published runs. --simulate adds what chance makes of it. Where more time
    is lost than passes, the run never ends; the answer says so.
    """
    from wattwright.evaluate.goodput import goodput_of, simulate

    asked = asked_from(given)
    made = goodput_of(asked)
    if given["simulate"] or given["chart"] is not None:
        training = asked.days * 24 * (made["goodput_share"] or 1.0)
        made["simulated"], one = simulate(asked, training, given["draws"], given["seed"])
        if given["chart"] is not None:
            _chart(one, given["chart"], language or "en")
    if as_json:
        print_json(made)
    else:
        _print(made, language or "en")


def _chart(one: Any, path: Path, language: str) -> None:  # noqa: ANN401
    """Progress of one run beside what it would be without a failure, and nodes in repair."""
    import numpy as np

    from wattwright.cli.texts import texts
    from wattwright.report.charts.hourly import Frame, draw_lines

    words = texts(language)
    end = one.wall_h if np.isfinite(one.wall_h) else (one.events[-1].at_h if one.events else 1.0)
    grid = np.linspace(0, end, 800)
    at = np.array([0.0, *(event.at_h + event.lost_h for event in one.events), end])
    done = np.array([0.0, *(event.progress_h for event in one.events), one.training_h])
    order = np.argsort(at, kind="stable")
    progress = np.maximum.accumulate(np.interp(grid, at[order], done[order]))
    lines = {
        words["goodput_chart_progress"]: progress / 24,
        words["goodput_chart_ideal"]: np.minimum(grid, one.training_h) / 24,
    }
    ticks = tuple((part / 6, f"{end / 24 * part / 6:.0f}") for part in range(7))
    stops = [(event.at_h / end, event.lost_h) for event in one.events]
    frame = Frame(
        words["goodput_chart"].format(count=len(one.events)),
        "d",
        words["goodput_chart_source"],
        ticks,
        language,
    )
    save_text(path, draw_lines(lines, frame, stops=stops))


def _print(made: dict[str, Any], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)

    def share(value: float) -> str:
        return format_quantity(value, "%", language)

    count = format_number(made["accelerators"], language, digits=6)
    print_text(
        words["goodput_title"].format(count=count, nodes=format_number(made["nodes"], language, digits=6))
        + "\n"
    )
    if made["replicas"] > 1:
        print_text(words["goodput_replicas"].format(count=format_number(made["replicas"], language)))
    if made["reason"] is not None:
        print_text(words["goodput_never"])
    low, high = made["goodput_range"]
    few, many = made["interruption_range"]
    gap = "–" if made["mean_gap_h"] is None else format_quantity(made["mean_gap_h"] * 3600, "s", language)
    rows = [
        [words["goodput_share"], f"{share(made['goodput_share'])} ({share(low)} – {share(high)})"],
        [
            words["goodput_interruptions"].format(days=format_number(made["days"], language)),
            "{} ({} – {})".format(
                *(format_number(one, language) for one in (made["interruptions"], few, many))
            ),
        ],
        [words["goodput_gap"], gap],
        [words["goodput_interval"], format_quantity(made["interval_h"] * 3600, "s", language)],
        [
            words["goodput_spares"].format(service=share(made["spares"]["service_share"])),
            format_number(made["spares"]["needed"], language, digits=6),
        ],
    ]
    rows += [
        [words["goodput_rule"].format(rule=name), format_quantity(value * 3600, "s", language)]
        for name, value in made["intervals_h"].items()
    ]
    rows += [
        [words[f"goodput_lost_{name.replace(' ', '_')}"], share(value)]
        for name, value in made["lost_share"].items()
        if value
    ]
    rows += [
        [words[f"goodput_category_{name}"], format_number(value, language)]
        for name, value in made["by_category"].items()
    ]
    print_table([words["column_quantity"], words["column_value"]], rows)
    _print_simulated(made.get("simulated"), words, language)
    _print_improvements(made["improvements"], words, language)


def _print_improvements(changes: Sequence[dict[str, Any]], words: dict[str, str], language: str) -> None:
    from wattwright.report.numbers import format_number, format_quantity

    print_text("")
    print_table(
        [words[f"goodput_{one}"] for one in ("change", "then", "days", "energy", "usd")],
        [
            [
                words[f"goodput_change_{one['change']}"],
                format_quantity(one["goodput_share"], "%", language),
                format_number(one["days"], language),
                format_quantity(one["energy_mwh"], "MWh", language),
                format_quantity(one["usd"], "USD", language),
            ]
            for one in changes
        ],
    )


def _print_simulated(found: dict[str, Any] | None, words: dict[str, str], language: str) -> None:
    from wattwright.report.numbers import format_number, format_quantity

    if found is None:
        return
    print_text("")
    if found["days"] is not None:
        low, middle, high = (format_number(one, language) for one in found["days"])
        print_text(
            words["goodput_runs"].format(
                draws=format_number(found["draws"], language, digits=6), low=low, middle=middle, high=high
            )
        )
    if found["ended_share"] < 1:
        print_text(
            words["goodput_unended"].format(share=format_quantity(1 - found["ended_share"], "%", language))
        )
    one = found["event_run"]
    print_text(
        words["goodput_one"].format(
            days=format_number(one["days"], language),
            events=format_number(one["events"], language, digits=6),
            out=format_number(one["most_in_repair"], language),
        )
    )
