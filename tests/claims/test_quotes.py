"""Quotes: whether they were said, how closely, and whether what they say holds."""

from __future__ import annotations

from datetime import date

from claims.stage import Fields, ratings, said, verdict, words
from wattwright.reading import Statement

SUMMER = date(2025, 7, 17)


def quote(text: str, speaker: str | None) -> Statement:
    if speaker is None:
        return said(text, kind="quote", entity="Meta", entity_type="company", modality="claim")
    return said(text, kind="quote", speaker=speaker, entity="Meta", entity_type="company", modality="claim")


def test_a_quote_on_record_is_true_and_names_day_and_occasion() -> None:
    text = "I don't think that's going to set up a great culture"
    found = verdict(quote(text, "Sam Altman"), on=SUMMER)
    assert found.then.rating == "true"
    assert "17 June 2025" in words(found)


def test_a_quote_in_another_language_is_true_where_the_translation_fits() -> None:
    text = "Wir haben das Kapital aus unserem Geschäft, um dies zu tun."
    assert ratings(quote(text, "Mark Zuckerberg"), on=SUMMER)[0] == "true"


def test_a_quote_about_own_money_is_judged_by_its_content_too() -> None:
    found = verdict(quote("We have the capital from our business to do this.", "Mark Zuckerberg"), on=SUMMER)
    assert (found.then.rating, found.today.rating) == ("true", "missing_context")
    assert "from operations" in words(found)


def test_a_quote_that_leaves_a_clause_out_is_mostly_true() -> None:
    text = "glaube nicht, dass das eine großartige Kultur schaffen wird"
    found = verdict(quote(text, "Sam Altman"), on=SUMMER)
    assert found.then.rating == "mostly_true"
    assert "Original: “" in words(found)


def test_a_quote_without_its_negation_is_half_right() -> None:
    text = "I think that's going to set up a great culture"
    found = verdict(quote(text, "Sam Altman"), on=SUMMER)
    assert found.then.rating == "half"
    assert "another negation" in words(found)


def test_a_quote_of_another_day_is_mostly_true() -> None:
    text = "I don't think that's going to set up a great culture"
    fields: Fields = {"speaker": "Sam Altman", "modality": "claim", "when": "2024-03"}
    assert ratings(said(text, kind="quote", **fields), on=SUMMER)[0] == "mostly_true"


def test_a_namesake_is_another_speaker() -> None:
    text = "I don't think that's going to set up a great culture"
    assert ratings(quote(text, "Jack Altman"), on=SUMMER)[0] == "not_checked"
    assert ratings(quote(text, "Altman"), on=SUMMER)[0] == "true"


def test_a_wording_that_is_not_on_record_is_unproven() -> None:
    assert ratings(quote("Chips are the new oil", "Sam Altman"), on=SUMMER)[0] == "unproven"


def test_quotes_of_strangers_and_of_nobody_are_not_checked() -> None:
    assert ratings(quote("Chips are the new oil", "Erika Muster"))[1] == "not_checked"
    assert ratings(quote("Chips are the new oil", None))[1] == "not_checked"


def test_what_was_not_yet_said_is_not_on_record() -> None:
    text = "I don't think that's going to set up a great culture"
    assert ratings(quote(text, "Sam Altman"), on=date(2025, 6, 1))[0] != "true"
