"""places.csv and normals.csv: weather stations with their climate, and areas of comparison."""

from __future__ import annotations

from datetime import date

from catalog_build.sheet import Row, Workshop, read, scaled


def places(shop: Workshop) -> list[Row]:
    """Weather stations of weather/INDEX.csv, then areas of comparison (area.csv, made by hand)."""
    stations = [_station(shop, row) for row in read(shop.shared / "data" / "weather" / "INDEX.csv")]
    return stations + [_area(shop, row) for row in shop.by_hand("areas.csv")]


def _station(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["places"]
    return {
        "row": row["row"],
        "name": row["place"],
        "slug": row["slug"],
        "lat": row["lat"],
        "lon": row["lon"],
        "stands_for": row["why"],
        **{name: row[column] for column, name in rules["columns"].items()},
        **_record(shop, row),
        "note": "wind: 10 m airport wind, for software tests only",
    }


def normals(shop: Workshop) -> list[Row]:
    """Monthly means, one row a place and month; `when` is the month as month-01 to month-12."""
    return [_month(shop, row) for row in shop.read("normals.csv")]


def _month(shop: Workshop, row: Row) -> Row:
    rules = shop.rules["places"]
    means = {name: row[column] for column, name in rules["months"].items()}
    means["relative_humidity_fraction"] = scaled(means["relative_humidity_fraction"], 0.01)
    return {
        "row": row["row"],
        "name": row["place"],
        "when": f"month-{int(row['month']):02d}",
        **means,
        **_record(shop, row),
    }


def _record(shop: Workshop, row: Row) -> Row:
    ends: dict[str, date] = shop.rules["places"]["record_ends"]
    word = next(word for word in ends if word in row["source"])
    weak = word == "NSRDB"
    return {
        "known": str(ends[word]),
        "basis": "derived",
        "confidence": "medium (irradiation looks low, no humidity)" if weak else "high",
        "source": shop.source(row["source"], ""),
    }


def _area(shop: Workshop, row: Row) -> Row:
    return {
        "row": f"hand {row['row']}",
        "name": row["name"],
        "area_km2": row["area_km2"],
        "known": row["known"],
        "basis": "published",
        "confidence": row["confidence"],
        "source": shop.source(row["source_name"], row["source_url"]),
        "note": row["note"],
    }
