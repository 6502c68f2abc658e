"""Pay: whether a sum goes to a person as salary, bonus, package or wage."""

from __future__ import annotations

from wattwright.reading.amounts.measures import Measure
from wattwright.reading.names import Owners
from wattwright.reading.structure import Document

__all__ = ["is_pay", "is_wage"]

_LARGEST = 3e9
"""Larger sums are never paid to a person."""
_ALONE = 5
"""A sentence of so few tokens holds only the sum; the next one tells what it is."""
_ENOUGH = 3.0
_RECENT = 4
"""Sums before that are looked at."""

Span = tuple[int, int]


def is_wage(document: Document, measure: Measure, before: list[Measure]) -> bool:
    """Whether an hourly or daily sum is what people earn."""
    sentence = document.sentence(measure.first)
    whole = sentence.first, sentence.last
    if document.has(*document.clause_of[measure.first], "rent_word"):
        return False
    if document.has(*whole, "chip") or document.has(*whole, "noun", "accelerators"):
        return False
    earlier = any(
        other.kind == "pay" and sentence.index - document.sentence_of[other.first] <= 1
        for other in before[-4:]
    )
    return earlier or document.has(*whole, "pay_strong") or document.has(*whole, "person_word")


def is_pay(document: Document, owners: Owners, measure: Measure, before: list[Measure]) -> bool:
    """Whether money goes to a person: salary, bonus, package."""
    unit = measure.unit.factor if measure.unit else 1.0
    if measure.high * unit > _LARGEST:
        return False
    clause, whole = _around(document, measure)
    paid, spent = _recent(document, measure, before)
    persons = _persons(document, owners, clause, whole)
    if not persons and not paid and not document.has(*whole, "pay_strong"):
        return False
    pay = _words(document, clause, whole) + persons + paid
    pay += 2.0 if measure.rate == "/person" else 0.0
    spent += 2.5 * document.has(*clause, "company_money") + 1.0 * document.has(*whole, "company_money")
    spent += 1.2 * document.has(*clause, "spend_verb")
    return pay >= _ENOUGH and pay > spent


def _around(document: Document, measure: Measure) -> tuple[Span, Span]:
    """Clause and sentence of a sum, the label before its colon and the sentence after a lone sum included."""
    sentence = document.sentence(measure.first)
    clause = document.clause_of[measure.first]
    if clause[0] > sentence.first and document.word(clause[0] - 1) == ":":
        clause = document.clause_of[clause[0] - 1][0], clause[1]
    after = document.sentences[min(sentence.index + 1, len(document.sentences) - 1)]
    alone = sentence.last - sentence.first <= _ALONE and after.index > sentence.index
    if alone and after.line.index == sentence.line.index:
        return (clause[0], document.clause_of[after.first][1]), (sentence.first, after.last)
    return clause, _segment(document, measure.first)


def _segment(document: Document, position: int) -> Span:
    """The stretch between semicolons in which a token stands."""
    sentence = document.sentence(position)
    first, last = sentence.first, sentence.last
    for place in range(sentence.first, sentence.last):
        if document.word(place) == ";":
            first, last = (place + 1, last) if place < position else (first, min(last, place))
    return first, last


def _words(document: Document, clause: Span, whole: Span) -> float:
    """Points for words of pay in the clause, the sentence and the sentence before."""
    pay = 3.0 * document.has(*clause, "pay_strong") + 1.5 * document.has(*whole, "pay_strong")
    pay += 1.0 * document.has(*clause, "pay_weak") + 0.7 * document.has(*whole, "pay_weak")
    pay += 1.5 * document.has(*clause, "pay_verb")
    index = document.sentence_of[whole[0]]
    if index:
        earlier = document.sentences[index - 1]
        business = document.has(*clause, "company_money")
        pay += 1.0 * (document.has(earlier.first, earlier.last, "pay_strong") and not business)
    return pay


def _persons(document: Document, owners: Owners, clause: Span, whole: Span) -> float:
    """Points for persons that are named or spoken of; who only says something is not paid."""
    held = range(document.sentence_of[whole[0]], document.sentence_of[whole[1] - 1] + 1)
    named = any(one.group == "person" for index in held for one in owners.inside[index])
    someone = named and not document.has(*whole, "say_verb")
    points = 1.5 * (someone or document.has(*clause, "person_word"))
    return points + 0.8 * document.has(*whole, "person_word")


def _recent(document: Document, measure: Measure, before: list[Measure]) -> tuple[float, float]:
    """Points for pay and for money by the sum before, in this sentence or the two before."""
    index = document.sentence_of[measure.first]
    for other in reversed(before[-_RECENT:]):
        if other.kind in ("pay", "money") and index - document.sentence_of[other.first] <= 2:
            return (1.5, 0.0) if other.kind == "pay" else (0.0, 1.5)
    return 0.0, 0.0
