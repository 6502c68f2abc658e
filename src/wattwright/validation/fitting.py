"""Fits the constants of training steps to measured runs.

The fit is a maximum a posteriori estimate: residuals in logarithms with soft tails, each constant drawn
towards its prior in `data/training_priors.yaml`. A source may be off as a whole by a few per cent (its
machine, its settings): that offset is fitted beside the constants and never used to predict.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import least_squares

from wattwright.performance.step import step
from wattwright.training.layouts import completed
from wattwright.training.runs import Run
from wattwright.training.tables import RunTable, run_table
from wattwright.validation.records import Record

__all__ = ["Fit", "fold_of", "model_of", "priors", "source_of", "trusted"]

_SOFT: Final = 0.05
"""Error (logarithm) from which a row pulls less than its square."""

_OFFSET: Final = 0.15
"""Spread of a source's own offset (logarithm)."""

Array = NDArray[np.float64]
Rows = NDArray[np.intp]


@cache
def _given() -> dict[str, Any]:
    text = (files("wattwright") / "data" / "training_priors.yaml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return given


def priors() -> dict[str, tuple[float, float]]:
    """Prior value and spread (standard deviation of the logarithm) of every constant, by name."""
    given = _given()
    found = {f"training_kernels.{name}": pair for name, pair in given["kernels"].items()}
    found |= {f"training_network.{name}": pair for name, pair in given["network"].items()}
    found |= {f"training_attention_{name}.attention_share": pair for name, pair in given["attention"].items()}
    found |= {f"training_cast_{name}.cast_bytes": pair for name, pair in given["cast"].items()}
    for part in ("chips", "frameworks"):
        for group, entries in given[part].items():
            found |= {f"training_{group}.{name}": pair for name, pair in entries.items()}
    return {name: (float(value), float(spread)) for name, (value, spread) in found.items()}


def source_of(record: Record) -> str:
    """Source of a record; rounds of one benchmark and pages of one project count as one source."""
    source = record.row.get("source_name") or f"peer {record.row.get('source', '')}"
    round_of = re.search(r"MLPerf Training v[\d.]+", source)
    if round_of:
        return round_of.group(0)
    return next((name for name in ("InternEvo", "Megatron-LM README") if name in source), source)


def model_of(record: Record) -> str:
    """Model of a record without its tuning and cuts."""
    named = record.row.get("model") or f"{record.row.get('hidden')} x {record.row.get('layers')}"
    return re.sub(r" \(.*|-proxy.*", "", named)


def fold_of(record: Record) -> str:
    """One of sixteen random folds, the same one in every run."""
    return hashlib.sha256(record.row["id"].encode()).hexdigest()[0]


def trusted(record: Record) -> bool:
    """Whether a row is evidence: read from its source, not recalled."""
    return record.run is not None and record.believed


class Fit:
    """Measured runs, the priors, and what both say together.

    `names` orders the constants; a point is the array of their logarithms. `start` (constants by name)
    replaces the centre of the priors, as for a fit of a user's own runs around the shipped constants.
    """

    def __init__(self, records: Sequence[Record], start: Mapping[str, float] | None = None) -> None:
        self.records = [record for record in records if record.run is not None]
        known = priors()
        self.names = list(known)
        self.spread = np.array([spread for _, spread in known.values()])
        self.centre = np.log([(start or {}).get(name, value) for name, (value, _) in known.items()])
        self.complete(self.centre)
        self.measured_s = np.array(
            [
                run.global_batch * run.seq_len / (run.accelerators * one.measured)
                for run, one in zip(self.runs, self.records, strict=True)
            ]
        )
        self.group = [
            f"{source_of(one)} {run.family}" for one, run in zip(self.records, self.runs, strict=True)
        ]
        certain = [int(one.row.get("confidence") or 3) >= 3 for one in self.records]
        self.weight = np.where(certain, 1.0, 0.5)

    @property
    def rows(self) -> Rows:
        """Places of all runs."""
        return np.arange(len(self.records))

    def complete(self, point: Array) -> None:
        """Fills open fields of all runs with the constants at `point`."""
        stated: list[Run] = [one.run for one in self.records if one.run is not None]
        self.runs = completed(stated, self.constants(point))

    def constants(self, point: Array) -> dict[str, float]:
        """The constants at `point`, by name."""
        return dict(zip(self.names, np.exp(point).tolist(), strict=True))

    def table(self, rows: Rows) -> RunTable:
        """The runs at `rows` as columns."""
        return run_table([self.runs[row] for row in rows])

    def errors(self, table: RunTable, rows: Rows, point: Array) -> Array:
        """Logarithm of predicted over measured step time."""
        seconds = np.asarray(step(table.case(self.constants(point))).total_s())
        return np.asarray(np.log(seconds / self.measured_s[rows]))

    def solve(self, rows: Rows, start: Array, rounds: int = 12) -> tuple[Array, Array]:
        """The point that fits `rows` best, and the spread that they leave to each constant (logarithms)."""
        table, weight = self.table(rows), self.weight[rows]
        groups = [self.group[row] for row in rows]
        names = sorted(set(groups))
        place = np.array([names.index(one) for one in groups], dtype=np.intp)
        size = len(self.centre)

        def pulls(both: Array) -> Array:
            point, offset = both[:size], both[size:]
            error = np.clip(self.errors(table, rows, point) - offset[place], -5, 5)
            prior = (point - self.centre) / self.spread
            return np.concatenate([weight * _soft(error), prior, offset / _OFFSET])

        def slopes(both: Array) -> Array:
            error = np.clip(self.errors(table, rows, both[:size]) - both[size:][place], -5, 5)
            made = np.zeros((len(rows) + len(both), len(both)))
            base = pulls(both)
            for column in range(size):
                moved = both.copy()
                moved[column] += 1e-5
                made[:, column] = (pulls(moved) - base) / 1e-5
            made[np.arange(len(rows)), size + place] = -weight * _soft_slope(error)
            last = np.arange(size, len(both))
            made[len(rows) + last, last] = 1 / _OFFSET
            return made

        first = np.concatenate([start, np.zeros(len(names))])
        found = least_squares(pulls, first, jac=slopes, max_nfev=rounds)
        left = np.sqrt(np.diag(np.linalg.inv(found.jac.T @ found.jac)))
        return np.asarray(found.x[:size]), np.asarray(left[:size])

    def left_out(self, key: Callable[[Record], str], start: Array, rounds: int = 10) -> Array:
        """Errors of all runs, each predicted by a fit that has not seen the runs with the same `key`."""
        keys = np.array([key(one) for one in self.records])
        error = np.zeros(len(keys))
        for one in sorted(set(keys)):
            inside, outside = np.flatnonzero(keys == one), np.flatnonzero(keys != one)
            point, _ = self.solve(outside, start, rounds)
            error[inside] = self.errors(self.table(inside), inside, point)
        return error


def _soft(error: Array) -> Array:
    """Pseudo-Huber residual: square near nothing, straight beyond `_SOFT`."""
    scaled = np.sqrt(1 + (error / _SOFT) ** 2)
    return np.asarray(np.sign(error) * np.sqrt(2 * (scaled - 1)))


def _soft_slope(error: Array) -> Array:
    """Derivative of `_soft`."""
    scaled = np.sqrt(1 + (error / _SOFT) ** 2)
    return np.asarray(np.sqrt((1 + scaled) / 2) / scaled / _SOFT)
