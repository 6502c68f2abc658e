"""Shapes from the `config.json` of a Hugging Face model."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from wattwright.errors import DataError
from wattwright.training.shapes import completed_shape

__all__ = ["shape_from_config"]

_CONFIG: Final = {
    "num_hidden_layers": "layers",
    "hidden_size": "hidden",
    "intermediate_size": "ffn",
    "num_attention_heads": "heads",
    "num_key_value_heads": "kv_heads",
    "head_dim": "key_dim",
    "vocab_size": "vocabulary",
    "num_experts": "experts",
    "n_routed_experts": "experts",
    "num_local_experts": "experts",
    "num_experts_per_tok": "active_experts",
    "moe_intermediate_size": "expert_ffn",
    "n_shared_experts": "shared_experts",
    "q_lora_rank": "query_rank",
    "kv_lora_rank": "kv_rank",
    "qk_rope_head_dim": "rotary_dim",
    "v_head_dim": "value_dim",
    "topk_group": "route_nodes",
    "first_k_dense_replace": "dense_first",
    "sliding_window": "window",
}
_NEEDED: Final = ("num_hidden_layers", "hidden_size", "num_attention_heads", "vocab_size")


def shape_from_config(config: Mapping[str, Any], name: str = "config.json") -> dict[str, float]:
    """The shape in a Hugging Face `config.json`; DataError lists every missing or impossible key at once."""
    config = config.get("text_config") or config
    problems = list(_problems(config))
    if problems:
        raise DataError(
            f"{name} does not describe a transformer", [f"{name}: {problem}" for problem in problems]
        )
    given = {ours: config[theirs] for theirs, ours in _CONFIG.items() if config.get(theirs)}
    if "qk_nope_head_dim" in config:
        given["key_dim"] = config["qk_nope_head_dim"] + config.get("qk_rope_head_dim", 0)
    if "experts" in given:
        given.setdefault("expert_ffn", given.get("ffn", 0))
    given.setdefault("ffn", given.get("expert_ffn", 0))
    return completed_shape(given)


def _problems(config: Mapping[str, Any]) -> Iterator[str]:
    """What keeps a config from being a transformer."""
    yield from (f"key {key!r} is missing" for key in _NEEDED if config.get(key) is None)
    if config.get("intermediate_size") is None and config.get("moe_intermediate_size") is None:
        yield "key 'intermediate_size' is missing"
    wrong = {key: config[key] for key in _CONFIG if config.get(key) is not None and not _is_size(config[key])}
    yield from (f"{key} is {value!r}; a number above 0 is expected" for key, value in wrong.items())
    if wrong:
        return
    heads, hidden = (float(config.get(key) or 0) for key in ("num_attention_heads", "hidden_size"))
    if heads and "head_dim" not in config and hidden % heads:
        yield f"{hidden:g} hidden values do not divide by {heads:g} heads; give head_dim"


def _is_size(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf
