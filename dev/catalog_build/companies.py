"""companies.csv: results, guidance, run rates, commitments and holdings of companies."""

from __future__ import annotations

import calendar
import re
from datetime import date

from catalog_build.dates import after, last_day
from catalog_build.sheet import Row, Workshop, dated, joined, scaled
from wattwright.catalog.facts import period

POINT = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def companies(shop: Workshop) -> list[Row]:
    """One row for every row of the shared table; the two ends of a guided range make one row together."""
    rows = shop.read("companies.csv")
    for row in rows:
        key = "|".join(row[part] for part in ("company", "period", "metric"))
        row["as_of"] = str(shop.rules["companies"]["as_of"].get(key, row["as_of"]))
        row["period"] = re.sub(r"^((?:FY)?\d{4})(Q\d)$", r"\1-\2", row["period"])
    days = _reporting_days(shop, rows)
    highs = {_range_key(row): row for row in rows if row["metric"].endswith("_high")}
    return [_company(shop, row, highs, days) for row in rows if not row["metric"].endswith("_high")]


def _range_key(row: Row) -> tuple[str, ...]:
    return row["company"], row["period"], row["kind"], row["as_of"]


def _company(
    shop: Workshop, row: Row, highs: dict[tuple[str, ...], Row], days: dict[tuple[str, date], date]
) -> Row:
    rules = shop.rules["companies"]
    metric = row["metric"]
    quantity, unit = rules["metrics"][metric]
    if metric == "capex_purchases_ppe" and row["company"] in rules["headline_capex"]:
        quantity = "capex_usd"
    known, rule = _known(shop, row, days)
    high = highs[_range_key(row)] if metric.endswith("_low") else None
    basis = next(
        (basis for word, basis in rules["basis"].items() if row["kind"].startswith(word)), "published"
    )
    factor = 1e-9 if unit == "USD/W" else 1.0
    return {
        "row": " ".join([row["row"], *([high["row"]] if high else [])]),
        "name": rules["names"].get(row["company"], row["company"]),
        "quantity": quantity,
        **_points(row, high, factor),
        "unit": unit,
        "when": row["period"],
        "basis": basis,
        "confidence": row["confidence"] or "none",
        "source": shop.source(row["source_name"], row["source_url"]),
        **dated(
            shop,
            known,
            row["as_of"],
            row["note"],
            joined(rules["metric_notes"].get(metric, ""), _kind(row), rule),
        ),
    }


def _kind(row: Row) -> str:
    return "" if row["kind"] in ("actual", "computed", "report", "") else row["kind"]


def _points(row: Row, high: Row | None, factor: float) -> Row:
    if high:
        middle = (float(row["value"]) + float(high["value"])) / 2
        return {"value": f"{middle:.12g}", "low": row["value"], "high": high["value"]}
    spread = re.search(r"\(?(\d+)-(\d+) bn midpoint", row["kind"])
    scale = 1e9
    if not spread:
        spread, scale = re.search(r"5th-95th percentile (\d+)-(\d+)", row["note"]), 1.0
    bounds = [scaled(bound, scale) for bound in spread.groups()] if spread else ["", ""]
    return {"value": scaled(row["value"], factor), "low": bounds[0], "high": bounds[1]}


def period_of(shop: Workshop, row: Row) -> date | None:
    """Last day of the period of a row, by the company's own fiscal year."""
    text = row["period"].removeprefix("TTM ")
    days = period(text)
    if days is None:
        return None
    ends = shop.rules["companies"]["fiscal_year_ends"].get(row["company"])
    if not text.startswith("FY") or not ends:
        return days[1]
    month = int(ends[:2])
    quarter = int(text[-1]) if "Q" in text else 4
    months = month - 3 * (4 - quarter)
    year = int(text[2:6]) - (months < 1)
    months = (months - 1) % 12 + 1
    return date(year, months, calendar.monthrange(year, months)[1])


def _reporting_days(shop: Workshop, rows: list[Row]) -> dict[tuple[str, date], date]:
    days: dict[tuple[str, date], date] = {}
    for company, given in shop.rules["companies"]["reporting_days"].items():
        days |= {(company, end): day for end, day in given.items()}
    for row in rows:
        end = period_of(shop, row)
        if end and row["kind"] == "actual" and len(row["as_of"]) == 10:
            day = date.fromisoformat(row["as_of"])
            if end < day <= after(end, 60):
                days[row["company"], end] = min(day, days.get((row["company"], end), day))
    return days


def _known(shop: Workshop, row: Row, days: dict[tuple[str, date], date]) -> tuple[date, str]:
    end = period_of(shop, row)
    reported = last_day(row["as_of"], shop.research) if row["as_of"] else shop.research
    kind = row["kind"].split(" ")[0]
    if end is None or end >= reported or kind not in ("actual", "computed", "report"):
        return reported, ""
    if (row["company"], end) in days:
        return days[row["company"], end], ""
    if reported <= after(end, 60):
        return reported, ""
    if kind == "report" and not _dated_report(row):
        return reported, ""
    return _by_rule(row, end, reported)


def _dated_report(row: Row) -> bool:
    return bool(POINT.fullmatch(row["period"])) or row["source_name"].startswith("Epoch")


def _by_rule(row: Row, end: date, reported: date) -> tuple[date, str]:
    month_end = end.day == calendar.monthrange(end.year, end.month)[1]
    if POINT.fullmatch(row["period"]) and not month_end:
        return end, "known on the day that it refers to"
    if (end.month, end.day) == (12, 31) and "Q" not in row["period"]:
        return min(reported, after(end, 31)), "reporting day not found: end of January after the year"
    return min(reported, after(end, 30)), "reporting day not found: 30 days after the period"
