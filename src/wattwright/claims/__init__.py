"""Claims: a verdict on every statement of a reading, at publication and today.

`judge` gives each statement two `Judgement`s with rating, reason, figures, sources and confidence. Which rule
judges what, and how far a number may be off, stands in `data/verdicts.yaml`, the scale in
`data/ratings.yaml`, the reasons in `data/texts/reasons.*.yaml`. Rules stand in `claims.rules`, one module a
family, each a pure function from a case to a finding. Opinions are listed and never graded; what the catalog
cannot decide is unproven or not checked, never guessed.
"""

from __future__ import annotations

from wattwright.claims.judging import judge
from wattwright.claims.model import Judgement, Quantity, Verdict
from wattwright.claims.ratings import Rating, ratings

__all__ = ["Judgement", "Quantity", "Rating", "Verdict", "judge", "ratings"]
