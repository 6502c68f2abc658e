"""Logged server power of training: rows of a table of power logs, each with the run that it belongs to."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from wattwright.errors import DataError
from wattwright.performance.step import step
from wattwright.training.layouts import completed
from wattwright.training.powers import power_error, power_of
from wattwright.training.runs import Run
from wattwright.training.tables import case_of
from wattwright.validation.records import Record
from wattwright.validation.scoreboard import Row

__all__ = ["PowerRecord", "power_rows", "read_power"]

NEEDED: Final = (
    "mlperf_round",
    "submitter",
    "system",
    "benchmark",
    "accelerator",
    "nodes_logged",
    "accelerators_per_node",
    "mean_node_power_w",
    "median_node_power_w",
)
_NAMED: Final = ("mlperf_round", "submitter", "system", "benchmark")
_LIQUID: Final = ("smc", "Lenovo")
"""Submitters whose systems are cooled by liquid: Supermicro SYS-421GE-TNHR2-LCC, Lenovo SR780a V3 Neptune."""


@dataclass(frozen=True, slots=True)
class PowerRecord:
    """One log: median and mean power of a node per accelerator (W), and tokens per second and accelerator.

    The median is the power of steps; the mean also counts starts and evaluations. `at_feed` tells whether the
    log was taken before the power supplies (AC) or after them.
    """

    name: str
    source: str
    median_w: float
    mean_w: float
    tokens_per_s: float
    at_feed: bool
    run: Run | None
    reason: str


def read_power(path: Path, records: Sequence[Record]) -> list[PowerRecord]:
    """Power logs of a CSV table with the columns of the shared one, joined to measured runs of the same
    round, system and size; DataError lists what is wrong with the table."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
        if missing:
            raise DataError(
                f"{path.name} is no table of power logs", [f"column {one} is missing" for one in missing]
            )
        rows = list(reader)
    problems = [
        problem for number, row in enumerate(rows, 2) for problem in _problems(path.name, number, row)
    ]
    if problems:
        raise DataError(f"{path.name} holds values that cannot be", problems)
    return [_record(row, records) for row in rows]


def power_rows(records: Sequence[PowerRecord], constants: Mapping[str, float]) -> list[Row]:
    """Each log in W of server power an accelerator, from the measured time of a step: what predicted work
    leaves of it is waiting. The interval adds up what the constants leave open, one by one, in squares."""
    known = [one for one in records if one.run is not None]
    runs = completed([one.run for one in known if one.run is not None], constants)
    rates = np.array([one.tokens_per_s for one in known])
    seconds = np.array([run.global_batch * run.seq_len / run.accelerators for run in runs]) / rates
    side = np.array([1.0 if one.at_feed else constants[_OUTPUT] for one in known])

    spent = step(case_of(runs, constants))
    middle = power_of(runs, spent, constants, seconds).server_power_w * side
    wide = iter(np.exp(power_error(runs, spent, constants, seconds)).tolist())
    values = iter(middle.tolist())
    rows = []
    for one in records:
        if one.run is None:
            rows.append(Row(one.name, one.median_w, reason=one.reason))
            continue
        value, width = next(values), next(wide)
        traits = {"accelerator": one.run.accelerator, "source": one.source}
        rows.append(
            Row(one.name, one.median_w, value, value / width, value * width, answered=True, traits=traits)
        )
    return rows


_OUTPUT: Final = "training_power.supply_output_share"


def _problems(name: str, number: int, row: Mapping[str, str]) -> Iterator[str]:
    for column in NEEDED[5:]:
        text = row[column].strip()
        try:
            fits = 0 < float(text) < float("inf")
        except ValueError:
            fits = False
        if not fits:
            yield f"{name}, line {number}, {column}: {text!r} is no number above 0"


def _record(row: Mapping[str, str], records: Sequence[Record]) -> PowerRecord:
    each = float(row["accelerators_per_node"])
    submitter = row["submitter"].removesuffix("-ac-power").removesuffix("-dc-power")
    system = row["system"].removesuffix("-POWER")
    source = f"MLPerf Training {row['mlperf_round']} {row['benchmark']} ({submitter} {system})"
    best = next((one for one in records if one.row["source_name"] == source), None)
    run = None if best is None or best.run is None else _cooled(_laid_out(best.run, row, records), submitter)
    return PowerRecord(
        " ".join([*(row[name] for name in _NAMED), row.get("run", "")[-14:]]).rstrip(),
        submitter,
        float(row["median_node_power_w"]) / each,
        float(row["mean_node_power_w"]) / each,
        0.0 if best is None else best.measured,
        not row["submitter"].endswith("-dc-power"),
        run,
        "" if run is not None else "no measured run of this round, system and size is known",
    )


def _cooled(run: Run, submitter: str) -> Run:
    cooling = "liquid_cooled" if submitter in _LIQUID else "air_cooled"
    return replace(run, notes=run.notes | {cooling})


def _laid_out(run: Run, row: Mapping[str, str], records: Sequence[Record]) -> Run:
    """The run with an open layout filled from one of the same round and benchmark, on the same kind of chip
    with as many samples for each of them: submitters share their configurations."""
    if "tp" in run.layout:
        return run
    round_ = f"MLPerf Training {row['mlperf_round']} {row['benchmark']} ("
    for record in records:
        other = record.run
        if other is None or "tp" not in other.layout or not record.row["source_name"].startswith(round_):
            continue
        samples = other.global_batch * run.accelerators == run.global_batch * other.accelerators
        if other.accelerator == run.accelerator and samples:
            return replace(run, layout=other.layout)
    return run
