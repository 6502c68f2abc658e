"""The dated catalog: who builds what, with which chips, people and money, and since when that is known.

`load()` gives the whole `Catalog`; `Catalog.at(day)` the one of a past day, without anything learnt later.
Every entry is a `Fact`: one value of one quantity with period, knowledge date, basis, confidence and source.
Tables stand in `data/tables/*.csv`; `data/catalog.yaml` says which column gives which quantity.
"""

from __future__ import annotations

from wattwright.catalog.facts import Fact, Source, period_end
from wattwright.catalog.query import Catalog, load

__all__ = ["Catalog", "Fact", "Source", "load", "period_end"]
