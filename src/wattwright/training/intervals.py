"""How far a measured run may lie from its prediction: the wider, the less such runs have been measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from wattwright.training.machines import evidence
from wattwright.training.runs import Run

__all__ = ["error_share"]


def error_share(runs: Sequence[Run], constants: Mapping[str, float]) -> NDArray[np.float64]:
    """Half width of the 80 % interval of each run, as a logarithm: [t · exp(-w), t · exp(w)].

    Shares of a run's traits add up in squares: any run, experts, a kind of chip with few measured runs, a
    chip with none, and a layout that was left open. Shape (runs,).
    """

    def squared(name: str, applies: Sequence[bool]) -> NDArray[np.float64]:
        return np.array(applies, dtype=np.float64) * constants[f"training_error_{name}.error_share"] ** 2

    known = [evidence(run.accelerator) for run in runs]
    total = (
        squared("any", [True for _ in runs])
        + squared("sparse", [run.shape["experts"] > 0 for run in runs])
        + squared("foreign", [one == "few" for one in known])
        + squared("unmeasured", [one == "none" for one in known])
        + squared("open", ["tp" not in run.layout for run in runs])
    )
    return np.asarray(np.sqrt(total))
