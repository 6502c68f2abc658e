"""Fits the constants of training steps on measured runs, or shows what they predict for runs left out.

    python dev/fit_training.py ../shared --left-out random source model
    python dev/fit_training.py ../shared --left-out source --write     # data/assumptions/training.yaml

The mathematics stand in `wattwright.validation.fitting`, the priors in `data/training_priors.yaml`. Nothing
depends on a single row or model.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import yaml
from numpy.typing import NDArray

from wattwright.glossary import load as load_glossary
from wattwright.training.machines import evidence
from wattwright.validation.fitting import Fit, fold_of, model_of, source_of, trusted
from wattwright.validation.records import Record, read_records

DATA = Path(__file__).resolve().parent.parent / "src" / "wattwright" / "data"
TARGET = DATA / "assumptions" / "training.yaml"
DAY = "2026-11-25"
_FURTHEST: Final = 2.2
"""The highest of 2,048 draws, in units of the 95 % point above the median."""

Array = NDArray[np.float64]


def _chip(record: Record) -> str:
    name = record.run.accelerator if record.run else ""
    if name.startswith(("H100", "H200", "H800")):
        return "H"
    return "B" if name.startswith(("B200", "B300", "GB")) else "-"


def _sparse(record: Record) -> bool:
    return record.run is not None and record.run.shape["experts"] > 0


KEYS: Final = {"random": fold_of, "source": source_of, "model": model_of}
"""What is left out together."""

GROUPS: Final[dict[str, Callable[[Record], bool]]] = {
    "all": lambda record: True,
    "H and B dense (median 6, p90 18)": lambda record: _chip(record) in "HB" and not _sparse(record),
    "MoE (median 10, p90 25)": _sparse,
    "TPU and AMD (median 12)": lambda record: record.row["accelerator"].startswith(("TPU", "MI")),
    "A100 peer rows (mean 7)": lambda record: "case" in record.row,
}


def _line(title: str, error: Array) -> str:
    share = np.abs(np.expm1(error)) * 100
    bias = 100 * np.median(np.expm1(error))
    return (
        f"{title:<34} n {len(share):4d}  median {np.median(share):5.1f}  mean {share.mean():5.1f}  "
        f"p90 {np.quantile(share, 0.9):5.1f}  bias {bias:+5.1f}"
    )


def show(fit: Fit, error: Array) -> None:
    """Prints the errors by group, and by family of frameworks and kind of chip."""
    groups = {
        title: np.array([belongs(one) for one in fit.records], dtype=bool)
        for title, belongs in GROUPS.items()
    }
    kinds = [f"{run.family} {_chip(one)}" for run, one in zip(fit.runs, fit.records, strict=True)]
    groups |= {kind: np.array(kinds) == kind for kind in sorted(set(kinds))}
    for title, rows in groups.items():
        if rows.any():
            print(_line(title, error[rows]))


def _repeated(record: Record) -> bool:
    """Rows of the peers' table that the table of runs holds as well."""
    return "case" in record.row and "vTrain" not in record.row.get("source", "")


def load(shared: Path) -> list[Record]:
    """Trusted runs of both tables, each once."""
    tables = (shared / "data" / "training_runs.csv", shared / "data" / "peer_cases.csv")
    records = [record for table in tables for record in read_records(table)]
    return [one for one in records if trusted(one) and not _repeated(one)]


def main() -> None:
    """Fits, shows, and writes where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--left-out", nargs="*", default=[], choices=list(KEYS))
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}; needs --left-out source")
    parser.add_argument("--start", type=Path, default=None, help="start from and save to this JSON file")
    given = parser.parse_args()
    fit = Fit(load(given.shared))
    resumed = given.start is not None and given.start.is_file()
    point = np.array(json.loads(given.start.read_text())) if resumed else fit.centre
    print(f"{len(fit.records)} runs, {len(fit.names)} constants")
    for _ in range(2):
        fit.complete(point)
        point, left = fit.solve(fit.rows, point, given.rounds)
    if given.start is not None:
        given.start.write_text(json.dumps(point.tolist()))
    moved = [
        f"{name} {np.exp(centre):.3g} → {np.exp(value):.3g}"
        for name, value, centre, spread in zip(fit.names, point, fit.centre, fit.spread, strict=True)
        if abs(value - centre) > spread
    ]
    print("further from its prior than one spread:", "; ".join(moved))
    show(fit, fit.errors(fit.table(fit.rows), fit.rows, point))
    for name in given.left_out:
        print(f"-- {name} left out")
        unseen = fit.left_out(KEYS[name], point)
        show(fit, unseen)
        if name == "source" and given.write:
            write({**constants_of(fit, point, left), **error_shares(fit, unseen)})


def _number(value: float) -> str:
    """Four digits, in a form that YAML reads as a number."""
    text = f"{float(value):.4g}"
    return text if "e" not in text or "." in text else text.replace("e", ".0e")


Bounds = tuple[float, float, float]


def constants_of(fit: Fit, point: Array, left: Array) -> dict[str, Bounds]:
    """Each constant with the 5 % and 95 % points that the runs leave open (value, low, high)."""
    made = {}
    for name, centre, spread in zip(fit.names, point, left, strict=True):
        top = centre + 1.645 * spread
        if centre < 0 and (name.endswith("share") or top <= 0):  # so narrow that no draw of it gets above 1
            top = min(top, centre * (1 - 1 / _FURTHEST))
        made[name] = tuple(float(np.exp(x)) for x in (centre, centre - 1.645 * spread, top))
    return made


def error_shares(fit: Fit, unseen: Array) -> dict[str, Bounds]:
    """Half widths of the 80 % interval by trait of a run, from runs whose source was left out.

    Chips without a run have no errors to learn from: the largest share of a kind of chip stands for them.
    """
    size = np.abs(unseen)
    sparse = np.array([_sparse(one) for one in fit.records])
    few = np.array([evidence(run.accelerator) == "few" for run in fit.runs])
    open_ = np.array([one.run is not None and "tp" not in one.run.layout for one in fit.records])
    plain = float(np.quantile(size[~sparse & ~few & ~open_], 0.8))

    def beyond(rows: NDArray[np.bool_]) -> float:
        return max(float(np.quantile(size[rows], 0.8)) ** 2 - plain**2, 0.0) ** 0.5

    foreign = beyond(few & ~sparse)
    found = {"any": plain, "sparse": beyond(sparse), "foreign": foreign, "open": beyond(open_)}
    found["unmeasured"] = 1.5 * foreign
    return {f"training_error_{name}.error_share": (x, 0.8 * x, 1.25 * x) for name, x in found.items()}


def write(found: dict[str, Bounds]) -> None:
    """Writes constants and error shares as assumptions."""
    given = (DATA / "training_priors.yaml").read_text(encoding="utf-8")
    notes, terms = yaml.safe_load(given)["notes"], load_glossary()
    lines = ["# Constants of training steps. Made by dev/fit_training.py from measured runs; do not edit."]
    group = ""
    for name, bounds in sorted(found.items()):
        head, _, quantity = name.partition(".")
        if head != group:
            group = head
            lines.append(f"{head}:")
        value, low, high = map(_number, bounds)
        lines.append(
            f"  {quantity}: {{value: {value}, low: {low}, high: {high}, spread: lognormal, "
            f"unit: '{terms[quantity].unit}', source: own-fit-training, kind: inferred, date: {DAY}, "
            f'note: "{notes[quantity]}"}}'
        )
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
