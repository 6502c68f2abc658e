"""Fits the constants of training power on logged servers, or shows what they predict for sources left out.

    python dev/fit_power.py ../shared              # fit, errors, errors with each submitter left out
    python dev/fit_power.py ../shared --write      # data/assumptions/power.yaml

Every constant has a physical meaning and a prior; few are moved by so few logs, and the rest stay where
their prior is. The fit takes the measured time of a step: what predicted work leaves of it is waiting. Twin
logs of one system (two runs) share one weight, and so do both sides of one power supply.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wattwright.glossary import load as load_glossary
from wattwright.performance.step import step
from wattwright.training.constants import constants
from wattwright.training.layouts import completed
from wattwright.training.powers import power_of
from wattwright.training.runs import Run
from wattwright.training.tables import case_of
from wattwright.validation.powers import PowerRecord, read_power
from wattwright.validation.records import read_records

TARGET = Path(__file__).resolve().parent.parent / "src" / "wattwright" / "data" / "assumptions" / "power.yaml"
DAY = "2026-11-25"
NOISE: Final = 0.04
"""Spread between logs of like systems, as a logarithm."""

Array = NDArray[np.float64]

PRIORS: Final[dict[str, tuple[float, float, str]]] = {
    "compute_activity_share": (0.93, 0.05, "matmuls and attention keep accelerators near their power limit"),
    "traffic_activity_share": (0.7, 0.2, "norms, casts, optimiser: memory is busy, matrix units are not"),
    "communication_activity_share": (0.4, 0.3, "links and copy engines are busy, matrix units wait"),
    "idle_power_share": (0.15, 0.25, "80 to 120 W of 700 W with a loaded context and raised clocks"),
    "host_power_w": (
        150.0,
        0.25,
        "two processors, memory, drives and four scale-up switches over eight accelerators",
    ),
    "network_card_power_w": (30.0, 0.25, "card of 400 Gbit/s with its optics"),
    "fan_power_share": (0.16, 0.35, "air-cooled servers at full load"),
    "liquid_fan_power_share": (0.04, 0.4, "fans left for memory, drives and supplies"),
    "supply_output_share": (0.965, 0.01, "titanium-rated supplies at half load and above"),
}
"""Constant → centre and spread (as a logarithm) of what was known before the logs, and why."""

FIXED: Final = {"tdp_w": (500.0, 250.0, 1000.0, "chips whose rated power nobody states")}


class Logs:
    """Logs with the columns of their runs; predictions as a function of the constants."""

    def __init__(self, shared: Path) -> None:
        """Reads the tables under `shared` and predicts the steps, which the fit does not change."""
        tables = shared / "data"
        records = read_power(tables / "power_measured.csv", read_records(tables / "training_runs.csv"))
        self.records: list[PowerRecord] = [one for one in records if one.run is not None]
        self.shipped = constants() | {
            f"training_power.{name}": one[0] for name, one in (PRIORS | FIXED).items()
        }
        self.runs: list[Run] = completed([one.run for one in self.records if one.run], self.shipped)
        self.step = step(case_of(self.runs, self.shipped))
        self.median = np.array([one.median_w for one in self.records])
        self.mean = np.array([one.mean_w for one in self.records])
        self.tokens_per_s = np.array([one.tokens_per_s for one in self.records])
        self.feed = np.array([one.at_feed for one in self.records])
        twins = [one.name.rsplit(" ", 1)[0].replace("-dc-", "-ac-") for one in self.records]
        self.weight = np.array([1 / twins.count(one) for one in twins])

    def predicted(self, point: Mapping[str, float], *, measured_time: bool) -> tuple[Array, Array]:
        """Power of each log (W per accelerator) and energy per token (J)."""
        known = self.shipped | {f"training_power.{name}": value for name, value in point.items()}
        tokens = np.array([run.global_batch * run.seq_len / run.accelerators for run in self.runs])
        seconds = tokens / self.tokens_per_s if measured_time else None
        found = power_of(self.runs, self.step, known, seconds)
        side = np.where(self.feed, 1.0, point["supply_output_share"])
        return found.server_power_w * side, found.token_energy_j * side


def _point(logs: Array) -> dict[str, float]:
    return dict(zip(PRIORS, np.exp(logs).tolist(), strict=True))


def solve(logs: Logs, rows: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Most probable constants (as logarithms) from `rows`, and the spread that is left of each."""
    centre = np.log([one[0] for one in PRIORS.values()])
    spread = np.array([one[1] for one in PRIORS.values()])

    def misses(point: Array) -> Array:
        power = logs.predicted(_point(point), measured_time=True)[0][rows]
        off = np.log(power / logs.median[rows]) / NOISE * np.sqrt(logs.weight[rows])
        return np.concatenate([off, (point - centre) / spread])

    point = centre.copy()
    for _ in range(20):
        here = misses(point)
        slope = np.array([(misses(point + 1e-4 * one) - here) / 1e-4 for one in np.eye(len(point))]).T
        point = point - np.linalg.lstsq(slope, here, rcond=None)[0]
    return point, np.sqrt(np.diag(np.linalg.inv(slope.T @ slope)))


def errors(logs: Logs, point: Array) -> dict[str, Array]:
    """Relative errors of server power and of energy per token, with the measured and the predicted step."""
    power, _ = logs.predicted(_point(point), measured_time=True)
    alone, energy = logs.predicted(_point(point), measured_time=False)
    return {
        "power": power / logs.median - 1,
        "power, predicted step": alone / logs.median - 1,
        "power, mean of log": alone / logs.mean - 1,
        "energy per token": energy / (logs.median / logs.tokens_per_s) - 1,
    }


def show(logs: Logs, found: Mapping[str, Array], titles: Sequence[str]) -> None:
    """Prints the errors of every log in percent, and their mean and largest."""
    print("log".ljust(70), *(title.rjust(22) for title in found))
    for row, title in enumerate(titles):
        print(title.ljust(70), *(f"{100 * one[row]:+21.1f}%" for one in found.values()))
    for name, how in (("mean", np.mean), ("largest", np.max)):
        print(name.ljust(70), *(f"{100 * how(np.abs(one)):21.1f}%" for one in found.values()))


def main() -> None:
    """Fits, shows, and writes where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    given = parser.parse_args()
    logs = Logs(given.shared)
    titles = [one.name for one in logs.records]
    point, left = solve(logs, np.ones(len(titles), dtype=bool))
    print({name: float(f"{value:.4g}") for name, value in _point(point).items()})
    show(logs, errors(logs, point), titles)
    sources = np.array([one.source for one in logs.records])
    unseen: dict[str, Array] = {}
    for source in dict.fromkeys(sources):
        without = errors(logs, solve(logs, sources != source)[0])
        unseen = {
            name: np.where(sources == source, one, unseen.get(name, one)) for name, one in without.items()
        }
    print("-- each submitter left out")
    show(logs, unseen, titles)
    if given.write:
        write(point, left)


def write(point: Array, left: Array) -> None:
    """Writes the constants as assumptions: value, 5 % and 95 % points."""
    terms = load_glossary()
    bounds = {
        name: (
            *np.exp([value, value - 1.645 * spread, min(value + 1.645 * spread, _top(name, value))]),
            PRIORS[name][2],
        )
        for name, value, spread in zip(PRIORS, point, left, strict=True)
    }
    lines = [
        "# Constants of training power. Made by dev/fit_power.py from logged servers; do not edit.",
        "training_power:",
    ]
    for name, (value, low, high, note) in sorted((bounds | FIXED).items()):
        source, kind = ("own-judgement", "assumed") if name in FIXED else ("own-fit-power", "inferred")
        lines.append(
            f"  {name}: {{value: {value:.4g}, low: {low:.4g}, high: {high:.4g}, spread: lognormal, "
            f"unit: '{terms[name].unit}', source: {source}, kind: {kind}, date: {DAY}, note: \"{note}\"}}"
        )
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _top(name: str, centre: float) -> float:
    """Shares stay so narrow that no draw of them gets above 1 (the highest of 2,048 lies 2.2 times as far
    from the median as the 95 % point)."""
    return centre * (1 - 1 / 2.2) if name.endswith("share") else float(np.inf)


if __name__ == "__main__":
    main()
