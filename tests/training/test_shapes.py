"""Shapes of models against their published numbers of parameters."""

from __future__ import annotations

from dataclasses import fields

import pytest

from wattwright.performance.columns import Architecture
from wattwright.performance.parameters import total_parameters
from wattwright.training.shapes import known_shapes, shape_from_counts, shape_named

PUBLISHED = {
    "llama-1-65b": 65.2e9,
    "llama-2-7b": 6.74e9,
    "llama-2-70b": 69.0e9,
    "llama-3-8b": 8.03e9,
    "llama-3-70b": 70.6e9,
    "llama-3.1-405b": 405.9e9,
    "llama-4-scout": 108.6e9,
    "llama-4-maverick": 400.7e9,
    "llama-4-behemoth": 2.0e12,
    "gpt-3-175b": 174.6e9,
    "deepseek-v2": 235.7e9,
    "deepseek-v3": 671.0e9,
    "kimi-k2": 1.04e12,
    "mixtral-8x7b": 46.7e9,
    "mixtral-8x22b": 140.6e9,
    "qwen3-30b-a3b": 30.5e9,
    "qwen3-32b": 32.8e9,
    "qwen3-235b-a22b": 235.1e9,
    "gpt-oss-20b": 20.9e9,
    "gpt-oss-120b": 116.8e9,
    "nemotron-4-15b": 15.6e9,
    "nemotron-4-340b": 341e9,
    "nemotron-3-super": 120.6e9,
    "palm-540b": 540.35e9,
}


def parameters(shape: dict[str, float]) -> float:
    return float(
        total_parameters(Architecture(**{one.name: shape[one.name] for one in fields(Architecture)}))
    )


@pytest.mark.parametrize("model", PUBLISHED)
def test_a_shape_has_the_published_number_of_parameters(model: str) -> None:
    assert parameters(shape_named(model)) == pytest.approx(PUBLISHED[model], rel=0.02)


def test_fields_that_nobody_published_are_marked_with_a_range() -> None:
    entry = known_shapes()["llama-4-behemoth"]
    assert all(low < entry[name] < high for name, (low, high) in entry["assumed"].items())


@pytest.mark.parametrize("total", [8e9, 70e9, 405e9, 2e12])
def test_a_shape_from_a_size_has_about_that_size(total: float) -> None:
    assert parameters(shape_from_counts(total)) == pytest.approx(total, rel=0.25)
