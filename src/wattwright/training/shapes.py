"""Shapes of models: by name, from a Hugging Face config, or from a few numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from wattwright.errors import UnknownNameError

__all__ = ["completed_shape", "known_shapes", "shape_from_counts", "shape_named", "shape_of_row"]

_DEFAULTS: Final[dict[str, float]] = {
    "mixer_layers": 0,
    "gate": 1,
    "experts": 0,
    "active_experts": 0,
    "expert_ffn": 0,
    "shared_experts": 0,
    "route_nodes": 1e9,
    "query_rank": 0,
    "kv_rank": 0,
    "rotary_dim": 0,
    "mixer_width": 0,
    "mixer_state": 0,
    "window_share": 0,
}
_FIELDS: Final = (
    "layers",
    "attention_layers",
    "dense_layers",
    "expert_layers",
    "hidden",
    "ffn",
    "heads",
    "kv_heads",
    "key_dim",
    "value_dim",
    "vocabulary",
    "expert_hidden",
    "window",
    *_DEFAULTS,
)


@cache
def known_shapes() -> dict[str, dict[str, Any]]:
    """Entries of `data/architectures.yaml` by name."""
    text = (files("wattwright") / "data" / "architectures.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return entries


def _entry(name: str) -> dict[str, Any] | None:
    plain = re.sub(r"[ _]", "-", name.strip().lower())
    plain = re.sub(r"-?\((lora|sft|peft)\)$|-proxy.*$", "", plain)
    entries = known_shapes()
    if plain in entries:
        return entries[plain]
    return next((entry for entry in entries.values() if re.search(entry["match"], plain)), None)


def shape_named(name: str) -> dict[str, float]:
    """The shape of a model by name; UnknownNameError offers the nearest ones."""
    entry = _entry(name)
    if entry is None:
        raise UnknownNameError("model", name, known_shapes())
    return completed_shape(entry)


def completed_shape(given: Mapping[str, Any]) -> dict[str, float]:
    """All fields of an architecture from those given; layers are dealt to blocks as the given ones say."""
    shape: dict[str, float] = {
        **_DEFAULTS,
        **{key: float(value) for key, value in given.items() if key in _FIELDS},
    }
    layers = shape["layers"]
    shape.setdefault("kv_heads", shape["heads"])
    shape.setdefault("key_dim", shape["hidden"] / shape["heads"])
    shape.setdefault("value_dim", shape["key_dim"])
    shape.setdefault("attention_layers", layers - shape["mixer_layers"])
    shape.setdefault("expert_hidden", shape["hidden"])
    if "window" in given and not shape["window_share"]:
        shape["window_share"] = 1.0
    shape.setdefault("window", 1e12)
    if "expert_layers" not in shape:
        sparse = layers - float(given.get("dense_first", 0)) if shape["experts"] else 0.0
        shape["expert_layers"] = float(int(sparse / float(given.get("expert_every", 1))))
        shape["dense_layers"] = layers - shape["expert_layers"]
    shape.setdefault("dense_layers", 0.0 if shape["mixer_layers"] else layers - shape["expert_layers"])
    return shape


_COLUMNS: Final = {
    "layers": "layers",
    "hidden": "hidden",
    "ffn_hidden": "ffn",
    "heads": "heads",
    "kv_heads": "kv_heads",
    "head_dim": "key_dim",
    "vocab": "vocabulary",
    "experts": "experts",
    "experts_topk": "active_experts",
    "moe_ffn_hidden": "expert_ffn",
    "shared_experts": "shared_experts",
    "gated_mlp": "gate",
}


def shape_of_row(row: Mapping[str, str]) -> dict[str, float] | None:
    """The shape in the columns of a table of runs, completed from the model's name; None where both say
    nothing.

    What the row states wins; latent attention, mixers, windows and dense first layers come from the name.
    """
    stated = {
        ours: float(row[theirs])
        for theirs, ours in _COLUMNS.items()
        if row.get(theirs) not in (None, "", "nan")
    }
    entry = dict(_entry(row["model"]) or {})
    if not {"layers", "hidden", "heads"} <= {*stated, *entry}:
        total = float(row.get("params_total") or 0)
        return shape_from_counts(total, float(row.get("params_active") or 0)) if total else None
    if entry.get("query_rank") or "attention_layers" in entry:
        stated = {key: value for key, value in stated.items() if key not in ("key_dim", "shared_experts")}
    return completed_shape({**entry, **stated})


def shape_from_counts(
    total: float, active: float = 0.0, *, vocabulary: float = 128_000.0
) -> dict[str, float]:
    """A usual shape with about `total` parameters, of which `active` work on a token (0 = all).

    Depth and width keep the ratio of large published models (about 130 hidden values a layer); a sparse one
    has experts of which 8 work at a time.
    """
    dense = active or total
    unit = 1024 if dense > 1e9 else 128  # heads of 128 values, in whole groups of eight
    hidden = unit * round((130 * dense / 12) ** (1 / 3) / unit) or unit
    layers = max(round(dense / (12.5 * hidden**2)), 1)
    shape = {
        "layers": layers,
        "hidden": hidden,
        "ffn": 3.5 * hidden,
        "heads": max(hidden // 128, 1),
        "vocabulary": vocabulary,
    }
    shape |= {"kv_heads": max(min(8, shape["heads"]), 1)}
    if active and active < 0.9 * total:
        each = active * 0.6 / layers / 8 / (3 * hidden)
        shape |= {
            "experts": max(round((total - 0.4 * active) / layers / (3 * hidden * each)), 8),
            "active_experts": 8,
            "expert_ffn": each,
        }
    return completed_shape(shape)
