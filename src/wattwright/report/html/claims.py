"""The checked statements as markup: quote, speaker, both verdicts, figures, sources, and the command."""

from __future__ import annotations

from wattwright.claims.model import Judgement
from wattwright.claims.ratings import rating
from wattwright.report.content.model import Bullet, ClaimRow, Content, OpinionRow, Snippet
from wattwright.report.content.voices import group_of
from wattwright.report.html.markup import Page, tag, text
from wattwright.report.phrases import Label, Period
from wattwright.report.quotes import inner_quotes
from wattwright.results import Figure

__all__ = ["chip", "glance", "voices"]


def chip(page: Page, judgement: Judgement) -> str:
    """The rating in words on its colour."""
    name = rating(judgement.rating).label(page.wording.language)
    return tag("span", text(name), class_=f"chip {group_of(judgement.rating)}")


def glance(page: Page, bullets: tuple[Bullet, ...]) -> str:
    """The three numbers at a glance."""
    return tag("ol", *(_bullet(page, bullet) for bullet in bullets), class_="glance")


def _bullet(page: Page, bullet: Bullet) -> str:
    number = tag("span", page.say(bullet.number, "noun"), class_="big")
    if bullet.caption is not None:
        number += tag("span", page.say(bullet.caption), class_="range")
    if bullet.interval is not None:
        key = "glance.interval" if isinstance(bullet.interval, Figure) else "glance.stated"
        number += tag("span", page.key(key), " ", page.say(bullet.interval, "range"), class_="range")
    said = page.say(bullet.label) + page.refs(bullet.label.sources)
    verdict = ""
    if bullet.today is not None and bullet.then is not None:
        chips = chip(page, bullet.today)
        if bullet.then.rating != bullet.today.rating:
            chips = (
                tag("span", page.key("then.short"), class_="when")
                + " "
                + chip(page, bullet.then)
                + " "
                + tag("span", page.key("now.short"), class_="when")
                + " "
                + chips
            )
        more = tag("a", page.key("glance.more"), href=f"#c{bullet.claim}") if bullet.claim else ""
        verdict = tag("p", chips, " ", more, class_="verdict")
    return tag("li", tag("p", number, class_="number"), tag("div", tag("p", said), verdict))


def voices(page: Page, content: Content) -> str:
    """All claims as rows, then what was not checked, then the opinions."""
    days = (content.header.as_of.isoformat(), content.header.today.isoformat())
    parts = [tag("p", page.key("voices.about"), class_="note")]
    if content.claims:
        rows = (_claim(page, row, days, content.header.source_language) for row in content.claims)
        parts.append(
            tag(
                "div",
                *rows,
                class_="claims",
                id="claims",
                data_all=page.wording.texts["filter.all"],
                data_label=page.wording.texts["filter.label"],
            )
        )
    else:
        parts.append(tag("p", page.key("voices.none")))
    for name, rows_of in (("unchecked", content.unchecked), ("opinions", content.opinions)):
        if rows_of:
            lang = content.header.source_language
            items = (tag("li", _attributed(page, row, lang)) for row in rows_of)
            parts += [
                tag("h3", page.key(f"voices.{name}")),
                tag("p", page.key(f"voices.{name}_about"), class_="note"),
                tag("ul", *items, class_="opinions"),
            ]
    return "".join(parts)


def _attributed(page: Page, row: OpinionRow, lang: str) -> str:
    speaker = text(row.speaker) if row.speaker else page.key("voices.author")
    return f"{_quoted(page, row.quote, lang)} {tag('span', '— ' + speaker, class_='by')}"


def _quoted(page: Page, words: Snippet, lang: str) -> str:
    """A quotation with its judged words set off; its own quotation marks become single ones."""
    other = lang if lang != page.wording.language else None
    before, judged, after = (
        text(inner_quotes(part, page.wording.language)) for part in (words.before, words.judged, words.after)
    )
    marked = tag("b", judged) if before or after else judged
    return tag("q", before, marked, after, lang=other)


def _claim(page: Page, row: ClaimRow, days: tuple[str, str], lang: str) -> str:
    words = page.wording.texts
    kind = words.get(f"kind.{row.kind}", row.kind)
    modality = words.get(f"modality.{row.modality}", row.modality)
    speaker = text(row.speaker) if row.speaker else page.key("voices.author")
    byline = " · ".join([speaker, text(kind), text(modality)])
    group = group_of(row.today.rating)
    return tag(
        "article",
        tag(
            "h3",
            tag(
                "a",
                str(row.number),
                href=f"#c{row.number}",
                class_="no",
                aria_label=f"{words['claim']} {row.number}",
            ),
            " ",
            _quoted(page, row.quote, lang),
        ),
        tag("p", byline, class_="by"),
        _verdicts(page, row, days),
        _confidence(page, row),
        _evidence(page, row),
        class_="claim",
        id=f"c{row.number}",
        data_group=group,
        data_group_label=words[f"group.{group}"],
    )


def _verdicts(page: Page, row: ClaimRow, days: tuple[str, str]) -> str:
    """Both sides next to each other; one side where they agree to the word."""
    sides = (("then", row.then, days[0]), ("now", row.today, days[1]))
    said = [page.runs(page.wording.reason(side)) for _, side, _ in sides]
    if row.then.rating == row.today.rating and said[0] == said[1]:
        both = tag("dt", tag("span", tag("b", page.key("both")), class_="when"), chip(page, row.today))
        return tag("dl", tag("div", both, tag("dd", said[1])), class_="sides one")
    parts = []
    for (name, side, day), why in zip(sides, said, strict=True):
        when = tag("time", page.say(Period(day)), datetime=day)
        head = tag("span", tag("b", page.key(name)), " ", when, class_="when")
        parts.append(tag("div", tag("dt", head, chip(page, side)), tag("dd", why)))
    return tag("dl", *parts, class_="sides")


def _evidence(page: Page, row: ClaimRow) -> str:
    """Figures, confidence, sources, and how to see it all again."""
    figures = list(
        {
            (one.name, one.subject, one.when, one.value): one
            for one in (*row.today.figures, *row.then.figures)
        }.values()
    )
    lines = [tag("tr", *_cells(page, figure)) for figure in figures]
    heads = tag(
        "tr",
        *(
            tag("th", page.key(f"column.{name}"), scope="col", class_="num" if name == "value" else None)
            for name in ("figure", "value", "basis")
        ),
    )
    table = (
        tag("div", tag("table", tag("thead", heads), tag("tbody", *lines)), class_="table") if lines else ""
    )
    again = tag("p", page.key("again"), " ", tag("code", text(row.command)), class_="again")
    doubts = "".join(
        tag("p", page.key("doubtful"), " ", text(page.wording.doubt(doubt)), class_="note")
        for doubt in dict.fromkeys((*row.today.doubtful, *row.then.doubtful))
    )
    return tag("details", tag("summary", page.key("evidence")), table, doubts, again, class_="evidence")


def _confidence(page: Page, row: ClaimRow) -> str:
    """How sure the evidence is and where it stands."""
    sources = page.refs((*row.today.sources, *row.then.sources))
    facts = [tag("span", page.key("confidence.label"), " ", page.key(f"confidence.{row.today.confidence}"))]
    if sources:
        facts.append(tag("span", page.key("sources.label"), " ", sources))
    return tag("p", *facts, class_="facts")


def _cells(page: Page, figure: Figure) -> list[str]:
    words = page.wording.texts
    about = page.say(Label(figure.name))
    subject = text(page.wording.subject(figure))
    basis = text(words.get(f"basis.{figure.basis}", figure.basis))
    return [
        tag("th", about, " ", tag("span", subject, class_="by"), scope="row"),
        tag("td", tag("span", page.say(figure, "full")), class_="num", data_label=words["column.value"]),
        tag("td", tag("span", basis, page.refs(figure.sources[:3])), data_label=words["column.basis"]),
    ]
