"""`wattwright swings`: how far the power of a training job swings within a step, and what flattens it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wattwright.cli.options import json_option, language_option
from wattwright.cli.output import print_json, print_table, print_text
from wattwright.cli.training_options import constants_of, setup_of, setup_options

__all__ = ["command"]


@click.command("swings")
@setup_options
@click.option("--ramp-limit", type=float, help="Ramp that the utility allows, MW/s.")
@click.option("--facility-ratio", type=float, default=1.12, show_default=True, help="Facility over IT power.")
@click.option(
    "--site-power", help="Fixed connection for the best power cap, such as 100 MW.  [default: its own need]"
)
@language_option
@json_option
def command(
    ramp_limit: float | None,
    facility_ratio: float,
    site_power: str | None,
    language: str | None,
    as_json: bool,
    profile: Path | None,
    **given: object,
) -> None:
    """Show how the power of one training job swings: highest and lowest, ramp, harmonics, and what flattens
    it.

    The phases of a step come from the training model. A buffer, filler work and power caps are weighed; the
    best cap is the one that makes most tokens of a fixed connection.
    """
    from wattwright.cli.sites import megawatts_of
    from wattwright.evaluate.swings import SwingQuestion, swings_of
    from wattwright.training.setups import run_of

    question = SwingQuestion(
        run_of(setup_of(given)),
        constants_of(profile),
        facility_ratio,
        ramp_limit,
        None if site_power is None else megawatts_of(site_power),
    )
    made = swings_of(question)
    if as_json:
        print_json(made)
    else:
        _print(made, language or "en")


def _print(made: dict[str, Any], language: str) -> None:
    from wattwright.cli.texts import texts
    from wattwright.report.numbers import format_number, format_quantity

    words = texts(language)

    def power(value: float) -> str:
        return format_quantity(value, "MW", language)

    count = format_number(made["accelerators"], language, digits=6)
    print_text(f"{made['model']} · {made['accelerator']} × {count}\n")
    print_table(
        [words["swings_phase"], words["swings_time"], words["swings_power"]],
        [
            [
                words[f"swings_{one['phase']}"],
                format_quantity(one["time_s"], "s", language),
                power(one["power_mw"]),
            ]
            for one in made["phases"]
        ],
    )
    smooth, filler = made["smoothing"], made["filler_mw"]
    rows = [
        [words["swings_mean"], power(made["mean_mw"])],
        [words["swings_swing"], power(made["swing_mw"])],
        [words["swings_high_share"], format_quantity(made["high_time_share"], "%", language)],
        [words["swings_start"], power(made["start_mw"])],
        [
            words["swings_buffer"],
            f"{format_quantity(made['buffer_mwh'], 'MWh', language)}, {power(made['buffer_mw'])}",
        ],
        [
            words["swings_ramp"].format(limit=format_number(smooth["limit_mw_per_s"], language)),
            f"{format_quantity(smooth['buffer_mwh'], 'MWh', language)}, {power(smooth['buffer_mw'])}",
        ],
        [words["swings_filler"], power(filler)],
    ]
    rows += [
        [
            words["swings_harmonic"].format(frequency=format_number(one["frequency_hz"], language)),
            power(one["power_mw"]),
        ]
        for one in made["harmonics"]
    ]
    print_text("")
    print_table([words["column_quantity"], words["column_value"]], rows)
    _print_caps(made, words, language)


def _print_caps(made: dict[str, Any], words: dict[str, str], language: str) -> None:
    from wattwright.report.numbers import format_number, format_quantity

    site = format_quantity(made["site_power_mw"], "MW", language)
    print_text("\n" + words["swings_caps"].format(power=site))
    print_table(
        [words[f"swings_{one}"] for one in ("cap", "rate", "energy", "count", "work")],
        [
            [
                format_quantity(one["cap_w"], "W", language) + (" ←" if one["best"] else ""),
                format_quantity(one["rate_share"], "%", language),
                format_quantity(one["energy_ratio"], "%", language),
                format_number(one["fed"], language, digits=6),
                format_quantity(one["work_ratio"], "%", language),
            ]
            for one in made["caps"]
        ],
    )
