"""Tables of measured training runs: rows to runs, and what is wrong with a table, all at once."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wattwright.catalog import load as load_catalog
from wattwright.errors import DataError, UnknownNameError
from wattwright.training.frameworks import (
    family_of,
    flags_of,
    network_of,
    recompute_parts,
    release_of,
)
from wattwright.training.runs import Fabric, Run
from wattwright.training.shapes import shape_of_row

__all__ = ["NEEDED", "Record", "read_records"]

NEEDED: Final = ("id", "accelerator", "accelerators", "model", "seq_len")
_MEASURED: Final = ("tokens_per_s_per_gpu", "step_time_s")
_LAYOUT: Final = {
    "tp": "tp",
    "pp": "pp",
    "vpp": "vpp",
    "cp": "cp",
    "ep": "ep",
    "etp": "etp",
    "micro_batch": "micro_batch",
}
_ADAPTERS: Final = 0.003
_PRECISIONS: Final = (
    ("fp4", "nvfp4"),
    ("mxfp8", "mxfp8"),
    ("block", "fp8-blockwise"),
    ("current", "fp8-current"),
    ("rowwise", "fp8-rowwise"),
    ("fp8", "fp8-delayed"),
    ("int8", "int8"),
)


_ALIASES: Final = {
    "case": "id",
    "gpu": "accelerator",
    "n_gpu": "accelerators",
    "ffn": "ffn_hidden",
    "swiglu": "gated_mlp",
    "seq": "seq_len",
    "vp": "vpp",
    "mbs": "micro_batch",
    "gbs": "global_batch",
    "seq_par": "sequence_parallel",
    "zero1": "fsdp_or_zero",
    "dtype": "precision",
    "measured_s": "step_time_s",
    "source": "source_name",
}
"""Columns of the peers' table → columns of the table of runs."""


@dataclass(frozen=True, slots=True)
class Record:
    """One measured row: its run, or the reason why there is none, and tokens per second and accelerator."""

    name: str
    measured: float
    run: Run | None
    reason: str
    row: Mapping[str, str]

    @property
    def believed(self) -> bool:
        """Whether the row was read from its source with some confidence, not recalled."""
        confidence = float(self.row.get("confidence") or 3)
        return confidence >= 2 and "recalled" not in (self.row.get("notes") or "")


def read_records(path: Path) -> list[Record]:
    """Records of a CSV table with the columns of the shared table of runs; DataError lists what is wrong
    with it."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        columns = [_ALIASES.get(name, name) for name in reader.fieldnames or []]
        missing = [name for name in NEEDED if name not in columns and name != "model"]
        if not set(_MEASURED) & set(columns):
            missing.append(" or ".join(_MEASURED))
        if missing:
            raise DataError(
                f"{path.name} is no table of training runs", [f"column {name} is missing" for name in missing]
            )
        rows = [_plain(row) for row in reader]
    problems = [
        problem for number, row in enumerate(rows, 2) for problem in _problems(path.name, number, row)
    ]
    if problems:
        raise DataError(f"{path.name} holds values that cannot be", problems)
    return [_record(row) for row in rows]


def _plain(row: Mapping[str, str]) -> dict[str, str]:
    """The row with the columns of the table of runs; question marks are blank."""
    made = dict(row) | {_ALIASES[name]: text for name, text in row.items() if name in _ALIASES}
    made = {name: "" if text == "?" else text or "" for name, text in made.items()}
    made = dict.fromkeys(_OPTIONAL, "") | made
    if "case" in row:
        made["accelerator"] = {"A100-80G": "A100-SXM-80GB", "H100-80G": "H100-SXM-80GB"}.get(
            row["gpu"], row["gpu"]
        )
        made.setdefault("model", f"{row['hidden']} x {row['layers']}")
        made["framework"] = "Megatron-LM"
        made["source_date"] = next((y for y in ("2022",) if "2205" in row["source"]), "2021")
    return made


_OPTIONAL: Final = (
    "framework",
    "framework_version",
    "source",
    "source_name",
    "source_date",
    "overlap_notes",
    "precision",
    "recompute",
    "sequence_parallel",
    "fsdp_or_zero",
)
_NUMBERS: Final = (
    "accelerators",
    "layers",
    "hidden",
    "heads",
    "seq_len",
    "global_batch",
    "micro_batch",
    "tp",
    "pp",
    "cp",
    "ep",
    *_MEASURED,
)


def _problems(name: str, number: int, row: Mapping[str, str]) -> Iterator[str]:
    for column in _NUMBERS:
        text = (row.get(column) or "").strip()
        if not text:
            continue
        try:
            value = float(text)
        except ValueError:
            yield f"{name}, line {number}, {column}: {text!r} is no number"
            continue
        if not math.isfinite(value) or value <= 0:
            yield f"{name}, line {number}, {column}: {text} is not above 0"


def _number(row: Mapping[str, str], column: str) -> float:
    text = (row.get(column) or "").strip()
    return float(text) if text else 0.0


def _record(row: Mapping[str, str]) -> Record:
    measured = _number(row, "tokens_per_s_per_gpu")
    count, seq_len, batch = (_number(row, name) for name in ("accelerators", "seq_len", "global_batch"))
    step_s = _number(row, "step_time_s")
    if step_s and batch and count and seq_len:
        measured = measured or batch * seq_len / step_s / count
    if not measured:
        return Record(row["id"], 0.0, None, "neither a step time nor a token rate is stated", row)
    if not count or not seq_len:
        return Record(row["id"], measured, None, "accelerators or sequence length are not stated", row)
    try:
        load_catalog().resolve("accelerator", row["accelerator"])
    except UnknownNameError as error:
        return Record(row["id"], measured, None, str(error), row)
    shape = shape_of_row(row)
    if shape is None:
        return Record(row["id"], measured, None, "the shape of the model is not known", row)
    return Record(row["id"], measured, _run(row, shape, count, batch), "", row)


def _run(row: Mapping[str, str], shape: Mapping[str, float], count: float, batch: float) -> Run:
    framework, source, notes = row["framework"], f"{row['source_name']} {row['source']}", row["overlap_notes"]
    family = family_of(framework or source, row["accelerator"], row["source_date"])
    release = release_of(f"{row['framework_version']} {framework}")
    layout = _layout(row, count)
    model = row["model"].lower()
    tuned = re.search(r"lora|sft", model) is not None
    return Run(
        name=row["id"],
        model=row["model"],
        shape=shape,
        accelerator=row["accelerator"],
        accelerators=count,
        precision=_precision(row),
        family=family,
        seq_len=_number(row, "seq_len"),
        global_batch=batch or _default_batch(layout, count),
        layout=layout,
        recompute=recompute_parts(row["recompute"], family),
        trained=_ADAPTERS if "lora" in model else 1.0,
        packed=tuned and not source.startswith("MLPerf"),
        release=release,
        year=_year(row["source_date"]),
        notes=_flags(row, source, family, release),
        fabric=Fabric(scale_out_bytes_per_s=network_of(notes, source)),
    )


def _precision(row: Mapping[str, str]) -> str:
    stated = row["precision"].lower()
    return next((kind for word, kind in _PRECISIONS if word in stated), "wide")


def _flags(row: Mapping[str, str], source: str, family: str, release: float) -> frozenset[str]:
    flags = flags_of(row["overlap_notes"], family, release)
    if re.match(r"MLPerf Training v[4-9]", source) and family == "megatron":
        flags |= {"graph_attention", "graph_dense"}
    if row["precision"].lower() in ("", "bf16") and family == "megatron-2021":
        flags |= {"gradients_32"}
    return flags


def _layout(row: Mapping[str, str], count: float) -> dict[str, float]:
    """What a row states of its layout."""
    layout = {ours: _number(row, theirs) for theirs, ours in _LAYOUT.items() if _number(row, theirs)}
    layout |= _sharding(row, layout, count)
    if row["sequence_parallel"].strip():
        layout["sequence_parallel"] = float(row["sequence_parallel"])
    return layout


def _year(text: str) -> float:
    """A date such as 2024-11 or 2021 as a decimal year; the middle of the year where no month is named."""
    found = re.match(r"(20\d\d)(?:-(0[1-9]|1[0-2])(?!\d))?", text)
    if found is None:
        return 0.0
    return int(found.group(1)) + ((int(found.group(2)) - 0.5) / 12 if found.group(2) else 0.5)


def _default_batch(layout: Mapping[str, float], count: float) -> float:
    """A batch where none is stated: one micro-batch a replica, and four for every stage."""
    dp = max(count / (layout.get("tp", 1) * layout.get("pp", 1) * layout.get("cp", 1)), 1.0)
    return dp * layout.get("micro_batch", 1.0) * max(4 * layout.get("pp", 1.0), 8.0)


def _sharding(row: Mapping[str, str], layout: Mapping[str, float], count: float) -> dict[str, float]:
    text = row["fsdp_or_zero"].strip()
    if not text:
        return {}
    if text == "hsdp":
        domain = 256.0 if row["accelerator"].startswith("TPU") else count
        return {"zero": 3.0, "shards": min(domain / layout.get("tp", 1.0), count)}
    group = re.search(r"groups of (\d+)", text)
    return {"zero": float(text[0]), **({"shards": float(group.group(1))} if group else {})}
