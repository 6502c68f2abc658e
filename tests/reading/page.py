"""Reading single sentences in tests: what is found, as short tuples."""

from __future__ import annotations

from datetime import date

from wattwright.reading import Statement, read

TODAY = date(2026, 6, 15)
OTHER = ("quote", "opinion", "assertion", "date_milestone")


def statements(text: str, language: str = "en", as_of: date | None = TODAY) -> list[Statement]:
    """Everything that is found in a sentence below a title."""
    return list(read(f"Titel\n\n{text}", as_of=as_of, language=language).statements)


def numbers(text: str, language: str = "en") -> list[Statement]:
    """The quantities of a sentence."""
    return [one for one in statements(text, language) if one.kind not in OTHER]


def of_kind(text: str, kind: str, language: str = "en") -> list[Statement]:
    """The statements of one kind."""
    return [one for one in statements(text, language) if one.kind == kind]


def number(text: str, language: str = "en") -> Statement:
    """The only quantity of a sentence."""
    found = numbers(text, language)
    assert len(found) == 1, [(one.kind, one.span) for one in found]
    return found[0]


def spans(text: str, language: str = "en") -> list[str]:
    """The words of the quantities of a sentence."""
    return [one.span for one in numbers(text, language)]
