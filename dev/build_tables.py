"""Makes the catalog's tables and sources.yaml from the shared research tables.

    python dev/build_tables.py ../shared

Repeatable: the same input gives the same bytes. The rules stand in dev/catalog_build/rules.yaml, tables
written by hand beside them. It also prints notes that name a day after the knowledge date of their row, which
would tell the past something it did not know; every such case is to be settled in the rules.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import yaml

from catalog_build import campuses, companies, deals_people, hand, machines, numbers, places
from catalog_build.dates import mentions_after
from catalog_build.sheet import Row, Workshop

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "wattwright" / "data"


def main() -> None:
    """Reads the shared folder and writes all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path, help="folder with the shared research tables")
    parser.add_argument("--data", type=Path, default=DATA, help="folder to write into")
    given = parser.parse_args()
    here = HERE / "catalog_build"
    rules = yaml.safe_load((here / "rules.yaml").read_text(encoding="utf-8"))
    shop = Workshop(given.shared, given.data, here, rules)
    (given.data / "tables").mkdir(parents=True, exist_ok=True)
    tables = {
        "campuses": campuses.campuses(shop),
        "vintages": campuses.vintages(shop),
        "companies": companies.companies(shop),
        "people": deals_people.people(shop),
        "deals": deals_people.deals(shop),
        "models": machines.models(shop),
        "accelerators": machines.accelerators(shop),
        "trends": numbers.trends(shop),
        "energy": numbers.energy(shop),
        "prices": numbers.prices(shop),
        "places": places.places(shop),
        "normals": places.normals(shop),
        "statements": hand.statements(shop),
        "extra": hand.extra(shop),
    }
    for name, rows in tables.items():
        shop.write(f"{name}.csv", rows)
        report_leaks(name, rows)
    shop.write("aliases.csv", hand.aliases(shop, tables["deals"]))
    shop.write_sources()


def report_leaks(table: str, rows: list[Row]) -> None:
    """Prints texts that name a day after the day on which they count as known."""
    for row in rows:
        for column, dated in (("note", "known"), ("remark", "remark_known"), ("status", "status_known")):
            if row.get(column) and row.get(dated):
                later = mentions_after(row[column], date.fromisoformat(str(row[dated])))
                if later:
                    place = f"{table} {row.get('row', '')} {row['name']}"
                    print(f"{place}: {column} of {row[dated]} names {later}: {row[column]}")


if __name__ == "__main__":
    main()
