"""`wattwright train`, `validate training` and `fit training`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from wattwright.cli import main

CLUSTER = """wattwright: cluster
accelerator: H100-SXM
count: 16384
network: {bandwidth: 400 Gb/s, pod: 3072, oversubscription: 7}
campus: {buildings: 2, link: 5 TB/s, latency: 50 us}
"""
RUN = ["train", "--model", "llama-3.1-405b", "--tp", "8", "--pp", "16", "--seq-len", "8192"]
H100 = ["--accelerator", "h100-sxm", "--count", "16384"]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, object]:
    assert main([*arguments, "--json"]) == code
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def value(made: dict[str, object], name: str) -> float:
    part = made[name]
    assert isinstance(part, dict) and part["low"] < part["value"] < part["high"]
    return float(part["value"])


def test_the_step_is_told_with_interval_and_where_all_of_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, *RUN, *H100, "--tokens", "15.6T")
    assert 4 < value(made, "step_s") < 8
    assert 0.35 < value(made, "mfu") <= value(made, "hfu") < 0.6
    assert isinstance(made["parts"], dict) and sum(made["parts"].values()) == pytest.approx(1)
    assert isinstance(made["budget"], dict)
    assert 45 < made["budget"]["duration_s"]["value"] / 86400 < 70  # Llama 3: 54 days with failures


def test_both_languages_show_the_same_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RUN, *H100]) == 0
    assert "matmuls" in capsys.readouterr().out
    assert main([*RUN, *H100, "--lang", "de"]) == 0
    assert "Leerlauf der Pipeline" in capsys.readouterr().out


def test_links_between_buildings_cost_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    times = []
    for link in ("5 TB/s", "50 GB/s"):
        (tmp_path / "cluster.yaml").write_text(CLUSTER.replace("5 TB/s", link), encoding="utf-8")
        times.append(value(answer(capsys, *RUN, "--cluster", str(tmp_path / "cluster.yaml")), "step_s"))
    assert times[0] < times[1]


def test_a_cluster_file_lists_every_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = CLUSTER.replace("400 Gb/s", "0 Gb/s").replace("H100-SXM", "H1000").replace("16384", "16383")
    (tmp_path / "cluster.yaml").write_text(broken + "racks: 3\n", encoding="utf-8")
    assert main([*RUN, "--cluster", str(tmp_path / "cluster.yaml")]) == 2
    said = capsys.readouterr().err
    for part in ("cluster.yaml:2:", "H1000", "16383", "0 Gb/s", "racks", "4 mistakes"):
        assert part in said


def test_too_little_memory_is_a_result_with_the_nearest_setting(capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, "train", "--model", "70B", "--accelerator", "h100-sxm", "--count", "8", code=1)
    assert "does not fit" in str(made["shortfall"])
    assert made["fitting"] is not None


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--accelerator", "H1000", "--count", "0", "--precision", "fp9"], ["H1000", "count is 0", "fp9"]),
        (["--accelerator", "h100-sxm"], ["--count is missing"]),
        (
            ["--accelerator", "h100-sxm", "--count", "64", "--recompute", "selective:mlp+foo"],
            ["possible: none, full"],
        ),
        (
            ["--accelerator", "h100-sxm", "--count", "64", "--tp", "3", "--pp", "5"],
            ["tp is 3", "nearest counts: 60, 75"],
        ),
        (["--accelerator", "h100-sxm", "--count", "64", "--tp", "8", "--dp", "9"], ["nearest: dp 8"]),
    ],
)
def test_what_cannot_be_is_listed_all_at_once(
    arguments: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "--model", "llama-3.1-405b", *arguments]) == 2
    said = capsys.readouterr().err
    assert all(part in said for part in parts), said


def test_models_come_from_configs_and_from_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = {"num_hidden_layers": 32, "hidden_size": 4096, "num_attention_heads": 32, "vocab_size": 128256}
    path = tmp_path / "config.json"
    path.write_text(json.dumps(config), encoding="utf-8")
    cluster = ["--accelerator", "h100-sxm", "--count", "64"]
    assert main(["train", "--model", str(path), *cluster]) == 2
    assert "intermediate_size" in capsys.readouterr().err
    path.write_text(
        json.dumps(config | {"intermediate_size": 14336, "num_key_value_heads": 8}), encoding="utf-8"
    )
    named = value(answer(capsys, "train", "--model", "llama-3-8b", *cluster), "step_s")
    assert value(answer(capsys, "train", "--model", str(path), *cluster), "step_s") == pytest.approx(named)
    sparse = value(answer(capsys, "train", "--model", "40B,active=8B", *cluster), "step_s")
    assert sparse < value(answer(capsys, "train", "--model", "40B", *cluster), "step_s")


COLUMNS = (
    "id",
    "accelerator",
    "accelerators",
    "precision",
    "model",
    "seq_len",
    "global_batch",
    "tp",
    "pp",
    "micro_batch",
    "tokens_per_s_per_gpu",
)


def table(path: Path, *rows: tuple[object, ...]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return str(path)


MEASURED = (
    ("a", "H100-SXM", 64, "bf16", "llama-3-8b", 8192, 128, 1, 1, 1, 9000),
    ("b", "H100-SXM", 64, "bf16", "llama-3-70b", 8192, 128, 4, 4, 1, 1000),
    ("c", "H100-SXM", 64, "fp8", "llama-3-70b", 8192, 128, 4, 4, 1, 1400),
)


def test_own_runs_are_compared_row_by_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, "validate", "training", table(tmp_path / "runs.csv", *MEASURED))
    rows, groups = made["rows"], made["groups"]
    assert isinstance(rows, list) and isinstance(groups, list)
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    for row in rows:
        assert row["answered"] and row["low"] < row["predicted"] < row["high"]
        assert row["error"] == pytest.approx(row["predicted"] / row["measured"] - 1)
    assert groups[0]["rows"] == 3 and groups[0]["median"] < 0.5


def test_a_fit_brings_own_runs_nearer_and_its_profile_is_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs, profile = table(tmp_path / "runs.csv", *MEASURED), str(tmp_path / "own.yaml")
    made = answer(capsys, "fit", "training", runs, "--out", profile)
    assert made["median_error_fitted"] < made["median_error_shipped"]  # type: ignore[operator]
    after = answer(capsys, "validate", "training", runs, "--profile", profile)
    assert after["groups"][0]["median"] == pytest.approx(made["median_error_fitted"], abs=2e-3)  # type: ignore[index]


def test_tables_with_wrong_columns_and_values_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "runs.csv"
    path.write_text("id,model\na,llama-3-8b\n", encoding="utf-8")
    assert main(["validate", "training", str(path)]) == 2
    said = capsys.readouterr().err
    assert "accelerators is missing" in said and "seq_len is missing" in said
    table(path, ("a", "H100-SXM", "nan", "bf16", "llama-3-8b", "x", 128, 1, 1, 1, -5))
    assert main(["validate", "training", str(path)]) == 2
    said = capsys.readouterr().err
    assert "accelerators" in said and "seq_len" in said and "tokens_per_s_per_gpu" in said


def test_a_profile_with_unknown_constants_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "wattwright: profile\nconstants:\n"
        "  training_hopper.matmul_wide_facto: 1\n  training_ampere.matmul_wide_factor: -1\n",
        encoding="utf-8",
    )
    assert main([*RUN, *H100, "--profile", str(path)]) == 2
    said = capsys.readouterr().err
    assert "nearest: training_hopper.matmul_wide_factor" in said and "-1" in said
