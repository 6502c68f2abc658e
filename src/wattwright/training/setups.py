"""From what a user types to a run: names of models, counts, precisions; every problem at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from wattwright.errors import DataError, UnknownNameError, WattwrightError
from wattwright.training.checks import problems
from wattwright.training.configs import shape_from_config
from wattwright.training.frameworks import names_recompute, recompute_parts
from wattwright.training.machines import accelerator_entry, family_of_chip
from wattwright.training.runs import Fabric, Run
from wattwright.training.shapes import shape_from_counts, shape_named

__all__ = ["FAMILIES", "PRECISION_NAMES", "Setup", "run_of", "shape_of"]

PRECISION_NAMES: Final = {
    "bf16": "wide",
    "fp16": "wide",
    "fp8": "",
    "fp8-delayed": "fp8-delayed",
    "fp8-current": "fp8-current",
    "fp8-blockwise": "fp8-blockwise",
    "fp8-rowwise": "fp8-rowwise",
    "mxfp8": "mxfp8",
    "int8": "int8",
    "fp4": "nvfp4",
    "nvfp4": "nvfp4",
}
"""Precisions as people name them → as runs do; `fp8` is the usual kind of the chip."""

Made = TypeVar("Made")

FAMILIES: Final = {"tpu": "xla", "instinct": "rocm", "Gaudi": "gaudi", "Trainium": "trainium"}
_ADAPTERS: Final = 0.003
"""Share of the weights that LoRA adapters train."""

_FEWEST_TOKENS: Final = 4_194_304
_TOKENS_EACH: Final = 1_024


@dataclass(frozen=True, slots=True)
class Setup:
    """A training run as typed; what is None or missing is open.

    `model` is a name, the path of a `config.json`, or numbers (`70B`, `400B,active=17B`). `mode` is
    pretrain, full (fine-tuning) or lora.
    """

    model: str
    accelerator: str
    count: int
    precision: str = "bf16"
    seq_len: int | None = None
    global_batch: int | None = None
    framework: str | None = None
    layout: Mapping[str, float] = field(default_factory=dict)
    recompute: str | None = None
    mode: str = "pretrain"
    packed: bool = False
    fabric: Fabric = field(default_factory=Fabric)


def run_of(setup: Setup) -> Run:
    """The run that a set-up describes; DataError lists everything in it that cannot be."""
    found: list[str] = []
    shape, chip = _tried(shape_of, setup.model, found), _tried(accelerator_entry, setup.accelerator, found)
    if setup.precision not in PRECISION_NAMES:
        found.append(f"unknown precision {setup.precision!r}; possible: {', '.join(PRECISION_NAMES)}")
    if setup.recompute is not None and not names_recompute(setup.recompute):
        possible = (
            "none, full, selective, selective: and mlp, moe, moe_act, layernorm, core_attn, mla_up_proj"
        )
        found.append(f"unknown recompute {setup.recompute!r}; possible: {possible}, joined by +")
    if setup.count < 1:
        found.append(f"count is {setup.count}; at least 1 accelerator is needed")
    if shape is None or chip is None or found:
        raise DataError("this training run cannot be set up", found)
    run = _run(setup, shape, chip)
    impossible = [problem.text() for problem in problems(run)]
    if impossible:
        raise DataError("this training run is impossible", impossible)
    return run


def _tried(make: Callable[[str], Made], given: str, found: list[str]) -> Made | None:
    """What `make` makes of `given`; None, and its problems in `found`, where that fails."""
    try:
        return make(given)
    except WattwrightError as error:
        found.extend(
            problem if problem.startswith(given) else f"{error.title}: {problem}"
            for problem in error.problems
        )
        return None


def _run(setup: Setup, shape: Mapping[str, float], chip: str) -> Run:
    seq_len = setup.seq_len or 8192
    draft = Run("run", setup.model, shape, chip, float(setup.count), "wide", "megatron", float(seq_len), 1.0)
    family = setup.framework or _family(chip, family_of_chip(draft))
    kind = PRECISION_NAMES[setup.precision] or _usual_fp8(family_of_chip(draft))
    tokens = max(_FEWEST_TOKENS, _TOKENS_EACH * setup.count)
    batch = setup.global_batch or _batch(tokens / seq_len, setup)
    return Run(
        name="run",
        model=setup.model,
        shape=shape,
        accelerator=chip,
        accelerators=float(setup.count),
        precision=kind,
        family=family,
        seq_len=float(seq_len),
        global_batch=float(batch),
        layout=dict(setup.layout),
        recompute=None if setup.recompute is None else recompute_parts(setup.recompute, family),
        trained=_ADAPTERS if setup.mode == "lora" else 1.0,
        packed=setup.packed,
        fabric=setup.fabric,
    )


def _batch(sequences: float, setup: Setup) -> float:
    """A usual global batch: the least power of two times what the replicas need, above `sequences`."""
    tp, pp, cp, each = (float(setup.layout.get(name, 1.0)) for name in ("tp", "pp", "cp", "micro_batch"))
    replicas = setup.count / (tp * pp * cp) if "tp" in setup.layout else setup.count
    unit = replicas * each
    while unit % 2 == 0 and unit > sequences:
        unit /= 2
    batch = unit
    while batch < sequences:
        batch *= 2
    return batch


def _family(chip: str, kind: str) -> str:
    named = next((family for start, family in FAMILIES.items() if chip.startswith(start)), None)
    return named or FAMILIES.get(kind, "megatron")


def _usual_fp8(kind: str) -> str:
    return "mxfp8" if kind == "blackwell" else "fp8-current"


def shape_of(model: str) -> dict[str, float]:
    """The shape of a model: by name, from a `config.json` at a path, or from numbers such as `70B`."""
    if model.endswith(".json"):
        return shape_from_config(_config(Path(model)), model)
    numbers = re.fullmatch(r"([\d.]+)\s*([BT])(?:,\s*active=([\d.]+)\s*([BT]))?", model.strip())
    if numbers is None:
        return shape_named(model)
    scale = {"B": 1e9, "T": 1e12}
    total = float(numbers[1]) * scale[numbers[2]]
    active = float(numbers[3]) * scale[numbers[4]] if numbers[3] else 0.0
    if not 0 <= active <= total or total < 1e8:
        raise DataError(
            f"{model!r} is no size of a model",
            ["give 0.1B or more in all, and no more active than in all: 70B, 400B,active=17B"],
        )
    return shape_from_counts(total, active)


def _config(path: Path) -> Mapping[str, Any]:
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnknownNameError(
            "file", str(path), sorted(str(one) for one in path.parent.glob("*.json"))
        ) from None
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read as JSON", [str(error)]) from None
    if not isinstance(config, dict):
        raise DataError(
            f"{path} is no config", ["a JSON object with num_hidden_layers, hidden_size … is expected"]
        )
    return config
