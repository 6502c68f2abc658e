"""Weights of a model: of its blocks, of all of it, and of one accelerator."""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real
from wattwright.performance.columns import Architecture, Case

__all__ = [
    "active_expert_parameters",
    "attention_parameters",
    "dense_parameters",
    "expert_parameters",
    "mixer_parameters",
    "parameters_held",
    "stage_parameters",
    "total_parameters",
]


def attention_parameters(shape: Architecture) -> Real:
    """Weights of one attention block, plain or latent."""
    plain = shape.hidden * (
        shape.heads * (shape.key_dim + shape.value_dim) + 2 * shape.kv_heads * shape.key_dim
    )
    heads = shape.heads
    latent = (
        shape.hidden * (shape.query_rank + shape.kv_rank + shape.rotary_dim)
        + shape.query_rank * heads * shape.key_dim
        + shape.kv_rank * heads * (shape.key_dim - shape.rotary_dim + shape.value_dim)
        + heads * shape.value_dim * shape.hidden
    )
    return np.where(np.asarray(shape.query_rank) > 0, latent, plain)


def dense_parameters(shape: Architecture) -> Real:
    """Weights of one dense MLP."""
    return (2 + shape.gate) * shape.hidden * shape.ffn


def expert_parameters(shape: Architecture) -> Real:
    """Weights of one routed expert."""
    return (2 + shape.gate) * shape.expert_hidden * shape.expert_ffn


def _common_parameters(shape: Architecture) -> Real:
    """Weights of an expert block that every token uses: shared experts, router, projections to the experts'
    width."""
    narrow = np.where(np.less(shape.expert_hidden, shape.hidden), 2.0, 0.0)
    shared = (2 + shape.gate) * shape.hidden * shape.expert_ffn * shape.shared_experts
    return shared + shape.experts * shape.hidden + narrow * shape.hidden * shape.expert_hidden


def mixer_parameters(shape: Architecture) -> Real:
    """Weights of one state-space mixer."""
    return shape.hidden * (3 * shape.mixer_width + 18 * shape.mixer_state)


def active_expert_parameters(shape: Architecture) -> Real:
    """Weights of an expert block that work on one token."""
    return _common_parameters(shape) + shape.active_experts * expert_parameters(shape)


def total_parameters(shape: Architecture) -> Real:
    """All weights, embedding and output layer counted apart."""
    blocks = (
        shape.attention_layers * attention_parameters(shape)
        + shape.mixer_layers * mixer_parameters(shape)
        + shape.dense_layers * dense_parameters(shape)
        + shape.expert_layers * (_common_parameters(shape) + shape.experts * expert_parameters(shape))
    )
    return blocks + 2 * shape.vocabulary * shape.hidden


def stage_parameters(case: Case) -> tuple[Real, Real, Real]:
    """Weights of all layers on an accelerator of a stage that would hold them all: those that every token
    uses, routed experts, and one table of the vocabulary."""
    shape, layout = case.architecture, case.layout
    dense = (
        shape.attention_layers * attention_parameters(shape)
        + shape.mixer_layers * mixer_parameters(shape)
        + shape.dense_layers * dense_parameters(shape)
    ) / layout.tp + shape.expert_layers * _common_parameters(shape)
    routed = shape.expert_layers * shape.experts * expert_parameters(shape) / (layout.ep * layout.etp)
    return dense, routed, shape.vocabulary * shape.hidden / layout.tp


def parameters_held(case: Case) -> tuple[Real, Real]:
    """Weights of a mean stage with one table of the vocabulary (both, where it is the only one), on one
    accelerator before sharding: those of all tokens, and those of experts."""
    dense, routed, table = stage_parameters(case)
    pp = case.layout.pp
    return dense / pp + table * np.where(np.greater(pp, 1), 1.0, 2.0), routed / pp
