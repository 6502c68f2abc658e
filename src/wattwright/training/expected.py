"""What a model would reach on a cluster that somebody announced: the best usual layout, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wattwright.errors import UnknownNameError
from wattwright.training.constants import constants
from wattwright.training.predicting import predict
from wattwright.training.searching import searched
from wattwright.training.setups import Setup, run_of
from wattwright.training.shapes import known_shapes, shape_named

__all__ = ["Expected", "expected_rate", "has_shape", "usual_rate"]

_WIDER: Final = 1.645 / 1.2816
"""From the half width of an 80 % interval to that of 5 and 95 % points."""

_ASSUMED_SHAPE: Final = 0.15
"""Half width (logarithm) that fields of a shape add which nobody published."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Tokens per second and accelerator (5 %, median, 95 %), and the command that gives the median again."""

    tokens_per_s: tuple[float, float, float]
    command: str


def has_shape(model: str) -> bool:
    """Whether the shape of a model is known, by its name."""
    try:
        shape_named(model)
    except UnknownNameError:
        return False
    return True


def expected_rate(
    model: str, accelerator: str, accelerators: float, batch_tokens: tuple[float, float, float], seq_len: int
) -> Expected | None:
    """The rate of `model` on about so many accelerators; None where no usual layout fits into memory.

    Computed is the largest power of two of accelerators up to `accelerators`, in 16 bits, with batches of at
    most `batch_tokens` (5 %, median, 95 %): beyond them a larger cluster no longer learns more per token. The
    interval adds up, as logarithms in squares, the error of the model, what nobody published of the shape,
    and the batch.
    """
    count = 2 ** int(math.log2(max(accelerators, 1)))
    batches = [2 ** max(round(math.log2(tokens / seq_len)), 0) for tokens in batch_tokens]
    found = [_best(model, accelerator, count, batch, seq_len) for batch in batches]
    if found[1] is None:
        return None
    rate, error = found[1]
    ends = [one[0] if one else rate for one in found]
    assumed = any(
        entry.get("assumed")
        for name, entry in known_shapes().items()
        if shape_named(name) == shape_named(model)
    )
    wide = _WIDER * math.hypot(error, _ASSUMED_SHAPE if assumed else 0.0)
    low, high = (math.exp(math.hypot(wide, math.log(end / rate))) for end in (ends[0], ends[2]))
    command = (
        f"wattwright train --model {model.lower().replace(' ', '-')} --accelerator {accelerator} "
        f"--count {count} --seq-len {seq_len} --global-batch {batches[1]}"
    )
    return Expected((rate / low, rate, rate * high), command)


def usual_rate(
    model: str, accelerator: str, accelerators: int, batch_tokens: float, seq_len: int
) -> float | None:
    """Tokens per second and accelerator of the best usual layout at one size and batch; None where none
    fits."""
    count = 2 ** int(math.log2(max(accelerators, 1)))
    batch = 2 ** max(round(math.log2(batch_tokens / seq_len)), 0)
    found = _best(model, accelerator, count, batch, seq_len)
    return None if found is None else found[0]


@lru_cache(maxsize=256)
def _best(model: str, accelerator: str, count: int, batch: int, seq_len: int) -> tuple[float, float] | None:
    """Tokens per second and accelerator of the best usual layout, and its error share; None if none fits."""
    layout = {"micro_batch": 1.0}  # large clusters have few sequences for each replica
    run = run_of(Setup(model, accelerator, count, seq_len=seq_len, global_batch=batch, layout=layout))
    found = searched(run, constants(), keep=1, usual=True)
    if not found.best:
        return None
    made = predict([found.best[0]], constants())
    return float(made.tokens_per_s[0]), float(made.error_share[0])
