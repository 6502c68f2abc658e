"""Dossiers that several tests look at; each is made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from wattwright.claims.model import Verdict
from wattwright.decode import Dossier, decode
from wattwright.report import content_of
from wattwright.report.content import Content

TODAY = date(2026, 11, 25)
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'& [link](javascript:alert(3)) | `code`"
    "\x1b[31m\x00\u202e"
)


def announcement(language: str) -> str:
    """The bundled announcement."""
    return (files("wattwright") / "data" / "articles" / f"example.{language}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """Dossier of the bundled announcement in German."""
    return decode(announcement("de"), today=TODAY, name="example")


@pytest.fixture(scope="session")
def content(dossier: Dossier) -> Content:
    """What that dossier shows."""
    return content_of(dossier)


@pytest.fixture(scope="session")
def hostile(dossier: Dossier) -> Dossier:
    """The same dossier with words of an attacker in all places that a text can fill."""

    def spoiled(verdict: Verdict) -> Verdict:
        said = replace(verdict.statement, span=HOSTILE, sentence=HOSTILE, speaker=HOSTILE, entity=HOSTILE)
        sides = {
            name: replace(side, doubtful=(HOSTILE,), values=dict.fromkeys(side.values, HOSTILE))
            for name, side in (("then", verdict.then), ("today", verdict.today))
        }
        return replace(verdict, statement=said, command=HOSTILE, label=HOSTILE, **sides)

    plan = dossier.plan.model_copy(
        update={
            "company": HOSTILE,
            "title": HOSTILE,
            "source": "javascript:alert(4)",
            "campuses": tuple(one.model_copy(update={"name": HOSTILE}) for one in dossier.plan.campuses),
            "packages": tuple(one.model_copy(update={"recipient": HOSTILE}) for one in dossier.plan.packages),
            "deals": tuple(one.model_copy(update={"target": HOSTILE}) for one in dossier.plan.deals),
        }
    )
    verdicts = tuple(spoiled(verdict) for verdict in dossier.verdicts)
    return replace(dossier, title=HOSTILE, plan=plan, verdicts=verdicts)
