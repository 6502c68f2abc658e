"""Assertions without a number: openness, releases, standing, earnings, deals, occasions, outlooks."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from claims.stage import Fields, ratings, said, verdict, words
from wattwright.reading import Statement

SUMMER = date(2025, 7, 17)


def about(topic: str, sentence: str, entity: str = "Meta", **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity_type": "company", **fields, "entity": entity, "topic": topic}
    return said(sentence, **named)


def of_model(topic: str, sentence: str, model: str, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {**fields, "entity_type": "model"}
    return about(topic, sentence, model, **named)


def of_site(topic: str, sentence: str, site: str, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {**fields, "entity_type": "campus"}
    return about(topic, sentence, site, **named)


def test_open_weights_are_open_but_no_open_source() -> None:
    maverick = "Llama 4 Maverick"
    weights = of_model("openness", "Llama 4 Maverick has open weights.", maverick)
    source = of_model("openness", "Llama 4 Maverick is open source.", maverick)
    free = of_model("openness", "DeepSeek-V3 has open weights.", "DeepSeek-V3")
    assert ratings(weights)[1] == "mostly_true"
    assert ratings(source)[1] == "half"
    assert ratings(free)[1] == "true"


def test_an_open_model_is_not_closed_nor_a_closed_one_open() -> None:
    assert ratings(of_model("openness", "Llama 4 Maverick is closed.", "Llama 4 Maverick"))[1] == "false"
    assert ratings(of_model("openness", "GPT-5 is a closed model.", "GPT-5"))[1] == "true"
    assert ratings(of_model("openness", "Muse Spark is open.", "Muse Spark"))[1] == "false"


def test_the_denial_of_openness_is_the_reverse() -> None:
    spark = of_model("openness", "Muse Spark is not open.", "Muse Spark", modality="denial")
    llama = of_model("openness", "Llama 4 Maverick is not open.", "Llama 4 Maverick", modality="denial")
    assert ratings(spark)[1] == "true"
    assert ratings(llama)[1] == "mostly_false"


def test_a_turn_to_closed_models_is_open_until_one_comes_out() -> None:
    turn = about("openness", "Meta makes a U-turn away from open models.", modality="plan")
    assert ratings(turn, on=SUMMER) == ("forecast_open", "forecast_hit")
    assert ratings(turn, on=date(2026, 9, 17)) == ("forecast_open", "forecast_open")


def test_a_model_that_never_came_out_was_wrong_in_the_letter() -> None:
    statement = of_model("openness", "Behemoth is to be a closed model.", "Behemoth", modality="plan")
    assert ratings(statement, on=SUMMER) == ("mostly_false", "half")


def test_an_unknown_model_is_not_checked() -> None:
    assert ratings(of_model("openness", "Nordlicht 7 is open.", "Nordlicht 7"))[1] == "not_checked"


def test_a_release_is_what_came_out() -> None:
    assert ratings(of_model("release", "Muse Spark is out.", "Muse Spark"))[1] == "true"
    assert ratings(of_model("release", "Behemoth was released.", "Behemoth"))[1] == "false"
    assert ratings(of_model("release", "Behemoth was never released.", "Behemoth"))[1] == "true"


def test_a_model_that_was_only_announced_is_not_out() -> None:
    statement = of_model("release", "Behemoth was released.", "Behemoth")
    assert ratings(statement, on=date(2025, 4, 10))[0] == "unproven"


def test_who_lags_is_told_by_the_index_of_the_day() -> None:
    found = verdict(about("position", "Meta trails its rivals in AI."), on=SUMMER)
    assert (found.then.rating, found.today.rating) == ("true", "half")
    assert "shrunk a good deal" in words(found)


def test_who_leads_is_told_by_the_index_of_the_day() -> None:
    assert ratings(about("position", "OpenAI leads in AI.", "OpenAI"), on=SUMMER) == ("true", "half")
    assert ratings(about("position", "Meta leads in AI."), on=SUMMER)[0] == "mostly_false"
    assert ratings(about("position", "OpenAI trails in AI.", "OpenAI"), on=SUMMER)[0] == "false"


def test_an_aim_to_lead_is_open() -> None:
    assert ratings(about("position", "Meta wants to lead in AI.", modality="plan"))[1] == "forecast_open"


def test_who_wants_to_catch_up_has_an_aim_and_who_is_catching_up_lags() -> None:
    aim = about("position", "Meta wants to catch up in AI.", modality="plan")
    assert ratings(aim, on=SUMMER) == ("forecast_open", "forecast_open")
    assert ratings(about("position", "Meta is catching up in AI."), on=SUMMER)[0] == "true"


def test_the_index_says_nothing_about_another_race() -> None:
    assert ratings(about("position", "Meta trails in chips."))[1] == "not_checked"


def test_a_company_without_a_revenue_line_earns_next_to_nothing_with_models() -> None:
    statement = about("monetisation", "Meta earns nothing with Llama.")
    assert ratings(statement, on=SUMMER) == ("mostly_true", "half")


def test_a_company_with_a_revenue_run_rate_earns_money() -> None:
    assert ratings(about("monetisation", "OpenAI earns nothing with models.", "OpenAI"))[1] == "false"
    assert ratings(about("monetisation", "OpenAI sells access to models.", "OpenAI"))[1] == "true"


def test_huge_plans_are_not_yet_huge_use() -> None:
    found = verdict(of_site("energy_use", "Hyperion consumes huge amounts of energy.", "Hyperion"))
    assert found.today.rating == "mostly_true"
    assert "Running by 24 November 2026: 0 MW" in words(found)


def test_a_gigawatt_that_runs_is_huge_use() -> None:
    colossus = "Colossus 2 consumes huge amounts of energy."
    denial = "Colossus 2 does not consume much energy."
    assert ratings(of_site("energy_use", colossus, "Colossus 2"))[1] == "true"
    assert ratings(of_site("energy_use", denial, "Colossus 2", modality="denial"))[1] == "false"


def test_a_small_site_is_no_huge_consumer() -> None:
    statement = of_site("energy_use", "Rosemount consumes huge amounts of energy.", "Meta Rosemount")
    assert ratings(statement)[1] == "mostly_false"


def test_own_money_pays_until_others_carry_sites() -> None:
    statement = about("financing", "Meta pays for data centres out of its own cash.")
    assert ratings(statement, on=SUMMER) == ("true", "missing_context")


def test_own_money_without_figures_is_unproven() -> None:
    assert ratings(about("financing", "CoreWeave builds without debt.", "CoreWeave"))[1] == "unproven"


def test_a_deal_that_closed_is_true_and_its_denial_false() -> None:
    bought = about("acquisition", "Meta bought PlayAI.", object="PlayAI")
    denial = about("acquisition", "Meta did not buy PlayAI.", object="PlayAI", modality="denial")
    assert ratings(bought, on=SUMMER)[0] == "true"
    assert ratings(denial)[1] == "false"


def test_a_stake_is_no_takeover_of_the_whole() -> None:
    bought = about("acquisition", "Meta bought Scale AI.", object="Scale AI")
    whole = about("acquisition", "Meta bought all of Scale AI.", object="Scale AI")
    part = about("acquisition", "Meta bought a stake in Scale AI.", object="Scale AI")
    assert [ratings(one)[1] for one in (bought, whole, part)] == ["mostly_true", "mostly_false", "true"]


def test_a_deal_that_was_blocked_did_not_come_about() -> None:
    bought = about("acquisition", "Meta bought Manus.", object="Manus")
    wanted = about("acquisition", "Meta wants to buy Manus.", object="Manus", modality="plan")
    blocked = about("acquisition", "The takeover of Manus by Meta was blocked.", object="Manus")
    assert ratings(bought)[1] == "mostly_false"
    assert ratings(wanted)[1] == "half"
    assert ratings(blocked)[1] == "true"


def test_a_deal_that_nobody_has_reported_is_unproven() -> None:
    assert ratings(about("acquisition", "Meta bought Nordlicht.", object="Nordlicht"))[1] == "unproven"


def test_a_habit_needs_more_than_one_case() -> None:
    often = about("acquisition", "Meta has always bought other companies.")
    once = about("acquisition", "SpaceX has always bought other companies.", "SpaceX")
    assert ratings(often)[1] == "true"
    assert ratings(once)[1] == "half"


def test_an_occasion_has_to_be_on_record() -> None:
    sentence = "Altman said so {} in June."
    fields: Fields = {"entity_type": "person", "speaker": "Sam Altman"}
    podcast = about("occasion", sentence.format("in a podcast"), "Sam Altman", **fields)
    letter = about("occasion", sentence.format("in a letter"), "Sam Altman", **fields)
    assert ratings(podcast, on=SUMMER)[0] == "true"
    assert ratings(letter, on=SUMMER)[0] == "unproven"


def test_an_outlook_stays_open_with_the_next_date() -> None:
    found = verdict(of_site("outlook", "Whether Prometheus will come is open.", "Prometheus"), on=SUMMER)
    assert found.today.rating == "forecast_open"
    assert "has moved by" in words(found)


def test_an_outlook_on_an_unknown_site_is_not_checked() -> None:
    assert ratings(of_site("outlook", "Nordlicht is uncertain.", "Nordlicht"))[1] == "not_checked"


def test_a_topic_without_a_rule_is_not_checked() -> None:
    assert ratings(about("weather", "Meta likes the sun."))[1] == "not_checked"


def test_an_opinion_is_listed_and_never_graded() -> None:
    found = verdict(said("Meta is absurd.", kind="opinion", entity="Meta", entity_type="company"))
    assert (found.then.rating, found.today.rating) == ("opinion", "opinion")
    assert not found.graded
