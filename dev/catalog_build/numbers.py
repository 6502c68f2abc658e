"""trends.csv, energy.csv and prices.csv: figures that belong to no single company."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from catalog_build.dates import last_day
from catalog_build.sheet import Row, Workshop, dated, joined, scaled


def trends(shop: Workshop) -> list[Row]:
    """One row for every row of the shared table; the name is the metric in full."""
    return [_trend(shop, row) for row in shop.read("trends.csv")]


def _trend(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["trends"]
    metric = row["metric"]
    quantity, factor, unit = rules["units"][row["unit"]]
    points = {part: scaled(row[part], factor) for part in ("value", "low", "high")}
    note = row["note"]
    if metric in rules["not_bounds"]:
        column, words = rules["not_bounds"][metric]
        points[column], note = "", joined(words, note)
    known = last_day(row["as_of"], shop.research)
    if row["topic"] in rules["at_period"] or metric in rules["at_period"]:
        known = last_day(row["period"], known)
    basis = rules["named"].get(metric) or next(
        (basis for words, basis in rules["basis"].items() if words in row["source_name"]), "published"
    )
    return {
        "row": row["row"],
        "name": metric,
        "topic": row["topic"],
        "quantity": quantity,
        **points,
        "unit": unit,
        "when": row["period"],
        "basis": basis,
        "confidence": row["confidence"] + ("; recalled" if "recalled" in note else ""),
        "source": shop.source(row["source_name"], row["source_url"]),
        **dated(shop, known, row["as_of"], joined(row["scope"], note)),
    }


def energy(shop: Workshop) -> list[Row]:
    """One row for every row of energy_facts.csv; the name is the place, the quantity the key and unit."""
    return [_energy(shop, row) for row in shop.read("energy_facts.csv")]


def _energy(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["energy"]
    ending, factor, unit = rules["units"][row["unit"]]
    key = re.sub(r"_(mw|gw|miles)$", "", row["key"]) if ending in ("_mw", "_miles") else row["key"]
    text = unit == "text" or not re.fullmatch(r"-?[\d.]*", row["value"])
    absent = row["source_name"] == "not found"
    points = {part: row[part] if text else scaled(row[part], factor) for part in ("value", "low", "high")}
    words = " ".join((row["key"], row["year"], row["place"], row["source_name"], row["note"]))
    doubt = re.search(r"recalled|secondary|unverified", f"{row['source_name']} {row['note']}")
    return {
        "row": row["row"],
        "name": rules["places"].get(row["place"], row["place"]),
        "quantity": f"{key}_text" if text and unit != "text" else f"{key}{ending}",
        **points,
        "value": "not found" if absent else points["value"],
        "unit": "text" if text else unit,
        "when": re.sub(r" .*", "", row["year"]),
        "known": str(_energy_day(rules, words, row, shop.research)),
        "basis": next((r["basis"] for r in rules["basis"] if re.search(r["match"], words)), "published"),
        "confidence": row["confidence"] + (f"; {doubt.group()}" if doubt else ""),
        "source": shop.source("" if absent else row["source_name"], row["source_url"]),
        "note": joined(
            "" if row["unit"] in ("-", unit) else f"unit in the source: {row['unit']}", row["note"]
        ),
    }


def _energy_day(rules: dict[str, Any], words: str, row: Row, research: date) -> date:
    for rule in rules["known"]:
        if re.search(rule["match"], words):
            day: date = rule["day"]
            return day
    return last_day(row["year"] or str(research), research)


def prices(shop: Workshop) -> list[Row]:
    """One row for every row of the shared table; the name is provider and item."""
    return [_price(shop, row) for row in shop.read("prices.csv")]


def _price(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["prices"]
    return {
        "row": row["row"],
        "name": f"{row['provider']}: {row['item']}",
        **_amounts(rules, row),
        "valid_to": row["valid_to"],
        "when": row["valid_from"],
        "known": str(_price_day(rules, row, shop.research)),
        "valid_to_known": row["valid_to"],
        "basis": "assumed" if "assumed" in row["provider"] else "published",
        "confidence": row["confidence"] + ("; secondary" if "secondary" in row["notes"] else ""),
        "source": shop.source(row["source_name"], row["source_url"]),
        "note": row["notes"],
    }


def _amounts(rules: dict[str, Any], row: Row) -> Row:
    if row["kind"] == "serving_cost":
        return {"serving_cost_usd_per_million_tokens": row["output_usd"]}
    if row["kind"] != "gpu_hour":
        return {name: row[column] for column, name in rules["columns"].items()}
    column = "tco_usd_per_h" if row["notes"].startswith("owned") else "rental_usd_per_h"
    spread = re.match(r"range ([\d.]+)-([\d.]+)", row["notes"])
    bounds = {f"{column}_low": spread.group(1), f"{column}_high": spread.group(2)} if spread else {}
    return {column: row["usd_per_hour"], **bounds}


def _price_day(rules: dict[str, Any], row: Row, research: date) -> date:
    if row["valid_from"]:
        return date.fromisoformat(row["valid_from"])
    checked: date = last_day(row["checked"], research) if row["checked"] else rules["undated"]
    if row["valid_to"]:
        return min(checked, date.fromisoformat(row["valid_to"]) - timedelta(days=1))
    return checked
