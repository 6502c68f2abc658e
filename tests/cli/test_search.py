"""`wattwright search`."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest

from wattwright.cli import main

RUN = [
    "search",
    "--model",
    "llama-3-70b",
    "--accelerator",
    "h100-sxm",
    "--count",
    "64",
    "--global-batch",
    "512",
]


def test_the_best_settings_and_the_trade_offs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RUN, "--json", "--keep", "5"]) == 0
    made = json.loads(capsys.readouterr().out)
    times = [one["step_s"] for one in made["best"]]
    assert len(times) == 5 and times == sorted(times)
    assert made["offered"] > made["evaluated"] >= made["fitting"] > 10_000
    assert made["offered"] == made["evaluated"] + sum(
        count for reason, count in made["dropped"].items() if reason != "memory"
    )
    assert made["dropped"]["memory"] == made["evaluated"] - made["fitting"]
    apart = [tuple(sorted(one["layout"].items())) for one in made["by_parallelism"]]
    assert len(set(apart)) == 5 and made["by_parallelism"][0] == made["best"][0]
    sizes = [one["memory_bytes"] for one in made["pareto"]]
    assert sizes == sorted(sizes, reverse=True)


def test_train_without_a_layout_takes_the_best_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", *RUN[1:], "--json"]) == 0
    step = json.loads(capsys.readouterr().out)["step_s"]["value"]
    assert main([*RUN, "--json"]) == 0
    assert step == pytest.approx(json.loads(capsys.readouterr().out)["best"][0]["step_s"], rel=0.02)


def test_the_best_one_is_written_for_frameworks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RUN, "--tp", "4", "--pp", "2", "--export", "megatron"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert {"--tensor-model-parallel-size 4", "--pipeline-model-parallel-size 2", "--bf16"} <= set(lines)
    assert main([*RUN, "--tp", "4", "--pp", "2", "--export", "torchtitan"]) == 0
    made = tomllib.loads(capsys.readouterr().out)
    sizes = made["parallelism"]
    assert sizes["tensor_parallel_degree"] * sizes["pipeline_parallel_degree"] == 8
    assert sizes["data_parallel_replicate_degree"] * sizes["data_parallel_shard_degree"] == 8


def test_both_languages_and_the_price(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RUN, "--objective", "cost", "--lang", "de"]) == 0
    said = capsys.readouterr().out
    assert "beste Einstellung jeder Aufteilung" in said and "Preis eines Schritts" in said


def test_a_model_that_does_not_fit_ends_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--model", "kimi-k2", "--accelerator", "h100-sxm", "--count", "8"]) == 1
    assert "does not fit" in capsys.readouterr().out


@pytest.mark.slow
def test_the_whole_space_of_gpt_3_takes_little_time() -> None:
    """Floor of dev/bench_search.py with slack: CPU seconds of the whole process, configurations a second."""
    arguments = [
        "search",
        "--model",
        "gpt-3-175b",
        "--accelerator",
        "a100-sxm-80gb",
        "--count",
        "1024",
        "--seq-len",
        "2048",
        "--global-batch",
        "1536",
        "--json",
    ]
    program = (
        "import sys, time; from wattwright.cli import main; code = main(sys.argv[1:]); "
        "print(time.process_time(), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    seconds = float(done.stderr.strip().splitlines()[-1])
    count = json.loads(done.stdout)["evaluated"]
    assert count > 1_100_000
    assert seconds < 3.0
    assert count / seconds > 1_000_000


@pytest.mark.parametrize("objective", ["time", "energy"])
def test_slower_settings_say_what_makes_them_slower(
    objective: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*RUN, "--objective", objective, "--keep", "4"]) == 0
    said = capsys.readouterr().out
    assert "mostly by" in said and " +0." in said
    assert "too large for the memory" in said and "tp × pp × cp does not divide the cluster" in said
