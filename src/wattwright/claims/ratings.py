"""The rating scale of verdicts: names, labels in both languages, and the number of a ClaimReview."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wattwright.errors import CatalogError, UnknownNameError

__all__ = ["Rating", "rating", "ratings"]

_FIELDS = {"de", "en", "meaning"}


@dataclass(frozen=True, slots=True)
class Rating:
    """One grade of the scale.

    `value` is the ratingValue of a ClaimReview (5 best, 1 worst) and None where nothing is graded. `order`
    ranks ratings that say how well a wording fits the evidence, 0 best; None for opinions and forecasts.
    """

    name: str
    label_de: str
    label_en: str
    meaning: str
    value: int | None
    order: int | None

    def label(self, language: str) -> str:
        """Label in `language` ("de" or "en")."""
        return self.label_de if language == "de" else self.label_en


@cache
def ratings() -> dict[str, Rating]:
    """All ratings by name, best first; a CatalogError lists every entry that misses a field."""
    text = (files("wattwright") / "data" / "ratings.yaml").read_text(encoding="utf-8")
    # BaseLoader keeps `true` and `false` as the words that they are here
    entries: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)
    problems = [
        f"{name}: lacks {sorted(_FIELDS - set(entry))}"
        for name, entry in entries.items()
        if _FIELDS - set(entry)
    ]
    if problems:
        raise CatalogError("ratings.yaml is malformed", problems)
    return {
        name: Rating(
            name,
            entry["de"],
            entry["en"],
            entry["meaning"],
            _whole(entry.get("value")),
            _whole(entry.get("order")),
        )
        for name, entry in entries.items()
    }


def rating(name: str) -> Rating:
    """The rating called `name`; UnknownNameError offers the nearest ones."""
    known = ratings()
    if name not in known:
        raise UnknownNameError("rating", name, known)
    return known[name]


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
