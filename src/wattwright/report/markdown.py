"""Turns a dossier's content into Markdown that reads well as plain text too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wattwright.claims.model import Judgement
from wattwright.report.charts import draw
from wattwright.report.content.model import (
    Block,
    Bullet,
    ClaimRow,
    Content,
    Heading,
    Note,
    OpinionRow,
    Paragraph,
    Points,
    Snippet,
    Table,
)
from wattwright.report.phrases import Label, Phrase, Slot
from wattwright.report.printable import printable
from wattwright.report.quotes import inner_quotes
from wattwright.report.wording import Wording
from wattwright.results import Figure

__all__ = ["render_markdown"]

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_START: Final = re.compile(r"^(\d*)([-+>.)])(?=\s)")
_QUOTES: Final = {"de": ("„", "“"), "en": ("“", "”")}


def render_markdown(content: Content, wording: Wording) -> str:
    """The whole dossier in the language of `wording`."""
    return _Text(content, wording).whole()


class _Text:
    """One dossier on its way to Markdown."""

    def __init__(self, content: Content, wording: Wording) -> None:
        self.content = content
        self.wording = wording
        self.words = wording.texts

    def whole(self) -> str:
        """All parts, each block set off by an empty line."""
        sections = (
            ("glance", self.glance()),
            ("background", self.blocks(self.content.background.blocks)),
            ("assessment", self.blocks(self.content.assessment.blocks)),
            ("voices", self.voices()),
            ("outlook", self.blocks(self.content.outlook.blocks)),
            ("method", self.blocks(self.content.method.blocks)),
            ("sources", self.sources()),
        )
        parts = list(self.header())
        for name, blocks in sections:
            parts += [f"## {self.words[f'section.{name}']}", *blocks]
        return "\n\n".join(part for part in parts if part) + "\n"

    def header(self) -> Iterator[str]:
        """Title, news, days."""
        header = self.content.header
        yield f"# {_safe(header.title)}"
        yield self.say(header.news)
        days = [
            ("header.as_of" if header.dated else "header.as_of_assumed", header.as_of),
            ("header.today", header.today),
        ]
        days += [(f"vintage.{kind}", day) for kind, day in header.vintages]
        lines = [f"- {self.words[key]}: {self.say(day)}" for key, day in days]
        yield "\n".join(lines)

    def say(self, said: Slot, form: str = "") -> str:
        """Text of a slot, escaped."""
        return _safe(self.wording.text(said, form))

    def sentence(self, phrase: Phrase) -> str:
        """A phrase with the numbers of its sources."""
        return self.say(phrase) + self.refs(phrase.sources)

    def refs(self, sources: Iterable[str]) -> str:
        """Numbers of sources in brackets."""
        numbers = self.content.numbers
        found = sorted({numbers[source] for source in sources if source in numbers})
        return "".join(f" [{number}]" for number in found)

    def chip(self, judgement: Judgement) -> str:
        """The rating in bold words."""
        return f"**{judgement.label(self.wording.language)}**"

    def glance(self) -> Iterator[str]:
        """The three numbers as a list."""
        yield "\n".join(self.bullet(bullet) for bullet in self.content.glance)

    def bullet(self, bullet: Bullet) -> str:
        """Number, interval, words, verdicts."""
        front = f"- **{self.say(bullet.number, 'noun')}**"
        if bullet.caption is not None:
            front += f" ({self.say(bullet.caption)})"
        if bullet.interval is not None:
            key = "glance.interval" if isinstance(bullet.interval, Figure) else "glance.stated"
            front += f" ({self.words[key]} {self.say(bullet.interval, 'range')})"
        line = f"{front}: {self.sentence(bullet.label)}"
        if bullet.then is not None and bullet.today is not None:
            names = (self.words["then.short"], self.words["now.short"])
            sides = f"{names[0]} {self.chip(bullet.then)}, {names[1]} {self.chip(bullet.today)}"
            line += f" — {self.chip(bullet.today) if bullet.then.rating == bullet.today.rating else sides}"
        return line

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Blocks of a section; a chart becomes its data table."""
        for block in blocks:
            if isinstance(block, Heading):
                yield f"### {self.say(block.phrase)}"
            elif isinstance(block, Paragraph):
                yield _start(" ".join(self.sentence(phrase) for phrase in block.phrases))
            elif isinstance(block, Note):
                yield f"*{self.sentence(block.phrase)}*"
            elif isinstance(block, Points):
                yield "\n".join(self.item(name, phrases) for name, phrases in block.items)
            elif isinstance(block, Table):
                yield f"**{self.words[f'table.{block.name}']}**"
                yield self.table(block)
            else:
                chart = draw(block, self.wording)
                yield f"**{_safe(chart.title)}** ({_safe(chart.unit)}){self.refs(chart.sources)}"
                yield _grid(chart.columns, [tuple(map(_safe, row)) for row in chart.rows])

    def item(self, name: Phrase | None, phrases: tuple[Phrase, ...]) -> str:
        """One item of a list."""
        front = f"**{self.say(name)}** " if name else ""
        return f"- {front}{' '.join(self.sentence(phrase) for phrase in phrases)}"

    def table(self, table: Table) -> str:
        """A table with the numbers of sources in its first column."""
        heads = [self.words[f"column.{column}"] for column in table.columns]
        rows = []
        for place, row in enumerate(table.rows):
            cells = [
                self.say(slot, "full" if numeric else "")
                for slot, numeric in zip(row, table.numeric, strict=True)
            ]
            if table.sources:
                cells[0] += self.refs(table.sources[place])
            rows.append(tuple(cells))
        return _grid(tuple(heads), rows)

    def voices(self) -> Iterator[str]:
        """Claims, then what was not checked, then opinions."""
        yield f"*{self.words['voices.about']}*"
        for row in self.content.claims:
            yield self.claim(row)
        if not self.content.claims:
            yield self.words["voices.none"]
        for name, rows in (("unchecked", self.content.unchecked), ("opinions", self.content.opinions)):
            if rows:
                yield f"### {self.words[f'voices.{name}']}"
                yield f"*{self.words[f'voices.{name}_about']}*"
                yield "\n".join(f"- {self.attributed(row)}" for row in rows)

    def quoted(self, words: Snippet) -> str:
        """Words of the text in the quotation marks of the dossier's language, the judged ones in bold."""
        left, right = _QUOTES[self.wording.language]
        before, judged, after = (
            _safe(inner_quotes(part, self.wording.language))
            for part in (words.before, words.judged, words.after)
        )
        judged = f"**{judged}**" if before or after else judged
        return f"{left}{before}{judged}{after}{right}"

    def attributed(self, row: OpinionRow) -> str:
        """An opinion with its speaker."""
        return f"{self.quoted(row.quote)} — {_safe(row.speaker or self.words['voices.author'])}"

    def claim(self, row: ClaimRow) -> str:
        """One claim: quote, speaker, both verdicts, figures, sources, command."""
        words = self.words
        speaker = _safe(row.speaker or words["voices.author"])
        kinds = (words.get(f"kind.{row.kind}", row.kind), words.get(f"modality.{row.modality}", row.modality))
        lines = [f"### {row.number}. {self.quoted(row.quote)}", "", f"{speaker} · {' · '.join(kinds)}", ""]
        sides = (("then", row.then, self.content.header.as_of), ("now", row.today, self.content.header.today))
        for name, side, day in sides:
            why = _safe("".join(run.text for run in self.wording.reason(side)))
            lines.append(f"- {words[name]}, {self.say(day)}: {self.chip(side)}. {why}")
        figures = {(one.name, one.subject, one.when): one for one in (*row.today.figures, *row.then.figures)}
        for one in figures.values():
            about = self.wording.subject(one)
            basis = words.get(f"basis.{one.basis}", one.basis)
            value = self.say(one, "full")
            lines.append(
                f"- {self.say(Label(one.name))} ({_safe(about)}): {value}; {basis}"
                + self.refs(one.sources[:3])
            )
        confidence = words[f"confidence.{row.today.confidence}"]
        lines.append(
            f"- {words['confidence.label']} {confidence}{self.refs((*row.today.sources, *row.then.sources))}"
        )
        lines.append(f"- {words['again']} `{row.command.replace('`', '')}`")
        return "\n".join(lines)

    def sources(self) -> Iterator[str]:
        """Numbered sources with address and day."""
        lines = []
        for row in self.content.sources:
            address = f" <{row.url}>" if row.url.startswith(("https://", "http://")) else ""
            day = f", {self.words['sources.known']} {self.say(row.date)}" if row.date else ""
            licence = f" {_safe(row.licence)}." if row.licence else ""
            lines.append(f"{row.number}. {_safe(row.title)}{day}.{licence}{address}")
        yield "\n".join(lines) or self.words["sources.none"]


def _safe(text: str) -> str:
    """Text in one line whose signs mean nothing to Markdown."""
    return _SPECIAL.sub(r"\\\1", printable(text.replace("\n", " ")))


def _start(line: str) -> str:
    """A line that starts no list where none is meant."""
    return _LINE_START.sub(r"\1\\\2", line)


def _grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of Markdown; the cells are escaped already."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
