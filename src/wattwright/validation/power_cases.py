"""Published figures of power, cooling and firmness beside the models, case by case."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import Catalog
from wattwright.energy import capping, electrical, footprint, load, outages
from wattwright.energy.hourly import campus_year
from wattwright.evaluate.power import Campus, campus_hours, cooling_values
from wattwright.evaluate.weather import normals_of, weather_of
from wattwright.validation.scoreboard import Row

__all__ = ["power_case_rows"]

_W = 1e-6
_BEST = ("air", "tower")
"""Designs that the study's cells are compared with: outside air with chillers, and towers."""
_CHIPS = 8


def power_case_rows(catalog: Catalog) -> list[Row]:
    """All cases; intervals are the tolerances, as shares of the figure or, for PUE, as they stand."""
    text = (files("wattwright") / "data" / "power_cases.yaml").read_text(encoding="utf-8")
    cases: dict[str, Any] = yaml.safe_load(text)
    return [
        *_frontier(cases["frontier"]),
        *_outage(cases["outage"]),
        *_cells(cases["cells"], catalog),
        *_fleets(cases["fleets"], catalog),
        _cluster(cases["gb200"], catalog),
        *_node(cases["node"]),
        _phoenix(cases["phoenix"], cases["node"]),
        _capped(cases["capped"]),
        _homes(cases["homes"]),
    ]


def _row(name: str, group: str, measured: float, predicted: float, apart: float) -> Row:
    """A row whose interval is so far around what is predicted."""
    traits = {"figure": group}
    return Row(name, measured, predicted, predicted - apart, predicted + apart, answered=True, traits=traits)


def _frontier(case: dict[str, Any]) -> list[Row]:
    rows = []
    for state in ("idle", "peak"):
        board = case["accelerators_per_node"] * case["accelerator_w"][state]
        board += case["processor_w"][state] + case["beside_w"]
        node = electrical.stage_input_mw(board * _W, case["node_constant_w"] * _W, case["node_share"])
        racks = case["nodes"] * node + case["switches"] * case["switch_w"] * _W
        constant = case["rectifiers"] * case["rectifier_constant_w"] * _W
        feed = electrical.stage_input_mw(racks, constant, case["rectifier_share"])
        facility = float(feed) + case["pumps_w"] * _W
        measured = case["facility_mw"][state]
        rows.append(
            _row(
                f"Frontier, {state}, MW", "electrical chain", measured, facility, case["tolerance"] * measured
            )
        )
    return rows


def _outage(case: dict[str, Any]) -> list[Row]:
    demand = np.full(case["hours"], float(case["load_kw"]))
    found = outages.outage_survival_share(
        demand, outages.Units(*case["units"]), outages.Backup(*case["battery"])
    )
    return [_row("outage of a day, one generator", "firmness", case["survival"], found, case["tolerance"])]


def _cells(case: dict[str, Any], catalog: Catalog) -> list[Row]:
    values = cooling_values()
    rows = []
    for place, measured in case["pue"].items():
        weather = weather_of(normals_of(catalog, place))
        best = min(float(campus_year(1000.0, weather, one, values).annual_pue) for one in _BEST)
        rows.append(
            _row(f"{place}, best of air and towers", "PUE of cells", measured, best, case["tolerance"])
        )
    return rows


def _fleets(case: dict[str, Any], catalog: Catalog) -> list[Row]:
    rows = []
    for company, fleet in case.items():
        if not isinstance(fleet, dict):
            continue
        designs = _BEST if fleet["design"] == "best" else (fleet["design"],)
        loss = load_assumptions()["cooling.electrical_loss_share"]
        values = cooling_values() | {"electrical_loss_share": loss.high if fleet["central_ups"] else loss.low}
        found = []
        for place in fleet["places"]:
            weather = weather_of(normals_of(catalog, place))
            campuses = [Campus(1000.0, weather, one, fleet["load"]) for one in designs]
            found.append(min(float(campus_hours(one, values).annual_pue) for one in campuses))
        name = f"{company}, mean of {len(found)} places"
        rows.append(_row(name, "PUE of fleets", fleet["pue"], float(np.mean(found)), case["tolerance"]))
    return rows


def _cluster(case: dict[str, Any], catalog: Catalog) -> Row:
    """Facility of Meta's GB200 cluster: provisioned chips, racks, network, cooling at its hottest hour."""
    known = load_assumptions()
    each = known["cluster_power.gb200_provisioned_w"].value + known["cluster_power.gb200_beside_w"].value
    it_power = case["accelerators"] * each * (1 + known["cluster_power.cluster_network_share"].value) * _W
    weather = weather_of(normals_of(catalog, case["place"]))
    ratio = float(campus_year(it_power, weather, case["design"], cooling_values()).pue.max())
    facility = float(load.facility_power_mw(it_power, ratio))
    apart = case["tolerance"] * case["facility_mw"]
    return _row("83,000 GB200, MW", "cluster", case["facility_mw"], facility, apart)


def _node(case: dict[str, Any]) -> list[Row]:
    """A server with eight H100 that trains 13 billion parameters: mean with stops, and micro-batches."""
    from wattwright.training.constants import constants
    from wattwright.training.predicting import predict
    from wattwright.training.searching import searched
    from wattwright.training.setups import Setup, run_of
    from wattwright.training.step_phases import phases_of

    known = constants()
    setup = Setup("llama-2-13b", "h100-sxm", _CHIPS, framework="torch", seq_len=4096, global_batch=_CHIPS)
    best = searched(run_of(setup), known, keep=1, usual=True).best[0]
    found = predict([best], known)
    step = float(found.power.server_power_w[0]) * _CHIPS
    busiest = max(phases_of(best, found.step, known).server_power_w.values()) * _CHIPS
    values = {
        one: load_assumptions()[f"demand.{one}"].value for one in ("server_idle_share", "stopped_share")
    }
    idle = values["server_idle_share"] * case["rated_w"]
    mean = step * (1 - values["stopped_share"]) + idle * values["stopped_share"]
    return [
        _row(
            "8 H100, mean of training, W",
            "node",
            case["training_w"],
            mean,
            case["tolerance"] * case["training_w"],
        ),
        _row(
            "8 H100, most in training, W", "node", case["most_w"], busiest, case["tolerance"] * case["most_w"]
        ),
    ]


def _phoenix(case: dict[str, Any], node: dict[str, Any]) -> Row:
    """Mean IT power of a campus of such servers: what they draw at most, and the part of it while busy."""
    busy = load_assumptions()["demand.busy_power_share"].value
    found = case["accelerators"] / _CHIPS * node["most_w"] * busy * _W
    apart = case["tolerance"] * case["it_power_mw"]
    return _row("20,000 accelerators in Phoenix, IT, MW", "cluster", case["it_power_mw"], found, apart)


def _capped(case: dict[str, Any]) -> Row:
    exponent = load_assumptions()["capping.clock_exponent"].value
    clock = capping.capped_clock_share(case["cap_w"], case["busy_w"], case["idle_w"], exponent)
    rate = capping.capped_rate_share(clock, case["clocked_share"])
    ratio = float(capping.capped_energy_ratio(case["cap_w"], case["busy_w"], rate))
    return _row(
        "V100 at 150 of 250 W, energy ratio", "capping", case["energy_ratio"], ratio, case["tolerance"]
    )


def _homes(case: dict[str, Any]) -> Row:
    energy = load.annual_energy_mwh(case["power_mw"], 1.0)
    found = float(footprint.household_equivalents(energy, case["kwh"] / 1e3))
    return _row("5 GW in US homes", "homes", case["count"], found, case["tolerance"] * case["count"])
