"""The Markdown form: complete, with sound tables, and without markup from the text."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from wattwright.decode import Dossier
from wattwright.report import content_of, render_markdown
from wattwright.report.content import Content
from wattwright.report.wording import wording


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_sections_are_there(content: Content, language: str) -> None:
    words = wording(language).texts
    text = render_markdown(content, wording(language))
    names = re.findall(r"^## (.+)$", text, re.MULTILINE)
    parts = ("glance", "background", "assessment", "voices", "outlook", "method", "sources")
    assert names == [words[f"section.{part}"] for part in parts]
    assert text.startswith(f"# {content.header.title}\n")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_row_of_a_table_has_as_many_cells_as_its_heading(content: Content, language: str) -> None:
    text = render_markdown(content, wording(language))
    for block in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(counts) == 1, block


def test_what_a_stranger_wrote_stays_text(hostile: Dossier) -> None:
    text = render_markdown(content_of(hostile), wording("de"))
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in re.sub(r">[^<]*<", "><", page)


def test_sources_are_numbered_and_named(content: Content) -> None:
    text = render_markdown(content, wording("en"))
    listed = text.partition("## Sources")[2]
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", listed, re.MULTILINE)]
    assert numbers == list(range(1, len(content.sources) + 1))
    used = {int(number) for number in re.findall(r" \[(\d+)\]", text.partition("## Sources")[0])}
    assert used <= set(numbers)
