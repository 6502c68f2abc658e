"""A case: one statement, the text around it, and what was known on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wattwright.catalog import Catalog, Fact
from wattwright.claims.names import Index, folded, index
from wattwright.claims.numbers import Claimed, claimed
from wattwright.claims.passages import Passage, passages
from wattwright.claims.periods import due, span_days
from wattwright.plan import Plan
from wattwright.reading import Reading, Statement
from wattwright.results import Figure, Results

__all__ = ["Article", "Case"]


@dataclass(frozen=True)
class Article:
    """A reading as its rules see it: statements, their places, and the plan made from it."""

    reading: Reading
    plan: Plan
    said: date

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Where every statement stands, by its id."""
        return passages(self.reading.statements)

    @cached_property
    def text(self) -> str:
        """All sentences that hold a statement, each once, with the title and the names in the statements."""
        sentences = (one.sentence or one.span for one in self.reading.statements)
        names = (name for one in self.reading.statements for name in (one.entity, one.object) if name)
        return "\n".join(dict.fromkeys([self.reading.title or "", *sentences, *names]))

    @cached_property
    def company(self) -> str | None:
        """The company that the text is mainly about, as the plan or most of its statements name it."""
        if self.plan.company:
            return self.plan.company
        named = Counter(
            one.entity for one in self.reading.statements if one.entity_type == "company" and one.entity
        )
        return named.most_common(1)[0][0] if named else None

    def beside(self, statement: Statement) -> tuple[Statement, ...]:
        """The other statements of the same sentence."""
        return tuple(
            one
            for one in self.reading.statements
            if one is not statement and statement.sentence and one.sentence == statement.sentence
        )

    def before(self, statement: Statement, reach: int) -> tuple[Statement, ...]:
        """Statements that stand at most `reach` letters in front of another."""
        return tuple(
            one for one in self.reading.statements if 0 < statement.start - one.start - len(one.span) <= reach
        )


@dataclass(frozen=True)
class Case:
    """A statement to judge with the knowledge of one day; `catalog` and `results` know no more than that."""

    statement: Statement
    article: Article
    catalog: Catalog
    results: Results | None
    day: date

    @property
    def said(self) -> date:
        """Day of publication."""
        return self.article.said

    @property
    def passage(self) -> Passage:
        """Place of the statement in its sentence."""
        return self.article.passages[self.statement.id]

    @property
    def claim(self) -> Claimed | None:
        """The range of numbers that the statement claims."""
        return claimed(self.statement)

    @property
    def forward(self) -> bool:
        """Whether the statement speaks of what is to come: a plan, or anything of a later day."""
        if self.statement.modality == "plan":
            return self.due is None or self.due > self.said
        if self.statement.modality == "estimate":
            return self.due is not None and self.due > self.said
        return self.wanted[0] > self.said

    @property
    def denied(self) -> bool:
        """Whether the statement denies what it names."""
        return self.statement.modality == "denial"

    @property
    def wanted(self) -> tuple[date, date]:
        """The days that the statement speaks of; the day of publication where it names none."""
        return span_days(self.statement.when) or (self.said, self.said)

    @property
    def due(self) -> date | None:
        """The day until which a plan may come true; None where none is named."""
        return due(self.statement.when)

    @property
    def names_its_entity(self) -> bool:
        """Whether the sentence itself names what the statement is about: else it may be about another."""
        entity = folded(self.statement.entity or "")
        return bool(entity) and f" {entity} " in f" {folded(self.passage.text)} "

    def names(self, kind: str) -> Index:
        """The names of one kind of entry."""
        return index(self.catalog, kind)

    def entry(self, kind: str, name: str | None = None) -> str | None:
        """The entry of `kind` behind a name, else behind the statement's entity."""
        return self.names(kind).find(name or self.statement.entity)

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """Companies of the catalog that the statement's entity stands for.

        A person whose pay and moves the catalog does not know acts for the company that the text is about.
        """
        index_of = self.names("company")
        if self.statement.entity_type == "person" and self.entry("person") is None:
            return index_of.each(self.article.company)
        return index_of.each(self.statement.entity)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Companies that an assertion may be about: its own, the developer of its model, else the text's."""
        model = self.entry("model") if self.statement.entity_type in ("model", "product") else None
        developer = self.text_of("model", model, "developer") if model else None
        index_of = self.names("company")
        named = self.companies or index_of.each(developer)
        if named or self.statement.entity_type == "company":
            return named
        return index_of.each(self.article.company)

    def facts(self, kind: str, names: Iterable[str | None], *quantities: str) -> tuple[Fact, ...]:
        """Facts of entries known on the day, with a value, of any of the quantities."""
        return tuple(
            fact
            for name in dict.fromkeys(names)
            if name
            for fact in self.catalog.facts(kind, name)
            if (not quantities or fact.quantity in quantities) and fact.value is not None
        )

    def numbers(self, kind: str, names: Iterable[str | None], *quantities: str) -> tuple[Fact, ...]:
        """As `facts`, those with a number only."""
        return tuple(fact for fact in self.facts(kind, names, *quantities) if isinstance(fact.value, float))

    def text_of(self, kind: str, name: str, quantity: str) -> str:
        """The newest text of a quantity, "" where none is known."""
        fact = self.catalog.latest(kind, name, quantity)
        return fact.value if fact and isinstance(fact.value, str) else ""

    def computed(self, name: str, subjects: Iterable[str]) -> Iterator[Figure]:
        """Figures of the results by quantity and subject."""
        if self.results is not None:
            for subject in subjects:
                yield from self.results.find(name, subject)
