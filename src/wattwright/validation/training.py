"""Measured training runs beside what is predicted for them: as shipped, or with runs left out of the fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.performance.step import step
from wattwright.training.intervals import error_share
from wattwright.training.layouts import completed
from wattwright.training.machines import family_of_chip
from wattwright.training.tables import case_of
from wattwright.validation.fitting import Fit, fold_of, model_of, source_of, trusted
from wattwright.validation.records import Record
from wattwright.validation.scoreboard import Row

__all__ = ["KEYS", "fitted", "left_out_rows", "training_rows"]

KEYS: Final[dict[str, Callable[[Record], str]]] = {"random": fold_of, "source": source_of, "model": model_of}
"""What can be left out of a fit together."""

_SIZES: Final = ((1_000, "up to 1,000 accelerators"), (10_000, "1,001 to 10,000"), (1e12, "above 10,000"))
Array = NDArray[np.float64]


def training_rows(records: Sequence[Record], constants: Mapping[str, float]) -> list[Row]:
    """Each record in tokens per second and accelerator, predicted with `constants`."""
    known = [record for record in records if record.run is not None]
    runs = completed([record.run for record in known if record.run is not None], constants) if known else []
    seconds = np.broadcast_to(step(case_of(runs, constants)).total_s(), (len(runs),)) if runs else np.zeros(0)
    rates = [
        run.global_batch * run.seq_len / run.accelerators / time
        for run, time in zip(runs, seconds.tolist(), strict=True)
    ]
    return _rows(records, np.array(rates), constants)


def left_out_rows(
    records: Sequence[Record],
    constants: Mapping[str, float],
    key: str,
    *,
    centre: Mapping[str, float] | None = None,
    rounds: int = 10,
) -> list[Row]:
    """Each record predicted by a fit that has not seen the records with the same `key` (see `KEYS`).

    The fits begin at `constants` but are held by what was known before any run was seen, so that nothing of
    the published table leaks into them; by `centre` where that is given, as for runs of one's own.
    """
    fit = Fit([record for record in records if trusted(record)], centre)
    point = np.log([constants[name] for name in fit.names])
    error = fit.left_out(KEYS[key], point, rounds)
    rates = {
        record.row["id"]: record.measured / np.exp(wrong)
        for record, wrong in zip(fit.records, error.tolist(), strict=True)
    }
    shown = [record for record in records if record.row["id"] in rates]
    return _rows(shown, np.array([rates[record.row["id"]] for record in shown]), constants)


def _rows(records: Sequence[Record], rates: Array, constants: Mapping[str, float]) -> list[Row]:
    runs = [record.run for record in records if record.run is not None]
    wide = iter(np.exp(error_share(runs, constants)).tolist() if runs else [])
    rate = iter(rates.tolist())
    rows = []
    for record in records:
        if record.run is None:
            rows.append(Row(record.row["id"], record.measured, reason=record.reason, trusted=record.believed))
            continue
        predicted, width = next(rate), next(wide)
        rows.append(
            Row(
                record.row["id"],
                record.measured,
                predicted,
                predicted / width,
                predicted * width,
                answered=True,
                traits=_traits(record),
                trusted=record.believed,
            )
        )
    return rows


def _traits(record: Record) -> dict[str, str]:
    run = record.run
    assert run is not None
    size = next(name for limit, name in _SIZES if run.accelerators <= limit)
    return {
        "model": "mixture of experts" if run.shape["experts"] else "dense",
        "accelerator": run.accelerator,
        "chip and model": f"{family_of_chip(run)}, {'MoE' if run.shape['experts'] else 'dense'}",
        "precision": "bf16" if run.precision == "wide" else run.precision,
        "framework": run.family,
        "size": size,
    }


def fitted(records: Sequence[Record], constants: Mapping[str, float]) -> dict[str, float]:
    """The constants that fit `records` best, each held near its value in `constants` by its prior's spread.

    Constants that the records say nothing about stay as they are.
    """
    fit = Fit([record for record in records if trusted(record)], constants)
    point = fit.centre
    for _ in range(2):
        fit.complete(point)
        point, _ = fit.solve(fit.rows, point, 20)
    return dict(constants) | fit.constants(point)
