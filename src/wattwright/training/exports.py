"""A found layout as the flags or the file of a training framework."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wattwright.performance.pipeline import SCHEDULES
from wattwright.training.runs import Run

__all__ = ["EXPORTS"]


def _megatron(run: Run) -> str:
    """Arguments of Megatron-LM's `pretrain_gpt.py`, one a line."""
    layout, shape = run.layout, run.shape
    flags: list[tuple[str, float | str | None]] = [
        ("tensor-model-parallel-size", layout["tp"]),
        ("pipeline-model-parallel-size", layout["pp"]),
        ("context-parallel-size", layout["cp"]),
        ("micro-batch-size", layout["micro_batch"]),
        ("global-batch-size", run.global_batch),
        ("seq-length", run.seq_len),
    ]
    flags += _megatron_parallel(run)
    if shape["experts"]:
        flags += [
            ("expert-model-parallel-size", layout["ep"]),
            ("expert-tensor-parallel-size", layout["etp"]),
            ("num-experts", shape["experts"]),
            ("moe-router-topk", shape["active_experts"]),
            ("moe-grouped-gemm", None),
        ]
    flags += _megatron_recompute(run)
    flags += [("bf16", None)]
    if run.precision != "wide":
        recipe = {"mxfp8": "mxfp8", "fp8-delayed": "delayed", "fp8-blockwise": "blockwise"}
        flags += [("fp8-format", "hybrid"), ("fp8-recipe", recipe.get(run.precision, "tensorwise"))]
    return "\n".join(f"--{name}" if value is None else f"--{name} {_said(value)}" for name, value in flags)


def _megatron_parallel(run: Run) -> list[tuple[str, float | str | None]]:
    layout = run.layout
    flags: list[tuple[str, float | str | None]] = []
    if layout["vpp"] > 1:
        per_chunk = -(-(run.shape["layers"]) // (layout["pp"] * layout["vpp"]))
        flags.append(("num-layers-per-virtual-pipeline-stage", per_chunk))
    if run.shape["layers"] % (layout["pp"] * layout["vpp"]):
        flags += [
            ("account-for-embedding-in-pipeline-split", None),
            ("account-for-loss-in-pipeline-split", None),
        ]
    if layout.get("sequence_parallel", 0) > 0:
        flags.append(("sequence-parallel", None))
    if layout["zero"] == 1:
        flags += [
            ("use-distributed-optimizer", None),
            ("overlap-grad-reduce", None),
            ("overlap-param-gather", None),
        ]
    if layout["zero"] >= 2:
        strategy = "optim_grads_params" if layout["zero"] == 3 else "optim_grads"
        flags += [("use-distributed-optimizer", None), ("use-megatron-fsdp", None)]
        flags += [("data-parallel-sharding-strategy", strategy), ("ckpt-format", "fsdp_dtensor")]
    if layout.get("offload_optimiser", 0) > 0:
        flags += [
            ("optimizer-cpu-offload", None),
            ("optimizer-offload-fraction", layout["offload_optimiser"]),
        ]
    return flags


def _megatron_recompute(run: Run) -> list[tuple[str, float | str | None]]:
    parts = run.recompute or {}
    if parts.get("full"):
        layers = round(parts["full"] * run.shape["layers"] / run.layout["pp"])
        return [
            ("recompute-granularity", "full"),
            ("recompute-method", "block"),
            ("recompute-num-layers", layers),
        ]
    named = {
        "attention": "core_attn",
        "norm": "layernorm",
        "latent": "mla_up_proj",
        "mlp": "mlp",
        "experts": "moe",
    }
    modules = [name for part, name in named.items() if parts.get(part)]
    return (
        [("recompute-granularity", "selective"), ("recompute-modules", " ".join(modules))] if modules else []
    )


def _torchtitan(run: Run) -> str:
    """The sections of a torchtitan job file that a layout decides."""
    layout = run.layout
    sharded = layout["zero"] >= 3
    replicas = run.accelerators / (layout["tp"] * layout["pp"] * layout["cp"])
    parts = run.recompute or {}
    mode = "full" if parts.get("full") else "selective" if parts else "none"
    lines = [
        "[training]",
        f"local_batch_size = {_said(run.global_batch / replicas)}",
        f"global_batch_size = {_said(run.global_batch)}",
        f"seq_len = {_said(run.seq_len)}",
        "",
        "[parallelism]",
        f"data_parallel_replicate_degree = {_said(1 if sharded else replicas)}",
        f"data_parallel_shard_degree = {_said(replicas if sharded else 1)}",
        f"tensor_parallel_degree = {_said(layout['tp'])}",
        f"context_parallel_degree = {_said(layout['cp'])}",
        f"pipeline_parallel_degree = {_said(layout['pp'])}",
    ]
    if run.shape["experts"]:
        lines.append(f"expert_parallel_degree = {_said(layout['ep'])}")
    if layout["pp"] > 1:
        name = {
            "1f1b": "1F1B",
            "interleaved": "Interleaved1F1B",
            "zero-bubble": "ZBVZeroBubble",
            "dualpipe": "DualPipeV",
        }
        lines.append(f'pipeline_parallel_schedule = "{name[SCHEDULES[int(layout.get("schedule", 0))]]}"')
        lines.append(f"pipeline_parallel_microbatch_size = {_said(layout['micro_batch'])}")
    lines += ["", "[activation_checkpoint]", f'mode = "{mode}"']
    return "\n".join(lines)


def _said(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}" if value < 1e6 else f"{value:.0f}"


EXPORTS: Final[dict[str, Callable[[Run], str]]] = {"megatron": _megatron, "torchtitan": _torchtitan}
"""How a run is written for each framework."""
