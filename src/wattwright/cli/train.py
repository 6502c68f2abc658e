"""`wattwright train`: how long one step of a training run takes, and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.cli.training_options import constants_of, setup_of, setup_options

__all__ = ["command"]

_GIB = 2.0**30
_SHOWN = 0.0005
"""Share of a step from which a part is shown."""


@click.command("train")
@setup_options
@click.option("--tokens", help="Tokens to train on in all, such as 15.6T: gives days and chip hours.")
@language_option
@json_option
def command(
    tokens: str | None, language: str | None, as_json: bool, profile: Path | None, **given: object
) -> None:
    """Predict the step of a training run: time, tokens, utilisation, memory, and where all of it went.

    What of the layout is not given is searched. A run that does not fit is told with the reason and the
    nearest setting that does; the exit code is then 1.
    """
    from wattwright.training.predicting import predict
    from wattwright.training.searching import searched
    from wattwright.training.setups import run_of
    from wattwright.training.summaries import summary

    constants = constants_of(profile)
    budget = 0.0
    if tokens is not None:
        from wattwright.plan.amounts import parse_amount

        budget = parse_amount(
            tokens if tokens[-1:].isalpha() and " " in tokens else _spelled(tokens), "tokens"
        ).value
    run = run_of(setup_of(given))
    found = searched(run, constants, keep=1, usual=True) if "tp" not in run.layout else None
    best = next(iter(found.best), found.smallest) if found else None
    made = summary(predict([best or run], constants), constants, tokens=budget, language=language or "en")
    if as_json:
        print_json(made)
    else:
        _print(made, language or "en")
    if made["shortfall"] is not None:
        raise click.exceptions.Exit(1)


def _spelled(text: str) -> str:
    """`15.6T` as amounts are written."""
    scale = {"M": " million", "B": " billion", "T": " trillion"}
    return f"{text[:-1]}{scale[text[-1]]} tokens" if text[-1:] in scale else f"{text} tokens"


def _in_hours(energy_j: dict[str, float]) -> dict[str, float]:
    """J to Wh."""
    return {name: value / 3600 for name, value in energy_j.items()}


def _print(made: dict[str, Any], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)

    def shown(part: dict[str, float], unit: str) -> str:
        return format_quantity(part["value"], unit, language, part["low"], part["high"])

    layout = " ".join(
        f"{name} {value:g}" for name, value in made["layout"].items() if value not in (0, 1) or name == "dp"
    )
    again = " ".join(f"{name} {value:g}" for name, value in made["recompute"].items()) or words["train_none"]
    print_text(
        f"{made['model']} · {format_number(made['accelerators'], language, digits=7)} × "
        f"{made['accelerator']} · "
        f"{made['precision']} · {made['framework']}\n{layout} · {words['train_recompute']}: {again}\n"
    )
    rows = [
        [words["train_step"], shown(made["step_s"], "s")],
        [words["train_rate"], shown(made["tokens_per_s_per_accelerator"], "1")],
        ["MFU", shown(made["mfu"], "%")],
        ["HFU", shown(made["hfu"], "%")],
        [words["train_power"], shown(made["power"]["accelerator_w"], "W")],
        [words["train_server_power"], shown(made["power"]["server_w"], "W")],
        [words["train_energy"], shown(_in_hours(made["power"]["step_energy_j"]), "Wh")],
    ]
    if "budget" in made:
        rows.append([words["train_duration"], shown(made["budget"]["duration_s"], "s")])
        rows.append([words["train_budget_energy"], shown(made["budget"]["server_energy_wh"], "Wh")])
        rows.append([words["train_hours"], shown(made["budget"]["accelerator_hours"], "1")])
    print_table([words["column_quantity"], words["train_interval"]], rows)
    _print_parts(made, words, language)
    _print_memory(made["memory"], words, language)
    if made["shortfall"] is not None:
        print_text(f"\n{made['shortfall']}")


def _print_parts(made: dict[str, Any], words: dict[str, str], language: str) -> None:
    """Where the step goes, largest part first."""
    from wattwright.report.numbers import format_quantity

    parts = sorted(made["parts"].items(), key=lambda pair: -pair[1])
    rows = [
        [words[f"train_part_{name}"], format_quantity(share, "%", language)]
        for name, share in parts
        if share > _SHOWN
    ]
    print_text("")
    print_table([words["train_part"], words["train_share"]], rows)
    if made["replayed_bubble_s"] is not None:
        print_text(
            f"\n{words['train_replayed']}: {format_quantity(made['replayed_bubble_s'], 's', language)}"
        )


def _print_memory(memory: dict[str, Any], words: dict[str, str], language: str) -> None:
    """What holds the memory of the fullest accelerator, largest part first."""
    from wattwright.report.numbers import format_number

    size, capacity = (
        f"{format_number(memory[name] / _GIB, language)} GiB" for name in ("total_bytes", "capacity_bytes")
    )
    parts = sorted(memory["parts"].items(), key=lambda pair: -pair[1])
    rows = [
        [words[f"train_held_{name}"], format_number(value / _GIB, language)]
        for name, value in parts
        if value > 1e6
    ]
    print_text("")
    print_table([words["train_memory"].format(size=size, capacity=capacity), "GiB"], rows)
