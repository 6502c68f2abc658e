"""One schema.org ClaimReview per graded claim, for other tools to read."""

from __future__ import annotations

from wattwright.claims.model import Judgement
from wattwright.claims.ratings import rating
from wattwright.report.content.model import ClaimRow, Content
from wattwright.report.wording import wording

__all__ = ["claim_reviews"]

_BEST, _WORST = 5, 1


def claim_reviews(content: Content, language: str) -> list[dict[str, object]]:
    """The reviews in reading order; the rating is today's, or that of the first day if only it is graded."""
    graded = ((row, _side(row)) for row in content.claims)
    return [_review(row, side, content, language) for row, side in graded if side is not None]


def _side(row: ClaimRow) -> Judgement | None:
    for side in (row.today, row.then):
        if rating(side.rating).value is not None:
            return side
    return None


def _review(row: ClaimRow, side: Judgement, content: Content, language: str) -> dict[str, object]:
    header = content.header
    words = wording(language)
    appearance: dict[str, object] = {
        "@type": "CreativeWork",
        "headline": header.title,
        "datePublished": header.as_of.isoformat(),
        "inLanguage": header.source_language,
    }
    if content.address:
        appearance["url"] = content.address
    claim: dict[str, object] = {
        "@type": "Claim",
        "datePublished": header.as_of.isoformat(),
        "appearance": appearance,
    }
    if row.speaker:
        claim["author"] = {"@type": "Organization" if row.company else "Person", "name": row.speaker}
    review: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": f"c{row.number}",
        "claimReviewed": row.claim,
        "author": {"@type": "Organization", "name": "Wattwright"},
        "datePublished": header.today.isoformat(),
        "inLanguage": words.language,
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating(side.rating).value,
            "bestRating": _BEST,
            "worstRating": _WORST,
            "alternateName": side.label(words.language),
            "ratingExplanation": "".join(run.text for run in words.reason(side)),
        },
    }
    return review
