"""Sums of money: of books, guidance, deals, sites and programmes; years and scope have to fit."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from claims.stage import Fields, ratings, said, verdict, words
from wattwright.reading import Statement

SUMMER = date(2025, 7, 17)


def money(sentence: str, span: str, value: float, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity": "Meta", "entity_type": "company", **fields}
    return said(sentence, span, kind="money", value=value, **named)


def spent(billion: float, **fields: Unpack[Fields]) -> Statement:
    sentence = f"Meta spent ${billion} billion on capital expenditure in 2025."
    named: Fields = {"when": "2025", **fields}
    return money(sentence, f"${billion} billion", billion * 1e9, **named)


def span_of(sentence: str, span: str, low: float, high: float, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity": "Meta", "entity_type": "company", **fields, "low": low, "high": high}
    return said(sentence, span, kind="money", **named)


def test_a_reported_sum_is_true() -> None:
    found = verdict(spent(72.2))
    assert found.today.rating == "true"
    assert (found.today.confidence, found.today.doubtful) == ("high", ())


def test_the_further_off_a_reported_sum_is_the_worse_its_rating() -> None:
    assert [ratings(spent(billion))[1] for billion in (78, 90, 110, 200)] == [
        "mostly_true",
        "half",
        "mostly_false",
        "false",
    ]


def test_a_sum_that_equals_another_figure_of_the_books_stays_false() -> None:
    found = verdict(spent(201))
    assert found.today.rating == "false"
    assert "capital expenditure" in words(found)


def test_the_sum_of_one_year_is_wrong_for_another() -> None:
    sentence = "Meta spent $72.2 billion on capital expenditure in 2024."
    assert ratings(money(sentence, "$72.2 billion", 72.2e9, when="2024"))[1] == "mostly_false"


def test_a_dateline_names_no_second_period() -> None:
    sentence = "17 July 2025 – Meta spent $200 billion on capital expenditure in 2024."
    assert ratings(money(sentence, "$200 billion", 200e9, when="2024"))[1] == "false"


def test_a_sentence_that_names_two_periods_tells_itself_which_is_meant() -> None:
    sentence = (
        "Revenue of Anthropic rose from $4.8 billion in the first quarter to $11.5 billion in the second."
    )
    statement = money(sentence, "$4.8 billion", 4.8e9, entity="Anthropic", when="2026-Q2")
    assert ratings(statement)[1] in ("true", "unproven")


def test_a_denied_sum_is_judged_as_a_denial() -> None:
    assert ratings(spent(100, modality="denial"))[1] == "true"
    assert ratings(spent(72, modality="denial"))[1] == "false"


def test_a_plan_within_guidance_is_open_and_then_comes_true() -> None:
    sentence = "Meta will invest $64 to 72 billion this year."
    plan = span_of(sentence, "$64 to 72 billion", 64e9, 72e9, modality="plan", when="2025")
    assert ratings(plan, on=SUMMER) == ("forecast_open", "forecast_hit")


def test_a_plan_beyond_guidance_is_graded_and_then_missed() -> None:
    sentence = "Meta plans capital expenditure of $100 billion in 2025."
    plan = money(sentence, "$100 billion", 100e9, modality="plan", when="2025")
    assert ratings(plan, on=SUMMER) == ("mostly_false", "forecast_missed")


def test_a_statement_about_guidance_is_true_where_the_company_said_so() -> None:
    sentence = "Meta raised its guidance to $130 to 145 billion of capital expenditure for 2026."
    found = verdict(span_of(sentence, "$130 to 145 billion", 130e9, 145e9, when="2026"))
    assert found.today.rating == "true"
    assert "named this as its guidance" in words(found)


def test_a_total_that_is_passed_off_as_spending_on_one_thing_alone_is_half_right() -> None:
    sentence = "Meta spent $72 billion on AI alone in 2025."
    assert ratings(money(sentence, "$72 billion", 72e9, when="2025", scope="for AI alone"))[1] == "half"


def test_words_behind_the_sum_narrow_it_as_well() -> None:
    sentence = "Meta expects to spend $64-72 billion in 2025, all of it on artificial intelligence."
    plan = span_of(sentence, "$64-72 billion", 64e9, 72e9, modality="plan", when="2025", period="per_year")
    assert ratings(plan, on=SUMMER) == ("half", "half")


def test_the_two_parts_of_a_verb_frame_a_sum() -> None:
    sentence = (
        "Meta gibt dieses Jahr 64 bis 72 Milliarden Dollar aus – ausschließlich für Künstliche Intelligenz."
    )
    plan = span_of(sentence, "64 bis 72 Milliarden Dollar", 64e9, 72e9, modality="plan", when="2025")
    assert ratings(plan, on=SUMMER) == ("half", "half")


def test_a_total_that_is_passed_off_as_spending_on_one_thing_lacks_context() -> None:
    sentence = "Meta spent $72 billion on AI in 2025."
    assert ratings(money(sentence, "$72 billion", 72e9, when="2025"))[1] == "missing_context"


def test_a_sum_without_a_period_lacks_context_until_it_is_on_track() -> None:
    sentence = "Meta will invest hundreds of billions of dollars in data centres."
    plan = span_of(
        sentence,
        "hundreds of billions of dollars",
        1e11,
        1e12,
        qualifier="order_of_magnitude",
        modality="plan",
    )
    assert ratings(plan, on=SUMMER) == ("missing_context", "forecast_open")


def test_a_pledge_over_years_is_open_and_called_a_pledge() -> None:
    sentence = "Meta will invest $600 billion in the US by 2028."
    found = verdict(money(sentence, "$600 billion", 600e9, modality="plan", when="2028"))
    assert found.today.rating == "forecast_open"
    assert "pledge over several years" in words(found)


def test_the_price_of_a_deal_is_compared_with_the_deal() -> None:
    paid = money("Meta paid $14.3 billion for its stake in Scale AI.", "$14.3 billion", 14.3e9)
    dear = money("Meta bought Scale AI for $30 billion.", "$30 billion", 30e9)
    assert ratings(paid, on=SUMMER)[0] == "true"
    assert ratings(dear, on=SUMMER)[0] == "false"


def test_a_price_that_is_itself_assumed_proves_nothing() -> None:
    sentence = "Meta bought PlayAI for $45 million."
    assert ratings(money(sentence, "$45 million", 45e6))[1] == "unproven"


def test_a_contract_is_a_commitment_and_no_cash() -> None:
    sentence = "OpenAI signed a contract over $300 billion with Oracle."
    found = verdict(money(sentence, "$300 billion", 300e9, entity="OpenAI"), on=date(2025, 10, 1))
    assert found.then.rating == "true"
    assert "not money paid" in words(found)


def test_a_level_is_not_refuted_by_the_level_of_another_month() -> None:
    sentence = "Anthropic is valued at $380 billion."
    found = verdict(money(sentence, "$380 billion", 380e9, entity="Anthropic"), on=date(2026, 3, 1))
    assert found.today.rating == "unproven"
    assert "change within weeks" in words(found)


def test_the_cost_of_a_site_is_open_until_it_is_paid() -> None:
    sentence = "Hyperion will cost $10 billion."
    plan = money(sentence, "$10 billion", 10e9, entity="Hyperion", entity_type="campus", modality="plan")
    assert ratings(plan, on=SUMMER)[0] == "forecast_open"


def test_another_cost_of_a_site_refutes_nothing() -> None:
    sentence = "Hyperion will cost $20 billion."
    plan = money(sentence, "$20 billion", 20e9, entity="Hyperion", entity_type="campus", modality="plan")
    assert ratings(plan, on=SUMMER)[0] == "unproven"


def test_a_sum_of_an_unknown_company_is_not_checked() -> None:
    statement = money("Nordlicht spent $3 billion.", "$3 billion", 3e9, entity="Nordlicht")
    assert ratings(statement) == ("not_checked", "not_checked")


def test_a_sum_for_which_nothing_is_on_record_is_unproven() -> None:
    assert ratings(money("Meta spent $3 million on coffee.", "$3 million", 3e6))[1] == "unproven"
