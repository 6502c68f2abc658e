"""The 37 claims of the shared table: both verdicts of the rules beside the documented ones."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from claims.stage import published, verdicts
from wattwright.claims import Rating, Verdict
from wattwright.claims import ratings as scale
from wattwright.report.wording import reason

READING, EXPECTED = published()
LEAST_EQUAL = 36
"""How many claims have both verdicts as documented; the others say why in expected.yaml."""


@pytest.fixture(scope="module")
def judged() -> dict[str, Verdict]:
    return {found.statement.id: found for found in verdicts(READING, about="Meta")}


@pytest.mark.parametrize("side", ["then", "today"])
@pytest.mark.parametrize("claim", EXPECTED)
def test_a_published_claim_gets_the_documented_verdict(
    judged: dict[str, Verdict], claim: str, side: str
) -> None:
    wanted = EXPECTED[claim].get("deviates", {}).get(side, EXPECTED[claim][side])
    assert getattr(judged[claim], side).rating == wanted, EXPECTED[claim]["why"]


def test_nearly_all_claims_agree_on_both_days(judged: dict[str, Verdict]) -> None:
    equal = [
        claim
        for claim, wanted in EXPECTED.items()
        if (judged[claim].then.rating, judged[claim].today.rating) == (wanted["then"], wanted["today"])
    ]
    assert len(equal) >= LEAST_EQUAL


def test_every_deviation_gives_its_reason() -> None:
    for claim, wanted in EXPECTED.items():
        assert "deviates" not in wanted or wanted["deviates"]["because"], claim


def test_every_decidable_claim_is_decided_or_called_unproven(judged: dict[str, Verdict]) -> None:
    open_ = [claim for claim in EXPECTED if judged[claim].today.rating == "not_checked"]
    assert open_ == [claim for claim, wanted in EXPECTED.items() if not wanted["decidable"]]


def test_all_opinions_are_listed_and_none_is_graded(judged: dict[str, Verdict]) -> None:
    opinions = {claim for claim, wanted in EXPECTED.items() if wanted["today"] == "opinion"}
    assert {claim for claim, found in judged.items() if found.today.rating == "opinion"} == opinions
    assert not any(judged[claim].graded for claim in opinions)


def test_every_verdict_beyond_opinions_shows_its_evidence(judged: dict[str, Verdict]) -> None:
    for claim, found in judged.items():
        if found.today.rating in ("opinion", "not_checked"):
            continue
        assert found.today.sources or found.today.rating == "unproven", claim
        assert found.command.startswith(("wattwright catalog ", "wattwright explain ")), claim


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_reason_is_a_sentence(judged: dict[str, Verdict], language: str) -> None:
    for claim, found in judged.items():
        for side in (found.then, found.today):
            text = reason(side, language)
            assert text.endswith((".", ")", "“", "”")), (claim, text)
            assert "{" not in text, (claim, text)
            assert ".." not in text, (claim, text)


def test_the_expected_ratings_are_on_the_scale() -> None:
    known: dict[str, Rating] = dict(scale())
    assert {wanted[side] for wanted in EXPECTED.values() for side in ("then", "today")} <= set(known)


def test_the_statements_are_those_of_the_shared_table(shared: Path) -> None:
    with (shared / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert list(rows) == [one.id for one in READING.statements] == list(EXPECTED)
    for one in READING.statements:
        assert (one.kind == "opinion") == (rows[one.id]["kind"] == "opinion"), one.id
