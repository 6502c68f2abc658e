"""When a figure holds: the date nearest to it in its clause or sentence, or that of the figures before."""

from __future__ import annotations

from wattwright.reading.amounts.days import DateMention
from wattwright.reading.amounts.measures import Measure
from wattwright.reading.structure import Document

__all__ = ["Calendar"]

_FLOWS = frozenset({"money", "share", "pay", "energy", "count_other"})
_POINTS = frozenset({"today"})


class Calendar:
    """Date expressions of a document by sentence."""

    def __init__(self, document: Document, dates: tuple[DateMention, ...]) -> None:
        self.document = document
        self.by_sentence: dict[int, list[DateMention]] = {}
        for mention in dates:
            if mention.form not in _POINTS:
                self.by_sentence.setdefault(document.sentence_of[mention.first], []).append(mention)

    def nearest(self, measure: Measure) -> DateMention | None:
        """The date of a figure in its sentence: one in the same clause first, one behind before one ahead."""
        document = self.document
        index = document.sentence_of[measure.first]
        clause = document.clause_of[measure.first]
        best: tuple[float, DateMention] | None = None
        for mention in self.by_sentence.get(index, []):
            ahead = mention.first < measure.first
            if not ahead and self._aside(mention, clause):
                continue
            gap = measure.first - mention.last if ahead else mention.first - measure.last
            inside = clause[0] <= mention.first < clause[1]
            score = gap + (0.0 if inside else 8.0) + (2.0 if ahead else 0.0)
            if self._taken(mention, measure, inside):
                score += 12.0
            score += 4.0 * min(self._between(mention, measure), 3)
            if best is None or score < best[0]:
                best = (score, mention)
        return best[1] if best is not None else None

    def _aside(self, mention: DateMention, clause: tuple[int, int]) -> bool:
        """Whether a past date stands in a relative clause behind.

        `$1.6bn for the reactor, which shut in 2019`.
        """
        today, first = self.document.as_of, self.document.clause_of[mention.first][0]
        if today is None or int(mention.when[:4]) >= today.year:
            return False
        return first >= clause[1] and self.document.at(first, "relative") is not None

    def _between(self, mention: DateMention, measure: Measure) -> int:
        """How many other numbers stand between a date and a figure."""
        tokens = self.document.tokens
        first, last = min(mention.last, measure.last), max(mention.first, measure.first)
        return sum(tokens[place].kind == "number" for place in range(first, last))

    def _taken(self, mention: DateMention, measure: Measure, inside: bool) -> bool:
        """Whether a date in another clause stands beside a figure of its own: `$14.7bn in 2024`."""
        if inside:
            return False
        document = self.document
        first = document.clause_of[mention.first][0]
        return (
            any(document.tokens[place].kind == "number" for place in range(first, mention.first))
            and measure.last <= first
        )

    def when(self, measure: Measure) -> str | None:
        """Date of a figure in the form of the guide, or None."""
        mention = self.nearest(measure)
        if mention is not None:
            return mention.when
        if measure.kind in _FLOWS:
            return self._inherited(measure)
        return None

    def _inherited(self, measure: Measure) -> str | None:
        """The quarter or year that the sentences before speak of, in the same paragraph."""
        document = self.document
        sentence = document.sentence(measure.first)
        for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
            if document.sentences[index].line.paragraph != sentence.line.paragraph:
                return None
            held = [
                one for one in self.by_sentence.get(index, []) if one.form in ("quarter", "relative", "half")
            ]
            if held:
                return held[-1].when if "Q" in held[-1].when else None
        return None
