"""Published costs beside the models, and tables that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wattwright.cli import main

HEADING = (
    "case_id,kind,subject,accelerator,n_accelerators,chip_hours,server_price_per_chip_usd,price_available,"
    "training_start,value_per_chip_at_start_usd,chip_tdp_w,server_power_factor,tdp_fraction,pue,"
    "energy_usd_per_kwh,other_inputs,published_value,published_unit,recomputed_here,cloud_cost_usd,"
    "acquisition_cost_usd,notes\n"
)
RUN = "training run"
METHOD = "k=0.14 OOM/yr; interconnect 19% of cluster"
GEMINI = (
    f"g,{RUN},Gemini 1.0 Ultra,Google TPU v4,57000,132000000,8474,2021-05-20,2023-05-10,,170,1.56,0.43,1.1,"
    f"0.0806,{METHOD},28309604,2023 USD,,198893275,597913206,\n"
)
HOUR = "t,TCO per GPU-hour,H100,H100,,,,,,,,,,,,all-in power 1.73 kW per GPU,hyperscaler 1.3; neocloud 1.69,USD,,,,\n"  # noqa: E501


def rows_of(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> dict[str, dict[str, float]]:
    path = tmp_path / "cases.csv"
    path.write_text(HEADING + table, encoding="utf-8")
    assert main(["validate", "cost", str(path), "--json", *options]) == 0
    return {row["id"]: row for row in json.loads(capsys.readouterr().out)["rows"]}


def problems_of(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    path = tmp_path / "cases.csv"
    path.write_text(table, encoding="utf-8")
    assert main(["validate", "cost", str(path), *options]) == 2
    return capsys.readouterr().err


def test_a_run_by_all_three_methods_of_epoch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(GEMINI, tmp_path, capsys)
    assert abs(rows["g amortised"]["error"]) < 0.03
    assert abs(rows["g cloud"]["error"]) < 0.05 and abs(rows["g acquisition"]["error"]) < 0.05


def test_the_hours_of_two_owners_lie_inside_the_interval(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of(HOUR, tmp_path, capsys)
    for row in rows.values():
        assert row["low"] <= row["measured"] <= row["high"] < 2.5 * row["low"]
    assert rows["t hyperscaler"]["predicted"] < rows["t neocloud"]["predicted"]


def test_what_is_not_published_has_no_answer_but_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = f"g,{RUN},Some model,H100,,,,,,,,,,,,,5e6,2023 USD,,,,\n"
    row = rows_of(bare, tmp_path, capsys)["g"]
    assert not row["answered"] and "training_start is not given" in str(row["reason"])


def test_other_currencies_and_years_are_asked_for_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = HEADING + GEMINI.replace("2023 USD", "2023 EUR") + GEMINI.replace("2023 USD", "2031 USD")
    err = problems_of(foreign, tmp_path, capsys)
    assert "--exchange EUR=RATE" in err and "--index 2031-07=VALUE" in err
    rows = rows_of(
        GEMINI.replace("2023 USD", "2031 USD"),
        tmp_path,
        capsys,
        "--index",
        "2031-07=140",
        "--index",
        "2031-12=140",
    )
    assert rows["g amortised"]["predicted"] > 30e6
    rated = rows_of(GEMINI.replace("2023 USD", "EUR"), tmp_path, capsys, "--exchange", "EUR=1.1")
    assert rated["g amortised"]["measured"] == pytest.approx(28309604 * 1.1)


def test_everything_wrong_in_a_table_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "column published_value is missing" in problems_of("case_id,kind\n1,2\n", tmp_path, capsys)
    wrong = GEMINI.replace("0.43", "1.4").replace("132000000", "many").replace("2021-05-20", "spring")
    buildup = "b,TCO build-up,H100,H100,,,,,,,,,,,,residual 110%; life 0 y,,USD,1.5,,,\n"
    err = problems_of(HEADING + wrong + buildup, tmp_path, capsys, "--lang", "en")
    for part in (
        "tdp_fraction is 1.4",
        "'many', not a number",
        "'spring', not a day",
        "residual is 110",
        "life must",
    ):
        assert part in err
    bad = problems_of(HEADING, tmp_path, capsys, "--exchange", "EU=1", "--index", "2026=1")
    assert "--exchange EU=1" in bad and "--index 2026=1" in bad


def test_money_that_was_reported_without_any_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WATTWRIGHT_SHARED", raising=False)
    assert main(["validate", "cost", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    assert rows["Hyperion annual_interest_usd"]["predicted"] == pytest.approx(1.7766e9)
    assert rows["Hyperion level_payment_usd"]["predicted"] == pytest.approx(2.268e9, rel=1e-3)
    outside = [name for name, row in rows.items() if not row["low"] <= row["measured"] <= row["high"]]
    assert outside == ["Meta 2025 capex_usd"], "the guidance of July 2025 ended at 72.0, it became 72.2"


def test_the_whole_table_of_published_costs(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "cost", str(shared / "data" / "cost_cases.csv"), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    counted = [row for row in rows if row["answered"] and row["group"] != "apart"]
    assert len(counted) >= 58
    assert all(row["low"] <= row["measured"] <= row["high"] for row in counted)


def test_a_run_of_which_only_the_work_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = "FLOP=2.96e+25; MFU=nan; k=0.14 OOM/yr; interconnect 19% of cluster"
    grok = (
        f"x,{RUN},Grok-2,NVIDIA H100 SXM5 80GB,,,44490,2022-12-19,2024-05-11,,700,1.8214,0.75,1.25,0.0771,"
        f"{inputs},30499863,2023 USD,,,,\n"
    )
    assert abs(rows_of(grok, tmp_path, capsys)["x amortised"]["error"]) < 0.03
    undated = grok.replace("2024-05-11", "")
    assert abs(rows_of(undated, tmp_path, capsys)["x amortised"]["error"]) < 0.03
