"""Published figures of reliability beside the models: rows of a table with the columns of
`goodput_cases.csv`."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from wattwright.errors import DataError
from wattwright.evaluate.goodput import GoodputAsked, goodput_of
from wattwright.reliability import checkpoints, spares
from wattwright.reliability.model import Category, Cluster, Extras, Recovery
from wattwright.reliability.renewal import expected_goodput, simulated
from wattwright.validation.scoreboard import Row

__all__ = ["goodput_rows"]

NEEDED: Final = (
    "case_id",
    "kind",
    "n_accelerators",
    "accel_per_node",
    "failure_rate",
    "failure_rate_unit",
    "checkpoint_interval_min",
    "checkpoint_write_min",
    "restart_min",
    "other_inputs",
    "published_value",
    "published_unit",
    "tolerance",
)
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_SECONDS: Final = re.compile(r"\b(mu|C|R|D)=([\d.]+)")
_CUBE: Final = 64
_HOSTS_DOWN: Final = re.compile(r"p=([\d.]+)%")
_TARGETS: Final = "the failures of that job are not published"


class _NoAnswerError(Exception):
    """Why a row has no answer."""


def goodput_rows(path: Path) -> list[Row]:
    """Every row with what is predicted for it; DataError where columns are missing, reasons where none is."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
        if missing:
            raise DataError(
                f"{path.name} is no table of goodput cases", [f"column {one} is missing" for one in missing]
            )
        rows = list(reader)
    return [one for row in rows for one in _rows(row)]


def _rows(row: Mapping[str, str]) -> list[Row]:
    kind = row["kind"]
    traits = {"kind": kind}
    rule = _RULES.get(kind)
    try:
        if rule is None:
            raise _NoAnswerError(f"{kind} is not computed")
        found = rule(row)
    except _NoAnswerError as reason:
        return [Row(row["case_id"], float("nan"), reason=str(reason), traits=traits)]
    return [
        _row(row["case_id"] + suffix, measured, predicted, _apart(row, measured, suffix), traits)
        for suffix, measured, predicted in found
    ]


Found = list[tuple[str, float, float]]


def _row(
    name: str, measured: float, predicted: float, apart: tuple[float, float], traits: Mapping[str, str]
) -> Row:
    low, high = apart
    return Row(name, measured, predicted, predicted - low, predicted + high, answered=True, traits=traits)


def _apart(row: Mapping[str, str], measured: float, suffix: str) -> tuple[float, float]:
    """How far a figure may lie below and above its prediction: shares, points, seconds, or a bound on one
    side."""
    text, value = row["tolerance"], row["published_value"]
    if value.startswith(">") or text.startswith(">="):
        return np.inf, 0.0
    if value.startswith("<"):
        return 0.0, np.inf
    numbers = [float(one) for one in _NUMBER.findall(text)]
    if suffix == " optimum":
        return (0.0015 * measured,) * 2
    if not numbers:
        return (0.1 * abs(measured),) * 2
    if "%" in text:
        return (numbers[0] / 100 * abs(measured),) * 2
    return (numbers[0] * 1.0001,) * 2


def _number(row: Mapping[str, str], name: str) -> float:
    found = _NUMBER.findall(row[name] or "")
    if not found:
        raise _NoAnswerError(f"{name} is not given")
    return float(found[0])


def _published(row: Mapping[str, str]) -> float:
    return _number(row, "published_value")


def _rate_per_h(row: Mapping[str, str]) -> float:
    """Interruptions of the job an hour, from nodes and their rate, or from hours of an accelerator."""
    rate, unit = _number(row, "failure_rate"), row["failure_rate_unit"]
    if "per GPU" in unit:
        return _number(row, "n_accelerators") / rate
    return _number(row, "n_accelerators") / _number(row, "accel_per_node") * rate / 1000 / 24


def _mttf(row: Mapping[str, str]) -> Found:
    scale = 60.0 if row["published_unit"].startswith("min") else 1.0
    counted = re.search(r"(\d+) unexpected interruptions in (\d+) days", row["other_inputs"])
    if counted:
        return [("", _published(row), float(counted[2]) * 24 / float(counted[1]) * scale)]
    if "must NOT be forced" in row["tolerance"]:
        asked = GoodputAsked(
            int(_number(row, "n_accelerators")),
            30.0,
            failures_per_node_day=_number(row, "failure_rate") / 1000,
            research=True,
        )
        return [
            (", with the hazard of research jobs", _published(row), float(goodput_of(asked)["mean_gap_h"]))
        ]
    return [("", _published(row), scale / _rate_per_h(row))]


def _ettr(row: Mapping[str, str]) -> Found:
    if "MTBF" in row["other_inputs"]:
        gap, _, stall = (float(one) for one in _NUMBER.findall(row["other_inputs"])[:3])
        return [("", _published(row), float(spares.elastic_share(gap / 60, stall / 60, 0.0, 1.0)))]
    counted = re.match(r">(\d+) recoveries", row["other_inputs"])
    if counted:
        lost = float(counted[1]) * 25 / 60
        return [("", _published(row), 1 - lost / (21 * 24))]
    if not row["failure_rate"]:
        raise _NoAnswerError(_TARGETS)
    rate, write = (
        _rate_per_h(row),
        _number(row, "checkpoint_write_min") / 60 if row["checkpoint_write_min"] else 0.0,
    )
    optimal = row["checkpoint_interval_min"].startswith("optimal")
    interval = float(np.sqrt(2 * write / rate)) if optimal else _number(row, "checkpoint_interval_min") / 60
    restart = _number(row, "restart_min") / 60
    return [("", _published(row), float(checkpoints.expected_ettr(rate, interval, write, restart)))]


def _interval(row: Mapping[str, str]) -> Found:
    known = {name: float(value) / 3600 for name, value in _SECONDS.findall(row["other_inputs"])}
    if set(known) != {"mu", "C", "R", "D"}:
        raise _NoAnswerError("mu, C, R and D are needed")
    gap, stall, reload, down = known["mu"], known["C"], known["R"], known["D"]
    found = (
        checkpoints.young_interval_h(gap, stall),
        checkpoints.daly_interval_h(gap, stall, down, reload),
        checkpoints.refined_interval_h(gap, stall, down, reload),
        checkpoints.exact_interval_h(gap, stall),
    )
    names = (" Young", " Daly", " refined", " optimum")
    published = [float(one) for one in row["published_value"].split("/")]
    return [
        (name, value, float(one) * 3600) for name, value, one in zip(names, published, found, strict=True)
    ]


def _checkpoint(row: Mapping[str, str]) -> Found:
    found = re.search(r"([\d.]+) TB .*?([\d.]+) TB/s", row["other_inputs"])
    if found is None:
        raise _NoAnswerError("size and bandwidth are not given")
    return [
        ("", _published(row), float(checkpoints.write_time_s(float(found[1]) * 1e12, float(found[2]) * 1e12)))
    ]


def _placement(row: Mapping[str, str]) -> Found:
    down = _HOSTS_DOWN.search(row["other_inputs"])
    if down is None:
        raise _NoAnswerError("static placement on a torus is not computed: hosts and shapes are not given")
    cubes = int(_number(row, "n_accelerators")) // _CUBE
    return [("", _published(row), spares.placed_share(cubes, float(down[1]) / 100))]


def _simulator(row: Mapping[str, str]) -> Found:
    if row["case_id"].startswith("renewal"):
        known = dict(re.findall(r"(mu|tau|C|R|D)=([\d.]+)", row["other_inputs"]))
        gap, work, stall, reload = (float(known[one]) / 60 for one in ("mu", "tau", "C", "R"))
        recovery = Recovery(stall, work + stall, reload_h=reload, restart_h=0.0, swap_h=0.0)
        cluster = Cluster(8, 8, 24 / gap, [Category("failure", 1.0, 0.0, 0.0)], recovery)
        runs = simulated(cluster, 256 * 24.0, 30)
        return [
            (" closed form", _published(row), expected_goodput(cluster)[0]),
            (" renewal", _published(row), float(runs.goodput_share.mean())),
        ]
    servers = int(_NUMBER.findall(row["n_accelerators"])[0])
    recovery = Recovery(0.0, 1e-6, reload_h=0.0, restart_h=20 / 60, swap_h=20 / 60)
    mends = 0.2 * 0.6 + 0.8 * 0.8
    extras = Extras(lemon_share=0.15, lemon_factor=5.0, repair_mends_share=mends)
    cluster = Cluster(
        servers,
        1,
        0.01,
        [Category("server", 1.0, 0.0, 1.0)],
        recovery,
        spare_nodes=464,
        repair_mean_h=2 + 0.8 * 48,
        extras=extras,
    )
    runs = simulated(cluster, 256 * 24.0, 30)
    hours, share = (float(one) for one in _NUMBER.findall(row["published_value"])[:2])
    return [(" hours", hours, float(runs.wall_h.mean())), (" share", share, float(runs.goodput_share.mean()))]


def _target(row: Mapping[str, str]) -> Found:
    raise _NoAnswerError(_TARGETS)


_RULES: Final[Mapping[str, Callable[[Mapping[str, str]], Found]]] = {
    "MTTF": _mttf,
    "ETTR": _ettr,
    "optimal interval": _interval,
    "checkpoint": _checkpoint,
    "placement": _placement,
    "simulator": _simulator,
    "goodput": _target,
    "downtime": _target,
}
