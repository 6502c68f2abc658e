"""Puts the parts of a dossier together and numbers its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wattwright.report.content.assessment import assessment_blocks
from wattwright.report.content.campuses import campus_blocks
from wattwright.report.content.glance import glance_bullets
from wattwright.report.content.header import header_of
from wattwright.report.content.known import Known
from wattwright.report.content.method import method_blocks
from wattwright.report.content.model import Content, Section
from wattwright.report.content.models import model_blocks
from wattwright.report.content.money import money_blocks
from wattwright.report.content.opening import opening_blocks
from wattwright.report.content.outlook import outlook_blocks
from wattwright.report.content.people import people_blocks
from wattwright.report.content.sources import named_by_blocks, named_by_bullets, named_by_claims, source_rows
from wattwright.report.content.voices import claim_rows, opinion_rows, unchecked_rows

if TYPE_CHECKING:
    from wattwright.decode import Dossier

__all__ = ["content_of"]


def content_of(dossier: Dossier) -> Content:
    """What the dossier shows, in no language."""
    known = Known(dossier)
    claims = claim_rows(dossier.verdicts, known.catalog)
    bullets = glance_bullets(known, claims)
    background = Section(
        "background",
        (
            *campus_blocks(known),
            *money_blocks(known),
            *people_blocks(known),
            *model_blocks(known),
            *opening_blocks(known),
        ),
    )
    assessment = Section("assessment", assessment_blocks(known, claims))
    outlook = Section("outlook", outlook_blocks(known, claims))
    used = (
        *named_by_bullets(bullets),
        *named_by_blocks((*background.blocks, *assessment.blocks)),
        *named_by_claims(claims),
        *named_by_blocks(outlook.blocks),
    )
    method = Section("method", method_blocks(known, claims, used))
    named = (*used, *named_by_blocks(method.blocks))
    sources = source_rows(named, known.catalog, dossier.title)
    return Content(
        header=header_of(known, claims),
        glance=bullets,
        background=background,
        assessment=assessment,
        claims=claims,
        opinions=opinion_rows(dossier.verdicts),
        unchecked=unchecked_rows(dossier.verdicts),
        outlook=outlook,
        method=method,
        sources=sources,
        numbers={row.id: row.number for row in sources},
        address=_address(dossier),
    )


def _address(dossier: Dossier) -> str:
    """Where the announcement stands on the web, if the plan says so."""
    source = dossier.plan.source or ""
    return source if source.startswith(("https://", "http://")) else ""
