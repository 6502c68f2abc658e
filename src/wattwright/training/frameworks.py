"""Which family of frameworks a record belongs to, and what its fields of recompute and notes mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = [
    "defaults",
    "families",
    "family_of",
    "flags_of",
    "names_recompute",
    "network_of",
    "recompute_parts",
    "release_of",
]


@cache
def _rules() -> dict[str, Any]:
    text = (files("wattwright") / "data" / "frameworks.yaml").read_text(encoding="utf-8")
    rules: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return rules


def family_of(framework: str, accelerator: str, day: str) -> str:
    """Family of a framework on a chip; `day` is the date of the record, as far as it is known (2024,
    2024-08 …)."""
    for rule in _rules()["families"]:
        fits = all(
            re.search(rule[key], value)
            for key, value in (("framework", framework), ("accelerator", accelerator))
            if key in rule
        )
        if fits and day[:4] <= str(rule.get("until", "9999"))[:4]:
            return str(rule["family"])
    return "megatron"


def defaults(family: str) -> Mapping[str, Any]:
    """Settings of a family where a record is blank."""
    found: Mapping[str, Any] = _rules()["defaults"][family]
    return found


def families() -> tuple[str, ...]:
    """Names of all families of frameworks."""
    return tuple(_rules()["defaults"])


def release_of(version: str) -> float:
    """Year and month of a release such as "NeMo container 26.06.01" as 26.06; 0 where none is named.

    >>> release_of("NeMo container 26.06.01"), release_of("r0.8.0")
    (26.06, 0.0)
    """
    found = re.search(r"(?<![\d.])(2\d\.\d\d)(?!\d)", version)
    return float(found.group(1)) if found else 0.0


def names_recompute(text: str) -> bool:
    """Whether a recompute field says something that is known, word by word."""
    rule = next((one for one in _rules()["recompute"] if re.search(one["match"], text)), None)
    if rule is None or "words" not in rule:
        return rule is not None
    words = [word.strip() for word in re.split(r"[+,]", text.partition(":")[2])]
    return all(word in _rules()["words"] for word in words)


def recompute_parts(text: str, family: str) -> dict[str, float] | None:
    """Parts of the forward pass that a recompute field names; None where the field is blank."""
    if not text.strip():
        return None
    for rule in _rules()["recompute"]:
        if not re.search(rule["match"], text) or rule.get("family", family) != family:
            continue
        if "words" not in rule:
            return {part: float(share) for part, share in rule["parts"].items()}
        words: dict[str, dict[str, float]] = _rules()["words"]
        found: dict[str, float] = {}
        for word in re.split(r"[+,]", text.partition(":")[2]):
            found |= words.get(word.strip(), {})
        return found
    return {}


def flags_of(notes: str, family: str, release: float) -> frozenset[str]:
    """Flags in the overlap notes of a record; blank ones of late releases mean that release's default."""
    if not notes.strip() and release >= _rules()["graphs_by_default"].get(family, 99):
        return frozenset({"graph_full", "exchange_overlap", "no_tp_overlap", "fused_dispatch"})
    return frozenset(name for name, pattern in _rules()["notes"].items() if re.search(pattern, notes))


def network_of(*texts: str) -> float:
    """Network rate in bytes per second and accelerator that a record's source is known for; 0 for the usual
    one."""
    for rule in _rules()["networks"]:
        if any(re.search(rule["match"], text) for text in texts):
            return float(rule["scale_out_bytes_per_s"])
    return 0.0
