"""campuses.csv: sites, their phases, contracts and supply; vintages.csv: what each dataset vintage said."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from catalog_build.dates import first_day, last_day
from catalog_build.sheet import Row, Workshop, dated, interval, joined

COPIED = ("capex_usd", "place", "lat", "lon", "power_source", "status", "confidence", "h100_equivalents")


def campuses(shop: Workshop) -> list[Row]:
    """One row for every row of the shared table."""
    return [_campus(shop, row) for row in shop.read("campuses.csv")]


def _campus(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["campuses"]
    key = "|".join(row[part] for part in ("company", "campus", "phase"))
    override = rules["overrides"].get(key, {})
    epoch = row["source_name"].startswith("Epoch")
    layer = rules["layers"].get(key) or rules["layers"].get(row["phase"], "site")
    known = override.get("known", last_day(row["as_of"], shop.research))
    basis = _basis(row)
    note = row["note"].strip("; ")
    made: dict[str, Any] = {
        "row": row["row"],
        "name": rules["names"].get(row["campus"], row["campus"]),
        "operator": row["company"],
        "phase": row["phase"],
        "layer": layer,
        "when": rules["when"].get(row["date_online"], row["date_online"]),
        **{column: row[column] for column in COPIED},
        **_power(rules, row, epoch),
        **_accelerators(row),
        "opex_usd_per_year": row["annual_opex_usd"],
        "land_area_km2": row["area_km2"],
        "basis": basis,
        "source": shop.source(row["source_name"], row["source_url"]),
        **dated(shop, known, str(override.get("remark_known", row["as_of"])), note),
    }
    if epoch:
        made["note"] = joined(rules["epoch_note"], made["note"])
    made["note"] = joined("" if layer == "site" else f"layer: {layer}", _kind_of_power(row), made["note"])
    made["status_known"] = last_day(row["as_of"], shop.research)
    made |= {"capex_known": known, "power_known": known, "power_mw_known": known}
    made |= {"power_when": made["when"], "power_basis": basis}
    return made | override


def _kind_of_power(row: Row) -> str:
    return "" if row["which"] in ("", "facility", "it") else f"power: {row['which']}"


def _basis(row: Row) -> str:
    if row["status"].startswith("projected"):
        return "projected"
    if row["source_name"].startswith("Epoch"):
        return "inferred"
    return "published" if row["phase"] == "active power" else "announced"


def _power(rules: dict[str, Any], row: Row, epoch: bool) -> Row:
    if epoch:
        made = {}
        for column, megawatts in (("facility_power_mw", row["facility_mw"]), ("it_power_mw", row["it_mw"])):
            if megawatts:
                low, high = float(megawatts) / rules["epoch_factor"], float(megawatts) * rules["epoch_factor"]
                made |= {column: megawatts, f"{column}_low": f"{low:.4g}", f"{column}_high": f"{high:.4g}"}
        return made
    column = rules["power"].get(row["which"], "announced_power_mw")
    megawatts = row["it_or_facility_mw"]
    made = {column: megawatts}
    if row["which"].startswith("more than"):
        made[f"{column}_low"] = megawatts
    if row["which"] in ("up to", "site can scale to"):
        made[f"{column}_high"] = megawatts
    return made


def _accelerators(row: Row) -> Row:
    text = row["accelerators"]
    counts = re.findall(r"(?:^|\+ )(\d+)", text)
    total = str(sum(int(count) for count in counts)) if counts else ""
    return {"accelerator_count": total, "accelerator_mix": text, "accelerator_type": row["accelerator_type"]}


def vintages(shop: Workshop) -> list[Row]:
    """One row for every row of the shared table; all of it known on the day of the vintage."""
    return [_vintage(shop, row) for row in shop.read("vintages.csv")]


def _vintage(shop: Workshop, row: Row) -> Row:
    vintage = date.fromisoformat(row["dataset_vintage"])
    reaches = row["date_facility_power_reaches_1gw"]
    at_gigawatt = interval(row["facility_mw_at_that_date"])
    reached = reaches[0].isdigit() and first_day(reaches) <= vintage
    return {
        "row": row["row"],
        "name": row["campus"],
        "known": str(vintage),
        "one_gigawatt_date": reaches,
        "reaches": reaches if reaches[0].isdigit() else "",
        "facility_power_mw": at_gigawatt.get("value", ""),
        "facility_power_mw_low": at_gigawatt.get("low", ""),
        "running_facility_power_mw": row["facility_mw_running_at_vintage"],
        "last_projected_date": row["last_projected_date"],
        "last_projected_facility_power_mw": row["last_projected_facility_mw"],
        "basis": "inferred" if reached else "projected",
        "confidence": row["confidence"],
        "source": shop.source(row["source_name"], row["source_url"]),
    }
