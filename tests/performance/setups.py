"""Cases of a training step for tests: one set-up, changed field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wattwright.performance.columns import Case
from wattwright.training.constants import constants
from wattwright.training.runs import Run
from wattwright.training.shapes import completed_shape, shape_named
from wattwright.training.tables import case_of

GIB = 2.0**30
DENSE = Run(
    name="dense",
    model="llama-3.1-70b",
    shape=shape_named("llama-3.1-70b"),
    accelerator="H100-SXM-80GB",
    accelerators=64.0,
    precision="wide",
    family="megatron",
    seq_len=8192.0,
    global_batch=128.0,
    layout={"tp": 4.0, "pp": 4.0, "vpp": 1.0, "cp": 1.0, "micro_batch": 1.0, "sequence_parallel": 1.0},
    recompute={},
)
SPARSE = replace(
    DENSE,
    name="sparse",
    model="deepseek-v3",
    shape=shape_named("deepseek-v3"),
    accelerators=256.0,
    global_batch=1024.0,
    layout={**DENSE.layout, "tp": 1.0, "pp": 8.0, "ep": 32.0},
)
OLD = replace(DENSE, accelerator="A100-SXM-80GB", family="megatron-2021", seq_len=2048.0)


def changed(run: Run, layout: Mapping[str, float] | None = None, **fields: object) -> Run:
    """`run` with other fields, and other fields of its layout."""
    return replace(run, layout={**run.layout, **(layout or {})}, **fields)  # type: ignore[arg-type]


def plain_shape(layers: float, hidden: float, heads: float, vocabulary: float = 51200.0) -> dict[str, float]:
    """A shape of GPT-3's kind."""
    given = {"layers": layers, "hidden": hidden, "ffn": 4 * hidden, "heads": heads, "vocabulary": vocabulary}
    return completed_shape({**given, "gate": 0})


def case(*runs: Run) -> Case:
    """Columns of `runs` with the shipped constants."""
    return case_of(runs, constants())
