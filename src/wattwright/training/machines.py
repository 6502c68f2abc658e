"""Accelerators as columns: which constants describe each run, looked up once, filled in many times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray

from wattwright.assumptions import load as load_assumptions
from wattwright.catalog import load as load_catalog
from wattwright.catalog import period_end
from wattwright.performance.columns import Machine
from wattwright.training.frameworks import defaults
from wattwright.training.runs import Run

__all__ = [
    "Constants",
    "Lookup",
    "accelerator_entry",
    "accelerator_facts",
    "age_years",
    "evidence",
    "family_of_chip",
    "lookup",
    "machine",
    "width",
]

Array = NDArray[np.float64]
Constants = Mapping[str, float]

_FACTS: Final = (
    "peak_bf16_flop_per_s",
    "peak_fp8_flop_per_s",
    "peak_fp4_flop_per_s",
    "memory_bytes",
    "memory_bandwidth_bytes_per_s",
    "scale_up_domain_accelerators",
    "scale_up_bandwidth_bytes_per_s",
    "scale_out_bandwidth_bytes_per_s",
)
_FABRIC: Final = {
    "scale_up_bytes_per_s": "scale_up_bandwidth_bytes_per_s",
    "scale_out_bytes_per_s": "scale_out_bandwidth_bytes_per_s",
    "domain": "scale_up_domain_accelerators",
}
"""Fields of a fabric → facts of an accelerator that stand where the fabric says nothing."""

_HOST: Final = ("host_bytes_per_s", "host_memory_bytes_per_s")
_TIERS: Final = ("pod", "oversubscription", "buildings", "link_bytes_per_s", "link_latency_s")
_MISSING: Final = {"scale_out_bandwidth_bytes_per_s": 25e9, "scale_up_bandwidth_bytes_per_s": 100e9}
_WIDTH: Final = {"wide": "wide", "nvfp4": "narrowest"}
"""Precision → width of its matmuls; every other precision is narrow."""

_OPERAND: Final = {"wide": 2.0, "narrow": 1.0, "narrowest": 0.6}


@cache
def _kernels() -> dict[str, dict[str, Any]]:
    text = (files("wattwright") / "data" / "accelerator_kernels.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


@cache
def accelerator_entry(name: str) -> str:
    """The catalog's own name of an accelerator; UnknownNameError offers the nearest ones."""
    return load_catalog().resolve("accelerator", name)


@cache
def accelerator_facts(name: str) -> dict[str, float]:
    """What the catalog says of an accelerator that a step needs, with usual values where it says nothing.

    Peaks at narrower numbers default to the next wider ones; UnknownNameError for an unknown accelerator.
    """
    entry = accelerator_entry(name)
    kernels = _kernels()[entry]
    facts = {
        quantity: _figure(entry, quantity) or _figure(kernels.get("peak_of"), quantity) for quantity in _FACTS
    }
    for quantity, usual in _MISSING.items():
        facts[quantity] = facts[quantity] or usual
    wide = facts["peak_bf16_flop_per_s"]
    doubled = 2 * wide if kernels["family"] == "tpu" else wide
    facts["peak_int8_op_per_s"] = _figure(entry, "peak_int8_op_per_s") or doubled
    facts["peak_fp8_flop_per_s"] = facts["peak_fp8_flop_per_s"] or wide
    facts["peak_fp4_flop_per_s"] = facts["peak_fp4_flop_per_s"] or facts["peak_fp8_flop_per_s"]
    narrow = kernels.get("narrow", kernels["wide"])
    return facts | {
        "wide": kernels["wide"],
        "narrow": narrow,
        "narrowest": kernels.get("narrowest", narrow),
        "attention": kernels.get("attention", 1.0),
    }


def _figure(accelerator: str | None, quantity: str) -> float:
    """The latest value of a quantity of an accelerator; 0 where nothing is known."""
    fact = None if accelerator is None else load_catalog().latest("accelerator", accelerator, quantity)
    return float(fact.value) if fact is not None and fact.value else 0.0


@cache
def _launch_year(name: str) -> float:
    """When an accelerator was launched, as a decimal year."""
    catalog = load_catalog()
    fact = catalog.latest("accelerator", accelerator_entry(name), "launch_date")
    end = period_end(str(fact.value)) if fact is not None else None
    return 2020.0 if end is None else end.year + (end.month - 0.5) / 12


def age_years(run: Run) -> float:
    """Years between the launch of the chip and the run; a run without a year is of today's software."""
    return max(run.year - _launch_year(run.accelerator), 0.0) if run.year else 5.0


def evidence(name: str) -> str:
    """How well runs on an accelerator are measured: "many" runs of its kind, "few" (or kernels), "none"."""
    entry = _kernels()[accelerator_entry(name)]
    if not entry["runs"]:
        return "few" if entry["basis"] == "kernel" else "none"
    return "many" if entry["family"] in ("ampere", "hopper", "blackwell") else "few"


def family_of_chip(run: Run) -> str:
    """Group of assumptions that describes the accelerator of a run: ampere, hopper, tpu …"""
    return str(_kernels()[accelerator_entry(run.accelerator)]["family"])


@dataclass(frozen=True, slots=True)
class Lookup:
    """For each run the name of one constant; `values` reads them off a set of constants as a column."""

    names: tuple[str, ...]
    rows: NDArray[np.intp]

    def values(self, constants: Constants) -> Array:
        """The constant of every run, 1.0 for those that name none."""
        known = np.array([constants.get(name, 1.0) for name in self.names])
        return np.asarray(known[self.rows])


def lookup(runs: Sequence[Run], name: Callable[[Run], str]) -> Lookup:
    """The lookup of the constant that `name` gives for each run; an empty name stands for 1."""
    given = [name(run) for run in runs]
    distinct = tuple(dict.fromkeys(given))
    place = {one: index for index, one in enumerate(distinct)}
    return Lookup(distinct, np.array([place[one] for one in given], dtype=np.intp))


def width(run: Run) -> str:
    """Width of the matmuls of a run: wide (16 bits), narrow (8) or narrowest (4)."""
    return _WIDTH.get(run.precision, "narrow")


def _peak(run: Run) -> float:
    facts = accelerator_facts(run.accelerator)
    if run.precision == "int8":
        return facts["peak_int8_op_per_s"]
    return facts[
        {"wide": "peak_bf16_flop_per_s", "narrow": "peak_fp8_flop_per_s", "narrowest": "peak_fp4_flop_per_s"}[
            width(run)
        ]
    ]


def _attention(run: Run) -> str:
    kernels = str(defaults(run.family)["attention"])
    family = family_of_chip(run)
    if kernels == "first" and family != "ampere":
        kernels = "second"
    if kernels == "vendor" and family == "ampere":
        kernels = "second"
    return f"training_attention_{kernels}_{family}.attention_share"


def _host(run: Run, quantity: str) -> float:
    """A quantity of the link between an accelerator and the memory of its host."""
    tight = run.accelerator.startswith(("GB", "Rubin"))
    kind = "chip_to_chip" if tight else "pcie4" if family_of_chip(run) == "ampere" else "pcie5"
    return load_assumptions()[f"host_{kind}.{quantity}"].value


def _cast(run: Run) -> str:
    return "" if run.precision == "wide" else f"training_cast_{run.precision.replace('-', '_')}.cast_bytes"


def machine(runs: Sequence[Run]) -> Callable[[Constants], Machine]:
    """Accelerators of `runs` as a function of the constants."""
    known = [accelerator_facts(run.accelerator) for run in runs]
    facts = {name: np.array([one[name] for one in known]) for name in (*_FACTS, "wide", "attention")}
    widths = [width(run) for run in runs]
    ceiling = np.array([one[name] for one, name in zip(known, widths, strict=True)])
    peak = np.array([_peak(run) for run in runs])
    operand = np.array([_OPERAND[name] for name in widths])
    narrow = np.array([name != "wide" for name in widths])
    kinds = [family_of_chip(run) for run in runs]
    big = np.array([kind == "blackwell" for kind in kinds])
    up, out, domain = (
        np.array([getattr(run.fabric, own) or value for run, value in zip(runs, facts[usual], strict=True)])
        for own, usual in _FABRIC.items()
    )
    tiers = {name: np.array([getattr(run.fabric, name) for run in runs]) for name in _TIERS}
    reached = lookup(runs, lambda run: f"training_{family_of_chip(run)}.matmul_{width(run)}_factor")
    reached_wide = lookup(runs, lambda run: f"training_{family_of_chip(run)}.matmul_wide_factor")
    attention = lookup(runs, _attention)
    casts = lookup(runs, _cast)
    host, host_memory = (np.array([_host(run, name) for run in runs]) for name in _HOST)
    known_memory = {
        name: load_assumptions()[f"device_memory.{name}"].value
        for name in ("reserved_bytes", "fragmented_share", "host_overlap")
    }
    exchange = lookup(runs, lambda run: f"training_{family_of_chip(run)}.exchange_up_share")

    def fill(constants: Constants) -> Machine:
        one = constants.__getitem__
        tile = np.where(big, one("training_kernels.large_tile_factor"), 1.0)
        wide = facts["peak_bf16_flop_per_s"] * facts["wide"] * reached_wide.values(constants)
        return Machine(
            peak_flop_per_s=peak,
            matmul_flop_per_s=peak * ceiling * reached.values(constants),
            wide_flop_per_s=wide,
            attention_flop_per_s=facts["peak_bf16_flop_per_s"]
            * facts["attention"]
            * attention.values(constants),
            attention_backward=np.full(len(runs), one("training_kernels.attention_backward_share")),
            attention_half=one("training_kernels.attention_half_length") * np.where(big, 2.0, 1.0),
            tile_rows=one("training_kernels.tile_rows") * tile,
            tile_columns=one("training_kernels.tile_columns") * tile,
            tile_depth=one("training_kernels.tile_depth") * tile,
            operand_bytes=operand,
            cast_bytes=np.where(narrow, casts.values(constants), 0.0),
            memory_bytes=facts["memory_bytes"],
            memory_bytes_per_s=facts["memory_bandwidth_bytes_per_s"] * one("training_kernels.memory_share"),
            domain=domain,
            scale_up_bytes_per_s=up * one("training_network.scale_up_share"),
            scale_out_bytes_per_s=out * one("training_network.scale_out_share"),
            exchange_up_bytes_per_s=up * exchange.values(constants),
            exchange_out_bytes_per_s=out * one("training_network.exchange_out_share"),
            latency_s=np.full(len(runs), one("training_network.latency_s")),
            **tiers,
            host_bytes_per_s=host,
            host_memory_bytes_per_s=host_memory,
            **known_memory,
        )

    return fill
