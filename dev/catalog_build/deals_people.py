"""people.csv: packages, moves, departures, pay, staff; deals.csv: acquisitions, ventures, contracts."""

from __future__ import annotations

import re
from typing import Any

from catalog_build.dates import event_day, last_day
from catalog_build.sheet import Row, Workshop, dated, joined, numbers


def people(shop: Workshop) -> list[Row]:
    """One row for every row of the table; amounts are known with the event, outcomes with the report."""
    return [_person(shop, row) for row in shop.read("people.csv")]


def _person(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["people"]
    group = row["person_or_group"]
    name = rules["names"].get(group, group).format(to=row["to_org"])
    if row["kind"] == "headcount":
        name = f"{row['to_org']} staff"
    text = rules["texts"].get(row["kind"])
    happened = " → ".join(org for org in (row["from_org"], row["to_org"]) if org)
    return {
        "row": row["row"],
        "name": name,
        "about": row["kind"],
        **_amount(rules, row),
        **rules["amounts"].get(group, {}),
        **({text: joined(happened, row["amount_basis"])} if text else {}),
        "terms": "" if text else row["amount_basis"],
        "package_years": (numbers(row["years"]) or [""])[0] if row["kind"] == "package" else "",
        "status": row["status"],
        "when": row["date"],
        "basis": "announced"
        if row["kind"] in ("signing bonus claim", "compute per researcher")
        else "published",
        "confidence": row["confidence"],
        "source": shop.source(row["source_name"], row["source_url"]),
        **dated(shop, event_day(row["date"], row["as_of"], shop.research), row["as_of"], row["note"]),
        "status_known": str(last_day(row["as_of"], shop.research) if row["as_of"] else shop.research),
    }


def _amount(rules: dict[str, Any], row: Row) -> Row:
    column = rules["quantities"].get(row["kind"])
    if column is None:
        return {}
    low, high = row["amount_usd_low"], row["amount_usd_high"]
    if row["kind"] == "headcount":
        return {column: numbers(row["person_or_group"])[0]}
    if not low:
        shares = [float(share) / 100 for share in numbers(row["amount_basis"])[:2]]
        bounds = (
            {f"{column}_low": str(shares[0]), f"{column}_high": str(shares[1])} if len(shares) > 1 else {}
        )
        return {column: f"{sum(shares) / len(shares):.3g}", **bounds}
    if high:
        return {
            column: f"{(float(low) + float(high)) / 2:.12g}",
            f"{column}_low": low,
            f"{column}_high": high,
        }
    upper = re.search(r"up to|ceiling", row["amount_basis"] + row["person_or_group"])
    lower = re.search(r"more than|reported total", row["amount_basis"])
    return {column: low} | ({f"{column}_high": low} if upper else {f"{column}_low": low} if lower else {})


def deals(shop: Workshop) -> list[Row]:
    """One row for every row of the table; prices are known with the deal, their status with the report."""
    return [_deal(shop, row) for row in shop.read("deals.csv")]


def _deal(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["deals"]
    key = f"{row['acquirer']}|{row['target']}"
    short = re.sub(r" \(.*\)", "", row["target"])
    layer = next(
        rule["layer"]
        for rule in rules["layers"]
        if re.search(rule["match"], f"{row['target']} {row['what']}")
    )
    day = event_day(row["date"], row["as_of"], shop.research)
    low, high = row["price_usd_low"], row["price_usd_high"]
    both = bool(low and high)
    stake = row["stake_pct"]
    contract = layer not in ("acquisition", "stake")
    made: dict[str, Any] = {
        "row": row["row"],
        "name": rules["names"].get(key, f"{row['acquirer']} / {short}"),
        "acquirer": row["acquirer"],
        "target": row["target"],
        "layer": layer,
        "price_usd": f"{(float(low) + float(high)) / 2:.12g}" if both else low or high,
        "price_usd_low": low if both else "",
        "price_usd_high": high if both or not low else "",
        "stake_fraction": f"{float(stake) / 100:g}" if stake.isdigit() else "",
        "stake_split": "" if stake.isdigit() else stake,
        "subject": row["what"],
        "status": row["status_today"],
        "when": row["date"],
        "basis": "published",
        "confidence": row["confidence"] + ("; not re-found" if row["source_name"] == "not re-found" else ""),
        "source": shop.source(
            "searched, not found again" if row["source_name"] == "not re-found" else row["source_name"],
            row["source_url"],
        ),
        **dated(
            shop,
            day,
            row["as_of"],
            row["note"],
            f"layer: {layer}, do not add across layers" if contract else "",
        ),
        "status_known": str(last_day(row["as_of"], shop.research) if row["as_of"] else shop.research),
    }
    return made | {"price_known": made["known"]} | rules["overrides"].get(key, {})
