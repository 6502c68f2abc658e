"""Options by which `train` and `search` are told of a model, a cluster and a layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from wattwright.errors import DataError

if TYPE_CHECKING:
    from wattwright.training.setups import Setup

__all__ = ["LAYOUT_OPTIONS", "constants_of", "setup_of", "setup_options"]

Command = TypeVar("Command", bound=Callable[..., Any])

LAYOUT_OPTIONS: Final = ("tp", "pp", "vpp", "cp", "ep", "etp", "micro_batch", "zero")
_MEANINGS: Final = {
    "tp": "Tensor parallelism.",
    "pp": "Pipeline stages.",
    "vpp": "Chunks of layers a stage (interleaving).",
    "cp": "Context parallelism.",
    "ep": "Expert parallelism.",
    "etp": "Tensor parallelism inside experts.",
    "micro_batch": "Sequences of one micro-batch.",
    "zero": "Stage of sharded states, 0 to 3 (3: fully sharded).",
}
_SCHEDULES: Final = ("1f1b", "interleaved", "zero-bubble", "dualpipe")


def setup_options(command: Command) -> Command:
    """All options of a training set-up, in the order of the help page."""
    options = [
        click.option(
            "--model", required=True, help="Name, path of a config.json, or size: 70B, 400B,active=17B."
        ),
        click.option("--accelerator", help="Name in the catalog, such as h100-sxm."),
        click.option("--count", type=int, help="Number of accelerators."),
        click.option("--cluster", type=click.Path(path_type=Path), help="Cluster file in place of both."),
        click.option("--precision", default="bf16", show_default=True, help="bf16, fp8, mxfp8, nvfp4 …"),
        click.option("--seq-len", type=int, help="Tokens of a sequence.  [default: 8192]"),
        click.option(
            "--global-batch", type=int, help="Sequences of a step.  [default: about 1,024 tokens each]"
        ),
        click.option("--framework", help="Family of the framework: megatron, torch, xla …"),
        *(
            click.option(f"--{name.replace('_', '-')}", name, type=float, help=_MEANINGS[name])
            for name in LAYOUT_OPTIONS
        ),
        click.option("--dp", type=int, help="Data parallelism; checked against the rest."),
        click.option("--schedule", type=click.Choice(_SCHEDULES), help="Schedule of the pipeline."),
        click.option("--recompute", help="none, full, selective, selective:mlp+layernorm …"),
        click.option(
            "--mode", type=click.Choice(["pretrain", "full", "lora"]), default="pretrain", show_default=True
        ),
        click.option("--packed", is_flag=True, help="Short samples share a sequence."),
        click.option("--profile", type=click.Path(path_type=Path), help="Constants fitted to your own runs."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def constants_of(profile: Path | None) -> dict[str, float]:
    """The shipped constants, or those of a profile."""
    from wattwright.training.constants import constants
    from wattwright.training.profiles import read_profile

    return constants() if profile is None else read_profile(profile)


def setup_of(given: Mapping[str, Any]) -> Setup:
    """The set-up that was typed; DataError says what of the cluster is missing, or given twice."""
    from wattwright.training.runs import Fabric
    from wattwright.training.setups import Setup

    accelerator, count, fabric = given["accelerator"], given["count"], Fabric()
    if given["cluster"] is not None:
        from wattwright.cli.inputs import read_text
        from wattwright.training.clusters import parse_cluster

        if accelerator is not None or count is not None:
            raise DataError("the cluster is given twice", ["give --cluster, or --accelerator and --count"])
        cluster = parse_cluster(read_text(str(given["cluster"])), given["cluster"].name)
        accelerator, count, fabric = cluster.accelerator, cluster.count, cluster.fabric
    missing = [name for name, value in (("--accelerator", accelerator), ("--count", count)) if value is None]
    if missing:
        raise DataError(
            "the cluster is not given", [f"{name} is missing; or give --cluster FILE" for name in missing]
        )
    layout = {name: given[name] for name in LAYOUT_OPTIONS if given[name] is not None}
    if given["schedule"] is not None:
        layout["schedule"] = float(_SCHEDULES.index(given["schedule"]))
    if given["dp"] is not None:
        layout.update(_checked_dp(given["dp"], count, layout))
    return Setup(
        given["model"],
        accelerator,
        count,
        given["precision"],
        given["seq_len"],
        given["global_batch"],
        given["framework"],
        layout,
        given["recompute"],
        given["mode"],
        given["packed"],
        fabric,
    )


def _checked_dp(dp: int, count: int, layout: Mapping[str, float]) -> dict[str, float]:
    """Tensor, pipeline and context parallelism beside `dp`, 1 where not given; together they give `count`."""
    filled = {name: layout.get(name, 1.0) for name in ("tp", "pp", "cp")}
    product = dp * filled["tp"] * filled["pp"] * filled["cp"]
    if product != count:
        said = " × ".join(f"{name} {size:g}" for name, size in filled.items())
        nearest = f"dp {count / (product / dp):g}" if count % (product / dp) == 0 else f"count {product:g}"
        raise DataError(
            "the layout does not fill the cluster",
            [f"{said} × dp {dp} = {product:g}, not {count}; nearest: {nearest}"],
        )
    return filled
