"""Power of runs: the breakdown of their steps with what the catalog and the assumptions say of a server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import load as load_catalog
from wattwright.equations import Real
from wattwright.performance import power
from wattwright.performance.step import Step
from wattwright.training.machines import accelerator_facts
from wattwright.training.runs import Run

__all__ = [
    "Power",
    "chip_rated_w",
    "liquid_cooled",
    "power_error",
    "power_of",
    "rated_power_w",
    "run_fan_share",
    "step_energy_of",
    "with_server",
    "work_shares",
]

Array = NDArray[np.float64]

_COMPUTE = ("matmul_s", "attention_s", "logits_s", "recompute_s")
_TRAFFIC = ("memory_bound_s", "cast_s", "optimiser_s")
_COMMUNICATION = ("tp_s", "cp_s", "ep_s", "pp_s", "dp_s")
_GROUP = "training_power"
_AIR_COOLED_DOMAIN = 8
"""Servers of up to so many accelerators are cooled by air unless a run says otherwise; racks by liquid."""


@dataclass(frozen=True, slots=True)
class Power:
    """Mean power per accelerator over a step (W), alone and with its server; energy (J). Shape (runs,)."""

    accelerator_power_w: Array
    server_power_w: Array
    step_energy_j: Array
    token_energy_j: Array


@cache
def rated_power_w(accelerator: str) -> float:
    """Rated power (TDP) of an accelerator in W, 0 where nobody states it; UnknownNameError for an unknown
    one."""
    catalog = load_catalog()
    fact = catalog.latest("accelerator", catalog.resolve("accelerator", accelerator), "tdp_w")
    return float(fact.value) if fact is not None and fact.value else 0.0


def liquid_cooled(run: Run) -> bool:
    """Whether pumps outside the server cool it: a note of the run says so, or accelerators fill a rack."""
    if run.notes & {"liquid_cooled", "air_cooled"}:
        return "liquid_cooled" in run.notes
    return accelerator_facts(run.accelerator)["scale_up_domain_accelerators"] > _AIR_COOLED_DOMAIN


def work_shares(step: Step, total_s: Array) -> tuple[Array, Array, Array]:
    """Shares of `total_s` that go to computing, to work that memory bounds, and to communication."""

    def share(names: Sequence[str]) -> Array:
        return np.asarray(sum(getattr(step, name) for name in names) / total_s)

    return share(_COMPUTE), share(_TRAFFIC), share(_COMMUNICATION)


def power_of(
    runs: Sequence[Run], step: Step, constants: Mapping[str, float], total_s: Array | None = None
) -> Power:
    """Power and energy of `runs` whose steps go where `step` says.

    `total_s` is the time of a step where it is known better than the sum of its parts (measured): what it has
    beyond them is waiting. Whatever nobody states of a chip comes from the assumptions.
    """
    seconds = np.broadcast_to(step.total_s() if total_s is None else total_s, (len(runs),))
    rated = np.array([chip_rated_w(run, constants) for run in runs])
    fans = np.array([run_fan_share(run, constants) for run in runs])
    alone, server = _drawn_w(step, seconds, rated, fans, constants)
    count = np.array([run.accelerators for run in runs])
    tokens = np.array([run.global_batch * run.seq_len for run in runs])
    energy = power.step_energy_j(count, server, seconds)
    return Power(*(np.asarray(one) for one in (alone, server, energy, power.token_energy_j(energy, tokens))))


def step_energy_of(run: Run, constants: Mapping[str, float]) -> Callable[[Step], Real]:
    """Energy in J of a step of all servers of `run`, from where its time goes; any shape."""
    rated, fans = chip_rated_w(run, constants), run_fan_share(run, constants)

    def energy_j(step: Step) -> Real:
        seconds = np.asarray(step.total_s())
        _, server = _drawn_w(step, seconds, rated, fans, constants)
        return power.step_energy_j(run.accelerators, server, seconds)

    return energy_j


def chip_rated_w(run: Run, constants: Mapping[str, float]) -> float:
    """Rated power of a run's accelerators in W; the usual one where nobody states it."""
    return rated_power_w(run.accelerator) or constants[f"{_GROUP}.tdp_w"]


def run_fan_share(run: Run, constants: Mapping[str, float]) -> float:
    """Power of fans over that of what they cool, as servers of this kind need."""
    return constants[f"{_GROUP}.{'liquid_fan' if liquid_cooled(run) else 'fan'}_power_share"]


def _drawn_w(
    step: Step, total_s: Array, rated_w: Real, fan_share: Real, constants: Mapping[str, float]
) -> tuple[Real, Real]:
    """Mean power of an accelerator alone and with its part of the server."""

    def known(name: str) -> float:
        return constants[f"{_GROUP}.{name}"]

    activity = power.mean_activity_share(
        *work_shares(step, total_s),
        known("compute_activity_share"),
        known("traffic_activity_share"),
        known("communication_activity_share"),
    )
    return with_server(activity, rated_w, fan_share, constants)


def with_server(
    activity_share: Real, rated_w: Real, fan_share: Real, constants: Mapping[str, float]
) -> tuple[Real, Real]:
    """Power of an accelerator at this activity in W, alone and with its part of the server."""

    def known(name: str) -> float:
        return constants[f"{_GROUP}.{name}"]

    alone = power.training_accelerator_power_w(rated_w, known("idle_power_share"), activity_share)
    return alone, power.training_server_power_w(
        alone, known("host_power_w"), known("network_card_power_w"), fan_share, known("supply_output_share")
    )


_NARROWER = 1.645 / 1.2816
"""From 95 % points to the ends of an 80 % interval."""


def power_error(
    runs: Sequence[Run], step: Step, constants: Mapping[str, float], total_s: Array | None = None
) -> Array:
    """Half width of the 80 % interval of server power as a logarithm, shape (runs,): what the constants of
    power leave open, one by one in squares."""
    middle = power_of(runs, step, constants, total_s).server_power_w
    given = {name: one for name, one in load_assumptions().items() if name.startswith(f"{_GROUP}.")}
    ends = (
        np.log(power_of(runs, step, {**constants, name: one.high}, total_s).server_power_w / middle)
        for name, one in given.items()
    )
    return np.asarray(np.sqrt(sum(end**2 for end in ends)) / _NARROWER)
