"""The page around the sections: head with style and structured data, header, contents, footer."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files

from wattwright.report.claimreview import claim_reviews
from wattwright.report.content.model import Content, SourceRow
from wattwright.report.html.blocks import blocks
from wattwright.report.html.claims import glance, voices
from wattwright.report.html.markup import Page, link, tag, text
from wattwright.report.wording import Wording

__all__ = ["render_html"]

_WORDS_A_MINUTE = 220
_SECTIONS = ("glance", "background", "assessment", "voices", "outlook", "method", "sources")


def render_html(content: Content, wording: Wording) -> str:
    """The whole dossier as one page in the language of `wording`."""
    page = Page(wording, content.numbers)
    style, script = _file("dossier.css"), _file("dossier.js")
    parts = {
        "glance": glance(page, content.glance),
        "background": blocks(page, content.background.blocks),
        "assessment": blocks(page, content.assessment.blocks),
        "voices": voices(page, content),
        "outlook": blocks(page, content.outlook.blocks),
        "method": blocks(page, content.method.blocks),
        "sources": _sources(page, content.sources),
    }
    body = [
        tag("a", page.key("skip"), href="#main", class_="skip"),
        tag(
            "main",
            _header(page, content, _minutes(parts)),
            *(_section(page, name, parts[name]) for name in _SECTIONS),
            id="main",
        ),
        tag("footer", tag("p", page.key("footer"))),
        f"<script>{script}</script>",
    ]
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content="Wattwright"),
        tag("meta", name="description", content=wording.text(content.header.news)),
        tag("title", text(content.header.title)),
        f"<style>{style}</style>",
        *(_structured(review) for review in claim_reviews(content, wording.language)),
    ]
    return f"<!DOCTYPE html>\n{tag('html', tag('head', *head), tag('body', *body), lang=wording.language)}\n"


def _file(name: str) -> str:
    return (files("wattwright") / "data" / "page" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Only this style and this script run; nothing is loaded from anywhere."""
    hashes = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (style, script))
    first, second = (f"'sha256-{one}'" for one in hashes)
    return f"default-src 'none'; style-src {first}; script-src {second}; base-uri 'none'; form-action 'none'"


def _structured(review: dict[str, object]) -> str:
    """A ClaimReview block; signs that could end a script element are written as escapes."""
    text_of = json.dumps(review, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text_of = text_of.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text_of}</script>'


def _filled(page: Page, key: str, **slots: int) -> str:
    return page.wording.texts[key].format(**slots).replace("~", "\u00a0")


def _minutes(parts: dict[str, str]) -> int:
    """Minutes to read the page without its method, sources and what opens on demand."""
    read = "".join(markup for name, markup in parts.items() if name not in ("method", "sources"))
    visible = re.sub(r"<(details|svg)\b.*?</\1>", " ", read, flags=re.DOTALL)
    return max(1, round(len(re.sub(r"<[^>]*>", " ", visible).split()) / _WORDS_A_MINUTE))


def _header(page: Page, content: Content, minutes: int) -> str:
    header = content.header
    facts = [
        (
            "header.as_of" if header.dated else "header.as_of_assumed",
            tag("time", page.say(header.as_of), datetime=header.as_of.isoformat()),
        ),
        ("header.today", tag("time", page.say(header.today), datetime=header.today.isoformat())),
        *(
            (f"vintage.{kind}", tag("time", page.say(day), datetime=day.isoformat()))
            for kind, day in header.vintages
        ),
        ("header.reading", text(_filled(page, "header.minutes", minutes=minutes))),
    ]
    other = header.source_language if header.source_language != page.wording.language else None
    return tag(
        "header",
        tag("p", page.key("header.over"), class_="over"),
        tag("h1", text(header.title), lang=other),
        tag("p", page.say(header.news), class_="news"),
        tag(
            "dl",
            *(tag("div", tag("dt", page.key(key)), tag("dd", value)) for key, value in facts),
            class_="days",
        ),
        tag(
            "nav",
            tag(
                "ul",
                *(tag("li", tag("a", page.key(f"section.{name}"), href=f"#{name}")) for name in _SECTIONS),
            ),
            aria_label=page.wording.texts["contents"],
        ),
    )


def _section(page: Page, name: str, inside: str) -> str:
    title = tag("h2", page.key(f"section.{name}"), id=f"{name}-title")
    return tag("section", title, inside, id=name, aria_labelledby=f"{name}-title")


def _sources(page: Page, sources: tuple[SourceRow, ...]) -> str:
    items = []
    for row in sources:
        day = f", {page.key('sources.known')} {page.say(row.date)}" if row.date else ""
        licence = tag("span", text(row.licence), class_="by") if row.licence else ""
        items.append(tag("li", link(row.title, row.url), day, ". ", licence, id=f"q{row.number}"))
    return tag("ol", *items, class_="sources") if items else tag("p", page.key("sources.none"))
