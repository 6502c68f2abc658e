"""statements.csv and extra.csv: quotes, and facts that stand only in the sources of the checked article."""

from __future__ import annotations

from catalog_build.sheet import Row, Workshop

STATEMENT = ("name", "speaker", "quote", "quote_german", "occasion", "subject", "when", "confidence", "note")
EXTRA = (
    "kind",
    "name",
    "quantity",
    "value",
    "low",
    "high",
    "unit",
    "when",
    "known",
    "basis",
    "confidence",
    "note",
)


def statements(shop: Workshop) -> list[Row]:
    """Documented quotes with speaker, day, wording and occasion."""
    return [
        {column: row[column] for column in STATEMENT}
        | {
            "known": row["when"],
            "basis": "published",
            "source": shop.source(row["source_name"], row["source_url"]),
        }
        for row in shop.by_hand("statements.csv")
    ]


def extra(shop: Workshop) -> list[Row]:
    """Facts of any kind, one a row."""
    return [
        {column: row[column] for column in EXTRA}
        | {"source": shop.source(row["source_name"], row["source_url"])}
        for row in shop.by_hand("extra.csv")
    ]


def aliases(shop: Workshop, deals: list[Row]) -> list[Row]:
    """Other names, by hand; and every deal also under its target alone where that is unambiguous."""
    rows = [
        {column: row[column] for column in ("kind", "alias", "name")} for row in shop.by_hand("aliases.csv")
    ]
    names: dict[str, set[str]] = {}
    for row in deals:
        for alias in (row["target"], row["name"].split(" / ")[-1]):
            names.setdefault(alias, set()).add(row["name"])
    return rows + [
        {"kind": "deal", "alias": alias, "name": min(found)}
        for alias, found in names.items()
        if len(found) == 1 and alias not in found
    ]
