"""The catalog's tables carry over the shared research tables, row by row, and can be made anew."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from wattwright.catalog import load
from wattwright.catalog.tables import read_facts
from wattwright.errors import CatalogError

CARRIED = {
    "campuses": "campuses",
    "vintages": "vintages",
    "people": "people",
    "deals": "deals",
    "models": "models",
    "accelerators": "hardware",
    "trends": "trends",
    "energy": "energy_facts",
    "prices": "prices",
    "normals": "normals",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("table", "research"), CARRIED.items())
def test_no_row_of_a_research_table_is_lost(shared: Path, table: str, research: str) -> None:
    made = rows(load().folder / "tables" / f"{table}.csv")
    assert len(made) == len(rows(shared / "data" / f"{research}.csv"))


def test_rows_of_companies_are_lost_only_where_two_ends_of_a_range_became_one(shared: Path) -> None:
    research = rows(shared / "data" / "companies.csv")
    ends = sum(row["metric"].endswith("_high") for row in research)
    assert len(rows(load().folder / "tables" / "companies.csv")) == len(research) - ends


def test_the_tables_can_be_made_anew_byte_by_byte(shared: Path, repository: Path, tmp_path: Path) -> None:
    script = repository / "dev" / "build_tables.py"
    subprocess.run(
        [sys.executable, str(script), str(shared), "--data", str(tmp_path)], check=True, capture_output=True
    )
    kept = load().folder
    for name in ["sources.yaml", *(f"tables/{path.name}" for path in (kept / "tables").iterdir())]:
        assert (tmp_path / name).read_bytes() == (kept / name).read_bytes(), f"{name} was changed by hand"


def test_a_cell_that_is_no_number_is_named_with_file_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "catalog.yaml").write_text(
        "sites: {kind: campus, columns: {facility_power_mw: {unit: MW}, it_power_mw: {unit: MW}}}",
        encoding="utf-8",
    )
    head = "name,facility_power_mw,it_power_mw,known,basis,confidence,source"
    body = "North,1 GW,400,2025-01-01,published,high,s\nSouth,500,400,2025-01-01,guessed,high,s"
    (tmp_path / "tables" / "sites.csv").write_text(f"{head}\n{body}\n", encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        read_facts(tmp_path, "campus")
    told = str(error.value)
    assert "sites.csv, line 2, column facility_power_mw" in told
    assert "basis 'guessed' is not one of" in told
