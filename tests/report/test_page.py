"""The page: sound, complete, self-contained, and safe against what a text may contain."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from wattwright.decode import Dossier, decode
from wattwright.report import content_of, render_html
from wattwright.report.content import Content
from wattwright.report.wording import wording

SECTIONS = ["glance", "background", "assessment", "voices", "outlook", "method", "sources"]
VOID = {"meta", "br", "hr"}


class Reader(HTMLParser):
    """Collects elements and attributes, and insists that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if not set(self.open) & {"script", "style"}:
            self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    return reader


def attributes(reader: Reader, name: str) -> list[str]:
    return [value for _, given in reader.elements if (value := given.get(name))]


@pytest.fixture(scope="module", params=["de", "en"])
def page(request: pytest.FixtureRequest, content: Content) -> str:
    return render_html(content, wording(request.param))


def test_every_element_is_closed_and_every_id_is_unique(page: str) -> None:
    ids = attributes(read(page), "id")
    assert len(ids) == len(set(ids))


def test_all_sections_stand_in_order_under_one_title(page: str) -> None:
    reader = read(page)
    assert [given["id"] for tag, given in reader.elements if tag == "section"] == SECTIONS
    names = [tag for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]
    assert names.count("h1") == 1
    levels = [int(name[1]) for name in names]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    reader = read(page)
    ids = set(attributes(reader, "id"))
    inside = {target[1:] for target in attributes(reader, "href") if target.startswith("#")}
    assert inside
    assert inside <= ids
    labels = {name for value in attributes(reader, "aria-labelledby") for name in value.split()}
    assert labels <= ids


def test_the_page_loads_nothing(page: str) -> None:
    reader = read(page)
    assert not attributes(reader, "src")
    assert not [tag for tag, _ in reader.elements if tag in ("link", "img", "iframe", "object", "base")]
    assert not re.search(r"url\(|@import|@font-face", page)
    policies = [given["content"] for _, given in reader.elements if "http-equiv" in given]
    assert str(policies[0]).startswith("default-src 'none'; style-src 'sha256-")


def test_numbers_carry_their_value(page: str) -> None:
    reader = read(page)
    values = [given["value"] for tag, given in reader.elements if tag == "data"]
    assert len(values) > 60
    assert all(float(str(value)) or value == "0" for value in values)


def test_no_word_is_left_without_text(page: str) -> None:
    words = " ".join(read(page).words)
    left = re.search(r"\{\w*\}|\bNone\b|\bnan\b|~", words)
    assert left is None, words[left.start() - 40 : left.end() + 40]


def test_a_page_speaks_one_language(content: Content) -> None:
    german = " ".join(read(render_html(content, wording("de"))).words)
    assert not re.search(
        r"\b(homes|the|known|running|announced|expected)\b", german.replace(content.header.title, "")[:6000]
    )


def test_every_claim_has_both_verdicts_evidence_and_command(page: str, content: Content) -> None:
    reader = read(page)
    claims = [given for tag, given in reader.elements if tag == "article"]
    assert len(claims) == len(content.claims) > 10
    assert page.count('class="again"') == len(claims)
    chips = [given for tag, given in reader.elements if "chip" in str(given.get("class", "")).split()]
    assert len(chips) >= len(claims) + 3


def test_structured_data_reviews_every_graded_claim(page: str, content: Content) -> None:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    reviews = [json.loads(block) for block in blocks]
    graded = [row for row in content.claims if row.graded]
    assert [review["identifier"] for review in reviews] == [f"c{row.number}" for row in graded]
    for review in reviews:
        assert review["@type"] == "ClaimReview"
        given = review["reviewRating"]
        assert given["worstRating"] <= given["ratingValue"] <= given["bestRating"]
        assert given["alternateName"]
        assert review["claimReviewed"]
        assert review["itemReviewed"]["appearance"]["datePublished"] == "2025-07-17"


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_a_stranger_wrote_stays_text(hostile: Dossier, language: str) -> None:
    page = render_html(content_of(hostile), wording(language))
    reader = read(page)
    scripts = [given for tag, given in reader.elements if tag == "script"]
    kinds = [given.get("type") for given in scripts]
    assert kinds.count(None) == 1, "one script of our own"
    assert set(kinds) == {None, "application/ld+json"}
    assert not [tag for tag, _ in reader.elements if tag == "img"]
    assert not [key for _, given in reader.elements for key in given if key.startswith("on")]
    targets = attributes(reader, "href")
    assert all(target.startswith(("#", "https://", "http://")) for target in targets)
    assert "<img" not in page
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", page)
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
        assert "<" not in block
        json.loads(block)


def test_an_announcement_of_nothing_known_reads_well() -> None:
    text = (
        "Stadtwerke bauen Rechenzentrum\n\n3. März 2026 – Die Stadtwerke Musterhausen wollen bis 2028 ein "
        "Rechenzentrum mit 20 Megawatt errichten. Die Kosten liegen bei 300 Millionen Euro."
    )
    content = content_of(decode(text))
    for language in ("de", "en"):
        reader = read(render_html(content, wording(language)))
        assert [given["id"] for tag, given in reader.elements if tag == "section"] == SECTIONS


def test_a_text_without_a_number_gets_honest_sentences() -> None:
    content = content_of(
        decode("Die Stadt freut sich. Der Bürgermeister hält das Rechenzentrum für eine gute Idee.")
    )
    page = render_html(content, wording("de"))
    assert "keine Aussage, die sich mit den vorhandenen Daten prüfen ließe" in page
    assert "nennt für keinen Standort eine Leistung" in page
    assert "<figure" not in page.partition('id="assessment"')[0]
