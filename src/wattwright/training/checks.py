"""What keeps a run from being possible: every problem at once, each with the nearest allowed setting."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from wattwright.errors import UnknownNameError, nearest_names
from wattwright.training.frameworks import families
from wattwright.training.machines import accelerator_entry
from wattwright.training.runs import LAYOUT, Fabric, Run

__all__ = ["PRECISIONS", "Problem", "problems", "remarks", "texts"]

PRECISIONS: Final = (
    "wide",
    "fp8-delayed",
    "fp8-current",
    "fp8-blockwise",
    "fp8-rowwise",
    "mxfp8",
    "int8",
    "nvfp4",
)
"""Numbers that matmuls may work in, as a run names them."""

_PARTS: Final = ("full", "norm", "attention", "projection", "latent", "mlp", "experts", "activation")
_COUNTS: Final = ("tp", "pp", "vpp", "cp", "ep", "etp", "micro_batch")
_SIZES: Final = ("layers", "hidden", "heads", "kv_heads", "key_dim", "value_dim", "vocabulary")
_POSITIVE: Final = (*_SIZES, *_COUNTS, "imbalance", "accelerators", "seq_len", "global_batch")
_WHOLE: Final = ("layers", "heads", "kv_heads", "experts", "active_experts", *_COUNTS[:-1], "accelerators")
_SHARES: Final = ("window_share", "gate")
_HOST_SHARES: Final = ("offload_activation", "offload_optimiser")
_REACH: Final = 100_000
"""How far from a setting the nearest allowed one is looked for."""

_EXTRA_LAYERS: Final = 3
"""Embedding, prediction and output layer may fill a chunk each."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be; `key` names its text in `data/texts/setups.*.yaml`, `values` fill it."""

    key: str
    values: Mapping[str, str]

    def text(self, language: str = "en") -> str:
        """The problem in words, German for "de", else English."""
        return str(texts(language)[self.key]).format(**self.values)


@cache
def texts(language: str) -> dict[str, Any]:
    """All texts about impossible set-ups in one language."""
    path = files("wattwright") / "data" / "texts" / f"setups.{'de' if language == 'de' else 'en'}.yaml"
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def problems(run: Run) -> tuple[Problem, ...]:
    """Everything that makes `run` impossible, in reading order; empty where it can be trained.

    Numbers that are no numbers hide what would follow from them; all else is listed at once. Fields of the
    layout that are open are no problem, and neither is memory (see `fitting`).
    """
    found = [*_names(run), *_numbers(run)]
    if not found:
        found = [*_shape(run), *_layout(run)]
    return tuple(found)


def remarks(run: Run) -> tuple[Problem, ...]:
    """What can be trained but was hardly meant: a batch that replicas cannot share evenly."""
    if problems(run) or "tp" not in run.layout:
        return ()
    given = dict.fromkeys(("tp", "pp", "cp", "micro_batch"), 1.0) | dict(run.layout)
    replicas = run.accelerators / (given["tp"] * given["pp"] * given["cp"])
    each = given["micro_batch"]
    if not run.global_batch % (replicas * each):
        return ()
    values = {"batch": run.global_batch, "replicas": replicas, "micro_batch": each}
    if run.global_batch < replicas * each:
        return (_problem("batch_below_replicas", **values),)
    return (_problem("batch", **values, nearest=_multiples(run.global_batch, replicas * each)),)


def _problem(key: str, **values: object) -> Problem:
    return Problem(key, {name: _said(value) for name, value in values.items()})


def _said(value: object) -> str:
    if isinstance(value, float | int):
        return f"{value:.0f}" if math.isfinite(value) and value == int(value) else f"{value:g}"
    return str(value)


def _multiples(given: float, of: float) -> str:
    """The nearest multiples of a number, below and above."""
    below = math.floor(given / of) * of
    return ", ".join(_said(one) for one in (below, below + of) if one > 0)


def _divisors(given: float, total: float, fits: Callable[[int], bool] | None = None) -> str:
    """The nearest divisors of `total` (or numbers that fit) on both sides of a number."""
    fits = fits or (lambda one: int(total) % one == 0)
    start = int(min(given, total))
    below = (one for one in range(start, max(start - _REACH, 0), -1) if fits(one))
    above = (one for one in range(start + 1, start + 1 + min(_REACH, int(total) - start)) if fits(one))
    return ", ".join(str(one) for one in (next(below, None), next(above, None)) if one is not None)


def _names(run: Run) -> Iterator[Problem]:
    """Names that nobody knows."""
    try:
        accelerator_entry(run.accelerator)
    except UnknownNameError as error:
        nearest = error.problems[0].partition(": ")[2] or "-"
        yield _problem("accelerator_unknown", given=run.accelerator, nearest=nearest)
    if run.precision not in PRECISIONS:
        yield _problem(
            "unknown_choice", field="precision", given=run.precision, nearest=", ".join(PRECISIONS)
        )
    if run.family not in families():
        yield _problem(
            "unknown_choice", field="family", given=run.family, nearest=_near(run.family, families())
        )
    for name in sorted(set(run.layout) - set(LAYOUT)):
        yield _problem("unknown_field", field=name, nearest=_near(name, LAYOUT))
    for name in sorted(set(run.recompute or {}) - set(_PARTS)):
        yield _problem("unknown_choice", field="recompute", given=name, nearest=", ".join(_PARTS))


def _near(name: str, known: Sequence[str]) -> str:
    return ", ".join(nearest_names(name, known) or known)


def _numbers(run: Run) -> Iterator[Problem]:
    """Numbers that no run can have."""
    plain = {
        "accelerators": run.accelerators,
        "seq_len": run.seq_len,
        "global_batch": run.global_batch,
        **{name: getattr(run.fabric, name) for name in Fabric.__slots__},
        **run.shape,
        **run.layout,
    }
    for name, value in plain.items():
        least = 1.0 if name in _POSITIVE else 0.0
        if not math.isfinite(value):
            yield _problem("not_a_number", field=name, given=value)
        elif value < least:
            yield _problem("negative", field=name, given=value, least=least)
        elif name in _WHOLE and value != int(value):
            yield _problem("not_whole", field=name, given=value, nearest=_multiples(value, 1))
    shares = {name: run.shape[name] for name in _SHARES} | {"trained": run.trained}
    shares |= {name: run.layout[name] for name in _HOST_SHARES if name in run.layout}
    shares |= {f"recompute {name}": share for name, share in (run.recompute or {}).items()}
    yield from (
        _problem("share", field=name, given=value) for name, value in shares.items() if not 0 <= value <= 1
    )
    if run.layout.get("zero", 0) not in (0, 1, 2, 3):
        yield _problem("unknown_choice", field="zero", given=run.layout["zero"], nearest="0, 1, 2, 3")


def _shape(run: Run) -> Iterator[Problem]:
    """Shapes that no transformer can have."""
    shape = run.shape
    heads, kv_heads = shape["heads"], shape["kv_heads"]
    if shape["key_dim"] != int(shape["key_dim"]):
        nearest = _divisors(heads, shape["hidden"])
        yield _problem("hidden_by_heads", hidden=shape["hidden"], heads=heads, nearest=nearest)
    if heads % kv_heads:
        yield _problem(
            "heads_by_kv_heads", heads=heads, kv_heads=kv_heads, nearest=_divisors(kv_heads, heads)
        )
    for part, whole in (
        ("active_experts", "experts"),
        ("expert_layers", "layers"),
        ("dense_layers", "layers"),
    ):
        if shape[part] > shape[whole]:
            yield _problem("above", field=part, given=shape[part], whole=whole, most=shape[whole])


def _layout(run: Run) -> Iterator[Problem]:
    """Layouts that do not divide the model, the sequence or the cluster."""
    given = dict.fromkeys(_COUNTS, 1.0) | dict(run.layout)
    tp, pp, vpp, cp = (given[name] for name in ("tp", "pp", "vpp", "cp"))
    yield from _heads(run, tp)
    yield from _stages(run, pp, vpp, tp * cp)
    if run.seq_len % cp:
        yield _divided("cp", cp, "seq_len", run.seq_len)
    group = tp * pp * cp
    if run.accelerators % group:
        nearest = _multiples(run.accelerators, group)
        yield _problem("counts", accelerators=run.accelerators, group=group, nearest=nearest)
    yield from _experts(run, given["ep"], given["etp"], run.accelerators / pp)


def _divided(field: str, given: float, whole: str, total: float) -> Problem:
    return _problem(
        "not_divided", field=field, given=given, whole=whole, total=total, nearest=_divisors(given, total)
    )


def _heads(run: Run, tp: float) -> Iterator[Problem]:
    """Tensor parallelism deals out heads; key-value heads are dealt out too, or copied."""
    heads, kv_heads = run.shape["heads"], run.shape["kv_heads"]
    if heads % tp:
        yield _divided("tp", tp, "heads", heads)
    elif kv_heads % tp and tp % kv_heads:
        allowed = _divisors(
            tp, heads, lambda one: not heads % one and (not kv_heads % one or not one % kv_heads)
        )
        yield _problem("kv_heads_by_tp", given=tp, kv_heads=kv_heads, nearest=allowed)


def _stages(run: Run, pp: float, vpp: float, group: float) -> Iterator[Problem]:
    """Every chunk of every stage holds a layer, or one of the layers before and after them; DualPipe feeds
    an even number of stages from both ends. `group` accelerators make a stage of one replica."""
    layers, schedule = run.shape["layers"], run.layout.get("schedule", 0.0)
    fits = layers >= pp if vpp == 1 else layers + _EXTRA_LAYERS >= pp * vpp
    if not fits:
        nearest = max(int(layers // vpp), 1)
        yield _problem("stages_above_layers", layers=layers, chunks=pp * vpp, nearest=nearest)
    if vpp > 1 and pp == 1:
        yield _problem("chunks_without_stages", given=vpp)
    if schedule == _DUALPIPE and pp % 2:
        yield _problem("odd_stages", given=pp, nearest=_multiples(pp, 2))
    elif schedule == _DUALPIPE and "micro_batch" in run.layout:
        samples = run.layout["micro_batch"] * run.accelerators / (group * pp)
        microbatches = run.global_batch / samples
        if microbatches < 2 * pp or microbatches % 2:
            enough = max(_even(microbatches), 2 * pp) * samples
            yield _problem("few_microbatches", given=microbatches, least=2 * pp, stages=pp, nearest=enough)


def _even(number: float) -> float:
    return 2 * math.ceil(number / 2)


_DUALPIPE: Final = 3.0
"""Place of DualPipe in `performance.pipeline.SCHEDULES`."""


def _experts(run: Run, ep: float, etp: float, stage: float) -> Iterator[Problem]:
    """Expert parallelism deals out whole experts over the accelerators of a stage."""
    experts = run.shape["experts"]
    if not experts:
        sizes = (("ep", ep), ("etp", etp))
        yield from (_problem("experts_missing", field=name, given=size) for name, size in sizes if size > 1)
        return
    if experts % ep:
        yield _divided("ep", ep, "experts", experts)
    if ep * etp > stage:
        whole = "accelerators / pp"
        yield _problem("above", field="ep × etp", given=ep * etp, whole=whole, most=stage)
