"""models.csv and accelerators.csv: what is trained, and on what."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from catalog_build.dates import event_day, last_day
from catalog_build.sheet import Row, Workshop, dated, interval, scaled


def models(shop: Workshop) -> list[Row]:
    """One row for every row of the shared table."""
    return [_model(shop, row) for row in shop.read("models.csv")]


def _model(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["models"]
    model = row["model"]
    report = last_day(row["as_of"], shop.research)
    released = (
        report
        if "target" in row["release_date"]
        else event_day(row["release_date"], row["as_of"], shop.research)
    )
    openness = rules["openness_at_release"].get(model, row["openness"])
    counted = row["flop_basis"].startswith("6ND")
    flop_tops = float(row["reported_tflops_per_gpu"] or 0) * 1e12
    made: dict[str, Any] = {
        "row": row["row"],
        "name": rules["names"].get(model, model),
        **{name: row[column] for column, name in rules["columns"].items()},
        **rules["ranges"].get(model, {}),
        "release_date": re.sub(r" .*", "", row["release_date"]),
        "openness": openness,
        "openness_later": row["openness"] if row["openness"] != openness else "",
        "reported_flop_per_s_per_accelerator": f"{flop_tops:.12g}" if flop_tops else "",
        "train_flop_known": str(released if counted else report),
        "train_flop_basis": "derived" if counted else "inferred",
        "train_flop_note": row["flop_basis"],
        "eci_note": f"on the scale of {row['eci_asof']}, scored later than the release" if row["eci"] else "",
        "aa_note": f"on the scale of {row['aa_asof']}; scales of versions differ" if row["aa_index"] else "",
        "basis": rules["basis"].get(model, "published"),
        "confidence": row["confidence"],
        "recalled": rules["recalled"].get(model, ""),
        "source": shop.source(row["source_name"], row["source_url"]),
        **dated(shop, released, row["as_of"], row["note"]),
        "status_known": str(report),
    }
    return made


def accelerators(shop: Workshop) -> list[Row]:
    """One row for every row of hardware.csv, in the units of the glossary."""
    return [_accelerator(shop, row) for row in shop.read("hardware.csv")]


def _accelerator(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["accelerators"]
    launched = last_day(row["launch_date"], shop.research)
    converted = {name: scaled(row[column], factor) for column, (name, factor) in rules["columns"].items()}
    rack = _bounded("server_power_w", row["server_or_rack_power_kw"], 1000)
    price, recalled = _price(row), rules["recalled"].get(row["accelerator"], "")
    if "recalled" in row["price_basis"]:
        recalled += " price_usd list_rental_usd_per_h"
    if "recalled" in row["server_or_rack_note"]:
        recalled += " server_power_w"
    return {
        "row": row["row"],
        "name": row["accelerator"],
        "vendor": row["vendor"],
        "launch_date": row["launch_date"],
        **converted,
        **rack,
        "server_power_note": row["server_or_rack_note"],
        **price,
        "price_note": row["price_basis"],
        "price_known": str(_price_day(row, launched, shop.research)),
        "memory_type": row["memory_type"],
        "scale_up_topology": row["scale_up_topology"],
        "cost_known": str(max(launched, rules["cost_checked"])),
        "known": str(launched),
        "basis": "announced" if "H2" in row["launch_date"] else "published",
        "confidence": rules["confidence"][row["confidence"]],
        "recalled": recalled.strip(),
        "source": shop.source(f"{row['vendor']} {row['accelerator']}", row["source_url"]),
        "price_source": _price_source(shop, row),
        "note": row["notes"],
        "further_sources": row["other_sources"],
    }


def _bounded(column: str, cell: str, factor: float) -> Row:
    if not cell or cell == "not found":
        return {column: cell}
    points = interval(cell)
    names = {"value": column, "low": f"{column}_low", "high": f"{column}_high"}
    return {names[part]: scaled(text, factor) for part, text in points.items()}


def _price(row: Row) -> Row:
    cell = row["typical_price_usd"]
    hourly = "chip-hour" in cell
    return _bounded("list_rental_usd_per_h" if hourly else "price_usd", cell, 1)


def _price_day(row: Row, launched: date, research: date) -> date:
    years = re.findall(r"20\d\d", row["price_basis"].split(";")[0])
    return max(launched, min(research, date(int(years[-1]), 12, 31))) if years else launched


def _price_source(shop: Workshop, row: Row) -> str:
    known = row["price_source"].startswith("http")
    return shop.source(f"Prices of {row['vendor']} accelerators", row["price_source"]) if known else ""
