"""The JSON form: every number of the dossier, valid for any reader."""

from __future__ import annotations

import json
from datetime import date

import pytest

from wattwright.claims.ratings import rating
from wattwright.decode import Dossier
from wattwright.report import dossier_data
from wattwright.report.content import Content
from wattwright.report.data import render_json


@pytest.fixture(scope="module")
def data(dossier: Dossier, content: Content) -> dict[str, object]:
    text = render_json(dossier, content)
    found: dict[str, object] = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    return found


def test_the_text_is_the_same_every_time(dossier: Dossier, content: Content) -> None:
    assert render_json(dossier, content) == render_json(dossier, content)


def test_all_figures_of_both_days_are_there(data: dict[str, object], dossier: Dossier) -> None:
    figures = data["figures"]
    assert isinstance(figures, dict)
    for name, results in (("then", dossier.then), ("today", dossier.now)):
        assert len(figures[name]) == len(results.figures)
        for written, figure in zip(figures[name], results.figures, strict=True):
            assert written["value"] == pytest.approx(figure.value, rel=1e-8)
            assert written["low"] <= written["value"] <= written["high"] or figure.low == figure.high
            assert written["unit"] == figure.unit
            date.fromisoformat(written["known"])


def test_every_claim_has_two_sides_in_both_languages(data: dict[str, object]) -> None:
    claims = data["claims"]
    assert isinstance(claims, list)
    for claim in claims:
        assert len(claim["quote"].split()) <= 14
        for side in (claim["then"], claim["today"]):
            assert side["value"] == rating(side["rating"]).value
            assert set(side["text"]) == set(side["label"]) == {"de", "en"}
            assert "{" not in side["text"]["de"] + side["text"]["en"]


def test_every_source_that_a_claim_names_is_listed(dossier: Dossier, content: Content) -> None:
    data = dossier_data(dossier, content)
    listed = set(data["sources"])
    used = {source for claim in data["claims"] for source in claim["today"]["sources"]}
    assert used - {"own-derivation", "own-judgement"} <= listed
